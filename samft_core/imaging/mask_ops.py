"""Mask changes made on request: one pixel more or less, smoother, holes and islands.

Each returns a new mask.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.masks import Mask, mask_box

_CROSS: Final[NDArray[np.uint8]] = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)


def grow(mask: Mask) -> Mask:
    """Add every pixel that shares a side with the object (H x W bool)."""
    return _near(mask, lambda part: cv2.dilate(part.view(np.uint8), _CROSS))


def shrink(mask: Mask) -> Mask:
    """Remove every object pixel that shares a side with the background; the image's edge is no background."""
    return _near(mask, lambda part: cv2.erode(part.view(np.uint8), _CROSS))


def smooth(mask: Mask) -> Mask:
    """Give each pixel the majority of its 3 x 3 neighbourhood; the image's edge is continued outwards."""
    return _near(mask, lambda part: cv2.medianBlur(part.view(np.uint8), 3))


def fill_holes(mask: Mask, *, largest: int | None = None) -> Mask:
    """Fill background that the object encloses; only holes of up to ``largest`` pixels where given.

    Background touching the image's edge is open and stays. Diagonal neighbours enclose, as they join objects.
    """
    return _near(mask, lambda part: _filled(part, largest))


def _filled(mask: Mask, largest: int | None) -> Mask:
    # Objects join at corners (8), so background must not: two diagonal pixels then close a hole.
    count, parts, stats, _ = cv2.connectedComponentsWithStats((~mask).view(np.uint8), connectivity=4)
    fill = np.ones(count, np.bool_)
    fill[0] = False
    for edge in (parts[0], parts[-1], parts[:, 0], parts[:, -1]):
        fill[np.unique(edge)] = False
    if largest is not None:
        fill &= stats[:, cv2.CC_STAT_AREA] <= largest
    return np.asarray(mask | fill[parts])


def remove_islands(mask: Mask, *, smallest: int | None = None, share: float | None = None) -> Mask:
    """Keep only the largest component, or every component of at least ``smallest`` pixels, or of at least
    ``share`` of the largest one, where given.

    Diagonal neighbours belong together. Of equally large components the first in reading order stays.
    """
    return _near(mask, lambda part: _kept(part, smallest, share))


def _kept(mask: Mask, smallest: int | None, share: float | None = None) -> Mask:
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    keep = np.zeros(count, np.bool_)
    if smallest is not None:
        keep = areas >= smallest
    elif share is not None:
        keep = areas >= areas[1:].max(initial=0) * share
    elif count > 1:
        keep[1 + int(areas[1:].argmax())] = True
    keep[0] = False
    return np.asarray(keep[parts])


def components(mask: Mask) -> list[Mask]:
    """The separate pieces of a mask (H x W bool), the largest first; together they are the mask again.

    Diagonal neighbours belong together. Equally large pieces come in reading order.
    """
    box = mask_box(mask)
    if box is None:
        return []
    x0, y0, x1, y1 = map(int, box.as_tuple())
    inside = np.ascontiguousarray(mask[y0:y1, x0:x1])
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside.view(np.uint8), connectivity=8)
    order = np.argsort(-stats[1:count, cv2.CC_STAT_AREA], kind="stable") + 1
    found = []
    for label in order:
        piece = np.zeros_like(mask)
        piece[y0:y1, x0:x1] = labels == label
        found.append(piece)
    return found


def count_components(mask: Mask) -> int:
    """How many pieces ``components`` would give, without making them."""
    box = mask_box(mask)
    if box is None:
        return 0
    x0, y0, x1, y1 = map(int, box.as_tuple())
    inside = np.ascontiguousarray(mask[y0:y1, x0:x1])
    return int(cv2.connectedComponents(inside.view(np.uint8), connectivity=8)[0]) - 1


def moved(mask: Mask, dx: int, dy: int) -> Mask:
    """The mask some pixels further right and down; what leaves the image is cut off."""
    height, width = mask.shape
    result = np.zeros_like(mask)
    target = np.s_[max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)]
    source = np.s_[max(-dy, 0) : height + min(-dy, 0), max(-dx, 0) : width + min(-dx, 0)]
    if abs(dx) < width and abs(dy) < height:
        result[target] = mask[source]
    return result


def _near(mask: Mask, change: Callable[[Mask], NDArray[Any]]) -> Mask:
    """``change`` the object and the background round it; what is further away stays background.

    Two pixels of background on each side stand for all of it, unless the image ends there.
    """
    changed = np.zeros_like(mask)
    box = mask_box(mask)
    if box is not None:
        x0, y0, x1, y1 = map(int, box.as_tuple())
        part = np.s_[max(y0 - 2, 0) : y1 + 2, max(x0 - 2, 0) : x1 + 2]
        changed[part] = change(np.ascontiguousarray(mask[part])) != 0
    return changed
