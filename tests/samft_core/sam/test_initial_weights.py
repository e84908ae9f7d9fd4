from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
import torch

from samft_core.errors import ModelError
from samft_core.sam.decoder_files import DECODER_FILE
from samft_core.sam.initial_weights import CARD, drawn_weights, start_digest, starting_decoder
from samft_core.sam.model import SamModel


@pytest.fixture
def copied(tmp_path: Path, model: SamModel) -> SamModel:
    """The model with its starting weights in a folder that may be spoilt."""
    assert model.start_folder is not None
    shutil.copytree(model.start_folder, tmp_path / "start")
    return dataclasses.replace(model, start_folder=tmp_path / "start")


def test_it_starts_from_the_shipped_weights_and_their_adapter(model: SamModel) -> None:
    shipped = drawn_weights(model)
    assert shipped is not None
    decoder = starting_decoder(model, drawn=True, adapter_channels=48, seed=0)
    assert all(torch.equal(value, shipped[name]) for name, value in decoder.state_dict().items())
    assert not torch.equal(shipped["mask_tokens.weight"], model.mask_decoder.mask_tokens.weight)
    assert decoder.adapter.up.weight.any()
    assert all(value.requires_grad for value in decoder.parameters())


def test_without_them_it_starts_from_the_base_model(model: SamModel) -> None:
    alone = dataclasses.replace(model, start_folder=None)
    assert start_digest(alone) is None and drawn_weights(alone) is None
    base = model.mask_decoder.state_dict()
    for base_model, drawn in ((alone, True), (model, False)):
        state = starting_decoder(base_model, drawn=drawn, adapter_channels=8, seed=3).state_dict()
        assert all(torch.equal(state[name], value) for name, value in base.items())
        assert state["adapter.down.weight"].shape[0] == 8 and not state["adapter.up.weight"].any()


@pytest.mark.parametrize("channels", [0, 8])
def test_another_width_gets_an_adapter_of_its_own(model: SamModel, channels: int) -> None:
    shipped = drawn_weights(model)
    assert shipped is not None
    state = starting_decoder(model, drawn=True, adapter_channels=channels, seed=3).state_dict()
    assert torch.equal(state["mask_tokens.weight"], shipped["mask_tokens.weight"])
    assert ("adapter.up.weight" in state) == bool(channels)
    assert not channels or not state["adapter.up.weight"].any()


def test_damaged_weights_are_refused(copied: SamModel) -> None:
    assert copied.start_folder is not None
    path = copied.start_folder / DECODER_FILE
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged") as caught:
        starting_decoder(copied, drawn=True, adapter_channels=48, seed=0)
    assert caught.value.path == path and caught.value.remedy == "Install SAMFT again."


def test_missing_weights_are_named(copied: SamModel) -> None:
    assert copied.start_folder is not None
    (copied.start_folder / DECODER_FILE).unlink()
    with pytest.raises(ModelError, match="missing") as caught:
        start_digest(copied)
    assert caught.value.path == copied.start_folder / DECODER_FILE


@pytest.mark.parametrize("text", ["", "{}", "[]", None])
def test_a_damaged_card_is_named(copied: SamModel, text: str | None) -> None:
    assert copied.start_folder is not None
    path = copied.start_folder / CARD
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    with pytest.raises(ModelError, match="description") as caught:
        start_digest(copied)
    assert caught.value.path == path and caught.value.remedy


def test_the_card_says_how_they_were_made(model: SamModel) -> None:
    assert model.start_folder is not None
    card = json.loads((model.start_folder / CARD).read_text("utf-8"))
    assert card["made_by"] == "packaging/tune_start.py"
    assert card["drawings"] > 300 and card["recipe"]["start"] == "base"
