"""kill -9 of the window with boxes in it that nobody has taken yet: they are in it again afterwards."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import children, kept_boxes
from tests.faults.kills import Tally, read_all, read_until
from tests.faults.ledger import ANY_IMAGE
from tests.faults.projects import copy, make_project
from tests.faults.writing import say


def draw_boxes(place: Path, seed: int, descriptor: int) -> int:
    """An answered box that waits, and beside it the current one that the stopped engine does not answer.

    Says what the window holds, and stands still until it is killed.
    """
    from PySide6.QtTest import QTest

    from app.stores.waiting_boxes import SOON_MS
    from tests.faults.desk import Desk

    rng = random.Random(seed)
    desk = Desk(place)
    desk.open(place / "project")
    desk.wait(lambda: desk.hub.engine.state.name == "READY", 120, "the engine")
    x = rng.uniform(3, 15)
    desk.drag(x, 5, x + 12, 20)
    desk.wait(lambda: desk.hub.predictions.state.name == "ANSWERED", 120, "the first box's mask")
    os.kill(desk.hub.engine.pid, signal.SIGSTOP)
    desk.drag(x + 10, 22, x + 25, 36)
    desk.settle()
    QTest.qWait(2 * SOON_MS)
    say(descriptor, "done", ANY_IMAGE, {"held": held(desk)})
    while True:
        QTest.qWait(50)


def look(place: Path) -> Any:
    """What a new window holds and shows."""
    from tests.faults.desk import Desk

    desk = Desk(place)
    desk.open(place / "project")
    desk.settle()
    found = held(desk)
    desk.close()
    return found


def held(desk: Any) -> Any:
    """The boxes of the window, how many it shows, and how many have an answer."""
    hub = desk.hub
    boxes = kept_boxes.drawn(hub)
    answered = [box for box in hub.boxes.boxes(hub.selection.image_id) if box.answers]
    return [
        sorted([image, prompts] for image, prompts in boxes.elements()),
        len(desk.window.panels.canvas.state.boxes),
        len(answered),
    ]


def boxes(count: int, seed: int, place: Path) -> Tally:
    """Kill the window ``count`` times with two boxes in it, and open it again."""
    tally = Tally("window with boxes")
    rng = random.Random(seed)
    children.preload("app.window.main_window", "app.bootstrap", "PySide6.QtTest")
    template = place / "template-boxes"
    children.must(lambda: make_project(template / "project", template / "images"))
    output = place / "output-boxes.txt"
    for number in range(count):
        own = copy(template, place / "boxes")
        reading, writing = os.pipe()
        since = time.monotonic()
        child = children.start(
            partial(draw_boxes, own, rng.randrange(1 << 30), writing), output, memory=4 << 30
        )
        os.close(writing)
        os.set_blocking(reading, False)
        said = read_until(reading, 1)
        killed = children.finish(
            child, output, since=since, seconds=children.PATIENCE, kill_at=time.monotonic()
        )
        said += read_all(reading)
        os.close(reading)
        tally.tries += 1
        if not said:
            tally.fault("crash", killed.words[-1000:])
            continue
        before = json.loads(said.splitlines()[-1])["state"]["held"]
        outcome = children.run(partial(look, own), seconds=children.PATIENCE, memory=4 << 30)
        if outcome.result is None:
            tally.fault("hang" if outcome.hung else "crash", outcome.words[-1000:])
        elif outcome.result[0] != before[0] or outcome.result[1] < 2 or outcome.result[2] < 1:
            tally.fault("lost", f"kill {number}: {before} became {outcome.result}")
        else:
            tally.counts["boxes back"] += len(before[0])
        shutil.rmtree(own)
    return tally
