"""What good images look like to the second encoder: places that others are compared with. Free of torch.

A place that is far from every place of every good image is strange, whatever the defect is called (PatchCore,
Roth et al., CVPR 2022). The first pass proposes boxes by that (``proposals.py``); here it becomes one plane
more that the adapter reads, so a few thousand places are thinned to those that cover them best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Frame
from samft_core.sam.planes import GRID, LEAST_DEVIATION, on_grid
from samft_core.sam.types import Planes

Array = NDArray[np.float32]

CELLS = 1024
"""Places kept. Twice as many tell a little more and cost a step twice the time."""

EVERY = 4
"""Every fourth place in both directions is one to choose from."""

LEAST_SPREAD = 1e-3

Seen = Sequence[tuple[Planes, Frame]]
"""Views of one good image."""


@dataclass(frozen=True, slots=True)
class GoodCells:
    """Places of good images.

    ``cells`` are directions of unit length, ``CELLS`` or fewer x ``planes.CHANNELS`` float32, from the
    ``mean`` of good images in units of their ``deviation``; ``usual`` and ``spread`` are mean and deviation
    of the distance (one minus the cosine) of a good image to the other ones.
    """

    cells: Array
    mean: Array
    deviation: Array
    usual: float
    spread: float


def good_cells(images: Sequence[Seen], *, most: int = CELLS) -> GoodCells:
    """The places of at least two good images, each seen in at least one view."""
    found = [np.concatenate([_places(planes, frame) for planes, frame in seen]) for seen in images]
    values = np.concatenate(found)
    mean = values.mean(axis=0)
    deviation = np.maximum(values.std(axis=0), LEAST_DEVIATION)
    places = _directions((values - mean) / deviation)
    owner = np.repeat(np.arange(len(found)), [len(image_places) for image_places in found])
    chosen = covering(places, most)
    cells = places[chosen]
    owners = owner[chosen]
    own = np.concatenate(
        [_to_others(places[owner == image], cells[owners != image]) for image in range(len(found))]
    )
    return GoodCells(cells, mean, deviation, float(own.mean()), max(float(own.std()), LEAST_SPREAD))


def covering(places: Array, count: int) -> NDArray[np.intp]:
    """Which ``count`` of the ``places`` (float32 N x C of unit length) cover all best.

    Each is the farthest from those before it (Gonzalez 1985).
    """
    count = min(count, len(places))
    chosen = np.zeros(count, np.intp)
    nearest = places @ places[0]
    for number in range(1, count):
        chosen[number] = nearest.argmin()
        np.maximum(nearest, places @ places[chosen[number]], out=nearest)
    return chosen


def _to_others(places: Array, others: Array) -> Array:
    """Distances to the nearest of the ``others``; none where there are no others."""
    return np.asarray(1 - (places @ others.T).max(axis=1) if len(others) else np.zeros(0), np.float32)


def _places(planes: Planes, frame: Frame) -> Array:
    """Some places of one view, N x C; padding left out."""
    height, width = frame.content_size
    cell = frame.side // GRID
    seen = on_grid(planes)[:, : max(1, height // cell) : EVERY, : max(1, width // cell) : EVERY]
    return np.ascontiguousarray(seen.reshape(len(seen), -1).T)


def _directions(vectors: Array) -> Array:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, np.float32)
