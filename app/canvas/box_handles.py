"""The handles of a box: where they lie, which one is under the cursor, and what pulling one does."""

from __future__ import annotations

from typing import Literal

from samft_core.imaging.geometry import Box

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
_HANDLES: tuple[tuple[Handle, float, float], ...] = (
    ("nw", 0, 0), ("ne", 1, 0), ("se", 1, 1), ("sw", 0, 1),
    ("n", 0.5, 0), ("e", 1, 0.5), ("s", 0.5, 1), ("w", 0, 0.5),
)  # fmt: skip


def handle_points(box: Box) -> list[tuple[Handle, float, float]]:
    """The eight resize handles, corners first (they win where a small box makes handles overlap)."""
    return [(name, box.x0 + fx * box.width, box.y0 + fy * box.height) for name, fx, fy in _HANDLES]


def handle_at(box: Box, x: float, y: float, reach: float) -> Handle | None:
    """The nearest handle within ``reach`` image pixels (in x and in y) of a position."""
    near = [
        (max(abs(hx - x), abs(hy - y)), index, name)
        for index, (name, hx, hy) in enumerate(handle_points(box))
        if max(abs(hx - x), abs(hy - y)) <= reach
    ]
    # The index comes before the name in the tuple: at equal distance corners win, as they come first.
    return min(near)[2] if near else None


def on_border(box: Box, x: float, y: float, reach: float) -> bool:
    """Whether a position lies within ``reach`` image pixels of the box's outline."""
    outside = max(box.x0 - x, x - box.x1, box.y0 - y, y - box.y1)
    if outside > 0:
        return outside <= reach
    return min(x - box.x0, box.x1 - x, y - box.y0, box.y1 - y) <= reach


def resized(box: Box, handle: Handle, x: float, y: float) -> Box:
    """The box with a handle's sides dragged to a position; sides may pass each other."""
    x0, y0, x1, y1 = box.as_tuple()
    if "w" in handle:
        x0 = x
    if "e" in handle:
        x1 = x
    if "n" in handle:
        y0 = y
    if "s" in handle:
        y1 = y
    return Box.from_corners(x0, y0, x1, y1)


def kept_inside(box: Box, *, width: float, height: float) -> Box:
    """The box shifted, not cut, into the image as far as it fits; then clipped."""
    dx = max(-box.x0, 0.0) - max(box.x1 - width, 0.0)
    dy = max(-box.y0, 0.0) - max(box.y1 - height, 0.0)
    return box.moved(dx, dy).clipped(width, height)
