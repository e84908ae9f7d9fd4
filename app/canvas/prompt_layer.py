"""What is drawn on top of the pixels, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.canvas import marker_drawing, palette
from app.canvas.comparison import Pane
from app.canvas.compositor import Compositor
from app.canvas.items import ComparisonMode, PromptBox
from app.canvas.marker_drawing import Pencil
from app.canvas.palette import Rgb
from app.canvas.viewport import Viewport
from app.language.numbers import decimal
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt

if TYPE_CHECKING:
    from app.canvas.input import Hand

_CROSSHAIR_TOOLS = frozenset({"box", "point_add", "point_remove", "polygon_add", "polygon_subtract"})


@dataclass
class Marks:
    """Prompts and texts over the picture."""

    boxes: tuple[PromptBox, ...] = ()
    points: tuple[PointPrompt, ...] = ()
    proposals: tuple[tuple[float, ...], int] = ((), 0)
    active_label: str = ""
    queued_text: str = "queued"
    crosshair: bool = True
    handle: float = 9.0

    def forget(self) -> None:
        """Another image: nothing of the former one stays."""
        self.boxes = ()
        self.points = ()
        self.proposals = ((), 0)
        self.active_label = ""

    def set_boxes(self, boxes: tuple[PromptBox, ...], *, dragging: bool) -> bool:
        """Take these boxes; whether that changed anything. ``dragging`` keeps the active one where the hand
        has it."""
        if dragging:
            held = next((item for item in self.boxes if item.active), None)
            boxes = tuple(held if held is not None and item.id == held.id else item for item in boxes)
        changed = boxes != self.boxes
        self.boxes = boxes
        return changed

    def paint(self, painter: QPainter, viewport: Viewport, hand: Hand, compositor: Compositor) -> None:
        """Draw all marks; the painter works in device pixels."""
        for pane in viewport.panes:
            area = QRectF(*_area(pane))
            painter.save()
            painter.setClipRect(area)
            pencil = Pencil(painter, pane.view(viewport.transform), viewport.unit, self.handle)
            self._paint_content(pencil, hand, compositor, area)
            self._paint_pointer(pencil, hand, area)
            painter.restore()
        pencil = Pencil(painter, viewport.transform, viewport.unit)
        self._paint_titles(pencil, viewport)
        divider = viewport.divider()
        if divider is not None:
            marker_drawing.draw_divider(pencil, divider, viewport.height)
        self._paint_proposal(pencil, hand)

    def _paint_content(self, pencil: Pencil, hand: Hand, compositor: Compositor, area: QRectF) -> None:
        taken = list[QRectF]()
        for label, color, box in self._labels(compositor):
            rect = pencil.rect(box)
            if label and rect.intersects(area):
                corner = rect.topLeft()
                taken.append(marker_drawing.draw_chip(pencil, corner, label, color, above=True, taken=taken))
        for item in self.boxes:
            if pencil.rect(item.box).intersects(area):
                plate = marker_drawing.draw_box(pencil, item, queued_text=self.queued_text, taken=taken)
                taken += [plate] if plate is not None else []
        for point in self.points:
            marker_drawing.draw_point(pencil, point)
        sketch = hand.tool.sketch()
        if sketch is not None:
            marker_drawing.draw_sketch(pencil, sketch)

    def _labels(self, compositor: Compositor) -> Iterator[tuple[str, Rgb, Box]]:
        """Text, colour and place of every mask's label, the active one's on top."""
        for layer in compositor.layers:
            if layer.overlay.visible and layer.box is not None:
                yield layer.overlay.label, layer.overlay.color, layer.box
        active = compositor.active
        if active is not None and not active.bounds.empty:
            yield self.active_label, compositor.active_color, Box(*active.bounds)

    def _paint_pointer(self, pencil: Pencil, hand: Hand, area: QRectF) -> None:
        """Brush and crosshair; also in the other pane, at the same image position."""
        at = hand.image_position
        if at is None:
            return
        if hand.tool.name in ("brush", "eraser"):
            marker_drawing.draw_brush(pencil, at, hand.brush_size, erase=hand.tool.name == "eraser")
        elif self.crosshair and hand.tool.name in _CROSSHAIR_TOOLS:
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

    def _paint_proposal(self, pencil: Pencil, hand: Hand) -> None:
        scores, current = self.proposals
        if not scores or hand.position is None or not 0 <= current < len(scores):
            return
        at = hand.position * pencil.unit + QPointF(16 * pencil.unit, 16 * pencil.unit)
        for place, score in enumerate(scores):
            chosen = place == current
            text = f"{'›' if chosen else '  '} {place + 1}   {decimal(score, 2)}"
            plate = marker_drawing.draw_chip(pencil, at, text, palette.SKY_BLUE if chosen else None)
            at = QPointF(at.x(), plate.bottom() + 2 * pencil.unit)


def _area(pane: Pane) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = pane.rect
    return x0, y0, x1 - x0, y1 - y0
