"""How quick the window is: start, event loop, box to mask, 50,000 images.

    python benchmarks/gui.py [--only start,loop,box,many] [--json FILE]

The real window with the real engine on the sample images, in processes of their own; runs without a display
(set QT_QPA_PLATFORM=xcb for a real one). Times are wall time, so run it on a quiet PC.
``benchmarks/gui_canvas.py`` measures the brush.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

BUCKETS_MS = (5, 10, 20, 50, 100, 200, 500)
TICK_MS = 2

START = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from app.bootstrap import make_application, make_window

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            QTimer.singleShot(0, leave)
        return False

def leave():
    print(time.time() - float(sys.argv[1]))
    application.exit()

application = make_application()
window = make_window(application)
watch = Watch()
window.installEventFilter(watch)
window.show()
application.exec()
window.close()
"""


def main() -> int:
    """Run the chosen parts and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="start,loop,box,many")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", help=argparse.SUPPRESS)
    options = parser.parse_args()
    parts: dict[str, Callable[[Path], dict[str, Any]]] = {
        "start": measure_start, "loop": measure_loop, "box": measure_box, "many": measure_many,
    }  # fmt: skip
    if options.part:
        with tempfile.TemporaryDirectory(prefix="samft-gui-") as folder:
            print(json.dumps(parts[options.part](Path(folder))))
        return 0
    results = {}
    for part in options.only.split(","):
        command = [sys.executable, __file__, "--part", part]
        with tempfile.TemporaryDirectory(prefix="samft-gui-") as folder:
            done = subprocess.run(
                command, env=environment(Path(folder)), capture_output=True, text=True, check=False
            )
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
        results[part] = json.loads(done.stdout.strip().splitlines()[-1])
        for name, value in results[part].items():
            print(f"{part:6} {name:44} {value}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=2), "utf-8")
    return 0


def environment(folder: Path) -> dict[str, str]:
    """Settings and log of the benchmark's own."""
    own = {"SAMFT_SETTINGS": str(folder / "window.ini"), "SAMFT_LOG_DIR": str(folder / "log")}
    return {"QT_QPA_PLATFORM": "offscreen"} | os.environ | own


def spread(values: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)], 1),
    }


def measure_start(_folder: Path) -> dict[str, Any]:
    """From process start to the window's first paint."""
    times = []
    for _ in range(7):
        done = subprocess.run(
            [sys.executable, "-c", START, str(time.time())],
            cwd=REPOSITORY, capture_output=True, text=True, check=True,
        )  # fmt: skip
        times.append(float(done.stdout.split()[-1]) * 1000)
    return {"process start to first paint, ms": spread(times)}


class Watchdog:
    """Notes how long each turn of the event loop kept a timer waiting."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.delays: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.delays.append(max((now - self._last) * 1000 - TICK_MS, 0.0))
        self._last = now

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Measure what happens inside."""
        self._last = time.perf_counter()
        self._timer.start()
        yield
        self._timer.stop()

    def histogram(self) -> dict[str, int]:
        """How many turns took how long."""
        edges = [0, *BUCKETS_MS]
        counts = {}
        for low, high in zip(edges, [*BUCKETS_MS, float("inf")], strict=True):
            name = f"{low}-{high:.0f} ms" if high != float("inf") else f"over {low} ms"
            counts[name] = sum(low <= delay < high for delay in self.delays)
        return counts


class Driver:
    """The real window on a copy of the samples."""

    def __init__(self, folder: Path) -> None:
        from app.bootstrap import make_application, make_window

        self.application = make_application()
        self.window = make_window(self.application)
        self.window.hub.reporter.reported.connect(lambda report: sys.stderr.write(f"{report}\n"))
        self.window.resize(1360, 850)
        self.window.show()
        self.hub = self.window.hub
        self.folder = folder

    def wait(self, condition: Callable[[], bool], seconds: float = 120) -> None:
        """Run the event loop until ``condition`` holds."""
        from PySide6.QtTest import QTest

        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(2)

    def pause(self, milliseconds: int) -> None:
        """Run the event loop for a while."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def open_samples(self) -> None:
        """A project of the samples, its engine ready."""
        from app.services.engine import EngineState

        samples = Path(
            shutil.copytree(REPOSITORY / "resources" / "samples" / "bottles", self.folder / "bottles")
        )
        self.window.project.open_path(samples)
        self.wait(lambda: len(self.hub.projects) == 24)
        self.wait(lambda: self.hub.engine.state is EngineState.READY)
        self.wait(lambda: self.window.canvas.image_id == self.hub.selection.image_id)


def measure_loop(folder: Path) -> dict[str, Any]:
    """Event loop turns while images are encoded, predicted, leafed through and the list is scrolled."""
    driver = Driver(folder)
    driver.open_samples()
    window, hub = driver.window, driver.hub
    results: dict[str, Any] = {}

    def scroll() -> None:
        bar = window.images.view.verticalScrollBar()
        for step in range(80):
            bar.setValue(bar.maximum() * (step % 20) // 20)
            driver.pause(10)

    def leaf() -> None:
        for _ in range(20):
            window.images.step(1)
            driver.pause(60)

    def encode() -> None:
        window.commands["model.embed_all"].trigger()
        driver.wait(lambda: hub.tasks.running_count == 0, 300)

    def predict() -> None:
        from samft_core.geometry import Box

        for step in range(20):
            window.annotate.ask_box(Box(100 + step, 100, 300, 300))
            driver.wait(lambda: bool(hub.predictions.versions))

    for name, work in (
        ("scrolling", scroll),
        ("leafing", leaf),
        ("encoding", encode),
        ("predicting", predict),
    ):
        watchdog = Watchdog()
        with watchdog.watching():
            work()
        results[f"{name}: longest turn, ms"] = round(max(watchdog.delays), 1)
        results[f"{name}: turns"] = watchdog.histogram()
    window.close()
    return results


def measure_box(folder: Path) -> dict[str, Any]:
    """From the release of a box, drawn with the mouse, to the paint that shows the first mask."""
    from PySide6.QtCore import QEvent, QObject, QPoint, Qt
    from PySide6.QtTest import QTest

    driver = Driver(folder)
    driver.open_samples()
    window, hub, canvas = driver.window, driver.hub, driver.window.canvas
    image_id = hub.selection.image_id
    encoded: list[int] = []
    hub.engine.encoded.connect(lambda _request, image: encoded.append(image))
    hub.engine.encode(image_id)
    driver.wait(lambda: image_id in encoded)
    painted: list[float] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and hub.predictions.versions and not painted:
                painted.append(time.perf_counter())
            return False

    watch = Watch()
    canvas.installEventFilter(watch)
    times = []
    window.handlers.choose_tool("box")
    for step in range(25):
        hub.predictions.clear()
        driver.pause(30)
        painted.clear()
        start, end = QPoint(180 + step, 200), QPoint(330 + step, 330)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(canvas, (start + end) / 2)
        QTest.mouseMove(canvas, end)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
        released = time.perf_counter()
        driver.wait(lambda: bool(painted))
        times.append((painted[0] - released) * 1000)
    window.close()
    return {"box release to first mask painted, ms": spread(times[2:])}


def measure_many(folder: Path) -> dict[str, Any]:
    """A project of 50,000 images: opening, filtering, memory."""
    import psutil

    project = make_many(folder / "many", 50_000)
    driver = Driver(folder)
    watchdog = Watchdog()
    start = time.perf_counter()
    with watchdog.watching():
        driver.window.project.open_path(project)
        driver.wait(lambda: driver.hub.selection.image_id is not None)
        opened = time.perf_counter()
        driver.pause(300)
    begin = time.perf_counter()
    driver.window.images.model.set_filter(None, "lot3 01")
    filtered = time.perf_counter()
    memory = psutil.Process().memory_info().rss / 2**20
    driver.window.close()
    return {
        "open, s": round(opened - start, 2),
        "longest turn while opening, ms": round(max(watchdog.delays), 1),
        "filter, ms": round((filtered - begin) * 1000, 1),
        "GUI process, MiB": round(memory),
    }


def make_many(folder: Path, count: int) -> Path:
    """A project that knows ``count`` images; only the rows, the files are not needed to list them."""
    from sqlalchemy import insert

    from samft_core.store.base import now
    from samft_core.store.project import Project
    from samft_core.store.schema import ImageRow

    with Project.create(folder) as project, project._database.writing() as session:
        rows = [
            {
                "location": f"/line/lot{i % 7}/{i:06d}.png", "name": f"{i:06d}.png", "group_name": "",
                "width": 900, "height": 900, "good": i % 3 == 0, "error": None,
                "added_at": now(), "row_version": 1,
            }
            for i in range(count)
        ]  # fmt: skip
        session.execute(insert(ImageRow), rows)
    return folder


if __name__ == "__main__":
    sys.exit(main())
