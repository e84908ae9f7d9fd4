"""The inspector's decision about an image: ground truth, good, or back to draft.

Every change goes through History.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from app.commands.annotation_commands import MarkGood, SetStates
from app.commands.box_commands import DropBoxes
from app.commands.history import History
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.pending_prompts import PendingPrompts
from app.controllers.prompting import PromptingController
from app.services.hub import Hub
from samft_core.errors import SamftError
from samft_core.project.records import AnnotationState, ImageState


class DecisionController(QObject):
    """Owns no widget. Nothing is decided over what is being worked on or waits.

    ``message`` says what went with a decision, ``failed`` why one was refused.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        prompting: PromptingController,
        mask_choice: MaskChoiceController,
        pending_prompts: PendingPrompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pending_prompts = pending_prompts
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._selection = hub.selection
        self._boxes = hub.boxes
        self._notes = hub.notes
        self._history = history
        self._prompting = prompting
        self._mask_choice = mask_choice

    def accept(self) -> bool:
        """Make the image's masks ground truth; the current mask is taken first.

        False, with nothing changed, where there is none, where something else waits, or where a colleague
        changed a mask meanwhile: what is accepted is what was shown.
        """
        image_id = self._selection.image_id
        if image_id is None or not self.may_accept():
            return False
        if self._prompting.has_open_prompts and self._mask_choice.use() is None:
            return False
        records = self._annotations.records()
        if not records:
            return False
        decided = any(record.state is AnnotationState.DRAFT for record in records)
        if decided:
            states = dict.fromkeys((record.id for record in records), AnnotationState.ACCEPTED)
            self._push_decision(image_id, SetStates(self._history, image_id, states))
        # Asked of the project, not assumed: a busy database or a colleague may have refused the
        # command.
        done = self._projects.image(image_id).state is ImageState.ACCEPTED
        if done:
            self._predictions.clear()
            self._selection.select_annotation(None)
        if done and decided:
            self._notes.show_step(self._accepted_words(image_id))
        return done

    def may_accept(self) -> bool:
        """Whether nothing stands against accepting the image in view; where something does, it is told."""
        image_id = self._selection.image_id
        if image_id is None or self._pending_prompts.refuse(but_own=True) or not self._is_current(image_id):
            return False
        return not self._prompting.has_open_prompts or self._mask_choice.still_waits()

    def _accepted_words(self, image_id: int) -> str:
        """Which masks are ground truth now, and of which classes."""
        records = self._annotations.records()
        name = self._projects.image(image_id).name
        classes = ", ".join(dict.fromkeys(record.class_name for record in records))
        masks = self.tr("%n masks accepted as ground truth", "", len(records))
        return self.tr("{0}: {1} ({2}).").format(name, masks, classes)

    def sign_good(self) -> bool:
        """Sign the image off as free of defects."""
        image_id = self._selection.image_id
        if image_id is None or self._pending_prompts.refuse() or not self._is_current(image_id):
            return False
        if self._annotations.records():
            return False
        self._predictions.clear()
        self._push_decision(image_id, MarkGood(self._history, image_id))
        image = self._projects.image(image_id)
        done = image.state is ImageState.GOOD
        if done:
            self._notes.show_step(self.tr("{0}: signed off as good, free of defects.").format(image.name))
        return done

    def _is_current(self, image_id: int) -> bool:
        """Whether the masks in view are the image's masks still; where not, the newest are shown and told."""
        try:
            self._annotations.refuse_unseen(image_id)
        except SamftError as error:
            self.failed.emit(error)
            return False
        return True

    def _push_decision(self, image_id: int, decision: QUndoCommand) -> None:
        """Decide on an image; boxes proposed there that nobody took go in the same step."""
        proposed = [box.id for box in self._pending_prompts.proposed()]
        if not proposed:
            self._history.push(decision)
            return
        self._history.beginMacro(decision.text())
        self._history.push(DropBoxes(self._boxes, proposed))
        self._history.push(decision)
        self._history.endMacro()
        text = self.tr(
            "%n proposed boxes that nobody took went with it; undo brings them back.", "", len(proposed)
        )
        self.message.emit(text)

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
