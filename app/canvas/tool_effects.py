"""From the effects that a tool asks for to the canvas and its signals."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Signal

from app.canvas.raster import Rect
from app.canvas.state import CanvasState
from app.canvas.tools import protocol
from app.canvas.tools.protocol import Effect, Effects
from samft_core.imaging.geometry import Box


class EffectTarget(Protocol):
    """What effects ask of the widget, beyond changing its state."""

    def pan(self, du: float, dv: float) -> None:
        """Move the image by device pixels."""

    def repaint_mask(self, image_rect: Rect) -> None:
        """The active mask changed in these image pixels."""

    def finish_stroke(self) -> None:
        """Report the stroke."""

    def request_update(self, rect: QRect | None = None) -> None:
        """Draw these widget pixels again, or all, before long."""


class ToolEffects(QObject):
    """Performs effects, one after the other; what the window has to know of them goes out as signals."""

    box_drawn = Signal(object)
    box_added = Signal(object)
    box_changed = Signal(object, bool)
    box_picked = Signal(int)
    overlay_picked = Signal(object)
    points_changed = Signal(object)

    def __init__(self, state: CanvasState, target: EffectTarget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._target = target

    def perform(self, effects: Effects) -> None:
        """Do what the tool asks for."""
        for effect in effects:
            self._perform_one(effect)

    def _perform_one(self, effect: Effect) -> None:
        state = self._state
        target = self._target
        match effect:
            case protocol.PaintLine(start, end, value):
                active = state.ensure_active_mask()
                if active is not None:
                    target.repaint_mask(active.paint(start, end, diameter=state.brush_size, value=value))
            case protocol.FillPolygon(points, value):
                active = state.ensure_active_mask()
                if active is not None:
                    target.repaint_mask(active.fill(points, value=value))
            case protocol.StrokeDone():
                target.finish_stroke()
            case protocol.StrokeAbandoned():
                active = state.compositor.active
                if active is not None:
                    target.repaint_mask(active.abandon())
                    target.finish_stroke()
            case protocol.BoxDrawn(box, beside):
                (self.box_added if beside else self.box_drawn).emit(box)
            case protocol.BoxChanged(box, finished):
                self.change_box(box, finished=finished)
            case protocol.PointsChanged(points):
                state.points = points
                target.request_update()
                self.points_changed.emit(points)
            case protocol.Clicked():
                self.pick(effect)
            case protocol.Pan(du, dv):
                target.pan(du, dv)

    def change_box(self, box: Box, *, finished: bool) -> None:
        """Show the active box here at once; the window is told and asks the model."""
        state = self._state
        state.boxes = tuple(replace(item, box=box) if item.active else item for item in state.boxes)
        self._target.request_update()
        self.box_changed.emit(box, finished)

    def pick(self, click: protocol.Clicked) -> None:
        """Select what lies there: the box that was hit, or the topmost mask."""
        if click.box_id is not None:
            self.box_picked.emit(click.box_id)
            return
        found = self._state.compositor.overlay_at(int(click.x // 1), int(click.y // 1))
        if found is not None:
            self.overlay_picked.emit(found)
