from __future__ import annotations

import math

import pytest

from samft_core.errors import UsageError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt, Prompts


def test_a_box_inside_stays_and_one_partly_outside_is_cut() -> None:
    inside = Prompts(box=Box(1, 2, 10, 20), points=(PointPrompt(0, 0), PointPrompt(100, 50)))
    assert inside.within(100, 50) is inside
    assert Prompts(box=Box(-5, 10, 120, 70)).within(100, 50).box == Box(0, 10, 100, 50)


@pytest.mark.parametrize(
    "box", [(-50, -50, -10, -10), (200, 10, 300, 20), (100, 0, 120, 50), (-4, 0, 0, 50), (5, 5, 5, 9)]
)
def test_a_box_without_a_pixel_of_the_image_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(UsageError, match="outside an image of 100 x 50 pixels"):
        Prompts(box=Box(*box)).within(100, 50)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    for place in range(4):
        corners = [1.0, 2.0, 10.0, 20.0]
        corners[place] = number
        with pytest.raises(UsageError, match="no number"):
            Prompts(box=Box(*corners)).within(100, 50)
    with pytest.raises(UsageError, match="no number"):
        Prompts(points=(PointPrompt(number, 3),)).within(100, 50)


def test_a_point_outside_is_refused() -> None:
    with pytest.raises(UsageError, match="The point 101,3 lies outside"):
        Prompts(points=(PointPrompt(101, 3),)).within(100, 50)
