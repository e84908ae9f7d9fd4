from __future__ import annotations

import numpy as np
import pytest

from samft_core.evaluation import metrics
from samft_core.imaging.masks import mask_iou


def block(x0: int, y0: int, x1: int, y1: int, side: int = 40) -> np.ndarray:
    mask = np.zeros((side, side), bool)
    mask[y0:y1, x0:x1] = True
    return mask


def test_iou_and_dice_of_overlapping_blocks() -> None:
    ours, truth = block(0, 0, 10, 10), block(5, 0, 15, 10)
    assert mask_iou(ours, truth) == pytest.approx(50 / 150)
    assert metrics.dice(ours, truth) == pytest.approx(0.5)


def test_empty_masks_agree_and_an_empty_answer_scores_nothing() -> None:
    empty = np.zeros((8, 8), bool)
    assert mask_iou(empty, empty) == metrics.dice(empty, empty) == metrics.boundary_iou(empty, empty) == 1
    assert mask_iou(empty, block(0, 0, 4, 4, side=8)) == 0


def test_boundary_iou_is_stricter_than_iou_on_a_large_object() -> None:
    ours, truth = block(4, 4, 36, 36), block(5, 5, 35, 35)
    assert metrics.boundary_iou(truth, truth) == 1
    assert metrics.boundary_iou(ours, truth) < mask_iou(ours, truth)


def test_boundary_band_runs_along_the_image_edge() -> None:
    full = np.ones((40, 40), bool)
    band_only = full.copy()
    band_only[1:-1, 1:-1] = False
    assert metrics.boundary_iou(full, band_only, share=0.01) == 1


def test_bootstrap_interval_holds_the_mean_and_is_repeatable() -> None:
    values = list(np.random.default_rng(1).normal(0.7, 0.1, 30))
    interval = metrics.bootstrap_mean(values)
    assert interval.low < float(np.mean(values)) < interval.high
    assert interval == metrics.bootstrap_mean(values)


def test_grouped_bootstrap_is_wider_when_rows_of_an_image_agree() -> None:
    values = [0.2] * 5 + [0.8] * 5 + [0.5] * 5
    alone = metrics.bootstrap_mean(values)
    together = metrics.bootstrap_grouped(values, [1] * 5 + [2] * 5 + [3] * 5)
    assert together.high - together.low > alone.high - alone.low


def test_few_images_leave_much_to_chance_however_bad_they_look() -> None:
    assert metrics.sign_flip_chance([-0.5] * 4, [1, 2, 3, 4]) == pytest.approx(1 / 16)
    assert metrics.sign_flip_chance([-0.5] * 5, [1, 2, 3, 4, 5]) == pytest.approx(1 / 32)
    # Masks of one image go together: eight masks on two images are two draws.
    assert metrics.sign_flip_chance([-0.5] * 8, [1, 2] * 4) == pytest.approx(1 / 4)
    assert metrics.sign_flip_chance([0.5] * 5, range(5)) == 1


def test_with_many_images_signs_are_drawn() -> None:
    assert metrics.sign_flip_chance([-0.1, -0.2, 0.05, -0.1] * 10, range(40)) < 0.01
    assert metrics.sign_flip_chance([0.1, -0.1] * 20, range(40)) == pytest.approx(0.56, abs=0.03)
