"""kill -9 of a fine-tuning run at random moments; afterwards it goes on to its end.

A moment is a little while after one of the run's events, and so the same however busy the machine is.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.kills import Tally, examine
from tests.faults.ledger import Ledger
from tests.faults.projects import copy, make_project

RECIPE = {
    "name": "tiny",
    "learning_rate": 2e-4,
    "losses": {"bce": 1.0, "dice": 1.0, "iou_head": 0.1},
    "steps": 3,
    "batch_rows": 2,
    "box_jitter": 0.1,
}
MODULES = (
    *("samft_core.training.run", "samft_core.sam.registry", "samft_core.project.project"),
    *("samft_core.evaluation.report.pdf", "samft_core.sam.openvino_encoder"),
)


IMAGES = 8

EVENTS = 87
"""As many as such a run tells; where it tells fewer, some kills come too late and are counted as that."""

LONGEST_PAUSE = 1.5
"""Seconds from an event to the kill: some steps take that long without a word."""


def tune(
    folder: Path, resume: int | None = None, *, kill_after: tuple[int, float] | None = None
) -> dict[str, Any]:
    """A whole run with few steps, or the rest of one; ``kill_after`` is an event's number and a pause."""
    from samft_core.project.project import Project
    from samft_core.training.assess.extent import AssessmentExtent
    from samft_core.training.recipe import recipe_from
    from samft_core.training.run import fine_tune

    heard = 0

    def on_event(_event: Any) -> None:
        nonlocal heard
        heard += 1
        if kill_after is not None and heard == kill_after[0]:
            threading.Timer(kill_after[1], os.kill, (os.getpid(), signal.SIGKILL)).start()

    with Project.open(folder, inspector="ada") as project:
        done = fine_tune(
            project,
            recipe_from(RECIPE) if resume is None else None,
            resume_run=resume,
            on_event=on_event,
            device="cpu",
            # Every part at work, and no more of it than that.
            extent=AssessmentExtent(probes_per_kind=1, pictures=1, clicks=3),
        )
    return {"version": done.version, "events": heard}


def open_runs(folder: Path) -> dict[str, Any]:
    """The runs that have not ended, as the next start finds them."""
    from samft_core.project.project import Project
    from samft_core.training.run import only_run

    with Project.open(folder, inspector="ada") as project, only_run(project):
        return {"runs": [[run.id, run.state.value] for run in project.runs.all()]}


def run_all(count: int, seed: int) -> list[Tally]:
    """``count`` kills, spread over the run, and its end afterwards."""
    tally, rng = Tally("trainer"), random.Random(seed)
    children.preload(*MODULES)
    with tempfile.TemporaryDirectory(prefix="samft-trainer-") as name:
        place = Path(name)
        template = place / "template"
        children.must(lambda: make_project(template, place / "images", count=IMAGES))
        for number in range(count):
            folder = copy(template, place / "project")
            ledger = Ledger.of_project(folder)
            moment = rng.randint(1, EVENTS), rng.uniform(0.0, LONGEST_PAUSE)
            what = f"trainer, kill {number}, {moment[1]:.1f} s after event {moment[0]}"
            outcome = children.run(partial(tune, folder, kill_after=moment), seconds=2000, memory=8 << 30)
            tally.tries += 1
            if outcome.hung or outcome.traceback:
                tally.fault("hang" if outcome.hung else "crash", f"{what}: {outcome.words[-1500:]}")
            if outcome.result is not None:
                tally.counts["ended first"] += 1
            examine(folder, ledger, tally, what)
            _go_on(folder, tally, what)
            shutil.rmtree(folder)
    return [tally]


def _go_on(folder: Path, tally: Tally, what: str) -> None:
    runs = children.run(partial(open_runs, folder))
    if runs.result is None:
        tally.fault("traceback", f"{what}: {runs.words[-800:]}")
        return
    for run_id, state in runs.result["runs"]:
        if state != "interrupted":
            tally.counts[f"was {state}"] += 1
            continue
        again = children.run(partial(tune, folder, run_id), seconds=2000, memory=8 << 30)
        if again.result is None:
            tally.fault("does not go on", f"{what}: {again.words[-1500:]}")
        else:
            tally.counts["went on"] += 1
    examine(folder, Ledger.of_project(folder), tally, f"{what}, then to its end")
