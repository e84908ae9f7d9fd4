"""The phases of a run: each encoding counts where it is first needed, and nowhere else."""

from __future__ import annotations

import pytest

from samft_core.evaluation.forgetting import PICTURES
from samft_core.progress import Stage
from samft_core.training.estimate.cost import views_of_run
from samft_core.training.estimate.phases import phases_of_run
from samft_core.training.estimate.throughput import Throughput
from samft_core.training.plan import make_plan
from tests.samft_core.training.estimate.test_cost import AUTO, manifest

ENCODING = Throughput(encode=1.0, row=0.0, decode=0.0, fixed=0.0, memory=0.0)
"""Of a PC on which nothing but encoding takes time."""


def seconds(*, contrast: str, cached: bool = False) -> dict[Stage, float]:
    data = manifest(16)
    recipe = AUTO.model_copy(update={"contrast": contrast, "planes": "none"})
    found: dict[Stage, float] = {}
    phases = phases_of_run(
        data, recipe, make_plan(data.samples), ENCODING, is_cached=lambda _digest, _view: cached
    )
    for phase in phases:
        found[phase.stage] = found.get(phase.stage, 0.0) + phase.seconds
    return found


def test_stretched_views_are_encoded_where_the_contrast_is_decided() -> None:
    data = manifest(16)
    plan = make_plan(data.samples)
    measured = seconds(contrast="measured")
    learnt = len(plan.shipping.split.train)
    # Each mask learnt from is asked about through its whole image, once as it is and once stretched; as it
    # is, that image is encoded to learn from anyway.
    assert measured[Stage.CONTRAST] == pytest.approx(learnt)
    recipe = AUTO.model_copy(update={"planes": "none"})
    # With the drawn and good pictures on which forgetting is looked for: no views of the run's own images.
    assert sum(measured.values()) == pytest.approx(len(views_of_run(data, recipe, plan)) + 2 * PICTURES)


def test_nothing_is_encoded_where_all_is_cached_or_nothing_is_measured() -> None:
    assert seconds(contrast="measured", cached=True)[Stage.CONTRAST] == 0
    assert Stage.CONTRAST not in seconds(contrast="policy")
