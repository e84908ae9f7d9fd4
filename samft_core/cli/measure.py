"""Measuring one version on a project's ground truth, for ``evaluate``. Imports torch."""

from __future__ import annotations

from typing import Any

from samft_core.dataset.build import gather
from samft_core.dataset.splits import pictures_of
from samft_core.engine.session import ModelSession
from samft_core.errors import ProjectError
from samft_core.evaluation.evaluate import BoxQuery, MaskFn, evaluate, predict_ellipse, predict_filled_box
from samft_core.evaluation.records import RowResult, Score
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker
from samft_core.project.project import Project
from samft_core.sam.types import BASE_VERSION
from samft_core.training.estimate.preflight import seen_by
from samft_core.training.image_check import check_images, left_out_json


def measure(
    project: Project, version: str | None, *, device: str, on_progress: OnProgress, cancel: CancelToken
) -> dict[str, Any]:
    """Mean IoU and the rest, tight and noisy boxes, beside the shapes in the box. Closes the project."""
    with ModelSession.load(project, device=device) as session:
        # Looked at first: a damaged image is left out by name instead of ending the work when it is met.
        manifest, left_out = gather(project)
        checked = check_images(manifest, on_progress=on_progress, cancel=cancel)
        left_out += checked.left_out
        samples = checked.usable(manifest).samples
        if not samples:
            remedy = left_out[0].text if left_out else Message("remedy.accept_masks_first")
            raise ProjectError(Message("cli.no_ground_truth"), path=project.folder, remedy=remedy)
        active = project.versions.active()
        name = version or (BASE_VERSION if active is None else active.name)
        seen = seen_by(project, None if name == BASE_VERSION else project.versions.get(name))
        pictures = pictures_of(samples)
        known = seen.learnt(samples, pictures)
        learnt = {image for image, picture in pictures.items() if picture in known}
        ticker = Ticker(Stage.EVALUATE, 2 * len(samples), on_progress)
        model = evaluate(_asking(session, name), samples, on_row=lambda _: ticker.tick(), cancel=cancel)
    subjects: dict[str, MaskFn] = {"ellipse in the box": predict_ellipse, "filled box": predict_filled_box}
    rows = {name: model} | {subject: evaluate(predict, samples) for subject, predict in subjects.items()}
    return {
        "version": name,
        "masks": len(samples),
        "learnt_from": len(learnt),
        "left_out": [left_out_json(image) for image in left_out],
        "scores": {boxes: _scores(rows, boxes) for boxes in ("noisy", "tight")},
    }


def _asking(session: ModelSession, version: str) -> MaskFn:
    def ask(asked: BoxQuery) -> Mask:
        prompts = Prompts(box=asked.box)
        return session.predict(asked.image.image_id, prompts, version=version).best

    return ask


def _scores(rows: dict[str, list[RowResult]], boxes: str) -> dict[str, Any]:
    return {
        subject: Score.of([row for row in results if row.boxes == boxes]).model_dump(mode="json")
        for subject, results in rows.items()
    }
