"""What the inspector tells the model: a box, and points that add or take away."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import UsageError
from samft_core.imaging.geometry import Box
from samft_core.messages.message import Message

MOST_PARTS = 8
"""Nobody boxes more pieces of one defect than these one by one; the largest count."""


@dataclass(frozen=True, slots=True)
class PointPrompt:
    """A click at ``(x, y)`` in image pixels; ``positive`` says the object is there, else that it is not."""

    x: float
    y: float
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Prompts:
    """Everything asked about one object. At least a box or a point is needed before a model can answer."""

    box: Box | None = None
    points: tuple[PointPrompt, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return self.box is None and not self.points

    def within(self, width: int, height: int) -> Prompts:
        """The same for an image of ``width`` x ``height`` pixels, the box cut to what lies in it.

        Raises UsageError where a number is none, the box lies outside, or a point does.
        """
        box = self.box
        numbers = [number for point in self.points for number in (point.x, point.y)]
        numbers += [] if box is None else box.as_tuple()
        if not all(map(math.isfinite, numbers)):
            raise UsageError(Message("prompt.no_number"), remedy=Message("remedy.give_pixels"))
        for point in self.points:
            if not (0 <= point.x <= width and 0 <= point.y <= height):
                message = Message("point.outside", x=point.x, y=point.y, width=width, height=height)
                raise UsageError(message, remedy=Message("remedy.give_point"))
        if box is None:
            return self
        inside = box.clipped(width, height)
        if inside.width <= 0 or inside.height <= 0:
            corners = ",".join(f"{number:g}" for number in box.as_tuple())
            message = Message("box.outside", box=corners, width=width, height=height)
            raise UsageError(message, remedy=Message("remedy.give_box"))
        return self if inside == box else replace(self, box=inside)

    def to_json(self) -> dict[str, Any]:
        """Plain data; ``from_json`` gives an equal object back."""
        return {
            "box": None if self.box is None else list(map(float, self.box.as_tuple())),
            "points": [[p.x, p.y, int(p.positive)] for p in self.points],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Prompts:
        """Read what ``to_json`` wrote."""
        box = data.get("box")
        return cls(
            box=None if box is None else Box(*map(float, box)),
            points=tuple(PointPrompt(float(x), float(y), bool(on)) for x, y, on in data.get("points", [])),
        )


def jitter_boxes(
    boxes: NDArray[np.floating[Any]], *, amount: float, width: float, height: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Move each side of N x 4 boxes (image pixels, float64) by itself, by up to ``amount`` of its length.

    The result is clipped to the image and keeps at least one pixel in each direction.
    """
    boxes = np.asarray(boxes, np.float64)
    sizes = np.stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]], axis=1)
    shifts = rng.uniform(-amount, amount, size=boxes.shape) * np.tile(sizes, 2)
    moved: NDArray[np.float64] = boxes + shifts
    moved[:, 0::2] = moved[:, 0::2].clip(0, width)
    moved[:, 1::2] = moved[:, 1::2].clip(0, height)
    too_thin = (moved[:, 2] - moved[:, 0] < 1) | (moved[:, 3] - moved[:, 1] < 1)
    # A box at the image's edge can lose its area by being moved and clipped; then it stays as it was
    # drawn.
    moved[too_thin] = boxes[too_thin]
    return moved
