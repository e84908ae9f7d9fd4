"""The arithmetic of Segment Anything's mask decoder, arranged for a CPU. Modules and weights stay its own.

The same numbers as ``MaskDecoder.predict_masks`` (tests hold them to 1e-4) in about half the time, forward
and backward: image tokens stay in one contiguous layout from the transformer to the last product, the keys
with their position are added up once a layer, attention is fused, the 2 x 2 transposed convolutions are
matrix products, and only the mask tokens that are asked for are multiplied out.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from samft_core.sam.upstream import MaskDecoder

GRID = 64
"""Side of the embedding."""


def two_way(transformer: Any, image: Tensor, position: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor]:
    """``TwoWayTransformer.forward``: queries N x T x 256 and image tokens N x 4096 x 256.

    ``image`` is N x 256 x 64 x 64, ``position`` 1 x 256 x 64 x 64, ``tokens`` N x T x 256.
    """
    keys = image.flatten(2).transpose(1, 2).contiguous()
    place = position.flatten(2).transpose(1, 2).contiguous()
    # SAM adds the tokens again in every layer as their position: prompts have no other place to say
    # what they are.
    queries = tokens
    for layer in transformer.layers:
        if layer.skip_first_layer_pe:
            # In the first layer the queries still are the tokens themselves, so there is nothing to
            # add, and no residual.
            queries = _attend(layer.self_attn, queries, queries, queries)
        else:
            placed = queries + tokens
            queries = queries + _attend(layer.self_attn, placed, placed, queries)
        queries = layer.norm1(queries)
        # Once for both directions of this layer; the package adds it for each.
        placed_keys = keys + place
        seen = _attend(layer.cross_attn_token_to_image, queries + tokens, placed_keys, keys)
        queries = layer.norm2(queries + seen)
        queries = layer.norm3(queries + layer.mlp(queries))
        told = _attend(layer.cross_attn_image_to_token, placed_keys, queries + tokens, queries)
        keys = layer.norm4(keys + told)
    # After the last layer the image has changed once more, so the tokens look a last time.
    seen = _attend(transformer.final_attn_token_to_image, queries + tokens, keys + place, keys)
    return transformer.norm_final_attn(queries + seen), keys


def upscale(layers: Any, keys: Tensor, skip: Tensor | None = None) -> Tensor:
    """``MaskDecoder.output_upscaling`` on image tokens N x 4096 x 256: N x 4096 x 4 x 4 x 32.

    ``skip`` is added after the first transposed convolution, N x 4096 x 4 x 64. The third axis is the place
    in the first 2 x 2 block of a token, the fourth in the second; ``unfold`` puts them where they belong.
    """
    # Convolution, norm, GELU, convolution, GELU; the two GELUs have no weights and are called below.
    first, norm, _, second, _ = layers.children()
    half = _transposed_convolution(first, keys)
    if skip is not None:
        half = half + skip
    half = functional.gelu(functional.layer_norm(half, half.shape[-1:], norm.weight, norm.bias, norm.eps))
    return functional.gelu(_transposed_convolution(second, half))


def unfold(values: Tensor) -> Tensor:
    """N x 4096 x 4 x 4 x K in ``upscale``'s order to images N x K x 256 x 256."""
    rows = values.shape[0]
    channels = values.shape[-1]
    blocks = values.view(rows, GRID, GRID, 2, 2, 2, 2, channels)
    return blocks.permute(0, 7, 1, 3, 5, 2, 4, 6).reshape(rows, channels, 4 * GRID, 4 * GRID)


def mask_logits(
    decoder: MaskDecoder, state: Tensor, keys: Tensor, chosen: range, *, skip: Tensor | None = None
) -> Tensor:
    """Logits N x K x 256 x 256 of the ``chosen`` mask tokens from the transformer's output.

    ``skip`` is what ``upscale`` adds.
    """
    heads = decoder.output_hypernetworks_mlps
    # 1 + token: state 0 belongs to the predicted IoU.
    weights = torch.stack([heads[token](state[:, 1 + token]) for token in chosen], dim=2)
    pixels = upscale(decoder.output_upscaling, keys, skip)
    # Multiplied in the order in which the pixels lie, and put in place afterwards: one value a pixel is
    # moved instead of 32.
    products = pixels.flatten(1, 3) @ weights
    return unfold(products.view(*pixels.shape[:4], -1))


def _attend(attention: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    heads = attention.num_heads
    q = attention.q_proj(query)
    k = attention.k_proj(key)
    v = attention.v_proj(value)
    if q.device.type == "cpu" and q.dtype == torch.bfloat16:
        # With 16 channels a head, bfloat16 makes a CPU's attention slower, not faster.
        q = q.float()
        k = k.float()
        v = v.float()
    # Autocast would turn the numbers that were just widened back into bfloat16.
    with torch.autocast(q.device.type, enabled=False):
        mixed = functional.scaled_dot_product_attention(_heads(q, heads), _heads(k, heads), _heads(v, heads))
    out: Tensor = attention.out_proj(mixed.transpose(1, 2).flatten(2))
    return out


def _heads(values: Tensor, heads: int) -> Tensor:
    return values.view(*values.shape[:2], heads, -1).transpose(1, 2)


def _transposed_convolution(layer: Any, pixels: Tensor) -> Tensor:
    """A 2 x 2 transposed convolution of stride 2 on ... x C: ... x 4 x D, four pixels in reading order."""
    # From C x D x 2 x 2 to C x (4 D): with stride 2 the four results of a pixel overlap with no
    # other's, so the convolution is a plain product.
    weight = layer.weight.permute(0, 2, 3, 1).flatten(1)
    out: Tensor = (pixels @ weight).view(*pixels.shape[:-1], 4, -1) + layer.bias
    return out
