"""What is drawn on top of the pixels, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.canvas import marker_drawing, palette
from app.canvas.comparison import Pane
from app.canvas.items import ComparisonMode
from app.canvas.marker_drawing import Pencil
from app.canvas.palette import Rgb
from app.canvas.state import CanvasState
from app.canvas.viewport import Viewport
from app.language.numbers import decimal
from samft_core.imaging.geometry import Box

_CROSSHAIR_TOOLS = frozenset({"box", "point_add", "point_remove", "polygon_add", "polygon_subtract"})


@dataclass
class PromptLayer:
    """Draws prompts and texts over the picture, with handles as large as asked for (logical pixels)."""

    queued_text: str = "queued"
    crosshair: bool = True
    labels: bool = True
    handle: float = 9.0

    def paint(self, painter: QPainter, state: CanvasState) -> None:
        """Draw all of them; the painter works in device pixels."""
        viewport = state.viewport
        for pane in viewport.panes:
            area = QRectF(*_area(pane))
            painter.save()
            painter.setClipRect(area)
            pencil = Pencil(painter, pane.view(viewport.transform), viewport.unit, self.handle)
            self._paint_content(pencil, state, area)
            self._paint_pointer(pencil, state, area)
            painter.restore()
        pencil = Pencil(painter, viewport.transform, viewport.unit)
        self._paint_titles(pencil, viewport)
        divider = viewport.divider()
        if divider is not None:
            marker_drawing.draw_divider(pencil, divider, viewport.height)
        self._paint_proposal(pencil, state)

    def _paint_content(self, pencil: Pencil, state: CanvasState, area: QRectF) -> None:
        # Labels find a free place beside those drawn before, so the order of drawing is that of importance.
        taken = list[QRectF]()
        for label, color, box in self._labels(state) if self.labels else ():
            rect = pencil.rect(box)
            if label and rect.intersects(area):
                corner = rect.topLeft()
                taken.append(marker_drawing.draw_chip(pencil, corner, label, color, above=True, taken=taken))
        for item in state.boxes:
            if pencil.rect(item.box).intersects(area):
                plate = marker_drawing.draw_box(pencil, item, queued_text=self.queued_text, taken=taken)
                taken += [plate] if plate is not None else []
        for point in state.points:
            marker_drawing.draw_point(pencil, point)
        sketch = state.tool.sketch()
        if sketch is not None:
            marker_drawing.draw_sketch(pencil, sketch)

    def _labels(self, state: CanvasState) -> Iterator[tuple[str, Rgb, Box]]:
        """Text, colour and place of every mask's label, the active one's on top."""
        compositor = state.compositor
        for layer in compositor.layers:
            if layer.overlay.visible and layer.box is not None:
                yield layer.overlay.label, layer.overlay.color, layer.box
        active = compositor.active
        if active is not None and not active.bounds.empty:
            yield state.active_label, compositor.active_color, Box(*active.bounds)

    def _paint_pointer(self, pencil: Pencil, state: CanvasState, area: QRectF) -> None:
        """Brush and crosshair; also in the other pane, at the same image position."""
        at = state.image_position
        if at is None:
            return
        if state.tool.name in ("brush", "eraser"):
            marker_drawing.draw_brush(pencil, at, state.brush_size, erase=state.tool.name == "eraser")
        elif self.crosshair and state.tool.name in _CROSSHAIR_TOOLS:
            centre = pencil.at(*at)
            marker_drawing.draw_crosshair(pencil, QPointF(round(centre.x()), round(centre.y())), area)

    def _paint_titles(self, pencil: Pencil, viewport: Viewport) -> None:
        comparison = viewport.comparison
        if comparison is None:
            return
        gap = 8 * pencil.unit
        top = gap
        for pane in viewport.panes:
            left = pane.rect.x0 + gap
            for side in pane.sides:
                color = palette.LEFT if side == "left" else palette.RIGHT
                plate = marker_drawing.draw_chip(pencil, QPointF(left, top), comparison.title(side), color)
                if comparison.mode is ComparisonMode.OVERLAY:
                    top = plate.bottom() + gap / 2

    def _paint_proposal(self, pencil: Pencil, state: CanvasState) -> None:
        scores, current = state.proposals
        if not scores or state.position is None or not 0 <= current < len(scores):
            return
        at = state.position * pencil.unit + QPointF(16 * pencil.unit, 16 * pencil.unit)
        for place, score in enumerate(scores):
            chosen = place == current
            text = f"{'›' if chosen else '  '} {place + 1}   {decimal(score, 2)}"
            plate = marker_drawing.draw_chip(pencil, at, text, palette.SKY_BLUE if chosen else None)
            at = QPointF(at.x(), plate.bottom() + 2 * pencil.unit)


def _area(pane: Pane) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = pane.rect
    return x0, y0, x1 - x0, y1 - y0
