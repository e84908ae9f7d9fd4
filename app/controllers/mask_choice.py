"""From an answer to an object: a mask is chosen, and the choice corrected afterwards.

Every change goes through History.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.box_commands import DropBoxes
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction
from app.controllers.prompt_states import Awaited, PromptAction, PromptEvent, PromptState, Taken
from app.controllers.prompting import PromptingController
from app.language.labels import version_title
from app.services.hub import Hub
from app.stores.prediction import Answer
from samft_core.engine.protocol import Predicted
from samft_core.errors import SamftError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import NewAnnotation

FIRST_CLASS = "defect"
"""The class an object gets in a project without any; it can be renamed."""


class MaskChoiceController(QObject):
    """Owns no widget. ``mask_taken`` follows when a prediction became an object, to switch to the brush.

    ``class_wanted`` asks which class is meant, and carries how to go on once one is marked.
    """

    failed = Signal(object)
    message = Signal(str)
    mask_taken = Signal(int)
    class_wanted = Signal(object)

    def __init__(
        self, hub: Hub, history: History, prompting: PromptingController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._models = hub.models
        self._selection = hub.selection
        self._boxes = hub.boxes
        self._history = history
        self._prompting = prompting
        self._machine = prompting.machine
        hub.engine.predicted.connect(self._predicted)
        hub.engine.request_failed.connect(hub.predictions.fail)
        hub.selection.image_changed.connect(self._image_changed)
        hub.selection.annotation_changed.connect(self._annotation_changed)
        history.failed.connect(self.failed)
        hub.annotations.removed.connect(self._removed)
        hub.annotations.loaded.connect(lambda _image: self._loaded())
        hub.boxes.failed.connect(self.failed)

    def _predicted(self, reply: Predicted) -> None:
        if not self._predictions.take_answer(reply):
            return
        situation = self._machine.situation
        match self._machine.send(PromptEvent.ANSWERED):
            case PromptAction.USE_AWAITED:
                awaited = isinstance(situation, Awaited) and situation.version == reply.version
                if awaited and self._predictions.fresh(reply.version):
                    self.use(reply.version)
            case PromptAction.APPLY_PREFERRED:
                if reply.version == self._predictions.preferred:
                    self._apply(reply.version)
            case PromptAction.REFINE:
                if isinstance(situation, Taken):
                    self._refine(situation, reply)

    def _refine(self, taken: Taken, reply: Predicted) -> None:
        """Use a better answer that came after its first was taken, unless the mask was changed since."""
        refines = (reply.id, reply.version) == (taken.request_id, taken.version)
        record = self._annotations.record(taken.annotation_id)
        # The row version tells of any change since, by a stroke here or by a colleague.
        if refines and record is not None and record.row_version == taken.row_version:
            self._apply(taken.version)

    # Taking a mask

    def use(self, version: str | None = None) -> int | None:
        """Make the mask of ``version`` (None: the one that was picked, or is in use) an object.

        Returns the object's id, None without an answer; one that is on its way is taken when it is there.
        Taking another version's mask for the same prompts replaces the mask of that object.
        """
        version = version or self._predictions.chosen_version
        answer = self._predictions.answer(version)
        if answer is None or self._predictions.image_id != self._selection.image_id:
            self._report_missing(version)
            return None
        self._predictions.prefer(answer.version)
        annotation_id = self._machine.annotation_id
        # A colleague may have deleted the object that the prompts were about.
        if annotation_id is not None and self._annotations.record(annotation_id) is None:
            self._machine.send(PromptEvent.OBJECT_GONE)
        fresh = self._predictions.fresh(version)
        event = PromptEvent.USED if fresh else PromptEvent.USED_EARLY
        match self._machine.send(event, Awaited(version)):
            case PromptAction.APPLY:
                self._apply(version)
                return annotation_id
            case PromptAction.ADD:
                return self._use_for_new(answer)
        return None

    def _use_for_new(self, answer: Answer) -> int | None:
        if not self.still_waits():
            return None
        if self.needs_class:
            self.ask_class(lambda: self.use(answer.version))
            return None
        return self._add(answer)

    @property
    def needs_class(self) -> bool:
        """Whether the class of a new object would be a guess: there are several, and none is marked."""
        marked = self._selection.class_name or self._class_of_box
        return not marked and len(self._projects.classes.records) > 1

    @property
    def _class_of_box(self) -> str:
        """The class that the current box was imported with; empty where it has none."""
        box = self._boxes.get(self._predictions.box_id)
        return "" if box is None else box.class_name

    @property
    def needs_class_to_take(self) -> bool:
        """Whether taking the current mask would ask for a class: there is one, and it can be taken."""
        chosen = self._predictions.chosen_version
        return self.needs_class and self._prompting.has_open_prompts and self._predictions.fresh(chosen)

    def ask_class(self, go_on: Callable[[], object]) -> None:
        """Ask for a class, and go on as soon as one is marked; not where the image was left meanwhile."""
        image_id = self._selection.image_id

        def chosen() -> None:
            if self._selection.image_id == image_id:
                go_on()

        self.class_wanted.emit(chosen)

    def with_class(self, go_on: Callable[[], object], may: Callable[[], bool]) -> None:
        """Run what takes masks; where their class would be a guess, ask for it first.

        ``may`` says whether there is anything to take, or why nothing can be, so that a class is asked for
        only where it is needed.
        """
        if not self.needs_class:
            go_on()
        elif may():
            self.ask_class(go_on)

    def _report_missing(self, version: str) -> None:
        """Another version has answered, this one has not: nothing is taken in its place."""
        if self._predictions.versions:
            text = self.tr("{0} has not answered, so nothing was taken.")
            self.message.emit(text.format(version_title(version)))

    def use_listed(self, place: int) -> int | None:
        """Take what is listed under ``place``, from 0: a proposal where several are shown, else a version."""
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            if place >= len(answer.proposals):
                return None
            self.choose_proposal(answer.version, place)
            return self.use(answer.version)
        pair = (self._models.left, self._models.right)
        version = pair[place] if place < len(pair) else None
        return self.use(version) if version is not None else None

    def _add(self, answer: Answer) -> int | None:
        image_id = self._selection.image_id
        if image_id is None:
            return None
        prompts = self._predictions.prompts
        new = self.object_from(image_id, prompts, answer, class_name=self._class_of_box)
        if new is None:
            return None
        annotation_id = self._push_new(new, answer.version)
        if annotation_id is None:
            return None
        self._selection.select_annotation(annotation_id)
        if not self._boxes.boxes(image_id):  # with others waiting, the next thing to do is the next box
            self.mask_taken.emit(annotation_id)
        return annotation_id

    def still_waits(self) -> bool:
        """Whether the current box was neither taken nor dropped at another window; says so otherwise."""
        box_id = self._predictions.box_id
        try:
            if box_id is None or self._boxes.still_waits(box_id):
                return True
        except SamftError as error:
            self.failed.emit(error)
            return False
        self.message.emit(self.tr("This box was taken or dropped at another window meanwhile."))
        return False

    def _push_new(self, new: NewAnnotation, version: str) -> int | None:
        """Add the object; the waiting box it was made of goes in the same step."""
        command = AddAnnotation(self._history, new)
        box_id = self._predictions.box_id
        if box_id is not None:
            # Object and box in one step: undo brings the box back in the place of the object.
            self._history.beginMacro(command.text())
        self._history.push(command)
        if command.annotation_id is not None:
            self._remember(PromptEvent.ADDED, command.annotation_id, version)
        if box_id is not None:
            if command.annotation_id is not None:
                self._history.push(DropBoxes(self._boxes, [box_id]))
                self._predictions.release_box()
            self._history.endMacro()
        return command.annotation_id

    def object_from(
        self, image_id: int, prompts: Prompts, answer: Answer, *, class_name: str = ""
    ) -> NewAnnotation | None:
        """What a version answered as a new object; None, and ``failed``, where it cannot be kept.

        It is of the class ``class_name``, or of the chosen one where that is empty.
        """
        mask = answer.proposal.rle()
        score = answer.proposal.score
        try:
            kept = self._projects.project.predictions.save(
                image_id, version=answer.version, prompts=prompts, mask=mask, score=score
            )
        except SamftError as error:
            self.failed.emit(error)
            return None
        name = class_name or self._class_for_new()
        return NewAnnotation(
            image_id, name, prompts, mask, started_from=answer.version, prediction_id=kept.id
        )

    def _apply(self, version: str) -> None:
        """Make a version's answer the mask of the object that the prompts are about."""
        annotation_id = self._machine.annotation_id
        answer = self._predictions.answer(version)
        if answer is None or annotation_id is None:
            return
        self._history.push(
            ApplyPrediction(
                self._history,
                annotation_id,
                prompts=self._predictions.prompts,
                mask=answer.proposal.rle(),
                started_from=version,
                gesture=self._prompting.gesture,
            )
        )
        self._remember(PromptEvent.APPLIED, annotation_id, version)

    def _remember(self, event: PromptEvent, annotation_id: int, version: str) -> None:
        record = self._annotations.record(annotation_id)
        if record is not None:
            taken = Taken(annotation_id, version, self._prompting.request_id, record.row_version)
            self._machine.send(event, taken)

    def paint_new(self, mask: RleMask) -> int | None:
        """Start an object with what was drawn by hand; returns its id, None where there is no image.

        The current box goes on waiting.
        """
        image_id = self._selection.image_id
        if image_id is None:
            return None
        if self.needs_class:
            self.ask_class(lambda: self.paint_new(mask))
            return None
        self._predictions.clear()
        new = NewAnnotation(image_id, self._class_for_new(), Prompts(), mask)
        command = AddAnnotation(self._history, new)
        self._history.push(command)
        if command.annotation_id is not None:
            self._selection.select_annotation(command.annotation_id)
        return command.annotation_id

    def _class_for_new(self) -> str:
        if not self._selection.class_name:
            classes = self._projects.classes.records
            self._selection.select_class(classes[0].name if classes else FIRST_CLASS)
        return self._selection.class_name

    def request_proposals(self) -> None:
        """Ask for three masks instead of one, for the same prompts; where they are there, show the next."""
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            self.choose_proposal(answer.version, (answer.chosen + 1) % len(answer.proposals))
        else:
            self._prompting.request_proposals()

    def choose_proposal(self, version: str, place: int) -> None:
        """Show another proposal; where the answer was taken already, its mask is replaced."""
        self._predictions.choose(version, place)
        if self._machine.state is PromptState.TAKEN:
            self._apply(version)

    def cycle_proposal(self, place: int) -> None:
        """Show another of the preferred version's proposals."""
        if self._predictions.preferred is not None:
            self.choose_proposal(self._predictions.preferred, place)

    # What else changed

    def _removed(self, annotation_id: int) -> None:
        if self._machine.annotation_id == annotation_id:
            self._machine.send(PromptEvent.OBJECT_GONE)
        if self._prompting.has_open_prompts and self._predictions.box_id is None:
            self._predictions.clear()  # it was about that object
        if self._selection.annotation_id == annotation_id:
            self._selection.select_annotation(None)

    def _loaded(self) -> None:
        """After the objects were read again: one that a colleague deleted is no longer selected."""
        selected = self._selection.annotation_id
        if selected is not None and self._annotations.record(selected) is None:
            self._removed(selected)

    def _image_changed(self, image_id: int | None) -> None:
        self._machine.send(PromptEvent.CLEARED)
        self._predictions.clear()
        self._annotations.load(image_id)

    def _annotation_changed(self, annotation_id: int | None) -> None:
        other = annotation_id != self._machine.annotation_id
        if other and self._machine.send(PromptEvent.OTHER_SELECTED) is PromptAction.PUT_AWAY:
            self._predictions.clear()
        record = self._annotations.record(annotation_id)
        if record is not None:
            self._selection.select_class(record.class_name)
