"""Go round an area by hand to add or take it."""

from __future__ import annotations

from app.canvas.raster import Point
from app.canvas.tools.protocol import (
    BaseTool,
    Effects,
    FillPolygon,
    Pointer,
    Scene,
    Sketch,
    StrokeDone,
)


class LassoTool(BaseTool):
    """Press, go round, release. The right button does the opposite."""

    def __init__(self, name: str, *, value: bool) -> None:
        self.name = name
        self._value = value
        self._filling = value
        self._points: list[Point] = []

    @property
    def busy(self) -> bool:
        """Whether the button is down."""
        return bool(self._points)

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Start the outline."""
        if not self.busy:
            self._filling = self._value != at.right
            self._points = [at.at]
        return ()

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Lengthen the outline."""
        if self._points and self._points[-1] != at.at:
            self._points.append(at.at)
        return ()

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """Close the outline."""
        self.move(at, scene)
        points = tuple(self._points)
        self._points = []
        return (FillPolygon(points, self._filling), StrokeDone()) if len(points) > 2 else ()

    def cancel(self) -> Effects:
        """Drop the outline."""
        self._points = []
        return ()

    def sketch(self) -> Sketch | None:
        """The outline so far."""
        if not self._points:
            return None
        return Sketch(line=tuple(self._points), closed=True, subtract=not self._filling)
