"""What is done with many images at once on the wall, each as one step that can be undone.

Every command runs in one transaction: all images or, where one is refused, none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from app.commands.editor import Signed
from app.commands.history import EditorCommand, History
from samft_core.project.records import AnnotationState

if TYPE_CHECKING:
    from samft_core.project.removal import RemovedImage
    from samft_core.project.reviews import ReviewStep

_translate = QCoreApplication.translate


class WallStep(EditorCommand):
    """A step that was made on the wall, and may be taken back there."""


class Judge(Protocol):
    """Who writes verdicts: the review store."""

    def approve_seen(self, image_id: int, row_version: int) -> ReviewStep:
        """Approve an image as it was when it was shown."""
        ...

    def return_seen(self, image_id: int, row_version: int, comment: str) -> ReviewStep:
        """Return an image as it was when it was shown."""
        ...

    def take_back(self, step: ReviewStep) -> None:
        """Undo a verdict."""
        ...

    def version_of(self, image_id: int) -> int:
        """The row version of an image as it is known now."""
        ...


class JudgeImages(WallStep):
    """Approve images (``comment`` None), or return them; ``seen`` are row versions by image."""

    while_reviewing = True

    def __init__(
        self, history: History, judge: Judge, seen: Mapping[int, int], comment: str | None = None
    ) -> None:
        approve = _translate("commands", "Approve images")
        back = _translate("commands", "Return images")
        super().__init__(history, approve if comment is None else back)
        self._judge = judge
        self._seen = dict(seen)
        self._comment = comment
        self._steps: list[ReviewStep] = []

    def apply(self) -> None:
        """Give the verdict on each."""
        steps = []
        for image_id, version in self._seen.items():
            if self._comment is None:
                steps.append(self._judge.approve_seen(image_id, version))
            else:
                steps.append(self._judge.return_seen(image_id, version, self._comment))
        self._steps = steps

    def revert(self) -> None:
        """Take the verdicts back, and know the images as they are then."""
        for step in reversed(self._steps):
            self._judge.take_back(step)
        for image_id in self._seen:
            self._seen[image_id] = self._judge.version_of(image_id)


class Wall(Protocol):
    """Who changes lots and takes images out: the project store."""

    def set_lots(self, lots: Mapping[int, str]) -> None:
        """Put images into lots, by image."""
        ...

    def remove_images(self, image_ids: Sequence[int]) -> list[RemovedImage]:
        """Take images out of the project; returns what ``put_back_images`` needs."""
        ...

    def put_back_images(self, removed: Sequence[RemovedImage]) -> None:
        """Put removed images back as they were."""
        ...


class MoveToLot(WallStep):
    """Put images into another lot; ``before`` says which each is in."""

    def __init__(self, history: History, store: Wall, before: Mapping[int, str], lot: str) -> None:
        super().__init__(history, _translate("commands", "Move to a lot"))
        self._store = store
        self._before = dict(before)
        self._lot = lot

    def apply(self) -> None:
        """Put them into the new one."""
        self._store.set_lots(dict.fromkeys(self._before, self._lot))

    def revert(self) -> None:
        """Put each into the one it came from."""
        self._store.set_lots(self._before)


class RemoveImages(WallStep):
    """Take images and their masks out of the project; the files stay."""

    def __init__(self, history: History, store: Wall, image_ids: Sequence[int]) -> None:
        super().__init__(history, _translate("commands", "Remove images"))
        self._store = store
        self._image_ids = list(image_ids)
        self._removed: list[RemovedImage] = []

    def apply(self) -> None:
        """Take them out."""
        self._removed = self._store.remove_images(self._image_ids)

    def revert(self) -> None:
        """Put them back under their ids."""
        self._store.put_back_images(self._removed)


class ReclassObjects(WallStep):
    """Give objects another class; those that were accepted are drafts then, and accepted again by undo."""

    def __init__(self, history: History, annotation_ids: Sequence[int], class_name: str) -> None:
        super().__init__(history, _translate("commands", "Change class"))
        self._ids = list(annotation_ids)
        self._class: str | int = class_name
        self._before: dict[int, int] = {}
        self._states: dict[int, tuple[int, AnnotationState, Signed | None]] = {}

    def apply(self) -> None:
        """Change the class of each."""
        editor = self.editor
        before = {}
        states = {}
        for annotation_id in self._ids:
            states[annotation_id] = (*editor.state_of(annotation_id), editor.signed(annotation_id))
            before[annotation_id] = editor.set_class(annotation_id, self._class)
        self._before = before
        self._states = states

    def revert(self) -> None:
        """Give each its former class; what was accepted is accepted again."""
        editor = self.editor
        for annotation_id, class_id in self._before.items():
            editor.set_class(annotation_id, class_id)
            image_id, state, signed = self._states[annotation_id]
            if state is not editor.state_of(annotation_id)[1]:
                editor.put_back_states(image_id, {annotation_id: state}, {annotation_id: signed})
