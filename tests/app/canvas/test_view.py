"""The canvas as a widget, with real mouse and key events."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.items import TOOLS, ComparisonMode, ComparisonSide, MaskOverlay, PromptBox
from app.canvas.view import CanvasWidget
from samft_core import masks
from samft_core.geometry import Box
from samft_core.prompts import PointPrompt

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
W, H = 200, 150


@pytest.fixture
def canvas(qtbot):
    made = CanvasWidget()
    qtbot.addWidget(made)
    made.resize(440, 340)
    made.show()
    qtbot.waitExposed(made)
    made.set_image(picture(), 1)
    made.viewport.zoom(2.0)
    made.viewport.transform = made.viewport.transform.panned(
        20 - made.viewport.transform.offset_x, 20 - made.viewport.transform.offset_y
    )
    made.repaint()
    return made


def picture(seed=0):
    return np.random.default_rng(seed).integers(40, 200, (H, W, 3), np.uint8)


def spot(x, y):
    """The widget position of an image position: twice the size, 20 pixels in."""
    return QPoint(round(20 + 2 * x), round(20 + 2 * y))


def drag(canvas, points, button=LEFT, keys=Qt.KeyboardModifier.NoModifier):
    QTest.mousePress(canvas, button, keys, spot(*points[0]))
    for point in points[1:]:
        move(canvas, point, button, keys)
    QTest.mouseRelease(canvas, button, keys, spot(*points[-1]))


def move(canvas, point, button=Qt.MouseButton.NoButton, keys=Qt.KeyboardModifier.NoModifier):
    """QTest.mouseMove knows no buttons."""
    from PySide6.QtGui import QMouseEvent

    at = QPointF(spot(*point))
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, button, keys
    )
    QApplication.sendEvent(canvas, event)


def wheel(canvas, point, turned, keys=Qt.KeyboardModifier.NoModifier):
    at = QPointF(spot(*point))
    QApplication.sendEvent(
        canvas,
        QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, keys,
                    Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def shown(canvas):
    """The composed device pixels as RGB, after painting what is due."""
    canvas.repaint()
    return canvas.compositor.pixels[..., 2::-1].copy()


def emitted(signal):
    caught = []
    signal.connect(lambda *values: caught.append(values[0] if len(values) == 1 else values))
    return caught


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
    assert canvas.marks.boxes[0].box == Box(30, 20, 100, 80)


def test_a_set_boxes_while_dragging_does_not_pull_the_box_away(canvas):
    item = PromptBox(1, Box(30, 20, 80, 60), active=True)
    canvas.set_boxes([item])
    canvas.box_changed.connect(lambda box, finished: canvas.set_boxes([item]) if not finished else None)
    QTest.mousePress(canvas, LEFT, pos=spot(80, 60))
    move(canvas, (90, 70), LEFT)
    assert canvas.marks.boxes[0].box == Box(30, 20, 90, 70)
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
    assert not canvas.hand.busy and not canvas.active_mask().any()
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
    canvas.set_overlays([MaskOverlay(1, disc(100, 70, 40)), MaskOverlay(2, disc(60, 60, 20), label="crack")])
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


def disc(cx, cy, radius):
    y, x = np.mgrid[:H, :W]
    return np.hypot(x - cx, y - cy) < radius


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
    assert not canvas.hand.claims(event)
    canvas.set_tool("polygon_add")
    QTest.mouseClick(canvas, LEFT, pos=spot(20, 20))
    assert canvas.hand.claims(event)


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
            MaskOverlay(4, disc(60, 60, 30)),
            MaskOverlay(5, disc(60, 60, 8)),
            MaskOverlay(6, disc(60, 60, 40), visible=False),
        ]
    )
    canvas.set_boxes([PromptBox(9, Box(120, 20, 180, 60))])
    objects, boxes = emitted(canvas.object_picked), emitted(canvas.box_picked)
    for tool in ("select", "box"):
        canvas.set_tool(tool)
        for at in [(60, 60), (60, 80), (180, 140), (120, 40)]:
            QTest.mouseClick(canvas, LEFT, pos=spot(*at))
    assert objects == [5, 4, 5, 4] and boxes == [9, 9]


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


def test_pixels_are_exact_at_200_percent(canvas):
    assert np.array_equal(shown(canvas)[20:320:2, 20:420:2], picture())
    assert np.array_equal(shown(canvas)[21:320:2, 21:420:2], picture())


def test_display_adjustment_is_only_for_the_eye(canvas):
    before = shown(canvas)
    canvas.set_display_adjustment(brightness=0.2)
    assert shown(canvas)[100, 100].mean() > before[100, 100].mean()
    canvas.set_display_adjustment()
    assert np.array_equal(shown(canvas), before)


def test_outline_only_and_opacity(canvas):
    plain = shown(canvas)
    canvas.set_overlays([MaskOverlay(1, disc(100, 70, 30))])
    centre = spot(100, 70)
    filled = shown(canvas)
    assert (filled[centre.y(), centre.x()] != plain[centre.y(), centre.x()]).any()
    canvas.set_outline_only(True)
    outlined = shown(canvas)
    assert np.array_equal(outlined[centre.y(), centre.x()], plain[centre.y(), centre.x()])
    assert (outlined != plain).any()
    canvas.set_outline_only(False)
    canvas.set_opacity(1.0)
    assert tuple(shown(canvas)[centre.y(), centre.x()]) == MaskOverlay(1, disc(1, 1, 1)).color


def test_another_image_takes_masks_and_prompts_away_and_keeps_the_zoom(canvas):
    canvas.set_overlays([MaskOverlay(1, disc(100, 70, 30))])
    canvas.set_active_mask(disc(50, 50, 10))
    canvas.set_boxes([PromptBox(1, Box(1, 1, 9, 9))])
    canvas.set_tool("brush")
    QTest.mousePress(canvas, LEFT, pos=spot(50, 50))
    view = canvas.viewport.transform
    canvas.set_image(picture(1), 2)
    assert canvas.viewport.transform == view and canvas.image_id == 2
    assert canvas.active_mask() is None and not canvas.marks.boxes and not canvas.hand.busy
    assert np.array_equal(shown(canvas)[20:320:2, 20:420:2], picture(1))
    canvas.set_image(np.zeros((40, 60, 3), np.uint8), 3)
    assert canvas.viewport.fitted
    canvas.set_image(None, None)
    shown(canvas)


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


def sides():
    return ComparisonSide("base  0.71", (disc(80, 70, 30),)), ComparisonSide("v1  0.90", (disc(110, 70, 30),))


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


def test_setters_repeated_with_equal_content_repaint_nothing(canvas):
    overlay, mask, pixels = MaskOverlay(1, disc(100, 70, 30)), disc(50, 50, 10), picture()
    box = PromptBox(1, Box(1, 1, 9, 9))

    def give():
        canvas.set_image(pixels, 7)
        canvas.set_overlays([overlay])
        canvas.set_active_mask(mask)
        canvas.set_boxes([box])

    give()
    shown(canvas)
    renders = []
    canvas.compositor.render = lambda rect=None: renders.append(rect)
    give()
    canvas.repaint()
    assert not renders


def test_it_has_a_name_for_screen_readers(canvas):
    assert canvas.accessibleName() and canvas.accessibleDescription()


@pytest.mark.parametrize("mode", [None, *ComparisonMode])
@pytest.mark.parametrize("scale", [0.37, 1.0, 1.3, 9.0])
def test_panning_moves_pixels_and_equals_drawing_anew(canvas, mode, scale):
    canvas.set_overlays([MaskOverlay(1, disc(100, 70, 40), dashed=True), MaskOverlay(2, disc(60, 60, 20))])
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


def test_while_comparing_the_active_mask_is_an_outline(canvas):
    canvas.set_comparison(ComparisonMode.SIDE_BY_SIDE, *sides())
    canvas.set_zoom(1.0)
    before = shown(canvas)
    canvas.set_active_mask(disc(100, 70, 40))
    u, v = (round(value) for value in canvas.viewport.transform.to_view(100, 95))
    out = shown(canvas)
    assert (out != before).any() and np.array_equal(out[v, u], before[v, u])


def test_larger_reach_makes_larger_handles(canvas):
    canvas.set_boxes([PromptBox(1, Box(60, 40, 120, 100), active=True)])
    assert canvas.scene().reach == 4
    canvas.set_reach(20)
    assert canvas.scene().reach == 10 and canvas.marks.handle == 21
    canvas.repaint()


def test_a_lost_release_does_not_block_the_next_stroke(canvas):
    canvas.set_active_mask(np.zeros((H, W), bool))
    canvas.set_tool("brush")
    deltas = emitted(canvas.stroke_finished)
    QTest.mousePress(canvas, LEFT, pos=spot(20, 20))
    drag(canvas, [(80, 80), (90, 80)])
    assert len(deltas) == 1
    assert canvas.active_mask()[80, 85] and not canvas.active_mask()[20, 20]
