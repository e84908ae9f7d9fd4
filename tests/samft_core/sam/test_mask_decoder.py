from __future__ import annotations

import copy
from typing import Any

import numpy as np
import torch

from samft_core.imaging.geometry import Frame
from samft_core.sam.mask_decoder import PROPOSALS, SINGLE_MASK, decode_rows, decode_tokens
from samft_core.sam.model import SamModel


def rows(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(3)
    features = 0.15 * torch.randn(count, 256, 64, 64, generator=generator)
    boxes = torch.tensor([[100.0, 120, 400, 500], [300, 310, 360, 420], [0, 0, 1024, 700]])[:count]
    return features, boxes


def real_rows(model: SamModel, pictures: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """Two pictures' embeddings, the second one twice, and boxes of their objects."""
    embeddings = [model.encode(rgb) for rgb, _ in pictures]
    chosen = [(0, 0), (1, 0), (1, 2)]
    boxes = []
    for picture, box in chosen:
        frame: Frame = embeddings[picture].frame
        boxes.append(frame.boxes_to_frame(np.array([pictures[picture][1][box]]))[0])
    features = np.stack([embeddings[picture].features for picture, _ in chosen])
    return torch.from_numpy(features), torch.from_numpy(np.stack(boxes))


def test_rows_are_mask_decoder_forward_to_the_last_digits(model: SamModel) -> None:
    """In double precision, where rounding hides no mistake in the arithmetic."""
    features, boxes = rows(2)
    decoder = copy.deepcopy(model.mask_decoder).double()
    prompt_encoder = copy.deepcopy(model.prompt_encoder)
    with torch.no_grad():
        sparse, dense = prompt_encoder(points=None, boxes=boxes, masks=None)
        inputs = (prompt_encoder.get_dense_pe().double(), sparse.double(), dense.double())
        for tokens, multimask in ((PROPOSALS, True), (SINGLE_MASK, False)):
            logits, scores = decode_tokens(
                decoder,
                position=inputs[0],
                features=features.double(),
                sparse=inputs[1],
                dense=inputs[2],
                tokens=tokens,
            )
            for row in range(2):
                only = slice(row, row + 1)
                expected = decoder(
                    features[only].double(),
                    inputs[0],
                    inputs[1][only],
                    inputs[2][only],
                    multimask_output=multimask,
                )
                torch.testing.assert_close(logits[only], expected[0], atol=1e-10, rtol=0)
                torch.testing.assert_close(scores[only], expected[1], atol=1e-10, rtol=0)


def test_rows_of_several_images_equal_mask_decoder_forward(model: SamModel, pictures: Any) -> None:
    features, boxes = real_rows(model, pictures)
    position = model.prompt_encoder.get_dense_pe()
    for multimask in (False, True):
        with torch.no_grad():
            logits, scores = decode_rows(
                model.mask_decoder, model.prompt_encoder, features, boxes, multimask=multimask
            )
        assert logits.shape == (3, 3 if multimask else 1, 256, 256)
        for row in range(3):
            with torch.no_grad():
                sparse, dense = model.prompt_encoder(points=None, boxes=boxes[row : row + 1], masks=None)
                expected = model.mask_decoder(
                    features[row : row + 1], position, sparse, dense, multimask_output=multimask
                )
            torch.testing.assert_close(logits[row : row + 1], expected[0], atol=1e-4, rtol=0)
            torch.testing.assert_close(scores[row : row + 1], expected[1], atol=1e-4, rtol=0)


def test_gradients_equal_those_of_mask_decoder_forward(model: SamModel) -> None:
    features, boxes = rows(1)
    ours, theirs = model.new_decoder(), model.new_decoder()
    logits, scores = decode_rows(ours, model.prompt_encoder, features, boxes)
    (logits.sigmoid().mean() + scores.mean()).backward()
    with torch.no_grad():
        sparse, dense = model.prompt_encoder(points=None, boxes=boxes, masks=None)
    position = model.prompt_encoder.get_dense_pe()
    logits, scores = theirs(features, position, sparse, dense, multimask_output=False)
    (logits.sigmoid().mean() + scores.mean()).backward()
    for (name, own), other in zip(ours.named_parameters(), theirs.parameters(), strict=True):
        # A token that is not asked for gets no gradient from us and zeros from the original.
        expected = torch.zeros_like(own) if other.grad is None else other.grad
        got = torch.zeros_like(own) if own.grad is None else own.grad
        torch.testing.assert_close(got, expected, atol=1e-5, rtol=1e-3, msg=name)


def test_bfloat16_gives_nearly_the_same_answer_and_gradients(model: SamModel, pictures: Any) -> None:
    features, boxes = real_rows(model, pictures)
    found = {}
    for low in (False, True):
        decoder = model.new_decoder()
        with torch.autocast("cpu", torch.bfloat16, enabled=low):
            logits, scores = decode_rows(decoder, model.prompt_encoder, features, boxes)
        (logits.float().sigmoid().mean() + scores.float().mean()).backward()
        wanted = decoder.transformer.layers[0].cross_attn_token_to_image.q_proj.weight.grad
        assert wanted is not None
        found[low] = logits.float().detach(), wanted
    (exact, slope), (rough, rough_slope) = found[False], found[True]
    assert ((rough > 0) == (exact > 0)).float().mean() > 0.995
    assert torch.nn.functional.cosine_similarity(slope.flatten(), rough_slope.flatten(), dim=0) > 0.98


def test_mask_inputs_change_the_answer_of_their_row_only(model: SamModel) -> None:
    features, boxes = rows(2)
    masks = torch.full((2, 1, 256, 256), -8.0)
    with torch.no_grad():
        plain, _ = decode_rows(model.mask_decoder, model.prompt_encoder, features, boxes, mask_inputs=masks)
        masks[1, :, 80:120, 80:120] = 8
        changed, _ = decode_rows(model.mask_decoder, model.prompt_encoder, features, boxes, mask_inputs=masks)
    torch.testing.assert_close(changed[0], plain[0], atol=1e-4, rtol=0)
    assert (changed[1] - plain[1]).abs().max() > 0.1
