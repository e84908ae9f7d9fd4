from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from segment_anything.modeling import Sam
from segment_anything.utils.transforms import ResizeLongestSide

from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.sam.preprocess import stretch_contrast, to_encoder_input

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


def test_a_stretched_view_uses_all_grey_values() -> None:
    rgb = (picture(64, 64) // 12 + 9).astype(np.uint8)  # a dark place: 9 to 30
    rgb[:32] += 69  # and a brighter one: 78 to 99
    seen = stretch_contrast(rgb)
    assert seen.dtype == np.float32 and seen.shape == rgb.shape
    assert seen.min() == 0 and seen.max() == 255
    assert np.percentile(seen, 25) < 60 and np.percentile(seen, 75) > 200
    stretched = to_encoder_input(rgb, View((0, 0, 64, 64), stretched=True))
    assert stretched.std() > 1.5 * to_encoder_input(rgb, View((0, 0, 64, 64))).std()


def test_noise_on_an_even_ground_stays_faint() -> None:
    rgb = (picture(64, 64) // 64 + 120).astype(np.uint8)  # 120 to 123
    assert stretch_contrast(rgb).std() < 10


@given(low=st.integers(0, 100), gain=st.floats(0.3, 0.6))
def test_stretching_hides_how_a_picture_was_exposed(low: int, gain: float) -> None:
    rgb = picture(40, 40)
    exposed = np.rint(rgb * gain + low).astype(np.uint8)
    difference = stretch_contrast(exposed) - stretch_contrast(rgb)
    assert np.abs(difference).max() <= 1 / gain + 3
