"""Click corner after corner to add or take an area."""

from __future__ import annotations

import math

from app.canvas.raster import Point
from app.canvas.tools.protocol import (
    BaseTool,
    Effects,
    FillPolygon,
    Key,
    Pointer,
    Scene,
    Sketch,
    StrokeDone,
)


class PolygonTool(BaseTool):
    """A click sets a corner. The first corner, a double click or Return closes; Backspace takes a corner
    back."""

    def __init__(self, name: str, *, value: bool) -> None:
        self.name = name
        self._value = value
        self._points: list[Point] = []
        self._now: Point = (0.0, 0.0)
        self._at_first = False

    @property
    def busy(self) -> bool:
        """Whether there is a corner."""
        return bool(self._points)

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Set a corner or close."""
        if at.right:
            return self.key("back", scene)
        self._now = at.at
        if at.clicks > 1 or self._closes(at, scene):
            return self.key("confirm", scene)
        self._points.append(at.at)
        return ()

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Aim the next side."""
        self._now, self._at_first = at.at, self._closes(at, scene)
        return ()

    def key(self, key: Key, scene: Scene) -> Effects:
        """Close, or take the last corner back."""
        if key == "back":
            self._points = self._points[:-1]
            return ()
        points = tuple(self._points)
        self._points = []
        self._at_first = False
        return (FillPolygon(points, self._value), StrokeDone()) if len(points) > 2 else ()

    def cancel(self) -> Effects:
        """Drop the corners."""
        self._points = []
        self._at_first = False
        return ()

    def sketch(self) -> Sketch | None:
        """The corners, and a line to the pointer."""
        if not self._points:
            return None
        end = () if self._at_first else (self._now,)
        return Sketch(
            None, (*self._points, *end), closed=True, snapped=self._at_first, subtract=not self._value
        )

    def _closes(self, at: Pointer, scene: Scene) -> bool:
        return len(self._points) > 2 and math.dist(self._points[0], at.at) <= scene.reach
