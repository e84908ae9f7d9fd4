"""The arithmetic of Segment Anything's mask decoder, arranged for a CPU. Modules and weights stay its own.

The same numbers as ``MaskDecoder.predict_masks`` (tests hold them to 1e-4) in about half the time, forward
and backward: image tokens stay in one contiguous layout from the transformer to the last product, the keys
with their position are added up once a layer, attention is fused, the 2 x 2 transposed convolutions are
matrix products, and only the mask tokens that are asked for are multiplied out.

Each row has its own image embedding and its own prompt: ``MaskDecoder.forward`` repeats one image's embedding
for all its prompts, but fine-tuning mixes images.

Tensors are float32, bfloat16 within autocast.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from samft_core.sam.adapter import adapted
from samft_core.sam.cross_attention import attend, image_to_tokens, mix, tokens_to_image
from samft_core.sam.skips import added
from samft_core.sam.upstream import MaskDecoder, PromptEncoder

GRID = 64
"""Side of the embedding."""


SINGLE_MASK = slice(0, 1)
"""The decoder's token for an unambiguous prompt (``multimask_output=False``)."""
PROPOSALS = slice(1, 4)
"""The decoder's tokens for three proposals (``multimask_output=True``)."""


def decode_rows(
    decoder: MaskDecoder,
    prompt_encoder: PromptEncoder,
    features: Tensor,
    boxes: Tensor | None,
    *,
    multimask: bool = False,
    points: tuple[Tensor, Tensor] | None = None,
    mask_inputs: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Decode N prompts on N embeddings; differentiable in the decoder's weights and the features.

    ``features`` is N x 256 x 64 x 64, planes may follow; ``boxes`` is N x 4 in frame pixels (``x0, y0, x1,
    y1``; None: asked with points alone), ``points`` N x P x 2 in frame pixels and N x P signs (1 object, 0
    not), ``mask_inputs`` N x 1 x 256 x 256 logits. Returns logits N x K x 256 x 256 and predicted IoU N x K;
    K is 3 with ``multimask``, else 1.
    """
    # The prompt encoder stays frozen: no gradient goes through it, and none need be kept for it.
    with torch.no_grad():
        sparse, dense = prompt_encoder(points=points, boxes=boxes, masks=mask_inputs)
        position = prompt_encoder.get_dense_pe()
    tokens = PROPOSALS if multimask else SINGLE_MASK
    return decode_tokens(
        decoder, position=position, features=features, sparse=sparse, dense=dense, tokens=tokens
    )


class ImageSide(NamedTuple):
    """What a decoder makes of an embedding before any prompt, which all its answers about it share.

    ``keys`` are the image tokens, N x 4096 x 256, ``place`` where they lie; ``key``, ``value`` and ``query``
    are their projections in the first layer, and ``skip`` is what ``upscale`` adds.
    """

    keys: Tensor
    place: Tensor
    key: Tensor
    value: Tensor
    query: Tensor
    skip: Tensor | None


def image_side(decoder: MaskDecoder, features: Tensor, dense: Tensor, position: Tensor) -> ImageSide:
    """The image's side of a decode without a mask to refine, whose ``dense`` is the same for all prompts.

    ``features`` and ``dense`` are 1 x 256 x 64 x 64, planes may follow; ``position`` is as large.
    """
    keys, place = _image_tokens(adapted(decoder, features) + dense, position)
    layer: Any = decoder.transformer.layers[0]
    placed_keys = keys + place
    return ImageSide(
        keys,
        place,
        layer.cross_attn_token_to_image.k_proj(placed_keys),
        layer.cross_attn_token_to_image.v_proj(keys),
        layer.cross_attn_image_to_token.q_proj(placed_keys),
        added(decoder, features),
    )


def decode_side(
    decoder: MaskDecoder, side: ImageSide, sparse: Tensor, tokens: slice
) -> tuple[Tensor, Tensor]:
    """The rest of ``decode_tokens`` where the image's side is known; the same numbers to the last digits.

    ``sparse`` is N x T x 256; returns logits N x K x 256 x 256 and predicted IoU N x K.
    """
    state, keys = _two_way(decoder.transformer, side.keys, side.place, _queries(decoder, sparse), side)
    chosen = range(decoder.num_mask_tokens)[tokens]
    logits = mask_logits(decoder, state, keys, chosen, skip=side.skip)
    return logits, decoder.iou_prediction_head(state[:, 0])[:, tokens]


def _queries(decoder: MaskDecoder, sparse: Tensor) -> Tensor:
    output_tokens = torch.cat([decoder.iou_token.weight, decoder.mask_tokens.weight])
    # Segment Anything's order: the token of the predicted IoU, four mask tokens, then the prompt's.
    return torch.cat([output_tokens.expand(sparse.shape[0], -1, -1), sparse], dim=1)


def decode_tokens(
    decoder: MaskDecoder,
    *,
    position: Tensor,
    features: Tensor,
    sparse: Tensor,
    dense: Tensor,
    tokens: slice,
) -> tuple[Tensor, Tensor]:
    """``MaskDecoder.predict_masks`` for one embedding per row and only the mask tokens asked for.

    A decoder with an adapter sees the embedding through it, and planes where ``features`` has them; one with
    a skip sees fine planes too.

    ``position`` is 1 x 256 x 64 x 64, ``features`` and ``dense`` N x 256 x 64 x 64, ``sparse`` N x T x 256.
    Planes may follow the 256 channels of ``features``.
    Returns logits N x K x 256 x 256 and predicted IoU N x K.
    """
    queries = _queries(decoder, sparse)
    state, keys = two_way(decoder.transformer, adapted(decoder, features) + dense, position, queries)
    chosen = range(decoder.num_mask_tokens)[tokens]
    logits = mask_logits(decoder, state, keys, chosen, skip=added(decoder, features))
    # Token 0 is the IoU's; its head predicts one value for each of the four masks.
    return logits, decoder.iou_prediction_head(state[:, 0])[:, tokens]


def two_way(transformer: Any, image: Tensor, position: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor]:
    """``TwoWayTransformer.forward``: queries N x T x 256 and image tokens N x 4096 x 256.

    ``image`` is N x 256 x 64 x 64, ``position`` 1 x 256 x 64 x 64, ``tokens`` N x T x 256.
    """
    return _two_way(transformer, *_image_tokens(image, position), tokens, None)


def _image_tokens(image: Tensor, position: Tensor) -> tuple[Tensor, Tensor]:
    """The image and the places of its grid as tokens, N x 4096 x 256 and 1 x 4096 x 256."""
    keys = image.flatten(2).transpose(1, 2).contiguous()
    return keys, position.flatten(2).transpose(1, 2).contiguous()


def _two_way(
    transformer: Any, keys: Tensor, place: Tensor, tokens: Tensor, side: ImageSide | None
) -> tuple[Tensor, Tensor]:
    # SAM adds the tokens again in every layer as their position: prompts have no other place to say
    # what they are.
    queries = tokens
    for number, layer in enumerate(transformer.layers):
        known = side if number == 0 else None
        if layer.skip_first_layer_pe:
            # In the first layer the queries still are the tokens themselves, so there is nothing to
            # add, and no residual.
            queries = attend(layer.self_attn, queries, queries, queries)
        else:
            placed = queries + tokens
            queries = queries + attend(layer.self_attn, placed, placed, queries)
        queries = layer.norm1(queries)
        to_image = layer.cross_attn_token_to_image
        if known is None:
            # Once for both directions of this layer; the package adds it for each.
            placed_keys = keys + place
            seen = tokens_to_image(to_image, queries + tokens, keys, placed_keys)
        else:
            placed_keys = None
            seen = mix(to_image, to_image.q_proj(queries + tokens), known.key, known.value)
        queries = layer.norm2(queries + seen)
        queries = layer.norm3(queries + layer.mlp(queries))
        told = image_to_tokens(
            layer.cross_attn_image_to_token,
            keys,
            keys=queries + tokens,
            values=queries,
            placed=placed_keys,
            query=None if known is None else known.query,
        )
        keys = layer.norm4(told)
    # After the last layer the image has changed once more, so the tokens look a last time.
    final = transformer.final_attn_token_to_image
    seen = tokens_to_image(final, queries + tokens, keys, keys + place)
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


def _transposed_convolution(layer: Any, pixels: Tensor) -> Tensor:
    """A 2 x 2 transposed convolution of stride 2 on ... x C: ... x 4 x D, four pixels in reading order."""
    # From C x D x 2 x 2 to (4 D) x C: with stride 2 the four results of a pixel overlap with no
    # other's, so the convolution is a plain product.
    weight = layer.weight.permute(2, 3, 1, 0).flatten(0, 2)
    # With the bias of each of the four, so that it is added while the product is written.
    out = functional.linear(pixels, weight, layer.bias.repeat(4))
    return out.view(*pixels.shape[:-1], 4, -1)
