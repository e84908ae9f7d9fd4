"""The real window with the real engine, driven for measuring."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.bootstrap import make_application, make_window
from app.services.engine import EngineState
from app.services.turns import TurnWatch, histogram
from benchmarks.gui_figures import Figure

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = REPOSITORY / "resources" / "samples" / "bottles"
TURN_MS = 50.0
"""No turn of the event loop may be longer."""


class Driver:
    """Opens projects and waits; the event loop runs as in the program, without sleeps of its own."""

    def __init__(self, folder: Path) -> None:
        self.application = make_application()
        self.window = make_window(self.application)
        self.window.hub.reporter.reported.connect(lambda report: sys.stderr.write(f"{report}\n"))
        self.window.resize(1360, 850)
        self.window.show()
        self.hub = self.window.hub
        self.folder = folder
        self.figures: list[Figure] = []

    def pause(self, milliseconds: int) -> None:
        """Run the event loop for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait(self, condition: Callable[[], bool], seconds: float = 180) -> None:
        """Run the event loop until ``condition`` holds. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"{condition} did not come true")
            self.pause(4)

    def open(self, path: Path, images: int) -> None:
        """Open a project or folder and wait until picture and engine are there."""
        self.window.controllers.project.open_path(path)
        self.wait(lambda: len(self.hub.projects) == images)
        self.wait(lambda: self.hub.engine.state is EngineState.READY)
        self.wait_picture()
        self.wait(lambda: self.hub.tasks.running_count == 0)

    def open_samples(self) -> None:
        """A project of the sample bottles."""
        self.open(Path(shutil.copytree(SAMPLES, self.folder / "bottles")), 24)

    def wait_picture(self) -> None:
        """Wait until the selected image is shown."""
        self.wait(lambda: self.window.panels.canvas.image_id == self.hub.selection.image_id)

    def encode_current(self) -> None:
        """Have the engine encode the image in view, and wait for it."""
        image_id = self.hub.selection.image_id
        encoded = []
        self.hub.engine.encoded.connect(lambda _request, image: encoded.append(image))
        self.hub.engine.encode(image_id)
        self.wait(lambda: image_id in encoded)

    def drag(self, points: list[QPoint], *, between: Callable[[], None] = lambda: None) -> None:
        """Press at the first point, move along, release at the last one."""
        canvas = self.window.panels.canvas
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(canvas, left, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(canvas, point)
            between()
        QTest.mouseRelease(canvas, left, pos=points[-1])

    @contextmanager
    def watching(self, name: str) -> Iterator[None]:
        """Measure the turns of the event loop while the body works."""
        watch = TurnWatch()
        watch.start()
        try:
            yield
        finally:
            watch.stop()
        for kind, times, turns in (
            ("longest turn", watch.wall, watch.worst()),
            ("most work in a turn", watch.cpu, watch.busiest()),
        ):
            detail = {
                "histogram": histogram(times),
                "worst": [str(turn) for turn in turns if turn.wall_ms > TURN_MS][:4],
            }
            target = TURN_MS if kind == "longest turn" else None
            figure = Figure.of(f"{name}: {kind}", "ms", times, judged="worst", target=target, detail=detail)
            self.figures.append(figure)

    def close(self) -> list[Figure]:
        """Leave; returns what was measured."""
        self.window.close()
        return self.figures


def make_large(folder: Path, count: int, *, width: int = 4000, height: int = 3000) -> Path:
    """A folder of camera-like JPEG files: sample bottles enlarged, with noise."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 6, (height, width, 1)).astype(np.int16)
    sources = sorted((SAMPLES / "test").rglob("*.png"))[:count]
    for number, source in enumerate(sources):
        small = cv2.imread(str(source))
        assert small is not None, source
        large = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
        pixels = np.clip(large + np.roll(noise, 97 * number, axis=1), 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / f"{number:03d}.jpg"), pixels, [cv2.IMWRITE_JPEG_QUALITY, 92])
    return folder


def ellipse(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """A mask of one defect somewhere, H x W bool."""
    y, x = np.ogrid[:height, :width]
    cx = rng.uniform(0, width)
    cy = rng.uniform(0, height)
    rx = rng.uniform(60, 300)
    ry = rng.uniform(60, 300)
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
