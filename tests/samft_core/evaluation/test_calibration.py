from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samft_core.evaluation.calibration import (
    Reliability,
    bins,
    expected_error,
    fit_calibration,
    leave_one_image_out,
)
from samft_core.sam.calibration import LEAST_SLOPE, Calibration


def overconfident(count: int, *, seed: int = 0) -> tuple[list[float], list[float], list[int]]:
    """Scores that say 0.9 where the truth is about 0.65; two answers an image."""
    rng = np.random.default_rng(seed)
    scores = rng.uniform(0.8, 1.0, count)
    ious = np.clip(scores - 0.25 + rng.normal(0, 0.08, count), 0, 1)
    return list(scores), list(ious), [i // 2 for i in range(count)]


def test_an_overconfident_score_comes_down_to_what_it_is_worth() -> None:
    found = Reliability.of(*overconfident(60))
    assert found is not None
    assert found.raw_error == pytest.approx(0.25, abs=0.03)
    assert found.error < 0.05
    assert found.calibration.apply([0.9])[0] == pytest.approx(0.65, abs=0.03)
    assert found.answers == 60 and found.images == 30
    assert sum(part.answers for part in found.mapped) == 60


def test_the_error_is_measured_on_images_that_the_map_has_not_seen() -> None:
    # One image is unlike all others: its own answers would pull the map towards it, and must not.
    scores, ious, images = [0.9] * 20, [0.9] * 18 + [0.1] * 2, [0] * 9 + [1] * 9 + [2] * 2
    fair = leave_one_image_out(scores, ious, images)
    assert fair[-1] == pytest.approx(0.9, abs=0.01)
    assert fair[0] < 0.9


def test_with_few_answers_there_is_no_map() -> None:
    assert Reliability.of([0.9] * 5, [0.5] * 5, range(5)) is None
    assert Reliability.of([0.9] * 8, [0.5] * 8, [0, 1] * 4) is None


def test_equal_scores_are_shifted_not_turned() -> None:
    found = fit_calibration([0.9] * 40, [0.6] * 40)
    assert found.slope == pytest.approx(1)
    assert found.apply([0.9])[0] == pytest.approx(0.6, abs=0.05)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=6, max_size=30))
def test_the_better_of_two_scores_stays_the_better(pairs: list[tuple[float, float]]) -> None:
    found = fit_calibration([score for score, _ in pairs], [iou for _, iou in pairs])
    mapped = found.apply(np.linspace(0, 1, 11))
    assert found.slope >= LEAST_SLOPE
    assert np.all(np.diff(mapped) >= 0) and mapped.min() >= 0 and mapped.max() <= 1


def test_no_map_leaves_scores_alone() -> None:
    assert Calibration().apply([0.2, 1.0]) == pytest.approx([0.2, 1.0])


def test_bins_are_of_equal_size_and_the_error_weighs_them() -> None:
    parts = bins([0.1] * 10 + [0.5] * 10 + [0.9] * 10, [0.2] * 10 + [0.5] * 10 + [0.7] * 10)
    assert [(part.score, part.answers) for part in parts] == [
        (pytest.approx(score), 10) for score in (0.1, 0.5, 0.9)
    ]
    assert expected_error(parts) == pytest.approx(0.1)


def test_few_answers_are_not_thrown_into_one_bin_where_errors_cancel() -> None:
    parts = bins([0.5] * 4 + [0.7] * 4 + [0.9] * 4, [0.8] * 4 + [0.7] * 4 + [0.6] * 4)
    assert len(parts) == 3
    assert expected_error(parts) == pytest.approx(0.2)
