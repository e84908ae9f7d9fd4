"""Two writers on one project, a clock that is set back, and an engine that stands still."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from samft_core.errors import ConflictError, SamftError
from tests.faults import children
from tests.faults.kills import Tally, examine, read_all
from tests.faults.ledger import Ledger
from tests.faults.projects import copy, make_project
from tests.faults.witness import read_truth
from tests.faults.writing import acknowledged, edit_once, say

BLOCKED_SECONDS = 3.0
"""By the clock, as who waits does not work; a busy machine may hold a turn up for a second or two."""


def _edit_beside(folder: Path, seed: int, descriptor: int, who: str, edits: int) -> int:
    """Edit images that another edits too; each line carries the audit event after which it holds."""
    from samft_core.project.project import Project

    rng = random.Random(seed)
    done = 0
    with Project.open(folder, inspector=who) as project:
        ids = [image.id for image in project.images.all()][:3]
        for _ in range(edits):
            image = rng.choice(ids)
            with suppress(ConflictError):
                try:
                    edit_once(project, image, rng)
                except ConflictError:
                    raise
                except SamftError as error:
                    say(descriptor, "refused", image, {"error": str(error)})
                    continue
                done += 1
    say(descriptor, "edits", 0, {"who": who, "edits": done})
    return done


def two_writers(count: int, seed: int, place: Path) -> Tally:
    """Two inspectors on the same images at once: each edit is there, or was refused as a conflict."""
    tally, rng = Tally("two writers"), random.Random(seed)
    template = place / "template"
    children.must(lambda: make_project(template, place / "images"))
    for number in range(count):
        folder = copy(template, place / "two")
        reading, writing = os.pipe()
        started, since = [], time.monotonic()
        for who in ("ada", "bob"):
            output = place / f"{who}.txt"
            work = partial(_edit_beside, folder, rng.randrange(1 << 30), writing, who, 30)
            started.append((children.start(work, output), output))
        os.close(writing)
        os.set_blocking(reading, False)
        for child, output in started:
            outcome = children.finish(child, output, since=since, seconds=children.PATIENCE)
            if outcome.code != 0 and outcome.result is None:
                tally.fault("hang" if outcome.hung else "traceback", outcome.words[-800:])
        said = [json.loads(line) for line in read_all(reading).splitlines()]
        os.close(reading)
        tally.tries += 1
        done = {event["state"]["who"]: event["state"]["edits"] for event in said if event["kind"] == "edits"}
        tally.edits += sum(done.values())
        for problem in _trail_problems(folder):
            tally.fault("lost", f"round {number}: {problem}")
        examine(folder, None, tally, f"two writers, round {number}")
        shutil.rmtree(folder)
    return tally


def _trail_problems(folder: Path) -> list[str]:
    """Whether the annotations are what the audit trail adds up to, event by event."""
    from contextlib import closing

    from tests.faults.witness import connect

    states: dict[int, str | None] = {}
    with closing(connect(folder)) as connection:
        rows = connection.execute("SELECT action, subject, detail FROM audit_event ORDER BY id").fetchall()
    for action, subject, text in rows:
        detail = json.loads(text)
        part = subject.partition("/annotation:")[2]
        if action in ("image.accept", "image.reopen"):
            for annotation_id in detail["annotations"]:
                states[annotation_id] = "accepted" if action == "image.accept" else "draft"
        elif part and action == "annotation.delete":
            states[int(part)] = None
        elif part:
            states[int(part)] = detail["state"]
    found = {a: f[1] for a, (_image, f) in read_truth(folder).annotations.items()}
    wanted = {a: state for a, state in states.items() if state is not None}
    return [
        f"annotation {a}: the trail says {wanted.get(a)}, the database {found.get(a)}"
        for a in sorted(wanted.keys() | found.keys())
        if wanted.get(a) != found.get(a)
    ]


def clock_set_back(count: int, seed: int, place: Path) -> Tally:
    """The PC's clock jumps to and fro between edits and backups: the newest backup is the last one made."""
    tally = Tally("clock set back")
    for number in range(count):
        outcome = children.run(partial(_under_wild_clock, place / f"clock-{number}", seed + number))
        tally.tries += 1
        if outcome.result is None:
            tally.fault("traceback", outcome.words[-1000:])
            continue
        tally.edits += outcome.result["edits"]
        for problem in outcome.result["problems"]:
            tally.fault("lost", f"round {number}: {problem}")
        examine(place / f"clock-{number}" / "project", None, tally, f"clock, round {number}")
    return tally


def _under_wild_clock(place: Path, seed: int) -> dict[str, Any]:
    from samft_core.project import backups
    from samft_core.project.project import Project

    rng = random.Random(seed)
    place.mkdir()
    make_project(place / "project", place / "images", count=6)
    problems: list[str] = []
    edits = 0
    start = datetime.now(UTC)
    with Project.open(place / "project", inspector="ada") as project:
        ids = [image.id for image in project.images.all()]
        for _ in range(24):
            moment = start + timedelta(days=rng.choice((-9000, -400, -1, 0, 1, 30, 4000)))
            for _ in range(3):
                with suppress(SamftError):
                    edit_once(project, rng.choice(ids), rng)
                    edits += 1
            made = backups.back_up(place / "project" / "project.db", now=moment)
            if not made.is_file():
                problems.append(f"the backup made at {moment:%Y-%m-%d} is gone at once")
            newest = backups.newest(place / "project")
            if newest != made:
                problems.append(f"the newest backup is not the last one made, at {moment:%Y-%m-%d}")
        wanted = {image: acknowledged(project, image) for image in ids}
    ledger = Ledger(wanted)
    return {"edits": edits, "problems": problems + ledger.lost(place / "project")}


def stopped_engine(place: Path) -> Tally:
    """An engine that the system has stopped (SIGSTOP) is noticed, and the question is answered after all."""
    tally = Tally("stopped engine")
    children.preload(
        "app.window.main_window", "app.bootstrap", "samft_core.project.project", "PySide6.QtTest"
    )
    children.must(lambda: make_project(place / "project", place / "images", count=4))
    outcome = children.run(partial(_engine_stands_still, place), memory=4 << 30)
    tally.tries = 1
    if outcome.result is None:
        tally.fault("hang" if outcome.hung else "crash", outcome.words[-1200:])
    else:
        tally.counts[f"noticed after {outcome.result['noticed']} s"] += 1
        for problem in outcome.result["problems"]:
            tally.fault("not noticed", problem)
    return tally


def _engine_stands_still(place: Path) -> dict[str, Any]:
    from tests.faults.desk import Desk, StuckError

    desk = Desk(place)
    desk.open(place / "project")
    desk.wait(lambda: desk.hub.engine.state.name == "READY", 120, "the engine")
    pid = desk.hub.engine.pid
    os.kill(pid, signal.SIGSTOP)
    start = time.monotonic()
    desk.drag(10, 10, 40, 40)
    problems: list[str] = []
    noticed = 0.0
    slowest = 0.0
    try:
        while desk.hub.engine.pid == pid and time.monotonic() < start + 90:
            turn = time.monotonic()
            desk.settle()
            slowest = max(slowest, time.monotonic() - turn)
            time.sleep(0.01)
        noticed = round(time.monotonic() - start, 1)
        desk.wait(lambda: bool(desk.hub.predictions.versions), 120, "the mask")
    except StuckError as error:
        problems.append(f"{error}; engine {desk.hub.engine.state.name} after {noticed} s")
    if desk.hub.engine.pid == pid:
        problems.append(f"the engine stood still for {noticed} s and nothing said so")
        os.kill(pid, signal.SIGKILL)
    if slowest > BLOCKED_SECONDS:
        problems.append(f"the window did not answer for {slowest:.1f} s")
    desk.close()
    return {"noticed": noticed, "problems": problems}


def run_all(count: int, seed: int) -> Iterator[Tally]:
    """Two writers and wild clocks ``count`` times, and from 3 on one stopped engine, which takes a while."""
    with tempfile.TemporaryDirectory(prefix="samft-several-") as name:
        place = Path(name)
        yield two_writers(count, seed, place)
        yield clock_set_back(max(1, count // 4), seed, place)
        if count > 2:
            yield stopped_engine(place / "stopped")
