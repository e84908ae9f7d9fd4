"""Fine planes in the decoder's upscaling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from samft_core.errors import ModelError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.initial_weights import starting_decoder
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.planes import PlaneStatistics
from samft_core.sam.skips import FineSkip, added, has_skip
from samft_core.sam.upstream import MaskDecoder
from samft_core.sam.weights import mix
from tests.samft_core.planes import made_planes

USUAL = PlaneStatistics(np.full(192, 2, np.float32), np.full(192, 3, np.float32))
BOX = torch.tensor([[100.0, 100, 300, 300]])


def with_skip(model: SamModel, *, strength: float) -> MaskDecoder:
    """A decoder whose skip has learnt something, made up."""
    decoder = starting_decoder(model, drawn=False, adapter_channels=6, seed=1, usual=USUAL, skip=True)
    with torch.no_grad():
        decoder.skip.up.weight.normal_(0, strength, generator=torch.Generator().manual_seed(2))
    return decoder.eval().requires_grad_(False)


def features(seed: int = 0) -> torch.Tensor:
    return torch.randn(1, 544, 64, 64, generator=torch.Generator().manual_seed(seed))


def test_an_untrained_skip_changes_nothing(model: SamModel) -> None:
    decoder = with_skip(model, strength=0)
    with torch.inference_mode():
        expected = decode_rows(model.mask_decoder, model.prompt_encoder, features()[:, :256], BOX)
        got = decode_rows(decoder, model.prompt_encoder, features(), BOX)
    torch.testing.assert_close(got, expected)
    assert has_skip(decoder) and not has_skip(model.mask_decoder) and not has_skip(None)


def test_what_is_added_lies_where_the_planes_lie(model: SamModel) -> None:
    decoder = with_skip(model, strength=1)
    skip = decoder.skip
    assert isinstance(skip, FineSkip)
    rows = features()
    tokens = added(decoder, rows)
    assert tokens is not None and tokens.shape == (1, 4096, 4, 64)
    # The decoder's own picture of 128 x 128, from tokens and the places in their blocks.
    picture = tokens.view(1, 64, 64, 2, 2, 64).permute(0, 5, 1, 3, 2, 4).reshape(1, 64, 128, 128)
    seen = (functional.pixel_shuffle(rows[:, 448:], 2) - 2) / 3
    torch.testing.assert_close(picture, skip.up(functional.gelu(skip.mid(seen))))


def test_a_version_with_a_skip_reads_the_views_fine_planes(model: SamModel, pictures: Any) -> None:
    rgb, boxes = pictures[0]
    prompts = Prompts(box=Box(*boxes[0]))
    seeing = replace(model.encode(rgb), planes=made_planes(1))
    decoder = with_skip(model, strength=2)
    tuned, _ = model.logits(seeing, prompts, decoder=decoder)
    layers = dict(made_planes(1).layers)
    layers["s4"] = np.ascontiguousarray(layers["s4"][:, ::-1])
    planes = replace(made_planes(1), layers=layers)
    other, _ = model.logits(replace(seeing, planes=planes), prompts, decoder=decoder)
    assert np.abs(tuned - other).max() > 0.1


def test_weights_with_a_skip_are_written_read_and_mixed(model: SamModel, tmp_path: Path) -> None:
    decoder = with_skip(model, strength=2)
    save_decoder(tmp_path, decoder, base_digest=model.base_digest, plane_weights=model.plane_weights)
    state = load_decoder(tmp_path, model)
    mixed = model.new_decoder(mix(dict(model.mask_decoder.state_dict()), state, 0.5))
    with torch.inference_mode():
        whole, half = added(model.new_decoder(state), features()), added(mixed, features())
        assert whole is not None and half is not None
        torch.testing.assert_close(half, whole / 2)
        torch.testing.assert_close(whole, added(decoder, features()))
    del state["skip.mid.bias"]
    with pytest.raises(ModelError, match="another model"):
        model.new_decoder(state)


def test_weights_without_a_skip_are_read_as_before(model: SamModel, tmp_path: Path) -> None:
    decoder = starting_decoder(model, drawn=False, adapter_channels=6, seed=1, usual=USUAL)
    save_decoder(tmp_path, decoder, base_digest=model.base_digest, plane_weights=model.plane_weights)
    again = model.new_decoder(load_decoder(tmp_path, model))
    assert not has_skip(again) and again.adapter.good is None
    assert added(again, features()) is None
