"""A first pass over an image: where it differs from images that are free of defects. Free of torch.

The encoder's 64 x 64 cells are compared with those of good images: a cell that is far from every cell of
every good image is strange. How far is far is learned from the good images alone, each compared with the
others. This is nearest-neighbour anomaly detection on patch features, as in PatchCore (Roth et al.,
CVPR 2022), with SAM's own encoder: the embedding that the inspector waits for anyway is all that is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.errors import UsageError
from samft_core.geometry import Box, Frame
from samft_core.models.types import Embedding

LEAST_GOOD = 2
"""With fewer good images nothing tells how much good images differ among themselves."""
MOST_BOXES = 6

_CELL = 16
"""Encoder pixels a cell; cells lie 64 x 64 over the encoder's square."""
_BANK_STEP = 2
"""Cells are averaged over 3 x 3, so every second one tells enough at a quarter of the time."""
_GROW_QUANTILE = 0.97
"""A region grows over cells that are stranger than this share of a typical good image's cells."""
_SEED_QUANTILE = 0.75
"""A region must be stranger than the strangest cell of this share of the good images."""
_LEAST_CELLS = 4

Distances = NDArray[np.float32]
"""Rows x columns of an image's cells: distance to the nearest good cell, 0 (the same) to 2."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One image as directions: rows x columns x 256 float32 of unit length, padding left out."""

    vectors: NDArray[np.float32]
    frame: Frame

    @property
    def flat(self) -> NDArray[np.float32]:
        """Cells x 256."""
        return self.vectors.reshape(-1, self.vectors.shape[2])

    @property
    def bank(self) -> NDArray[np.float32]:
        """What other images are compared with: every second cell in both directions."""
        thinned = self.vectors[::_BANK_STEP, ::_BANK_STEP]
        return np.ascontiguousarray(thinned.reshape(-1, thinned.shape[2]))


@dataclass(frozen=True, slots=True)
class Reference:
    """Good images, and what is usual among them: where regions grow, and what a region must reach."""

    banks: tuple[NDArray[np.float32], ...]
    grow: float
    seed: float


@dataclass(frozen=True, slots=True)
class ProposedBox:
    """A place worth asking about.

    ``strength`` is the distance of its strangest cell over that of a good image's strangest; above 1.
    """

    box: Box
    strength: float


def cells_of(embedding: Embedding) -> Cells:
    """The embedding's cells over the image, each averaged with its neighbours and scaled to unit length."""
    height, width = embedding.frame.content_size
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    planes = np.asarray(embedding.features[:, :rows, :columns], np.float32)
    smooth = np.stack([cv2.blur(plane, (3, 3), borderType=cv2.BORDER_REPLICATE) for plane in planes], axis=-1)
    lengths = np.maximum(np.linalg.norm(smooth, axis=-1, keepdims=True), 1e-12)
    return Cells(np.ascontiguousarray(smooth / lengths, np.float32), embedding.frame)


def distances(cells: Cells, banks: Sequence[NDArray[np.float32]]) -> Distances:
    """How far each cell is from the nearest cell of any bank."""
    nearest = np.full(len(cells.flat), -1.0, np.float32)
    for bank in banks:
        np.maximum(nearest, (cells.flat @ bank.T).max(axis=1), out=nearest)
    # Of two unit vectors with the cosine c, the squared distance is 2 - 2c.
    return np.sqrt(np.maximum(2 - 2 * nearest, 0)).reshape(cells.vectors.shape[:2])


def learn(good: Sequence[Cells], usual: Sequence[Distances]) -> Reference:
    """What good images look like; ``usual`` holds each one's distances to all the others.

    Raises UsageError where there are fewer than two.
    """
    if len(good) < LEAST_GOOD or len(usual) != len(good):
        remedy = f"Sign off at least {LEAST_GOOD} images as good."
        raise UsageError("There are too few good images to compare with", remedy=remedy)
    # Not the maximum over the images: one good image with a reflection must not make the program blind.
    grow = float(np.median([np.quantile(one, _GROW_QUANTILE) for one in usual]))
    seed = float(np.quantile([one.max() for one in usual], _SEED_QUANTILE))
    return Reference(tuple(cells.bank for cells in good), grow, max(seed, grow))


def propose(cells: Cells, reference: Reference, *, most: int = MOST_BOXES) -> list[ProposedBox]:
    """The strangest places of an image, at most ``most``, the strangest first.

    None where nothing is stranger than a good image may be.
    """
    far = distances(cells, reference.banks)
    hot = far > reference.grow
    # Parts one cell apart are one place: a scratch is not cut where it fades.
    joined = cv2.dilate(hot.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, parts = cv2.connectedComponents(joined, connectivity=8)
    found = []
    for part in range(1, count):
        region = hot & (parts == part)
        strongest = float(far[region].max(initial=0.0))
        if region.sum() >= _LEAST_CELLS and strongest > reference.seed:
            found.append(ProposedBox(_box_round(region, cells.frame), strongest / reference.seed))
    return sorted(found, key=lambda one: -one.strength)[:most]


def _box_round(region: NDArray[np.bool_], frame: Frame) -> Box:
    """The box round these cells in image pixels."""
    rows, columns = np.nonzero(region.any(axis=1))[0], np.nonzero(region.any(axis=0))[0]
    height, width = frame.content_size
    x, y = _CELL * frame.image_width / width, _CELL * frame.image_height / height
    box = Box(columns[0] * x, rows[0] * y, (columns[-1] + 1) * x, (rows[-1] + 1) * y)
    return box.clipped(frame.image_width, frame.image_height)
