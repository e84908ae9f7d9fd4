"""Whole objects with mouse and keys: several, merged, split, copied, locked; menus where the hand is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from app.actions.ids import ActionId
from app.controllers.shown_masks import REACTION_S
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation
from tests.e2e.desk import Desk, square

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def two_squares() -> RleMask:
    return RleMask.from_array(square(20, 60).to_array() | square(100, 20, 10).to_array())


def add(desk: Desk, place: int, *objects: tuple[str, RleMask, AnnotationState]) -> list[int]:
    """Objects on an image, which is shown then."""
    image_id = desk.hub.projects.index.order[place]
    fresh = [NewAnnotation(image_id, name, Prompts(), mask, state=state) for name, mask, state in objects]
    ids = [record.id for record in desk.project.annotations.add_all(fresh)]
    desk.hub.projects.refresh_image(image_id)
    desk.show_image(place)
    desk.hub.annotations.load(image_id)
    desk.settle()
    desk.qtbot.wait(int(REACTION_S * 1000) + 50)  # they were put there from elsewhere: a person looks first
    return ids


def rows(desk: Desk) -> QListWidget:
    (found,) = desk.window.panels.objects.findChildren(QListWidget)
    return found


def click_row(desk: Desk, row: int, button=LEFT, keys=Qt.KeyboardModifier.NoModifier) -> QPoint:
    at = rows(desk).visualItemRect(rows(desk).item(row)).center()
    QTest.mouseClick(rows(desk).viewport(), button, keys, at)
    desk.settle()
    return at


def chosen(desk: Desk) -> set[int]:
    return set(desk.hub.selection.annotation_ids)


def masks(desk: Desk, place: int) -> list[tuple[str, str, RleMask]]:
    return sorted(desk.truth_of(place), key=lambda item: (item[0], -item[2].area))


def entry(desk: Desk, text: str):
    """The entry of the open menu."""
    return next(action for action in desk.window.menus.menu.actions() if action.text() == text)


def test_several_objects_are_merged_in_one_step(desk: Desk) -> None:
    accepted = AnnotationState.ACCEPTED
    ids = add(desk, 1, ("scratch", square(10, 10), accepted), ("dent", square(25, 10), accepted))
    before = masks(desk, 1)
    click_row(desk, 0)
    click_row(desk, 1, keys=CTRL)
    assert chosen(desk) == set(ids) and desk.hub.selection.annotation_id == ids[1]
    click_row(desk, 0, keys=CTRL)  # let go again
    assert chosen(desk) == {ids[1]}
    click_row(desk, 0, keys=CTRL)
    desk.tap(Key.Key_M, CTRL)
    (merged,) = desk.project.annotations.of_image(desk.hub.selection.image_id)
    whole = square(10, 10).to_array() | square(25, 10).to_array()
    assert (merged.id, merged.class_name, merged.state) == (ids[0], "scratch", AnnotationState.DRAFT)
    assert np.array_equal(merged.mask.to_array(), whole)
    note = desk.window.panels.undo_note
    assert note.isVisible() and "no longer ground truth" in note.text
    desk.click(note.undo)
    assert masks(desk, 1) == before
    (first, _second) = desk.project.annotations.of_image(desk.hub.selection.image_id)
    assert first.accepted_by == "ada"
    desk.tap(Key.Key_Y, CTRL)
    assert len(desk.truth_of(1)) == 1


def test_a_mask_is_split_into_its_parts_and_put_together_by_undo(desk: Desk) -> None:
    (whole,) = add(desk, 1, ("dent", two_squares(), AnnotationState.ACCEPTED))
    before = masks(desk, 1)
    click_row(desk, 0)
    desk.click(
        next(b for b in desk.window.panels.objects.findChildren(object) if _runs(b, ActionId.OBJECT_SPLIT))
    )
    records = desk.project.annotations.of_image(desk.hub.selection.image_id)
    assert [(r.mask, r.class_name) for r in records] == [
        (square(20, 60), "dent"),
        (square(100, 20, 10), "dent"),
    ]
    assert records[0].id == whole and {r.state for r in records} == {AnnotationState.DRAFT}
    assert chosen(desk) == {r.id for r in records}
    desk.tap(Key.Key_Z, CTRL)
    assert masks(desk, 1) == before and desk.states()["001.png"] is ImageState.ACCEPTED
    desk.tap(Key.Key_Y, CTRL)
    assert [r.id for r in desk.project.annotations.of_image(desk.hub.selection.image_id)] == [
        r.id for r in records
    ]


def _runs(widget: object, action_id: ActionId) -> bool:
    action = getattr(widget, "defaultAction", lambda: None)()
    return action is not None and action.objectName() == action_id


def test_an_object_is_copied_to_the_next_image_and_beside_itself(desk: Desk) -> None:
    desk.show_image(0)
    click_row(desk, 0)
    desk.tap(Key.Key_C, CTRL)
    desk.tap(Key.Key_N)
    desk.wait_picture()
    desk.tap(Key.Key_V, CTRL)
    assert masks(desk, 1) == [("scratch", "draft", square(40, 40))]
    desk.tap(Key.Key_V, CTRL)
    assert [mask for _name, _state, mask in desk.truth_of(1)][1] == square(52, 52)
    desk.tap(Key.Key_D, CTRL | SHIFT)
    assert len(desk.truth_of(1)) == 3
    for _step in range(3):
        desk.tap(Key.Key_Z, CTRL)
    assert desk.truth_of(1) == [] and desk.states()["001.png"] is ImageState.NEW
    assert desk.truth_of(0) == [("scratch", "accepted", square(40, 40))]


def test_a_locked_object_refuses_every_change_and_says_so(desk: Desk) -> None:
    desk.show_image(0)
    click_row(desk, 0)
    before = desk.truth_of(0)
    desk.tap(Key.Key_L, CTRL)
    assert "locked" in rows(desk).item(0).text()
    desk.tap(Key.Key_B)
    desk.drag(45, 45, 70, 70)
    desk.settle()
    assert "unlock it first" in desk.window.panels.undo_note.text
    for key, keys in ((Key.Key_Delete, NONE), (Key.Key_BracketRight, CTRL), (Key.Key_2, ALT)):
        desk.tap(key, keys)
    assert desk.truth_of(0) == before and not desk.reports
    canvas = desk.window.panels.canvas
    assert np.array_equal(canvas.active_mask(), square(40, 40).to_array())  # the stroke did not stay in view
    desk.tap(Key.Key_Z, CTRL)  # the lock was the last step
    assert "locked" not in rows(desk).item(0).text()
    desk.tap(Key.Key_BracketRight, CTRL)
    assert desk.truth_of(0) != before


NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_the_right_button_offers_what_can_be_done_with_the_object_under_it(desk: Desk) -> None:
    desk.show_image(0)
    desk.tap(Key.Key_R)
    QTest.mouseClick(desk.window.panels.canvas, RIGHT, NONE, desk.at(50, 50))
    menu = desk.window.menus.menu
    assert QApplication.activePopupWidget() is menu
    texts = [action.text() for action in menu.actions()]
    assert "Copy the object" in texts and "Paste as a draft" not in texts  # nothing was copied yet
    assert [action.text() for action in desk.window.menus.classes.actions()] == ["scratch", "dent"]
    desk.window.menus.classes.actions()[1].trigger()
    menu.close()
    desk.settle()
    assert desk.truth_of(0) == [("dent", "draft", square(40, 40))] and desk.on_picture
    desk.tap(Key.Key_Z, CTRL)
    assert desk.truth_of(0) == [("scratch", "accepted", square(40, 40))]


def test_the_lists_have_menus_too(desk: Desk) -> None:
    _first, second = add(
        desk,
        1,
        ("scratch", square(10, 10), AnnotationState.DRAFT),
        ("dent", square(60, 60), AnnotationState.DRAFT),
    )
    click_row(desk, 0)
    at = click_row(desk, 1, RIGHT)
    rows(desk).customContextMenuRequested.emit(at)  # as the platform does after the press
    assert chosen(desk) == {second}
    entry(desk, "Lock the object").trigger()
    desk.window.menus.menu.close()
    desk.settle()
    assert [r.locked for r in desk.project.annotations.of_image(desk.hub.selection.image_id)] == [False, True]
    view = desk.window.panels.images.view
    view.customContextMenuRequested.emit(QPoint(5, 5))
    assert entry(desk, "Set the lot…").isEnabled()
    desk.window.menus.menu.close()


def test_a_held_key_hides_all_masks_and_nothing_is_decided_meanwhile(desk: Desk) -> None:
    add(desk, 1, ("dent", square(60, 60), AnnotationState.DRAFT))
    canvas = desk.window.panels.canvas
    canvas.setFocus()
    canvas.repaint()
    seen = canvas.compositor.pixels.copy()
    QTest.keyPress(canvas, Key.Key_Z)
    canvas.repaint()
    assert not np.array_equal(canvas.compositor.pixels, seen)
    desk.tap(Key.Key_Return)
    assert desk.truth_of(1)[0][1] == "draft" and "hidden" in desk.window.panels.undo_note.text
    QTest.keyRelease(canvas, Key.Key_Z)
    canvas.repaint()
    assert np.array_equal(canvas.compositor.pixels, seen)
    desk.tap(Key.Key_Return)
    assert desk.truth_of(1)[0][1] == "accepted"


@pytest.mark.parametrize("tool", [ActionId.TOOL_BRUSH, ActionId.TOOL_ERASER])
def test_the_brush_says_how_wide_it_is_and_what_else_the_mouse_does(desk: Desk, tool: ActionId) -> None:
    desk.show_image(0)
    shown = desk.window.panels.tool_strip._size
    assert shown.text() == "20 px"
    assert desk.window.panels.canvas.brush_size == 20
    desk.tap(Key.Key_BracketRight)
    assert shown.text() == "25 px"  # larger, from what it was
    assert desk.window.panels.canvas.brush_size == 25
    tip = desk.window.commands[tool].toolTip()
    assert "right button" in tip and "Shift" in tip


def test_an_accepted_object_that_leaves_a_draft_image_is_told(desk: Desk) -> None:
    draft, accepted = AnnotationState.DRAFT, AnnotationState.ACCEPTED
    add(desk, 1, ("scratch", square(10, 10), accepted), ("dent", square(60, 60), draft))
    assert desk.states()["001.png"] is ImageState.DRAFT
    before = masks(desk, 1)
    note = desk.window.panels.undo_note
    click_row(desk, 1)
    desk.tap(Key.Key_Delete)  # a draft: nothing of ground truth goes
    assert not note.isVisible()
    desk.tap(Key.Key_Z, CTRL)
    assert masks(desk, 1) == before
    click_row(desk, 0)
    desk.tap(Key.Key_Delete)
    assert note.isVisible() and "an accepted object was deleted" in note.text
    desk.click(note.undo)
    assert masks(desk, 1) == before
    click_row(desk, 0)
    desk.tap(Key.Key_BracketRight, CTRL)  # a pixel more
    assert [state for _name, state, _mask in masks(desk, 1)] == [draft, draft]
    assert note.isVisible() and "an accepted object is no longer ground truth" in note.text
    desk.click(note.undo)
    assert masks(desk, 1) == before
