from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def clicks() -> ModuleType:
    return importlib.import_module("clicks")


def test_the_summary_counts_what_is_saved_per_mask(clicks: ModuleType) -> None:
    def run(annotation: int, count: int, ious: list[float]) -> dict[str, object]:
        return {
            "annotation": annotation, "image": annotation, "class": "crack", "clicks": count,
            "reached": ious[-1] >= 0.85, "ious": ious, "scores": [iou + 0.1 for iou in ious],
        }  # fmt: skip

    base = [run(1, 20, [0.1, 0.2, 0.3]), run(2, 2, [0.5, 0.7, 0.9])]
    tuned = [run(2, 0, [0.95]), run(1, 2, [0.5, 0.8, 0.9])]
    summary = clicks.summary(tuned, base)
    assert (summary["clicks"], summary["saved"], summary["reached"], summary["box_alone"]) == (1, 10, 1, 0.5)
    assert summary["saved_interval"][0] >= 2 and summary["saved_interval"][1] <= 18
    assert summary["iou_after"]["0"] == pytest.approx(0.725)
    assert summary["iou_after"]["10"] == pytest.approx(0.925)
    assert summary["score_error"] is None  # two answers to clicks are too few to say
    many = [run(number, 2, [0.5, 0.6, 0.7, 0.9]) for number in range(6)]
    given, mapped = clicks.summary(many, many)["score_error"]
    assert given == pytest.approx(0.1) and mapped < 0.05


def test_base_and_tuned_are_corrected_on_held_out_images(
    clicks: ModuleType,
    mvtec_folder: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        str(mvtec_folder), "--folds", "2", "--recipes", str(tiny_recipe), "--most", "1", "--target", "1.01",
        "--cache", str(tmp_path / "cache"), "--json", str(tmp_path / "out.json"), "--device", "cpu",
    ]  # fmt: skip
    assert clicks.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(results) == ["base", "tiny"]
    for result in results.values():
        assert (
            result["clicks"] == 1 and result["reached"] == 0
        )  # better than perfect is asked for, in one click
        assert 0 < result["iou_after"]["0"] <= 1 and set(result["classes"]) == {
            "broken_small",
            "contamination",
        }
    assert results["base"]["saved"] == 0
    assert "| tiny" in capsys.readouterr().out
    assert clicks.main(arguments) == 0
    assert "clicks" not in capsys.readouterr().err  # all from the cache
