from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from segment_anything.modeling import Sam

from samft_core.imaging.geometry import Box, Frame, View
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.sam.inference_policy import CleanUp
from samft_core.sam.postprocess import OUTSIDE, clean_mask, logits_to_image, merge_views


class Square(torch.nn.Module):
    """Stands for the image encoder where only its input's side is asked for."""

    img_size = 1024


def smooth_logits() -> np.ndarray:
    rows, columns = np.mgrid[:256, :256]
    return (12 * np.sin(rows / 23) * np.cos(columns / 17)).astype(np.float32)


@pytest.mark.parametrize(("height", "width"), [(427, 641), (901, 600), (1501, 1999), (5, 9)])
def test_logits_equal_sams_postprocessing(height: int, width: int) -> None:
    frame, logits = Frame(width, height), smooth_logits()
    sam = Sam(Square(), torch.nn.Identity(), torch.nn.Identity())  # type: ignore[arg-type]
    expected = sam.postprocess_masks(
        torch.from_numpy(logits)[None, None], frame.content_size, (height, width)
    )
    np.testing.assert_allclose(logits_to_image(logits, frame), expected[0, 0].numpy(), atol=2e-3)


def test_a_crops_logits_land_in_their_place() -> None:
    view = View((30, 10, 90, 70))
    whole = logits_to_image(smooth_logits(), Frame(120, 100, view))
    np.testing.assert_array_equal(whole[10:70, 30:90], logits_to_image(smooth_logits(), Frame(60, 60)))
    outside = np.ones((100, 120), bool)
    outside[10:70, 30:90] = False
    assert (whole[outside] == OUTSIDE).all()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("mirrored", [False, True])
def test_orientation_is_undone(turns: int, mirrored: bool) -> None:
    """Logits that show one corner of the turned view come back in that corner of the image."""
    image = np.zeros((64, 96), np.uint8)
    image[:16, :16] = 1
    view = View(mirrored=mirrored, quarter_turns=turns)
    frame = Frame(96, 64, view)
    height, width = frame.content_size
    oriented = view.render(image)
    logits = np.full((256, 256), -1, np.float32)
    rows = (np.arange(height // 4) * oriented.shape[0] * 4) // height
    columns = (np.arange(width // 4) * oriented.shape[1] * 4) // width
    logits[: height // 4, : width // 4] = oriented[np.ix_(rows, columns)] * 2.0 - 1
    restored = logits_to_image(logits, frame) > 0
    assert np.abs(restored.astype(int) - image).mean() < 0.02


def flat(value: float) -> np.ndarray:
    return np.full((256, 256), value, np.float32)


def test_views_are_averaged_where_they_show_a_pixel() -> None:
    left, right = Frame(100, 60, View((0, 0, 60, 60))), Frame(100, 60, View((40, 0, 80, 60)))
    merged = merge_views([(flat(2), left), (flat(-4), right)])
    assert merged.shape == (60, 100)
    np.testing.assert_allclose(merged[:, :40], 2)
    np.testing.assert_allclose(merged[:, 40:60], -1)
    np.testing.assert_allclose(merged[:, 60:80], -4)
    assert (merged[:, 80:] == OUTSIDE).all()


def test_without_rules_the_mask_is_the_same_object() -> None:
    mask = np.eye(9, dtype=bool)
    assert clean_mask(mask, CleanUp(), Prompts(Box(0, 0, 3, 3))) is mask


def test_pixels_far_outside_the_box_are_dropped() -> None:
    cleaned = clean_mask(np.ones((20, 20), bool), CleanUp(box_margin=0.1), Prompts(Box(5, 5, 15, 15)))
    expected = np.zeros((20, 20), bool)
    expected[4:16, 4:16] = True
    np.testing.assert_array_equal(cleaned, expected)


def test_small_components_are_dropped_and_holes_kept() -> None:
    mask = np.zeros((30, 30), bool)
    mask[2:12, 2:12] = True
    mask[5:7, 5:7] = False
    mask[20, 20] = True
    mask[22:26, 4:9] = True
    cleaned = clean_mask(mask, CleanUp(min_component_share=0.1), Prompts())
    assert not cleaned[20, 20] and cleaned[23, 5] and not cleaned[5, 5]
    assert cleaned.sum() == mask.sum() - 1


def test_a_small_part_that_was_clicked_on_stays() -> None:
    mask = np.zeros((30, 30), bool)
    mask[2:12, 2:12] = mask[20, 20] = mask[25, 25] = True
    points = (PointPrompt(20.6, 20.4), PointPrompt(25.5, 25.5, positive=False), PointPrompt(29, 0))
    cleaned = clean_mask(mask, CleanUp(min_component_share=0.1), Prompts(points=points))
    assert cleaned[20, 20] and not cleaned[25, 25]
    assert cleaned.sum() == mask.sum() - 1


@given(
    arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)),
    st.lists(st.tuples(st.floats(0, 14), st.floats(0, 14)), max_size=3),
)
def test_cleaning_takes_away_whole_parts_and_twice_is_once(
    mask: np.ndarray, places: list[tuple[float, float]]
) -> None:
    prompts = Prompts(points=tuple(PointPrompt(x, y) for x, y in places))
    cleaned = clean_mask(mask, CleanUp(min_component_share=0.5), prompts)
    assert not (cleaned & ~mask).any() and cleaned.any() == mask.any()
    _, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    assert not set(labels[cleaned]) & set(labels[mask & ~cleaned])
    assert all(cleaned[int(y), int(x)] == mask[int(y), int(x)] for x, y in places
               if int(y) < mask.shape[0] and int(x) < mask.shape[1])  # fmt: skip
    np.testing.assert_array_equal(clean_mask(cleaned, CleanUp(min_component_share=0.5), prompts), cleaned)


def test_an_empty_mask_stays_empty() -> None:
    assert not clean_mask(np.zeros((5, 5), bool), CleanUp(min_component_share=0.5), Prompts()).any()
