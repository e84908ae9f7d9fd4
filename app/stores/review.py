"""Review as the window knows it: whether it goes on, the project's rules, and the verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.stores.annotations import AnnotationStore
from app.stores.project import ProjectStore
from samft_core.errors import ConflictError
from samft_core.project.records import ImageRecord, ReviewRecord, ReviewRules, ReviewState, Verdict

if TYPE_CHECKING:
    from samft_core.project.project import Project
    from samft_core.project.reviews import ReviewStep

FIRST_RULES = ReviewRules(required=False, four_eyes=True)


class ReviewStore(QObject):
    """``mode_changed`` follows when review mode starts or ends, ``rules_changed`` the project's rules.

    After a ConflictError the newest state has been read again, so that the window shows what is true.
    """

    mode_changed = Signal(bool)
    rules_changed = Signal()

    def __init__(
        self, projects: ProjectStore, annotations: AnnotationStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects = projects
        self._annotations = annotations
        self._on = False
        self.rules = FIRST_RULES
        projects.opened.connect(self.read_rules)

    @property
    def on(self) -> bool:
        """Whether the window is in review mode, which changes no mask."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Start or end review mode."""
        if on != self._on:
            self._on = on
            self.mode_changed.emit(on)

    def read_rules(self) -> None:
        """Read what the project asks for."""
        self.rules = self._projects.project.reviews.rules()
        self.rules_changed.emit()

    def set_rules(self, rules: ReviewRules) -> None:
        """Ask for something else from now on."""
        self._projects.project.reviews.set_rules(rules)
        self.read_rules()

    def may_approve(self, image: ImageRecord) -> bool:
        """Whether the inspector at work may approve this image."""
        return self._projects.project.reviews.may_approve(image, self.rules)

    def waits_for_me(self, image_id: int) -> bool:
        """Whether the image waits for a verdict that the inspector at work may give."""
        image = self._projects.image(image_id)
        return image.review is ReviewState.WAITING and self.may_approve(image)

    def newest(self, image_id: int) -> ReviewRecord | None:
        """The newest verdict on an image."""
        return next(iter(self._projects.project.reviews.of_image(image_id)), None)

    def returned(self, image_id: int) -> ReviewRecord | None:
        """The verdict by which an image was returned, as long as it stays so."""
        if self._projects.image(image_id).review is not ReviewState.RETURNED:
            return None
        newest = self.newest(image_id)
        return newest if newest is not None and newest.verdict is Verdict.RETURNED else None

    def approve(self, image_id: int) -> ReviewStep:
        """Approve an image as it is shown."""
        # Both name what is on the screen: the verdict is about this state, and refused about any other.
        version = self._projects.image(image_id).row_version
        seen = self._annotations.seen(image_id)
        return self._reviewed(
            image_id, lambda project: project.reviews.approve(image_id, row_version=version, seen=seen)
        )

    def send_back(self, image_id: int, comment: str) -> ReviewStep:
        """Return an image as it is shown, with a comment."""
        version = self._projects.image(image_id).row_version
        seen = self._annotations.seen(image_id)
        return self._reviewed(
            image_id,
            lambda project: project.reviews.return_image(
                image_id, row_version=version, comment=comment, seen=seen
            ),
        )

    def approve_seen(self, image_id: int, row_version: int) -> ReviewStep:
        """Approve an image as it was at ``row_version``, when it was shown among others."""
        return self._reviewed(
            image_id, lambda project: project.reviews.approve(image_id, row_version=row_version)
        )

    def return_seen(self, image_id: int, row_version: int, comment: str) -> ReviewStep:
        """Return an image as it was at ``row_version``, when it was shown among others."""
        return self._reviewed(
            image_id,
            lambda project: project.reviews.return_image(image_id, row_version=row_version, comment=comment),
        )

    def version_of(self, image_id: int) -> int:
        """The row version of an image as it is known now."""
        return self._projects.image(image_id).row_version

    def take_back(self, step: ReviewStep) -> None:
        """Undo a verdict."""
        try:
            self._projects.project.reviews.take_back(step)
        # Also where it was refused, as then somebody else has decided.
        finally:
            self.read_again(step.image.id)

    def read_again(self, image_id: int) -> None:
        """Read an image and its objects again; the objects last, so that none is newer than its image."""
        # A change that comes in between is then noticed with the next decision.
        self._projects.refresh_image(image_id)
        if image_id == self._annotations.image_id:
            self._annotations.load(image_id)

    def _reviewed(self, image_id: int, review: Callable[[Project], ReviewStep]) -> ReviewStep:
        try:
            step = review(self._projects.project)
        except ConflictError:
            self.read_again(image_id)
            raise
        self.read_again(image_id)
        return step
