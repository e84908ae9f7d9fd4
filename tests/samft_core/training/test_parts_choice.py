from __future__ import annotations

from dataclasses import replace

import pytest

from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.training.parts_choice import are_scattered, part_policy
from samft_core.training.recipe import Parts
from tests.samft_core.training.rows import sample


def scattered(number: int) -> Sample:
    masked = sample(number)
    drawn = masked.mask.to_array()
    drawn[90:96, 130:140] = True
    rle = RleMask.from_array(drawn)
    assert rle.box is not None
    return replace(masked, mask=rle, box=rle.box)


@pytest.mark.parametrize(
    ("apart", "whole", "expected"), [(3, 0, True), (2, 0, False), (3, 12, True), (3, 13, False)]
)
def test_parts_are_usual_where_enough_masks_have_some(apart: int, whole: int, expected: bool) -> None:
    masks = [scattered(n) for n in range(apart)] + [sample(100 + n) for n in range(whole)]
    assert are_scattered(masks) is expected
    policy = InferencePolicy(zoom=(2.0,))
    assert part_policy(policy, Parts(asked=4), masks).parts == (4 if expected else 0)
    assert part_policy(policy, Parts(), masks) == policy
