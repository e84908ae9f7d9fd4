"""Thousands of boxes, one after the other, in one window: memory, handles and patience at start and end."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.kills import Tally, examine
from tests.faults.projects import SIDE, make_project

ENVIRONMENT = "SAMFT_SOAK_ENGINE"
"""Set to "real" to ask the real model instead of the fake engine."""

GROWTH_MB = 60
"""What a window may be larger by after its first hundred prompts; caches fill up until then."""

GROWTH_HANDLES = 12
SLOWER = 2.0
"""How much longer an answer may take at the end, beside a tenth of a second of noise."""


def prompts(place: Path, count: int, seed: int) -> dict[str, Any]:
    """Ask ``count`` times; every third mask is taken and accepted or deleted; returns what was measured."""
    import psutil
    from PySide6.QtCore import Qt

    from tests.faults.desk import Desk, fake_engine

    rng, process = random.Random(seed), psutil.Process()
    real = os.environ.get(ENVIRONMENT) == "real"
    desk = Desk(place, engine=None if real else fake_engine)
    desk.open(place / "project")
    desk.wait(lambda: desk.hub.engine.state.name == "READY", 180, "the engine")
    seconds: list[float] = []
    rows: list[dict[str, float]] = []
    part = max(1, count // 20)
    for number in range(count):
        desk.key(Qt.Key.Key_R)
        x, y = rng.uniform(4, SIDE[0] - 34), rng.uniform(4, SIDE[1] - 34)
        start = time.monotonic()
        desk.drag(x, y, x + rng.uniform(10, 30), y + rng.uniform(10, 30))
        desk.wait(lambda: bool(desk.hub.predictions.versions), 60, f"the answer to prompt {number}")
        seconds.append(time.monotonic() - start)
        _go_on(desk, rng, number)
        if number % part == part - 1:
            memory = process.memory_info().rss >> 20
            rows.append({"prompt": number + 1, "memory": memory, "handles": process.num_fds()})
    reports = [str(report) for report in desk.reports]
    desk.close()
    width = min(100, max(1, count // 4))
    return {
        "first_ms": _usual(seconds[:width]) * 1000,
        "last_ms": _usual(seconds[-width:]) * 1000,
        "slowest_ms": max(seconds) * 1000,
        "rows": rows,
        "reports": reports[:5],
    }


def _usual(seconds: list[float]) -> float:
    """The lower quartile: what an answer takes while no other program holds it up."""
    return statistics.quantiles([*seconds, *seconds], n=4)[0]


def _go_on(desk: Any, rng: random.Random, number: int) -> None:
    from PySide6.QtCore import Qt

    kind = number % 3
    if kind == 0:
        desk.key(Qt.Key.Key_Return)
        desk.settle()
        if rng.random() < 0.9:  # or a picture would hold a thousand objects
            desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        desk.key(Qt.Key.Key_Escape)
    desk.settle()
    if number % 7 == 0:
        desk.key(Qt.Key.Key_N)
        desk.settle()
        desk.wait_picture()
    desk.dismiss()


def run_all(count: int, seed: int) -> list[Tally]:
    """``count`` prompts."""
    tally = Tally("soak")
    children.preload(
        "app.window.main_window", "app.bootstrap", "samft_core.project.project", "PySide6.QtTest"
    )
    with tempfile.TemporaryDirectory(prefix="samft-soak-") as name:
        place = Path(name)
        children.must(lambda: make_project(place / "project", place / "images"))
        work = partial(prompts, place, count, seed)
        outcome = children.run(work, seconds=120 + 12 * count, memory=6 << 30)
        tally.tries = count
        measured = outcome.result
        if measured is None:
            tally.fault("hang" if outcome.hung else "crash", outcome.words[-1500:])
            return [tally]
        first, last = measured["rows"][0], measured["rows"][-1]
        first = next((row for row in measured["rows"] if row["prompt"] >= 100), first)
        tally.counts[f"memory {first['memory']} to {last['memory']} MB"] += 1
        tally.counts[f"handles {first['handles']} to {last['handles']}"] += 1
        tally.counts[
            f"answers {measured['first_ms']:.0f} to {measured['last_ms']:.0f} ms,"
            f" slowest {measured['slowest_ms']:.0f}"
        ] += 1
        if last["memory"] - first["memory"] > GROWTH_MB:
            tally.fault("memory grows", str(measured["rows"]))
        if last["handles"] - first["handles"] > GROWTH_HANDLES:
            tally.fault("handles grow", str(measured["rows"]))
        if measured["last_ms"] > measured["first_ms"] * SLOWER + 100:
            tally.fault("slower", f"{measured['first_ms']:.0f} to {measured['last_ms']:.0f} ms")
        for report in measured["reports"]:
            tally.fault("error shown", report)
        examine(place / "project", None, tally, "soak")
    return [tally]
