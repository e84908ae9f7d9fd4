"""The image and masks at halved sizes, and sampling either onto device pixels.

Any rectangle of the view can be sampled alone and equals the same rectangle of a whole sampling: that is what
lets a stroke repaint only what it touched.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.masks import Mask

Pixels = NDArray[np.uint8]
NEAREST_FROM = 2.0
"""From this scale on, image pixels are shown as squares; below, they are interpolated."""


def level_for(scale: float, levels: int) -> int:
    """The coarsest level that is still at least as fine as the screen."""
    # The small number keeps a scale of exactly a half, a quarter, … from falling to the finer level by
    # rounding.
    return min(max(math.floor(math.log2(1 / scale) + 1e-9), 0), levels - 1)


def positions(start: int, stop: int, *, origin: int, scale: float) -> NDArray[np.int64]:
    """For device pixels ``start`` to ``stop``, the image pixel under each centre."""
    return np.asarray(np.floor((np.arange(start, stop) + (0.5 - origin)) / scale), np.int64)


def _covered(start: int, stop: int, *, origin: int, scale: float) -> list[NDArray[np.int64]]:
    """For device pixels ``start`` to ``stop``, every image pixel each one touches, for scales of a half and
    more."""
    if scale >= 1:
        return [positions(start, stop, origin=origin, scale=scale)]
    edges = np.arange(start - origin, stop - origin + 1) / scale
    first = np.asarray(np.floor(edges[:-1] + 1e-9), np.int64)
    last = np.asarray(np.ceil(edges[1:] - 1e-9), np.int64) - 1
    return [first, np.minimum(first + 1, last), last]


class ImagePyramid:
    """An image (H x W x 3 RGB uint8), kept as blue, green, red and a spare byte, as the screen wants it."""

    def __init__(self, rgb: Pixels) -> None:
        self.height = int(rgb.shape[0])
        self.width = int(rgb.shape[1])
        level: Pixels = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2BGRA).astype(
            np.uint8, copy=False
        )
        self._levels = [level]
        # Smaller levels save nothing: what they would be used for fits into a thumbnail.
        while min(level.shape[:2]) > 32:
            level = _halved(level)
            self._levels.append(level)

    @property
    def nbytes(self) -> int:
        """The memory it takes."""
        return sum(level.nbytes for level in self._levels)

    def small(self, side: int) -> Pixels:
        """The smallest kept size whose longer side has ``side`` pixels or more, h x w x 4."""
        fitting = [level for level in self._levels if max(level.shape[:2]) >= side]
        return fitting[-1] if fitting else self._levels[0]

    def value(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of one pixel."""
        blue, green, red, _ = self._levels[0][y, x].tolist()
        return red, green, blue

    def sample(self, transform: ViewTransform, rect: Rect, out: Pixels) -> Rect:
        """Draw the part of ``rect`` (device pixels) that shows image into ``out`` (its pixels, h x w x 4).

        Returns that part; the rest of ``out`` is left alone.
        """
        part = transform.rect_to_view(Rect(0, 0, self.width, self.height)).intersected(rect)
        if part.empty:
            return part
        target = out[part.y0 - rect.y0 : part.y1 - rect.y0, part.x0 - rect.x0 : part.x1 - rect.x0]
        if transform.scale >= NEAREST_FROM or transform.scale == 1.0:
            target[:] = self._nearest(transform, part)
        else:
            target[:] = self._interpolated(transform, part)
        return part

    def _nearest(self, transform: ViewTransform, rect: Rect) -> Pixels:
        (ox, oy), scale = transform.origin, transform.scale
        columns = positions(rect.x0, rect.x1, origin=ox, scale=scale).clip(0, self.width - 1)
        rows = positions(rect.y0, rect.y1, origin=oy, scale=scale).clip(0, self.height - 1)
        x0 = int(columns[0])
        y0 = int(rows[0])
        source = self._levels[0][y0 : rows[-1] + 1, x0 : columns[-1] + 1]
        # At one to one the pixels are those of the image: a view of them, nothing to be computed.
        if scale == 1.0:
            return source
        # One 32-bit number a pixel: four times fewer elements to move. Columns first, there are fewer rows
        # yet.
        words = np.ascontiguousarray(source).view(np.uint32)[..., 0]
        return words.take(columns - x0, axis=1).take(rows - y0, axis=0)[..., None].view(np.uint8)

    def _interpolated(self, transform: ViewTransform, rect: Rect) -> Pixels:
        index = level_for(transform.scale, len(self._levels))
        level = self._levels[index]
        scale = transform.scale * 2**index
        (ox, oy), (height, width) = transform.origin, level.shape[:2]
        # Cut first: OpenCV's warp takes no source of 32767 pixels or more.
        x0 = max(math.floor((rect.x0 - ox) / scale) - 2, 0)
        y0 = max(math.floor((rect.y0 - oy) / scale) - 2, 0)
        x1 = min(math.ceil((rect.x1 - ox) / scale) + 2, width)
        y1 = min(math.ceil((rect.y1 - oy) / scale) + 2, height)
        matrix = np.array(
            [
                [1 / scale, 0, (rect.x0 + 0.5 - ox) / scale - 0.5 - x0],
                [0, 1 / scale, (rect.y0 + 0.5 - oy) / scale - 0.5 - y0],
            ]
        )
        size = (rect.x1 - rect.x0, rect.y1 - rect.y0)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        drawn = cv2.warpAffine(
            level[y0:y1, x0:x1], matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(drawn, np.uint8)


def _halved(level: Pixels) -> Pixels:
    """Means of 2 x 2 pixels; an odd last row or column is repeated, so that level positions stay exact
    halves."""
    height, width = level.shape[:2]
    if height % 2 or width % 2:
        level = cv2.copyMakeBorder(level, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE).astype(
            np.uint8, copy=False
        )
    size = ((width + 1) // 2, (height + 1) // 2)
    return np.asarray(cv2.resize(level, size, interpolation=cv2.INTER_AREA), np.uint8)


class MaskPyramid:
    """A mask that can be sampled at any scale and changed in place.

    A coarser pixel is set where any of its four is: a scratch one pixel wide stays a line when zoomed out, at
    the price of being drawn up to one device pixel too wide. ``left`` and ``top`` place a cut-out mask in its
    image.
    """

    LEVELS = 7
    ALIGN = 64
    """Cut-outs start at multiples of this, so that their coarser pixels coincide with the whole image's."""

    def __init__(self, mask: Mask, *, left: int = 0, top: int = 0) -> None:
        self.left = left
        self.top = top
        self._levels: list[Mask] = [mask]

    @property
    def mask(self) -> Mask:
        """The mask at full size; after changing it call ``changed``."""
        return self._levels[0]

    @property
    def rect(self) -> Rect:
        """Where the mask lies in its image."""
        height, width = self.mask.shape
        return Rect(self.left, self.top, self.left + width, self.top + height)

    def changed(self, rect: Rect) -> None:
        """Bring the coarser levels up to date for these image pixels."""
        rect = rect.intersected(self.rect).moved(-self.left, -self.top)
        if rect.empty:
            return
        for fine, coarse in zip(self._levels, self._levels[1:], strict=False):
            rect = Rect(rect.x0 // 2, rect.y0 // 2, (rect.x1 + 1) // 2, (rect.y1 + 1) // 2)
            part = fine[2 * rect.y0 : 2 * rect.y1, 2 * rect.x0 : 2 * rect.x1]
            coarse[rect.y0 : rect.y1, rect.x0 : rect.x1] = _any_of_four(part)

    def sample(self, transform: ViewTransform, rect: Rect) -> Mask:
        """The mask on the device pixels of ``rect``, h x w bool; False beyond the mask."""
        out = np.zeros((rect.y1 - rect.y0, rect.x1 - rect.x0), np.bool_)
        part = transform.rect_to_view(self.rect).intersected(rect)
        if part.empty:
            return out
        index = level_for(transform.scale, self.LEVELS)
        while len(self._levels) <= index:  # made when first looked at from that far
            self._levels.append(_any_of_four(self._levels[-1]))
        level = self._levels[index]
        scale = transform.scale * 2**index
        left = self.left >> index
        top = self.top >> index
        (ox, oy), (height, width) = transform.origin, level.shape
        rows = [r - top for r in _covered(part.y0, part.y1, origin=oy, scale=scale)]
        columns = [c - left for c in _covered(part.x0, part.x1, origin=ox, scale=scale)]
        # A border of background stands in for everything beyond the mask.
        y0 = max(int(rows[0][0]), 0)
        y1 = min(int(rows[-1][-1]) + 1, height)
        x0 = max(int(columns[0][0]), 0)
        x1 = min(int(columns[-1][-1]) + 1, width)
        if y1 <= y0 or x1 <= x0:
            return out
        cut = np.zeros((y1 - y0 + 2, x1 - x0 + 2), np.bool_)
        cut[1:-1, 1:-1] = level[y0:y1, x0:x1]
        across = _any_along(cut, [(c - x0 + 1).clip(0, cut.shape[1] - 1) for c in columns], axis=1)
        drawn = _any_along(across, [(r - y0 + 1).clip(0, cut.shape[0] - 1) for r in rows], axis=0)
        out[part.y0 - rect.y0 : part.y1 - rect.y0, part.x0 - rect.x0 : part.x1 - rect.x0] = drawn
        return out


def _any_along(mask: Mask, choices: list[NDArray[np.int64]], *, axis: int) -> Mask:
    drawn = mask.take(choices[0], axis=axis)
    for choice in choices[1:]:
        drawn |= mask.take(choice, axis=axis)
    return drawn


def _any_of_four(mask: Mask) -> Mask:
    height, width = mask.shape
    if height % 2 or width % 2:
        mask = np.pad(mask, ((0, height % 2), (0, width % 2)))
    rows = mask[0::2] | mask[1::2]
    return np.asarray(rows.view(np.uint16) != 0)  # two neighbours at once
