"""Corrections of the selected object, and undo and redo of everything.

Every change goes through History.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from app.commands.annotation_commands import ChangeClass, DeleteAnnotation
from app.commands.history import History
from app.commands.mask_commands import EditMask
from app.services.hub import Hub
from app.stores.prediction import RequestState
from samft_core.imaging.masks import MaskDelta, RleMask, apply
from samft_core.project.records import ImageState


class EditingController(QObject):
    """Owns no widget."""

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
            self._history.push(EditMask(self._history, annotation_id, delta))
            return True
        image = self._projects.image(image_id)
        mask = np.zeros((image.height, image.width), np.bool_)
        apply(mask, delta)
        return bool(mask.any()) and self._start_object(RleMask.from_array(mask)) is not None

    def operate(self, operation: Callable[[History, int], bool]) -> None:
        """Run one of the mask commands (grow, shrink, …) on the selected object."""
        annotation_id = self._selection.annotation_id
        if annotation_id is not None:
            operation(self._history, annotation_id)

    def set_class(self, name: str) -> None:
        """Choose the class of the selected object and of the next ones."""
        self._selection.select_class(name)
        record = self._annotations.record(self._selection.annotation_id)
        if record is not None and record.class_name != name:
            self._history.push(ChangeClass(self._history, record.id, name))

    def would_relabel(self, name: str) -> bool:
        """Whether choosing the class ``name`` changes an object that is there."""
        record = self._annotations.record(self._selection.annotation_id)
        return record is not None and record.class_name != name

    def delete(self) -> None:
        """Delete the selected object."""
        annotation_id = self._selection.annotation_id
        if annotation_id is not None:
            self._predictions.clear()
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
