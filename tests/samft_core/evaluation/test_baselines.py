from __future__ import annotations

import numpy as np
import pytest

from samft_core.evaluation.baselines import ellipse, filled_box
from samft_core.imaging.geometry import Box


def test_a_filled_box_covers_the_pixels_whose_centres_it_holds() -> None:
    mask = filled_box(Box(2, 1, 5, 4), width=8, height=6)
    assert mask.shape == (6, 8)
    assert mask.sum() == 9 and mask[1:4, 2:5].all()


def test_an_ellipse_fills_pi_quarters_of_its_box() -> None:
    box = Box(10, 20, 90, 60)
    mask = ellipse(box, width=100, height=80)
    assert mask.sum() == pytest.approx(np.pi / 4 * box.area, rel=0.01)
    assert not (mask & ~filled_box(box, width=100, height=80)).any()
