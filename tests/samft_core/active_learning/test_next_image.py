from __future__ import annotations

import numpy as np
import pytest

from samft_core.active_learning.next_image import image_vector, pick_image, rank_images
from samft_core.imaging.geometry import Frame
from samft_core.sam.types import Embedding


def at(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


SPREAD = {1: at(0.0), 2: at(0.05), 3: at(0.1), 4: at(1.5), 5: at(0.8)}


def test_what_is_unlike_the_known_comes_first_and_then_what_is_unlike_that() -> None:
    assert rank_images(SPREAD, [at(0.0)]) == [4, 5, 3, 2, 1]
    assert rank_images(SPREAD, [at(0.0)], count=2) == [4, 5]


def test_with_nothing_known_the_most_usual_image_comes_first() -> None:
    assert rank_images(SPREAD, [])[:2] == [5, 1]
    assert rank_images({}, []) == []


def test_doubt_outweighs_a_small_difference() -> None:
    alike = {1: at(0.0), 2: at(0.01), 3: at(0.9)}
    assert (
        rank_images(alike, [at(0.0)], uncertainties={1: 0.1, 2: 0.9, 3: 0.2}, uncertainty_share=0.8)[0] == 2
    )
    assert (
        rank_images(alike, [at(0.0)], uncertainties={1: 0.1, 2: 0.9, 3: 0.2}, uncertainty_share=0.0)[0] == 3
    )
    by_doubt = rank_images(alike, [at(0.0)], uncertainties={1: 0.1, 2: 0.9, 3: 0.2}, uncertainty_share=1.0)
    assert by_doubt == [2, 3, 1]


def test_an_image_without_doubt_counts_as_the_usual_one() -> None:
    same = {1: at(0.3), 2: at(0.3), 3: at(0.3)}
    assert rank_images(same, [at(0.0)], uncertainties={1: 0.9, 2: 0.1})[0] == 1
    assert rank_images(same, [at(0.0)], uncertainties={1: 0.9, 2: 0.1}).index(3) == 1


def test_the_vector_of_an_image_leaves_padding_out() -> None:
    features = np.full((256, 64, 64), 9.0, np.float32)
    features[:, :32] = 0
    features[0, :32] = 2
    vector = image_vector(Embedding(features, Frame(200, 100), "fake"))
    assert vector.shape == (256,) and float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-6)
    assert float(vector[0]) == pytest.approx(1, abs=1e-6)


def test_the_first_pick_is_the_first_of_the_ranking() -> None:
    uncertainties = {1: 0.1, 2: 0.9, 3: 0.2, 4: 0.3, 5: 0.3}
    for share in (0.0, 0.5, 1.0):
        order = rank_images(SPREAD, [at(0.0)], uncertainties=uncertainties, uncertainty_share=share)
        pick = pick_image(list(SPREAD), SPREAD, [at(0.0)], uncertainties, uncertainty_share=share)
        assert pick is not None and pick.image_id == order[0]
        assert pick.for_uncertainty is (share == 1.0)


def test_an_image_that_was_not_encoded_counts_as_unlike_as_the_others_on_average() -> None:
    vectors = {1: at(0.1), 2: at(1.5)}
    pick = pick_image([1, 2, 3], vectors, [at(0.0)], {3: 0.9, 1: 0.1, 2: 0.2})
    assert pick is not None and (pick.image_id, pick.gap, pick.for_uncertainty) == (3, None, True)
    assert pick_image([1, 2, 3], vectors, [], {}) is None
    assert pick_image([], vectors, [at(0.0)], {}) is None


def test_distances_are_those_of_the_definition() -> None:
    vectors = {n: np.random.default_rng(n).normal(size=256).astype(np.float32) for n in range(6)}
    unit = {n: v / np.linalg.norm(v) for n, v in vectors.items()}
    far = max(range(1, 6), key=lambda n: float(np.linalg.norm(unit[n] - unit[0])))
    pick = pick_image(list(range(1, 6)), unit, [unit[0]], {})
    assert pick is not None and pick.image_id == far
    assert pick.gap == pytest.approx(float(np.linalg.norm(unit[far] - unit[0])), abs=1e-5)
