"""The eye in the list of objects, its order and filter, and drawing that leaves other objects alone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.actions.ids import ActionId
from app.canvas.items import ObjectOverlay
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.records import AnnotationState, ImageState
from tests.e2e.desk import Desk, square
from tests.e2e.test_objects import add, click_row, rows

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DRAFT = AnnotationState.DRAFT


def on_picture(desk: Desk) -> set[int]:
    """The objects that are painted beside the selected one."""
    overlays = [layer.overlay.id for layer in desk.window.panels.canvas.compositor.layers]
    return {overlay.annotation_id for overlay in overlays if isinstance(overlay, ObjectOverlay)}


def click_eye(desk: Desk, row: int) -> None:
    place = rows(desk).visualItemRect(rows(desk).item(row))
    QTest.mouseClick(
        rows(desk).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 10, place.center().y())
    )
    desk.settle()


def test_the_eye_hides_one_object_and_shows_it_again(desk: Desk) -> None:
    first, second = add(desk, 1, ("scratch", square(20, 20), DRAFT), ("dent", square(90, 60), DRAFT))
    before = desk.truth()
    click_eye(desk, 0)
    assert on_picture(desk) == {second}
    assert desk.hub.selection.annotation_id is None, "a click on the eye selects nothing"
    click_eye(desk, 0)
    assert on_picture(desk) == {first, second}
    click_row(desk, 1)
    desk.tap(Key.Key_Z, SHIFT)
    assert desk.hub.selection.annotation_id is None and on_picture(desk) == {first}
    click_row(desk, 1)  # what is selected is in sight
    assert desk.hub.selection.annotation_id == second and not desk.hub.selection.hidden_ids
    desk.tap(Key.Key_Z, SHIFT)
    desk.tap(Key.Key_Z, CTRL | Qt.KeyboardModifier.AltModifier)
    assert on_picture(desk) == {first, second}
    click_eye(desk, 1)
    desk.show_image(2)
    desk.show_image(1)
    assert not desk.hub.selection.hidden_ids, "each visit begins with all of them"
    assert desk.truth() == before


def test_nothing_is_decided_over_hidden_objects(desk: Desk) -> None:
    add(desk, 1, ("scratch", square(20, 20), DRAFT), ("dent", square(90, 60), DRAFT))
    click_eye(desk, 0)
    desk.tap(Key.Key_Return)
    image = desk.hub.projects.index.order[1]
    assert desk.hub.projects.image(image).state is ImageState.DRAFT
    assert not desk.hub.selection.hidden_ids, "they are shown instead"
    assert "shown again" in desk.window.panels.undo_note.text
    desk.look()
    desk.tap(Key.Key_Return)
    assert desk.hub.projects.image(image).state is ImageState.ACCEPTED


def test_many_objects_are_sorted_and_filtered(desk: Desk) -> None:
    objects = [
        ("scratch", square(10, 10, 10), DRAFT),
        ("dent", square(40, 10, 30), DRAFT),
        ("scratch", square(90, 10, 20), DRAFT),
        ("dent", square(10, 60, 15), DRAFT),
    ]
    ids = add(desk, 1, *objects)
    panel = desk.window.panels.objects

    def listed() -> list[int]:
        return [rows(desk).item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows(desk).count())]

    assert panel.search.isVisible() and listed() == ids
    desk.click(panel.order)
    desk.tap(Key.Key_Down)
    desk.tap(Key.Key_Down)
    desk.tap(Key.Key_Return)
    assert listed() == [ids[1], ids[2], ids[3], ids[0]], "the largest first"
    desk.click(panel.search)
    desk.type("dent")
    assert listed() == [ids[1], ids[3]]
    click_row(desk, 0)
    assert desk.hub.selection.annotation_id == ids[1]


def test_the_brush_leaves_other_objects_where_that_is_wanted(desk: Desk) -> None:
    neighbour = square(60, 40, 30)
    first, _second = add(desk, 1, ("scratch", square(20, 40, 30), DRAFT), ("dent", neighbour, DRAFT))
    click_row(desk, 0)
    desk.tap(Key.Key_B)
    desk.tap(Key.Key_B, SHIFT)
    assert desk.window.commands[ActionId.BRUSH_SPARE].isChecked()
    before = desk.project.annotations.get(first).mask.to_array()
    desk.drag(45, 55, 110, 55)
    desk.settle()
    painted = desk.project.annotations.get(first).mask.to_array()
    assert not (painted & neighbour.to_array()).any(), "nothing of the neighbour"
    assert painted[55, 100] and painted[55, 55] and painted.sum() > before.sum()
    desk.tap(Key.Key_Z, CTRL)
    desk.tap(Key.Key_B, SHIFT)
    desk.drag(45, 55, 110, 55)
    desk.settle()
    painted = desk.project.annotations.get(first).mask.to_array()
    assert (painted & neighbour.to_array()).any(), "as ever without it"
    assert desk.truth_of(1)[1][2] == neighbour


def test_objects_are_pasted_on_the_next_image(desk: Desk) -> None:
    add(desk, 1, ("scratch", square(20, 40), DRAFT))
    click_row(desk, 0)
    desk.tap(Key.Key_C, CTRL)
    desk.tap(Key.Key_V, CTRL | SHIFT)
    desk.wait_picture()
    assert desk.hub.selection.image_id == desk.hub.projects.index.order[2]
    assert desk.truth_of(2) == [("scratch", "draft", square(20, 40))]
    before = desk.truth()
    desk.tap(Key.Key_V, CTRL | SHIFT)  # there is no next one
    assert desk.truth() == before and "last image" in desk.window.panels.status_bar.hint.text()


def test_the_selection_is_fitted_and_the_next_image_is_shown_whole(desk: Desk) -> None:
    add(desk, 1, ("scratch", square(20, 40), DRAFT))
    canvas = desk.window.panels.canvas
    whole = canvas.zoom
    click_row(desk, 0)
    desk.tap(Key.Key_F, SHIFT)
    close = canvas.zoom
    assert close > 2 * whole
    u, v = canvas.viewport.transform.to_view(30, 50)
    assert abs(u - canvas.viewport.width / 2) < 2 and abs(v - canvas.viewport.height / 2) < 2
    desk.tap(Key.Key_N)
    desk.wait_picture()
    assert canvas.zoom == whole
    desk.window.commands[ActionId.VIEW_KEEP_ZOOM].trigger()
    desk.show_image(1)
    click_row(desk, 0)
    desk.tap(Key.Key_F, SHIFT)
    desk.tap(Key.Key_N)
    desk.wait_picture()
    assert canvas.zoom == close, "kept where that is wanted"


def test_the_numeric_keypad_does_what_the_digits_do(desk: Desk) -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    desk.hub.selection.select_class("dent")
    desk.show_image(1)
    desk.window.panels.canvas.setFocus()
    desk.draw(Box(20, 20, 50, 45))
    desk.look()
    desk.tap(Key.Key_1, keypad)
    assert len(desk.truth_of(1)) == 1
    desk.look()
    desk.tap(Key.Key_Enter, keypad)
    assert desk.truth_of(1)[0][1] == "accepted"
    assert isinstance(desk.truth_of(1)[0][2], RleMask) and np.any(desk.truth_of(1)[0][2].to_array())
