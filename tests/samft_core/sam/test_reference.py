"""The shipped weights against the graphs that they were made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file

from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.sam.mask_decoder import decode_tokens
from samft_core.sam.model import SamModel
from samft_core.sam.postprocess import logits_to_image
from samft_core.sam.preprocess import to_encoder_input
from samft_core.sam.types import Embedding
from samft_core.sam.weights import empty_mask_decoder, empty_prompt_encoder, load_strictly

RECORDED = Path(__file__).with_name("reference_logits.safetensors")
ALL_TOKENS = slice(0, 4)


def answer(
    model: SamModel, reference: Any, case: Any, features: NDArray[np.float32]
) -> tuple[NDArray[np.float32], float]:
    """What the graph does, with our modules.

    It takes token 0 for more than two points, counting corners and padding, else the best of tokens 1 to 3:
    a box with a padding point is token 0, a box without is one of the three.
    """
    encoder = model.prompt_encoder
    points = torch.tensor([[(x, y) for x, y, label in case.points if label in (0, 1)]])
    signs = torch.tensor([[label for _, _, label in case.points if label in (0, 1)]])
    corners = [value for x, y, label in case.points if label in (2, 3) for value in (x, y)]
    boxes = torch.tensor([corners]) if corners else None
    padded = any(label == reference.PADDING for _, _, label in case.points)
    masks = torch.from_numpy(reference.mask_input())[None, None] if case.with_mask else None
    with torch.inference_mode():
        sparse, dense = encoder(points=(points, signs) if signs.numel() else None, boxes=boxes, masks=masks)
        if padded and boxes is not None:  # SAM's own encoder pads only prompts without a box
            sparse = torch.cat([sparse, encoder.not_a_point_embed.weight[None]], dim=1)
        logits, scores = decode_tokens(
            model.mask_decoder,
            position=encoder.get_dense_pe(),
            features=torch.from_numpy(features),
            sparse=sparse,
            dense=dense,
            tokens=ALL_TOKENS,
        )
    token = 0 if len(case.points) > 2 else 1 + int(scores[0, 1:].argmax())
    return logits[0, token].numpy(), float(scores[0, token])


def full_precision(model: SamModel, converter: Any, graphs: Path) -> SamModel:
    weights = converter.read_sam(graphs / "sam.onnx")
    prompt_encoder, mask_decoder = empty_prompt_encoder(), empty_mask_decoder()
    for part, state in ((prompt_encoder, weights.prompt_encoder), (mask_decoder, weights.mask_decoder)):
        load_strictly(part, {k: torch.tensor(v) for k, v in state.items()}, path=None, remedy="")
        part.eval().requires_grad_(False)
    return SamModel(model.spec, model.encoder, prompt_encoder, mask_decoder, "full", model.device)


def iou(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / max((one | other).sum(), 1))


@pytest.mark.parametrize(
    "name", ["box", "box_padded", "point_padded", "points_and_box", "refined_box_padded"]
)
def test_decoder_gives_the_recorded_logits_of_the_onnx_graph(
    model: SamModel, reference: Any, name: str
) -> None:
    case = next(case for case in reference.CASES if case.name == name)
    recorded = load_file(RECORDED)
    logits, score = answer(model, reference, case, reference.features())
    step = reference.STRIDE
    np.testing.assert_allclose(logits[::step, ::step], recorded[f"{name}.logits"], atol=1e-3)
    assert score == pytest.approx(recorded[f"{name}.score"][0], abs=1e-3)


def test_decoder_equals_the_onnx_graph_on_a_real_embedding(
    model: SamModel, reference: Any, converter: Any, graphs: Path, pictures: Any
) -> None:
    session = reference.session(graphs / "sam.onnx", half_decoder=False)
    exact = full_precision(model, converter, graphs)
    features = model.encode(pictures[0][0]).features[None]
    for case in reference.CASES:
        expected, score = reference.run(session, case, features)
        logits, own_score = answer(exact, reference, case, features)
        np.testing.assert_allclose(logits, expected, atol=1e-3)
        assert own_score == pytest.approx(score, abs=1e-3)


def test_a_box_through_decode_is_the_graphs_answer_with_a_padding_point(
    model: SamModel, reference: Any, graphs: Path, converter: Any, pictures: Any
) -> None:
    """A box needs no padding point in SamPredictor; the masks agree all the same."""
    session = reference.session(graphs / "sam.onnx", half_decoder=False)
    rgb, boxes = pictures[0]
    embedding = model.encode(rgb)
    for box in boxes:
        corners = embedding.frame.boxes_to_frame(np.array([box]))[0]
        points = ((*corners[:2], 2), (*corners[2:], 3), (0.0, 0.0, -1))
        expected, _ = reference.run(session, reference.Case("box", points), embedding.features[None])
        mask = model.decode(embedding, Prompts(Box(*box))).best
        assert iou(mask, logits_to_image(expected, embedding.frame) > 0) > 0.97


def test_shipped_half_precision_changes_no_mask(
    model: SamModel, reference: Any, converter: Any, graphs: Path, pictures: Any
) -> None:
    """Original graph for the embedding and original decoder weights, against everything as shipped."""
    encoder = onnxruntime.InferenceSession(graphs / "encoder.onnx", providers=["CPUExecutionProvider"])
    exact = full_precision(model, converter, graphs)
    agreement = []
    for rgb, boxes in pictures:
        shipped = model.encode(rgb)
        (original,) = encoder.run(None, {"input": to_encoder_input(rgb)})
        truth = Embedding(original[0], shipped.frame, "original")
        for box in boxes:
            for shift in (0.0, 6.0):
                prompts = Prompts(Box(*box).moved(shift, -shift))
                for proposals in (False, True):
                    ours = model.decode(shipped, prompts, proposals=proposals).masks
                    theirs = exact.decode(truth, prompts, proposals=proposals).masks
                    agreement += [iou(our_mask, other) for our_mask, other in zip(ours, theirs, strict=True)]
    assert np.mean(agreement) >= 0.999
    assert min(agreement) >= 0.99


def test_the_converter_reproduces_the_shipped_weights(converter: Any, graphs: Path, model: SamModel) -> None:
    weights = converter.read_sam(graphs / "sam.onnx")
    shipped = load_file(converter.TARGET / "mask_decoder.safetensors")
    for name, value in converter.halved(weights.mask_decoder).items():
        np.testing.assert_array_equal(shipped[name], value)
    shipped = load_file(converter.TARGET / "prompt_encoder.safetensors")
    for name, value in converter.halved(weights.prompt_encoder).items():
        np.testing.assert_array_equal(shipped[name], value)
