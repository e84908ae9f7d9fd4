from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samft_core.errors import TrainingError
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Manifest, Sample
from samft_core.training.plan import Seen, make_plan, plan_of, problems


def samples(count: int, *, first: int = 1, group: str = "") -> list[Sample]:
    mask = np.zeros((30, 40), bool)
    mask[5:15, 8:20] = True
    rle = RleMask.from_array(mask)
    assert rle.box is not None
    return [
        Sample(n, Path(f"{n:03d}.png"), group, "ab"[n % 2], rle, rle.box, n)
        for n in range(first, first + count)
    ]


def test_many_images_are_held_out_and_the_measured_weights_ship() -> None:
    plan = make_plan(samples(30))
    assert len(plan.fits) == 1 and plan.shipping.split.held_out
    assert 6 <= len(plan.shipping.split.held_out) <= 9
    assert "are the ones that ship" in plan.method


def test_few_images_are_each_held_out_once_and_all_of_them_ship() -> None:
    plan = make_plan(samples(6))
    held = [image for fit in plan.fits for image in fit.split.held_out]
    assert sorted(held) == [1, 2, 3, 4, 5, 6]
    assert plan.shipping.split.train == (1, 2, 3, 4, 5, 6) and not plan.shipping.split.held_out


def test_too_few_images_are_refused() -> None:
    with pytest.raises(TrainingError, match="there are 2"):
        make_plan(samples(2))


@pytest.mark.parametrize("count", [6, 30])
def test_a_plan_is_found_again_in_its_manifest(count: int) -> None:
    data = samples(count)
    plan = make_plan(data)
    manifest = Manifest(tuple(data)).with_splits(fit.split for fit in plan.fits if fit.split.held_out)
    assert plan_of(Manifest.from_json(manifest.to_json())) == plan


def test_what_the_active_version_was_measured_on_stays_held_out() -> None:
    before = make_plan(samples(24)).shipping.split
    seen = Seen(frozenset(before.train), frozenset(before.held_out))
    after = make_plan(samples(36), seen=seen).shipping.split
    assert set(before.held_out) <= set(after.held_out)
    assert not set(before.train) & set(after.held_out)
    assert set(after.held_out) - set(before.held_out)


def test_new_images_of_a_known_lot_stay_on_its_side() -> None:
    old = samples(20) + samples(3, first=100, group="L1")
    before = make_plan(old).shipping.split
    seen = Seen(frozenset(before.train), frozenset(before.held_out))
    after = make_plan(old + samples(2, first=200, group="L1"), seen=seen).shipping.split
    lot = {100, 101, 102, 200, 201}
    assert lot <= set(after.train) or lot <= set(after.held_out)


def test_problems_are_named() -> None:
    found = problems(samples(3))
    assert any("by class" in problem for problem in found)
    assert "at least 3 images" in problems(samples(1))[0]


def test_a_picture_that_was_learnt_from_is_not_held_out_under_another_id() -> None:
    old = [replace(s, pixel_digest=f"p{s.image_id}") for s in samples(24)]
    before = make_plan(old).shipping.split
    seen = Seen(
        frozenset(before.train),
        frozenset(before.held_out),
        frozenset(f"p{image}" for image in before.train),
    )
    again = [replace(s, image_id=s.image_id + 100, annotation_id=s.annotation_id + 100) for s in old]
    after = make_plan([*old, *again], seen=seen).shipping.split
    assert {image % 100 for image in after.held_out} == set(before.held_out)
    # The first ones were removed and added again: what is left of them are their pixels.
    alone = make_plan([*again, *samples(24, first=300)], seen=seen).shipping.split
    assert not {image - 100 for image in alone.held_out if image < 300} & set(before.train)
