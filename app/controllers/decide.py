"""The inspector's decision about an image: ground truth, good, or back to draft.

Every change goes through History.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from app.commands.annotation_commands import MarkGood, SetStates
from app.commands.box_commands import DropBoxes
from app.commands.history import History
from app.controllers.annotate import AnnotateController
from app.services.hub import Hub
from app.stores.boxes import Source
from samft_core.store.records import AnnotationState, ImageState


class DecideController(QObject):
    """Owns no widget. ``told`` carries why a decision cannot be made yet."""

    told = Signal(str)

    def __init__(
        self, hub: Hub, history: History, annotate: AnnotateController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects, self._annotations, self._predictions = hub.projects, hub.annotations, hub.predictions
        self._selection, self._boxes, self._notes = hub.selection, hub.boxes, hub.notes
        self._history, self._annotate = history, annotate

    def accept(self) -> bool:
        """Make the image's masks ground truth; a mask still only predicted is taken first.

        False without any.
        """
        if self._annotate.prediction_waits and self._annotate.use() is None:
            return False
        image_id = self._selection.image_id
        records = self._annotations.records()
        if image_id is None or not records or not self._boxes_decided(image_id):
            return False
        decided = any(record.state is AnnotationState.DRAFT for record in records)
        if decided:
            states = dict.fromkeys((record.id for record in records), AnnotationState.ACCEPTED)
            self._push_decision(image_id, SetStates(self._history, image_id, states))
        done = self._projects.image(image_id).state is ImageState.ACCEPTED
        if done:
            self._predictions.clear()
            self._selection.select_annotation(None)
        if done and decided:
            self._notes.show_step(self._accepted_words(image_id))
        return done

    def _accepted_words(self, image_id: int) -> str:
        """Which masks are ground truth now, and of which classes."""
        records, name = self._annotations.records(), self._projects.image(image_id).name
        classes = ", ".join(dict.fromkeys(record.class_name for record in records))
        masks = self.tr("%n masks accepted as ground truth", "", len(records))
        return self.tr("{0}: {1} ({2}).").format(name, masks, classes)

    def sign_good(self) -> bool:
        """Sign the image off as free of defects."""
        image_id = self._selection.image_id
        if image_id is None or self._annotations.records() or not self._boxes_decided(image_id):
            return False
        self._predictions.clear()
        self._push_decision(image_id, MarkGood(self._history, image_id))
        image = self._projects.image(image_id)
        done = image.state is ImageState.GOOD
        if done:
            self._notes.show_step(self.tr("{0}: signed off as good, free of defects.").format(image.name))
        return done

    def _boxes_decided(self, image_id: int) -> bool:
        """Whether no box that the inspector drew is still waiting on the image; says so otherwise."""
        drawn = [box for box in self._boxes.boxes(image_id) if box.source is Source.DRAWN]
        if drawn:
            text = self.tr("%n boxes you drew are still waiting: take or drop them first.", "", len(drawn))
            self.told.emit(text)
        return not drawn

    def _push_decision(self, image_id: int, decision: QUndoCommand) -> None:
        """Decide on an image; boxes proposed there that nobody took go in the same step."""
        proposed = [box.id for box in self._boxes.boxes(image_id)]
        if not proposed:
            self._history.push(decision)
            return
        self._history.beginMacro(decision.text())
        self._history.push(DropBoxes(self._boxes, proposed))
        self._history.push(decision)
        self._history.endMacro()

    def reopen(self) -> None:
        """Make an accepted or good image a draft again."""
        image_id = self._selection.image_id
        if image_id is None:
            return
        if self._projects.image(image_id).state is ImageState.GOOD:
            self._history.push(MarkGood(self._history, image_id, good=False))
            return
        states = dict.fromkeys((record.id for record in self._annotations.records()), AnnotationState.DRAFT)
        if states:
            self._history.push(SetStates(self._history, image_id, states))
