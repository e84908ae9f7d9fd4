from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from samft_core.active_learning.learning_curve import Curve
from samft_core.evaluation.records import RowResult


@pytest.fixture(scope="module")
def few_shot() -> ModuleType:
    return importlib.import_module("few_shot")


def row(iou: float) -> RowResult:
    return RowResult(
        key="k", image_id=1, annotation_id=1, class_name="crack", boxes="noisy", iou=iou, dice=iou,
        boundary_iou=iou,
    )  # fmt: skip


def test_the_fit_gives_the_curve_and_what_ten_more_masks_bring(few_shot: ModuleType) -> None:
    truth = Curve(0.8, 0.3, 0.6)
    cells = {
        size: [(draw, size, [row(truth.iou(size) + 0.01 * (draw - 1))]) for draw in range(3)]
        for size in (1, 5, 20)
    }
    fit = few_shot.learning_curve(cells)
    expected = truth.iou(30) - truth.iou(20)
    assert fit["gain_of_ten_more"]["value"] == pytest.approx(expected, abs=0.005)
    low, high = fit["limit"]["interval"]
    assert low <= fit["limit"]["value"] <= high and high - low > 0.005
    assert few_shot.learning_curve({5: cells[5]}) is None


def test_masks_needed_lie_between_sizes(few_shot: ModuleType) -> None:
    lines = [{"masks": 5.0, "iou": 0.6}, {"masks": 10.0, "iou": 0.7}, {"masks": 20.0, "iou": 0.69}]
    assert few_shot.masks_needed(lines, 0.65) == pytest.approx(7.5)
    assert few_shot.masks_needed(lines, 0.5) == 5
    assert few_shot.masks_needed(lines, 0.71) is None


def test_orders_choose_different_masks_from_the_same_fold(
    few_shot: ModuleType,
    mvtec_folder: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        str(mvtec_folder), "--folds", "2", "--recipe", str(tiny_recipe), "--sizes", "1", "2", "--draws", "1",
        "--orders", "shuffled", "both", "--cache", str(tmp_path / "cache"),
        "--json", str(tmp_path / "out.json"), "--device", "cpu",
    ]  # fmt: skip
    assert few_shot.main([*arguments, "--minutes", "0"]) == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["waiting"] == 4
    capsys.readouterr()
    assert few_shot.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert results["waiting"] == 0
    shuffled, both = (results["orders"][name]["curve"] for name in ("shuffled", "both"))
    assert [line["masks"] for line in shuffled] == [1, 2]
    # Both start with the same mask, and two masks are all that the fold has.
    assert shuffled == both
    assert results["orders"]["both"]["masks_needed"] <= 2
    said = capsys.readouterr()
    assert "| both" in said.out and said.err.count("tiny seed 0 fold 1") == 3
