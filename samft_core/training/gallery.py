"""Chooses what a run's report shows: curves, and the held-out masks with the largest gains and losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samft_core.dataset import Sample
from samft_core.evaluation.report import Curve, Example
from samft_core.geometry import Box
from samft_core.training.rundir import Answer
from samft_core.training.sources import Images

PICTURED = 12
"""Held-out masks in the report; with more, the middle is left out."""


def examples_of(
    samples: Sequence[Sample], base: Sequence[Answer], tuned: Sequence[Answer], images: Images
) -> list[Example]:
    """Held-out masks with noisy boxes, the largest gain first; best and worst where there are many."""
    before = {answer.row.key: answer for answer in base}
    by_id = {sample.annotation_id: sample for sample in samples}
    pairs = [
        (answer, before[answer.row.key])
        for answer in tuned
        if answer.row.boxes == "noisy" and answer.row.key in before
    ]
    pairs.sort(key=lambda pair: pair[1].row.iou - pair[0].row.iou)
    if len(pairs) > PICTURED:
        pairs = pairs[: PICTURED // 2] + pairs[-PICTURED // 2 :]
    return [_example(by_id[ours.row.annotation_id], theirs, ours, images) for ours, theirs in pairs]


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
