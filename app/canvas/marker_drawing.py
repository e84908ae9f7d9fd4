"""Everything drawn as lines and text on top of the pixels: boxes, points, outlines in progress, chips.

The painter works in device pixels. ``unit`` is the screen's scaling, so that sizes look the same on every
screen. Each line has a dark one below it, so that it shows on any image.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.canvas import palette
from app.canvas.box_handles import handle_points
from app.canvas.items import PromptBox
from app.canvas.palette import Rgb
from app.canvas.raster import Point
from app.canvas.tools.protocol import Sketch
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt

POINT_RADIUS = 8.0
_DARK = QColor(*palette.HALO, 190)
_LIGHT = QColor(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Pencil:
    """A painter with what every mark needs."""

    painter: QPainter
    view: ViewTransform
    unit: float
    handle: float = 9.0
    """Side of a box's handles in logical pixels."""

    def at(self, x: float, y: float) -> QPointF:
        """An image position on the screen."""
        return QPointF(*self.view.to_view(x, y))

    def rect(self, box: Box) -> QRectF:
        """A box on the screen."""
        return QRectF(self.at(box.x0, box.y0), self.at(box.x1, box.y1))

    def pen(self, color: QColor, width: float, dash: Sequence[float] = ()) -> QPen:
        """A pen of ``width`` logical pixels."""
        pen = QPen(color, width * self.unit)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dash:
            pen.setDashPattern(list(dash))
        return pen


def draw_box(
    pencil: Pencil, item: PromptBox, *, queued_text: str, taken: Sequence[QRectF] = ()
) -> QRectF | None:
    """A box prompt: dashed and with a clock while queued, with handles while active.

    Returns where its label is, None without one; it covers none of ``taken``.
    """
    rect = pencil.rect(item.box)
    painter = pencil.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # The dark line first and wider: what is left of it on both sides is the outline of the coloured
    # one.
    painter.setPen(pencil.pen(_DARK, 3.5))
    painter.drawRect(rect)
    width = 1.75 if item.active else 1.25
    painter.setPen(pencil.pen(QColor(*item.color), width, (5, 3) if item.queued else ()))
    painter.drawRect(rect)
    if item.active and not item.queued:
        _draw_handles(pencil, item.box)
    text = queued_text if item.queued else item.label
    if not text:
        return None
    corner = rect.topLeft()
    return draw_chip(pencil, corner, text, item.color, above=True, clock=item.queued, taken=taken)


def _draw_handles(pencil: Pencil, box: Box) -> None:
    side = pencil.handle * pencil.unit
    pencil.painter.setPen(pencil.pen(QColor(*palette.HALO), 1.25))
    pencil.painter.setBrush(_LIGHT)
    # On a small box the handles in the middle of its sides would cover those of its corners.
    small = min(box.width, box.height) * pencil.view.scale < 4 * side
    for name, x, y in handle_points(box):
        if small and len(name) == 1:
            continue
        centre = pencil.at(x, y)
        pencil.painter.drawRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side))


def draw_point(pencil: Pencil, point: PointPrompt) -> None:
    """A positive point is a round plus, a negative one a square minus."""
    painter = pencil.painter
    centre = pencil.at(point.x, point.y)
    radius = POINT_RADIUS * pencil.unit
    around = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(pencil.pen(_DARK, 4))
    painter.setBrush(QColor(*(palette.POSITIVE if point.positive else palette.NEGATIVE)))
    for pen in (pencil.pen(_DARK, 4), pencil.pen(_LIGHT, 1.5)):
        painter.setPen(pen)
        if point.positive:
            painter.drawEllipse(around)
        else:
            painter.drawRect(around)
    painter.setPen(pencil.pen(_LIGHT, 2))
    arm = radius * 0.55
    painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
    if point.positive:
        painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))


def draw_sketch(pencil: Pencil, sketch: Sketch) -> None:
    """The gesture in progress: solid adds, dashed takes away."""
    painter = pencil.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dash = (4.0, 3.0) if sketch.subtract else ()
    color = QColor(*(palette.VERMILLION if sketch.subtract else palette.SKY_BLUE))
    pens = (pencil.pen(_DARK, 3.5), pencil.pen(color, 1.75, dash))
    if sketch.box is not None:
        for pen in pens:
            painter.setPen(pen)
            painter.drawRect(pencil.rect(sketch.box))
    if len(sketch.line) < 1:
        return
    line = QPolygonF([pencil.at(x, y) for x, y in sketch.line])
    for pen in pens:
        painter.setPen(pen)
        if sketch.snapped:
            painter.drawPolygon(line)
        else:
            painter.drawPolyline(line)
    if sketch.closed:
        _draw_ends(pencil, sketch, line)


def _draw_ends(pencil: Pencil, sketch: Sketch, line: QPolygonF) -> None:
    """The first corner, larger where a click would close; and the side that closing adds."""
    painter = pencil.painter
    radius = (6.0 if sketch.snapped else 3.5) * pencil.unit
    if not sketch.snapped and line.size() > 2:
        painter.setPen(pencil.pen(QColor(255, 255, 255, 150), 1, (2, 4)))
        painter.drawLine(line.last(), line.first())
    painter.setPen(pencil.pen(_DARK, 1.5))
    painter.setBrush(_LIGHT)
    painter.drawEllipse(line.first(), radius, radius)


def draw_chip(
    pencil: Pencil,
    corner: QPointF,
    text: str,
    color: Rgb | None,
    *,
    above: bool = False,
    clock: bool = False,
    taken: Sequence[QRectF] = (),
) -> QRectF:
    """A short text on a dark plate with a bar of ``color``; returns where it is.

    It moves above plates that it would cover, given in ``taken``, or to their right where the canvas ends.
    """
    painter = pencil.painter
    unit = pencil.unit
    font = QFont(painter.font())
    font.setPixelSize(max(round(12 * unit), 1))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    pad = 5 * unit
    bar = 4 * unit if color is not None else 0.0
    mark = 15 * unit if clock else 0.0
    width = metrics.horizontalAdvance(text) + 2 * pad + bar + mark
    height = metrics.height() + 4 * unit
    x = max(corner.x(), 2 * unit)
    y = corner.y() - height - 4 * unit if above else corner.y()
    plate = QRectF(x, max(y, 2 * unit), width, height)
    plate = _beside(plate, taken, gap=2 * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*palette.HALO, 225))
    painter.drawRoundedRect(plate, 3 * unit, 3 * unit)
    if color is not None:
        painter.setBrush(QColor(*color))
        painter.drawRect(QRectF(plate.x(), plate.y(), bar, height))
    if clock:
        _draw_clock(pencil, QPointF(plate.x() + bar + pad + 5 * unit, plate.center().y()))
    painter.setPen(_LIGHT)
    painter.drawText(plate.adjusted(bar + pad + mark, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
    return plate


def _beside(plate: QRectF, taken: Sequence[QRectF], *, gap: float) -> QRectF:
    """The plate where it covers none of ``taken``."""
    higher = QRectF(plate)
    for other in sorted(taken, key=QRectF.bottom, reverse=True):
        if higher.intersects(other):
            higher.moveBottom(other.top() - gap)
    if higher.top() >= gap:
        return higher
    for other in sorted(taken, key=QRectF.left):
        if plate.intersects(other):
            plate.moveLeft(other.right() + gap)
    return plate


def _draw_clock(pencil: Pencil, centre: QPointF) -> None:
    painter = pencil.painter
    unit = pencil.unit
    painter.setPen(pencil.pen(_LIGHT, 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, 5 * unit, 5 * unit)
    painter.drawLine(centre, centre - QPointF(0, 3.5 * unit))
    painter.drawLine(centre, centre + QPointF(2.5 * unit, 0))


def draw_brush(pencil: Pencil, at: Point, size: float, *, erase: bool) -> None:
    """The brush's outline; dashed for the eraser."""
    painter = pencil.painter
    centre = pencil.at(*at)
    radius = max(size / 2 * pencil.view.scale, 1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pencil.pen(_DARK, 2.5))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(pencil.pen(_LIGHT, 1, (4, 3) if erase else ()))
    painter.drawEllipse(centre, radius, radius)


def draw_crosshair(pencil: Pencil, at: QPointF, area: QRectF) -> None:
    """Two lines through ``at``, across ``area``."""
    painter = pencil.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for pen in (pencil.pen(QColor(0, 0, 0, 120), 1), pencil.pen(QColor(255, 255, 255, 170), 1, (4, 4))):
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()))
        painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def draw_divider(pencil: Pencil, x: float, height: float) -> None:
    """The wipe's divider with its grip."""
    painter = pencil.painter
    unit = pencil.unit
    for pen in (pencil.pen(_DARK, 4), pencil.pen(_LIGHT, 1.5)):
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
    grip = QRectF(x - 11 * unit, height / 2 - 14 * unit, 22 * unit, 28 * unit)
    painter.setPen(pencil.pen(QColor(*palette.HALO), 1.5))
    painter.setBrush(QBrush(_LIGHT))
    painter.drawRoundedRect(grip, 5 * unit, 5 * unit)
    for shift in (-3.5, 0, 3.5):
        at = x + shift * unit
        painter.drawLine(QPointF(at, grip.top() + 8 * unit), QPointF(at, grip.bottom() - 8 * unit))
