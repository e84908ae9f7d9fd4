"""Masks as polygons and back, for exchange with other programs only: inside, a mask stays a raster.

Corners lie on the edges between pixels: the pixel in column x and row y is the square from (x, y) to
(x + 1, y + 1). A pixel belongs to a polygon that holds its centre, by the even-odd rule. Thus a mask comes
back equal to the pixel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.errors import SamftError
from samft_core.imaging.masks import Mask, Patch, mask_box, mask_iou
from samft_core.imaging.polygon_fill import Ring, fill_rings
from samft_core.messages.message import Message


class PolygonError(SamftError):
    """Corners that describe no area."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Polygon:
    """One part of a mask: what is inside ``outer`` and in none of the ``holes``."""

    outer: Ring
    holes: tuple[Ring, ...] = ()

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Outer ring first."""
        return (self.outer, *self.holes)


@dataclass(frozen=True, slots=True)
class Simplified:
    """Polygons with fewer corners, and the IoU of what they fill with the mask that was meant."""

    polygons: list[Polygon]
    iou: float


def to_polygons(mask: Mask) -> list[Polygon]:
    """Trace an H x W bool mask exactly: a polygon for each part, in no particular order.

    Pixels that touch at a corner are one part; an island in a hole is a part of its own.
    """
    box = mask_box(mask)
    if box is None:
        return []
    x0, y0, x1, y1 = map(int, box.as_tuple())
    # Each pixel as 2 x 2: its first column 2x stands for the edge x, its last 2x + 1 for the edge x + 1.
    twice = np.repeat(np.repeat(mask[y0:y1, x0:x1].view(np.uint8), 2, axis=0), 2, axis=1)
    # CCOMP gives two levels, outlines and their holes; an island in a hole is an outline again, as
    # wanted.
    contours, hierarchy = cv2.findContours(twice, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = [np.add(_corners((contour[:, 0] + 1) // 2), (x0, y0)) for contour in contours]
    holes: dict[int, list[Ring]] = {}
    for index, (_, _, _, parent) in enumerate(hierarchy[0]):
        if parent >= 0:
            holes.setdefault(int(parent), []).append(rings[index])
    tops = [index for index, row in enumerate(hierarchy[0]) if row[3] < 0]
    return [Polygon(rings[index], tuple(holes.get(index, ()))) for index in tops]


def fill_polygons(polygons: Iterable[Polygon], *, height: int, width: int) -> Mask:
    """The H x W bool mask of the pixels whose centres lie in any polygon, cut at the image's edge."""
    mask = np.zeros((height, width), np.bool_)
    for polygon in polygons:
        filled = fill_patch(polygon, height=height, width=width)
        rows, columns = filled.patch.shape
        mask[filled.y0 : filled.y0 + rows, filled.x0 : filled.x0 + columns] |= filled.patch
    return mask


def fill_patch(polygon: Polygon, *, height: int, width: int) -> Patch:
    """The pixels of one polygon in an image of H x W pixels, in the smallest box that surely holds them.

    Costs what the polygon covers, not the whole image; the patch is 0 x 0 where it lies outside.
    """
    corners = np.concatenate(polygon.rings)
    sides = (width, height)
    x0, y0 = np.clip(np.floor(corners.min(axis=0)), 0, sides).astype(int).tolist()
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)), 0, sides).astype(int).tolist()
    if x1 <= x0 or y1 <= y0:
        return Patch(0, 0, np.zeros((0, 0), np.bool_))
    return Patch(x0, y0, fill_rings(polygon.rings, (x0, y0, x1, y1), "even_odd"))


def simplify(mask: Mask, tolerance: float) -> Simplified:
    """Trace a mask with corners left out where the outline moves by at most ``tolerance`` pixels.

    A part or hole that would vanish keeps its exact outline. 0 leaves nothing out.
    """
    exact = to_polygons(mask)
    if tolerance <= 0:
        return Simplified(exact, 1.0)
    fewer = [Polygon(_fewer(p.outer, tolerance), tuple(_fewer(h, tolerance) for h in p.holes)) for p in exact]
    filled = fill_polygons(fewer, height=mask.shape[0], width=mask.shape[1])
    return Simplified(fewer, mask_iou(filled, mask))


def ring_of(points: object) -> Ring:
    """Check corners from a file: at least three pairs of finite numbers. Raises PolygonError."""
    try:
        ring = np.asarray(points, np.float64)
    except (TypeError, ValueError) as error:
        raise PolygonError(Message("polygon.no_pairs")) from error
    if ring.ndim != 2 or ring.shape[0] < 3 or ring.shape[1] != 2 or not np.isfinite(ring).all():
        raise PolygonError(Message("polygon.few_corners"))
    return ring


def _corners(chain: NDArray[Any]) -> Ring:
    """Only the points of a closed chain where it turns."""
    # Doubled pixels fall on the same corner twice; a step of length 0 would count as a turn.
    moved = chain[np.any(chain != np.roll(chain, 1, axis=0), axis=1)]
    arrives = moved - np.roll(moved, 1, axis=0)
    leaves = np.roll(moved, -1, axis=0) - moved
    # The cross product of two steps is 0 where the line goes straight on.
    turns = arrives[:, 0] * leaves[:, 1] != arrives[:, 1] * leaves[:, 0]
    return np.asarray(moved[turns], np.float64)


def _fewer(ring: Ring, tolerance: float) -> Ring:
    kept = cv2.approxPolyDP(ring.astype(np.float32)[:, None], tolerance, closed=True)[:, 0]
    # Fewer than three corners fill nothing: a small part would vanish from the mask.
    return ring if len(kept) < 3 else kept.astype(np.float64)
