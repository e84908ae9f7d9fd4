"""Prompts of a new object or of the selected one: boxes and points, how they change, and what asks the model.

Every change goes through History.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.commands.box_commands import DrawBox, DropBoxes
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction
from app.commands.prompt_commands import ChangePrompt
from app.controllers.live_prompt import LivePrompt
from app.controllers.prompt_states import Editing, PromptEvent, PromptMachine, PromptState, Taken
from app.services.hub import Hub
from app.stores.prediction import PromptSnapshot, RequestState
from app.stores.waiting_boxes import WaitingBox
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.project.records import ImageState

MIN_BOX_SIDE = 2.0


@dataclass(frozen=True, slots=True)
class _Drag:
    """A box is being moved: where it was, and the prompts of a new object as they were, for undo."""

    start: Box | None
    before: PromptSnapshot | None


class PromptingController(QObject):
    """Owns no widget. The prompts are about a waiting box, or about the object that is selected.

    ``machine`` says what becomes of them and of the answers; ``request_id`` is the newest request to the
    model, ``gesture`` the number of the change of an object's prompts, which undo takes back as one step.
    """

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
        self.machine = PromptMachine()
        self.request_id = 0
        self.gesture = 0
        self._drag: _Drag | None = None
        self._live = LivePrompt(hub.engine, self._request_live, parent=self)
        hub.models.pair_changed.connect(self._pair_changed)
        hub.predictions.changed.connect(self._predictions_changed)

    # New prompts

    def prompt_box(self, box: Box) -> None:
        """A new box was drawn: ask about a new object. What was asked about before waits."""
        if box.width >= MIN_BOX_SIDE and box.height >= MIN_BOX_SIDE:
            self._begin(Prompts(box=box))

    def _begin(self, prompts: Prompts) -> None:
        image_id = self._selection.image_id
        if image_id is None or self._projects.image(image_id).state is ImageState.UNREADABLE:
            return
        before = self.open_prompts()
        self._selection.select_annotation(None)
        new = WaitingBox(image_id, prompts)
        self._request(prompts, PromptEvent.DRAWN, box_id=new.id)
        self._history.push(DrawBox(self._boxes, new, self, before=before, after=self.open_prompts()))

    def open_prompts(self) -> PromptSnapshot | None:
        """The prompts of a new object whose mask has not been taken; None where there are none."""
        return self._predictions.snapshot if self.has_open_prompts else None

    def restore(self, snapshot: PromptSnapshot | None) -> None:
        """Bring prompts back, for undo and redo; None puts away those that there are."""
        self.machine.send(PromptEvent.CLEARED)
        if snapshot is None or not self.still_waits(snapshot):
            self._predictions.clear()
            return
        self._selection.select_image(snapshot.image_id)
        self._selection.select_annotation(None)
        self._predictions.clear()  # what is asked about now goes on waiting with what it knows
        self._resume(snapshot)

    def still_waits(self, snapshot: PromptSnapshot) -> bool:
        """Whether the box of these prompts still waits to be taken or dropped."""
        return self._boxes.get(snapshot.box_id) is not None

    def _note_change(self, before: PromptSnapshot | None) -> None:
        """Make what just happened to the prompts of a new object a step of undo."""
        after = self.open_prompts()
        if after != before:
            self._history.push(ChangePrompt(self, before, after))
        self._boxes.flush()

    @property
    def has_open_prompts(self) -> bool:
        """Whether there are prompts of a new object whose mask nobody has taken yet."""
        requested = self._predictions.state is not RequestState.NONE
        return requested and self.machine.state in (PromptState.OPEN, PromptState.AWAITED)

    def take_up(self, box: WaitingBox) -> None:
        """Go on with a box that waited; versions that have not answered it yet are asked."""
        self._resume(PromptSnapshot(box.image_id, box.prompts, box.answers, box.id))

    def _resume(self, snapshot: PromptSnapshot) -> None:
        self.machine.send(PromptEvent.RESUMED)
        self._predictions.resume(
            snapshot.image_id, snapshot.prompts, snapshot.answers, box_id=snapshot.box_id
        )
        if any(version not in snapshot.answers for version in self._models.pair):
            self._request(snapshot.prompts, PromptEvent.SENT, keep=True)

    # Changes

    def change_box(self, box: Box, finished: bool = True) -> None:
        """The box of the prompts or of the selected object is being moved, or was: ask again, live.

        One undo for the whole movement. A movement that ends where it began was given up.
        """
        current = self._current_prompts()
        drag = self._drag
        if drag is None or drag.start is None:
            self._start_change()
            drag = _Drag(current.box, self.open_prompts())
        self._drag = None if finished else drag
        if finished and box == drag.start:
            self._give_up_change(Prompts(box=box, points=current.points))
        else:
            self._change(Prompts(box=box, points=current.points))
            if finished and not self._about_an_object:
                self._note_change(drag.before)

    def change_points(self, points: tuple[PointPrompt, ...]) -> None:
        """Points were set, moved or taken away: ask again."""
        self._start_change()
        before = self.open_prompts()
        prompts = Prompts(box=self._current_prompts().box, points=points)
        if self._about_an_object:
            self._change(prompts)
        elif before is None:
            if not prompts.empty:
                self._begin(prompts)
        elif prompts.empty and before.box_id is not None:
            self._history.push(DropBoxes(self._boxes, [before.box_id], self))
        else:
            self._change(prompts)
            self._note_change(before)

    def request_proposals(self) -> bool:
        """Ask for three masks instead of one, for the same prompts; False where there are none."""
        prompts = self._current_prompts()
        if prompts.empty:
            return False
        self._start_change()
        self._request(prompts, PromptEvent.PROPOSALS_ASKED, proposals=True)
        return True

    @property
    def _about_an_object(self) -> bool:
        return self.machine.annotation_id is not None

    def _change(self, prompts: Prompts) -> None:
        self._predictions.move_prompts(prompts)
        self._live.request(prompts)

    def _give_up_change(self, original: Prompts) -> None:
        """Put everything back as it was before the box was taken hold of."""
        if not self._about_an_object:
            self._change(original)
            return
        # The live answers of this movement are one command, the newest; it is taken off as if it had
        # never been.
        command = self._history.command(self._history.index() - 1) if self._history.index() else None
        if isinstance(command, ApplyPrediction) and command.gesture == self.gesture:
            self._history.abandon(command)
        self._live.reset()
        self.machine.send(PromptEvent.CLEARED)
        self._predictions.clear()

    def _start_change(self) -> None:
        selected = self._selection.annotation_id
        if selected is None:
            self.machine.send(PromptEvent.CHANGING)
        else:
            self.machine.send(PromptEvent.CHANGING_OBJECT, Editing(selected))
        self.gesture += 1

    def _current_prompts(self) -> Prompts:
        if self._predictions.state is not RequestState.NONE:
            return self._predictions.prompts
        record = self._annotations.record(self._selection.annotation_id)
        return record.prompts if record is not None else Prompts()

    # Asking the model

    def _request(
        self,
        prompts: Prompts,
        event: PromptEvent,
        *,
        proposals: bool = False,
        keep: bool = False,
        box_id: int | None = None,
    ) -> None:
        """Send the prompts to the versions, because of ``event``; nothing happens without a readable image.

        ``keep`` leaves former answers in view until each version has answered anew; ``box_id`` names the
        waiting box that new prompts belong to.
        """
        image_id = self._selection.image_id
        if image_id is None or self._projects.image(image_id).state is ImageState.UNREADABLE:
            return
        if not keep:
            self._live.reset()
        self.machine.send(event)
        self.request_id = self._engine.predict(image_id, prompts, self._models.pair, proposals=proposals)
        self._predictions.start_request(
            self.request_id,
            image_id,
            prompts,
            keep=keep,
            box_id=box_id,
            unasked=event is PromptEvent.VERSIONS_CHANGED,
        )

    def _request_live(self, prompts: Prompts) -> tuple[int, int] | None:
        former = self.request_id
        self._request(prompts, PromptEvent.SENT, keep=True)
        return (self.request_id, len(self._models.pair)) if self.request_id != former else None

    def _predictions_changed(self) -> None:
        if self._predictions.state is RequestState.NONE:
            self._live.reset()
            self._drag = None
            self.machine.send(PromptEvent.CLEARED)

    def _pair_changed(self) -> None:
        """Other versions are set against each other: send them the prompts that stand.

        A mask taken already stays as it is; taking another version's replaces it.
        """
        if self._predictions.state is not RequestState.NONE:
            self._request(self._predictions.prompts, PromptEvent.VERSIONS_CHANGED)

    @property
    def awaits_answer(self) -> bool:
        """Whether the mask that is shown, or was taken, is not yet the one for the prompts as they are."""
        if self._predictions.state is not RequestState.ASKED:
            return False
        situation = self.machine.situation
        taken = situation.version if isinstance(situation, Taken) else None
        return not self._predictions.fresh(taken or self._predictions.chosen_version)

    def cancel(self) -> None:
        """Put the prompts away, or else deselect the object. The box that was asked about goes on waiting."""
        if self._predictions.state is not RequestState.NONE:
            before = self.open_prompts()
            self._predictions.clear()
            if before is not None:
                self._note_change(before)
        else:
            self._selection.select_annotation(None)
