from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from samft_core.imaging.geometry import Frame, View
from samft_core.sam.planes import (
    BYTES,
    BYTES_ON_GRID,
    CHANNELS,
    FINE_CHANNELS,
    GRID,
    LAYERS,
    LEAST_DEVIATION,
    SIDE,
    on_grid,
    stacked,
    statistics,
    to_plane_input,
    without_fine,
)
from samft_core.sam.preprocess import to_encoder_input
from samft_core.sam.types import Planes
from tests.samft_core.planes import made_planes


def test_all_layers_lie_on_the_embeddings_grid() -> None:
    planes = made_planes(3)
    grid = on_grid(planes)
    assert grid.shape == (CHANNELS, GRID, GRID) and grid.dtype == np.float32
    fine = torch.from_numpy(planes.layers["s4"].astype(np.float32))
    averaged = functional.avg_pool2d(fine[None], 2)[0]
    np.testing.assert_allclose(grid[:24], averaged.numpy(), atol=1e-5)
    coarse = torch.from_numpy(planes.layers["s16"].astype(np.float32))[None]
    expected = functional.interpolate(coarse, size=GRID, mode="bilinear", align_corners=False)[0]
    np.testing.assert_allclose(grid[72:], expected.numpy(), atol=1e-5)


def test_the_finest_layer_follows_in_full_with_a_block_of_it_in_each_cell() -> None:
    planes = made_planes(3)
    together = stacked(planes, fine=True)
    assert together.shape == (CHANNELS + FINE_CHANNELS, GRID, GRID)
    np.testing.assert_array_equal(together[:CHANNELS], stacked(planes, fine=False))
    fine = torch.from_numpy(together[None, CHANNELS:])
    whole = planes.layers["s4"].astype(np.float32)
    np.testing.assert_array_equal(functional.pixel_shuffle(fine, 2)[0].numpy(), whole)


def test_who_reads_no_finer_keeps_the_finest_layer_averaged() -> None:
    planes = made_planes(3)
    slim = without_fine(planes)
    assert slim.layers["s4"].shape == (24, GRID, GRID) and slim.digest == planes.digest
    np.testing.assert_allclose(on_grid(slim), on_grid(planes), atol=2e-3, rtol=1e-3)
    assert sum(layer.nbytes for layer in slim.layers.values()) == BYTES_ON_GRID
    assert sum(layer.nbytes for layer in planes.layers.values()) == BYTES


def test_the_second_encoder_sees_the_same_view_as_the_first_at_half_the_size() -> None:
    rgb = np.random.default_rng(0).integers(0, 255, (60, 200, 3), np.uint8)
    rgb[:, :100] //= 8
    for view in (View(), View((10, 5, 90, 45), mirrored=True, quarter_turns=1), View(stretched=True)):
        seen, sams = to_plane_input(rgb, view), to_encoder_input(rgb, view)
        assert seen.shape == (1, 3, SIDE, SIDE)
        height, width = Frame(200, 60, view, SIDE).content_size
        assert not seen[0, :, height:].any() and not seen[0, :, :, width:].any()
        half = sams[0, 0].reshape(SIDE, 2, SIDE, 2).mean(axis=(1, 3))[:height, :width]
        # Other normalisations of the same picture.
        assert np.corrcoef(half.ravel(), seen[0, 0, :height, :width].ravel())[0, 1] > 0.97


def test_what_is_usual_is_taken_from_what_shows_image() -> None:
    planes = made_planes()
    layers = dict(planes.layers)
    layers["s4"] = np.full(LAYERS["s4"], 5, np.float16)
    layers["s4"][:, 64:] = 1000  # below the image: padding
    usual = statistics([(Planes(layers, "x"), Frame(200, 100))])
    np.testing.assert_allclose(usual.mean[:24], 5)
    np.testing.assert_allclose(usual.deviation[:24], LEAST_DEVIATION)
    np.testing.assert_allclose(usual.mean[24:72], 2, atol=0.5)
    np.testing.assert_allclose(usual.deviation[24:72], 3, rtol=0.1)
