"""Chooses what a run's report shows: curves, and held-out masks in three galleries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samft_core.dataset.image_reader import Images
from samft_core.evaluation.report.figures import Curve
from samft_core.evaluation.report.pictures import Example, Gallery
from samft_core.imaging.geometry import Box
from samft_core.project.manifest import Sample
from samft_core.training.run_folder import Answer

PICTURED = 4
"""Held-out masks in a gallery."""

GOT_WORSE = -0.02
"""A mask that lost more than this is shown among those that got worse."""

Pair = tuple[Answer, Answer]
"""The answers of the base model and of the tuned weights about one mask."""


def galleries_of(
    samples: Sequence[Sample], base: Sequence[Answer], tuned: Sequence[Answer], images: Images
) -> list[Gallery]:
    """Held-out masks with noisy boxes: the largest gains, the worst, what got worse; none is shown twice."""
    before = {answer.row.key: answer for answer in base}
    pairs = [
        (before[answer.row.key], answer)
        for answer in tuned
        if answer.row.boxes == "noisy" and answer.row.key in before
    ]
    by_id = {sample.annotation_id: sample for sample in samples}
    worse = sorted((pair for pair in pairs if gain(pair) < GOT_WORSE), key=gain)[:PICTURED]
    rest = [pair for pair in pairs if pair not in worse]
    worst = sorted(rest, key=lambda pair: pair[1].row.iou)[:PICTURED]
    best = sorted((pair for pair in rest if pair not in worst), key=gain, reverse=True)[:PICTURED]
    chosen = [
        ("Held-out masks that gained most", best),
        ("The worst held-out masks", worst),
        ("Held-out masks that got worse", worse),
    ]
    return [
        Gallery(
            title, [_example(by_id[ours.row.annotation_id], theirs, ours, images) for theirs, ours in some]
        )
        for title, some in chosen
        if some
    ]


def gain(pair: Pair) -> float:
    """IoU that fine-tuning added to one mask."""
    base, tuned = pair
    return tuned.row.iou - base.row.iou


def curves_of(logged: Sequence[Any]) -> list[Curve]:
    """The loss of each fit from a run's events; a step that was repeated after a resume counts once."""
    fits: dict[int | None, dict[int, float]] = {}
    for event in logged:
        if event.kind == "step":
            fits.setdefault(event.fold, {})[event.step] = event.losses["total"]
    return [
        Curve("fit" if fold is None else f"fold {fold}", [losses[step] for step in sorted(losses)])
        for fold, losses in fits.items()
    ]


def _example(sample: Sample, base: Answer, tuned: Answer, images: Images) -> Example:
    return Example(
        title=sample.path.name,
        class_name=sample.class_name,
        rgb=images.read(sample),
        box=Box(*tuned.box),
        truth=sample.mask.to_array(),
        base=base.rle().to_array(),
        tuned=tuned.rle().to_array(),
        base_iou=base.row.iou,
        tuned_iou=tuned.row.iou,
    )
