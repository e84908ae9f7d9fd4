"""A first pass over an image: where it differs from images that are free of defects. Free of torch.

An image's 64 x 64 cells are compared with those of good images: a cell that is far from every cell of
every good image is strange. How far is far is learned from the good images alone, each compared with the
others. This is nearest-neighbour anomaly detection on patch features, as in PatchCore (Roth et al.,
CVPR 2022). The features are the planes of the second encoder, which was made to tell kinds of surfaces apart;
with a base model that comes without, the embedding that the inspector waits for anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.errors import UsageError
from samft_core.imaging.geometry import Box, Frame
from samft_core.messages.message import Message
from samft_core.sam.planes import LEAST_DEVIATION, on_grid
from samft_core.sam.types import Embedding

LEAST_GOOD = 2
"""With fewer good images nothing tells how much good images differ among themselves."""
MOST_GOOD = 8
"""Good images compared with: the time grows with their number squared when they are learned."""

MOST_BOXES = 6

# Encoder pixels a cell; cells lie 64 x 64 over the encoder's square.
_CELL = 16
# Cells are averaged over 3 x 3, so every second one tells enough at a quarter of the time.
_BANK_STEP = 2
_LEAST_CELLS = 4
# The finest layer tells edges, and these lie a little elsewhere in each good image.
_PLANES_USED = ("s8", "s16")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far is far.

    A region grows over cells that are stranger than the share ``grow`` of a typical good image's cells, and
    must be ``margin`` times as strange as the strangest cell of the share ``seed`` of the good images. Of its
    cells those stay that come ``peak`` of the way from there to its strangest one: what is strange makes what
    lies round it a little strange too.
    """

    grow: float
    seed: float
    margin: float = 1.0
    peak: float = 0.0


# Chosen on good images and defects as docs/measurements.md tells under "First pass"; planes are
# sharper, so they grow over fewer cells and cut more of what only lies beside.
OF_EMBEDDING = Limits(grow=0.97, seed=0.75)
OF_PLANES = Limits(grow=0.995, seed=0.75, margin=1.1, peak=0.25)

Distances = NDArray[np.float32]
"""Rows x columns of an image's cells: distance to the nearest good cell, 0 (the same) to 2."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One image: rows x columns x channels float32, each averaged with its neighbours, padding left out.

    ``limits`` are those of the kind of features. Cells of an embedding are directions of unit length; those
    of planes become directions when ``scaled``.
    """

    vectors: NDArray[np.float32]
    frame: Frame
    limits: Limits = OF_EMBEDDING

    @property
    def flat(self) -> NDArray[np.float32]:
        """Cells x channels."""
        return self.vectors.reshape(-1, self.vectors.shape[2])

    @property
    def bank(self) -> NDArray[np.float32]:
        """What other images are compared with: every second cell in both directions, cells x channels."""
        thinned = self.vectors[::_BANK_STEP, ::_BANK_STEP]
        return np.ascontiguousarray(thinned.reshape(-1, thinned.shape[2]))


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and deviation of each channel over good images."""

    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reference:
    """Good images, and what is usual among them: where regions grow, and what a region must reach.

    ``scale`` is how other images' cells are scaled to be compared; None: they are directions as they are.
    """

    banks: tuple[NDArray[np.float32], ...]
    grow: float
    seed: float
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class ProposedBox:
    """A place worth asking about.

    ``strength`` is the distance of its strangest cell over that of a good image's strangest; above 1.
    """

    box: Box
    strength: float


def cells_of(embedding: Embedding) -> Cells:
    """The cells of an image: of its planes where it has them, else of the embedding."""
    height, width = embedding.frame.content_size
    rows = -(-height // _CELL)
    columns = -(-width // _CELL)
    if embedding.planes is not None:
        seen = on_grid(embedding.planes, layers=_PLANES_USED)[:, :rows, :columns]
        return Cells(_smooth(seen), embedding.frame, OF_PLANES)
    smooth = _smooth(np.asarray(embedding.features[:, :rows, :columns], np.float32))
    return Cells(_directions(smooth), embedding.frame)


def scale_of(good: Sequence[Cells]) -> Scale | None:
    """How the cells of these good images, and of all that are compared with them, are scaled."""
    if not good or good[0].limits == OF_EMBEDDING:
        return None
    values = np.concatenate([cells.flat for cells in good]).astype(np.float64)
    # A channel that is the same everywhere would divide by nothing, and then outweigh all others.
    deviation = np.maximum(values.std(axis=0), LEAST_DEVIATION)
    return Scale(values.mean(axis=0).astype(np.float32), deviation.astype(np.float32))


def scaled(cells: Cells, scale: Scale | None) -> Cells:
    """The cells as directions of unit length from what is usual."""
    if scale is None:
        return cells
    vectors = _directions((cells.vectors - scale.mean) / scale.deviation)
    return Cells(vectors, cells.frame, cells.limits)


def _smooth(planes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Channels x rows x columns to rows x columns x channels, each cell averaged with its neighbours."""
    blurred = [cv2.blur(plane, (3, 3), borderType=cv2.BORDER_REPLICATE) for plane in planes]
    return np.ascontiguousarray(np.stack(blurred, axis=-1), np.float32)


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return np.ascontiguousarray(vectors / lengths, np.float32)


def distances(cells: Cells, banks: Sequence[NDArray[np.float32]]) -> Distances:
    """How far each cell is from the nearest cell of any good image, by rows and columns of the grid, 0 to 2.

    ``banks`` are those of the good images, each M x channels.
    """
    nearest = np.full(len(cells.flat), -1.0, np.float32)
    for bank in banks:
        # Bank by bank: one product over all of them would take hundreds of megabytes.
        np.maximum(nearest, (cells.flat @ bank.T).max(axis=1), out=nearest)
    # Of two unit vectors with the cosine c, the squared distance is 2 - 2c.
    return np.sqrt(np.maximum(2 - 2 * nearest, 0)).reshape(cells.vectors.shape[:2])


def learn(good: Sequence[Cells], usual: Sequence[Distances], scale: Scale | None = None) -> Reference:
    """What good images look like; ``usual`` holds each one's distances to all the others.

    ``good`` are scaled by ``scale``. Raises UsageError where there are fewer than two.
    """
    if len(good) < LEAST_GOOD or len(usual) != len(good):
        remedy = Message("remedy.sign_off_more", count=LEAST_GOOD)
        raise UsageError(Message("proposals.few_good"), remedy=remedy)
    limits = good[0].limits
    # Not the maximum over the images: one good image with a reflection must not make the program blind.
    grow = float(np.median([np.quantile(far, limits.grow) for far in usual]))
    seed = limits.margin * float(np.quantile([far.max() for far in usual], limits.seed))
    return Reference(tuple(cells.bank for cells in good), grow, max(seed, grow), scale)


def propose(cells: Cells, reference: Reference, *, most: int = MOST_BOXES) -> list[ProposedBox]:
    """The strangest places of an image, at most ``most``, the strangest first.

    The list is empty where nothing is stranger than a good image may be.
    """
    far = distances(scaled(cells, reference.scale), reference.banks)
    hot = far > reference.grow
    # Parts one cell apart are one place: a scratch is not cut where it fades.
    joined = cv2.dilate(hot.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, parts = cv2.connectedComponents(joined, connectivity=8)
    found = []
    for part in range(1, count):
        region = hot & (parts == part)
        strongest = float(far[region].max(initial=0.0))
        if region.sum() >= _LEAST_CELLS and strongest > reference.seed:
            region &= far > reference.grow + cells.limits.peak * (strongest - reference.grow)
            found.append(ProposedBox(_box_round(region, cells.frame), strongest / reference.seed))
    return sorted(found, key=lambda box: -box.strength)[:most]


def _box_round(region: NDArray[np.bool_], frame: Frame) -> Box:
    """The box round these cells in image pixels."""
    rows = np.nonzero(region.any(axis=1))[0]
    columns = np.nonzero(region.any(axis=0))[0]
    height, width = frame.content_size
    x = _CELL * frame.image_width / width
    y = _CELL * frame.image_height / height
    box = Box(columns[0] * x, rows[0] * y, (columns[-1] + 1) * x, (rows[-1] + 1) * y)
    return box.clipped(frame.image_width, frame.image_height)
