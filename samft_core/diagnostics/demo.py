"""``samft demo``: the whole loop on the sample bottles, without network, display or anything to prepare."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samft_core.errors import ProjectError
from samft_core.files import atomic
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker
from samft_core.project.project import Project
from samft_core.project.records import ImageState
from samft_core.resources import resource_path
from samft_core.training.recipe import Recipe, recipe_named

FOLDER = "samft-demo"
"""The demo's project in the current folder where none is named; further ones are numbered."""

MARKER = "demo.json"
"""Tells a demo's project, which ``again`` may remove, from an inspector's own."""

REPORT = "report.html"

STEPS = 150
VIEWS = 70
"""Keep the demo at about four minutes on two cores; see ``demo_recipe``."""


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo made. ``comparison`` is ``evaluation.records.Comparison`` as plain data."""

    project: Path
    images: int
    masks: int
    base_iou: float
    version: str
    offered: bool
    comparison: dict[str, Any]
    report: Path
    seconds: float


def demo_folder(asked: Path | None, *, again: bool = False) -> Path:
    """Where the demo goes. A folder that holds files is refused; ``again`` removes one that a demo made.

    Raises ProjectError.
    """
    if asked is None:
        numbers = iter(range(2, 10_000))
        folder = Path(FOLDER)
        while folder.exists() and not again:
            folder = Path(f"{FOLDER}-{next(numbers)}")
    else:
        folder = asked
    folder = folder.absolute()
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return folder
    if not again:
        remedy = Message("remedy.demo_again", folder=folder)
        raise ProjectError(Message("demo.folder_in_use"), path=folder, remedy=remedy)
    if not (folder / MARKER).is_file():
        remedy = Message("remedy.demo_other_folder")
        raise ProjectError(Message("demo.foreign_folder"), path=folder, remedy=remedy)
    try:
        shutil.rmtree(folder)
    except OSError as error:
        remedy = Message("remedy.close_window")
        raise ProjectError(Message("demo.cannot_remove", reason=error), path=folder, remedy=remedy) from error
    return folder


def run_demo(
    folder: Path,
    *,
    on_progress: OnProgress,
    on_event: Callable[[Any], None],
    cancel: CancelToken,
    device: str = "auto",
    recipe: Recipe | None = None,
    samples: Path | None = None,
) -> DemoResult:
    """Import, embed, predict, fine-tune, compare, report; a version that is offered is put to use."""
    start = time.monotonic()
    with Project.create(folder, name="Sample bottles") as project:
        (folder / MARKER).write_text('{"made_by": "samft demo"}\n', "utf-8")
        _import(project, samples or resource_path("samples", "bottles"), on_progress, cancel)
        masks = len(project.annotations.ground_truth())
        images = project.images.count()
    base_iou = _look(folder, device, on_progress, cancel)
    with Project.open(folder) as project:
        from samft_core.training.run import fine_tune  # noqa: PLC0415 - torch

        finished = fine_tune(
            project, recipe or demo_recipe(), on_event=on_event, cancel=cancel, device=device
        )
        if finished.offered:
            project.versions.activate(finished.version)
        report = folder / REPORT
        atomic.copy_file(project.versions.get(finished.version).folder / REPORT, report)
    return DemoResult(
        project=folder,
        images=images,
        masks=masks,
        base_iou=base_iou,
        version=finished.version,
        offered=finished.offered,
        comparison=finished.comparison,
        report=report,
        seconds=time.monotonic() - start,
    )


def demo_recipe() -> Recipe:
    """``auto`` with fewer views and steps: the samples are easy, and somebody waits for the result."""
    auto = recipe_named("auto")
    views = auto.views.model_copy(update={"budget": VIEWS})
    return auto.model_copy(update={"name": "auto-short", "steps": STEPS, "views": views})


def has_display() -> bool:
    """Whether a window could be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _import(project: Project, samples: Path, on_progress: OnProgress, cancel: CancelToken) -> None:
    from samft_core.formats.mvtec import import_category  # noqa: PLC0415

    # Copied, so that the project outlives the program's folder.
    report = import_category(project, samples, copy=True, on_progress=on_progress, cancel=cancel)
    if report.problems:
        first = report.problems[0]
        raise ProjectError(
            Message("demo.sample_unusable", reason=first.reason),
            path=first.path,
            remedy=Message("remedy.install_again"),
        )


def _look(folder: Path, device: str, on_progress: OnProgress, cancel: CancelToken) -> float:
    """Encode all images and keep what the base model says to each mask's box; returns the mean IoU."""
    from samft_core.engine.session import ModelSession  # noqa: PLC0415 - torch
    from samft_core.imaging.masks import RleMask, mask_iou  # noqa: PLC0415
    from samft_core.imaging.prompts import Prompts  # noqa: PLC0415

    ious = []
    with ModelSession.open(folder, device=device) as session:
        readable = [i for i in session.project.images.all() if i.state is not ImageState.UNREADABLE]
        ticker = Ticker(Stage.EMBED, len(readable), on_progress)
        for image in readable:
            cancel.raise_if_cancelled()
            session.encode(image.id)
            ticker.tick(image.name)
        truth = session.project.annotations.ground_truth()
        ticker = Ticker(Stage.PREDICT, len(truth), on_progress)
        for annotation in truth:
            cancel.raise_if_cancelled()
            prompts = Prompts(box=annotation.mask.box)
            prediction = session.predict(annotation.image_id, prompts)
            mask = RleMask.from_array(prediction.best)
            score = float(prediction.scores[0])
            session.project.predictions.save(
                annotation.image_id, version=prediction.version, prompts=prompts, mask=mask, score=score
            )
            ious.append(mask_iou(prediction.best, annotation.mask.to_array()))
            ticker.tick()
    return sum(ious) / len(ious)
