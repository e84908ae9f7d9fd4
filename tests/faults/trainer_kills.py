"""kill -9 of a fine-tuning run at random moments; afterwards it goes on to its end."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
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
    *("samft_core.training.run", "samft_core.models.registry", "samft_core.store.project"),
    *("samft_core.evaluation.report_pdf", "openvino"),
)


def tune(folder: Path, resume: int | None = None) -> dict[str, Any]:
    """A whole run with few steps, or the rest of one."""
    from samft_core.store.project import Project
    from samft_core.training.recipe import recipe_from
    from samft_core.training.run import fine_tune

    with Project.open(folder, inspector="ada") as project:
        done = fine_tune(
            project,
            recipe_from(RECIPE) if resume is None else None,
            resume_run=resume,
            on_event=lambda _event: None,
            device="cpu",
        )
    return {"version": done.version}


def open_runs(folder: Path) -> dict[str, Any]:
    """The runs that have not ended, as the next start finds them."""
    from samft_core.store.project import Project
    from samft_core.training.run import only_run

    with Project.open(folder, inspector="ada") as project, only_run(project):
        return {"runs": [[run.id, run.state.value] for run in project.runs()]}


def run_all(count: int, seed: int) -> list[Tally]:
    """``count`` kills, spread over the run, and its end afterwards."""
    tally, rng = Tally("trainer"), random.Random(seed)
    children.preload(*MODULES)
    with tempfile.TemporaryDirectory(prefix="samft-trainer-") as name:
        place = Path(name)
        template = place / "template"
        children.must(lambda: make_project(template, place / "images", count=12))
        whole = children.run(partial(tune, copy(template, place / "whole")), seconds=500, memory=8 << 30)
        if whole.result is None:
            tally.fault("hang" if whole.hung else "crash", whole.words[-1500:])
            return [tally]
        shutil.rmtree(place / "whole")
        for number in range(count):
            folder = copy(template, place / "project")
            ledger = Ledger.of_project(folder)
            since = time.monotonic()
            child = children.start(partial(tune, folder), place / "output.txt", memory=8 << 30)
            kill_at = since + rng.uniform(0.1, whole.seconds * 1.05)
            outcome = children.finish(child, place / "output.txt", since=since, seconds=500, kill_at=kill_at)
            tally.tries += 1
            what = f"trainer, kill {number} after {outcome.seconds:.1f} of {whole.seconds:.1f} s"
            examine(folder, ledger, tally, what)
            _go_on(folder, tally, what)
            shutil.rmtree(folder)
    return [tally]


def _go_on(folder: Path, tally: Tally, what: str) -> None:
    runs = children.run(partial(open_runs, folder), seconds=60)
    if runs.result is None:
        tally.fault("traceback", f"{what}: {runs.words[-800:]}")
        return
    for run_id, state in runs.result["runs"]:
        if state != "interrupted":
            tally.counts[f"was {state}"] += 1
            continue
        again = children.run(partial(tune, folder, run_id), seconds=500, memory=8 << 30)
        if again.result is None:
            tally.fault("does not go on", f"{what}: {again.words[-1500:]}")
        else:
            tally.counts["went on"] += 1
    examine(folder, Ledger.of_project(folder), tally, f"{what}, then to its end")
