from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from samft_core.errors import UsageError
from samft_core.evaluation.records import RowResult
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Sample
from samft_core.training.recipe import recipe_named


@pytest.fixture(scope="module")
def ablation() -> ModuleType:
    return importlib.import_module("ablation")


@pytest.fixture(scope="module")
def variants() -> ModuleType:
    return importlib.import_module("variants")


def row(key: str, iou: float, *, image: int = 1, boxes: str = "noisy", mask: int = 1) -> RowResult:
    return RowResult(
        key=key, image_id=image, annotation_id=mask, class_name="crack", boxes=boxes, iou=iou, dice=iou,
        boundary_iou=iou,
    )  # type: ignore[arg-type]  # fmt: skip


def test_variants_change_what_they_say_and_nothing_else(variants: ModuleType) -> None:
    auto = recipe_named("auto")
    made, missing = variants.variants_of(auto)
    assert len(made) > 40 and all(name not in made for name in missing)
    assert made["Dice alone"].losses.bce == 0 and made["Dice alone"].losses.dice == auto.losses.dice
    assert made["one crop"].policy.zoom == (2.0,) and made["one crop"].policy.mirrored_zoom == ()
    for name, recipe in made.items():
        assert recipe.name == name
        assert recipe.model_copy(update={"name": "auto"}) != auto, name


def test_an_unknown_field_is_refused(variants: ModuleType) -> None:
    with pytest.raises(UsageError):
        variants.changed(recipe_named("auto"), {"no_such_field": 1}, "x")


def test_differences_are_paired_by_mask(ablation: ModuleType) -> None:
    tight = [row("t", 0.9, boxes="tight")]
    found = {
        "0": {
            "auto": ([row("a", 0.5), row("b", 0.7, image=2), *tight], 10.0),
            "x": ([row("b", 0.8, image=2), row("a", 0.6), *tight], 20.0),
        },
        "1": {"x": ([row("a", 0.0)], 99.0)},  # auto is not measured there yet
    }
    result = ablation.differences(found, "x")
    assert result["difference"] == pytest.approx(0.1)
    assert result["interval"] == pytest.approx([0.1, 0.1])
    assert (result["masks"], result["folds"], result["seconds"]) == (2, 1, 20.0)
    assert ablation.verdict(result) == "better"
    assert ablation.differences(found, "y") is None


def sample(mask: int, class_name: str, width: int) -> Sample:
    array = np.zeros((40, 60), bool)
    array[5:9, 5 : 5 + width] = True
    rle = RleMask.from_array(array)
    assert rle.box is not None
    return Sample(mask, Path(f"{mask}.png"), "", class_name, rle, rle.box, mask)


def test_differences_by_class_and_size_of_the_box(ablation: ModuleType) -> None:
    samples = [sample(1, "crack", 30), sample(2, "chip", 5), sample(3, "crack", 10), sample(4, "chip", 50)]
    groups = ablation.groups_of(samples)
    assert groups == {
        "chip": {2, 4},
        "crack": {1, 3},
        "small boxes": {2, 3},
        "middle boxes": {1},
        "large boxes": {4},
    }
    auto = [row(f"{mask}", 0.5, image=mask, mask=mask) for mask in (1, 2, 3)]
    other = [row(f"{mask}", iou, image=mask, mask=mask) for mask, iou in ((1, 0.4), (2, 0.6), (3, 0.7))]
    results = ablation.by_group({"0": {"auto": (auto, 1.0), "x": (other, 1.0)}}, "x", groups)
    assert {group: round(result["difference"], 3) for group, result in results.items()} == {
        "chip": 0.1,
        "crack": 0.05,
        "small boxes": 0.15,
        "middle boxes": -0.1,
    }
    text = ablation.table_of_groups({"x": results})
    # Of two cracks one is better and one is worse: nothing to print in bold.
    assert "**+0.150**" in text and "| +0.050 " in text and "large boxes" not in text


def test_it_goes_on_where_it_was_stopped_and_shares_fits(
    ablation: ModuleType,
    mvtec_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = recipe_named("seed").model_copy(update={"name": "auto", "steps": 1, "batch_rows": 1})
    monkeypatch.setattr(ablation, "recipe_named", lambda name: quick)
    fits: list[str] = []
    fit = ablation.Bench._fit

    def counted(self: object, recipe: object, part: object) -> object:
        fits.append(recipe.name)  # type: ignore[attr-defined]
        return fit(self, recipe, part)

    monkeypatch.setattr(ablation.Bench, "_fit", counted)
    arguments = [
        str(mvtec_folder), "--folds", "2", "--seeds", "0", "--only", "threshold", "lr 5e-5",
        "--cache", str(tmp_path / "cache"), "--json", str(tmp_path / "out.json"), "--device", "cpu",
        "--markdown", str(tmp_path / "out.md"),
    ]  # fmt: skip
    assert ablation.main([*arguments, "--minutes", "0"]) == 0
    first = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert first["variants"] == {} and len(first["waiting"]) == 14 and fits == []
    assert ablation.main([*arguments, "--first-folds", "1"]) == 0
    assert fits == ["auto", "lr 5e-5"]  # thresholds and clean-up ask the same weights
    assert ablation.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert results["waiting"] == [] and results["variants"]["threshold -0.5"]["folds"] == 2
    assert fits == ["auto", "lr 5e-5"] * 2
    assert ablation.main(arguments) == 0
    assert len(fits) == 4
    text = (tmp_path / "out.md").read_text("utf-8")
    assert "*threshold and clean-up*" in text and text in capsys.readouterr().out
    assert "small boxes" not in text
    assert ablation.main([*arguments, "--table", "--groups"]) == 0
    text = (tmp_path / "out.md").read_text("utf-8")
    assert "small boxes" in text and text in capsys.readouterr().out
