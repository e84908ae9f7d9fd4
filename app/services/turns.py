"""How long each turn of the event loop took, and what ran in the long ones.

For benchmarks and for finding a freeze on an inspector's PC (``samft gui --watch-turns``).
"""

from __future__ import annotations

import heapq
import itertools
import sys
import sysconfig
import threading
import time
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer, Signal

TICK_MS = 2
EDGES_MS = (2, 5, 10, 16, 33, 50, 100)
"""The histogram's buckets end here: 16 ms is a frame of the screen, 50 ms is felt as a stutter."""
SAMPLE_AFTER_MS = 30.0
SAMPLE_EVERY_S = 0.004
SLOW_MS = 50.0
WORST_KEPT = 20
FRAMES_KEPT = 7
_STDLIB = sysconfig.get_path("stdlib")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: ``wall_ms`` as the user felt it, ``cpu_ms`` of work on the GUI thread.

    Wall time without work is waiting: for a disk, for another thread, or for a busy PC. ``stacks`` says what
    ran, most often seen first, each as ``file:line function`` from the inside out.
    """

    wall_ms: float
    cpu_ms: float
    stacks: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.wall_ms:.0f} ms, {self.cpu_ms:.0f} ms of them work"
        return "\n    ".join([head, *self.stacks])


def histogram(times: Iterable[float]) -> dict[str, int]:
    """How many of ``times`` (milliseconds) lie in each bucket."""
    bounds = (0, *EDGES_MS, float("inf"))
    listed = list(times)
    names = [*(f"{low}-{high}" for low, high in itertools.pairwise(bounds[:-1])), f">{bounds[-2]}"]
    return {
        name: sum(low <= value < high for value in listed)
        for name, (low, high) in zip(names, itertools.pairwise(bounds), strict=True)
    }


class TurnWatch(QObject):
    """A timer that ticks on the GUI thread: what makes it late is a long turn.

    A second thread looks at the GUI thread's stack while a turn is long. ``slow`` carries each Turn longer
    than ``SLOW_MS``.
    """

    # Not QApplication.notify in Python: that would cost every event its time, and Qt's own timers pass it by.
    slow = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wall = array("f")
        self.cpu = array("f")
        self._worst: list[tuple[float, int, Turn]] = []
        self._busiest: list[tuple[float, int, Turn]] = []
        self._last = 0.0
        self._last_cpu = 0.0
        self._seen: Counter[str] = Counter()
        self._gui_thread = 0
        self._sampler: threading.Thread | None = None
        self._ending = threading.Event()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Watch the thread that calls this from now on."""
        self._gui_thread = threading.get_ident()
        self._ending.clear()
        self._last = time.perf_counter()
        self._last_cpu = time.thread_time()
        self._sampler = threading.Thread(target=self._sample, name="samft-turns", daemon=True)
        self._sampler.start()
        self._timer.start()

    def stop(self) -> None:
        """Note the turn under way and watch no longer."""
        if self._sampler is None:
            return
        self._tick()
        self._timer.stop()
        self._ending.set()
        self._sampler.join()
        self._sampler = None

    def worst(self) -> list[Turn]:
        """The longest turns, longest first."""
        return [turn for *_, turn in sorted(self._worst, reverse=True)]

    def busiest(self) -> list[Turn]:
        """The turns with most work on the GUI thread, most first."""
        return [turn for *_, turn in sorted(self._busiest, reverse=True)]

    def report(self, worst: int = 5) -> str:
        """Both histograms and the longest turns, for a log."""
        lines = [f"{len(self.wall)} turns of the event loop, by milliseconds"]
        for name, times in (("wall time", self.wall), ("work", self.cpu)):
            counts = "  ".join(f"{bucket}: {count}" for bucket, count in histogram(times).items())
            lines.append(f"{name:10} {counts}")
        return "\n".join([*lines, *(str(turn) for turn in self.worst()[:worst])])

    def _tick(self) -> None:
        now = time.perf_counter()
        cpu = time.thread_time()
        wall = max((now - self._last) * 1000 - TICK_MS, 0.0)
        work = (cpu - self._last_cpu) * 1000
        self.wall.append(wall)
        self.cpu.append(work)
        if wall > SAMPLE_AFTER_MS:
            seen = self._seen
            self._seen = Counter()
            turn = Turn(wall, work, tuple(f"{count} x {stack}" for stack, count in seen.most_common(4)))
            number = len(self.wall)
            _keep(self._worst, (wall, number, turn))
            _keep(self._busiest, (work, number, turn))
            if wall > SLOW_MS:
                self.slow.emit(turn)
        # What this tick cost belongs to no turn.
        self._last = time.perf_counter()
        self._last_cpu = time.thread_time()

    def _sample(self) -> None:
        while not self._ending.wait(SAMPLE_EVERY_S):
            began = self._last
            if (time.perf_counter() - began) * 1000 < SAMPLE_AFTER_MS:
                continue
            frame = sys._current_frames().get(self._gui_thread)
            # The turn may have ended while the frame was fetched; then it shows another one.
            if frame is not None and began == self._last:
                self._seen[_summary(frame)] += 1


def _keep(heap: list[tuple[float, int, Turn]], item: tuple[float, int, Turn]) -> None:
    heapq.heappush(heap, item)
    if len(heap) > WORST_KEPT:
        heapq.heappop(heap)


def _summary(frame: FrameType) -> str:
    """The innermost frames, the program's own ones before the libraries'."""
    places: list[str] = []
    own: list[str] = []
    walked: FrameType | None = frame
    while walked is not None and len(own) < FRAMES_KEPT:
        path = Path(walked.f_code.co_filename)
        place = f"{path.parent.name}/{path.name}:{walked.f_lineno} {walked.f_code.co_name}"
        library = "site-packages" in path.parts or path.is_relative_to(_STDLIB)
        if not places:
            places.append(place)
        elif not library:
            own.append(place)
        walked = walked.f_back
    return " < ".join([*places, *own])
