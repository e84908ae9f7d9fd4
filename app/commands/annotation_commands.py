"""Edits of whole annotations: add, delete, class, accept and reopen, sign off as good."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.commands.editor import Signed
from app.commands.history import EditorCommand, History, ObjectEdit
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation

_translate = QCoreApplication.translate


class AddAnnotation(EditorCommand):
    """Add an object. After the push ``annotation_id`` names it; None where the editor refused."""

    def __init__(self, history: History, new: NewAnnotation) -> None:
        super().__init__(history, _translate("commands", "Add object"))
        self._new = new
        self._removed: AnnotationRecord | None = None
        self.annotation_id: int | None = None

    def apply(self) -> None:
        """Add it; again means under the same id, so that later commands still find it."""
        if self._removed is None:
            self.annotation_id = self.editor.add(self._new)
        else:
            self.editor.restore(self._removed)

    def refused(self) -> None:
        """There is no object."""
        self.annotation_id = None

    def revert(self) -> None:
        """Delete it, keeping the record for redo."""
        if self.annotation_id is not None:
            self._removed = self.editor.take_back(self.annotation_id)


class DeleteAnnotation(EditorCommand):
    """Delete an object."""

    def __init__(self, history: History, annotation_id: int) -> None:
        super().__init__(history, _translate("commands", "Delete object"))
        self._annotation_id = annotation_id
        self._removed: AnnotationRecord | None = None

    def apply(self) -> None:
        """Delete it, keeping the record."""
        self._removed = self.editor.delete(self._annotation_id)

    def revert(self) -> None:
        """Bring it back under its own id."""
        if self._removed is not None:
            self.editor.restore(self._removed)


class ChangeClass(ObjectEdit):
    """Give an object another defect class."""

    def __init__(self, history: History, annotation_id: int, class_name: str) -> None:
        super().__init__(history, _translate("commands", "Change class"), annotation_id)
        self._after: str | int = class_name
        self._before: int | None = None

    def change(self) -> None:
        """Set the class."""
        self._before = self.editor.set_class(self._annotation_id, self._after)

    def take_back(self) -> None:
        """Set the former class, whatever it is called by now; redo means the same class, too."""
        if self._before is not None:
            self._after = self.editor.set_class(self._annotation_id, self._before)


class SetStates(EditorCommand):
    """Accept or reopen some or all objects of one image."""

    def __init__(self, history: History, image_id: int, states: Mapping[int, AnnotationState]) -> None:
        accepting = AnnotationState.ACCEPTED in states.values()
        super().__init__(
            history,
            _translate("commands", "Accept as ground truth")
            if accepting
            else _translate("commands", "Back to draft"),
        )
        self._image_id = image_id
        self._after = dict(states)
        self._before: Mapping[int, AnnotationState] | None = None
        self._signed: Mapping[int, Signed | None] = {}

    def apply(self) -> None:
        """Set the states."""
        signed = {annotation_id: self.editor.signed(annotation_id) for annotation_id in self._after}
        self._before = self.editor.set_states(self._image_id, self._after)
        self._signed = signed

    def revert(self) -> None:
        """Set each state to what it was, so that earlier ground truth stays ground truth."""
        if self._before is not None:
            self.editor.put_back_states(self._image_id, self._before, self._signed)


class MarkGood(EditorCommand):
    """Sign an image off as good, or take that back."""

    def __init__(self, history: History, image_id: int, good: bool = True) -> None:
        super().__init__(
            history,
            _translate("commands", "Sign off as good") if good else _translate("commands", "Take back good"),
        )
        self._image_id = image_id
        self._after = good
        self._before: bool | None = None

    def apply(self) -> None:
        """Set the sign-off."""
        self._before = self.editor.set_good(self._image_id, self._after)

    def revert(self) -> None:
        """Set the former sign-off."""
        if self._before and not self._after:
            self.editor.put_back_good(self._image_id)
        elif self._before is not None:
            self.editor.set_good(self._image_id, self._before)
