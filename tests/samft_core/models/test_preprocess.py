from __future__ import annotations

import numpy as np
import pytest
import torch
from segment_anything.modeling import Sam
from segment_anything.utils.transforms import ResizeLongestSide

from samft_core.geometry import FULL_VIEW, Frame, View
from samft_core.models.preprocess import to_encoder_input

SIZES = [(427, 641), (901, 600), (1, 7), (1024, 1024), (1501, 1999), (33, 1024)]


class Square(torch.nn.Module):
    """Stands for the image encoder where only its input's side is asked for."""

    img_size = 1024


def sam() -> Sam:
    return Sam(Square(), torch.nn.Identity(), torch.nn.Identity())  # type: ignore[arg-type]


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height * width).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_input_equals_sam_predictors(height: int, width: int) -> None:
    rgb = picture(height, width)
    resized = ResizeLongestSide(1024).apply_image(rgb)
    expected = sam().preprocess(torch.from_numpy(resized).permute(2, 0, 1)[None])
    np.testing.assert_allclose(to_encoder_input(rgb), expected.numpy(), atol=1e-6)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_prompts_map_as_in_sam_predictor(height: int, width: int) -> None:
    points = np.array([[0.0, 0.0], [width / 3, height / 2], [width, height]])
    expected = ResizeLongestSide(1024).apply_coords(points, (height, width))
    np.testing.assert_allclose(Frame(width, height).points_to_frame(points), expected, atol=1e-4)


def test_a_view_is_the_picture_of_its_crop() -> None:
    rgb = picture(90, 120)
    view = View((10, 20, 70, 80), mirrored=True, quarter_turns=1)
    cut = np.rot90(rgb[20:80, 10:70][:, ::-1])
    np.testing.assert_array_equal(
        to_encoder_input(rgb, view), to_encoder_input(np.ascontiguousarray(cut), FULL_VIEW)
    )
