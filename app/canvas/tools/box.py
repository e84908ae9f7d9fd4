"""Draw a box in any direction, with Shift beside the others; move and resize the active one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from app.canvas.box_handles import Handle, handle_at, kept_inside, on_border, resized
from app.canvas.raster import Point
from app.canvas.tools.protocol import (
    BaseTool,
    BoxChanged,
    BoxDrawn,
    Clicked,
    Cursor,
    Effects,
    Pointer,
    Scene,
    Sketch,
)
from samft_core.imaging.geometry import Box

_CURSORS: Final[dict[Handle, Cursor]] = {
    "nw": "nwse", "se": "nwse", "ne": "nesw", "sw": "nesw", "n": "ns", "s": "ns", "e": "ew", "w": "ew",
}  # fmt: skip
Grip = Handle | Literal["whole"]


def grip_at(at: Pointer, scene: Scene) -> Grip | None:
    """What a press would take hold of: a handle, the whole box (its outline, or anywhere inside with Alt)."""
    active = scene.active_box
    if active is None:
        return None
    box = active.box
    # Handles before the outline: they lie on it, and whoever aims at a corner wants to resize.
    handle = handle_at(box, at.x, at.y, scene.reach)
    if handle is not None:
        return handle
    inside = box.x0 <= at.x <= box.x1 and box.y0 <= at.y <= box.y1
    return "whole" if on_border(box, at.x, at.y, scene.reach) or (inside and at.alt) else None


def box_under(at: Pointer, scene: Scene) -> int | None:
    """The id of the smallest other box whose outline is here."""
    hits = [
        (b.box.area, b.id) for b in scene.boxes if not b.active and on_border(b.box, at.x, at.y, scene.reach)
    ]
    # Of boxes within each other the smallest, which could not be reached otherwise.
    return min(hits)[1] if hits else None


@dataclass(frozen=True, slots=True)
class Drag:
    """Taking the active box somewhere else."""

    grip: Grip
    start: Point
    original: Box

    def box(self, at: Pointer, scene: Scene) -> Box:
        """The box for this pointer position, inside the image."""
        if self.grip == "whole":
            moved = self.original.moved(at.x - self.start[0], at.y - self.start[1])
            return kept_inside(moved, width=scene.width, height=scene.height)
        return resized(self.original, self.grip, at.x, at.y).clipped(scene.width, scene.height)


class BoxTool(BaseTool):
    """Press and drag draws; a press on the active box's outline or handles changes it; a click picks."""

    name = "box"
    draws = True

    def __init__(self) -> None:
        self._start: Pointer | None = None
        self._now: Point = (0.0, 0.0)
        self._drag: Drag | None = None

    @property
    def busy(self) -> bool:
        """Whether a box is being drawn or changed."""
        return self._start is not None or self._drag is not None

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Take hold of the active box, else start a new one. Outside the image is fine: the box is cut to
        it."""
        if at.right or self.busy:
            return ()
        grip = grip_at(at, scene)
        active = scene.active_box
        if grip is not None and active is not None:
            self._drag = Drag(grip, at.at, active.box)
        else:
            self._start = at
            self._now = at.at
        return ()

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Follow the pointer."""
        if self._drag is not None:
            box = self._drag.box(at, scene)
            return (BoxChanged(box, False),) if _has_area(box) else ()
        self._now = at.at
        return ()

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """The box is there, or it was a click."""
        if self._drag is not None:
            drag = self._drag
            self._drag = None
            box = drag.box(at, scene)
            if not _has_area(box):
                # Dragged to nothing: a box that cannot be asked about is put back instead of being
                # lost.
                return (BoxChanged(drag.original, True),)
            # A press without a move changes nothing and must leave no step to undo.
            return (BoxChanged(box, True),) if at.at != drag.start else ()
        start = self._start
        self._start = None
        if start is None:
            return ()
        # A hand is never quite still between press and release; with the larger reach of gloves it may
        # move more.
        if max(abs(at.x - start.x), abs(at.y - start.y)) <= scene.reach / 2 or not self.draws:
            return (Clicked(at.x, at.y, box_under(at, scene)),)
        box = Box.from_corners(start.x, start.y, at.x, at.y).clipped(scene.width, scene.height)
        return (BoxDrawn(box, beside=at.shift),) if _has_area(box) else ()

    def cancel(self) -> Effects:
        """Drop the new box, or put the changed one back."""
        drag = self._drag
        self._drag = None
        self._start = None
        return (BoxChanged(drag.original, True),) if drag is not None else ()

    def sketch(self) -> Sketch | None:
        """The box being drawn."""
        if self._start is None or not self.draws or self._now == self._start.at:
            return None
        return Sketch(box=Box.from_corners(*self._start.at, *self._now))

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """Says whether a press moves, resizes or draws."""
        grip = self._drag.grip if self._drag is not None else grip_at(at, scene)
        if grip is None:
            return "cross" if self.draws else "arrow"
        return "move" if grip == "whole" else _CURSORS[grip]


def _has_area(box: Box) -> bool:
    """Less than a pixel cannot be a prompt."""
    return box.width >= 1 and box.height >= 1
