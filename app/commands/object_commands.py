"""Edits that make several objects of one or one of several, and locks. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.commands.history import EditorCommand, History, ObjectEdit
from app.commands.mask_commands import MaskChange
from samft_core.imaging.masks import Mask, MaskDelta
from samft_core.project.records import AnnotationRecord, NewAnnotation

_translate = QCoreApplication.translate


class SplitObject(ObjectEdit):
    """Leave an object the pixels of ``kept`` (H x W bool) and add what else it was as drafts."""

    def __init__(
        self, history: History, annotation_id: int, *, kept: Mask, others: Sequence[NewAnnotation]
    ) -> None:
        super().__init__(history, _translate("commands", "Split into parts"), annotation_id)
        delta = MaskDelta.between(history.editor.read_mask(annotation_id), kept)
        self._change = MaskChange(history, annotation_id, delta)
        self._others = list(others)
        # The newest last. What is brought back has its old id, so that later commands still find it.
        self._removed: list[AnnotationRecord] = []
        self.added: list[int] = []
        """The new objects, in the order of ``others``."""

    def change(self) -> None:
        """Add the parts, then take their pixels out of the object."""
        while self._removed:
            self.editor.restore(self._removed[-1])
            self.added.append(self._removed.pop().id)
        for new in self._others[len(self.added) :]:
            self.added.append(self.editor.add(new))
        self._change.apply()

    def refused(self) -> None:
        """There are no parts."""
        self.added = []

    def take_back(self) -> None:
        """Give the object its pixels back, then remove the parts."""
        self._change.revert()
        while self.added:
            self._removed.append(self.editor.take_back(self.added[-1]))
            self.added.pop()


class MergeObjects(ObjectEdit):
    """Add the masks of other objects of the image to one, and delete the others."""

    def __init__(self, history: History, annotation_id: int, others: Sequence[int]) -> None:
        super().__init__(history, _translate("commands", "Merge objects"), annotation_id)
        before = history.editor.read_mask(annotation_id)
        merged = before.copy()
        for other in others:
            merged |= history.editor.read_mask(other)
        self._change = MaskChange(history, annotation_id, MaskDelta.between(before, merged))
        self._others = list(others)
        self._removed: list[AnnotationRecord] = []

    def change(self) -> None:
        """Write the merged mask, then delete the others."""
        self._change.apply()
        self._removed = [self.editor.delete(other) for other in self._others]

    def take_back(self) -> None:
        """Bring the others back as they were, then write the former mask."""
        for record in reversed(self._removed):
            self.editor.restore(record)
        self._change.revert()


class LockObject(EditorCommand):
    """Lock an object or unlock it.

    A step of its own, so that an undo of what came before it finds the object unlocked.
    """

    def __init__(self, history: History, annotation_id: int, locked: bool) -> None:
        text = _translate("commands", "Lock object") if locked else _translate("commands", "Unlock object")
        super().__init__(history, text)
        self._annotation_id = annotation_id
        self._locked = locked

    def apply(self) -> None:
        """Lock or unlock it."""
        self.editor.set_locked(self._annotation_id, self._locked)

    def revert(self) -> None:
        """The other way round."""
        self.editor.set_locked(self._annotation_id, not self._locked)
