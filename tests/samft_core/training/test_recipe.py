from __future__ import annotations

import json

import pytest

from samft_core.errors import UsageError
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.training.recipe import PRESETS, Recipe, TrainingViews, read_recipe, recipe_from, recipe_named


def test_presets_carry_their_own_names_and_survive_json() -> None:
    for name, recipe in PRESETS.items():
        assert recipe.name == name
        assert recipe_from(json.loads(recipe.model_dump_json())) == recipe
        assert read_recipe(recipe.model_dump_json()) == recipe_named(name)


def test_the_seed_preset_is_the_notebooks() -> None:
    seed = recipe_named("seed")
    assert (seed.optimizer, seed.learning_rate, seed.losses.mse) == ("adam", 1e-6, 1.0)
    assert seed.losses.bce == seed.losses.dice == seed.losses.iou_head == seed.box_jitter == 0
    assert seed.views.per_mask(30) == 1 and seed.policy == InferencePolicy()


@pytest.mark.parametrize(("masks", "steps"), [(1, 150), (20, 300), (30, 450), (100, 600)])
def test_steps_grow_with_masks_between_bounds(masks: int, steps: int) -> None:
    assert recipe_named("seed").step_count(masks) == steps


def test_views_share_a_budget() -> None:
    views = TrainingViews(budget=160, most_per_mask=8)
    assert [views.per_mask(n) for n in (1, 20, 30, 500)] == [8, 8, 5, 1]


@pytest.mark.parametrize("text", ["nonsense", "{}", '{"name": "x", "learning_rate": -1}', "{broken"])
def test_a_bad_recipe_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError):
        read_recipe(text)


def test_frozen_patterns_decide_what_trains() -> None:
    seed, auto = recipe_named("seed"), recipe_named("auto")
    assert auto.trains("iou_prediction_head.layers.0.weight")
    assert not seed.trains("iou_prediction_head.layers.0.weight")
    assert not auto.trains("output_hypernetworks_mlps.2.layers.0.weight")
    assert auto.trains("output_hypernetworks_mlps.0.layers.0.weight")
    assert not auto.trains("transformer.layers.0.self_attn.k_proj.bias")


def test_what_decides_on_the_weights_is_marked_and_nothing_else() -> None:
    class Newer(Recipe):
        """As a later program has it."""

        more: int = 0

    auto = recipe_named("auto")
    assert Newer.model_validate(auto.model_dump()).mark() == auto.mark()
    assert Newer.model_validate(auto.model_dump() | {"more": 1}).mark() != auto.mark()
    for change in ({"name": "mine"}, {"contrast": "policy"}, {"policy": InferencePolicy()}):
        assert auto.model_copy(update=change).mark() == auto.mark()
    for change in ({"learning_rate": 1e-3}, {"base_share": 0.5}, {"views": TrainingViews()}):
        assert auto.model_copy(update=change).mark() != auto.mark()


@pytest.mark.parametrize("text", ['{"a": ' * 50_000, '{"steps": NaN}', "{", '{"steps": 3, "steps": 4}'])
def test_a_recipe_that_is_no_plain_json_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="The recipe cannot be used"):
        read_recipe(text)


def test_fine_planes_and_the_distance_to_good_images_are_for_so_many_masks() -> None:
    further = {"skips": True, "good_distance": True, "further_most_masks": 10}
    recipe = recipe_named("auto").model_copy(update=further)
    few, many = recipe.for_masks(10), recipe.for_masks(11)
    assert few.reads_fine_planes and few.reads_good and not many.reads_fine_planes and not many.reads_good
    assert few.for_masks(10) == few and many.for_masks(3).skips is False
    always = recipe.model_copy(update={"further_most_masks": None}).for_masks(1000)
    assert always.reads_fine_planes and always.reads_good
    without = recipe.for_base("vit_b").for_masks(3)
    assert not without.reads_planes and not without.reads_fine_planes and not without.reads_good
    # A new field at its default marks no weights anew.
    plain = recipe_named("auto").model_copy(update={"skips": False, "good_distance": False})
    assert "skips" not in plain.mark() and "pasting" not in plain.mark() and "skips" in few.mark()
