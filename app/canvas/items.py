"""What the canvas is given to show, as plain values. Coordinates are continuous image pixels."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.canvas.palette import SKY_BLUE, Rgb
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, RleMask

TOOLS: Final = (
    "select",
    "box",
    "brush",
    "eraser",
    "lasso_add",
    "lasso_subtract",
    "polygon_add",
    "polygon_subtract",
    "point_add",
    "point_remove",
    "pan",
)
"""Names for set_tool. ``point_add`` sets positive points, ``point_remove`` negative ones; the right button
the other."""


class ComparisonMode(enum.StrEnum):
    """How two versions' masks are set against each other."""

    OVERLAY = "overlay"
    HOLD = "hold"
    SIDE_BY_SIDE = "side_by_side"
    WIPE = "wipe"


@dataclass(frozen=True, slots=True)
class ObjectOverlay:
    """Names the mask of an object."""

    annotation_id: int


@dataclass(frozen=True, slots=True)
class VersionOverlay:
    """Names the mask that a model version answered the current prompts with."""

    version: str


@dataclass(frozen=True, slots=True)
class BoxOverlay:
    """Names the mask that was answered for a waiting box."""

    box_id: int


OverlayId = ObjectOverlay | VersionOverlay | BoxOverlay
"""What a mask over the image belongs to; ``overlay_picked`` gives it back."""


@dataclass(frozen=True, slots=True, eq=False)
class MaskOverlay:
    """One mask to draw. Equality is identity: hand the same object in again and nothing is recomputed.

    ``mask`` is H x W bool (not to be changed afterwards) or run lengths. ``opacity`` (0 to 1) and
    ``outline_only`` override the canvas-wide settings where not None. ``dashed`` draws the outline with gaps.
    """

    id: OverlayId
    mask: Mask | RleMask
    color: Rgb = SKY_BLUE
    outline_only: bool | None = None
    opacity: float | None = None
    visible: bool = True
    label: str = ""
    dashed: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class PromptBox:
    """A box prompt. ``queued``: drawn before the model could answer; ``active``: has handles."""

    id: int
    box: Box
    queued: bool = False
    active: bool = False
    color: Rgb = SKY_BLUE
    label: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonSide:
    """One version's answer: ``title`` names version and score; ``masks`` are drawn with the side's colour
    and line."""

    title: str
    masks: tuple[Mask | RleMask, ...] = field(default=(), compare=False)


Translate = Callable[[str], str]
