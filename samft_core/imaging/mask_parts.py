"""The parts of a mask as an inspector would box them: pieces that lie apart. Free of torch."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_box
from samft_core.imaging.prompts import MOST_PARTS

GAP = 0.03
"""Pieces nearer to each other than this share of the whole mask's longer side are one part: a crack drawn by
hand breaks off for a pixel or two."""

LEAST_SHARE = 0.01
"""A part below this share of the largest one is a speck, which nobody boxes."""


def parts_of(mask: Mask) -> list[Mask]:
    """The parts of a mask (H x W bool), the largest first; the mask itself where it is of one piece.

    A part is the pieces that lie close together. Specks belong to none.
    """
    whole = mask_box(mask)
    if whole is None:
        return []
    x0, y0, x1, y1 = map(int, whole.as_tuple())
    inside = mask[y0:y1, x0:x1]
    reach = max(1, round(GAP * max(inside.shape) / 2))
    labels = _joined(inside, reach)
    sizes = np.bincount(labels[inside], minlength=int(labels.max()) + 1)
    order = [int(label) for label in np.argsort(-sizes, kind="stable") if label and sizes[label]]
    kept = [label for label in order if sizes[label] >= LEAST_SHARE * sizes[order[0]]][:MOST_PARTS]
    if len(kept) < 2:
        return [mask]
    found = []
    for label in kept:
        part = np.zeros_like(mask)
        part[y0:y1, x0:x1] = inside & (labels == label)
        found.append(part)
    return found


def boxed_parts(mask: Mask) -> list[tuple[Mask, Box]]:
    """Each part's box and what an inspector means by it; empty where the mask is of one piece.

    That is all parts of which at least half lies inside the box: a speck within a ring comes with the ring.
    """
    parts = parts_of(mask)
    if len(parts) < 2:
        return []
    found = []
    for part in parts:
        box = mask_box(part)
        assert box is not None  # a part has pixels
        x0, y0, x1, y1 = map(int, box.as_tuple())
        meant = np.zeros_like(mask)
        for other in parts:
            if 2 * np.count_nonzero(other[y0:y1, x0:x1]) >= np.count_nonzero(other):
                meant |= other
        around = mask_box(meant)
        assert around is not None  # the part itself is in it
        found.append((meant, around))
    return found


def _joined(inside: Mask, reach: int) -> NDArray[np.int32]:
    """To which group of pieces each pixel belongs, 0 for none; twice ``reach`` is bridged."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    padded = np.pad(inside.astype(np.uint8), reach)
    _, labels = cv2.connectedComponents(cv2.dilate(padded, kernel), connectivity=8, ltype=cv2.CV_32S)
    return np.asarray(labels[reach:-reach, reach:-reach], np.int32)
