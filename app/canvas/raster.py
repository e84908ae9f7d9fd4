"""Which pixels a stroke or a lasso covers, as pure functions.

A pixel belongs to a shape where its centre does: pixel ``i`` covers ``[i, i + 1)``, its centre is ``i +
0.5``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.masks import Mask
from samft_core.imaging.polygon_fill import fill_rings

Point = tuple[float, float]


_EPSILON = 1e-9


class Rect(NamedTuple):
    """Whole pixels ``x0 <= x < x1``, ``y0 <= y < y1``."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.x1 <= self.x0 or self.y1 <= self.y0

    def intersected(self, other: Rect) -> Rect:
        """The common part; may be empty."""
        return Rect(
            max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1)
        )

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle round both; an empty one adds nothing."""
        if self.empty or other.empty:
            return other if self.empty else self
        return Rect(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    def grown(self, margin: int) -> Rect:
        """Larger by ``margin`` on every side."""
        return Rect(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def moved(self, dx: int, dy: int) -> Rect:
        """The same size elsewhere."""
        return Rect(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


NOTHING = Rect(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Spans:
    """One run of pixels per row: row ``y0 + i`` holds ``starts[i] <= x < stops[i]``."""

    y0: int
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]

    @property
    def rect(self) -> Rect:
        """The smallest rectangle round all runs."""
        filled = self.stops > self.starts
        if not filled.any():
            return NOTHING
        rows = np.flatnonzero(filled)
        return Rect(
            int(self.starts[filled].min()),
            self.y0 + int(rows[0]),
            int(self.stops[filled].max()),
            self.y0 + int(rows[-1]) + 1,
        )


def capsule_spans(start: Point, end: Point, radius: float, *, width: int, height: int) -> Spans:
    """The pixels of a round brush drawn along a straight line, clipped to the image.

    A capsule is convex, so each row holds one run; its ends lie on an end disc or on a long side. A brush
    under a pixel of radius also paints every pixel that its centre line crosses, so that thin strokes have no
    gaps.
    """
    ya = start[1]
    yb = end[1]
    reach = max(radius, 0.5)
    y0 = max(math.floor(min(ya, yb) - reach), 0)
    y1 = min(math.ceil(max(ya, yb) + reach), height)
    if y1 <= y0:
        return Spans(0, np.zeros(0, np.int64), np.zeros(0, np.int64))
    # The centres of the rows, where a pixel is decided on.
    rows = np.arange(y0, y1, dtype=np.float64) + 0.5
    lo, hi = _capsule_rows(rows, start, end, radius)
    # Empty rows are (+inf, -inf): clip first, so that they turn into empty runs and no number overflows.
    # The small number lets a centre that lies exactly on the edge belong to the brush at both ends
    # alike.
    starts = np.ceil(np.clip(lo - 0.5 - _EPSILON, 0, width)).astype(np.int64)
    stops = np.floor(np.clip(hi - 0.5 + _EPSILON, -1, width - 1)).astype(np.int64) + 1
    if radius < 1:
        line_lo, line_hi = _segment_cells(rows, start, end)
        cell_starts = np.clip(np.floor(line_lo), 0, width).astype(np.int64)
        cell_stops = np.clip(np.floor(line_hi), -1, width - 1).astype(np.int64) + 1
        only_cells = stops <= starts
        starts = np.where(only_cells, cell_starts, np.minimum(starts, cell_starts))
        stops = np.where(only_cells, cell_stops, np.maximum(stops, cell_stops))
    return Spans(y0, starts, stops)


def _capsule_rows(
    rows: NDArray[np.float64], start: Point, end: Point, radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each row's centre line enters and leaves the capsule; (inf, -inf) where it does not."""
    lo = np.full(rows.shape, np.inf)
    hi = np.full(rows.shape, -np.inf)
    for x, y in (start, end):
        square = radius * radius - (rows - y) ** 2
        half = np.sqrt(np.maximum(square, 0))
        inside = square >= -_EPSILON
        lo = np.where(inside, np.minimum(lo, x - half), lo)
        hi = np.where(inside, np.maximum(hi, x + half), hi)
    (xa, ya), (xb, yb) = start, end
    length = math.hypot(xb - xa, yb - ya)
    if abs(yb - ya) > _EPSILON:
        # The long sides lie a radius to the left and right of the line, along its normal.
        nx = -(yb - ya) / length * radius
        ny = (xb - xa) / length * radius
        for sign in (1, -1):
            side_x = xa + sign * nx
            side_y = ya + sign * ny
            along = (rows - side_y) / (yb - ya)
            inside = (along >= 0) & (along <= 1)
            crossing = side_x + along * (xb - xa)
            lo = np.where(inside, np.minimum(lo, crossing), lo)
            hi = np.where(inside, np.maximum(hi, crossing), hi)
    return lo, hi


def _segment_cells(
    rows: NDArray[np.float64], start: Point, end: Point
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The x range of the segment inside each row of pixels; (inf, -inf) in rows it does not touch."""
    (xa, ya), (xb, yb) = (start, end) if start[1] <= end[1] else (end, start)
    top = np.maximum(rows - 0.5, ya)
    bottom = np.minimum(rows + 0.5, yb)
    touched = (bottom > top) | ((top == bottom) & (np.floor(top) == rows - 0.5))
    if yb - ya <= _EPSILON:
        first = np.full(rows.shape, xa)
        last = np.full(rows.shape, xb)
    else:
        first = xa + (top - ya) / (yb - ya) * (xb - xa)
        last = xa + (bottom - ya) / (yb - ya) * (xb - xa)
    lo = np.minimum(first, last)
    hi = np.maximum(first, last)
    return np.where(touched, lo, np.inf), np.where(touched, hi, -np.inf)


def fill_spans(mask: Mask, spans: Spans, value: bool) -> None:
    """Set the runs' pixels in ``mask`` (H x W bool) in place."""
    row = spans.y0
    for start, stop in zip(spans.starts.tolist(), spans.stops.tolist(), strict=True):
        if stop > start:
            mask[row, start:stop] = value
        row += 1


def polygon_mask(points: Sequence[Point], *, width: int, height: int) -> tuple[Rect, Mask]:
    """The pixels inside a closed polygon, as a patch and where it lies; non-zero winding, clipped to the
    image.

    Non-zero, because a lasso that crosses itself means the whole of what it went round.
    """
    corners = np.asarray(points, np.float64).reshape(-1, 2)
    if len(corners) < 3:
        return NOTHING, np.zeros((0, 0), np.bool_)
    low = corners.min(axis=0)
    high = corners.max(axis=0)
    rect = Rect(*np.floor(low).astype(int).tolist(), *np.ceil(high).astype(int).tolist())
    rect = rect.intersected(Rect(0, 0, width, height))
    if rect.empty:
        return NOTHING, np.zeros((0, 0), np.bool_)
    return rect, fill_rings([corners], rect, "non_zero")
