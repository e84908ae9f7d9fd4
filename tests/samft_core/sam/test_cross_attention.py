from __future__ import annotations

from typing import Any

import pytest
import torch
from segment_anything.modeling.transformer import Attention
from torch import Tensor

from samft_core.sam.cross_attention import MOST_TOKENS, image_to_tokens, mix, tokens_to_image

CELLS = 40


@pytest.fixture
def attention() -> Any:
    """In double precision, where rounding hides no mistake in the arithmetic."""
    torch.manual_seed(0)
    return Attention(256, 8, downsample_rate=2).double()


def values(seed: int, count: int) -> Tensor:
    return torch.randn(2, count, 256, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("tokens", [1, 7, MOST_TOKENS, MOST_TOKENS + 1])
def test_tokens_see_in_the_image_what_the_packages_attention_says(attention: Any, tokens: int) -> None:
    query = values(1, tokens)
    image = values(2, CELLS)
    placed = values(3, CELLS)
    found = tokens_to_image(attention, query, image, placed)
    torch.testing.assert_close(found, attention(query, placed, image), atol=1e-12, rtol=0)


@pytest.mark.parametrize("tokens", [1, 7, MOST_TOKENS, MOST_TOKENS + 1])
def test_the_image_sees_in_tokens_what_the_packages_attention_says(attention: Any, tokens: int) -> None:
    image = values(1, CELLS)
    placed = values(2, CELLS)
    keys = values(3, tokens)
    told = values(4, tokens)
    wanted = image + attention(placed, keys, told)
    found = image_to_tokens(attention, image, keys=keys, values=told, placed=placed)
    torch.testing.assert_close(found, wanted, atol=1e-12, rtol=0)
    projected = attention.q_proj(placed)
    found = image_to_tokens(attention, image, keys=keys, values=told, query=projected)
    torch.testing.assert_close(found, wanted, atol=1e-12, rtol=0)


def test_what_is_projected_already_is_mixed_as_the_package_does(attention: Any) -> None:
    query = values(1, 7)
    image = values(2, CELLS)
    found = mix(attention, attention.q_proj(query), attention.k_proj(image), attention.v_proj(image))
    torch.testing.assert_close(found, attention(query, image, image), atol=1e-12, rtol=0)


def test_gradients_are_those_of_the_packages_attention(attention: Any) -> None:
    query = values(1, 7).requires_grad_()
    image = values(2, CELLS).requires_grad_()
    inputs = [query, image, attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight,
              attention.out_proj.weight, attention.out_proj.bias]  # fmt: skip

    def gradients(answer: Tensor) -> tuple[Tensor, ...]:
        return torch.autograd.grad((answer**2).sum(), inputs)

    ours = gradients(image_to_tokens(attention, image, keys=query, values=query, placed=image))
    theirs = gradients(image + attention(image, query, query))
    torch.testing.assert_close(ours, theirs, atol=1e-9, rtol=1e-9)
    ours = gradients(tokens_to_image(attention, query, image, image))
    theirs = gradients(attention(query, image, image))
    torch.testing.assert_close(ours, theirs, atol=1e-9, rtol=1e-9)
