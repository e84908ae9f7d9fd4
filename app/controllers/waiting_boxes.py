"""Several boxes at once: each is asked about in turn, and becomes an object when the inspector takes it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.box_commands import DrawBox, DropBoxes, PutBoxes
from app.commands.history import History
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.prompting import MIN_BOX_SIDE, PromptingController
from app.language.labels import version_title
from app.services.engine import EngineState
from app.services.hub import Hub
from app.stores.prediction import RequestState
from app.stores.waiting_boxes import Source, WaitingBox
from samft_core.engine.protocol import Predicted
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import ImageState


class WaitingBoxesController(QObject):
    """Owns no widget. The current box is the one whose prompts are open; it waits as the others do."""

    message = Signal(str)

    def __init__(
        self,
        hub: Hub,
        history: History,
        prompting: PromptingController,
        mask_choice: MaskChoiceController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._history = history
        self._prompting = prompting
        self._mask_choice = mask_choice
        self._boxes = hub.boxes
        self._predictions = hub.predictions
        self._engine = hub.engine
        self._requests: dict[int, tuple[int, Prompts, frozenset[str]]] = {}
        self._current: int | None = None
        self._chosen = hub.predictions.chosen_version
        self.several = False
        hub.boxes.added.connect(self._appeared)
        hub.boxes.removed.connect(self._vanished)
        hub.engine.predicted.connect(self._predicted)
        hub.engine.request_failed.connect(self._failed)
        hub.engine.dropped.connect(lambda request_id: self._requests.pop(request_id, None))
        hub.engine.state_changed.connect(self._engine_changed)
        hub.predictions.changed.connect(self._current_changed)
        hub.selection.image_changed.connect(self._image_changed)
        hub.models.pair_changed.connect(self._request_missing)
        hub.projects.closed.connect(self._closed)

    # Putting

    def set_several(self, on: bool) -> None:
        """Whether each box drawn waits beside the others instead of becoming the current one."""
        self.several = on

    def drawn(self, box: Box) -> None:
        """A box was drawn: it becomes the current one, or waits beside the others."""
        if self.several:
            self.add(box)
        else:
            self._prompting.prompt_box(box)

    def add(self, box: Box) -> None:
        """One more box beside the others; the open prompts wait with it, nothing is lost."""
        image_id = self._hub.selection.image_id
        if image_id is None or box.width < MIN_BOX_SIDE or box.height < MIN_BOX_SIDE:
            return
        if self._hub.projects.image(image_id).state is ImageState.UNREADABLE:
            return
        before = self._prompting.open_prompts()
        self.close_prompts()
        new = WaitingBox(image_id, Prompts(box=box))
        self._history.push(DrawBox(self._boxes, new, self._prompting, before=before, after=None))

    def propose(self, image_id: int, boxes: Iterable[Box], source: Source) -> int:
        """Have these boxes wait on an image; returns how many there were."""
        put = [WaitingBox(image_id, Prompts(box=box), source) for box in boxes]
        if put:
            self._history.push(PutBoxes(self._boxes, put))
        return len(put)

    # The current box

    def close_prompts(self) -> None:
        """Close the open prompts; their box goes on waiting with the answers it has."""
        self._hub.selection.select_annotation(None)
        self._predictions.clear()

    def pick(self, box_id: int) -> None:
        """Take a waiting box up, to look closer, to correct its prompts, to take or to drop it."""
        box = self._boxes.get(box_id)
        if box is not None and box.image_id == self._hub.selection.image_id:
            self.close_prompts()
            self._prompting.take_up(box)

    def pick_next(self) -> None:
        """Make the next waiting box the current one."""
        ids = [box.id for box in self._boxes.boxes(self._hub.selection.image_id)]
        later = [box_id for box_id in ids if box_id > (self._predictions.box_id or 0)]
        if ids:
            self.pick((later or ids)[0])

    # Deciding

    def take_all(self) -> int:
        """Make an object of every box that was answered, in one step for undo; returns how many."""
        preferred = self._predictions.chosen_version
        self.close_prompts()
        if not self.may_take_all():
            return 0
        boxes = self._boxes.boxes(self._hub.selection.image_id)
        taken = [box for box in boxes if preferred in box.answers]
        self._history.beginMacro(self.tr("Take all boxes"))
        for box in taken:
            new = self._mask_choice.object_from(
                box.image_id, box.prompts, box.answers[preferred], class_name=box.class_name
            )
            if new is None:
                continue
            command = AddAnnotation(self._history, new)
            self._history.push(command)
            if command.annotation_id is not None:
                self._history.push(DropBoxes(self._boxes, [box.id]))
        self._history.endMacro()
        left = len(boxes) - len(taken)
        if left:
            words = self.tr("%n objects taken as drafts", "", len(taken))
            self.message.emit(self.tr("{0}; without an answer yet: {1}.").format(words, left))
        else:
            self.message.emit(self.tr("%n objects taken as drafts.", "", len(taken)))
        return len(taken)

    def may_take_all(self) -> bool:
        """Whether any box of the image was answered by the version in use; says so where none was."""
        preferred = self._predictions.chosen_version
        image_id = self._hub.selection.image_id
        if image_id is not None:
            self._boxes.refresh(image_id, but=self._predictions.box_id)
        if any(preferred in box.answers for box in self._boxes.boxes(image_id)):
            return True
        text = self.tr("No waiting box has been answered by {0} yet.")
        self.message.emit(text.format(version_title(preferred)))
        return False

    def drop(self) -> bool:
        """Drop the current box; False where there is none."""
        box_id = self._predictions.box_id
        if box_id is None:
            return False
        self._history.push(DropBoxes(self._boxes, [box_id], self._prompting))
        return True

    def drop_all(self) -> None:
        """Drop every waiting box of the image."""
        ids = [box.id for box in self._boxes.boxes(self._hub.selection.image_id)]
        if ids:
            self._history.push(DropBoxes(self._boxes, ids, self._prompting))

    # Asking

    def _appeared(self, box_id: int) -> None:
        box = self._boxes.get(box_id)
        if box is None or box_id == self._predictions.box_id:
            return
        store = self._predictions
        requested = (store.image_id, store.prompts)
        if (
            store.state is not RequestState.NONE
            and store.box_id is None
            and requested == (box.image_id, box.prompts)
        ):
            store.hold_box(box_id)  # an undone taking: its prompts are still open
        else:
            self._request(box)

    def _request_missing(self) -> None:
        """Ask the versions that have not answered yet about the boxes of the image in view."""
        for box in self._boxes.boxes(self._hub.selection.image_id):
            if not box.problem and box.id != self._predictions.box_id:
                self._request(box)

    def _request(self, box: WaitingBox) -> None:
        # What the program proposes is asked of the version whose mask is taken; the other one when the box
        # is taken up.
        drawn = box.source is Source.DRAWN
        wanted = self._hub.models.pair if drawn else [self._predictions.chosen_version]
        missing = [version for version in wanted if version not in box.answers]
        requested = {(asked_id, prompts) for asked_id, prompts, _versions in self._requests.values()}
        if not missing or ((box.id, box.prompts) in requested and not self._more(box, missing)):
            return
        request = self._engine.predict(box.image_id, box.prompts, missing, slot=f"box-{box.id}")
        self._requests[request] = (box.id, box.prompts, frozenset(missing))

    def _more(self, box: WaitingBox, missing: Iterable[str]) -> bool:
        """Whether a version is missing that the request under way was not sent to."""
        sent = [
            versions
            for asked_id, prompts, versions in self._requests.values()
            if (asked_id, prompts) == (box.id, box.prompts)
        ]
        return not all(any(version in versions for versions in sent) for version in missing)

    def _predicted(self, reply: Predicted) -> None:
        box_id, prompts, _versions = self._requests.get(reply.id, (None, None, frozenset()))
        if box_id is None:
            return
        if reply.final:
            del self._requests[reply.id]
        box = self._boxes.get(box_id)
        if box is not None and box.prompts == prompts and box_id != self._predictions.box_id:
            self._boxes.take(box_id, reply)

    def _failed(self, request_id: int, message: str) -> None:
        box_id, _prompts, _versions = self._requests.pop(request_id, (None, None, frozenset()))
        if box_id is not None:
            self._boxes.fail(box_id, message)

    def _engine_changed(self, state: EngineState, _detail: str) -> None:
        if state is EngineState.STARTING:  # what a former engine was asked is forgotten
            self._requests.clear()
            for box in self._boxes.all_open():
                self._request(box)
            self._request_missing()

    def _image_changed(self, image_id: int | None) -> None:
        if image_id is not None:
            self._boxes.refresh(image_id, but=self._predictions.box_id)
            self._request_missing()

    def _current_changed(self) -> None:
        store = self._predictions
        current = store.box_id if store.state is not RequestState.NONE else None
        if current is not None:
            self._boxes.keep(current, store.prompts, store.answers)
        former = self._current
        self._current = current
        box = self._boxes.get(former)
        if box is not None and former != current and not box.problem:
            self._request(box)  # put down before it was answered
        if store.chosen_version != self._chosen:
            self._chosen = store.chosen_version
            self._request_missing()

    def _vanished(self, box_id: int) -> None:
        # A box whose mask is being taken goes too, and its prompts stay in view.
        if box_id == self._predictions.box_id and self._prompting.has_open_prompts:
            self._predictions.clear()

    def _closed(self) -> None:
        self._requests.clear()
