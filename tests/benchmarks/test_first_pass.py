from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from samft_core.anomaly.proposals import ProposedBox
from samft_core.imaging.geometry import Box
from tests.conftest import draw_bottle


@pytest.fixture(scope="module")
def first_pass() -> ModuleType:
    return importlib.import_module("first_pass")


def test_the_area_under_the_curve(first_pass: ModuleType) -> None:
    truth = np.array([False, False, True, True])
    assert first_pass.auroc(np.array([1, 2, 3, 4]), truth) == 1
    assert first_pass.auroc(np.array([4, 3, 2, 1]), truth) == 0
    assert first_pass.auroc(np.array([5, 5, 5, 5]), truth) == 0.5
    assert first_pass.auroc(np.array([1, 3, 2, 4]), truth) == 0.75
    rng = np.random.default_rng(0)
    scores, labels = rng.integers(0, 9, 200), rng.random(200) < 0.3
    pairs = [(p > n) + (p == n) / 2 for p in scores[labels] for n in scores[~labels]]
    assert first_pass.auroc(scores, labels) == pytest.approx(np.mean(pairs))


def test_one_box_finds_and_the_others_point_elsewhere(first_pass: ModuleType) -> None:
    truth = Box(10, 10, 30, 30)
    boxes = [ProposedBox(Box(12, 10, 32, 30), 2.0), ProposedBox(Box(50, 50, 60, 60), 1.5)]
    assert first_pass.hits(boxes, truth) == (True, 1)
    assert first_pass.hits(boxes[1:], truth) == (False, 1)
    assert first_pass.hits([], truth) == (False, 0)


def test_every_good_image_is_held_out_once_and_never_learnt_from_then(first_pass: ModuleType) -> None:
    folds = first_pass.folds_of(range(18), 3, 0)
    assert sorted(place for _, held_out in folds for place in held_out) == list(range(18))
    for learnt, held_out in folds:
        assert sorted([*learnt, *held_out]) == list(range(18)) and len(held_out) == 6
    assert folds != first_pass.folds_of(range(18), 3, 1)


def test_folds_of_a_small_category_give_a_table(
    first_pass: ModuleType, mvtec_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(10, 15):
        picture = Image.fromarray(draw_bottle(160, 120, seed=seed))
        picture.save(mvtec_folder / "test" / "good" / f"{seed:03d}.png")
    arguments = [
        str(mvtec_folder), "--folds", "2", "--seeds", "0", "--device", "cpu",
        "--cache", str(tmp_path / "cache"), "--json", str(tmp_path / "out.json"),
    ]  # fmt: skip
    assert first_pass.main(arguments) == 0
    result = json.loads((tmp_path / "out.json").read_text("utf-8"))["planes"]
    assert len(result["folds"]) == 2 and result["mean"]["defect_images"] == 4
    # Bright spots in a dark mouth: each has a box, which at cells of this size is wider than half of them.
    assert result["mean"]["found"] >= 1
    assert result["mean"]["found"] + 4 * result["mean"]["others_per_defect_image"] >= 4
    assert result["mean"]["boxes_per_good_image"] == 0
    assert result["mean"]["image_auroc"] > 0.9 and result["mean"]["pixel_auroc"] > 0.9
    assert set(result["mean"]["classes"]) == {"broken_small", "contamination"}
    assert "| planes" in capsys.readouterr().out
