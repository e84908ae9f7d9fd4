"""The mask being edited, and what one stroke changed in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.canvas.pyramid import MaskPyramid
from app.canvas.raster import NOTHING, Point, Rect, Spans, capsule_spans, fill_spans, polygon_mask
from samft_core.imaging.masks import Mask, MaskDelta, mask_box


class ActiveMask:
    """A working copy at full size. Edits return the image pixels to repaint.

    A second copy holds the state before the running stroke. It costs a byte per pixel and saves copying the
    whole mask when a stroke starts, where a delay would be felt.
    """

    def __init__(self, mask: Mask) -> None:
        self.pyramid = MaskPyramid(mask.copy())
        self._before = mask.copy()
        self._stroke = NOTHING
        self.spared: Mask | None = None
        """Pixels that no stroke adds, H x W bool: those of other objects."""
        self.bounds = _bounds(mask)
        """Holds all object pixels; after erasing it may be larger than needed. For placing the label."""

    @property
    def mask(self) -> Mask:
        """The working copy, H x W bool."""
        return self.pyramid.mask

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in pixels."""
        height, width = self.mask.shape
        return width, height

    @property
    def editing(self) -> bool:
        """Whether a stroke has changed something that is not finished yet."""
        return not self._stroke.empty

    def paint(self, start: Point, end: Point, *, diameter: float, value: bool) -> Rect:
        """Draw a round brush along a line."""
        width, height = self.size
        spans: Spans = capsule_spans(start, end, diameter / 2, width=width, height=height)
        rect = spans.rect
        part = self.mask[rect.y0 : rect.y1, rect.x0 : rect.x1]
        former = part.copy()
        fill_spans(self.mask, spans, value)
        self._spare(rect, former, value)
        # A brush mostly paints over what it painted a moment ago; only what is new costs repainting.
        return self._touched(_bounds(former != part).moved(rect.x0, rect.y0))

    def fill(self, points: Sequence[Point], *, value: bool) -> Rect:
        """Set the inside of a closed polygon."""
        width, height = self.size
        rect, patch = polygon_mask(points, width=width, height=height)
        former = self.mask[rect.y0 : rect.y1, rect.x0 : rect.x1].copy()
        self.mask[rect.y0 : rect.y1, rect.x0 : rect.x1][patch] = value
        self._spare(rect, former, value)
        return self._touched(rect)

    def _spare(self, rect: Rect, former: Mask, value: bool) -> None:
        """Give the spared pixels back what they were; what is taken away is never another object's."""
        if value and self.spared is not None and self.spared.shape == self.mask.shape:
            rows = slice(rect.y0, rect.y1)
            columns = slice(rect.x0, rect.x1)
            spared = self.spared[rows, columns]
            self.mask[rows, columns][spared] = former[spared]

    def finish(self) -> MaskDelta | None:
        """End the stroke: the pixels it changed, None where it changed none."""
        rect = self._stroke
        self._stroke = NOTHING
        if rect.empty:
            return None
        rows = slice(rect.y0, rect.y1)
        columns = slice(rect.x0, rect.x1)
        after = self.mask[rows, columns]
        self.bounds = self.bounds.united(rect)
        delta = MaskDelta.between(self._before[rows, columns], after)
        self._before[rows, columns] = after
        return None if delta.empty else MaskDelta(delta.x0 + rect.x0, delta.y0 + rect.y0, delta.patch)

    def abandon(self) -> Rect:
        """Take the running stroke back."""
        rect = self._stroke
        self._stroke = NOTHING
        self.mask[rect.y0 : rect.y1, rect.x0 : rect.x1] = self._before[rect.y0 : rect.y1, rect.x0 : rect.x1]
        self.pyramid.changed(rect)
        return rect

    def replace(self, mask: Mask) -> Rect:
        """Become ``mask`` (same size); ends a running stroke. Returns what changed."""
        self._stroke = NOTHING
        if np.array_equal(self.mask, mask):
            np.copyto(self._before, mask)
            return NOTHING
        rect = _bounds(self.mask != mask)
        np.copyto(self.mask, mask)
        np.copyto(self._before, mask)
        self.bounds = _bounds(mask)
        self.pyramid.changed(rect)
        return rect

    def _touched(self, rect: Rect) -> Rect:
        if rect.empty:
            return NOTHING
        self._stroke = self._stroke.united(rect)
        self.pyramid.changed(rect)
        return rect


def _bounds(mask: Mask) -> Rect:
    """The smallest rectangle round the object pixels of an H x W mask."""
    box = mask_box(mask)
    return NOTHING if box is None else Rect(*map(int, box.as_tuple()))
