"""kill -9 of the window while an inspector works in it, and of the engine under it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults import children
from tests.faults.box_kills import boxes
from tests.faults.kills import LONGEST_PAUSE, Tally, examine, read_all, read_until
from tests.faults.ledger import ANY_IMAGE, Ledger
from tests.faults.projects import copy, make_project
from tests.faults.writing import say

MOST_STEPS = 30
"""Steps after which the window is killed at the latest."""


def work_in_window(place: Path, seed: int, descriptor: int) -> int:
    """Draw, take, correct, accept, sign off, undo, go on, until killed; say what the database then holds.

    What is said was read through the window's own connection after the event, as its screen shows it.
    """
    from PySide6.QtCore import Qt

    from tests.faults.desk import Desk
    from tests.faults.projects import SIDE
    from tests.faults.workplace import leave_native_dialogs
    from tests.faults.writing import acknowledged

    leave_native_dialogs()
    rng = random.Random(seed)
    desk = Desk(place)
    desk.open(place / "project")
    hub = desk.hub
    known = {image.id: acknowledged(hub.projects.project, image.id) for image in hub.projects.images()}
    while True:
        image = hub.selection.image_id
        if image is None:
            continue
        kind = rng.choice(("box", "box", "brush", "accept", "accept", "undo", "good", "delete", "reopen"))
        say(descriptor, "try", ANY_IMAGE if kind == "undo" else image)
        if kind in ("box", "brush"):
            desk.key(Qt.Key.Key_R if kind == "box" else Qt.Key.Key_B)
            desk.settle()
            x, y = rng.uniform(5, SIDE[0] - 30), rng.uniform(5, SIDE[1] - 30)
            desk.drag(x, y, x + rng.uniform(8, 25), y + rng.uniform(8, 25))
            desk.settle()
            limit = time.monotonic() + 1
            while hub.predictions.state.name == "ASKED" and time.monotonic() < limit:
                desk.settle()
        elif kind == "accept":
            desk.key(Qt.Key.Key_Return)
        elif kind == "undo":
            desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        elif kind == "good":
            desk.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        elif kind == "delete":
            desk.key(Qt.Key.Key_Delete)
        elif kind == "reopen":
            desk.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        if desk.dialogs():
            desk.dismiss()
        for other, before in known.items():  # undo takes back what was done to the images before
            state = acknowledged(hub.projects.project, other)
            if other == image or state != before:
                known[other] = state
                say(descriptor, "done", other, state)
        if rng.random() < 0.5:
            desk.key(Qt.Key.Key_N)
            desk.settle()


def window(count: int, seed: int, place: Path) -> Tally:
    """Kill the window ``count`` times at random moments, half of them with its engine, half without."""
    tally, rng = Tally("window"), random.Random(seed)
    children.preload(
        "app.window.main_window", "app.bootstrap", "samft_core.project.project", "PySide6.QtTest"
    )
    template = place / "template-window"
    children.must(lambda: make_project(template / "project", template / "images"))
    for number in range(count):
        own = copy(template, place / "window")
        ledger = Ledger.of_project(own / "project")
        reading, writing = os.pipe()
        since = time.monotonic()
        work = partial(work_in_window, own, rng.randrange(1 << 30), writing)
        child = children.start(work, place / "output.txt", memory=4 << 30)
        os.close(writing)
        os.set_blocking(reading, False)
        said = read_until(reading, rng.randint(1, MOST_STEPS))
        time.sleep(rng.uniform(0.0, LONGEST_PAUSE))
        outcome = children.finish(
            child, place / "output.txt", since=since, seconds=children.PATIENCE, kill_at=time.monotonic()
        )
        said += read_all(reading)
        os.close(reading)
        ledger.take(said)
        tally.tries += 1
        tally.edits += ledger.edits
        if outcome.traceback:
            tally.fault("traceback", outcome.words[-1000:])
        examine(own / "project", ledger, tally, f"window, kill {number}")
        shutil.rmtree(own)
    return tally


def engine(count: int, seed: int, place: Path) -> Tally:
    """Kill or stop the engine of a window at work: what was asked is answered all the same."""
    tally = Tally("engine")
    children.preload(
        "app.window.main_window", "app.bootstrap", "samft_core.project.project", "PySide6.QtTest"
    )
    template = place / "template-engine"
    children.must(lambda: make_project(template / "project", template / "images"))
    own = copy(template, place / "engine")
    outcome = children.run(partial(_engine_dies, own, count, seed), seconds=120 + 60 * count, memory=4 << 30)
    tally.tries = count
    if outcome.result is None:
        tally.fault("hang" if outcome.hung else "crash", outcome.words[-1200:])
    else:
        for words in outcome.result["faults"]:
            tally.fault("not answered", words)
        tally.counts["answered after"] += outcome.result["answered"]
    examine(own / "project", None, tally, "engine")
    return tally


def _engine_dies(place: Path, count: int, seed: int) -> dict[str, object]:
    from tests.faults.desk import Desk, StuckError

    rng = random.Random(seed)
    desk = Desk(place)
    desk.open(place / "project")
    faults: list[str] = []
    answered = 0
    for number in range(count):
        desk.wait(lambda: desk.hub.engine.state.name == "READY", 120, "the engine")
        pid = desk.hub.engine.pid
        if rng.random() < 0.5:
            os.kill(pid, signal.SIGKILL)
        x = rng.uniform(5, 40)
        desk.drag(x, 10, x + 30, 40)
        desk.settle()
        if desk.hub.engine.pid == pid:
            _kill(pid)
        try:
            desk.wait(lambda: bool(desk.hub.predictions.versions), 120, "the mask after the engine's death")
            answered += 1
        except StuckError as error:
            faults.append(f"kill {number}: {error}, engine {desk.hub.engine.state.name}")
        from PySide6.QtCore import Qt

        desk.key(Qt.Key.Key_Escape)
        desk.settle()
    desk.close()
    return {"faults": faults, "answered": answered}


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def run_all(count: int, seed: int) -> Iterator[Tally]:
    """Kills of the window, of its engine, and of a window with boxes that wait."""
    parts: tuple[Callable[[int, int, Path], Tally], ...] = (window, engine, boxes)
    with tempfile.TemporaryDirectory(prefix="samft-windows-") as name:
        for part in parts:
            yield part(count, seed, Path(name))
