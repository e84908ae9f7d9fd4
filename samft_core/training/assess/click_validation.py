"""How many clicks it takes to correct held-out masks, with the base model and with a run's own weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.evaluate import box_queries
from samft_core.evaluation.records import CorrectionCost
from samft_core.evaluation.simulated_clicks import (
    TARGET_IOU,
    CorrectionRun,
    correct_by_clicks,
    masks_to_click,
)
from samft_core.progress import Stage, Ticker
from samft_core.project.manifest import Sample
from samft_core.sam.predictor import LoadedVersion
from samft_core.training.context import Reporter
from samft_core.training.model_under_test import ModelUnderTest
from samft_core.training.plan import Plan, RunData


def clicked_samples(plan: Plan, samples: Sequence[Sample], *, seed: int = 0) -> list[tuple[str, Sample]]:
    """Which held-out masks are corrected, each with the name of the fit that did not learn from it."""
    held_out = [(fit.name, sample) for fit in plan.fits for sample in fit.split.parts(samples)[1]]
    # A stream of its own; 85 for NoC@85.
    rng = np.random.default_rng([seed, 85])
    count = masks_to_click([sample.mask.width * sample.mask.height for _, sample in held_out])
    return [held_out[int(place)] for place in rng.permutation(len(held_out))[:count]]


def correct_held_out(
    model_under_test: ModelUnderTest,
    data: RunData,
    versions: Mapping[str, LoadedVersion],
    *,
    name: str,
    seed: int,
    reporter: Reporter,
    most: int,
) -> CorrectionCost | None:
    """Correct some held-out masks with the version of each fit, or with the base model where it has none.

    ``most`` is the number of clicks after which a mask is given up. None where nothing
    is held out. Raises CancelledError.
    """
    chosen = clicked_samples(data.plan, data.samples, seed=seed)
    if not chosen:
        return None
    ticker = Ticker(Stage.CLICKS, len(chosen), reporter.progress())
    runs = []
    for fit, sample in chosen:
        # As an inspector begins: with a box that is a little off.
        box = next(query.box for kind, query in box_queries(sample) if kind == "noisy")
        answer = model_under_test.prompt_fn(versions.get(fit), sample)
        truth = sample.mask.to_array()
        runs.append(correct_by_clicks(answer, truth, box, most=most, cancel=reporter.cancel))
        ticker.tick(sample.path.name)
    return CorrectionCost(
        version=name,
        clicks=tuple(run.clicks for run in runs),
        annotations=tuple(sample.annotation_id for _, sample in chosen),
        images=tuple(sample.image_id for _, sample in chosen),
        reached=sum(run.reached for run in runs),
        target=TARGET_IOU,
        most=most,
        reliability=answers_reliability(runs, [sample.image_id for _, sample in chosen]),
    )


def answers_reliability(runs: Sequence[CorrectionRun], images: Sequence[int]) -> Reliability | None:
    """How far the scores of the answers to clicks can be believed, the box's own answer left out.

    ``images`` are the ids of the masks' images. None where there are too few answers.
    """
    answers = [
        (score, iou, image_id)
        for run, image_id in zip(runs, images, strict=True)
        # The first answer is the box's, whose scores have a line of their own.
        for score, iou in zip(run.scores[1:], run.ious[1:], strict=True)
    ]
    return Reliability.of(
        [score for score, _, _ in answers],
        [iou for _, iou, _ in answers],
        [image_id for _, _, image_id in answers],
    )
