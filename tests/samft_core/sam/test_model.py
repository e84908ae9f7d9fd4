from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from samft_core.errors import UsageError
from samft_core.imaging.geometry import Box, Frame, View
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.sam.adapter import attach
from samft_core.sam.model import SIDES_KEPT, SamModel
from samft_core.sam.planes import CHANNELS
from samft_core.sam.postprocess import logits_to_image
from samft_core.sam.types import Embedding
from tests.samft_core.planes import made_planes


def iou(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


def bright_spot(width: int, height: int) -> tuple[np.ndarray, np.ndarray, Box]:
    """A bright ellipse on a shaded ground; returns picture, mask and box."""
    rows, columns = np.mgrid[:height, :width] + 0.5
    mask = ((columns - 520) / 110) ** 2 + ((rows - 240) / 70) ** 2 <= 1
    shade = 90 + 30 * np.sin(columns / 120) + 20 * np.cos(rows / 80)
    rgb = np.repeat(shade[..., None], 3, axis=2)
    rgb[mask] = (220, 200, 150)
    return rgb.astype(np.uint8), mask, Box(410, 170, 630, 310)


def test_a_box_on_an_image_and_its_transpose_give_transposed_masks(model: SamModel) -> None:
    rgb, truth, box = bright_spot(900, 600)
    mask = model.decode(model.encode(rgb), Prompts(box)).best
    turned = np.ascontiguousarray(rgb.transpose(1, 0, 2))
    turned_box = Box(box.y0, box.x0, box.y1, box.x1)
    turned_mask = model.decode(model.encode(turned), Prompts(turned_box)).best
    assert mask.shape == (600, 900) and turned_mask.shape == (900, 600)
    assert iou(mask, truth) > 0.95
    assert iou(turned_mask.T, mask) > 0.95


@pytest.mark.parametrize("view", [View((300, 60, 740, 420)), View(mirrored=True), View(quarter_turns=1)])
def test_every_view_finds_the_object_in_its_place(model: SamModel, view: View) -> None:
    rgb, truth, box = bright_spot(900, 600)
    assert iou(model.decode(model.encode(rgb, view), Prompts(box)).best, truth) > 0.93


def test_proposals_are_three_masks_best_first(model: SamModel) -> None:
    rgb, _, box = bright_spot(900, 600)
    embedding = model.encode(rgb)
    three = model.decode(embedding, Prompts(box), proposals=True)
    assert three.masks.shape == (3, 600, 900) and three.masks.dtype == np.bool_
    assert (np.diff(three.scores) <= 0).all() and three.scores.max() <= 1
    assert three.logits is not None
    np.testing.assert_array_equal(three.best, logits_to_image(three.logits[0], embedding.frame) > 0)


def test_decode_remembers_nothing(model: SamModel) -> None:
    rgb, _, box = bright_spot(900, 600)
    embedding = model.encode(rgb)
    first = model.decode(embedding, Prompts(box))
    model.decode(embedding, Prompts(points=(PointPrompt(10, 10),)))
    again = model.decode(embedding, Prompts(box))
    assert first.logits is not None and again.logits is not None
    np.testing.assert_array_equal(first.logits, again.logits)


def test_points_and_a_mask_to_refine_change_the_answer(model: SamModel) -> None:
    rgb, truth, box = bright_spot(900, 600)
    embedding = model.encode(rgb)
    point = model.decode(embedding, Prompts(points=(PointPrompt(520, 240),)))
    assert iou(point.best, truth) > 0.8
    assert point.logits is not None
    refined = model.decode(embedding, Prompts(box), mask_input=point.logits[0])
    plain = model.decode(embedding, Prompts(box))
    assert refined.logits is not None and plain.logits is not None
    assert np.abs(refined.logits - plain.logits).max() > 0.01
    assert iou(refined.best, truth) > 0.93


def test_a_negative_point_takes_away(model: SamModel) -> None:
    rgb, _, box = bright_spot(900, 600)
    embedding = model.encode(rgb)
    logits = [
        model.logits(embedding, Prompts(box, points))[0]
        for points in ((), (PointPrompt(520, 240, positive=False),))
    ]
    places = [logits_to_image(answer[0], embedding.frame)[240, 520] for answer in logits]
    assert places[1] < places[0]


@pytest.mark.parametrize("shape", [(1, 256, 256), (128, 128)])
def test_a_mask_to_refine_of_another_size_is_refused(model: SamModel, shape: Any) -> None:
    embedding = model.encode(np.zeros((20, 30, 3), np.uint8))
    with pytest.raises(UsageError, match="256 x 256"):
        model.decode(embedding, Prompts(Box(1, 1, 9, 9)), mask_input=np.zeros(shape, np.float32))


def test_empty_prompts_are_refused(model: SamModel) -> None:
    embedding = model.encode(np.zeros((20, 30, 3), np.uint8))
    with pytest.raises(UsageError, match="nothing to ask"):
        model.decode(embedding, Prompts())


def test_an_answer_that_the_gpus_memory_has_no_room_for_is_given_by_the_cpu(
    model: SamModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, box = bright_spot(300, 200)
    embedding = Embedding(np.zeros((256, 64, 64), np.float32), Frame(300, 200), "zeros")
    tuned = model.new_decoder()
    wanted = model.logits(embedding, Prompts(box), decoder=tuned)
    asked: list[str] = []
    decoded = SamModel._decoded

    def full(self: SamModel, *rest: Any, **more: Any) -> Any:
        asked.append(self.device.type)
        if self.device.type == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return decoded(self, *rest, **more)

    monkeypatch.setattr(SamModel, "_decoded", full)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    found = replace(model, device=torch.device("cuda")).logits(embedding, Prompts(box), decoder=tuned)
    assert asked == ["cuda", "cpu"]
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(found, wanted, strict=True))


def test_a_remembered_image_is_answered_about_bit_for_bit_the_same(model: SamModel) -> None:
    rng = np.random.default_rng(4)
    features = rng.normal(0, 0.1, (256, 64, 64)).astype(np.float32)
    embedding = Embedding(features, Frame(300, 200), "noise", made_planes(3))
    tuned = model.new_decoder()
    attach(tuned, 8, planes=CHANNELS, seed=2)
    tuned.requires_grad_(False)
    box = Prompts(Box(40, 30, 150, 120))
    remembering = replace(model)
    remembering.remember_images()
    asked: list[dict[str, Any]] = [
        {"prompts": box},
        {"prompts": Prompts(Box(10, 10, 80, 90), (PointPrompt(50, 50, True),))},
        {"prompts": box, "proposals": True},
        {"prompts": box, "mask_input": rng.normal(0, 5, (256, 256)).astype(np.float32)},
    ]
    for decoder in (None, tuned, None, tuned):
        for question in asked:
            wanted = model.logits(embedding, decoder=decoder, **question)
            found = remembering.logits(embedding, decoder=decoder, **question)
            assert all(np.array_equal(a, b) for a, b in zip(found, wanted, strict=True))
    assert remembering._sides is not None and len(remembering._sides) == 2
    # Weights that change in their place are others.
    with torch.no_grad():
        tuned.adapter.up.bias.add_(0.5)
    wanted = model.logits(embedding, box, decoder=tuned)
    found = remembering.logits(embedding, box, decoder=tuned)
    assert all(np.array_equal(a, b) for a, b in zip(found, wanted, strict=True))
    other = replace(embedding, features=features + np.float32(0.1))
    assert not np.array_equal(remembering.logits(other, box)[0], remembering.logits(embedding, box)[0])
    for number in range(9):
        remembering.logits(replace(embedding, features=features * np.float32(number)), box)
    assert len(remembering._sides) == SIDES_KEPT
