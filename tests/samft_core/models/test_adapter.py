from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from samft_core.errors import ModelError
from samft_core.geometry import Box
from samft_core.models.adapter import EmbeddingAdapter, adapted, attach, channels_in
from samft_core.models.rows import decode_rows
from samft_core.models.sam import SamModel
from samft_core.models.sam_parts import MaskDecoder
from samft_core.models.versions import load_decoder, save_decoder
from samft_core.models.weights import mix
from samft_core.prompts import Prompts


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
    assert adapted(model.mask_decoder, features) is features


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
