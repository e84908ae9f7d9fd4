"""Two versions' masks against each other: which side is shown where, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.canvas import palette
from app.canvas.items import ComparisonMode, ComparisonSide
from app.canvas.mask_rendering import MaskStyle, cut_out, mask_rect
from app.canvas.pyramid import MaskPyramid
from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.masks import Mask, RleMask

Which = Literal["left", "right"]
BOTH: tuple[Which, ...] = ("left", "right")
DIVIDER = 2
"""Device pixels between panes that lie side by side."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of the view that shows the image: where, shifted by how much, and which sides of the
    comparison."""

    rect: Rect
    shift: int = 0
    sides: tuple[Which, ...] = ()

    def view(self, transform: ViewTransform) -> ViewTransform:
        """The pane's own map; panes side by side share scale and position."""
        return transform.panned(self.shift, 0) if self.shift else transform


class Comparison:
    """The masks of both sides, ready to draw."""

    def __init__(self, mode: ComparisonMode, left: ComparisonSide, right: ComparisonSide) -> None:
        self.mode = mode
        self.left = left
        self.right = right
        rect = mask_rect(*left.masks, *right.masks)
        unions = {"left": _union(left, rect), "right": _union(right, rect)}
        self._pyramids: dict[Which, MaskPyramid | None] = {
            "left": _pyramid(unions["left"], rect),
            "right": _pyramid(unions["right"], rect),
        }
        self._difference = _pyramid(unions["left"] ^ unions["right"], rect)

    def shows(self, mode: ComparisonMode, left: ComparisonSide, right: ComparisonSide) -> bool:
        """Whether this is what would be made of these: then it need not be made again."""
        return self.mode is mode and _equal(self.left, left) and _equal(self.right, right)

    def layers(
        self, sides: tuple[Which, ...], *, opacity: float, line: int, difference: bool
    ) -> list[tuple[MaskPyramid, MaskStyle]]:
        """What to draw for these sides. Over each other there is no fill: two fills would mix into a third
        colour."""
        drawn: list[tuple[MaskPyramid, MaskStyle]] = []
        fill = 0.0 if len(sides) == 2 else opacity
        for side in sides:
            pyramid = self._pyramids[side]
            if pyramid is not None:
                color = palette.LEFT if side == "left" else palette.RIGHT
                drawn.append((pyramid, MaskStyle(color, fill, line, dashed=side == "right")))
        if difference and self._difference is not None:
            # Below the outlines, which must stay readable on it.
            drawn.insert(0, (self._difference, MaskStyle(palette.DIFFERENCE, 0.0, 0, hatched=True)))
        return drawn

    def panes(self, width: int, height: int, *, held: bool, wipe: float) -> list[Pane]:
        """How the view of ``width`` x ``height`` device pixels is divided; ``wipe`` is the divider, 0 to
        1."""
        whole = Rect(0, 0, width, height)
        if self.mode is ComparisonMode.OVERLAY:
            return [Pane(whole, sides=BOTH)]
        if self.mode is ComparisonMode.HOLD:
            return [Pane(whole, sides=("right",) if held else ("left",))]
        if self.mode is ComparisonMode.WIPE:
            at = min(max(round(width * wipe), 0), width)
            return [
                Pane(Rect(0, 0, at, height), 0, ("left",)),
                Pane(Rect(at, 0, width, height), 0, ("right",)),
            ]
        half = (width - DIVIDER) // 2
        start = width - half
        return [
            Pane(Rect(0, 0, half, height), 0, ("left",)),
            Pane(Rect(start, 0, width, height), start, ("right",)),
        ]

    def title(self, side: Which) -> str:
        """What the pane of this side is called."""
        return self.left.title if side == "left" else self.right.title


def _union(side: ComparisonSide, rect: Rect) -> Mask:
    """All masks of a side as one, on the pixels of ``rect``."""
    whole = np.zeros((rect.y1 - rect.y0, rect.x1 - rect.x0), np.bool_)
    for mask in side.masks:
        whole |= cut_out(mask, rect)
    return whole


def _pyramid(mask: Mask, rect: Rect) -> MaskPyramid | None:
    return MaskPyramid(mask, left=rect.x0, top=rect.y0) if mask.any() else None


def _equal(one: ComparisonSide, other: ComparisonSide) -> bool:
    """Same title and masks; arrays by identity, which is enough for a caller that hands the same ones in
    again."""
    if one.title != other.title or len(one.masks) != len(other.masks):
        return False
    pairs = zip(one.masks, other.masks, strict=True)
    return all(a is b or (isinstance(a, RleMask) and isinstance(b, RleMask) and a == b) for a, b in pairs)
