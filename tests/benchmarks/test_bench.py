from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from samft_core.project.manifest import Sample
from samft_core.sam.registry import load_model
from samft_core.training.planes_choice import PlanesTrial
from samft_core.training.recipe import recipe_named


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return importlib.import_module("bench")


def test_the_masks_that_a_fold_learns_from_decide_on_its_contrast(
    bench: ModuleType, mvtec_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []

    def gains(_plain: object, _stretched: object, samples: Sequence[Sample]) -> dict[int, float]:
        measured.extend(sample.annotation_id for sample in samples)
        return {sample.annotation_id: 0.5 * (sample.annotation_id == 1) for sample in samples}

    monkeypatch.setattr(bench, "contrast_gains", gains)

    def made() -> Any:
        return bench.Bench(bench.read_samples(mvtec_folder), load_model(device="cpu"), tmp_path)

    auto = recipe_named("auto").model_copy(update={"planes": "none", "planes_when": "always"})
    ours = made()
    parts = ours.parts(folds=2, seed=0)
    for part in parts:
        found = ours.decided(auto, part)
        assert found.contrast == "policy"
        assert found.policy.stretch == (1 in {sample.annotation_id for sample in part.train})
        # Both ways of asking share the weights, and each is known by what was decided.
        plain = auto.model_copy(update={"contrast": "policy"}).for_masks(len(part.train))
        assert bench.fit_mark(found, part) == bench.fit_mark(plain, part)
        assert (bench.result_mark(found, part) == bench.result_mark(plain, part)) != found.policy.stretch
        assert not ours.knows(auto, part)
    assert {ours.decided(auto, part).policy.stretch for part in parts} == {True, False}
    assert made().decided(auto, parts[0]) == ours.decided(auto, parts[0])
    assert sorted(measured) == sorted(sample.annotation_id for sample in ours.samples)  # once
    seed = recipe_named("seed")
    assert ours.decided(seed, parts[0]) == seed


def test_the_masks_that_a_fold_learns_from_decide_whether_it_reads_planes(
    bench: ModuleType, mvtec_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def trial(dataset: Any) -> PlanesTrial:
        tried.append(len(dataset.rows))
        return PlanesTrial(gain=0.0, masks=3, read=False)

    monkeypatch.setattr(bench, "try_planes", trial)
    ours = bench.Bench(bench.read_samples(mvtec_folder), load_model(device="cpu"), tmp_path)
    auto = recipe_named("auto").model_copy(update={"contrast": "policy"})
    part = ours.parts(folds=2, seed=0)[0]
    found = ours.decided(auto, part)
    assert found.planes == "none" and ours.decided(auto, part) == found and len(tried) == 1
    # Decided to do without is the same as never to have asked.
    without = auto.model_copy(update={"planes": "none", "planes_when": "always"}).for_masks(len(part.train))
    assert bench.result_mark(found, part) == bench.result_mark(without, part)
    always = auto.model_copy(update={"planes_when": "always"})
    assert ours.decided(always, part).reads_planes and len(tried) == 1
