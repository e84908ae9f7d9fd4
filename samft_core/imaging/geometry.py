"""Boxes, and the map between an image and the square that the encoder sees.

Coordinates are continuous pixels: pixel ``i`` covers ``[i, i + 1)``, so the box of a mask ends one past its
last pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ENCODER_SIDE = 1024
"""Side in pixels of the square that SAM's image encoder reads."""


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box in image pixels, ``x0 < x1`` and ``y0 < y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def from_corners(cls, xa: float, ya: float, xb: float, yb: float) -> Box:
        """Build the box from any two opposite corners."""
        return cls(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle ``(x, y)``."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def clipped(self, width: float, height: float) -> Box:
        """The part inside a ``width`` x ``height`` image; may have no area."""
        return Box(
            min(max(self.x0, 0.0), width),
            min(max(self.y0, 0.0), height),
            min(max(self.x1, 0.0), width),
            min(max(self.y1, 0.0), height),
        )

    def moved(self, dx: float, dy: float) -> Box:
        """The same box shifted by ``(dx, dy)`` pixels."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def iou(self, other: Box) -> float:
        """Intersection over union with another box, 0 to 1."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        shared = max(width, 0.0) * max(height, 0.0)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0

    def as_tuple(self) -> tuple[float, float, float, float]:
        """``(x0, y0, x1, y1)``."""
        return self.x0, self.y0, self.x1, self.y1


@dataclass(frozen=True, slots=True)
class View:
    """Which part of an image the encoder sees, and in which orientation.

    ``crop`` is ``(x0, y0, x1, y1)`` in whole image pixels inside the image (None: the whole image); then the
    view is mirrored left to right, then turned ``quarter_turns`` times counter-clockwise (``numpy.rot90``).
    ``stretched``: the encoder sees its contrast stretched (``preprocess.stretch_contrast``).
    """

    crop: tuple[int, int, int, int] | None = None
    mirrored: bool = False
    quarter_turns: int = 0
    stretched: bool = False

    @property
    def key(self) -> str:
        """A short stable text, part of the embedding's cache key."""
        crop = "full" if self.crop is None else "-".join(map(str, self.crop))
        return f"{crop}/{'m' if self.mirrored else 'n'}{self.quarter_turns % 4}{'s' * self.stretched}"

    def render(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Cut and orient ``pixels`` (H x W or H x W x C, any dtype); contiguous. Contrast stays as it is."""
        part = pixels
        if self.crop is not None:
            x0, y0, x1, y1 = self.crop
            part = part[y0:y1, x0:x1]
        if self.mirrored:
            part = part[:, ::-1]
        return np.ascontiguousarray(np.rot90(part, self.quarter_turns % 4))

    def restore(self, oriented: NDArray[Any]) -> NDArray[Any]:
        """Undo the orientation (not the crop) of ``oriented`` (H x W, any dtype); contiguous."""
        part = np.rot90(oriented, -(self.quarter_turns % 4))
        if self.mirrored:
            part = part[:, ::-1]
        return np.ascontiguousarray(part)


FULL_VIEW = View()


def square_crop(
    box: Box, *, scale: float, width: int, height: int, minimum: int = 64
) -> tuple[int, int, int, int]:
    """The square of ``scale`` times the longer side of ``box`` round its centre, shifted into the image.

    Where the image is smaller than the square in one direction, the crop spans the image in that direction.
    Returns whole pixels ``(x0, y0, x1, y1)``.
    """
    side = max(round(max(box.width, box.height) * scale), minimum)
    cx, cy = box.centre

    def span(centre: float, limit: int) -> tuple[int, int]:
        length = min(side, limit)
        start = min(max(round(centre - length / 2), 0), limit - length)
        return start, start + length

    (x0, x1), (y0, y1) = span(cx, width), span(cy, height)
    return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Frame:
    """The map between image pixels and the encoder's square for one view.

    The view's longest side becomes ``side`` pixels; the rest is padding, right and bottom.
    """

    image_width: int
    image_height: int
    view: View = FULL_VIEW
    side: int = ENCODER_SIDE

    @property
    def crop(self) -> tuple[int, int, int, int]:
        """The crop in image pixels; the whole image where the view has none."""
        return self.view.crop or (0, 0, self.image_width, self.image_height)

    @property
    def view_size(self) -> tuple[int, int]:
        """``(height, width)`` in pixels of the oriented crop, before scaling."""
        x0, y0, x1, y1 = self.crop
        height = y1 - y0
        width = x1 - x0
        return (width, height) if self.view.quarter_turns % 2 else (height, width)

    @property
    def content_size(self) -> tuple[int, int]:
        """``(height, width)`` in encoder pixels that hold image, rounded as SAM's ResizeLongestSide does."""
        height, width = self.view_size
        scale = self.side / max(height, width)
        # Not ``round``, which rounds halves to even: another size by one pixel would move every
        # embedding.
        return int(height * scale + 0.5), int(width * scale + 0.5)

    def points_to_frame(self, points: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """Map image points (N x 2, ``x, y``) to encoder pixels (float32 N x 2)."""
        x0, y0, x1, y1 = self.crop
        width = x1 - x0
        height = y1 - y0
        x = np.asarray(points, np.float64)[:, 0] - x0
        y = np.asarray(points, np.float64)[:, 1] - y0
        if self.view.mirrored:
            x = width - x
        for _ in range(self.view.quarter_turns % 4):
            # A quarter turn as ``numpy.rot90`` does it: what was at the right is at the top.
            x, y = y, width - x
            width, height = height, width
        content_height, content_width = self.content_size
        scaled = np.stack([x * (content_width / width), y * (content_height / height)], axis=1)
        return scaled.astype(np.float32)

    def boxes_to_frame(self, boxes: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """Map image boxes (N x 4, ``x0, y0, x1, y1``) to encoder pixels (float32 N x 4).

        Corners are in order again.
        """
        corners = self.points_to_frame(np.asarray(boxes, np.float64).reshape(-1, 2)).reshape(-1, 2, 2)
        # Mirroring and turning swap left and right, top and bottom; SAM wants the upper left corner
        # first.
        return np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
