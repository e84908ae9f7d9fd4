from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from samft_core.imaging.geometry import FULL_VIEW, Box, View
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.sam.inference_policy import InferencePolicy

BOX = Prompts(Box(40, 50, 60, 90))


def test_the_plain_policy_asks_on_the_whole_image() -> None:
    policy = InferencePolicy()
    assert policy.views(BOX, 300, 200) == (FULL_VIEW,) == policy.quick().views(BOX, 300, 200)


def test_a_zoom_is_a_square_crop_round_the_box() -> None:
    (view,) = InferencePolicy(zoom=(2.0,)).views(BOX, 300, 200)
    assert view == View((10, 30, 90, 110))


def test_mirrors_double_the_views_and_the_whole_image_can_be_one() -> None:
    views = InferencePolicy(zoom=(0, 2.0), mirror=True).views(BOX, 300, 200)
    crop = (10, 30, 90, 110)
    assert views == (FULL_VIEW, View(mirrored=True), View(crop), View(crop, mirrored=True))


def test_a_crop_of_everything_is_the_whole_image_once() -> None:
    everything = Prompts(Box(0, 0, 300, 200))
    assert InferencePolicy(zoom=(2.0, 3.0)).views(everything, 300, 200) == (FULL_VIEW,)


def test_points_alone_are_asked_on_the_whole_image() -> None:
    points = Prompts(points=(PointPrompt(5, 5),))
    assert InferencePolicy(zoom=(2.0,)).views(points, 300, 200) == (FULL_VIEW,)


@pytest.mark.parametrize("zoom", [0.5, -1.0, 1000.0, float("nan")])
def test_a_zoom_that_would_cut_the_box_is_refused(zoom: float) -> None:
    with pytest.raises(ValidationError, match="zoom"):
        InferencePolicy(zoom=(zoom,))


def test_a_policy_survives_json() -> None:
    policy = InferencePolicy(zoom=(2.0, 4.0), mirror=True, threshold=0.3)
    assert InferencePolicy.model_validate_json(policy.model_dump_json()) == policy


def test_a_mirrored_zoom_costs_one_view() -> None:
    policy = InferencePolicy(zoom=(2.0,), mirrored_zoom=(3.0,))
    plain, mirrored = policy.views(BOX, 300, 200)
    assert not plain.mirrored and mirrored.mirrored
    assert InferencePolicy(zoom=(3.0,)).views(BOX, 300, 200)[0].crop == mirrored.crop
    points = Prompts(points=(PointPrompt(5, 5),))
    assert policy.views(points, 300, 200) == (FULL_VIEW,)


def test_a_policy_may_ask_about_boxes_through_stretched_views() -> None:
    policy = InferencePolicy(zoom=(2.0, 0.0), mirror=True, mirrored_zoom=(3.0,), stretch=True)
    views = policy.views(BOX, 300, 200)
    assert all(view.stretched for view in views) and len({view.key for view in views}) == 5
    assert View(stretched=True) in views
    plain = policy.model_copy(update={"stretch": False})
    assert [replace(view, stretched=False) for view in views] == list(plain.views(BOX, 300, 200))
    # The first answer, and answers to points alone, share the whole image with the base model.
    points = Prompts(points=(PointPrompt(5, 5),))
    assert policy.quick().views(BOX, 300, 200) == (FULL_VIEW,)
    assert not any(view.stretched for view in policy.views(points, 300, 200))


@given(
    st.lists(st.sampled_from([0.0, 1.5, 3.0]), max_size=3), st.booleans(),
    st.lists(st.sampled_from([0.0, 2.0]), max_size=2), st.booleans(),
)  # fmt: skip
def test_views_of_the_whole_image_are_those_that_every_box_is_asked_through(
    zoom: list[float], mirror: bool, mirrored_zoom: list[float], stretch: bool
) -> None:
    policy = InferencePolicy(
        zoom=tuple(zoom), mirror=mirror, mirrored_zoom=tuple(mirrored_zoom), stretch=stretch
    )
    boxes = (Box(100, 100, 110, 112), Box(400, 300, 420, 310))
    asked = [set(policy.views(Prompts(box=box), 1000, 800)) for box in boxes]
    assert set(policy.whole_views()) == asked[0] & asked[1]
    assert len(set(policy.whole_views())) == len(policy.whole_views())
