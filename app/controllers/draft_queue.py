"""The version in use goes over all new images; what it proposes waits, the least sure first.

Nothing becomes an object unless the inspector takes it.
"""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from app.controllers.box_proposals import BoxProposalsController
from app.controllers.waiting_boxes import WaitingBoxesController
from app.panels.draft_queue import DraftQueuePanel
from app.services.engine import EngineState
from app.services.hub import Hub
from app.services.task_center import Task, TaskState
from app.stores.waiting_boxes import Source, WaitingBox
from samft_core.anomaly.proposals import LEAST_GOOD
from samft_core.engine.protocol import Proposed
from samft_core.errors import SamftError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.progress import Progress, Ticker
from samft_core.project.records import ImageState

_PROPOSED = (Source.FOUND, Source.CARRIED)


class DraftQueueController(QObject):
    """``message`` carries a sentence for the message bar."""

    message = Signal(str)

    def __init__(
        self,
        hub: Hub,
        *,
        panel: DraftQueuePanel,
        boxes: WaitingBoxesController,
        proposals: BoxProposalsController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._panel = panel
        self._boxes = boxes
        self._proposals = proposals
        self._left: deque[int] = deque()
        self._request: int | None = None
        self._task: Task | None = None
        self._ticker: Ticker | None = None
        self._came: dict[int, RleMask] = {}
        self._taken: dict[int, int] = {}
        self._dropped: set[int] = set()
        self._added: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        hub.engine.proposed.connect(self._proposed)
        hub.engine.request_failed.connect(lambda request_id, _message: self._skipped(request_id))
        hub.engine.dropped.connect(self._skipped)
        hub.engine.state_changed.connect(self._engine_changed)
        hub.boxes.changed.connect(lambda _image: self._soon.start())
        hub.boxes.added.connect(self._appeared)
        hub.boxes.removed.connect(self._vanished)
        hub.annotations.added.connect(self._object_added)
        hub.annotations.changed.connect(lambda _id: self._soon.start())
        hub.annotations.removed.connect(lambda _id: self._soon.start())
        hub.projects.closed.connect(self._closed)

    # Going over the new images

    def start(self) -> None:
        """Go over every new image that has no box yet, one after the other, as a task."""
        if self._task is not None or not self._hub.projects.is_open:
            return
        new = (image.id for image in self._hub.projects.images() if image.state is ImageState.NEW)
        ids = [image_id for image_id in new if not self._hub.boxes.boxes(image_id)]
        if not ids:
            self.message.emit(self.tr("There is no new image without boxes."))
            return
        self._left = deque(ids)
        self._task = self._hub.tasks.open(lambda: self.tr("Go over all new images"), cancel=self.stop)
        self._ticker = Ticker("", len(ids), self._report)
        self._next_image()

    def stop(self) -> None:
        """Leave the rest as it is; what was proposed goes on waiting."""
        self._finish(TaskState.CANCELLED)

    def _report(self, progress: Progress) -> None:
        if self._task is not None:
            self._hub.tasks.report(self._task.id, progress)

    def _next_image(self) -> None:
        if self._task is None:
            return
        while self._left and self._left[0] not in self._hub.projects:
            self._left.popleft()
        if not self._left:
            self._finish(TaskState.DONE)
            return
        image = self._hub.projects.image(self._left.popleft())
        good = self._proposals.good_near(image)
        if len(good) >= LEAST_GOOD:
            self._request = self._hub.engine.propose(image.id, good)
            return
        self._put(image.id, self._nearest_boxes(image.id), Source.CARRIED)
        self._one_done()

    def _nearest_boxes(self, image_id: int) -> list[Box]:
        """The boxes of the nearest image before that has accepted masks: defects of one cause lie alike."""
        projects = self._hub.projects
        place = projects.index.places[image_id]
        for earlier in reversed(projects.index.order[:place]):
            if projects.image(earlier).state is ImageState.ACCEPTED:
                try:
                    records = projects.project.annotations.of_image(earlier)
                except SamftError as error:
                    self._hub.reporter.report(error)
                    return []
                return [box for record in records if (box := record.mask.box) is not None]
        return []

    def _put(self, image_id: int, boxes: list[Box], source: Source) -> None:
        # No step for undo: nobody made it, and it comes while the inspector is at something else.
        image = self._hub.projects.image(image_id)
        if image.state is not ImageState.NEW:
            return
        cut = [box.clipped(image.width, image.height) for box in boxes]
        fit = [box for box in cut if box.width >= 1 and box.height >= 1]
        self._hub.boxes.put([WaitingBox(image_id, Prompts(box=box), source) for box in fit])

    def _one_done(self) -> None:
        if self._ticker is not None:
            self._ticker.tick()
        QTimer.singleShot(0, self, self._next_image)

    def _proposed(self, reply: Proposed) -> None:
        if reply.id != self._request:
            return
        self._request = None
        if reply.image_id in self._hub.projects:
            self._put(reply.image_id, [Box(*found.box) for found in reply.boxes], Source.FOUND)
        self._one_done()

    def _skipped(self, request_id: int) -> None:
        """The engine could not look at an image, or was asked something newer: the next one."""
        if request_id == self._request:
            self._request = None
            self._one_done()

    def _engine_changed(self, state: EngineState, _detail: str) -> None:
        if state in (EngineState.STOPPED, EngineState.FAILED):
            self._finish(TaskState.CANCELLED)

    def _finish(self, state: TaskState) -> None:
        task = self._task
        self._task = self._ticker = self._request = None
        self._left.clear()
        if task is not None:
            self._hub.tasks.finish(task.id, state)

    # Working through the queue

    def waiting(self) -> list[WaitingBox]:
        """The proposed drafts that the version in use has answered, the least sure first."""
        version = self._hub.predictions.chosen_version
        images = self._hub.projects.index.order
        boxes = [box for image_id in images for box in self._hub.boxes.boxes(image_id)]
        drafts = [box for box in boxes if box.source in _PROPOSED and version in box.answers]
        return sorted(drafts, key=lambda box: box.answers[version].proposal.score)

    def show_next(self) -> None:
        """Show the least sure draft: use, correct or drop it with the keys of any waiting box."""
        waiting = self.waiting()
        if not waiting:
            self.message.emit(self.tr("No proposed draft waits."))
            return
        current = self._hub.predictions.box_id
        box = next((box for box in waiting if box.id != current), waiting[0])
        self._hub.selection.select_image(box.image_id)
        self._boxes.pick(box.id)

    def _object_added(self, annotation_id: int) -> None:
        self._added = annotation_id
        # Only a box that goes in the same step was taken.
        QTimer.singleShot(0, self, self._forget_added)

    def _forget_added(self) -> None:
        self._added = None

    def _appeared(self, box_id: int) -> None:
        """A box waits again after undo: it is not decided any more."""
        self._taken.pop(box_id, None)
        self._dropped.discard(box_id)

    def _vanished(self, box_id: int) -> None:
        if box_id not in self._came or not self._hub.projects.is_open:
            return
        if self._added is not None:
            self._taken[box_id] = self._added
        else:
            self._dropped.add(box_id)
        self._soon.start()

    def _show(self) -> None:
        if not self._hub.projects.is_open:
            return
        waiting = self.waiting()
        for box in waiting:
            answer = box.answers[self._hub.predictions.chosen_version]
            self._came.setdefault(box.id, answer.proposal.rle())
        right = sum(self._is_as_it_came(box_id) for box_id in self._taken)
        corrected = len(self._taken) - right
        self._panel.show_numbers(len(waiting), right, corrected, len(self._dropped))

    def _is_as_it_came(self, box_id: int) -> bool:
        annotation_id = self._taken[box_id]
        try:
            record = self._hub.annotations.record(annotation_id)
            record = record or self._hub.projects.project.annotations.get(annotation_id)
        except SamftError:  # deleted since: it was not right
            return False
        return record.mask == self._came[box_id]

    def _closed(self) -> None:
        self._finish(TaskState.CANCELLED)
        self._came.clear()
        self._taken.clear()
        self._dropped.clear()
        self._panel.show_numbers(0, 0, 0, 0)
