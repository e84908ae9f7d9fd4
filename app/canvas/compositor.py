"""Puts image, overlays and the active mask together, in device pixels.

Why not QGraphicsView: masks are rasters whose every pixel matters, and an item per mask would be rescaled and
blended by Qt on each repaint. Here the still part (image and all other masks) is kept as finished device
pixels, and a stroke only mixes the active mask over the few pixels it touched; the price of a stroke does not
depend on how many objects there are or how large the image is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.canvas.active_mask import ActiveMask
from app.canvas.comparison import Comparison, Pane
from app.canvas.items import MaskOverlay, OverlayId
from app.canvas.mask_rendering import MaskLayer, MaskStyle, draw_mask, pixel_word
from app.canvas.palette import SKY_BLUE, Rgb
from app.canvas.pyramid import ImagePyramid, Pixels, positions
from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.masks import Mask, RleMask

GRID_FROM = 8.0
"""The pixel grid shows from this scale on."""


@dataclass
class RenderOptions:
    """How everything is drawn; ``line`` in device pixels."""

    opacity: float = 0.35  # as the display dialog's slider starts
    outline_only: bool = False
    line: int = 2
    grid: bool = True
    difference: bool = False
    bare: bool = False
    """The image alone, without masks."""
    background: Rgb = (44, 48, 54)
    table: NDArray[np.uint8] | None = None


def adjustment_table(brightness: float, contrast: float, gamma: float) -> NDArray[np.uint8] | None:
    """256 display values; None where nothing is changed (0, 1, 1)."""
    if (brightness, contrast, gamma) == (0.0, 1.0, 1.0):
        return None
    level = (np.arange(256) / 255.0) ** (1.0 / max(gamma, 0.01))
    return np.asarray(np.clip(((level - 0.5) * contrast + 0.5 + brightness) * 255 + 0.5, 0, 255), np.uint8)


class Compositor:
    """Owns the finished pixels: ``pixels`` is H x W x 4 uint8 (blue, green, red, spare)."""

    def __init__(self) -> None:
        self.options = RenderOptions()
        self.image: ImagePyramid | None = None
        self.active: ActiveMask | None = None
        # The memory of large masks is kept for the next one: fresh pages cost more than the copying.
        self._spare: ActiveMask | None = None
        self.active_color: Rgb = SKY_BLUE
        self.comparison: Comparison | None = None
        self.transform = ViewTransform()
        self.panes: list[Pane] = []
        self.layers: list[MaskLayer] = []
        self._still: Pixels = np.zeros((1, 1, 4), np.uint8)
        self.pixels: Pixels = np.zeros((1, 1, 4), np.uint8)

    @property
    def whole(self) -> Rect:
        """All device pixels."""
        return Rect(0, 0, self.pixels.shape[1], self.pixels.shape[0])

    def resize(self, width: int, height: int) -> bool:
        """Give the view another size in device pixels; whether that changed anything."""
        if (width, height) == (self.pixels.shape[1], self.pixels.shape[0]):
            return False
        self._still = np.zeros((max(height, 1), max(width, 1), 4), np.uint8)
        self.pixels = np.zeros_like(self._still)
        return True

    def set_overlays(self, overlays: Sequence[MaskOverlay]) -> bool:
        """Take these overlays, keeping what was computed for objects handed in again; whether anything
        changed."""
        known = {id(layer.overlay): layer for layer in self.layers}
        alike = {
            layer.overlay.mask: layer for layer in self.layers if isinstance(layer.overlay.mask, RleMask)
        }
        layers = [
            known.get(id(overlay))
            or MaskLayer(overlay, alike.get(overlay.mask) if isinstance(overlay.mask, RleMask) else None)
            for overlay in overlays
        ]
        changed = layers != self.layers
        self.layers = layers
        return changed

    def show_active(self, mask: Mask | None) -> None:
        """Take another mask (copied) as the active one, or none."""
        former = self.active or self._spare
        self._spare = former
        self.active = None
        if mask is None:
            return
        if former is None or former.mask.shape != mask.shape:
            former = ActiveMask(mask)
        else:
            former.replace(mask)
        self._spare = None
        self.active = former

    def overlay_at(self, x: int, y: int) -> OverlayId | None:
        """The id of the topmost visible overlay at an image pixel."""
        for layer in reversed(self.layers):
            if layer.overlay.visible and layer.contains(x, y):
                return layer.overlay.id
        return None

    def render(self, rect: Rect | None = None) -> None:
        """Draw everything in ``rect`` (device pixels) anew."""
        rect = self.whole if rect is None else rect.intersected(self.whole)
        if rect.empty:
            return
        words = self._still.view(np.uint32)[..., 0]
        words[rect.y0 : rect.y1, rect.x0 : rect.x1] = pixel_word(self.options.background)
        for pane in self.panes:
            self._render_still(pane, pane.rect.intersected(rect))
        self._render_active(rect)

    def scroll(self, transform: ViewTransform) -> None:
        """Go to a transform that differs in position only: move the still pixels, draw what comes into
        sight."""
        (ox, oy), (x, y) = self.transform.origin, transform.origin
        du = x - ox
        dv = y - oy
        self.transform = transform
        for pane in self.panes:
            rect = pane.rect
            # What stays in sight; panes side by side must not scroll into each other.
            kept = rect.moved(du, dv).intersected(rect)
            if kept.empty:
                self._render_still(pane, rect)
                continue
            # NumPy copies overlapping parts as if through a buffer, so the direction does not matter.
            self._still[kept.y0 : kept.y1, kept.x0 : kept.x1] = self._still[
                kept.y0 - dv : kept.y1 - dv, kept.x0 - du : kept.x1 - du
            ]
            for strip in _around(kept, rect):
                self._render_still(pane, strip)
        self._render_active(self.whole)

    def render_active(self, image_rect: Rect) -> list[Rect]:
        """Draw the active mask anew over these image pixels; returns the device pixels that may have
        changed."""
        if image_rect.empty:
            return []
        dirty = []
        for pane in self.panes:
            around = pane.view(self.transform).rect_to_view(image_rect).grown(self.options.line + 2)
            part = around.intersected(pane.rect)
            if not part.empty:
                self._render_active(part)
                dirty.append(part)
        return dirty

    def _render_still(self, pane: Pane, rect: Rect) -> None:
        if rect.empty or self.image is None:
            return
        target = self._still[rect.y0 : rect.y1, rect.x0 : rect.x1]
        target.view(np.uint32)[..., 0] = pixel_word(self.options.background)
        view = pane.view(self.transform)
        options = self.options
        shown = self.image.sample(view, rect, target)
        if shown.empty:
            return
        seen = self._still[shown.y0 : shown.y1, shown.x0 : shown.x1]
        # Before grid and masks are drawn: brightness is about the image, not about what is drawn on it.
        if options.table is not None:
            seen[:] = cv2.LUT(np.ascontiguousarray(seen), options.table)
        if options.grid and view.scale >= GRID_FROM:
            _draw_grid(seen, shown, view)
        if options.bare:
            return
        for layer in self.layers:
            if layer.overlay.visible and layer.pyramid is not None:
                style = layer.style(
                    opacity=options.opacity, outline_only=options.outline_only, line=options.line
                )
                draw_mask(target, rect, layer.pyramid, view, style)
        if self.comparison is not None:
            fill = 0.0 if options.outline_only else options.opacity
            for pyramid, style in self.comparison.layers(
                pane.sides, opacity=fill, line=options.line, difference=options.difference
            ):
                draw_mask(target, rect, pyramid, view, style)

    def _render_active(self, rect: Rect) -> None:
        target = self.pixels[rect.y0 : rect.y1, rect.x0 : rect.x1]
        target[:] = self._still[rect.y0 : rect.y1, rect.x0 : rect.x1]
        if self.active is None or self.options.bare:
            return
        # While versions are compared their fills count; another fill over them would mix into a third colour.
        unfilled = self.options.outline_only or self.comparison is not None
        style = MaskStyle(self.active_color, 0.0 if unfilled else self.options.opacity, self.options.line)
        for pane in self.panes:
            part = pane.rect.intersected(rect)
            if not part.empty:
                patch = self.pixels[part.y0 : part.y1, part.x0 : part.x1]
                draw_mask(patch, part, self.active.pyramid, pane.view(self.transform), style)


def _around(inner: Rect, outer: Rect) -> list[Rect]:
    """What ``outer`` has beyond ``inner``, in up to four rectangles."""
    strips = [
        Rect(outer.x0, outer.y0, outer.x1, inner.y0),
        Rect(outer.x0, inner.y1, outer.x1, outer.y1),
        Rect(outer.x0, inner.y0, inner.x0, inner.y1),
        Rect(inner.x1, inner.y0, outer.x1, inner.y1),
    ]
    return [strip for strip in strips if not strip.empty]


def _draw_grid(seen: Pixels, rect: Rect, view: ViewTransform) -> None:
    """Shade the first device pixel of each image pixel's row and column: lighter on dark, darker on light."""
    (ox, oy), scale = view.origin, view.scale
    rows = _grid_lines(rect.y0, rect.y1, origin=oy, scale=scale)
    columns = _grid_lines(rect.x0, rect.x1, origin=ox, scale=scale)
    table = np.where(np.arange(256) < 128, np.arange(256) + 36, np.arange(256) - 36).astype(np.uint8)
    across = table[seen[rows]]
    down = table[seen[:, columns]]
    seen[rows], seen[:, columns] = across, down


def _grid_lines(start: int, stop: int, *, origin: int, scale: float) -> NDArray[np.int64]:
    return np.flatnonzero(np.diff(positions(start - 1, stop, origin=origin, scale=scale)))
