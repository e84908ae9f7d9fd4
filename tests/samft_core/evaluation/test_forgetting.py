from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samft_core.evaluation.baselines import filled_box
from samft_core.evaluation.evaluate import BoxQuery, ScoredMask
from samft_core.evaluation.forgetting import find_known, forgetting_of
from samft_core.imaging.geometry import Box
from samft_core.project.manifest import GoodImage

WHOLE = [
    BoxQuery(GoodImage(number, Path(f"{number}.png")), Box(0, 0, 200, 100), 200, 100) for number in (1, 2)
]
THING = filled_box(Box(60, 30, 130, 70), width=200, height=100)


def sure_of_one_thing(query: BoxQuery) -> ScoredMask:
    """Knows a thing in the middle, and is unsure of everything else."""
    x, y = query.box.centre
    return ScoredMask(THING, 0.95 if abs(x - 100) < 10 and abs(y - 50) < 10 else 0.3)


def test_things_are_found_once_with_a_tight_box() -> None:
    known = find_known(sure_of_one_thing, WHOLE)
    assert [known_object.query.image.image_id for known_object in known] == [1, 2]
    assert known[0].query.box == Box(60, 30, 130, 70)


def test_what_the_base_model_is_unsure_of_is_no_thing() -> None:
    assert find_known(lambda query: ScoredMask(THING, 0.5), WHOLE) == []
    empty = np.zeros_like(THING)
    assert find_known(lambda query: ScoredMask(empty, 0.99), WHOLE) == []


def test_drift_is_the_agreement_with_the_base_model() -> None:
    known = find_known(sure_of_one_thing, WHOLE)
    same = forgetting_of(sure_of_one_thing, known, version="v1")
    half = forgetting_of(
        lambda a: ScoredMask(filled_box(Box(60, 30, 95, 70), width=200, height=100), 1), known, version="v1"
    )
    assert same is not None and half is not None
    assert same.agreement == 1 and same.images == 2
    assert half.agreement == pytest.approx(0.5) and half.interval.low == pytest.approx(0.5)
    assert forgetting_of(sure_of_one_thing, [], version="v1") is None
