from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from samft_core.errors import ModelError
from samft_core.sam.decoder_files import DECODER_FILE, load_decoder, save_decoder
from samft_core.sam.model import SamModel


@pytest.fixture
def saved(tmp_path: Path, model: SamModel) -> tuple[Path, str]:
    decoder = model.new_decoder()
    with torch.no_grad():
        decoder.iou_token.weight.add_(1)
    return tmp_path, save_decoder(tmp_path, decoder, base_digest=model.base_digest)


def test_a_saved_decoder_comes_back_the_same(saved: tuple[Path, str], model: SamModel) -> None:
    folder, digest = saved
    decoder, base = model.new_decoder(load_decoder(folder, model, digest=digest)), model.mask_decoder
    torch.testing.assert_close(decoder.iou_token.weight, base.iou_token.weight + 1)
    torch.testing.assert_close(decoder.mask_tokens.weight, base.mask_tokens.weight)


def test_half_precision_is_half_as_large_and_nearly_the_same(
    saved: tuple[Path, str], tmp_path: Path, model: SamModel
) -> None:
    folder = tmp_path / "half"
    folder.mkdir()
    digest = save_decoder(folder, model.new_decoder(), base_digest=model.base_digest, half=True)
    size, whole = ((place / DECODER_FILE).stat().st_size for place in (folder, saved[0]))
    assert size < 0.51 * whole
    state = load_decoder(folder, model, digest=digest)
    assert all(value.dtype == torch.float32 for value in state.values())
    base = model.mask_decoder.state_dict()
    torch.testing.assert_close(state, dict(base), rtol=1e-3, atol=1e-6)


def test_a_new_decoder_shares_nothing_with_the_base(model: SamModel) -> None:
    before = model.mask_decoder.iou_token.weight.clone()
    decoder = model.new_decoder()
    assert all(value.requires_grad for value in decoder.parameters())
    with torch.no_grad():
        decoder.iou_token.weight.zero_()
    torch.testing.assert_close(model.mask_decoder.iou_token.weight, before)
    assert not any(value.requires_grad for value in model.mask_decoder.parameters())


def test_a_decoder_of_another_base_model_is_refused(saved: tuple[Path, str], model: SamModel) -> None:
    other = dataclasses.replace(model, base_digest="another")
    with pytest.raises(ModelError, match="another base model") as caught:
        load_decoder(saved[0], other)
    assert caught.value.path == saved[0] / DECODER_FILE and caught.value.remedy


@pytest.mark.parametrize("damage", ["flip", "cut"])
def test_a_damaged_decoder_is_refused(saved: tuple[Path, str], model: SamModel, damage: str) -> None:
    folder, digest = saved
    path = folder / DECODER_FILE
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data if damage == "flip" else data[: len(data) // 2])
    with pytest.raises(ModelError, match=r"damaged|cannot be read"):
        load_decoder(folder, model, digest=digest)


def test_a_missing_decoder_is_refused(tmp_path: Path, model: SamModel) -> None:
    with pytest.raises(ModelError, match="missing"):
        load_decoder(tmp_path, model)


def test_weights_of_another_shape_are_refused(saved: tuple[Path, str], model: SamModel) -> None:
    path = saved[0] / DECODER_FILE
    state = load_file(path)
    state.pop("iou_token.weight")
    save_file(state, path, {"format": "samft-decoder-1", "base_digest": model.base_digest})
    with pytest.raises(ModelError, match="do not fit"):
        load_decoder(saved[0], model)


def test_a_file_without_our_mark_is_refused(tmp_path: Path, model: SamModel) -> None:
    save_file({"a": torch.zeros(1)}, tmp_path / DECODER_FILE)
    with pytest.raises(ModelError, match="not a model version"):
        load_decoder(tmp_path, model)
