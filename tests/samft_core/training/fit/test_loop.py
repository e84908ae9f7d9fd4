from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from samft_core.errors import CancelledError, TrainingError
from samft_core.imaging.geometry import Frame
from samft_core.progress import CancelToken
from samft_core.sam.adapter import attach
from samft_core.sam.good_cells import good_cells
from samft_core.sam.initial_weights import starting_decoder
from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_model
from samft_core.training.fit.batches import ViewDataset
from samft_core.training.fit.fitted import Checkpoints
from samft_core.training.fit.loop import fit, make_optimizer, precision_for, rate_factor
from samft_core.training.fit.reports import Step
from samft_core.training.recipe import Corrections, Recipe, recipe_named
from tests.samft_core.planes import made_planes
from tests.samft_core.training.fit.rows import dataset_for, noise, sample


@pytest.fixture(scope="module")
def model() -> SamModel:
    return load_model(device="cpu", encoder=False)


def small(name: str) -> Recipe:
    return recipe_named(name).model_copy(update={"batch_rows": 1})


@pytest.mark.parametrize("name", ["seed", "auto"])
def test_one_step_moves_every_trainable_tensor_and_no_frozen_one(model: SamModel, name: str) -> None:
    recipe = small(name).model_copy(update={"adapter_channels": 0})
    before = {k: v.clone() for k, v in model.mask_decoder.state_dict().items()}
    prompt_before = {k: v.clone() for k, v in model.prompt_encoder.state_dict().items()}
    after = fit(model, dataset_for(recipe), recipe, steps=1)
    moved = {key for key, value in after.items() if not torch.equal(value, before[key])}
    trainable = {key for key, _ in model.mask_decoder.named_parameters() if recipe.trains(key)}
    assert moved == trainable
    assert len(trainable) > 80
    assert all(torch.equal(v, before[k]) for k, v in model.mask_decoder.state_dict().items())
    assert all(torch.equal(v, prompt_before[k]) for k, v in model.prompt_encoder.state_dict().items())


def test_an_adapter_starts_at_nothing_and_is_learnt_with_the_decoder(model: SamModel) -> None:
    # Weight decay alone would move what feels no gradient.
    recipe = small("auto").model_copy(update={"weight_decay": 0.0, "ema": None, "planes": "none"})
    fresh = model.new_decoder()
    attach(fresh, recipe.adapter_channels, seed=5)
    start = {key: value.clone() for key, value in fresh.state_dict().items() if key.startswith("adapter.")}
    assert len(start) == 6 and not start["adapter.up.weight"].any() and not start["adapter.up.bias"].any()
    state = fit(model, dataset_for(recipe), recipe, steps=1, seed=5)
    moved = {key for key, value in start.items() if not torch.equal(state[key], value)}
    # Behind a last layer of zeros the others feel nothing yet.
    assert moved == {"adapter.up.weight", "adapter.up.bias"}
    two = fit(model, dataset_for(recipe), recipe, steps=2, seed=5)
    assert all(not torch.equal(two[key], value) for key, value in start.items())
    assert not any(key.startswith("adapter.") for key in model.mask_decoder.state_dict())


def test_an_adapter_that_reads_planes_learns_from_them_and_keeps_what_is_usual(model: SamModel) -> None:
    recipe = small("auto").model_copy(update={"weight_decay": 0.0, "ema": None})
    dataset = dataset_for(recipe)
    usual = dataset.usual_planes()
    assert usual is not None
    tuned = fit(model, dataset, recipe, steps=2, seed=5)
    start = starting_decoder(model, drawn=False, adapter_channels=48, seed=5, usual=usual).state_dict()
    assert tuned.keys() == start.keys()
    moved = {key for key in start if key.startswith("adapter.") and not torch.equal(tuned[key], start[key])}
    assert moved == {
        f"adapter.{part}.{kind}" for part in ("down", "mid", "up") for kind in ("weight", "bias")
    }
    reading = start["adapter.down.weight"][:, 256:]
    assert not torch.equal(tuned["adapter.down.weight"][:, 256:], reading)
    np.testing.assert_array_equal(tuned["adapter.centre"].numpy(), usual.mean)


def test_fine_planes_and_the_distance_to_good_images_are_learnt_from(model: SamModel) -> None:
    parts = {"skips": True, "good_distance": True, "weight_decay": 0.0, "ema": None}
    recipe = small("auto").model_copy(update=parts)
    good = good_cells([[(made_planes(n), Frame(160, 120))] for n in range(3)], most=8)
    state = fit(model, dataset_for(recipe), recipe, steps=2, seed=5, good=good)
    usual = dataset_for(recipe).usual_planes()
    start = starting_decoder(
        model, drawn=False, adapter_channels=48, seed=5, usual=usual, skip=True, good=good
    ).state_dict()
    assert state.keys() == start.keys()
    moved = {
        key
        for key in start
        if key.startswith(("adapter", "skip")) and not torch.equal(state[key], start[key])
    }
    layers = [f"adapter.{part}" for part in ("down", "mid", "up")] + ["skip.mid", "skip.up"]
    assert moved == {f"{layer}.{kind}" for layer in layers for kind in ("weight", "bias")}
    assert not torch.equal(state["adapter.down.weight"][:, -1], start["adapter.down.weight"][:, -1])
    np.testing.assert_array_equal(state["adapter.good.cells"].numpy(), good.cells)
    # Without good images the same recipe does without the distance.
    without = fit(model, dataset_for(recipe), recipe, steps=1, seed=5)
    assert without["adapter.down.weight"].shape[1] == 448 and "skip.up.weight" in without


def test_the_adapter_learns_at_its_own_rate(model: SamModel) -> None:
    recipe = small("auto").model_copy(update={"adapter_rate": 7.0})
    decoder = model.new_decoder()
    attach(decoder, 4)
    groups = make_optimizer(decoder, recipe).param_groups
    assert [group["rate_factor"] for group in groups] == [1.0, 7.0]
    assert [len(group["params"]) for group in groups][1] == 6


def test_a_resumed_fit_equals_an_uninterrupted_one(model: SamModel, tmp_path: Path) -> None:
    recipe = small("auto")
    whole = fit(model, dataset_for(recipe), recipe, steps=4, seed=3)
    checkpoints = Checkpoints(tmp_path / "fit.safetensors", "same")
    cancel, seen = CancelToken(), []

    def stop_after_two(step: Step) -> None:
        seen.append(step.number)
        if step.number == 2:
            cancel.cancel()

    arguments = {"steps": 4, "seed": 3, "checkpoints": checkpoints}
    with pytest.raises(CancelledError):
        fit(model, dataset_for(recipe), recipe, **arguments, on_step=stop_after_two, cancel=cancel)
    resumed = fit(
        model, dataset_for(recipe), recipe, **arguments, on_step=lambda step: seen.append(step.number)
    )
    assert seen == [1, 2, 3, 4]
    assert all(torch.equal(resumed[key], value) for key, value in whole.items())


def test_a_foreign_or_damaged_checkpoint_is_refused(model: SamModel, tmp_path: Path) -> None:
    recipe, path = small("seed"), tmp_path / "fit.safetensors"
    fit(model, dataset_for(recipe), recipe, steps=1, checkpoints=Checkpoints(path, "one", every=1))
    with pytest.raises(TrainingError, match="another recipe"):
        fit(model, dataset_for(recipe), recipe, steps=2, checkpoints=Checkpoints(path, "two"))
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(TrainingError, match="damaged"):
        fit(model, dataset_for(recipe), recipe, steps=2, checkpoints=Checkpoints(path, "one"))


def test_training_lowers_the_loss_on_what_it_sees(model: SamModel) -> None:
    recipe = small("auto").model_copy(update={"warmup_steps": 2, "learning_rate": 5e-4})
    losses: list[float] = []
    dataset = ViewDataset([sample(0)], recipe, noise, views_each=1)
    fit(model, dataset, recipe, steps=12, on_step=lambda step: losses.append(step.losses["total"]))
    assert np.mean(losses[-3:]) < np.mean(losses[:3])


def test_the_rate_warms_up_and_follows_a_cosine() -> None:
    auto = recipe_named("auto")
    factors = [rate_factor(auto, step, 150) for step in range(150)]
    assert factors[0] == pytest.approx(1 / auto.warmup_steps)
    assert max(factors) == pytest.approx(1, abs=0.01)
    assert factors[-1] == pytest.approx(0.05, abs=0.01)
    assert {rate_factor(recipe_named("seed"), step, 150) for step in range(150)} == {1.0}


def test_the_seed_recipe_keeps_single_precision() -> None:
    assert precision_for(recipe_named("seed"), torch.device("cpu")) == "32-true"


@pytest.mark.parametrize(
    ("able", "expected"),
    [
        ({"avx512_bf16": True, "amx_bf16": False}, "bf16-mixed"),
        ({"avx512_bf16": False, "amx_bf16": True}, "bf16-mixed"),
        ({"avx512_bf16": False, "amx_bf16": False, "avx512_f": True}, "32-true"),
        ({}, "32-true"),
    ],
)
def test_auto_takes_bfloat16_where_the_processor_multiplies_it(
    able: dict[str, bool], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able, raising=False)
    assert precision_for(recipe_named("auto"), torch.device("cpu")) == expected


def test_corrections_teach_too_and_the_same_again(model: SamModel) -> None:
    plain = small("auto")
    recipe = plain.model_copy(update={"corrections": Corrections(rounds=2)})
    without = fit(model, dataset_for(plain), plain, steps=2)
    losses: list[dict[str, float]] = []
    state = fit(model, dataset_for(recipe), recipe, steps=2, on_step=lambda step: losses.append(step.losses))
    again = fit(model, dataset_for(recipe), recipe, steps=2)
    assert all(torch.equal(again[key], value) for key, value in state.items())
    assert any(not torch.equal(without[key], value) for key, value in state.items())
    assert all(set(parts) == {"bce", "dice", "iou_head", "total"} for parts in losses)


def test_a_share_of_the_base_model_is_mixed_in_at_the_end(model: SamModel) -> None:
    recipe = small("auto")
    tuned = fit(model, dataset_for(recipe), recipe, steps=1)
    quarter = recipe.model_copy(update={"base_share": 0.25})
    mixed = fit(model, dataset_for(quarter), quarter, steps=1)
    for name, base in model.mask_decoder.state_dict().items():
        assert torch.allclose(mixed[name], tuned[name] * 0.75 + base * 0.25, atol=1e-7)
