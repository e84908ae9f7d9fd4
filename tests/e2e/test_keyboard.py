"""While an editor is open its keys are its own; after everything else the keyboard is on the picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from app.actions.ids import ActionId
from app.actions.specs import SPECS, WHILE_TYPING
from app.dialogs.command_palette import CommandPalette
from app.theme.widgets import is_editor
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState
from samft_core.project.version_card import VersionCard

Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def heard(desk) -> list[str]:
    """The ids of the commands that run from now on."""
    ran: list[str] = []
    for spec, action in desk.window.commands.all():
        action.triggered.connect(lambda _on=False, name=spec.id: ran.append(name))
    return ran


def rename(desk) -> QWidget:
    view = desk.window.panels.classes.list
    desk.click(view.viewport(), desk.class_row(0), double=True)
    return view


def search(desk) -> QWidget:
    desk.click(desk.window.panels.images.search)
    return desk.window.panels.images.search


def new_class(desk) -> QWidget:
    # With few classes their search field is hidden.
    field = next(found for found in desk.window.panels.classes.findChildren(QLineEdit) if found.isVisible())
    desk.click(field)
    return field


def add_class_button(desk) -> QAbstractButton:
    found = desk.window.panels.classes.findChildren(QAbstractButton)
    return next(button for button in found if button.isVisible())


def comment(desk) -> QWidget:
    desk.tap(Key.Key_F7)
    desk.click(desk.window.panels.review_bar.comment)
    return desk.window.panels.review_bar.comment


def spin_box(desk) -> QWidget:
    box = QSpinBox(desk.window.panels.workspace)
    box.show()
    box.setFocus()
    return box


def text(desk) -> QWidget:
    editor = QTextEdit(desk.window.panels.workspace)
    editor.show()
    editor.setFocus()
    return editor


EDITORS: list[Callable[..., QWidget]] = [rename, search, new_class, comment, spin_box, text]


@pytest.mark.parametrize("opened", EDITORS, ids=lambda editor: editor.__name__)
def test_no_key_of_a_command_reaches_anything_else_while_an_editor_is_open(desk, opened) -> None:
    desk.show_image(1)
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Key.Key_U)  # an object selected: Delete, class keys and Accept would all do something
    before, states, classes = desk.truth(), desk.states(), desk.classes()
    opened(desk)
    ran = heard(desk)
    for spec in SPECS:
        if spec.id in WHILE_TYPING:
            continue
        for sequence in desk.window.commands[spec.id].shortcuts():
            keys = sequence[0]
            if keys.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_Escape):
                continue  # these end the editor: see below
            assert is_editor(desk.focus), spec.id
            desk.tap(keys.key(), keys.keyboardModifiers())
            assert ran == [], spec.id
    for digit in (Key.Key_1, Key.Key_2, Key.Key_9):
        desk.tap(digit, ALT)
    assert (desk.truth(), desk.states(), desk.classes()) == (before, states, classes)
    if isinstance(desk.focus, QLineEdit):
        desk.focus.clear()
    for key in (Key.Key_Return, Key.Key_Escape):
        if not is_editor(desk.focus):
            opened(desk)
            ran.clear()
        desk.tap(key)
        assert ran == [] and desk.states() == states


def test_return_commits_a_new_name_and_accepts_nothing(desk) -> None:
    image_id = desk.show_image(1)
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Key.Key_U)
    rename(desk)
    assert is_editor(desk.focus)
    desk.tap(Key.Key_A, CTRL)
    desk.type("groove")
    desk.tap(Key.Key_Return)
    assert desk.classes() == ["groove", "dent"] and desk.on_picture
    assert desk.states()["001.png"] is ImageState.DRAFT
    assert [a.class_name for a in desk.project.annotations.of_image(image_id)] == ["groove"]
    rename(desk)
    desk.type("nothing")
    desk.tap(Key.Key_Escape)
    assert desk.classes() == ["groove", "dent"] and desk.on_picture
    desk.tap(Key.Key_Return)  # on the picture again, the key is the window's again
    assert desk.states()["001.png"] is ImageState.ACCEPTED


def test_return_in_the_search_field_and_in_a_new_class_leads_back_to_the_picture(desk) -> None:
    search(desk)
    desk.type("r0")
    desk.tap(Key.Key_Return)
    assert desk.on_picture and desk.window.panels.images.search.text() == "r0"
    desk.tap(Key.Key_F, CTRL)
    desk.tap(Key.Key_Escape)
    assert desk.on_picture
    new_class(desk)
    desk.type("groove")
    desk.tap(Key.Key_Return)
    assert desk.on_picture and desk.classes()[-1] == "groove"


@pytest.mark.usefixtures("own_accounts")
def test_a_return_asks_for_its_comment_and_keeps_the_field_open(desk) -> None:
    desk.hub.settings.inspector = "Ben"
    desk.tap(Key.Key_F7)
    desk.tap(Key.Key_F9)
    field = desk.window.panels.review_bar.comment
    assert desk.focus is field
    desk.tap(Key.Key_Return)
    assert desk.focus is field
    desk.type("rim")
    desk.tap(Key.Key_Return)
    assert desk.on_picture and desk.project.images.all()[0].review == "returned"


def use_button(desk) -> QAbstractButton:
    """The button that puts a version to use, once those of the rows before are gone."""

    def buttons() -> list[QAbstractButton]:
        found = desk.window.panels.versions.findChildren(QAbstractButton)
        return [button for button in found if button.objectName() == "activate"]

    desk.wait(lambda: len(buttons()) == 1, what="one button that puts a version to use")
    return buttons()[0]


def test_using_a_version_leaves_the_keyboard_on_the_picture(desk) -> None:
    desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()
    desk.tap(Key.Key_F4)
    desk.click(use_button(desk))
    assert desk.hub.models.active == "v1" and desk.on_picture
    desk.tap(Key.Key_R)
    assert desk.window.panels.images.search.text() == "" and desk.window.panels.canvas.tool == "box"
    # With Tab as well: the button is gone when it has done its work.
    use_button(desk).setFocus(Qt.FocusReason.TabFocusReason)
    desk.tap(Key.Key_Space)
    assert desk.hub.models.active == "base" and desk.on_picture


def test_a_button_takes_the_keyboard_out_of_the_search_field(desk) -> None:
    search(desk)
    desk.type("0")
    for name in (ActionId.TOOL_PAN, ActionId.TOOL_BOX):
        desk.window.commands[name].trigger()
        desk.settle()
        assert desk.on_picture
        search(desk)
    desk.click(add_class_button(desk))
    assert desk.on_picture


def test_no_button_or_list_of_choices_takes_the_keyboard_by_a_click(desk) -> None:
    desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()
    takes = [
        widget
        for kind in (QAbstractButton, QComboBox)
        for widget in desk.window.findChildren(kind)
        if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus and widget.window() is desk.window
    ]
    assert takes == []


def test_after_menus_and_dialogs_the_keyboard_is_on_the_picture(desk) -> None:
    window = desk.window
    search(desk)
    menu = window.menuBar().findChildren(QMenu)[0]
    menu.popup(window.mapToGlobal(window.rect().center()))
    desk.tap(Key.Key_Escape)
    desk.wait(lambda: desk.on_picture, what="the picture after a menu")
    search(desk)
    desk.tap(Key.Key_K, CTRL)
    (palette,) = window.findChildren(CommandPalette)
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is palette)
    palette.reject()
    desk.settle()
    desk.wait(lambda: desk.on_picture, what="the picture after a dialog")
    search(desk)
    window.panels.images.state_filter.showPopup()
    desk.tap(Key.Key_Down)
    desk.tap(Key.Key_Return)
    desk.wait(lambda: desk.on_picture, what="the picture after a choice")


def test_return_on_a_control_reached_with_tab_is_a_click_there(desk) -> None:
    desk.show_image(1)
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Key.Key_U)
    ran = heard(desk)
    button = add_class_button(desk)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.tap(Key.Key_Return)
    assert ran == [] and desk.states()["001.png"] is ImageState.DRAFT
    view = desk.window.panels.classes.list
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.setCurrentRow(1)
    desk.tap(Key.Key_Return)
    assert ran == [] and desk.hub.selection.class_name == "dent"
    assert desk.states()["001.png"] is ImageState.DRAFT
