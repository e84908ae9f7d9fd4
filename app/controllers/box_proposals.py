"""Boxes that the program proposes.

From a first pass over the image, or carried from the image before. Nothing becomes an object unless the
inspector takes it.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.controllers.waiting_boxes import WaitingBoxesController
from app.language.message_text import message_text
from app.services.engine import EngineState
from app.services.hub import Hub
from app.services.task_center import Task, TaskState
from app.stores.waiting_boxes import Source
from samft_core.anomaly.proposals import LEAST_GOOD, MOST_GOOD
from samft_core.engine.protocol import Proposed
from samft_core.errors import SamftError
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageRecord, ImageState

KNOWN_OVERLAP = 0.5
"""A proposal that overlaps an object or a waiting box by this much (IoU) is no news."""


class BoxProposalsController(QObject):
    """Owns no widget. ``message`` carries a sentence for the message bar."""

    message = Signal(str)

    def __init__(self, hub: Hub, boxes: WaitingBoxesController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._boxes = boxes
        self._request: int | None = None
        self._task: Task | None = None
        hub.engine.proposed.connect(self._proposed)
        hub.engine.request_failed.connect(self._failed)
        hub.engine.state_changed.connect(self._engine_changed)
        hub.projects.closed.connect(self._give_up)

    # A first pass over the image

    def propose(self) -> None:
        """Propose boxes where the image in view differs from images signed off as good.

        Where there are too few of those it says so and proposes the boxes of the image before.
        """
        image = self._image()
        if image is None:
            return
        good = self.good_near(image)
        if len(good) < LEAST_GOOD:
            self._without_good_images()
            return
        self._give_up()
        self._request = self._hub.engine.propose(image.id, good)
        name = image.name
        self._task = self._hub.tasks.open(
            lambda: self.tr("Look for defects on {0}").format(name), cancel=self._give_up
        )
        self.message.emit(self.tr("Comparing this image with {0} good ones…").format(len(good)))

    def good_near(self, image: ImageRecord) -> list[int]:
        """The good images to compare with: of the image's own lot first, then the nearest in the list."""
        projects = self._hub.projects
        place = projects.index.places[image.id]
        good = [i for i in projects.images() if i.state is ImageState.GOOD and i.id != image.id]
        good.sort(key=lambda i: (i.group != image.group, abs(projects.index.places[i.id] - place)))
        return [i.id for i in good[:MOST_GOOD]]

    def _without_good_images(self) -> None:
        text = self.tr("Too few images are signed off as good to compare with: {0} are needed.")
        few = text.format(LEAST_GOOD)
        count = self._carry()
        carried = self.tr("Instead, %n boxes of the image before are proposed.", "", count)
        self.message.emit(f"{few} {carried}" if count else few)

    def _proposed(self, reply: Proposed) -> None:
        if reply.id != self._request or reply.image_id not in self._hub.projects:
            return
        self._finish(TaskState.DONE)
        count = self._put(reply.image_id, [Box(*found.box) for found in reply.boxes], Source.FOUND)
        if count:
            self.message.emit(
                self.tr(
                    "%n places differ from the good images. Take what is a defect, drop the rest.", "", count
                )
            )
        else:
            self.message.emit(self.tr("Nothing new here differs from the good images. Look for yourself."))

    def _failed(self, request_id: int, message: str) -> None:
        if request_id == self._request:
            task = self._task
            self._request = self._task = None
            if task is not None:
                self._hub.tasks.fail(task.id, message_text(message))
            self.message.emit(message_text(message))

    def _engine_changed(self, state: EngineState, _detail: str) -> None:
        if state in (EngineState.STOPPED, EngineState.FAILED):
            self._give_up()

    def _give_up(self) -> None:
        if self._request is not None:
            self._finish(TaskState.CANCELLED)

    def _finish(self, state: TaskState) -> None:
        task = self._task
        self._request = self._task = None
        if task is not None:
            self._hub.tasks.finish(task.id, state)

    # Carried from the image before

    def carry(self) -> None:
        """Propose the boxes of the image before: defects of one cause lie alike."""
        count = self._carry()
        if count:
            self.message.emit(
                self.tr(
                    "%n boxes of the image before are proposed. Take what fits, drop the rest.", "", count
                )
            )
        else:
            self.message.emit(self.tr("The image before has no boxes that are new here."))

    def _carry(self) -> int:
        image = self._image()
        if image is None:
            return 0
        order = self._hub.projects.index.order
        place = self._hub.projects.index.places[image.id]
        if place == 0:
            return 0
        try:
            records = self._hub.projects.project.annotations.of_image(order[place - 1])
        except SamftError as error:
            self._hub.reporter.report(error)
            return 0
        boxes = [record.mask.box or record.prompts.box for record in records]
        return self._put(image.id, [box for box in boxes if box is not None], Source.CARRIED)

    def _put(self, image_id: int, boxes: Iterable[Box], source: Source) -> int:
        image = self._hub.projects.image(image_id)
        known = self._known(image_id)
        cut = [box.clipped(image.width, image.height) for box in boxes]
        new = [
            box
            for box in cut
            if box.width >= 1 and box.height >= 1 and all(box.iou(k) < KNOWN_OVERLAP for k in known)
        ]
        return self._boxes.propose(image_id, new, source)

    def _known(self, image_id: int) -> list[Box]:
        try:
            records = self._hub.projects.project.annotations.of_image(image_id)
        except SamftError as error:
            self._hub.reporter.report(error)
            return []
        boxes = [record.mask.box for record in records]
        boxes += [box.prompts.box for box in self._hub.boxes.boxes(image_id)]
        return [box for box in boxes if box is not None]

    def _image(self) -> ImageRecord | None:
        image_id = self._hub.selection.image_id
        if image_id is None or image_id not in self._hub.projects:
            return None
        image = self._hub.projects.image(image_id)
        return None if image.state is ImageState.UNREADABLE else image
