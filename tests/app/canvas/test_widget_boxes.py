"""Boxes, points and Esc on the canvas, with real mouse and key events."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.canvas.items import TOOLS, BoxOverlay, MaskOverlay, ObjectOverlay, PromptBox, VersionOverlay
from app.canvas.widget import CanvasWidget
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt
from tests.app.canvas.hands import (
    LEFT,
    RIGHT,
    H,
    W,
    disc,
    drag,
    emitted,
    move,
    spot,
    wheel,
)


def test_a_box_is_drawn_by_dragging(canvas):
    boxes = emitted(canvas.box_drawn)
    drag(canvas, [(30, 20), (50, 50), (80, 60)])
    drag(canvas, [(80, 60), (30, 20)])
    assert boxes == [Box(30, 20, 80, 60)] * 2


def test_a_box_may_start_outside_the_image(canvas):
    boxes = emitted(canvas.box_drawn)
    drag(canvas, [(-8, -5), (80, 60)])
    drag(canvas, [(190, 140), (205, 158)])
    assert boxes == [Box(0, 0, 80, 60), Box(190, 140, 200, 150)]


def test_the_active_box_is_moved_live(canvas):
    canvas.set_boxes([PromptBox(1, Box(30, 20, 80, 60), active=True)])
    changes = emitted(canvas.box_changed)
    drag(canvas, [(80, 60), (90, 70), (100, 80)])
    assert changes == [
        (Box(30, 20, 90, 70), False),
        (Box(30, 20, 100, 80), False),
        (Box(30, 20, 100, 80), True),
    ]
    assert canvas.state.boxes[0].box == Box(30, 20, 100, 80)


def test_a_set_boxes_while_dragging_does_not_pull_the_box_away(canvas):
    item = PromptBox(1, Box(30, 20, 80, 60), active=True)
    canvas.set_boxes([item])
    canvas.box_changed.connect(lambda box, finished: canvas.set_boxes([item]) if not finished else None)
    QTest.mousePress(canvas, LEFT, pos=spot(80, 60))
    move(canvas, (90, 70), LEFT)
    assert canvas.state.boxes[0].box == Box(30, 20, 90, 70)
    QTest.mouseRelease(canvas, LEFT, pos=spot(90, 70))


def test_arrow_keys_move_the_active_box(canvas):
    canvas.set_boxes([PromptBox(1, Box(30, 20, 80, 60), active=True)])
    changes = emitted(canvas.box_changed)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert changes == [(Box(31, 20, 81, 60), True), (Box(31, 10, 81, 50), True)]


@pytest.mark.parametrize("tool", TOOLS)
def test_esc_is_always_safe(canvas, tool):
    cancelled = emitted(canvas.cancelled)
    strokes, boxes = emitted(canvas.stroke_finished), emitted(canvas.box_drawn)
    canvas.set_active_mask(np.zeros((H, W), bool))
    canvas.set_tool(tool)
    QTest.mousePress(canvas, LEFT, pos=spot(20, 20))
    move(canvas, (60, 60), LEFT)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    move(canvas, (70, 60), LEFT)
    QTest.mouseRelease(canvas, LEFT, pos=spot(70, 60))
    if tool not in ("polygon_add", "polygon_subtract", "point_add", "point_remove"):
        assert not strokes and not boxes
    assert not canvas.input.busy and not canvas.active_mask().any()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert cancelled


def test_esc_without_an_image(qtbot):
    canvas = CanvasWidget()
    qtbot.addWidget(canvas)
    canvas.show()
    cancelled = emitted(canvas.cancelled)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(10, 10))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    canvas.fit()
    canvas.zoom_in()
    wheel(canvas, (3, 3), 120)
    assert cancelled == [()]


def test_points_and_their_other_kind(canvas):
    canvas.set_tool("point_add")
    points = emitted(canvas.points_changed)
    QTest.mouseClick(canvas, LEFT, pos=spot(20, 20))
    QTest.mouseClick(canvas, RIGHT, pos=spot(90, 90))
    assert points[-1] == (PointPrompt(20, 20, True), PointPrompt(90, 90, False))
    QTest.mouseClick(canvas, LEFT, pos=spot(20, 20))
    assert points[-1] == (PointPrompt(90, 90, False),)


def test_a_click_picks_the_topmost_object_and_other_boxes(canvas):
    canvas.set_overlays(
        [
            MaskOverlay(ObjectOverlay(4), disc(60, 60, 30)),
            MaskOverlay(ObjectOverlay(5), disc(60, 60, 8)),
            MaskOverlay(ObjectOverlay(6), disc(60, 60, 40), visible=False),
        ]
    )
    canvas.set_boxes([PromptBox(9, Box(120, 20, 180, 60))])
    objects, boxes = emitted(canvas.overlay_picked), emitted(canvas.box_picked)
    for tool in ("select", "box"):
        canvas.set_tool(tool)
        for at in [(60, 60), (60, 80), (180, 140), (120, 40)]:
            QTest.mouseClick(canvas, LEFT, pos=spot(*at))
    assert objects == [ObjectOverlay(5), ObjectOverlay(4)] * 2
    assert boxes == [9, 9]


@pytest.mark.parametrize("overlay", [ObjectOverlay(3), VersionOverlay("bottles v2"), BoxOverlay(7)])
def test_a_picked_overlay_says_what_it_belongs_to(canvas, overlay):
    canvas.set_overlays([MaskOverlay(overlay, disc(60, 60, 30))])
    picked = emitted(canvas.overlay_picked)
    canvas.set_tool("select")
    QTest.mouseClick(canvas, LEFT, pos=spot(60, 60))
    assert picked == [overlay]


def test_larger_reach_makes_larger_handles(canvas):
    canvas.set_boxes([PromptBox(1, Box(60, 40, 120, 100), active=True)])
    assert canvas.state.scene().reach == 4
    canvas.set_reach(20)
    assert canvas.state.scene().reach == 10 and canvas.prompt_layer.handle == 21
    canvas.repaint()
