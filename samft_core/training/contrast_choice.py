"""Whether a version sees views with stretched contrast: the masks to learn from decide, each run.

Stretching helps some pictures and harms others. The base model, which has learnt from none of them, is asked
about the masks that a fit learns from, plain and stretched; what is held out has no say. Free of torch: the
model is a function here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from samft_core.evaluation.evaluate import PredictFn, box_queries
from samft_core.imaging.masks import mask_iou
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.manifest import Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.training.recipe import Recipe

LEAST_GAIN = 0.01
"""Mean IoU that stretching has to bring the base model before a version is asked that way."""

MOST_ASKED = 32
"""With more masks to learn from, so many of them decide."""

PLAIN = InferencePolicy()
STRETCHED = InferencePolicy(stretch=True)
"""The two ways in which the base model is prompted."""


class Contrast(BaseModel):
    """The decision: mean IoU that the base model gained by stretching on ``masks`` masks."""

    model_config = ConfigDict(frozen=True)

    gain: float
    masks: int
    stretch: bool


def asked(samples: Sequence[Sample]) -> list[Sample]:
    """The masks among ``samples`` that decide: all, or a drawn lot that depends on their number alone."""
    if len(samples) <= MOST_ASKED:
        return list(samples)
    # Seeded by the number alone: the cost estimate counts the same masks before the run has a seed.
    places = np.random.default_rng(len(samples)).permutation(len(samples))[:MOST_ASKED]
    return [samples[place] for place in sorted(places.tolist())]


def contrast_gains(
    plain: PredictFn,
    stretched: PredictFn,
    samples: Sequence[Sample],
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> dict[int, float]:
    """By annotation id: the IoU that one way of asking brings over the other on the mask's own box.

    Raises CancelledError.
    """
    ticker = Ticker(Stage.CONTRAST, len(samples), on_progress)
    gains = {}
    for sample in samples:
        if cancel is not None:
            cancel.raise_if_cancelled()
        truth = sample.mask.to_array()
        _, query = next(box_queries(sample))
        after = mask_iou(stretched(query).mask, truth)
        gains[sample.annotation_id] = after - mask_iou(plain(query).mask, truth)
        ticker.tick(sample.path.name)
    return gains


def decide(gains: Mapping[int, float], samples: Sequence[Sample]) -> Contrast:
    """The decision for a fit that learns from ``samples``, whose ``asked`` ones have a gain."""
    found = [gains[sample.annotation_id] for sample in asked(samples)]
    gain = sum(found) / len(found) if found else 0.0
    return Contrast(gain=gain, masks=len(found), stretch=gain > LEAST_GAIN)


def decided(recipe: Recipe, contrast: Contrast) -> Recipe:
    """The recipe with the decision in its policy and nothing left to decide."""
    policy = recipe.policy.model_copy(update={"stretch": contrast.stretch})
    return recipe.model_copy(update={"policy": policy, "contrast": "policy"})
