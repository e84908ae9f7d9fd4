from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    return importlib.import_module("quality")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return importlib.import_module("bench")


def test_the_benchmark_measures_every_mask_once_and_goes_on_from_its_cache(
    quality: ModuleType,
    bench: ModuleType,
    mvtec_folder: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        str(mvtec_folder), "--folds", "2", "--recipes", str(tiny_recipe), "--cache", str(tmp_path / "cache"),
        "--json", str(tmp_path / "out.json"), "--device", "cpu",
    ]  # fmt: skip
    assert quality.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(results) == ["zero_shot", "ellipse", "filled_box", "tiny"]
    for parts in results.values():
        assert set(parts) - {"against_first"} == {"tight", "noisy", "seconds"}
        assert {"iou", "p10", "classes"} <= set(parts["noisy"])
        assert set(parts["tight"]["classes"]) == {"broken_small", "contamination"}
    assert results["ellipse"]["tight"]["iou"] > 0.9  # the drawn defects are circles
    gains = results["zero_shot"]["against_first"]["iou"]
    difference = results["zero_shot"]["noisy"]["iou"] - results["tiny"]["noisy"]["iou"]
    assert gains["gain"] == pytest.approx(difference) and gains["masks"] == len(
        bench.read_samples(mvtec_folder)
    )
    assert gains["interval"][0] <= gains["gain"] <= gains["interval"][1]
    assert "against_first" not in results["tiny"]
    table = capsys.readouterr()
    assert "| tiny " in table.out and "fold 2" in table.err
    assert quality.main(arguments) == 0
    assert "fold" not in capsys.readouterr().err.replace("2 folds", "")


def test_fewer_masks_are_spread_over_classes(bench: ModuleType, mvtec_folder: Path) -> None:
    samples = bench.read_samples(mvtec_folder)
    chosen = bench.fewer(samples, 2, seed=3)
    assert {sample.class_name for sample in chosen} == {"broken_small", "contamination"}
    assert bench.fewer(samples, None, seed=3) == samples


def test_parts_of_a_mask_are_told_apart_without_specks(bench: ModuleType) -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[5:25, 5:25] = mask[30:50, 30:50] = 255
    mask[55, 55] = 255
    assert [int(part.sum()) for part in bench.parts_of(mask)] == [400, 400]
