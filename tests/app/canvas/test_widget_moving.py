"""Zoom, pan and the cursor on the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.items import ComparisonMode, MaskOverlay, ObjectOverlay
from samft_core.imaging.geometry import Box
from tests.app.canvas.hands import (
    LEFT,
    MIDDLE,
    RIGHT,
    H,
    W,
    disc,
    drag,
    emitted,
    move,
    picture,
    shown,
    sides,
    wheel,
)


def test_wheel_zooms_at_the_cursor_and_keeps_the_place(canvas):
    zooms = emitted(canvas.zoom_changed)
    x, y = canvas.viewport.transform.to_image(200, 150)
    at = QPointF(200, 150)
    for turned in (120, 120, -120, 60):
        QApplication.sendEvent(
            canvas,
            QWheelEvent(at, at, QPoint(), QPoint(0, turned), LEFT & RIGHT, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False),
        )  # fmt: skip
        now = canvas.viewport.transform.to_image(200, 150)
        assert abs(now[0] - x) < 1 and abs(now[1] - y) < 1
    assert zooms[0] == pytest.approx(2**1.25) and len(zooms) == 4


def test_shift_wheel_sizes_the_brush_and_alt_wheel_cycles_proposals(canvas):
    sizes, cycled = emitted(canvas.brush_size_changed), emitted(canvas.proposal_cycled)
    wheel(canvas, (50, 50), 120, Qt.KeyboardModifier.ShiftModifier)
    assert sizes == [22] and canvas.brush_size == 22
    canvas.set_brush_size(0)
    assert canvas.brush_size == 1
    canvas.cycle_proposal()
    canvas.set_proposals([0.9, 0.8, 0.7], 2)
    wheel(canvas, (50, 50), -120, Qt.KeyboardModifier.AltModifier)
    canvas.cycle_proposal(-1)
    assert cycled == [0, 1]


def test_middle_button_and_space_pan(canvas):
    boxes = emitted(canvas.box_drawn)
    start = canvas.viewport.transform
    drag(canvas, [(50, 50), (60, 55)], MIDDLE)
    assert canvas.viewport.transform.offset_x == start.offset_x + 20
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(90, 100))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(90, 100))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.viewport.transform.offset_x == start.offset_x + 10 and not boxes


def test_cursor_tells_position_and_value(canvas):
    told = emitted(canvas.cursor_moved)
    pixels = picture()
    canvas.set_display_adjustment(0.3, 1.5, 0.8)
    move(canvas, (33.5, 44.5))
    assert told[-1] == (33, 44, tuple(pixels[44, 33].tolist()))
    move(canvas, (-3, 44.5))
    assert told[-1][2] is None
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert told[-1] == (-1, -1, None)
    grey = np.full((H, W, 3), 77, np.uint8)
    canvas.set_image(grey, 2)
    canvas.set_zoom(2.0)
    QTest.mouseMove(canvas, QPoint(220, 170))
    assert told[-1][2] == 77


def test_fit_follows_the_window_until_somebody_zooms(canvas):
    canvas.fit()
    fitted = canvas.zoom
    canvas.resize(840, 640)
    shown(canvas)
    assert canvas.zoom > fitted
    canvas.actual()
    assert canvas.zoom == 1.0
    canvas.resize(440, 340)
    shown(canvas)
    assert canvas.zoom == 1.0
    canvas.zoom_to(Box(20, 20, 40, 40))
    u, v = canvas.viewport.transform.to_view(30, 30)
    assert abs(u - 220) <= 1 and abs(v - 170) <= 1


@pytest.mark.parametrize("mode", [None, *ComparisonMode])
@pytest.mark.parametrize("scale", [0.37, 1.0, 1.3, 9.0])
def test_panning_moves_pixels_and_equals_drawing_anew(canvas, mode, scale):
    canvas.set_overlays(
        [
            MaskOverlay(ObjectOverlay(1), disc(100, 70, 40), dashed=True),
            MaskOverlay(ObjectOverlay(2), disc(60, 60, 20)),
        ]
    )
    canvas.set_active_mask(disc(120, 80, 30))
    if mode is not None:
        canvas.set_difference_visible(True)
        canvas.set_comparison(mode, *sides())
    canvas.set_zoom(scale)
    shown(canvas)
    for step in [(3, 5), (-40, 0), (0.4, -11.7), (300, 280), (-900, 0)]:
        canvas.pan(*step)
        moved = shown(canvas)
        canvas.compositor.render()
        anew = shown(canvas)
        # Interpolation in fixed point may differ by one level between two cuts of one image.
        assert np.abs(moved.astype(int) - anew).max() <= (0 if scale in (1.0, 9.0) else 1), step
