from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from samft_core.errors import ModelError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.sam.adapter import (
    PLANES_SCALE,
    EmbeddingAdapter,
    adapted,
    attach,
    channels_in,
    planes_in,
    reads_planes,
)
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.initial_weights import starting_decoder
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.planes import PlaneStatistics
from samft_core.sam.upstream import MaskDecoder
from samft_core.sam.weights import mix
from tests.samft_core.planes import FakePlaneEncoder, made_planes


def with_adapter(model: SamModel, *, strength: float, channels: int = 6) -> MaskDecoder:
    """A decoder whose adapter has learnt something, made up."""
    decoder = model.new_decoder()
    attach(decoder, channels, seed=1)
    adapter = decoder.adapter
    assert isinstance(adapter, EmbeddingAdapter)
    generator = torch.Generator().manual_seed(2)
    with torch.no_grad():
        adapter.up.weight.normal_(0, strength, generator=generator)
    return decoder.eval().requires_grad_(False)


def test_a_new_adapter_changes_nothing_and_the_same_seed_gives_the_same_one() -> None:
    features = torch.randn(2, 256, 64, 64, generator=torch.Generator().manual_seed(0))
    one, same, other = EmbeddingAdapter(4), EmbeddingAdapter(4), EmbeddingAdapter(4)
    for adapter, seed in ((one, 3), (same, 3), (other, 4)):
        adapter.start(seed)
    assert torch.equal(one(features), features)
    assert torch.equal(one.down.weight, same.down.weight)
    assert not torch.equal(one.down.weight, other.down.weight)


def test_a_decoder_without_adapter_sees_the_embedding_itself(model: SamModel) -> None:
    features = torch.ones(1, 256, 64, 64)
    assert adapted(model.mask_decoder, features).data_ptr() == features.data_ptr()


def test_a_trained_adapter_changes_the_answer_and_the_base_model_does_not_know_it(
    model: SamModel, pictures: Any
) -> None:
    rgb, boxes = pictures[0]
    embedding, prompts = model.encode(rgb), Prompts(box=Box(*boxes[0]))
    base, _ = model.logits(embedding, prompts)
    tuned, _ = model.logits(embedding, prompts, decoder=with_adapter(model, strength=0.05))
    assert np.abs(tuned - base).max() > 0.1
    again, _ = model.logits(embedding, prompts)
    np.testing.assert_array_equal(again, base)


def test_weights_with_an_adapter_are_written_and_read(model: SamModel, tmp_path: Path) -> None:
    decoder = with_adapter(model, strength=0.05)
    digest = save_decoder(tmp_path, decoder, base_digest=model.base_digest)
    state = load_decoder(tmp_path, model, digest=digest)
    assert channels_in({name: value.shape for name, value in state.items()}) == 6
    features = torch.randn(1, 256, 64, 64, generator=torch.Generator().manual_seed(0)) * 0.1
    box = torch.tensor([[100.0, 100, 300, 300]])
    with torch.no_grad():
        expected = decode_rows(decoder, model.prompt_encoder, features, box)
        got = decode_rows(model.new_decoder(state), model.prompt_encoder, features, box)
    torch.testing.assert_close(got, expected, atol=0, rtol=0)


@pytest.mark.parametrize("wrong", ["adapter.mid.weight", "adapter.up.bias"])
def test_half_an_adapter_is_refused(wrong: str, model: SamModel, tmp_path: Path) -> None:
    decoder = with_adapter(model, strength=0.05)
    state = dict(decoder.state_dict())
    del state[wrong]
    with pytest.raises(ModelError, match="another model"):
        model.new_decoder(state)
    part, name = wrong.split(".")[1:]
    delattr(decoder.get_submodule(f"adapter.{part}"), name)
    save_decoder(tmp_path, decoder, base_digest=model.base_digest)
    with pytest.raises(ModelError, match="do not fit"):
        load_decoder(tmp_path, model)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_mixture_has_that_share_of_the_correction(share: float, model: SamModel) -> None:
    decoder = with_adapter(model, strength=0.05)
    base, tuned = dict(model.mask_decoder.state_dict()), dict(decoder.state_dict())
    mixed = model.new_decoder(mix(base, tuned, share))
    features = torch.randn(1, 256, 64, 64, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        whole, part = adapted(decoder, features) - features, adapted(mixed, features) - features
    torch.testing.assert_close(part, share * whole, atol=1e-5, rtol=1e-4)


def with_planes(model: SamModel, *, strength: float) -> MaskDecoder:
    """A decoder whose adapter reads planes and has learnt something, made up."""
    decoder = starting_decoder(
        model, drawn=False, adapter_channels=6, seed=1, usual=PlaneStatistics(*np.ones((2, 192), np.float32))
    )
    generator = torch.Generator().manual_seed(2)
    adapter = decoder.adapter
    assert isinstance(adapter, EmbeddingAdapter)
    with torch.no_grad():
        adapter.up.weight.normal_(0, strength, generator=generator)
    return decoder.eval().requires_grad_(False)


def test_planes_are_centred_scaled_and_read_by_the_adapter_alone() -> None:
    adapter = EmbeddingAdapter(4, 192)
    adapter.start(3)
    with torch.no_grad():
        adapter.up.weight.normal_(0, 1, generator=torch.Generator().manual_seed(0))
    usual = PlaneStatistics(np.full(192, 7, np.float32), np.full(192, 2, np.float32))
    adapter.settle(usual)
    embedding = torch.randn(1, 256, 64, 64, generator=torch.Generator().manual_seed(1))
    planes = torch.full((1, 192, 64, 64), 7.0)
    usually = adapter(torch.cat([embedding, planes], dim=1))
    assert usually.shape == embedding.shape
    planes[:, :, 10:20, 10:20] += 2  # a standard deviation
    differing = adapter(torch.cat([embedding, planes], dim=1)) - usually
    assert differing[:, :, 12:18, 12:18].abs().mean() > 0.001
    assert differing[:, :, 30:, 30:].abs().max() == 0
    narrow = EmbeddingAdapter(4)
    narrow.start(3)
    assert torch.equal(narrow(torch.cat([embedding, planes], dim=1)), embedding)


def test_what_is_unusual_by_a_deviation_weighs_as_much_as_the_embedding_does() -> None:
    adapter = EmbeddingAdapter(4, 192)
    adapter.settle(PlaneStatistics(np.full(192, 3, np.float32), np.full(192, 5, np.float32)))
    torch.testing.assert_close(adapter.scale, torch.full((192,), PLANES_SCALE / 5))
    torch.testing.assert_close(adapter.centre, torch.full((192,), 3.0))


def test_an_adapter_from_drawings_goes_on_as_it_was_until_it_learns_from_planes(model: SamModel) -> None:
    usual = PlaneStatistics(*np.ones((2, 192), np.float32))
    before = starting_decoder(model, drawn=True, adapter_channels=48, seed=0)
    after = starting_decoder(model, drawn=True, adapter_channels=48, seed=0, usual=usual)
    assert not reads_planes(before) and reads_planes(after) and not reads_planes(None)
    embedding = torch.randn(1, 256, 64, 64, generator=torch.Generator().manual_seed(1)) * 0.1
    planes = torch.randn(1, 192, 64, 64, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        same = adapted(after, torch.cat([embedding, planes], dim=1))
        torch.testing.assert_close(same, adapted(before, embedding))


def test_a_version_that_reads_planes_needs_them_and_the_base_model_does_not(
    model: SamModel, pictures: Any
) -> None:
    rgb, boxes = pictures[0]
    embedding, prompts = model.encode(rgb), Prompts(box=Box(*boxes[0]))
    decoder = with_planes(model, strength=0.2)
    with pytest.raises(ModelError, match="planes"):
        model.logits(embedding, prompts, decoder=decoder)
    seeing = replace(embedding, planes=model.require_plane_encoder().encode(rgb))
    base, _ = model.logits(embedding, prompts)
    np.testing.assert_array_equal(model.logits(seeing, prompts)[0], base)
    tuned, _ = model.logits(seeing, prompts, decoder=decoder)
    other = replace(embedding, planes=made_planes(4))
    assert np.abs(tuned - model.logits(other, prompts, decoder=decoder)[0]).max() > 0.1


def test_weights_that_read_planes_belong_to_their_second_encoder(model: SamModel, tmp_path: Path) -> None:
    decoder = with_planes(model, strength=0.2)
    save_decoder(
        tmp_path, decoder, base_digest=model.base_digest, plane_weights=model.plane_weights, half=True
    )
    state = load_decoder(tmp_path, model)
    assert planes_in({name: value.shape for name, value in state.items()}) == 192
    again = model.new_decoder(state)
    assert reads_planes(again) and again.adapter.scale[0] == pytest.approx(0.1, abs=1e-3)
    mixed = model.new_decoder(mix(dict(model.mask_decoder.state_dict()), state, 0.5))
    assert reads_planes(mixed) and torch.equal(mixed.adapter.scale, again.adapter.scale)
    with pytest.raises(ModelError, match="another second encoder"):
        load_decoder(tmp_path, replace(model, plane_encoder=FakePlaneEncoder()))
    with pytest.raises(ModelError, match="another second encoder"):
        load_decoder(tmp_path, replace(model, plane_encoder=None))
