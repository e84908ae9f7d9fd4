"""Mask changes made on request: one pixel more or less, smoother, holes and islands. Each returns a new
mask."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.masks import Mask

_CROSS: Final[NDArray[np.uint8]] = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)


def grow(mask: Mask) -> Mask:
    """Add every pixel that shares a side with the object (H x W bool)."""
    return cv2.dilate(mask.astype(np.uint8), _CROSS).astype(np.bool_)


def shrink(mask: Mask) -> Mask:
    """Remove every object pixel that shares a side with the background; the image's edge is no background."""
    return cv2.erode(mask.astype(np.uint8), _CROSS).astype(np.bool_)


def smooth(mask: Mask) -> Mask:
    """Give each pixel the majority of its 3 x 3 neighbourhood; the image's edge is continued outwards."""
    return cv2.medianBlur(mask.astype(np.uint8), 3).astype(np.bool_)


def fill_holes(mask: Mask, *, largest: int | None = None) -> Mask:
    """Fill background that the object encloses; only holes of up to ``largest`` pixels where given.

    Background touching the image's edge is open and stays. Diagonal neighbours enclose, as they join objects.
    """
    count, parts, stats, _ = cv2.connectedComponentsWithStats((~mask).astype(np.uint8), connectivity=4)
    fill = np.ones(count, np.bool_)
    fill[0] = False
    for edge in (parts[0], parts[-1], parts[:, 0], parts[:, -1]):
        fill[np.unique(edge)] = False
    if largest is not None:
        fill &= stats[:, cv2.CC_STAT_AREA] <= largest
    return np.asarray(mask | fill[parts])


def remove_islands(mask: Mask, *, smallest: int | None = None) -> Mask:
    """Keep only the largest component, or every component of at least ``smallest`` pixels where given.

    Diagonal neighbours belong together. Of equally large components the first in reading order stays.
    """
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    keep = np.zeros(count, np.bool_)
    if smallest is not None:
        keep = areas >= smallest
    elif count > 1:
        keep[1 + int(areas[1:].argmax())] = True
    keep[0] = False
    return np.asarray(keep[parts])
