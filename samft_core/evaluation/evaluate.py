"""Asks for masks with held-out boxes and measures them. Free of torch: the model is a function here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from samft_core.evaluation import baselines, metrics
from samft_core.evaluation.records import Boxes, RowResult
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_iou
from samft_core.imaging.prompts import jitter_boxes
from samft_core.progress import CancelToken
from samft_core.project.manifest import GoodImage, Sample

BOX_NOISE = 0.1
"""Each side of a noisy box is off by up to this share of the box: how well people draw in a hurry."""


@dataclass(frozen=True, slots=True)
class BoxQuery:
    """One question to a model: an image (height x width pixels) and a box on it."""

    image: Sample | GoodImage
    box: Box
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScoredMask:
    """A model's answer: a mask of the image's size, and the IoU it expects (0 to 1)."""

    mask: Mask
    score: float


PredictFn = Callable[[BoxQuery], ScoredMask]
"""The model under test, with its own opinion of each mask."""

MaskFn = Callable[[BoxQuery], Mask]
"""The model under test: a mask of the image's size for a box."""


def box_queries(
    sample: Sample, *, noise: float = BOX_NOISE, seed: int = 0
) -> Iterator[tuple[Boxes, BoxQuery]]:
    """The tight and the noisy box of one mask. The noise depends on ``seed`` and the mask alone."""
    width = sample.mask.width
    height = sample.mask.height
    yield "tight", BoxQuery(sample, sample.box, width, height)
    # From the mask and not from its place in the list: the same mask gets the same box in every run, so
    # that versions can be paired, and its row recognised by its key.
    rng = np.random.default_rng([seed, int.from_bytes(_mask_digest(sample)[:8], "big")])
    tight = np.array([sample.box.as_tuple()])
    moved = jitter_boxes(tight, amount=noise, width=width, height=height, rng=rng)
    yield "noisy", BoxQuery(sample, Box(*map(float, moved[0])), width, height)


def evaluate(
    predict: MaskFn,
    samples: Sequence[Sample],
    *,
    box_noise: float = BOX_NOISE,
    seed: int = 0,
    kinds: Collection[Boxes] = ("tight", "noisy"),
    on_row: Callable[[RowResult], None] | None = None,
    cancel: CancelToken | None = None,
) -> list[RowResult]:
    """A row for each sample and kind of box, measured at native resolution. Raises CancelledError."""
    results = []
    for sample in samples:
        truth = sample.mask.to_array()
        for boxes, query in box_queries(sample, noise=box_noise, seed=seed):
            if boxes not in kinds:
                continue
            if cancel is not None:
                cancel.raise_if_cancelled()
            results.append(_measure(sample, boxes, query.box, predict(query), truth))
            if on_row is not None:
                on_row(results[-1])
    return results


def predict_ellipse(query: BoxQuery) -> Mask:
    """The baseline that draws the ellipse in the box."""
    return baselines.ellipse(query.box, width=query.width, height=query.height)


def predict_filled_box(query: BoxQuery) -> Mask:
    """The baseline that fills the box."""
    return baselines.filled_box(query.box, width=query.width, height=query.height)


def _measure(sample: Sample, boxes: Boxes, box: Box, mask: Mask, truth: Mask) -> RowResult:
    coordinates = ",".join(f"{value:.4f}" for value in box.as_tuple())
    key = hashlib.sha256(_mask_digest(sample) + f"{sample.image_id}/{coordinates}".encode()).hexdigest()[:24]
    return RowResult(
        key=key,
        image_id=sample.image_id,
        annotation_id=sample.annotation_id,
        class_name=sample.class_name,
        boxes=boxes,
        iou=mask_iou(mask, truth),
        dice=metrics.dice(mask, truth),
        boundary_iou=metrics.boundary_iou(mask, truth),
    )


def _mask_digest(sample: Sample) -> bytes:
    return hashlib.sha256(sample.mask.counts + sample.path.name.encode("utf-8")).digest()
