from __future__ import annotations

import torch

from samft_core.models.rows import decode_rows
from samft_core.models.sam import SamModel


def rows(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(3)
    features = 0.15 * torch.randn(count, 256, 64, 64, generator=generator)
    boxes = torch.tensor([[100.0, 120, 400, 500], [300, 310, 360, 420], [0, 0, 1024, 700]])[:count]
    return features, boxes


def test_rows_of_several_images_equal_mask_decoder_forward(model: SamModel) -> None:
    features, boxes = rows(3)
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


def test_mask_inputs_change_the_answer_of_their_row_only(model: SamModel) -> None:
    features, boxes = rows(2)
    masks = torch.full((2, 1, 256, 256), -8.0)
    with torch.no_grad():
        plain, _ = decode_rows(model.mask_decoder, model.prompt_encoder, features, boxes, mask_inputs=masks)
        masks[1, :, 80:120, 80:120] = 8
        changed, _ = decode_rows(model.mask_decoder, model.prompt_encoder, features, boxes, mask_inputs=masks)
    torch.testing.assert_close(changed[0], plain[0], atol=1e-4, rtol=0)
    assert (changed[1] - plain[1]).abs().max() > 0.1
