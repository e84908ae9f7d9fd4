from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import GoodImage, Manifest, Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.planes import BYTES, BYTES_ON_GRID
from samft_core.training.estimate.cost import (
    PLANES_SHARE,
    amounts,
    estimate_cost,
    variable_memory,
    views_of_run,
)
from samft_core.training.estimate.throughput import GUESSES, MIB, Throughput
from samft_core.training.plan import make_plan
from samft_core.training.recipe import Pasting, Recipe, recipe_named

AUTO = recipe_named("auto")


def manifest(count: int) -> Manifest:
    mask = np.zeros((300, 400), bool)
    mask[50:150, 80:200] = True
    rle = RleMask.from_array(mask)
    assert rle.box is not None
    samples = [
        Sample(n, Path(f"{n:03d}.png"), "", "ab"[n % 2], rle, rle.box, n, f"digest{n}")
        for n in range(1, count + 1)
    ]
    return Manifest(tuple(samples), (GoodImage(900, Path("good.png"), "good"),))


def plain(steps: int = 10, **more: object) -> Recipe:
    """Whole images only, so that the work can be counted by hand."""
    return recipe_named("seed").model_copy(update={"steps": steps, "batch_rows": 4, **more})


def test_work_without_crops_is_counted_by_hand() -> None:
    data = manifest(16)
    plan = make_plan(data.samples)
    held = len(plan.shipping.split.held_out)
    found = amounts(data, plain(), plan)
    # One view an image; probes ask the same images and the good one; eight pictures for forgetting.
    assert found.encodes == 16 + 1 + 8
    assert found.rows == 10 * 4
    assert found.held == 16 - held
    # Base and candidate: two boxes a mask; twenty probes at the most, fewer where space is short.
    # Each held-out mask is corrected with both, which is taken to be six answers.
    probes = (found.decodes - 8 * 12 - held * 2 * 2 - held * 6 * 2) / 2
    assert 10 <= probes <= 20


def test_folds_count_each_fit_and_a_version_in_use_is_asked_too() -> None:
    data = manifest(6)
    plan = make_plan(data.samples)
    found = amounts(data, plain(), plan)
    assert found.rows == 4 * 10 * 4 and found.held == 3 * 4 + 6
    more = amounts(data, plain(), plan, active=InferencePolicy())
    assert more.decodes == found.decodes + 6 * 2


def test_what_the_cache_holds_is_not_encoded_again() -> None:
    data, recipe = manifest(16), AUTO.model_copy(update={"planes": "none"})
    plan = make_plan(data.samples)

    def whole_images(_digest: str, view: View) -> bool:
        return view == FULL_VIEW

    nothing, prepared, all_there = (
        amounts(data, recipe, plan, is_cached=cached).encodes
        for cached in (lambda *_: False, whole_images, lambda *_: True)
    )
    assert nothing > prepared > all_there == 8
    assert nothing - prepared == 16 + 1
    assert amounts(data, recipe, plan, is_cached=lambda *_: True, pictured=True).encodes == 0


def test_planes_cost_their_share_of_an_encoding_where_the_recipe_reads_them() -> None:
    data, bare = manifest(16), AUTO.model_copy(update={"planes": "none"})
    plan = make_plan(data.samples)
    views = len(views_of_run(data, AUTO, plan))
    without, reading = amounts(data, bare, plan), amounts(data, AUTO, plan)
    assert reading.encodes - without.encodes == round(PLANES_SHARE * views)
    there = amounts(data, AUTO, plan, has_planes=lambda *_: True)
    assert there.encodes == without.encodes
    both = amounts(data, AUTO, plan, is_cached=lambda *_: True, has_planes=lambda *_: True, pictured=True)
    assert both.encodes == 0
    assert variable_memory(reading) - variable_memory(without) == pytest.approx(reading.held * BYTES_ON_GRID)


def test_masks_that_decide_on_the_contrast_are_asked_twice() -> None:
    data, recipe = manifest(16), plain(contrast="measured")
    plan = make_plan(data.samples)
    learnt = len(plan.shipping.split.train)
    without, found = amounts(data, plain(), plan), amounts(data, recipe, plan)
    assert found.encodes == without.encodes + learnt
    assert found.decodes == without.decodes + 2 * learnt
    # In folds each mask decides with those that a fold learns from, and is asked no more often for that.
    data = manifest(6)
    plan = make_plan(data.samples)
    without, found = amounts(data, plain(), plan), amounts(data, recipe, plan)
    assert (found.encodes, found.decodes) == (without.encodes + 6, without.decodes + 12)


def test_corrections_make_a_step_longer() -> None:
    once, twice = plain(), plain()
    twice = twice.model_copy(update={"corrections": twice.corrections.model_copy(update={"rounds": 1})})
    plan = make_plan(manifest(16).samples)
    rows = [amounts(manifest(16), recipe, plan).rows for recipe in (once, twice)]
    assert rows[1] == 2 * rows[0]


def test_the_cost_is_the_work_at_the_throughput() -> None:
    plan = make_plan(manifest(16).samples)
    work = amounts(manifest(16), plain(), plan)
    throughput = Throughput(encode=1, row=0.5, decode=0.1, fixed=7, memory=500 * MIB)
    found = estimate_cost(work, throughput)
    assert found.seconds == pytest.approx(work.encodes + 20 + work.decodes * 0.1 + 7)
    assert found.memory == 500 * MIB + variable_memory(work) and not found.guessed
    assert estimate_cost(work, GUESSES["mobile"]).guessed


def test_memory_that_an_encoder_gives_back_serves_the_steps() -> None:
    plan = make_plan(manifest(16).samples)
    work = amounts(manifest(16), plain(), plan)
    assert variable_memory(work, "vit_b") < variable_memory(work, "mobile")
    assert variable_memory(work, "vit_b") == variable_memory(work, "vit_h") > 0


def test_a_larger_encoder_takes_longer_and_more_memory() -> None:
    plan = make_plan(manifest(16).samples)
    work = amounts(manifest(16), AUTO, plan)
    found = [
        estimate_cost(work, GUESSES[name], base_model=name) for name in ("mobile", "vit_b", "vit_l", "vit_h")
    ]
    assert sorted(found, key=lambda estimate: estimate.seconds) == found
    assert sorted(found, key=lambda estimate: estimate.memory) == found


def test_what_is_learnt_from_good_images_costs_encodings_and_memory() -> None:
    data = replace(manifest(30), good=tuple(GoodImage(100 + n, Path(f"good-{n}.png")) for n in range(5)))
    plan, auto = make_plan(data.samples), AUTO.model_copy(update={"further_most_masks": None})
    plain = auto.model_copy(update={"skips": False, "good_distance": False})
    without = amounts(data, plain, plan)
    reading = amounts(data, plain.model_copy(update={"good_distance": True}), plan)
    assert reading.encodes - without.encodes in {4, 5}  # 0.15 of 5 images in 6 views
    pasting = plain.model_copy(update={"pasting": Pasting(share=0.2, images=10, views=2)})
    assert amounts(data, pasting, plan).encodes >= without.encodes + 20
    assert amounts(data, pasting, plan).held == without.held + 20
    assert amounts(replace(data, good=data.good[:2]), pasting, plan).held == without.held
    fine = amounts(data, plain.model_copy(update={"skips": True}), plan)
    assert variable_memory(fine) - variable_memory(without) == pytest.approx(
        fine.held * (BYTES - BYTES_ON_GRID)
    )
