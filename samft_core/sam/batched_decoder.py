"""The mask decoder over rows: each row has its own image embedding and its own prompt.

``MaskDecoder.forward`` repeats one image's embedding for all its prompts; fine-tuning mixes images.
"""

from __future__ import annotations

import torch
from torch import Tensor

from samft_core.sam.adapter import adapted
from samft_core.sam.mask_decoder import mask_logits, two_way
from samft_core.sam.skips import added
from samft_core.sam.upstream import MaskDecoder, PromptEncoder

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
    Planes may follow the 256 channels of ``features``. Returns logits N x K x 256 x 256 and predicted IoU N x
    K.
    """
    output_tokens = torch.cat([decoder.iou_token.weight, decoder.mask_tokens.weight])
    # Segment Anything's order: the token of the predicted IoU, four mask tokens, then the prompt's.
    queries = torch.cat([output_tokens.expand(features.shape[0], -1, -1), sparse], dim=1)
    state, keys = two_way(decoder.transformer, adapted(decoder, features) + dense, position, queries)
    chosen = range(decoder.num_mask_tokens)[tokens]
    logits = mask_logits(decoder, state, keys, chosen, skip=added(decoder, features))
    # Token 0 is the IoU's; its head predicts one value for each of the four masks.
    return logits, decoder.iou_prediction_head(state[:, 0])[:, tokens]
