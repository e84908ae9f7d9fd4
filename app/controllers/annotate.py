"""From a box to an object: ask the model, and take a mask.

Every change goes through History.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.box_commands import DropBoxes
from app.commands.editor import NewAnnotation
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction
from app.commands.question_commands import ChangeQuestion
from app.controllers.live import LiveQuestion
from app.services.hub import Hub
from app.stores.boxes import WaitingBox
from app.stores.prediction import Answer, AskState, Question
from samft_core.engine.protocol import Predicted
from samft_core.errors import SamftError
from samft_core.geometry import Box
from samft_core.prompts import PointPrompt, Prompts
from samft_core.store.records import ImageState

FIRST_CLASS = "defect"
"""The class an object gets in a project without any; it can be renamed."""

MIN_BOX_SIDE = 2.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A mask taken from an answer.

    ``row_version`` tells whether the inspector has changed the object since.
    """

    annotation_id: int
    version: str
    request_id: int
    row_version: int


class AnnotateController(QObject):
    """Owns no widget. ``mask_taken`` follows when a prediction became an object, to switch to the brush.

    ``class_wanted`` asks which class is meant, and carries how to go on once one is marked.
    """

    mask_taken = Signal(int)
    class_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, hub: Hub, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects, self._annotations, self._predictions = hub.projects, hub.annotations, hub.predictions
        self._models, self._selection, self._engine = hub.models, hub.selection, hub.engine
        self._boxes = hub.boxes
        self._history = history
        self._request_id = 0
        self._taken: Taken | None = None
        self._target: int | None = None
        self._gesture = 0
        self._dragged_from: Box | None = None
        self._dragged_question: Question | None = None
        self._live = LiveQuestion(hub.engine, self._ask_live, parent=self)
        hub.engine.predicted.connect(self._predicted)
        hub.engine.request_failed.connect(hub.predictions.fail)
        hub.selection.image_changed.connect(self._image_changed)
        hub.selection.annotation_changed.connect(self._annotation_changed)
        history.failed.connect(self.failed)
        hub.annotations.removed.connect(self._removed)
        hub.models.pair_changed.connect(self._pair_changed)
        hub.predictions.changed.connect(self._question_changed)

    # Asking

    def ask_box(self, box: Box) -> None:
        """A new box was drawn: ask about a new object."""
        if box.width < MIN_BOX_SIDE or box.height < MIN_BOX_SIDE:
            return
        before = self.standing()
        self._selection.select_annotation(None)
        self._target = self._predictions.box_id = None
        self._ask(Prompts(box=box))
        self._note_change(before)

    def standing(self) -> Question | None:
        """The question in hand; None without one or where its mask was taken."""
        return self._predictions.question if self.question_open else None

    def restore(self, question: Question | None) -> None:
        """Put a question back in hand, for undo and redo; None lets go of the one there is."""
        if question is None:
            self._predictions.clear()
            return
        self._selection.select_image(question.image_id)
        self._selection.select_annotation(None)
        self._target = self._taken = None
        self._go_on(question)

    def _note_change(self, before: Question | None) -> None:
        """Make what just happened to the question in hand a step of undo."""
        after = self.standing()
        if after != before:
            self._history.push(ChangeQuestion(self, before, after))

    @property
    def question_open(self) -> bool:
        """Whether a question about a new object stands whose mask nobody has taken yet."""
        asked = self._predictions.state is not AskState.NONE
        return asked and self._taken is None and self._target is None

    def take_in_hand(self, box: WaitingBox) -> None:
        """Go on with a box that waited; versions that have not said anything about it yet are asked."""
        self._target = self._taken = None
        self._go_on(Question(box.image_id, box.prompts, box.answers, box.id))

    def _go_on(self, question: Question) -> None:
        self._predictions.adopt(question.image_id, question.prompts, question.answers, box_id=question.box_id)
        if any(version not in question.answers for version in self._models.pair):
            self._ask(question.prompts, keep=True)

    def change_box(self, box: Box, finished: bool = True) -> None:
        """The box of the current question or object is being moved, or was: ask again, live.

        One undo for the whole movement. A movement that ends where it began was given up.
        """
        current = self._current_prompts()
        start = self._dragged_from
        if start is None:
            self._start_change()
            start, self._dragged_question = current.box, self.standing()
        self._dragged_from = None if finished else start
        if finished and box == start:
            self._give_up_change(Prompts(box=box, points=current.points))
        else:
            self._change(Prompts(box=box, points=current.points))
            if finished and self._target is None:
                self._note_change(self._dragged_question)

    def change_points(self, points: tuple[PointPrompt, ...]) -> None:
        """Points were set, moved or taken away: ask again."""
        self._start_change()
        before = self.standing()
        prompts = Prompts(box=self._current_prompts().box, points=points)
        if prompts.empty:
            self._live.forget()
            self._predictions.clear()
        else:
            self._change(prompts)
        if self._target is None:
            self._note_change(before)

    def _change(self, prompts: Prompts) -> None:
        self._predictions.expect(prompts)
        self._live.want(prompts)

    def _give_up_change(self, original: Prompts) -> None:
        """Put everything back as it was before the box was taken hold of."""
        if self._target is None:
            self._change(original)
            return
        command = self._history.command(self._history.index() - 1) if self._history.index() else None
        if isinstance(command, ApplyPrediction) and command.gesture == self._gesture:
            self._history.abandon(command)
        self._live.forget()
        self._taken = None
        self._predictions.clear()

    def ask_proposals(self) -> None:
        """Ask for three masks instead of one, for the same prompts; where they are there, show the next."""
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            self.choose_proposal(answer.version, (answer.chosen + 1) % len(answer.proposals))
            return
        prompts = self._current_prompts()
        if not prompts.empty:
            self._start_change()
            self._ask(prompts, proposals=True)

    def _start_change(self) -> None:
        self._target = self._selection.annotation_id
        self._gesture += 1

    def _current_prompts(self) -> Prompts:
        if self._predictions.state is not AskState.NONE:
            return self._predictions.prompts
        record = self._annotations.record(self._selection.annotation_id or -1)
        return record.prompts if record is not None else Prompts()

    def _ask(self, prompts: Prompts, *, proposals: bool = False, keep: bool = False) -> None:
        image_id = self._selection.image_id
        if image_id is None or self._projects.image(image_id).state is ImageState.UNREADABLE:
            return
        if not keep:
            self._live.forget()
        self._taken = None
        self._request_id = self._engine.predict(image_id, prompts, self._models.pair, proposals=proposals)
        self._predictions.ask(self._request_id, image_id, prompts, keep=keep)

    def _ask_live(self, prompts: Prompts) -> tuple[int, int] | None:
        former = self._request_id
        self._ask(prompts, keep=True)
        return (self._request_id, len(self._models.pair)) if self._request_id != former else None

    def _question_changed(self) -> None:
        if self._predictions.state is AskState.NONE:
            self._live.forget()
            self._dragged_from = None

    def _predicted(self, reply: Predicted) -> None:
        if not self._predictions.take(reply):
            return
        taken = self._taken
        if taken is not None:
            if taken.version == reply.version and taken.request_id == reply.id:
                self._refine(taken)
        elif self._target is not None and reply.version == self._predictions.preferred:
            self._apply(self._target, reply.version)

    def _refine(self, taken: Taken) -> None:
        """A better answer came after its first was taken.

        Use it unless the inspector has changed the mask since.
        """
        record = self._annotations.record(taken.annotation_id)
        if record is not None and record.row_version == taken.row_version:
            self._apply(taken.annotation_id, taken.version)

    def _pair_changed(self) -> None:
        """Other versions are set against each other: ask them the question that stands.

        A mask taken already stays as it is; taking another version's replaces it.
        """
        if self._predictions.state is AskState.NONE:
            return
        if self._predictions.preferred not in self._models.pair:
            self._predictions.prefer(self._models.left)
        taken = self._taken
        self._ask(self._predictions.prompts)
        self._taken = taken

    # Taking a mask

    @property
    def prediction_waits(self) -> bool:
        """Whether there is an answer about a new object whose mask nobody has taken yet."""
        return self.question_open and self._predictions.preferred is not None

    def use(self, version: str | None = None) -> int | None:
        """Make the mask of ``version`` (None: the preferred one) an object.

        Returns the object's id, None without an answer.
        Taking another version's mask for the same question replaces the mask of that object.
        """
        version = version or self._predictions.preferred
        answer = self._predictions.answer(version) if version else None
        if answer is None or self._predictions.image_id != self._selection.image_id:
            return None
        self._predictions.prefer(answer.version)
        target = self._taken.annotation_id if self._taken else self._target
        if target is not None and self._annotations.record(target) is not None:
            self._apply(target, answer.version)
            return target
        if self.needs_class:
            self.class_wanted.emit(lambda: self.use(version))
            return None
        return self._add(answer)

    @property
    def needs_class(self) -> bool:
        """Whether the class of a new object would be a guess: there are several, and none is marked."""
        return not self._selection.class_name and len(self._projects.classes) > 1

    def _add(self, answer: Answer) -> int | None:
        image_id = self._selection.image_id
        if image_id is None:
            return None
        new = self.object_from(image_id, self._predictions.prompts, answer)
        if new is None:
            return None
        annotation_id = self._push_new(new)
        if annotation_id is None:
            return None
        self._remember(annotation_id, answer.version)
        self._selection.select_annotation(annotation_id)
        if not self._boxes.boxes(image_id):  # with others waiting, the next thing to do is the next box
            self.mask_taken.emit(annotation_id)
        return annotation_id

    def _push_new(self, new: NewAnnotation) -> int | None:
        """Add the object; the waiting box it was made of goes in the same step."""
        command, box_id = AddAnnotation(self._history, new), self._predictions.box_id
        if box_id is None:
            self._history.push(command)
            return command.annotation_id
        self._predictions.box_id = None
        self._history.beginMacro(command.text())
        self._history.push(command)
        if command.annotation_id is not None:
            self._history.push(DropBoxes(self._boxes, [box_id]))
        self._history.endMacro()
        return command.annotation_id

    def object_from(self, image_id: int, prompts: Prompts, answer: Answer) -> NewAnnotation | None:
        """What a version answered as a new object; None, and ``failed``, where it cannot be kept."""
        mask, score = answer.proposal.rle(), answer.proposal.score
        try:
            kept = self._projects.project.save_prediction(
                image_id, version=answer.version, prompts=prompts, mask=mask, score=score
            )
        except SamftError as error:
            self.failed.emit(error)
            return None
        name = self._class_for_new()
        return NewAnnotation(
            image_id, name, prompts, mask, started_from=answer.version, prediction_id=kept.id
        )

    def _apply(self, annotation_id: int, version: str) -> None:
        answer = self._predictions.answer(version)
        if answer is None:
            return
        self._history.push(
            ApplyPrediction(
                self._history,
                annotation_id,
                prompts=self._predictions.prompts,
                mask=answer.proposal.rle(),
                started_from=version,
                gesture=self._gesture,
            )
        )
        self._remember(annotation_id, version)

    def _remember(self, annotation_id: int, version: str) -> None:
        record = self._annotations.record(annotation_id)
        if record is not None:
            self._taken = Taken(annotation_id, version, self._request_id, record.row_version)

    def _class_for_new(self) -> str:
        if not self._selection.class_name:
            classes = self._projects.classes
            self._selection.select_class(classes[0].name if classes else FIRST_CLASS)
        return self._selection.class_name

    def choose_proposal(self, version: str, place: int) -> None:
        """Show another proposal; where the answer was taken already, its mask is replaced."""
        self._predictions.choose(version, place)
        if self._taken is not None:
            self._apply(self._taken.annotation_id, version)

    def cycle_proposal(self, place: int) -> None:
        """Show another of the preferred version's proposals."""
        if self._predictions.preferred is not None:
            self.choose_proposal(self._predictions.preferred, place)

    # Letting go

    def cancel(self) -> None:
        """Let go: first the question, then the selected object."""
        if self._predictions.state is not AskState.NONE:
            before = self.standing()
            self._predictions.clear()
            self._taken = None
            if before is not None and before.box_id is None:
                self._note_change(before)
        else:
            self._selection.select_annotation(None)

    def _removed(self, annotation_id: int) -> None:
        if self._taken is not None and self._taken.annotation_id == annotation_id:
            self._taken = None
        if self._target == annotation_id:
            self._target = None
        if self._selection.annotation_id == annotation_id:
            self._selection.select_annotation(None)

    def _image_changed(self, image_id: int | None) -> None:
        self._taken = self._target = None
        self._predictions.clear()
        self._annotations.load(image_id)

    def _annotation_changed(self, annotation_id: int | None) -> None:
        if self._taken is not None and annotation_id != self._taken.annotation_id:
            self._taken = None
            self._predictions.clear()
        record = self._annotations.record(annotation_id or -1)
        if record is not None:
            self._selection.select_class(record.class_name)
