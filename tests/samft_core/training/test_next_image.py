from __future__ import annotations

import numpy as np
import pytest

from samft_core.geometry import Frame
from samft_core.models.types import Embedding
from samft_core.training.next_image import image_vector, rank_images


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
    assert rank_images(alike, [at(0.0)], doubts={1: 0.1, 2: 0.9, 3: 0.2}, doubt_share=0.8)[0] == 2
    assert rank_images(alike, [at(0.0)], doubts={1: 0.1, 2: 0.9, 3: 0.2}, doubt_share=0.0)[0] == 3
    by_doubt = rank_images(alike, [at(0.0)], doubts={1: 0.1, 2: 0.9, 3: 0.2}, doubt_share=1.0)
    assert by_doubt == [2, 3, 1]


def test_an_image_without_doubt_counts_as_the_usual_one() -> None:
    same = {1: at(0.3), 2: at(0.3), 3: at(0.3)}
    assert rank_images(same, [at(0.0)], doubts={1: 0.9, 2: 0.1})[0] == 1
    assert rank_images(same, [at(0.0)], doubts={1: 0.9, 2: 0.1}).index(3) == 1


def test_the_vector_of_an_image_leaves_padding_out() -> None:
    features = np.full((256, 64, 64), 9.0, np.float32)
    features[:, :32] = 0
    features[0, :32] = 2
    vector = image_vector(Embedding(features, Frame(200, 100), "fake"))
    assert vector.shape == (256,) and float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-6)
    assert float(vector[0]) == pytest.approx(1, abs=1e-6)
