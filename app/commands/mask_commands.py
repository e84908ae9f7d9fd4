"""Edits of an annotation's pixels. A command keeps the changed rectangle only, before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from app.commands.history import History, ObjectEdit
from app.commands.spool import Ticket
from samft_core.imaging import mask_ops
from samft_core.imaging.masks import Mask, MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts

_translate = QCoreApplication.translate


class MaskChange:
    """The pixel part of a command: one patch there, and the one back as soon as it was first applied."""

    def __init__(self, history: History, annotation_id: int, delta: MaskDelta) -> None:
        self._history = history
        self._annotation_id = annotation_id
        self._forward: Ticket = history.spool.put(delta)
        self._backward: Ticket | None = None

    def apply(self) -> None:
        """Write the new pixels."""
        inverse = self._write(self._forward)
        if self._backward is None:
            self._backward = self._history.spool.put(inverse)

    def revert(self) -> None:
        """Write the former pixels; nothing to do where they were never replaced."""
        if self._backward is not None:
            self._write(self._backward)

    def _write(self, ticket: Ticket) -> MaskDelta:
        return self._history.editor.apply_delta(self._annotation_id, self._history.spool.get(ticket))


class EditMask(ObjectEdit):
    """One brush or eraser stroke, lasso or polygon: what the canvas sends with stroke_finished."""

    def __init__(self, history: History, annotation_id: int, delta: MaskDelta, text: str = "") -> None:
        super().__init__(history, text or _translate("commands", "Change mask"), annotation_id)
        self._change = MaskChange(history, annotation_id, delta)

    def change(self) -> None:
        """Write the stroke's pixels."""
        self._change.apply()

    def take_back(self) -> None:
        """Write the pixels from before the stroke."""
        self._change.revert()


def replace_mask(history: History, annotation_id: int, mask: Mask, text: str = "") -> bool:
    """Push the change to ``mask`` (H x W bool); False, and nothing on the stack, where it already is that
    mask."""
    delta = MaskDelta.between(history.editor.read_mask(annotation_id), mask)
    if delta.empty:
        return False
    history.push(EditMask(history, annotation_id, delta, text))
    return True


def grow(history: History, annotation_id: int) -> bool:
    """Grow the mask by one pixel; False where that changes nothing."""
    return _operate(history, annotation_id, mask_ops.grow, _translate("commands", "Grow by a pixel"))


def shrink(history: History, annotation_id: int) -> bool:
    """Shrink the mask by one pixel; False where that changes nothing."""
    return _operate(history, annotation_id, mask_ops.shrink, _translate("commands", "Shrink by a pixel"))


def smooth(history: History, annotation_id: int) -> bool:
    """Smooth the mask's edge; False where that changes nothing."""
    return _operate(history, annotation_id, mask_ops.smooth, _translate("commands", "Smooth"))


def fill_holes(history: History, annotation_id: int) -> bool:
    """Fill all holes; False where there is none."""
    return _operate(history, annotation_id, mask_ops.fill_holes, _translate("commands", "Fill holes"))


def remove_islands(history: History, annotation_id: int) -> bool:
    """Keep the largest component only; False where there is no other."""
    return _operate(history, annotation_id, mask_ops.remove_islands, _translate("commands", "Remove islands"))


def _operate(history: History, annotation_id: int, change: Callable[[Mask], Mask], text: str) -> bool:
    return replace_mask(history, annotation_id, change(history.editor.read_mask(annotation_id)), text)


class ApplyPrediction(ObjectEdit):
    """New prompts and the mask a version answered, as one step.

    Commands of one ``gesture`` (a number, not None) on one annotation merge, so that dragging a box with live
    answers, or a first answer and its refined one, is a single undo.
    """

    def __init__(
        self,
        history: History,
        annotation_id: int,
        *,
        prompts: Prompts,
        mask: Mask | RleMask,
        started_from: str | None,
        gesture: int | None = None,
    ) -> None:
        super().__init__(history, _translate("commands", "Change prompts"), annotation_id)
        self.gesture = gesture
        pixels = mask.to_array() if isinstance(mask, RleMask) else mask
        delta = MaskDelta.between(history.editor.read_mask(annotation_id), pixels)
        self._changes = [MaskChange(history, annotation_id, delta)]
        self._after = (prompts, started_from)
        self._before: tuple[Prompts, str | None] | None = None

    def change(self) -> None:
        """Write prompts, then pixels."""
        before = self.editor.set_prompts(self._annotation_id, *self._after)
        for change in self._changes:
            change.apply()
        if self._before is None:
            self._before = before

    def take_back(self) -> None:
        """Write the former pixels, then the former prompts."""
        for change in reversed(self._changes):
            change.revert()
        if self._before is not None:
            self.editor.set_prompts(self._annotation_id, *self._before)

    def id(self) -> int:
        """Commands with one id are offered to mergeWith."""
        return -1 if self.gesture is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: D102 - Qt's
        if not isinstance(other, ApplyPrediction):
            return False
        if (other._annotation_id, other.gesture) != (self._annotation_id, self.gesture):
            return False
        self._after = other._after
        self._changes += other._changes
        return True
