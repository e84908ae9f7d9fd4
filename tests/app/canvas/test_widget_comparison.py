"""Two versions' masks against each other on the canvas."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.canvas.items import ComparisonMode, ComparisonSide
from samft_core.imaging.geometry import Box
from tests.app.canvas.hands import (
    LEFT,
    disc,
    emitted,
    shown,
    sides,
)


def test_side_by_side_is_linked(canvas):
    canvas.set_comparison(ComparisonMode.SIDE_BY_SIDE, *sides())
    canvas.fit()
    out = shown(canvas)
    first, second = canvas.viewport.panes
    assert first.rect.x1 < second.rect.x0 and canvas.zoom < 1.2
    told = emitted(canvas.cursor_moved)
    for pane in (first, second):
        u, v = pane.view(canvas.viewport.transform).to_view(30.5, 40.5)
        QTest.mouseMove(canvas, QPoint(round(u), round(v)))
    assert told[-1][:2] == told[-2][:2] == (30, 40)
    u, v = (round(value) for value in first.view(canvas.viewport.transform).to_view(60, 70))
    assert (out[v, u] != out[v, u + second.shift]).any()
    u, v = (round(value) for value in first.view(canvas.viewport.transform).to_view(10, 10))
    assert np.array_equal(out[v, u], out[v, u + second.shift])


def test_a_box_drawn_in_the_right_pane_is_the_same_box(canvas):
    canvas.set_comparison("side_by_side", *sides())
    canvas.set_zoom(1.0)
    boxes = emitted(canvas.box_drawn)
    pane = canvas.viewport.panes[1]
    view = pane.view(canvas.viewport.transform)
    start, end = (QPoint(*(round(value) for value in view.to_view(*at))) for at in ((60, 60), (90, 100)))
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseRelease(canvas, LEFT, pos=end)
    assert boxes == [Box(60, 60, 90, 100)]


def test_hold_shows_the_other_side_while_the_key_is_down(canvas):
    canvas.set_comparison(ComparisonMode.HOLD, *sides())
    left = shown(canvas)
    QTest.keyPress(canvas, Qt.Key.Key_X)
    right = shown(canvas)
    QTest.keyRelease(canvas, Qt.Key.Key_X)
    assert (left != right).any() and np.array_equal(shown(canvas), left)
    canvas.set_compare_hold(True)
    assert np.array_equal(shown(canvas), right)


def test_wipe_shows_left_of_the_divider_one_side_and_right_of_it_the_other(canvas):
    canvas.set_comparison(ComparisonMode.HOLD, *sides())
    left = shown(canvas)
    canvas.set_compare_hold(True)
    right = shown(canvas)
    canvas.set_comparison(ComparisonMode.WIPE, *sides())
    wiped = shown(canvas)
    assert np.array_equal(wiped[:, :220], left[:, :220]) and np.array_equal(wiped[:, 220:], right[:, 220:])
    boxes = emitted(canvas.box_drawn)
    QTest.mousePress(canvas, LEFT, pos=QPoint(220, 50))
    QTest.mouseMove(canvas, QPoint(300, 60))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(300, 60))
    wiped = shown(canvas)
    assert np.array_equal(wiped[:, :300], left[:, :300]) and np.array_equal(wiped[:, 300:], right[:, 300:])
    assert not boxes
    canvas.clear_comparison()
    assert len(canvas.viewport.panes) == 1


def test_differences_are_hatched(canvas):
    canvas.set_comparison(ComparisonMode.OVERLAY, *sides())
    plain = shown(canvas)
    canvas.set_difference_visible(True)
    changed = (shown(canvas) != plain).any(axis=2)
    expected = disc(80, 70, 30) ^ disc(110, 70, 30)
    seen = changed[20:320:2, 20:420:2] | changed[21:320:2, 20:420:2]
    assert 0.2 < seen[expected].mean() < 0.8 and not seen[~expected].any()


def test_the_same_comparison_again_repaints_nothing(canvas):
    left, right = sides()
    canvas.set_comparison(ComparisonMode.WIPE, left, right)
    shown(canvas)
    renders = []
    canvas.compositor.render = lambda rect=None: renders.append(rect)
    canvas.set_comparison("wipe", ComparisonSide(left.title, left.masks), right)
    canvas.repaint()
    assert not renders
    canvas.set_comparison("wipe", right, left)
    canvas.repaint()
    assert renders


def test_while_comparing_the_active_mask_is_an_outline(canvas):
    canvas.set_comparison(ComparisonMode.SIDE_BY_SIDE, *sides())
    canvas.set_zoom(1.0)
    before = shown(canvas)
    canvas.set_active_mask(disc(100, 70, 40))
    u, v = (round(value) for value in canvas.viewport.transform.to_view(100, 95))
    out = shown(canvas)
    assert (out != before).any() and np.array_equal(out[v, u], before[v, u])
