"""Keeps the engine busy with what the inspector needs next: this image, its neighbours, or all of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.engine import EngineService, EngineState
from app.services.hub import Hub
from app.services.task_center import Task, TaskCenter, TaskState
from samft_core.progress import Progress, Ticker
from samft_core.project.records import ImageState

SETTLE_MS = 120
"""How long an image must stay in view before its neighbours are prepared: leafing through must stay quick."""
ALL_AT_ONCE = 2


class PrefetchController(QObject):
    """Prepares images ahead of the inspector.

    ``waiting_changed`` carries why a prompt on the current image is not answered at once; empty where it
    would be.
    """

    waiting_changed = Signal(str)

    def __init__(
        self, hub: Hub, neighbours: Callable[[int, int], list[int]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._selection = hub.selection
        self._engine = hub.engine
        self._loader = hub.loader
        self._tasks = hub.tasks
        self._neighbours = neighbours
        self._reach = 1
        self._encoded: set[int] = set()
        self._all: _EncodeAll | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._prepare)
        hub.selection.image_changed.connect(self._image_changed)
        hub.engine.encoded.connect(self._one_encoded)
        hub.engine.request_failed.connect(self._one_failed)
        hub.engine.state_changed.connect(lambda _state, _detail: self.show_waiting())
        hub.projects.closed.connect(self._project_closed)

    def set_reach(self, images: int) -> None:
        """Prepare so many of the next images; as many before are only decoded."""
        self._reach = images

    def encode_all(self) -> None:
        """Prepare every image, so that each box is answered at once, as a task that can be cancelled."""
        if self._all is not None or not self._projects.is_open:
            return
        ids = [
            image.id
            for image in self._projects.images()
            if image.state is not ImageState.UNREADABLE and image.id not in self._encoded
        ]
        task = self._tasks.open(lambda: self.tr("Prepare all images"), cancel=self._stop_all)
        if not ids:
            self._tasks.finish(task.id)
            return
        self._all = _EncodeAll(ids, self._engine, self._tasks, task)
        self._all.go_on()

    def prepare_soon(self, image_id: int) -> None:
        """An image can be read again; where it is in view, it is prepared now."""
        if image_id == self._selection.image_id:
            self._settled.start()

    def _stop_all(self) -> None:
        if self._all is not None:
            self._tasks.finish(self._all.task.id, TaskState.CANCELLED)
            self._all = None

    def _image_changed(self, _image_id: int | None) -> None:
        self._settled.start()
        self.show_waiting()

    def _prepare(self) -> None:
        image_id = self._selection.image_id
        if image_id is None or image_id not in self._projects:
            return
        near = [i for i in self._neighbours(image_id, self._reach) if self._readable(i)]
        self._loader.prefetch([(i, self._projects.image(i).path) for i in near], keep=image_id)
        if self._readable(image_id) and image_id not in self._encoded:
            self._engine.encode(image_id)
        # Few only: an encoding cannot be cut short, and the next image may be another one.
        for neighbour in near[: self._reach]:
            if neighbour not in self._encoded:
                self._engine.encode(neighbour, prefetch=True)

    def _readable(self, image_id: int) -> bool:
        return self._projects.image(image_id).state is not ImageState.UNREADABLE

    def _one_encoded(self, request_id: int, image_id: int) -> None:
        self._encoded.add(image_id)
        if self._all is not None and self._all.finished(request_id):
            self._all = None
        if image_id == self._selection.image_id:
            self.show_waiting()

    def _one_failed(self, request_id: int, _message: str) -> None:
        if self._all is not None and self._all.finished(request_id):
            self._all = None

    def _project_closed(self) -> None:
        self._stop_all()
        self._encoded.clear()

    def show_waiting(self) -> None:
        """Say whether a prompt on the image would have to wait."""
        if self._engine.state in (EngineState.STARTING, EngineState.RESTARTING):
            text = self.tr("The model is being loaded; your box is answered as soon as it is there.")
        elif self._engine.state is EngineState.FAILED:
            text = self.tr("The engine is not running. See the status bar for the reason.")
        elif self._selection.image_id is not None and self._selection.image_id not in self._encoded:
            text = self.tr("The image is being prepared; your box is answered as soon as it is.")
        else:
            text = ""
        self.waiting_changed.emit(text)


class _EncodeAll:
    """Sends a few requests at a time, so that cancelling has something left to cancel."""

    def __init__(self, ids: list[int], engine: EngineService, tasks: TaskCenter, task: Task) -> None:
        self.task = task
        self._left = deque(ids)
        self._sent: set[int] = set()
        self._engine = engine
        self._tasks = tasks
        self._ticker = Ticker("", len(ids), self._report)

    def _report(self, progress: Progress) -> None:
        self._tasks.report(self.task.id, progress)

    def go_on(self) -> None:
        """Keep the engine supplied."""
        while self._left and len(self._sent) < ALL_AT_ONCE:
            self._sent.add(self._engine.encode(self._left.popleft(), prefetch=True))

    def finished(self, request_id: int) -> bool:
        """Note a finished request; True where it was the last of all."""
        if request_id not in self._sent:
            return False
        self._sent.discard(request_id)
        self._ticker.tick()
        self.go_on()
        if self._sent:
            return False
        self._tasks.finish(self.task.id)
        return True
