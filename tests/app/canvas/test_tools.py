"""Tools without a widget: pointer in, effects out."""

import pytest

from app.canvas.items import TOOLS, PromptBox
from app.canvas.tools.box import BoxTool
from app.canvas.tools.brush import BrushTool
from app.canvas.tools.catalog import all_tools
from app.canvas.tools.lasso import LassoTool
from app.canvas.tools.pan import PanTool
from app.canvas.tools.points import PointTool
from app.canvas.tools.polygon import PolygonTool
from app.canvas.tools.protocol import (
    BoxChanged,
    BoxDrawn,
    Clicked,
    FillPolygon,
    PaintLine,
    Pan,
    Pointer,
    PointsChanged,
    Scene,
    StrokeAbandoned,
    StrokeDone,
)
from app.canvas.tools.select import SelectTool
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt

SCENE = Scene(100, 80, reach=3)
ACTIVE = Scene(
    100, 80, reach=3, boxes=(PromptBox(1, Box(20, 20, 60, 50), active=True), PromptBox(2, Box(5, 5, 90, 70)))
)


def drag(tool, points, scene=SCENE, **keys):
    """Press at the first position, move through the rest, release at the last; every effect in order."""
    effects = list(tool.press(Pointer(*points[0], **keys), scene))
    for point in points[1:]:
        effects += tool.move(Pointer(*point, **keys), scene)
    return effects + list(tool.release(Pointer(*points[-1], **keys), scene))


@pytest.mark.parametrize(
    "corners", [((10, 10), (40, 30)), ((40, 30), (10, 10)), ((40, 10), (10, 30)), ((10, 30), (40, 10))]
)
def test_a_box_in_any_direction(corners):
    assert drag(BoxTool(), corners) == [BoxDrawn(Box(10, 10, 40, 30))]


def test_a_box_from_outside_is_cut_to_the_image():
    assert drag(BoxTool(), [(-50, -20), (30, 30)]) == [BoxDrawn(Box(0, 0, 30, 30))]
    assert drag(BoxTool(), [(30, 30), (500, 500)]) == [BoxDrawn(Box(30, 30, 100, 80))]
    assert drag(BoxTool(), [(-50, -20), (-10, -5)]) == []


def test_a_click_is_no_box():
    assert drag(BoxTool(), [(10, 10), (11, 10)]) == [Clicked(11, 10, None)]


def test_a_click_on_another_boxs_outline_picks_it():
    assert drag(BoxTool(), [(5, 40), (5, 40)], ACTIVE) == [Clicked(5, 40, 2)]


def test_handles_resize_live_and_may_cross_over():
    effects = drag(BoxTool(), [(60, 50), (70, 60), (10, 10)], ACTIVE)
    assert effects == [
        BoxChanged(Box(20, 20, 70, 60), False),
        BoxChanged(Box(10, 10, 20, 20), False),
        BoxChanged(Box(10, 10, 20, 20), True),
    ]


def test_the_outline_moves_the_box_and_keeps_it_inside():
    effects = drag(BoxTool(), [(30, 20), (30, 25), (30, -40)], ACTIVE)
    assert effects[0] == BoxChanged(Box(20, 25, 60, 55), False)
    assert effects[-1] == BoxChanged(Box(20, 0, 60, 30), True)


def test_alt_moves_the_box_from_anywhere_inside():
    assert drag(BoxTool(), [(40, 35), (45, 35)], ACTIVE, alt=True)[-1] == BoxChanged(
        Box(25, 20, 65, 50), True
    )
    assert isinstance(drag(BoxTool(), [(40, 35), (50, 45)], ACTIVE)[-1], BoxDrawn)


def test_cancel_puts_the_box_back():
    tool = BoxTool()
    tool.press(Pointer(60, 50), ACTIVE)
    tool.move(Pointer(70, 60), ACTIVE)
    assert tool.cancel() == (BoxChanged(Box(20, 20, 60, 50), True),)
    assert not tool.busy and tool.release(Pointer(70, 60), ACTIVE) == ()


def test_a_collapsed_box_is_put_back():
    effects = drag(BoxTool(), [(60, 35), (20, 35)], ACTIVE)
    assert effects[-1] == BoxChanged(Box(20, 20, 60, 50), True)


def test_select_moves_the_view_or_picks():
    tool = SelectTool()
    tool.press(Pointer(80, 60, 100, 100), ACTIVE)
    assert tool.move(Pointer(70, 60, 90, 100), ACTIVE) == (Pan(-10, 0),)
    assert tool.release(Pointer(70, 60, 90, 100), ACTIVE) == ()
    assert drag(tool, [(80, 60), (80, 60)], ACTIVE) == [Clicked(80, 60, None)]
    assert drag(tool, [(20, 20), (10, 10)], ACTIVE)[-1] == BoxChanged(Box(10, 10, 60, 50), True)


def test_a_stroke_is_lines_and_an_end():
    assert drag(BrushTool("brush", value=True), [(1, 1), (5, 1), (9, 9)]) == [
        PaintLine((1, 1), (1, 1), True),
        PaintLine((1, 1), (5, 1), True),
        PaintLine((5, 1), (9, 9), True),
        PaintLine((9, 9), (9, 9), True),
        StrokeDone(),
    ]


def test_the_right_button_erases_with_the_brush():
    assert drag(BrushTool("brush", value=True), [(1, 1), (2, 2)], right=True)[0].value is False
    assert drag(BrushTool("eraser", value=False), [(1, 1), (2, 2)], right=True)[0].value is True


def test_shift_draws_a_straight_line():
    tool = BrushTool("brush", value=True)
    assert drag(tool, [(1, 1), (20, 3), (40, 30)], shift=True) == [
        PaintLine((1, 1), (40, 30), True),
        StrokeDone(),
    ]
    assert drag(tool, [(60, 60)], shift=True) == [PaintLine((40, 30), (60, 60), True), StrokeDone()]
    tool.forget()
    assert drag(tool, [(5, 5)], shift=True)[0] == PaintLine((5, 5), (5, 5), True)


def test_a_stroke_can_be_given_up():
    tool = BrushTool("brush", value=True)
    tool.press(Pointer(1, 1), SCENE)
    assert tool.cancel() == (StrokeAbandoned(),)
    assert tool.release(Pointer(1, 1), SCENE) == () and tool.cancel() == ()


def test_lasso():
    points = [(1, 1), (30, 1), (30, 30)]
    assert drag(LassoTool("lasso_add", value=True), points) == [
        FillPolygon(tuple(points), True),
        StrokeDone(),
    ]
    assert drag(LassoTool("lasso_subtract", value=False), points)[0].value is False
    assert drag(LassoTool("lasso_add", value=True), [(1, 1), (2, 2)]) == []


def test_polygon_closes_at_its_first_corner_on_return_and_on_a_double_click():
    corners = [(10, 10), (40, 10), (40, 40)]
    for last in ((11, 11), "confirm", (20, 60)):
        tool = PolygonTool("polygon_add", value=True)
        for corner in corners:
            assert drag(tool, [corner]) == []
        if last == "confirm":
            effects = tool.key("confirm", SCENE)
        else:
            effects = tool.press(Pointer(*last, clicks=2 if last == (20, 60) else 1), SCENE)
        assert list(effects) == [FillPolygon(tuple(corners), True), StrokeDone()]
        assert not tool.busy


def test_polygon_takes_corners_back():
    tool = PolygonTool("polygon_add", value=True)
    drag(tool, [(10, 10)])
    tool.key("back", SCENE)
    assert not tool.busy
    drag(tool, [(10, 10)])
    tool.press(Pointer(50, 50, right=True), SCENE)
    assert not tool.busy


def test_points_are_set_moved_and_taken_away():
    tool = PointTool("point_add", positive=True)
    assert drag(tool, [(10, 10)]) == [PointsChanged((PointPrompt(10, 10, True),))]
    assert drag(tool, [(10, 10)], right=True) == [PointsChanged((PointPrompt(10, 10, False),))]
    assert drag(tool, [(-5, 10)]) == []
    scene = Scene(100, 80, 3, points=(PointPrompt(10, 10), PointPrompt(50, 50, False)))
    assert drag(tool, [(11, 9)], scene) == [PointsChanged((PointPrompt(50, 50, False),))]
    moved = drag(tool, [(50, 50), (60, 60), (500, 500)], scene)
    assert moved[0] == PointsChanged((PointPrompt(10, 10), PointPrompt(60, 60, False)))
    assert moved[-1].points[1].x < 100 and moved[-1].points[1].y < 80
    tool.press(Pointer(50, 50), scene)
    tool.move(Pointer(70, 70), scene)
    assert tool.cancel() == (PointsChanged(scene.points),)


def test_pan():
    tool = PanTool()
    tool.press(Pointer(0, 0, 5, 5), SCENE)
    assert tool.move(Pointer(0, 0, 8, 1), SCENE) == (Pan(3, -4),)
    assert tool.cancel() == () and not tool.busy


def test_every_tool_is_there_and_idle_events_are_harmless():
    tools = all_tools()
    assert tuple(tools) == TOOLS
    for tool in tools.values():
        at = Pointer(3, 3)
        assert not tool.busy and tool.sketch() is None
        assert not tool.cancel()
        assert tool.cursor(at, SCENE)
        tool.move(at, SCENE)
        assert not tool.key("back", SCENE) and not tool.key("confirm", SCENE)
        if not isinstance(tool, PolygonTool):
            assert not tool.release(at, SCENE)
