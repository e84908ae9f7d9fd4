"""Which class a mask gets: never by accident, never silently, and undo follows a renamed class."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.actions.ids import ActionId
from app.theme.widgets import is_editor
from samft_core.imaging.geometry import Box
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BOX = Box(30, 30, 60, 60)


def select_accepted(desk) -> int:
    """The accepted scratch of the first image, selected."""
    image_id = desk.show_image(0)
    (record,) = desk.project.annotations.of_image(image_id)
    desk.window.panels.objects.object_chosen.emit(record.id)
    desk.settle()
    return record.id


def rename(desk, row: int, name: str) -> None:
    desk.click(desk.window.panels.classes.list.viewport(), desk.class_row(row), double=True)
    assert is_editor(desk.focus)
    desk.tap(Key.Key_A, CTRL)
    desk.type(name)
    desk.tap(Key.Key_Return)
    desk.wait(lambda: name in desk.classes(), 10, "the new name")


@pytest.mark.parametrize("row", [0, 1])
def test_renaming_relabels_nothing(desk, row: int) -> None:
    annotation_id = select_accepted(desk)
    before = desk.project.annotations.get(annotation_id)
    rename(desk, row, "groove")
    after = desk.project.annotations.get(annotation_id)
    assert after.class_id == before.class_id and after.state is AnnotationState.ACCEPTED
    assert (after.row_version, after.accepted_at) == (before.row_version, before.accepted_at)
    assert desk.classes() == (["groove", "dent"] if row == 0 else ["scratch", "groove"])
    assert desk.states()["000.png"] is ImageState.ACCEPTED


def test_a_click_that_relabels_an_accepted_object_says_so_and_goes_back(desk) -> None:
    annotation_id = select_accepted(desk)
    before = desk.project.annotations.get(annotation_id)
    desk.click(desk.window.panels.classes.list.viewport(), desk.class_row(1))
    desk.wait(lambda: desk.project.annotations.get(annotation_id).class_name == "dent", 10, "the class")
    note = desk.window.panels.undo_note
    assert note.isVisible() and "no longer ground truth" in note.text
    desk.click(note.undo)
    after = desk.project.annotations.get(annotation_id)
    assert (after.class_name, after.state) == ("scratch", AnnotationState.ACCEPTED)
    assert after.mask == before.mask


def test_a_click_on_a_class_is_done_before_the_key_that_follows_it(desk) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("scratch")
    desk.draw(BOX)
    desk.tap(Key.Key_U)
    viewport = desk.window.panels.classes.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=desk.class_row(1))
    QTest.keyClick(desk.window.windowHandle(), Key.Key_Return)
    (record,) = desk.project.annotations.of_image(image_id)
    assert (record.class_name, record.state) == ("dent", AnnotationState.ACCEPTED)


@pytest.mark.parametrize("gesture", ["stroke", "delete", "key"])
def test_whatever_takes_something_out_of_the_ground_truth_says_so(desk, gesture: str) -> None:
    annotation_id = select_accepted(desk)
    if gesture == "stroke":
        desk.tap(Key.Key_B)
        desk.drag(20, 20, 30, 30)
    elif gesture == "delete":
        desk.tap(Key.Key_Delete)
    else:
        desk.tap(Key.Key_2, ALT)
    desk.settle()
    assert "no longer ground truth" in desk.window.panels.undo_note.text
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.project.annotations.get(annotation_id).state is AnnotationState.ACCEPTED
    assert desk.states()["000.png"] is ImageState.ACCEPTED


def test_drawing_on_a_good_image_says_that_it_is_no_longer_good(desk) -> None:
    desk.show_image(2)
    desk.window.commands[ActionId.IMAGE_GOOD].trigger()
    desk.settle()
    desk.hub.selection.select_class("dent")
    desk.draw(BOX)
    desk.tap(Key.Key_U)
    assert "no longer signed off as good" in desk.window.panels.undo_note.text


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_U, Key.Key_1, Key.Key_B])
def test_without_a_marked_class_it_is_asked_for_with_one_key(desk, key: Qt.Key) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("")
    desk.draw(BOX)
    desk.tap(key)
    chooser = desk.window.panels.class_chooser
    assert QApplication.activePopupWidget() is chooser and desk.project.annotations.of_image(image_id) == []
    desk.tap(Key.Key_Escape)
    assert desk.project.annotations.of_image(image_id) == [] and desk.states()["001.png"] is ImageState.NEW
    desk.tap(key)
    desk.tap(Key.Key_2)
    (record,) = desk.project.annotations.of_image(image_id)
    assert record.class_name == "dent" and desk.on_picture
    accepted = record.state is AnnotationState.ACCEPTED
    assert accepted == (key == Key.Key_Return)
    if accepted:
        assert "dent" in desk.window.panels.undo_note.text
    assert desk.hub.selection.class_name == "dent"  # from now on it is marked


def test_undo_of_a_new_class_gives_back_the_renamed_one(desk) -> None:
    annotation_id = select_accepted(desk)
    desk.tap(Key.Key_2, ALT)
    rename(desk, 0, "groove")
    desk.tap(Key.Key_Z, CTRL)
    record = desk.project.annotations.get(annotation_id)
    assert (record.class_name, record.state) == ("groove", AnnotationState.ACCEPTED)
    assert desk.classes() == ["groove", "dent"]
    rename(desk, 1, "bump")
    desk.tap(Key.Key_Y, CTRL)
    assert desk.project.annotations.get(annotation_id).class_name == "bump"
    assert desk.classes() == ["groove", "bump"]


def test_a_deleted_object_and_the_next_one_follow_a_renamed_class(desk) -> None:
    annotation_id = select_accepted(desk)
    desk.tap(Key.Key_Delete)
    rename(desk, 0, "groove")
    assert desk.hub.selection.class_name == "groove"
    desk.tap(Key.Key_Z, CTRL)
    assert desk.project.annotations.get(annotation_id).class_name == "groove"
    image_id = desk.show_image(1)
    desk.draw(BOX)
    desk.tap(Key.Key_U)
    assert [a.class_name for a in desk.project.annotations.of_image(image_id)] == ["groove"]
    assert desk.classes() == ["groove", "dent"]


def test_a_class_renamed_at_another_station_is_not_brought_back(desk) -> None:
    annotation_id = select_accepted(desk)
    desk.tap(Key.Key_2, ALT)
    with Project.open(desk.hub.projects.folder, inspector="Ben") as other:
        other.classes.rename(other.classes.all()[0].id, "groove")
    desk.tap(Key.Key_Z, CTRL)
    assert desk.project.annotations.get(annotation_id).class_name == "groove"
    assert desk.classes() == ["groove", "dent"]
