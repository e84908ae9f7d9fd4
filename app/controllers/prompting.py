"""Questions about a new object or a selected one: boxes and points, and how they change.

Every change goes through History.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.commands.box_commands import DrawBox, DropBoxes
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction
from app.commands.prompt_commands import ChangeQuestion
from app.controllers.live_prompt import LiveQuestion
from app.services.hub import Hub
from app.stores.prediction import AskState, Question
from app.stores.waiting_boxes import WaitingBox
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.project.records import ImageState

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


class AskingController(QObject):
    """Owns no widget. The question in hand is about a waiting box, or about the object that is selected."""

    failed = Signal(object)
    told = Signal(str)

    def __init__(self, hub: Hub, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._models = hub.models
        self._selection = hub.selection
        self._engine = hub.engine
        self._boxes = hub.boxes
        self._history = history
        self._request_id = 0
        self._taken: Taken | None = None
        self._target: int | None = None
        self._wanted: str | None = None
        self._gesture = 0
        self._dragged_from: Box | None = None
        self._dragged_question: Question | None = None
        self._live = LiveQuestion(hub.engine, self._ask_live, parent=self)
        hub.models.pair_changed.connect(self._pair_changed)
        hub.predictions.changed.connect(self._question_changed)

    # Asking

    def ask_box(self, box: Box) -> None:
        """A new box was drawn: ask about a new object. What was in hand before waits."""
        if box.width >= MIN_BOX_SIDE and box.height >= MIN_BOX_SIDE:
            self._begin(Prompts(box=box))

    def _begin(self, prompts: Prompts) -> None:
        image_id = self._selection.image_id
        if image_id is None or self._projects.image(image_id).state is ImageState.UNREADABLE:
            return
        before = self.standing()
        self._selection.select_annotation(None)
        self._target = None
        new = WaitingBox(image_id, prompts)
        self._predictions.box_id = new.id
        self._ask(prompts)
        self._history.push(DrawBox(self._boxes, new, self, before=before, after=self.standing()))

    def standing(self) -> Question | None:
        """The question in hand; None without one or where its mask was taken."""
        return self._predictions.question if self.question_open else None

    def restore(self, question: Question | None) -> None:
        """Put a question back in hand, for undo and redo; None lets go of the one there is."""
        self._target = self._taken = None
        if question is None or not self.waits(question):
            self._predictions.clear()
            return
        self._selection.select_image(question.image_id)
        self._selection.select_annotation(None)
        self._predictions.clear()  # what is in hand now goes on waiting with what it knows
        self._go_on(question)

    def waits(self, question: Question) -> bool:
        """Whether the box that the question is about still waits to be taken or dropped."""
        return self._boxes.get(question.box_id) is not None

    def _note_change(self, before: Question | None) -> None:
        """Make what just happened to the question in hand a step of undo."""
        after = self.standing()
        if after != before:
            self._history.push(ChangeQuestion(self, before, after))
        self._boxes.flush()

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
            start = current.box
            self._dragged_question = self.standing()
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
        if self._target is not None:
            self._change(prompts)
        elif before is None:
            if not prompts.empty:
                self._begin(prompts)
        elif prompts.empty and before.box_id is not None:
            self._history.push(DropBoxes(self._boxes, [before.box_id], self))
        else:
            self._change(prompts)
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

    def _start_change(self) -> None:
        self._target = self._selection.annotation_id
        self._gesture += 1

    def _current_prompts(self) -> Prompts:
        if self._predictions.state is not AskState.NONE:
            return self._predictions.prompts
        record = self._annotations.record(self._selection.annotation_id)
        return record.prompts if record is not None else Prompts()

    def _ask(self, prompts: Prompts, *, proposals: bool = False, keep: bool = False) -> None:
        image_id = self._selection.image_id
        if image_id is None or self._projects.image(image_id).state is ImageState.UNREADABLE:
            return
        if not keep:
            self._live.forget()
        self._taken = None
        if not keep:
            self._wanted = None
        self._request_id = self._engine.predict(image_id, prompts, self._models.pair, proposals=proposals)
        self._predictions.ask(self._request_id, image_id, prompts, keep=keep)

    def _ask_live(self, prompts: Prompts) -> tuple[int, int] | None:
        former = self._request_id
        self._ask(prompts, keep=True)
        return (self._request_id, len(self._models.pair)) if self._request_id != former else None

    def _question_changed(self) -> None:
        if self._predictions.state is AskState.NONE:
            self._live.forget()
            self._dragged_from = self._wanted = None

    def _pair_changed(self) -> None:
        """Other versions are set against each other: ask them the question that stands.

        A mask taken already stays as it is; taking another version's replaces it.
        """
        if self._predictions.state is AskState.NONE:
            return
        taken = self._taken
        self._ask(self._predictions.prompts)
        self._taken = taken

    @property
    def being_answered(self) -> bool:
        """Whether the mask that is shown, or was taken, is not yet the one for the prompts as they are."""
        if self._predictions.state is not AskState.ASKED:
            return False
        version = self._taken.version if self._taken is not None else self._predictions.chosen_version
        return not self._predictions.fresh(version)

    # Letting go

    def cancel(self) -> None:
        """Let go: first the question, then the selected object. The box that was in hand goes on waiting."""
        if self._predictions.state is not AskState.NONE:
            before = self.standing()
            self._predictions.clear()
            self._taken = None
            if before is not None:
                self._note_change(before)
        else:
            self._selection.select_annotation(None)
