from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samft_core.errors import CancelledError
from samft_core.evaluation.evaluate import BoxQuery, ScoredMask
from samft_core.imaging.masks import RleMask
from samft_core.progress import CancelToken, Progress
from samft_core.project.manifest import Sample
from samft_core.training.contrast_choice import (
    LEAST_GAIN,
    MOST_ASKED,
    Contrast,
    asked,
    contrast_gains,
    decide,
    decided,
)
from samft_core.training.recipe import recipe_named


def samples(count: int) -> list[Sample]:
    mask = np.zeros((20, 30), bool)
    mask[5:15, 5:25] = True
    rle = RleMask.from_array(mask)
    assert rle.box is not None
    return [Sample(n, Path(f"{n}.png"), "", "chip", rle, rle.box, 100 + n) for n in range(count)]


def filled(share: float) -> ScoredMask:
    """The tight box's left part: ``share`` of the whole mask."""
    mask = np.zeros((20, 30), bool)
    mask[5:15, 5 : 5 + round(20 * share)] = True
    return ScoredMask(mask, 1.0)


def test_a_gain_is_what_the_second_way_of_asking_brings_on_the_tight_box() -> None:
    boxes, heard = list[BoxQuery](), list[Progress]()

    def plain(question: BoxQuery) -> ScoredMask:
        boxes.append(question)
        return filled(0.5)

    def stretched(question: BoxQuery) -> ScoredMask:
        return filled(0.75 if question.image.image_id else 0.25)

    found = contrast_gains(plain, stretched, samples(3), on_progress=heard.append)
    assert found == {100: pytest.approx(-0.25), 101: pytest.approx(0.25), 102: pytest.approx(0.25)}
    assert [question.box for question in boxes] == [sample.box for sample in samples(3)]
    assert [(progress.stage, progress.done, progress.total) for progress in heard] == [
        ("contrast", n, 3) for n in range(4)
    ]


def test_it_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        contrast_gains(lambda _: filled(1), lambda _: filled(1), samples(1), cancel=token)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
def test_the_mean_over_the_masks_learnt_from_decides(gains: list[float]) -> None:
    known = {100 + place: gain for place, gain in enumerate(gains)} | {999: 1.0}
    found = decide(known, samples(len(gains)))
    assert found.gain == pytest.approx(float(np.mean(gains))) and found.masks == len(gains)
    assert found.stretch == (found.gain > LEAST_GAIN)


def test_nothing_to_learn_from_leaves_the_photograph_as_it_is() -> None:
    assert decide({}, []) == Contrast(gain=0, masks=0, stretch=False)


def test_of_many_masks_the_same_lot_decides_each_time() -> None:
    few, many = samples(MOST_ASKED), samples(3 * MOST_ASKED)
    assert asked(few) == few
    lot = asked(many)
    assert lot == asked(many) and len({sample.image_id for sample in lot}) == MOST_ASKED
    assert [sample.image_id for sample in lot] == sorted(sample.image_id for sample in lot)
    assert lot[-1].image_id > 2 * MOST_ASKED
    assert decide({sample.annotation_id: 0.5 for sample in lot}, many).stretch


@pytest.mark.parametrize("stretch", [True, False])
def test_a_decided_recipe_has_nothing_left_to_decide(stretch: bool) -> None:
    auto = recipe_named("auto")
    assert auto.contrast == "measured" and not auto.policy.stretch
    found = decided(auto, Contrast(gain=0.1, masks=3, stretch=stretch))
    assert (found.contrast, found.policy.stretch) == ("policy", stretch)
    same = found.model_copy(update={"contrast": "measured", "policy": auto.policy})
    assert same == auto
