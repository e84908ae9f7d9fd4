"""Further feature planes of a view, from a second frozen encoder: what kind of surface lies where. Free of
torch.

SAM's embedding tells where things end; it was not made to tell a scratch from a reflection. A small network
that was made to tell a thousand kinds of things apart does, in its inner layers. They are computed on the
same view, kept beside the embedding, and read by the adapter (``adapter.py``) alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.sam.preprocess import stretch_contrast
from samft_core.sam.types import Planes

NAME = "efficientnet_lite2"
"""The second encoder's name, its folder among the shipped models, and what a recipe calls its planes."""

SIDE = 512
"""Side in pixels of the square that it reads."""

GRID = 64
"""Side of the embedding, on which all layers are laid."""

LAYERS = {"s4": (24, 128, 128), "s8": (48, 64, 64), "s16": (120, 32, 32)}
"""Channels and sides by layer, finest first, each as the network makes it. On the grid the finest is
averaged; the coarsest, laid on it, would take four times the room and tell nothing more."""

FINEST = "s4"

CHANNELS = sum(channels for channels, _, _ in LAYERS.values())

FINE_CHANNELS = 4 * LAYERS[FINEST][0]
"""Channels of the finest layer with each 2 x 2 block of it as one cell of the grid."""

BYTES = sum(2 * int(np.prod(shape)) for shape in LAYERS.values())
"""What the planes of one view take as half floats."""

BYTES_ON_GRID = BYTES - 2 * LAYERS[FINEST][0] * (LAYERS[FINEST][1] ** 2 - GRID**2)
"""The same with the finest layer averaged to the grid."""

PREPROCESSING = "planes-2"
"""Names this preprocessing in the planes' key; change it with any change of the numbers made here."""

# As EfficientNet-Lite was trained: (value - 127) / 128, one pair for all channels.
_MIDDLE = 127.0
_RANGE = 128.0

LEAST_DEVIATION = 1e-3
"""A channel that says the same everywhere must not be blown up."""

MOST_IMAGES = 8
"""Images from which a run learns what is usual in each channel."""


@dataclass(frozen=True, slots=True)
class PlaneStatistics:
    """Mean and standard deviation of each channel, ``CHANNELS`` float32 each."""

    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]


def to_plane_input(rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> NDArray[np.float32]:
    """The second encoder's input for one view of ``rgb`` (H x W x 3 uint8): 1 x 3 x 512 x 512 float32.

    As SAM's encoder gets it, at half the size: the longest side fills the square, the rest is padded with
    grey at the right and the bottom.
    """
    height, width = Frame(rgb.shape[1], rgb.shape[0], view, SIDE).content_size
    picture = Image.fromarray(view.render(rgb)).resize((width, height), Image.Resampling.BILINEAR)
    seen = np.asarray(picture)
    pixels = stretch_contrast(seen) if view.stretched else seen.astype(np.float32)
    padded = np.zeros((1, 3, SIDE, SIDE), np.float32)
    padded[0, :, :height, :width] = ((pixels - _MIDDLE) / _RANGE).transpose(2, 0, 1)
    return padded


def on_grid(planes: Planes, *, layers: Sequence[str] = tuple(LAYERS)) -> NDArray[np.float32]:
    """These layers (all: ``CHANNELS``) on the embedding's grid, channels x 64 x 64.

    Finer ones are averaged, coarser ones interpolated.
    """
    found = []
    for name in layers:
        layer = planes.layers[name].astype(np.float32)
        side = layer.shape[1]
        if side > GRID:
            layer = _blocks(layer).mean(axis=1)
        elif side < GRID:
            weights = _interpolation(side)
            layer = np.asarray(weights @ layer @ weights.T, np.float32)
        found.append(layer)
    return np.concatenate(found)


def stacked(planes: Planes, *, fine: bool) -> NDArray[np.float32]:
    """What is laid after an embedding's channels, channels x 64 x 64: all layers on its grid.

    With ``fine`` the finest layer follows in full.
    """
    return np.concatenate([on_grid(planes), fine_cells(planes)]) if fine else on_grid(planes)


def without_fine(planes: Planes) -> Planes:
    """The same with the finest layer averaged to the grid, in 0.8 MiB for 1.4: for whoever reads no finer."""
    layers = dict(planes.layers)
    layers[FINEST] = on_grid(planes, layers=[FINEST]).astype(np.float16)
    return replace(planes, layers=layers)


def fine_cells(planes: Planes) -> NDArray[np.float32]:
    """The finest layer in full, each 2 x 2 block of it as one cell: ``FINE_CHANNELS`` x 64 x 64.

    The four places of a block follow each other in reading order, channel by channel.
    """
    return _blocks(planes.layers[FINEST].astype(np.float32)).reshape(FINE_CHANNELS, GRID, GRID)


def statistics(views: Sequence[tuple[Planes, Frame]]) -> PlaneStatistics:
    """What is usual in each channel over at least one view, padding left out."""
    seen = [on_grid(planes)[:, : _cells(frame)[0], : _cells(frame)[1]].reshape(CHANNELS, -1)
            for planes, frame in views]  # fmt: skip
    values = np.concatenate(seen, axis=1).astype(np.float64)
    deviation = np.maximum(values.std(axis=1), LEAST_DEVIATION)
    return PlaneStatistics(values.mean(axis=1).astype(np.float32), deviation.astype(np.float32))


def _cells(frame: Frame) -> tuple[int, int]:
    """Rows and columns of the grid that show image."""
    height, width = frame.content_size
    cell = frame.side // GRID
    return max(1, height // cell), max(1, width // cell)


def _blocks(layer: NDArray[np.float32]) -> NDArray[np.float32]:
    """Channels x 128 x 128 as channels x 4 x 64 x 64."""
    channels = len(layer)
    blocks = layer.reshape(channels, GRID, 2, GRID, 2).transpose(0, 2, 4, 1, 3)
    return blocks.reshape(channels, 4, GRID, GRID)


@cache
def _interpolation(side: int) -> NDArray[np.float32]:
    """The matrix (64 x ``side``) that interpolates linearly between the centres of ``side`` cells."""
    # Centres of cells, so that grids of different sizes show the same place at the same share of their
    # side.
    places = ((np.arange(GRID) + 0.5) * side / GRID - 0.5).clip(0, side - 1)
    # The last place has no right neighbour; it takes the last pair with a share of 1.
    left = np.minimum(places.astype(int), side - 2)
    share = (places - left).astype(np.float32)
    matrix = np.zeros((GRID, side), np.float32)
    matrix[np.arange(GRID), left] = 1 - share
    matrix[np.arange(GRID), left + 1] = share
    return matrix
