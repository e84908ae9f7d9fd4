from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samft_core.errors import CancelledError
from samft_core.evaluation.baselines import filled_box
from samft_core.evaluation.evaluate import (
    box_queries,
    evaluate,
    predict_ellipse,
    predict_filled_box,
)
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.progress import CancelToken
from samft_core.project.manifest import Sample

BOX = Box(20, 10, 50, 40)


def sample(number: int = 1, box: Box = BOX) -> Sample:
    mask = RleMask.from_array(filled_box(box, width=120, height=80))
    return Sample(number, Path(f"{number:03d}.png"), "", "crack", mask, box, number)


def test_each_sample_is_asked_with_a_tight_and_a_noisy_box() -> None:
    asked = dict(box_queries(sample()))
    assert asked["tight"].box == sample().box
    noisy = asked["noisy"].box
    assert noisy != sample().box
    assert max(abs(a - b) for a, b in zip(noisy.as_tuple(), sample().box.as_tuple(), strict=True)) <= 3.0


def test_noise_is_repeatable_and_follows_the_seed() -> None:
    assert list(box_queries(sample())) == list(box_queries(sample()))
    assert list(box_queries(sample(), seed=1))[1] != list(box_queries(sample()))[1]


def test_a_filled_box_is_perfect_on_a_rectangle_with_a_tight_box_only() -> None:
    tight, noisy = evaluate(predict_filled_box, [sample()])
    assert tight.boxes == "tight" and tight.iou == 1
    assert noisy.iou < 1
    assert tight.key != noisy.key
    ellipse_rows = evaluate(predict_ellipse, [sample()])
    assert ellipse_rows[0].iou == pytest.approx(np.pi / 4, abs=0.02)
    assert [row.key for row in ellipse_rows] == [tight.key, noisy.key]


def test_evaluation_stops_when_asked() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        evaluate(predict_filled_box, [sample()], cancel=cancel)
