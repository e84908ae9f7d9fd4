"""The second inspector's verdicts, as commands that can be undone and redone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from app.commands.history import EditorCommand, History

if TYPE_CHECKING:
    from samft_core.project.reviews import ReviewStep


class Reviewer(Protocol):
    """Who writes verdicts: the review store."""

    def approve(self, image_id: int) -> ReviewStep:
        """Approve an image."""
        ...

    def send_back(self, image_id: int, comment: str) -> ReviewStep:
        """Return an image with a comment."""
        ...

    def take_back(self, step: ReviewStep) -> None:
        """Undo a verdict."""
        ...


class ReviewImage(EditorCommand):
    """Approve an image (``comment`` None), or return it. ``step`` is None where that was refused."""

    while_reviewing = True

    def __init__(
        self, history: History, reviewer: Reviewer, image_id: int, comment: str | None = None
    ) -> None:
        approve = QCoreApplication.translate("commands", "Approve")
        back = QCoreApplication.translate("commands", "Send back")
        super().__init__(history, approve if comment is None else back)
        self._reviewer = reviewer
        self._image_id = image_id
        self._comment = comment
        self.step: ReviewStep | None = None

    def apply(self) -> None:
        """Give the verdict."""
        self.step = None
        if self._comment is None:
            self.step = self._reviewer.approve(self._image_id)
        else:
            self.step = self._reviewer.send_back(self._image_id, self._comment)

    def refused(self) -> None:
        """No verdict was given."""
        self.step = None

    def revert(self) -> None:
        """Take the verdict back."""
        if self.step is not None:
            self._reviewer.take_back(self.step)
