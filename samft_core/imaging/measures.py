"""How large an object is and where: area, length, width and position of a mask, in pixels or millimetres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.masks import Mask, RleMask, mask_box


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one object. Lengths in one unit, pixels unless ``scaled`` gave millimetres; the area in its square.

    ``x`` and ``y`` are the centre of mass, counted from the image's left upper corner, so that the middle of
    the first pixel is 0.5.
    """

    area: float
    length: float
    width: float
    x: float
    y: float

    def scaled(self, mm_per_pixel: float) -> Measures:
        """The same in millimetres and square millimetres, where a pixel is ``mm_per_pixel`` wide and high."""
        return Measures(
            area=self.area * mm_per_pixel**2,
            length=self.length * mm_per_pixel,
            width=self.width * mm_per_pixel,
            x=self.x * mm_per_pixel,
            y=self.y * mm_per_pixel,
        )


def measure(mask: Mask) -> Measures | None:
    """Measure a mask (H x W bool), in pixels; None where it is empty.

    - *Area*: its pixels.
    - *Length*: the largest Feret diameter, the greatest distance of two points of the object; *width*: the
      least one, the smallest gap between two parallel lines that the object fits through (ISO 9276-6:2008,
      x_Fmax and x_Fmin). A pixel counts as the square that it is, so a line of n pixels is n long (up to its
      diagonal) and 1 wide. Separate parts are measured as one object.
    - *Position*: the mean of the pixels' middles.

    Both diameters are found on the convex hull: the largest joins two of its corners, and at the least one
    side of the hull lies on one of the two lines (Houle and Toussaint, Computing the width of a set, 1988).
    """
    box = mask_box(mask)
    if box is None:
        return None
    x0, y0, x1, y1 = map(int, box.as_tuple())
    inside = mask[y0:y1, x0:x1]
    rows, columns = np.nonzero(inside)
    hull = _hull(inside)
    return Measures(
        area=float(len(rows)),
        length=_largest_diameter(hull),
        width=_least_diameter(hull),
        x=x0 + float(columns.mean()) + 0.5,
        y=y0 + float(rows.mean()) + 0.5,
    )


@lru_cache(maxsize=1024)
def measure_object(mask: RleMask) -> Measures | None:
    """As ``measure``, of a mask kept as run lengths; costs what the object covers, not the whole image.

    The newest answers are kept: lists show the same objects again and again.
    """
    box = mask.box
    if box is None:
        return None
    x0, y0, x1, y1 = map(int, box.as_tuple())
    found = measure(mask.cut(x0, y0, x1, y1))
    return None if found is None else replace(found, x=found.x + x0, y=found.y + y0)


def _hull(inside: Mask) -> NDArray[np.float64]:
    """The convex hull of the pixels' squares, corner after corner, as N x 2 positions."""
    width = inside.shape[1]
    used = np.flatnonzero(inside.any(axis=1))
    first = inside[used].argmax(axis=1)
    last = width - inside[used, ::-1].argmax(axis=1)
    # Of a row only its first and its last square can be at the hull.
    corners = [(x, y + down) for x, y in ((first, used), (last, used)) for down in (0, 1)]
    points = np.concatenate([np.stack(corner, axis=1) for corner in corners]).astype(np.int32)
    return np.asarray(cv2.convexHull(points).reshape(-1, 2), np.float64)


def _largest_diameter(hull: NDArray[np.float64]) -> float:
    apart = hull[:, None, :] - hull[None, :, :]
    return float(np.sqrt((apart**2).sum(axis=2).max()))


def _least_diameter(hull: NDArray[np.float64]) -> float:
    sides = np.roll(hull, -1, axis=0) - hull
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=1)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    reach = normals @ hull.T  # how far each corner lies in the direction of each side's normal
    return float((reach.max(axis=1) - reach.min(axis=1)).min())
