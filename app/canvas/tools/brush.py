"""Brush and eraser."""

from __future__ import annotations

from app.canvas.raster import Point
from app.canvas.tools.protocol import (
    BaseTool,
    Cursor,
    Effects,
    PaintLine,
    Pointer,
    Scene,
    Sketch,
    StrokeAbandoned,
    StrokeDone,
)


class BrushTool(BaseTool):
    """Paints while the button is down. With Shift: one straight line, from where the last stroke ended.

    The right button does the opposite, so brush and eraser are one hand's work.
    """

    def __init__(self, name: str, *, value: bool) -> None:
        self.name = name
        self._value = value
        self._last: Point | None = None
        self._now: Point | None = None
        self._painting = True
        self._line_from: Point | None = None

    @property
    def busy(self) -> bool:
        """Whether the button is down."""
        return self._now is not None

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Start a stroke, or aim a line."""
        if self.busy:
            return ()
        self._painting = self._value != at.right
        self._now = at.at
        if at.shift:
            self._line_from = self._last or at.at
            return ()
        return (PaintLine(at.at, at.at, self._painting),)

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Paint on; a line is only aimed."""
        if self._now is None:
            return ()
        last = self._now
        self._now = at.at
        return () if self._line_from is not None else (PaintLine(last, at.at, self._painting),)

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """The stroke is complete."""
        if self._now is None:
            return ()
        start = self._line_from or self._now
        self._last = at.at
        self._now = None
        self._line_from = None
        return (PaintLine(start, at.at, self._painting), StrokeDone())

    def cancel(self) -> Effects:
        """Take the stroke back."""
        if not self.busy:
            return ()
        self._now = self._line_from = None
        return (StrokeAbandoned(),)

    def forget(self) -> None:
        """Another image: the next line starts where it is pressed."""
        self._last = None

    def sketch(self) -> Sketch | None:
        """The line being aimed."""
        if self._line_from is None or self._now is None:
            return None
        return Sketch(line=(self._line_from, self._now), subtract=not self._painting)

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """The brush's outline, drawn by the canvas."""
        return "brush"
