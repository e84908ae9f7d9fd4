"""Which pixels a polygon covers: those whose centres lie in it. Numpy alone, as the window draws with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.masks import Mask

Ring = NDArray[np.float64]
"""N x 2 corners (x, y) in image pixels, closed from the last to the first."""

Rule = Literal["even_odd", "non_zero"]
"""What is inside: where a ring crosses itself, or where one lies in another, the two differ."""


def fill_rings(rings: Sequence[Ring], box: tuple[int, int, int, int], rule: Rule) -> Mask:
    """The pixels of ``box`` (x0, y0, x1, y1 of whole pixels, ends exclusive) that the rings cover.

    Row by row through the pixels' centres: an edge turns over all pixels right of it. Crossings are found in
    the image's own coordinates, so that a box changes no pixel.
    """
    x0, y0, x1, y1 = box
    rows, columns, steps = _crossings(rings, box)
    # A crossing left of the box still turns all of its pixels, as clipping puts it into column 0; the
    # further column at the right takes those beyond.
    shape = (y1 - y0, x1 - x0 + 1)
    if rule == "even_odd":
        turned = np.zeros(shape, np.uint8)
        # ``at`` counts two edges that cross at the same pixel; plain indexing would lose one.
        np.bitwise_xor.at(turned, (rows, columns), 1)
        np.bitwise_xor.accumulate(turned, axis=1, out=turned)
        return np.ascontiguousarray(turned[:, :-1]).view(np.bool_)
    winding = np.zeros(shape, np.int32)
    np.add.at(winding, (rows, columns), steps)
    return np.asarray(np.cumsum(winding[:, :-1], axis=1) != 0)


def _crossings(
    rings: Sequence[Ring], box: tuple[int, int, int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """Where each edge crosses each row's centre line: the row and the first column right of it, from the
    box's corner, and 1 where the edge goes down, else -1."""
    x0, y0, x1, y1 = box
    starts = np.concatenate(list(rings))
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    down = ends[:, 1] > starts[:, 1]
    # From its upper end, whichever way it is drawn: an edge that two polygons share crosses both alike.
    upper = np.where(down[:, None], starts, ends)
    lower = np.where(down[:, None], ends, starts)
    # Row y is looked at along its centre, y + 0.5. An edge counts from its upper end on and up to, but
    # not at, its lower end, so that a corner shared by two edges is crossed once.
    first = np.clip(np.ceil(upper[:, 1] - 0.5), y0, y1).astype(np.int64)
    counts = np.clip(np.ceil(lower[:, 1] - 0.5), y0, y1).astype(np.int64) - first
    edge = np.repeat(np.arange(len(starts)), counts)
    rows = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + first[edge]
    (xa, ya), (xb, yb) = upper[edge].T, lower[edge].T
    # Level edges have no row between their ends, so the division is never by 0.
    crossing = xa + (rows + 0.5 - ya) / (yb - ya) * (xb - xa)
    columns = np.clip(np.ceil(crossing - 0.5), x0, x1).astype(np.int64) - x0
    return rows - y0, columns, np.where(down[edge], 1, -1).astype(np.int32)
