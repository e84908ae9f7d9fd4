"""A whole run on the device that is measured: import, fine-tuning, and the answers of the version made."""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from gpu_device import gpu_peak, peak_process_mb, prepare, reset_peak, timed
from gpu_rows import Rows

from samft_core.evaluation.records import Comparison
from samft_core.formats.dataset_items import DataSet, Item, import_items
from samft_core.formats.intake import Intake
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.types import BASE_VERSION
from samft_core.training.assess.extent import WHOLE, AssessmentExtent
from samft_core.training.recipe import Recipe, Rehearsal, recipe_named


def train_on_samples(asked: argparse.Namespace, rows: Rows) -> None:
    """A whole run on the sample bottles."""
    train(asked, rows, resource_path("samples", "bottles"), masks=4 if asked.smoke else 99)


def train_on_category(asked: argparse.Namespace, rows: Rows) -> None:
    """A whole run on the folder that was named."""
    train(asked, rows, asked.category, masks=4 if asked.smoke else asked.masks)


def train(asked: argparse.Namespace, rows: Rows, folder: Path, *, masks: int) -> None:
    """Import, fine-tune as ``samft train`` does, and ask as the window's engine does."""
    from samft_core.engine.session import ModelSession
    from samft_core.training.run import fine_tune

    prepare(asked.device)
    recipe = recipe_named("auto")
    extent = WHOLE
    if asked.smoke:
        recipe = in_short(recipe)
        extent = AssessmentExtent(probes_per_kind=1, pictures=1, clicks=2)
    began = time.perf_counter()
    stages: dict[str, float] = defaultdict(float)
    last = began
    events: list[Any] = []

    def on_event(event: Any) -> None:
        nonlocal last
        now = time.perf_counter()
        stage = {"progress": getattr(event, "stage", ""), "step": "train"}.get(event.kind, "other")
        stages[stage] += now - last
        last = now
        if event.kind in ("device", "left_out", "started"):
            events.append(event)

    with Project.create(asked.scratch / "project", name="gpu check") as project:
        intake = Intake(project, copy=True)
        chosen = some_of(read_category(folder).items, masks, good=2 if asked.smoke else 12)
        import_items(intake, DataSet(chosen, []))
        found = len(project.annotations.ground_truth())
        rows.add("masks imported", found, least=1)
        rows.add("import", time.perf_counter() - began, "s")
        last = time.perf_counter()
        reset_peak(asked.device)
        finished = fine_tune(project, recipe, device=asked.device, on_event=on_event, extent=extent)
    rows.add("the whole run", finished.seconds, "s")
    for stage, seconds in stages.items():
        if seconds >= 0.05:
            rows.add(f"of it: {stage}", seconds, "s")
    rows.add("on", next((e.device for e in events if e.kind == "started"), "?"))
    rows.add("the GPU gave way to the CPU", float(any(e.kind == "device" for e in events)), most=0.0)
    gpu_peak(asked, rows)
    rows.add("peak memory of the process", peak_process_mb(), "MB")
    for row in Comparison.model_validate(finished.comparison).rows:
        if row.boxes == "noisy":
            rows.add(f"held-out IoU, {row.subject}", row.score.iou)
    rows.add("offered", float(finished.offered))
    with ModelSession.open(asked.scratch / "project", device=asked.device) as session:
        latency(asked, rows, session, finished.version)


def in_short(recipe: Recipe) -> Recipe:
    """Every part of a run at work, in seconds: ten steps of one row in all, few views."""
    views = recipe.views.model_copy(update={"most_per_mask": 1})
    short: dict[str, Any] = {"steps": 10, "batch_rows": 1, "views": views, "planes_when": "always"}
    short |= {"rehearsal": Rehearsal(), "start": "base", "contrast": "policy"}
    return recipe.model_copy(update=short | {"policy": InferencePolicy(zoom=(2.0,))})


def latency(asked: argparse.Namespace, rows: Rows, session: Any, version: str) -> None:
    """From a box to a mask, as the engine answers: the first stage and the refined one, base and version."""
    truth = session.project.annotations.ground_truth()[: 1 if asked.smoke else 10]
    for name, stage in ((BASE_VERSION, "first"), (version, "first"), (version, "refined")):
        seconds = []
        for annotation in truth:
            boxed = Prompts(box=annotation.mask.box)
            session.predict(annotation.image_id, boxed, version=name, stage=stage)
            seconds.append(timed(
                lambda: session.predict(annotation.image_id, boxed, version=name, stage=stage),  # noqa: B023
                1 if asked.smoke else 3))  # fmt: skip
        said = "base" if name == BASE_VERSION else "version"
        rows.add(f"box to mask, {said}, {stage}, encoded before", statistics.median(seconds) * 1000, "ms")


def some_of(items: list[Item], masks: int, *, good: int) -> list[Item]:
    """So many images with defects, in turn from each kind, and up to ``good`` good ones."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.masks:
            kinds[item.path.parent.name].append(item)
    chosen: list[Item] = []
    for place in range(max(map(len, kinds.values()), default=0)):
        chosen += [items[place] for items in kinds.values() if place < len(items)]
    return chosen[:masks] + [item for item in items if item.good][:good]
