"""The map between image pixels and device pixels of the screen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from app.canvas.raster import Rect
from samft_core.imaging.geometry import Box

SMALLEST = 1 / 64
LARGEST = 64.0
STEPS_PER_DOUBLING = 4


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """``scale`` device pixels per image pixel, and where the image's corner lies in device pixels.

    Drawing and pointing both use the whole-numbered ``origin``: an image pixel at a whole scale covers whole
    device pixels, at any screen scaling. The exact offset is kept beside it, so that zooming in and out does
    not drift.
    """

    scale: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0

    @property
    def origin(self) -> tuple[int, int]:
        """The image's top left corner in whole device pixels."""
        # Not ``round``, which takes halves to even numbers: panning by a pixel would then move the
        # image by none or two.
        return math.floor(self.offset_x + 0.5), math.floor(self.offset_y + 0.5)

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Image to device pixels."""
        ox, oy = self.origin
        return x * self.scale + ox, y * self.scale + oy

    def to_image(self, u: float, v: float) -> tuple[float, float]:
        """Device to image pixels."""
        ox, oy = self.origin
        return (u - ox) / self.scale, (v - oy) / self.scale

    def rect_to_view(self, rect: Rect) -> Rect:
        """The device pixels that show any of these image pixels."""
        u0, v0 = self.to_view(rect.x0, rect.y0)
        u1, v1 = self.to_view(rect.x1, rect.y1)
        return Rect(math.floor(u0), math.floor(v0), math.ceil(u1), math.ceil(v1))

    def panned(self, du: float, dv: float) -> ViewTransform:
        """Moved by device pixels."""
        return replace(self, offset_x=self.offset_x + du, offset_y=self.offset_y + dv)

    def zoomed(self, scale: float, u: float, v: float) -> ViewTransform:
        """At another scale, with the image position under device position ``(u, v)`` staying there."""
        scale = min(max(scale, SMALLEST), LARGEST)
        ratio = scale / self.scale
        return ViewTransform(scale, u - (u - self.offset_x) * ratio, v - (v - self.offset_y) * ratio)

    @classmethod
    def fitting(cls, box: Box, *, width: float, height: float, margin: float = 0.0) -> ViewTransform:
        """Shows ``box`` whole and centred in ``width`` x ``height`` device pixels."""
        room_x = max(width - 2 * margin, 1.0)
        room_y = max(height - 2 * margin, 1.0)
        scale = min(room_x / max(box.width, 1.0), room_y / max(box.height, 1.0))
        scale = min(max(scale, SMALLEST), LARGEST)
        cx, cy = box.centre
        return cls(scale, width / 2 - cx * scale, height / 2 - cy * scale)

    def kept_in_sight(self, *, image: tuple[int, int], view: tuple[int, int], margin: float) -> ViewTransform:
        """Shifted so that at least ``margin`` device pixels of the ``image`` (width, height) stay in the
        ``view``."""

        def kept(offset: float, length: float, room: float) -> float:
            return min(max(offset, margin - length), room - margin)

        return replace(
            self,
            offset_x=kept(self.offset_x, image[0] * self.scale, view[0]),
            offset_y=kept(self.offset_y, image[1] * self.scale, view[1]),
        )


def stepped(scale: float, steps: float) -> float:
    """The scale some wheel steps further; whole steps land on quarter powers of two, so 100 % is always
    met."""
    position = math.log2(scale) * STEPS_PER_DOUBLING
    # A touchpad's small steps go between the quarter powers; a wheel's whole ones land on them.
    if abs(steps) < 1:
        return float(2 ** ((position + steps) / STEPS_PER_DOUBLING))
    near = round(position)
    if abs(position - near) > 1e-6:
        near = math.floor(position) if steps > 0 else math.ceil(position)
    return float(2 ** ((near + math.trunc(steps)) / STEPS_PER_DOUBLING))
