"""Which contrast a run decides on, and who has a say in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from samft_core.engine.session import load_version
from samft_core.evaluation.evaluate import PredictFn
from samft_core.project.manifest import Sample
from samft_core.project.version_card import VersionCard
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion
from samft_core.training import trainer
from samft_core.training.assess.validation import Validator
from samft_core.training.recipe import Recipe, recipe_from
from samft_core.training.run import preflight
from samft_core.training.run_folder import Answers
from tests.samft_core.training.runs import CountingEncoder, fine_tune_shortly, make_project


@pytest.mark.parametrize(("gain", "word"), [(0.05, "stretched contrast"), (0.0, "of the photograph")])
def test_a_version_is_asked_with_the_contrast_that_the_base_model_gains_by(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch, gain: float, word: str
) -> None:
    asked_about = list[int]()

    def gains(
        _plain: PredictFn, _stretched: PredictFn, samples: Sequence[Sample], **_: Any
    ) -> dict[int, float]:
        asked_about.extend(sample.image_id for sample in samples)
        return {sample.annotation_id: gain for sample in samples}

    monkeypatch.setattr(trainer, "contrast_gains", gains)
    recipe = recipe.model_copy(update={"policy": InferencePolicy(mirror=True)})
    encoder = CountingEncoder()
    with make_project(tmp_path, 3) as project:
        finished = fine_tune_shortly(project, recipe, model=replace(model, encoder=encoder))
        [version] = project.versions.all()
        assert version.card.to_json()["contrast"] == {
            "gain": pytest.approx(gain),
            "masks": 3,
            "stretch": gain > 0,
        }
        policy = recipe_from(version.card.recipe).policy
        assert policy == recipe.policy.model_copy(update={"stretch": gain > 0})
        assert load_version(version, model).policy == policy
        assert word in Path(finished.report or "").read_text("utf-8")
        # The next run is forecast as this one came out.
        ahead = [view for _, view in preflight(project, recipe).data.missing]
        assert any(view.stretched and view.mirrored for view in ahead) == (gain > 0)
    assert sorted(asked_about) == [1, 2, 3]
    seen = [view for _, view in encoder.seen]
    assert any(view.stretched and view.mirrored for view in seen) == (gain > 0)


def test_each_fold_decides_by_what_it_learns_from(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held out has no say in how it is asked."""
    monkeypatch.setattr(
        trainer,
        "contrast_gains",
        lambda _plain, _stretched, samples, **_: {
            s.annotation_id: [0.3, 0, 0][s.image_id - 1] for s in samples
        },
    )
    policies = dict[str, bool]()
    measure = Validator.measure

    def measuring(self: Validator, version: LoadedVersion, samples: Sequence[Sample]) -> Answers:
        if version.name.startswith("fold"):
            policies[version.name] = version.policy.stretch
            # A fit that learnt from the first image is not measured on it.
            assert version.policy.stretch == all(sample.image_id != 1 for sample in samples)
        return measure(self, version, samples)

    monkeypatch.setattr(Validator, "measure", measuring)
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe, model=model)
        [version] = project.versions.all()
    assert sorted(policies.values()) == [False, True, True]
    assert version.card.recipe["policy"]["stretch"]


def test_a_recipe_with_a_contrast_of_its_own_is_not_asked_about_it(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(trainer, "contrast_gains")
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe.model_copy(update={"contrast": "policy"}), model=model)
        [version] = project.versions.all()
    assert version.card.to_json()["contrast"] is None and not version.card.recipe["policy"]["stretch"]


@pytest.mark.parametrize(
    ("contrast", "stretched"),
    [("of a later program", False), ({"stretch": True, "newer": 1}, True), ({}, False), (None, False)],
)
def test_a_forecast_reads_the_newest_decision_and_no_more_of_its_card(
    tmp_path: Path, recipe: Recipe, contrast: Any, stretched: bool
) -> None:
    recipe = recipe.model_copy(update={"policy": InferencePolicy(mirror=True)})
    with make_project(tmp_path, 3) as project:
        project.versions.add(
            card=VersionCard.read({"contrast": contrast, "recipe": {"policy": {"unknown": 1}}})
        )
        preflight_data = preflight(project, recipe).data
    assert preflight_data.cost is not None
    assert any(view.stretched and view.mirrored for _, view in preflight_data.missing) == stretched
