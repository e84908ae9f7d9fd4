from __future__ import annotations

import numpy as np
import pytest
import torch
from segment_anything.modeling import Sam

from samft_core.imaging.geometry import Frame, View
from samft_core.sam.resample import OUTSIDE, logits_to_image


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
