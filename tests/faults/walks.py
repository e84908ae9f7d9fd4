"""Random inspectors in children of their own, and the shortest way to what they found."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from tests.faults import children
from tests.faults.inspector import Step, random_steps, walk
from tests.faults.kills import Tally
from tests.faults.projects import copy, make_project

WALK = 250
"""Steps of one inspector, who then goes home; the next one starts with a fresh project."""

SHRINK_SECONDS = 60.0
MOST_AT_ONCE = 2


def start_walk(template: Path, own: Path, steps: list[Step]) -> tuple[int, Path, float]:
    """Start one walk in a child, in a copy of the template at ``own``."""
    copy(template, own)

    def work() -> dict[str, object]:
        relocate(own / "project", own / "images")
        return walk(own, steps)

    output = own.with_suffix(".txt")
    return children.start(work, output, memory=4 * children.GIGABYTE), output, time.monotonic()


def run_walks(
    template: Path, place: Path, walks: list[list[Step]], *, seconds: float
) -> list[children.Outcome]:
    """Several walks at once."""
    started = [
        start_walk(template, place / f"walk-{place_no}", steps) for place_no, steps in enumerate(walks)
    ]
    outcomes = [
        children.finish(child, output, since=since, seconds=seconds) for child, output, since in started
    ]
    for place_no, (_child, output, _since) in enumerate(started):
        shutil.rmtree(place / f"walk-{place_no}", ignore_errors=True)
        for file in (output, output.with_suffix(".json")):
            file.unlink(missing_ok=True)
    return outcomes


def relocate(project: Path, images: Path) -> None:
    """Let the copied project use the copied images."""
    from samft_core.project.project import Project

    with Project.open(project, inspector="ada") as opened:
        for image in opened.images.all():
            target = images / image.path.name
            if image.path.resolve() != target.resolve():
                opened.image_locations.relocate(image.id, target)


def found_in(outcome: children.Outcome) -> tuple[str, str, int] | None:
    """What a walk found; None where all was well."""
    if outcome.hung:
        return "hang", outcome.words[-800:], -1
    if outcome.result is None:
        return "crash", f"signal {outcome.signal}: {outcome.words[-1500:]}", -1
    finding = outcome.result["finding"]
    return None if finding is None else (finding[0], finding[1], finding[2])


def shrink(template: Path, place: Path, steps: list[Step], kind: str) -> list[Step]:
    """Leave out steps as long as the same kind of fault comes; as short as time allows."""
    end = time.monotonic() + SHRINK_SECONDS
    size = max(1, len(steps) // 2)
    while size >= 1:
        at = 0
        while at < len(steps) and time.monotonic() < end:
            shorter = steps[:at] + steps[at + size :]
            found = found_in(run_walks(template, place, [shorter], seconds=600)[0]) if shorter else None
            if found is not None and found[0] == kind:
                steps = shorter[: found[2] + 1] if found[2] >= 0 else shorter
            else:
                at += size
        if size == 1 or time.monotonic() > end:
            break
        size //= 2
    return steps


def run_all(count: int, seed: int, *, shorten: bool = True) -> list[Tally]:
    """``count`` steps altogether."""
    tally = Tally("random inspector")
    with tempfile.TemporaryDirectory(prefix="samft-walks-") as name:
        place = Path(name)
        template = place / "template"
        children.preload(
            "app.window.main_window", "app.bootstrap", "samft_core.project.project", "PySide6.QtTest"
        )
        children.must(lambda: make_project(template / "project", template / "images", count=8))
        slowest = 0.0
        walks = [
            random_steps(seed * 100_003 + number, min(WALK, count)) for number in range(max(1, count // WALK))
        ]
        beside = min(len(walks), len(os.sched_getaffinity(0)), MOST_AT_ONCE)
        for first in range(0, len(walks), beside):
            together = walks[first : first + beside]
            for steps, outcome in zip(
                together, run_walks(template, place, together, seconds=2000), strict=True
            ):
                slowest = max(slowest, outcome.result["slowest"] if outcome.result else 0)
                _note(tally, template, place, steps, outcome, shorten=shorten)
        tally.counts[f"slowest step {slowest:.1f} s"] += 1
    return [tally]


def _note(
    tally: Tally, template: Path, place: Path, steps: list[Step], outcome: children.Outcome, *, shorten: bool
) -> None:
    tally.tries += outcome.result["steps"] if outcome.result else len(steps)
    if outcome.result:
        tally.counts["changes of ground truth"] += outcome.result["changes"]
    found = found_in(outcome)
    if found is None:
        return
    kind, words, at = found
    short = steps[: at + 1] if at >= 0 else steps
    if shorten:
        short = shrink(template, place, short, kind)
    tally.fault(kind, f"{words}\n  shortest: {short}")
