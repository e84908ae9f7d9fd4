"""Corrections of the selected object, and undo and redo of everything.

Every change goes through History.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import ChangeClass, DeleteAnnotation
from app.commands.history import History
from app.commands.mask_commands import EditMask
from app.services.hub import Hub
from app.stores.prediction import RequestState
from samft_core.imaging.masks import MaskDelta, RleMask, apply
from samft_core.project.records import AnnotationRecord, ImageState


class EditingController(QObject):
    """Owns no widget. ``message`` carries a sentence for the message bar."""

    message = Signal(str)

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        start_object: Callable[[RleMask], int | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._start_object = start_object
        self._reviews = hub.reviews
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._selection = hub.selection
        self._boxes = hub.boxes
        self._history = history

    def edit_mask(self, delta: MaskDelta) -> bool:
        """A stroke was drawn on the selected object; where none is, it starts one.

        False where it belongs to nothing, so that it must not stay in view.
        """
        image_id = self._selection.image_id
        annotation_id = self._selection.annotation_id
        if image_id is None or self._reviews.on:
            return False
        if self._projects.image(image_id).state is ImageState.UNREADABLE:
            return False  # the tool is still that of the image before; what is wrong stands on the picture
        if annotation_id is not None:
            if self._refuse_locked():
                return False
            self._history.push(EditMask(self._history, annotation_id, delta))
            return True
        image = self._projects.image(image_id)
        mask = np.zeros((image.height, image.width), np.bool_)
        apply(mask, delta)
        return bool(mask.any()) and self._start_object(RleMask.from_array(mask)) is not None

    def operate(self, operation: Callable[[History, int], bool]) -> None:
        """Run one of the mask commands (grow, shrink, …) on the selected object."""
        annotation_id = self._selection.annotation_id
        if annotation_id is not None and not self._refuse_locked():
            operation(self._history, annotation_id)

    def set_class(self, name: str) -> None:
        """Choose the class of the selected objects and of the next ones."""
        changing = self._of_another_class(name)
        if changing and self._refuse_locked():
            return
        self._selection.select_class(name)
        with self._one_step(self.tr("Change class"), len(changing)):
            for annotation_id in changing:
                self._history.push(ChangeClass(self._history, annotation_id, name))

    def would_relabel(self, name: str) -> bool:
        """Whether choosing the class ``name`` changes an object that is there."""
        return bool(self._of_another_class(name))

    def _of_another_class(self, name: str) -> list[int]:
        return [record.id for record in self._selected() if record.class_name != name]

    def _selected(self) -> list[AnnotationRecord]:
        records = map(self._annotations.record, self._selection.annotation_ids)
        return [record for record in records if record is not None]

    def _refuse_locked(self) -> bool:
        """Say that a selected object is locked; whether one is. None of them is changed then."""
        locked = [record for record in self._selected() if record.locked]
        if locked:
            self.message.emit(self.tr("The object is locked: unlock it first, then change it."))
        return bool(locked)

    @contextmanager
    def _one_step(self, text: str, changes: int) -> Iterator[None]:
        """Several changes are one step of undo; a single one keeps its own name."""
        if changes < 2:
            yield
            return
        self._history.beginMacro(text)
        try:
            yield
        finally:
            self._history.endMacro()

    def delete(self) -> None:
        """Delete the selected objects, in one step."""
        chosen = self._selection.annotation_ids
        if chosen and not self._refuse_locked():
            self._predictions.clear()
            with self._one_step(self.tr("Delete objects"), len(chosen)):
                for annotation_id in chosen:
                    self._history.push(DeleteAnnotation(self._history, annotation_id))
            self._selection.select_annotation(None)

    def undo(self) -> None:
        """Take the last change back, and show the image it was on."""
        self._let_answers_go()
        self._history.drop_idle()
        if self._history.may_undo:
            self._travel(self._history.undo)

    def redo(self) -> None:
        """Make the change again, and show the image it was on."""
        self._let_answers_go()
        self._travel(self._history.redo)

    def _let_answers_go(self) -> None:
        """An answer about an object that is still on its way must not change again what is taken back now."""
        if self._predictions.state is RequestState.ASKED and self._predictions.box_id is None:
            self._predictions.clear()

    def _travel(self, step: Callable[[], None]) -> None:
        touched: list[int] = []
        signals = (self._projects.image_changed, self._boxes.changed)
        connections = [signal.connect(touched.append) for signal in signals]
        try:
            step()
        finally:
            for signal, connection in zip(signals, connections, strict=True):
                signal.disconnect(connection)
        # Nobody should have a change taken back that they do not see.
        if touched and touched[-1] != self._selection.image_id:
            self._selection.select_image(touched[-1])
