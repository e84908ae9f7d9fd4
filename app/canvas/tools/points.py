"""Points that tell the model what belongs to the object and what does not."""

from __future__ import annotations

from dataclasses import replace

from app.canvas.tools.protocol import BaseTool, Cursor, Effects, Pointer, PointsChanged, Scene
from samft_core.imaging.prompts import PointPrompt


class PointTool(BaseTool):
    """A click sets a point, a click on a point takes it away, dragging one moves it. The right button sets
    the other kind."""

    def __init__(self, name: str, *, positive: bool) -> None:
        self.name = name
        self._positive = positive
        self._held: int | None = None
        self._original: tuple[PointPrompt, ...] = ()
        self._moved = False

    @property
    def busy(self) -> bool:
        """Whether a point is held."""
        return self._held is not None

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Take hold of a point, or set one."""
        if self.busy:
            return ()
        near = _nearest(at, scene)
        if near is not None:
            self._held = near
            self._original = scene.points
            self._moved = False
            return ()
        if not (0 <= at.x < scene.width and 0 <= at.y < scene.height):
            return ()
        return (PointsChanged((*scene.points, PointPrompt(at.x, at.y, self._positive != at.right))),)

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Drag the held point."""
        if self._held is None:
            return ()
        point = self._original[self._held]
        if not self._moved and max(abs(point.x - at.x), abs(point.y - at.y)) <= scene.reach:
            return ()
        self._moved = True
        x = min(max(at.x, 0.0), scene.width - 0.01)
        y = min(max(at.y, 0.0), scene.height - 0.01)
        points = list(self._original)
        points[self._held] = replace(point, x=x, y=y)
        return (PointsChanged(tuple(points)),)

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """End the gesture; a point that was only clicked goes away."""
        held = self._held
        self._held = None
        if held is None or self._moved:
            return ()
        return (PointsChanged(self._original[:held] + self._original[held + 1 :]),)

    def cancel(self) -> Effects:
        """Put the held point back."""
        held = self._held
        self._held = None
        return (PointsChanged(self._original),) if held is not None and self._moved else ()

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """A hand over points."""
        return "hand" if _nearest(at, scene) is not None else "cross"


def _nearest(at: Pointer, scene: Scene) -> int | None:
    """The index of the nearest point within reach."""
    distances = [(max(abs(p.x - at.x), abs(p.y - at.y)), i) for i, p in enumerate(scene.points)]
    near = min(distances, default=(float("inf"), -1))
    return near[1] if near[0] <= scene.reach else None
