"""A drawing tool draws into something: the selected object, the current mask, or an object that it starts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions.ids import ActionId
from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState, ImageState
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def stroke(desk: Desk) -> None:
    desk.drag(70, 50, 100, 60)
    desk.settle()


def lasso(desk: Desk) -> None:
    canvas = desk.window.panels.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(70, 50))
    for x, y in ((100, 50), (100, 70), (70, 70)):
        QTest.mouseMove(canvas, desk.at(x, y))
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(70, 70))
    desk.settle()


def polygon(desk: Desk) -> None:
    for x, y in ((70, 50), (100, 50), (100, 70), (70, 70)):
        QTest.mouseClick(desk.window.panels.canvas, LEFT, pos=desk.at(x, y))
    QTest.keyClick(desk.window.panels.canvas, Qt.Key.Key_Return)
    desk.settle()


TOOLS = [(Qt.Key.Key_B, stroke), (Qt.Key.Key_L, lasso), (Qt.Key.Key_K, polygon)]


@pytest.mark.parametrize("key, draw", TOOLS)
def test_on_an_image_without_a_mask(desk: Desk, key: Qt.Key, draw: Callable[[Desk], None]) -> None:
    image_id = desk.show_image(1)
    steps = desk.window.history.index()
    desk.tap(key)
    draw(desk)
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.state is AnnotationState.DRAFT and record.mask.to_array()[56, 85]
    assert record.started_from is None and desk.hub.selection.annotation_id == record.id
    assert desk.window.history.index() == steps + 1
    # What is on the screen is what is stored, and one undo takes all of it away.
    assert (desk.window.panels.canvas.active_mask() == record.mask.to_array()).all()
    desk.tap(Qt.Key.Key_Z, CTRL)
    assert (
        desk.project.annotations.of_image(image_id) == [] and desk.window.panels.canvas.active_mask() is None
    )
    desk.tap(Qt.Key.Key_Y, CTRL)
    assert [a.mask for a in desk.project.annotations.of_image(image_id)] == [record.mask]


def test_a_second_stroke_goes_on_with_the_same_object(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.tap(Qt.Key.Key_B)
    stroke(desk)
    desk.drag(20, 20, 40, 30)
    desk.settle()
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.mask.to_array()[25, 30] and record.mask.to_array()[56, 85]


def test_brush_esc_drag_is_stored(desk: Desk) -> None:
    image_id = desk.show_image(0)
    (before,) = desk.project.annotations.of_image(image_id)
    desk.window.panels.objects.object_chosen.emit(before.id)
    desk.tap(Qt.Key.Key_B)
    desk.tap(Qt.Key.Key_Escape)
    assert desk.hub.selection.annotation_id is None
    desk.drag(100, 80, 130, 90)
    desk.settle()
    first, new = desk.project.annotations.of_image(image_id)
    assert first == before and new.state is AnnotationState.DRAFT
    assert new.mask.to_array()[86, 118]


@pytest.mark.parametrize(
    "key, modifiers", [(Qt.Key.Key_E, None), (Qt.Key.Key_L, SHIFT), (Qt.Key.Key_K, SHIFT)]
)
def test_nothing_to_take_away_from_is_said(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    image_id = desk.show_image(0)
    before = desk.project.annotations.of_image(image_id)
    desk.tap(key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert "click one first" in desk.window.panels.undo_note.text
    (polygon if key == Qt.Key.Key_K else lasso if key == Qt.Key.Key_L else stroke)(desk)
    assert desk.project.annotations.of_image(image_id) == before
    mask = desk.window.panels.canvas.active_mask()
    assert mask is None or not mask.any()


def test_esc_in_the_middle_leaves_nothing(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.tap(Qt.Key.Key_B)
    canvas = desk.window.panels.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(70, 50))
    QTest.mouseMove(canvas, desk.at(90, 60))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(canvas, desk.at(100, 70))
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(100, 70))
    desk.settle()
    assert desk.project.annotations.of_image(image_id) == []
    mask = canvas.active_mask()
    assert mask is None or not mask.any()


@pytest.mark.parametrize(
    "key, modifiers",
    [
        (Qt.Key.Key_N, None),
        (Qt.Key.Key_R, None),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Return, None),
        (Qt.Key.Key_G, CTRL),
    ],
)
def test_keys_in_mid_stroke_change_nothing_and_the_stroke_goes_on(
    desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier | None
) -> None:
    image_id = desk.show_image(1)
    desk.tap(Qt.Key.Key_B)
    desk.drag(20, 20, 40, 20)
    desk.settle()
    canvas = desk.window.panels.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(70, 50))
    QTest.mouseMove(canvas, desk.at(90, 60))
    desk.tap(key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert desk.hub.selection.image_id == image_id and canvas.tool == "brush"
    assert desk.window.commands[ActionId.TOOL_BRUSH].isChecked()
    QTest.mouseMove(canvas, desk.at(100, 70))
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(100, 70))
    desk.settle()
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.state is AnnotationState.DRAFT
    assert record.mask.to_array()[20, 30] and record.mask.to_array()[62, 92]


def test_a_polygon_is_not_lost_by_a_click_in_the_list_of_images(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.tap(Qt.Key.Key_K)
    for x, y in ((70, 50), (100, 50), (100, 70)):
        QTest.mouseClick(desk.window.panels.canvas, LEFT, pos=desk.at(x, y))
    view = desk.window.panels.images.view
    row = desk.window.panels.images.model.row_of(desk.hub.projects.index.order[2])
    desk.click(view.viewport(), view.visualRect(desk.window.panels.images.model.index(row, 0)).center())
    assert desk.hub.selection.image_id == image_id and "Esc" in desk.window.panels.undo_note.text
    assert view.currentIndex().row() == desk.window.panels.images.model.row_of(image_id)
    QTest.keyClick(desk.window.panels.canvas, Qt.Key.Key_Return)
    desk.settle()
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.mask.to_array()[55, 92]


def test_a_tool_takes_the_current_mask_and_a_box_without_one_goes_on_waiting(
    desk: Desk, hold: Callable[..., None]
) -> None:
    image_id = desk.show_image(1)
    desk.draw(Box(20, 20, 50, 45))
    desk.tap(Qt.Key.Key_B)
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.started_from == BASE_VERSION and desk.hub.selection.annotation_id == record.id
    hold(BASE_VERSION)
    desk.tap(Qt.Key.Key_R)
    desk.drag_box(Box(90, 60, 130, 100))
    desk.tap(Qt.Key.Key_B)
    stroke(desk)
    assert len(desk.project.annotations.of_image(image_id)) == 2
    assert len(desk.hub.boxes.boxes(image_id)) == 1
    hold()
    desk.wait(lambda: bool(desk.hub.boxes.boxes(image_id)[0].answers), what="its mask")


def test_drawing_on_a_good_image_is_taken_back_whole(desk: Desk) -> None:
    desk.show_image(2)
    desk.tap(Qt.Key.Key_G, CTRL)
    desk.hub.settings.inspector = "ben"
    before = desk.project.images.get(desk.hub.projects.index.order[2])
    assert before.state is ImageState.GOOD and before.accepted_by == ("ada",)
    desk.tap(Qt.Key.Key_B)
    stroke(desk)
    assert desk.states()["002.png"] is ImageState.DRAFT
    desk.tap(Qt.Key.Key_Z, CTRL)
    after = desk.project.images.get(before.id)
    assert after.state is ImageState.GOOD and after.accepted_by == before.accepted_by
    assert after.accepted_at == before.accepted_at


def test_a_stroke_taken_back_leaves_the_acceptance_as_it_was_signed(desk: Desk) -> None:
    image_id = desk.show_image(0)
    (before,) = desk.project.annotations.of_image(image_id)
    desk.hub.settings.inspector = "ben"
    desk.window.panels.objects.object_chosen.emit(before.id)
    desk.tap(Qt.Key.Key_B)
    desk.drag(100, 80, 130, 90)
    desk.settle()
    assert desk.project.annotations.get(before.id).state is AnnotationState.DRAFT
    desk.tap(Qt.Key.Key_Z, CTRL)
    after = desk.project.annotations.get(before.id)
    assert (after.state, after.mask) == (before.state, before.mask)
    assert (after.accepted_by, after.accepted_at) == ("ada", before.accepted_at)
    # Deciding anew is another matter: it carries the name of who decides.
    desk.tap(Qt.Key.Key_Y, CTRL)
    desk.tap(Qt.Key.Key_Return)
    assert desk.project.annotations.get(before.id).accepted_by == "ben"
    desk.tap(Qt.Key.Key_Z, CTRL)
    desk.tap(Qt.Key.Key_Z, CTRL)
    assert desk.project.annotations.get(before.id).accepted_by == "ada"


def test_the_first_step_of_the_brush_starts_at_its_size_on_the_picture(desk: Desk) -> None:
    desk.show_image(1)
    canvas = desk.window.panels.canvas
    desk.tap(Qt.Key.Key_B)
    start = canvas.brush_size
    desk.tap(Qt.Key.Key_BracketRight)
    larger = canvas.brush_size
    assert larger == round(start * 1.25) > start
    desk.tap(Qt.Key.Key_BracketLeft)
    assert canvas.brush_size == round(larger / 1.25)
    canvas.set_brush_size(1)
    desk.tap(Qt.Key.Key_BracketLeft)
    assert canvas.brush_size == 1
    desk.tap(Qt.Key.Key_BracketRight)
    assert canvas.brush_size == 2
