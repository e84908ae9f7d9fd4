"""Brush, eraser, lasso and polygon change the mask on the canvas."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from app.canvas.items import MaskOverlay, ObjectOverlay
from samft_core.imaging import masks
from tests.app.canvas.hands import (
    LEFT,
    RIGHT,
    H,
    W,
    disc,
    drag,
    emitted,
    move,
    shown,
    spot,
)


def test_a_stroke_tells_its_pixels_and_shows_them(canvas):
    start = np.zeros((H, W), bool)
    start[40:60, 40:60] = True
    canvas.set_active_mask(start)
    before = shown(canvas)
    canvas.set_tool("brush")
    canvas.set_brush_size(6)
    deltas = emitted(canvas.stroke_finished)
    drag(canvas, [(50, 50), (90, 50), (90, 80)])
    (delta,) = deltas
    mask = start.copy()
    inverse = masks.apply(mask, delta)
    assert np.array_equal(mask, canvas.active_mask()) and mask[79, 90] and mask[50, 70] and not mask[50, 96]
    assert (shown(canvas) != before).any()
    masks.apply(mask, inverse)
    assert np.array_equal(mask, start)
    canvas.set_active_mask(start)
    assert np.array_equal(shown(canvas), before)


def test_a_stroke_paints_the_same_as_drawing_everything_anew(canvas):
    canvas.set_overlays(
        [
            MaskOverlay(ObjectOverlay(1), disc(100, 70, 40)),
            MaskOverlay(ObjectOverlay(2), disc(60, 60, 20), label="crack"),
        ]
    )
    canvas.set_active_mask(disc(120, 80, 30))
    canvas.set_tool("eraser")
    for scale in (0.7, 1.0, 2.0, 3.3, 9.0):
        canvas.set_zoom(scale)
        shown(canvas)
        QTest.mousePress(canvas, LEFT, pos=QPoint(200, 150))
        QTest.mouseMove(canvas, QPoint(240, 170))
        QTest.mouseRelease(canvas, LEFT, pos=QPoint(240, 170))
        patched = shown(canvas)
        canvas.compositor.render()
        assert np.array_equal(patched, shown(canvas)), scale


def test_a_late_answer_never_takes_the_brush_away(canvas):
    canvas.set_active_mask(np.zeros((H, W), bool))
    canvas.set_tool("brush")
    deltas = emitted(canvas.stroke_finished)
    QTest.mousePress(canvas, LEFT, pos=spot(50, 50))
    canvas.set_active_mask(disc(100, 70, 40))
    move(canvas, (70, 50), LEFT)
    QTest.mouseRelease(canvas, LEFT, pos=spot(70, 50))
    assert len(deltas) == 1 and canvas.active_mask()[50, 60] and not canvas.active_mask()[90, 100]


def test_brushing_without_a_mask_starts_one(canvas):
    deltas = emitted(canvas.stroke_finished)
    canvas.set_tool("brush")
    drag(canvas, [(50, 50), (60, 50)])
    assert len(deltas) == 1 and canvas.active_mask().any()


def test_right_button_erases_and_lasso_fills(canvas):
    canvas.set_active_mask(np.ones((H, W), bool))
    canvas.set_tool("brush")
    drag(canvas, [(50, 50), (60, 50)], RIGHT)
    assert not canvas.active_mask()[50, 55]
    canvas.set_tool("lasso_subtract")
    drag(canvas, [(100, 100), (140, 100), (140, 140), (100, 140)])
    assert not canvas.active_mask()[100:140, 100:140].any() and canvas.active_mask()[99, 120]


def test_polygon_by_clicks_and_return(canvas):
    canvas.set_tool("polygon_add")
    deltas = emitted(canvas.stroke_finished)
    for corner in [(20, 20), (60, 20), (60, 60)]:
        QTest.mouseClick(canvas, LEFT, pos=spot(*corner))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert len(deltas) == 1 and canvas.active_mask()[25, 55] and not canvas.active_mask()[55, 25]


def test_return_and_esc_belong_to_the_polygon_while_it_is_open(canvas):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert not canvas.input.claims(event)
    canvas.set_tool("polygon_add")
    QTest.mouseClick(canvas, LEFT, pos=spot(20, 20))
    assert canvas.input.claims(event)


def test_the_active_masks_label_stays_with_it(canvas):
    canvas.set_active_mask(disc(100, 70, 20), label="crack")
    assert canvas.compositor.active.bounds == (81, 51, 120, 90)
    canvas.set_tool("brush")
    drag(canvas, [(60, 40), (61, 40)])
    assert canvas.compositor.active.bounds[:2] == (50, 30)
    shown(canvas)
    canvas.set_active_mask(np.zeros((H, W), bool), label="crack")
    assert canvas.compositor.active.bounds.empty
    shown(canvas)


def test_a_lost_release_does_not_block_the_next_stroke(canvas):
    canvas.set_active_mask(np.zeros((H, W), bool))
    canvas.set_tool("brush")
    deltas = emitted(canvas.stroke_finished)
    QTest.mousePress(canvas, LEFT, pos=spot(20, 20))
    drag(canvas, [(80, 80), (90, 80)])
    assert len(deltas) == 1
    assert canvas.active_mask()[80, 85] and not canvas.active_mask()[20, 20]
