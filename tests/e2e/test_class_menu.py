"""A right click on a class: another colour, another place, merging, deleting, and what is asked before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QMenu

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from app.theme.tokens import CLASS_COLORS
from app.theme.widgets import is_editor
from samft_core.project.records import AnnotationState, ImageState
from samft_core.project.version_card import VersionCard
from tests.e2e.desk import Desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def open_menu(desk: Desk, row: int) -> QMenu:
    """Right click a class, as the platform tells the list of it."""
    desk.settle()
    desk.window.panels.classes.list.customContextMenuRequested.emit(desk.class_row(row))
    return desk.window.menus.menu


def choose(desk: Desk, row: int, *texts: str) -> None:
    """Choose an entry of the menu of a class, or of a menu below it."""
    menu = open_menu(desk, row)
    for text in texts:
        action: QAction = next(a for a in menu.actions() if a.text() == text)
        below = action.menu()
        if isinstance(below, QMenu):
            menu = below
        else:
            action.trigger()
    desk.window.menus.menu.close()
    desk.settle()


def answer(desk: Desk, *, yes: bool) -> list[str]:
    """Answer the question that is open; returns what it said."""
    (question,) = [d for d in desk.window.findChildren(QuestionDialog) if d.isVisible()]
    said = [label.text() for label in question.findChildren(QLabel)]
    if yes:
        question.yes.click()
    else:
        question.reject()
    desk.settle()
    return said


def test_a_class_gets_another_colour_and_another_place(desk: Desk) -> None:
    desk.show_image(0)
    choose(desk, 0, "Colour", "Dark blue")
    scratch = desk.project.classes.all()[0]
    assert CLASS_COLORS[scratch.color] == "#333399" and desk.on_picture
    assert desk.states()["000.png"] is ImageState.ACCEPTED  # a colour touches no mask
    choose(desk, 1, "Move up")
    assert desk.classes() == ["dent", "scratch"]
    desk.tap(Key.Key_1, ALT)
    assert desk.hub.selection.class_name == "dent"  # the keys go by the order


def test_rename_from_the_menu(desk: Desk) -> None:
    menu = open_menu(desk, 1)
    (rename,) = [action for action in menu.actions() if action.text() == "Rename"]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(rename).center())
    desk.settle()
    desk.wait(lambda: is_editor(desk.focus), 10, "the editor")
    desk.type("bump")
    desk.tap(Key.Key_Return)
    desk.wait(lambda: desk.classes() == ["scratch", "bump"], 10, "the new name")
    assert desk.on_picture


def test_merging_says_what_it_touches_asks_and_can_be_taken_back(desk: Desk) -> None:
    desk.show_image(0)
    before = desk.truth()
    (record,) = desk.project.annotations.of_image(desk.hub.selection.image_id)
    choose(desk, 0, "Merge into", "dent")
    said = " ".join(answer(desk, yes=False))
    assert "1 object" in said and "1 image" in said and "ground truth" in said
    assert desk.truth() == before and desk.classes() == ["scratch", "dent"]
    choose(desk, 0, "Merge into", "dent")
    answer(desk, yes=True)
    assert desk.classes() == ["dent"]
    assert desk.truth_of(0) == [("dent", "accepted", record.mask)]
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.truth() == before and sorted(desk.classes()) == ["dent", "scratch"]
    again = desk.project.annotations.get(record.id)
    assert (again.accepted_by, again.accepted_at) == (record.accepted_by, record.accepted_at)
    desk.tap(Key.Key_B)  # the window goes on with what is there now
    assert not desk.reports


def test_a_class_with_objects_is_not_deleted_and_one_without_is_asked_about(desk: Desk) -> None:
    choose(desk, 0, "Delete…")
    assert "1 object" in desk.window.panels.undo_note.text and desk.classes() == ["scratch", "dent"]
    choose(desk, 1, "Delete…")
    answer(desk, yes=True)
    assert desk.classes() == ["scratch"]
    assert desk.truth()[0][2] == AnnotationState.ACCEPTED.value


def test_many_classes_can_be_searched(desk: Desk) -> None:
    panel = desk.window.panels.classes
    assert not panel.search.isVisible()
    for number in range(8):
        desk.hub.projects.classes.add(f"kind {number}")
    desk.settle()
    assert panel.search.isVisible()
    desk.click(panel.search)
    desk.type("kind")
    desk.settle()
    shown = [panel.list.item(r).text() for r in range(panel.list.count()) if not panel.list.isRowHidden(r)]
    assert shown == [f"kind {number}" for number in range(8)]
    desk.tap(Key.Key_Escape)
    desk.tap(Key.Key_2, ALT)
    assert desk.hub.selection.class_name == "dent"


def test_no_class_is_changed_where_masks_are_only_looked_at(desk: Desk) -> None:
    desk.show_image(0)
    desk.hub.reviews.set_on(True)
    menu = open_menu(desk, 0)
    assert not menu.isVisible()
    desk.hub.reviews.set_on(False)


def test_a_version_is_put_to_use_from_its_menu(desk: Desk) -> None:
    desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()
    desk.window.commands[ActionId.VIEW_VERSIONS].trigger()
    desk.settle()
    card = next(
        frame
        for frame in desk.window.panels.versions.findChildren(QFrame)
        if any(label.text() == "v1" for label in frame.findChildren(QLabel)) and frame.objectName() == "card"
    )
    card.customContextMenuRequested.emit(card.rect().center())
    menu = desk.window.menus.menu
    assert [action.text() for action in menu.actions()] == ["Put v1 to use"]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    desk.settle()
    assert desk.hub.models.active == "v1"
