from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from samft_core.evaluation.baselines import filled_box
from samft_core.evaluation.box_adherence import box_adherence, make_probes, spill
from samft_core.evaluation.evaluate import BoxQuery, ScoredMask, predict_filled_box
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import GoodImage, Sample

BOX = Box(20, 10, 50, 40)
GOOD = [GoodImage(9, Path("good.png"))]


def sample(number: int = 1, box: Box = BOX) -> Sample:
    mask = RleMask.from_array(filled_box(box, width=120, height=80))
    return Sample(number, Path(f"{number:03d}.png"), "", "crack", mask, box, number)


def inside(query: BoxQuery) -> ScoredMask:
    return ScoredMask(predict_filled_box(query), 1.0)


def everything(query: BoxQuery) -> ScoredMask:
    return ScoredMask(np.ones((query.height, query.width), bool), 1.0)


def test_there_are_boxes_of_each_kind_and_all_lie_in_the_image() -> None:
    found = make_probes([sample(n) for n in range(1, 7)], GOOD, each=4)
    assert Counter(probe.kind for probe in found) == dict.fromkeys(("good", "beside", "shifted", "halved"), 4)
    for probe in found:
        assert probe.query.box.clipped(120, 80) == probe.query.box
        assert isinstance(probe.query.image, GoodImage) is (probe.kind == "good")
        if probe.kind == "beside":
            assert probe.query.box.iou(BOX) == 0


def test_shifted_boxes_show_half_a_defect_and_halved_ones_no_more() -> None:
    found = {probe.kind: probe.query.box for probe in make_probes([sample()], [], each=3)}
    assert found["shifted"] == BOX.moved(15, 0)
    assert found["halved"].area == pytest.approx(BOX.area / 2) and found["halved"].iou(BOX) == 0.5


def test_probes_are_the_same_for_the_same_seed_and_none_without_masks() -> None:
    samples = [sample(1), sample(2)]
    assert make_probes(samples, GOOD) == make_probes(samples, GOOD)
    assert make_probes(samples, GOOD, seed=1) != make_probes(samples, GOOD)
    assert make_probes([], GOOD) == []


def test_box_adherence_tells_who_looks_past_the_box() -> None:
    found = make_probes([sample()], GOOD, each=3)
    good, bad = (box_adherence(predict, found, version="v") for predict in (inside, everything))
    assert good is not None and bad is not None
    assert good.spill == 0 and bad.spill == 1
    part = bad.only(("shifted",))
    assert part is not None and part.kinds == ("shifted",)
    assert bad.only(()) is None
    assert box_adherence(everything, [], version="v") is None


def test_a_good_image_of_another_size_is_measured_at_its_own() -> None:
    query = BoxQuery(GOOD[0], Box(20, 20, 60, 60), 120, 80)
    assert spill(filled_box(Box(40, 40, 120, 120), width=240, height=160), query) == 0
