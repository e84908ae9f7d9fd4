"""Attention between a handful of tokens and the 4096 cells of an image, with its products reordered.

Segment Anything projects every cell to 128 channels, before as after attention. With few tokens the same
numbers come cheaper the other way round: q (x Wk)' = (q Wk) x', so that the tokens take the projection over
and the cells are multiplied with them once. Tests hold both forms to the last digits.

Tensors are float32; under autocast products are bfloat16.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

MOST_TOKENS = 15
"""With more tokens the projections of all cells are the cheaper way."""


def attend(attention: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """The package's ``Attention.forward``, fused: float32 N x Q x 256 for queries N x Q x 256."""
    return mix(attention, attention.q_proj(query), attention.k_proj(key), attention.v_proj(value))


def mix(attention: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The attention of what is projected already, float32 or bfloat16.

    ``q`` is N x Q x C, ``k`` and ``v`` are N x K x C. Returns N x Q x 256.
    """
    heads = attention.num_heads
    if q.device.type == "cpu" and q.dtype == torch.bfloat16:
        # With 16 channels a head, bfloat16 makes a CPU's attention slower, not faster.
        q = q.float()
        k = k.float()
        v = v.float()
    # Autocast would turn the numbers that were just widened back into bfloat16.
    with torch.autocast(q.device.type, enabled=False):
        mixed = functional.scaled_dot_product_attention(
            _by_head(q, heads), _by_head(k, heads), _by_head(v, heads)
        )
    out: Tensor = attention.out_proj(mixed.transpose(1, 2).flatten(2))
    return out


def tokens_to_image(attention: Any, query: Tensor, image: Tensor, placed: Tensor) -> Tensor:
    """What tokens see in an image: ``query`` is N x T x 256 float32, and so is what is returned.

    ``image`` and ``placed`` are its cells without and with their places, N x 4096 x 256.
    """
    if query.shape[1] > MOST_TOKENS:
        return attend(attention, query, placed, image)
    heads = attention.num_heads
    asked = _by_head(attention.q_proj(query), heads)
    width = asked.shape[-1]
    # The bias of the keys adds the same to all of a token's scores, and softmax takes it out again.
    wanted = asked @ attention.k_proj.weight.view(heads, width, -1) / math.sqrt(width)
    scores = wanted.flatten(1, 2) @ placed.transpose(1, 2)
    weights = _softmax(scores, -1)
    seen = (weights @ image).view(*asked.shape[:3], -1)
    values = seen @ attention.v_proj.weight.view(heads, width, -1).transpose(1, 2)
    mixed = values.transpose(1, 2).flatten(2) + attention.v_proj.bias
    out: Tensor = attention.out_proj(mixed)
    return out


def image_to_tokens(
    attention: Any,
    image: Tensor,
    *,
    keys: Tensor,
    values: Tensor,
    placed: Tensor | None = None,
    query: Tensor | None = None,
) -> Tensor:
    """The image's cells (N x 4096 x 256 float32) with what they see in tokens added.

    ``keys`` and ``values`` are the tokens with and without what they are, N x T x 256. ``placed`` are the
    cells with their places, or ``query`` their projection, where that is known.
    """
    if keys.shape[1] > MOST_TOKENS:
        q = attention.q_proj(placed) if query is None else query
        return image + mix(attention, q, attention.k_proj(keys), attention.v_proj(values))
    heads = attention.num_heads
    key = _by_head(attention.k_proj(keys), heads) / math.sqrt(attention.internal_dim // heads)
    value = _by_head(attention.v_proj(values), heads)
    width = key.shape[-1]
    if query is None:
        assert placed is not None
        wanted = key @ attention.q_proj.weight.view(heads, width, -1)
        shift = (key @ attention.q_proj.bias.view(heads, width, 1)).flatten(1)
        scores = torch.baddbmm(shift[:, :, None], wanted.flatten(1, 2), placed.transpose(1, 2))
    else:
        scores = _block_diagonal(key) @ query.transpose(1, 2)
    # Cells last: a softmax over seven neighbouring numbers would take longer than the products.
    weights = _softmax(scores.view(*key.shape[:3], -1), 2).flatten(1, 2).transpose(1, 2)
    # Each head's weights sum to one, so an equal share of the bias in each head's rows adds all of it.
    told = value @ attention.out_proj.weight.t().reshape(heads, width, -1) + attention.out_proj.bias / heads
    rows = told.flatten(1, 2)
    if weights.dtype == image.dtype == rows.dtype and not torch.is_autocast_enabled(image.device.type):
        return torch.baddbmm(image, weights, rows)
    attended: Tensor = image + weights @ rows
    return attended


def _softmax(scores: Tensor, axis: int) -> Tensor:
    """In single precision at least: a sum over thousands of cells loses digits in bfloat16."""
    return functional.softmax(scores if scores.dtype == torch.float64 else scores.float(), dim=axis)


def _by_head(values: Tensor, heads: int) -> Tensor:
    """N x T x C as N x heads x T x C / heads."""
    return values.view(*values.shape[:2], heads, -1).transpose(1, 2)


def _block_diagonal(key: Tensor) -> Tensor:
    """Keys N x heads x T x d as N x (heads T) x (heads d), zero between different heads."""
    rows, heads, tokens, width = key.shape
    blocks = key.new_zeros(rows, heads, tokens, heads, width)
    each = torch.arange(heads, device=key.device)
    # Indices apart from each other come first: heads x N x T x d.
    blocks[:, each, :, each] = key.transpose(0, 1)
    return blocks.view(rows, heads * tokens, heads * width)
