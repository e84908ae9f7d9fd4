"""Drawing masks onto device pixels: a see-through fill and an outline that shows on dark and on light.

The coloured line lies inside the mask and the dark halo outside, so where the two meet is exactly the
mask's edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from app.canvas.items import MaskOverlay
from app.canvas.palette import HALO, Rgb
from app.canvas.pyramid import MaskPyramid, Pixels
from app.canvas.raster import NOTHING, Rect
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, RleMask, mask_box

HALO_OPACITY = 0.65
HATCH_PERIOD = 8
HATCH_WIDTH = 3
DASH_PERIOD = 12
DASH_LENGTH = 8
_CROSS: NDArray[np.uint8] = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)


@dataclass(frozen=True, slots=True)
class MaskStyle:
    """How one mask is drawn. ``line`` is the outline's width in device pixels; 0 draws none."""

    color: Rgb
    opacity: float
    line: int
    dashed: bool = False
    hatched: bool = False


class MaskLayer:
    """One overlay, cut to its own box, ready to be sampled."""

    def __init__(self, overlay: MaskOverlay, like: MaskLayer | None = None) -> None:
        """``like`` shows the same mask in another way; what was computed for it is used again."""
        self.overlay = overlay
        mask = overlay.mask
        self.pyramid: MaskPyramid | None = cut_pyramid(mask) if like is None else like.pyramid
        self.box: Box | None = mask.box if isinstance(mask, RleMask) else mask_box(mask)

    def style(self, *, opacity: float, outline_only: bool, line: int) -> MaskStyle:
        """The overlay's own wishes over the canvas-wide settings."""
        own = self.overlay
        alone = outline_only if own.outline_only is None else own.outline_only
        fill = 0.0 if alone else (opacity if own.opacity is None else own.opacity)
        return MaskStyle(own.color, fill, line + 1 if own.selected else line, own.dashed)

    def contains(self, x: int, y: int) -> bool:
        """Whether this image pixel belongs to the mask."""
        if self.pyramid is None:
            return False
        rect = self.pyramid.rect
        inside = rect.x0 <= x < rect.x1 and rect.y0 <= y < rect.y1
        return inside and bool(self.pyramid.mask[y - rect.y0, x - rect.x0])


def cut_pyramid(mask: Mask | RleMask) -> MaskPyramid | None:
    """A pyramid of the part that holds object pixels; None where there is none."""
    rect = mask_rect(mask)
    return None if rect.empty else MaskPyramid(cut_out(mask, rect), left=rect.x0, top=rect.y0)


def mask_rect(*masks: Mask | RleMask) -> Rect:
    """Where any of these masks has object pixels; starts on multiples of MaskPyramid.ALIGN."""
    whole = NOTHING
    for mask in masks:
        box = mask.box if isinstance(mask, RleMask) else mask_box(mask)
        if box is not None:
            whole = whole.united(Rect(*map(int, box.as_tuple())))
    if whole.empty:
        return NOTHING
    align = MaskPyramid.ALIGN
    # Aligned, so that the halved levels of a cut mask have their pixels where those of the whole one
    # would.
    return Rect(whole.x0 - whole.x0 % align, whole.y0 - whole.y0 % align, whole.x1, whole.y1)


def cut_out(mask: Mask | RleMask, rect: Rect) -> Mask:
    """A copy of the mask's pixels in ``rect``, which must lie inside it."""
    if isinstance(mask, RleMask):
        return np.ascontiguousarray(mask.cut(*rect))
    return mask[rect.y0 : rect.y1, rect.x0 : rect.x1].copy()


def draw_mask(
    target: Pixels, rect: Rect, pyramid: MaskPyramid, view: ViewTransform, style: MaskStyle
) -> None:
    """Draw a mask onto ``target``, the device pixels of ``rect`` (h x w x 4, changed in place).

    The mask is sampled some pixels beyond ``rect``, so that outlines come out the same in patches of any
    size.
    """
    # As far as an outline and its halo reach, and a pixel for rounding.
    margin = style.line + 2
    part = view.rect_to_view(pyramid.rect).grown(margin).intersected(rect)
    if part.empty:
        return
    wide = part.grown(margin)
    sampled = pyramid.sample(view, wide)
    # Most strips of a scroll hold no mask; all that follows would be work for nothing.
    if not sampled.any():
        return
    region = target[part.y0 - rect.y0 : part.y1 - rect.y0, part.x0 - rect.x0 : part.x1 - rect.x0]
    body = sampled[margin:-margin, margin:-margin]
    if style.hatched:
        _blend(region, body & _stripes(part, view, HATCH_PERIOD, HATCH_WIDTH), style.color, 0.9)
    elif style.opacity > 0:
        _blend(region, body, style.color, style.opacity)
    if style.line:
        inner, outer = _edges(sampled, style.line)
        inner = inner[margin:-margin, margin:-margin]
        outer = outer[margin:-margin, margin:-margin]
        if style.dashed:
            inner &= _stripes(part, view, DASH_PERIOD, DASH_LENGTH)
        _blend_few(region, outer, HALO, HALO_OPACITY)
        _blend(region, inner, style.color, 1.0)


def _edges(mask: Mask, line: int) -> tuple[Mask, Mask]:
    """The outermost ``line`` pixels inside the mask, and the ring of one pixel outside it."""
    plain = mask.view(np.uint8)
    # Beyond the sampled part nothing is known: as with cv2's default border, no edge is drawn there.
    core = cv2.erode(plain, _CROSS, iterations=line)
    halo = cv2.dilate(plain, _CROSS)
    return np.asarray(mask & (core == 0)), np.asarray((halo != 0) & ~mask)


def _stripes(part: Rect, view: ViewTransform, period: int, width: int) -> Mask:
    """Diagonal stripes fixed to the image's corner, so that they do not swim while panning."""
    ox, oy = view.origin
    columns = np.arange(part.x0 - ox, part.x1 - ox)
    rows = np.arange(part.y0 - oy, part.y1 - oy)
    return np.asarray((columns[None, :] + rows[:, None]) % period < width)


def _blend(region: Pixels, where: Mask, color: Rgb, opacity: float) -> None:
    """Mix ``color`` into the pixels of ``region`` (h x w x 4, blue first) that ``where`` marks."""
    # Whole pixels as 32-bit words, tables of 256 entries and OpenCV's masked copy: each many times
    # faster than arithmetic on indexed bytes, and this is where a frame's time goes.
    if opacity >= 1:
        np.copyto(region.view(np.uint32)[..., 0], pixel_word(color), where=where)
        return
    mixed = cv2.LUT(region, _mixing_table(color, opacity))
    cv2.copyTo(mixed, where.view(np.uint8), region)


def _blend_few(region: Pixels, where: Mask, color: Rgb, opacity: float) -> None:
    """The same for few pixels of a large region."""
    rows, columns = np.nonzero(where)
    region[rows, columns] = np.take_along_axis(
        _mixing_table(color, opacity)[0], region[rows, columns].astype(np.intp), axis=0
    )


@lru_cache(maxsize=256)
def _mixing_table(color: Rgb, opacity: float) -> NDArray[np.uint8]:
    """For each channel and value, the value after mixing ``color`` in; 1 x 256 x 4."""
    levels = np.arange(256) * (1 - opacity)
    table = np.stack([levels + channel * opacity for channel in (*color[::-1], 255)], axis=1)
    return (table + 0.5).astype(np.uint8)[None]


def pixel_word(color: Rgb) -> np.uint32:
    """One opaque pixel of the screen's format as a number."""
    return np.array([*color[::-1], 255], np.uint8).view(np.uint32)[0]  # type: ignore[no-any-return]
