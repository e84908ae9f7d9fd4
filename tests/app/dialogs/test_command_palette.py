"""The command palette and the sheet of keys, with keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.actions.specs import SPECS
from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.settings.settings import Settings
from app.theme.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    yield widget


@pytest.fixture
def actions(parent: QWidget, settings: Settings, theme: Theme) -> ActionSet:
    return ActionSet(settings, theme.icons, parent)


def test_a_command_is_found_by_parts_of_its_name_and_run(parent: QWidget, actions: ActionSet) -> None:
    actions.set_conditions(("image",))
    ran: list[str] = []
    actions.wire({spec.id: lambda *_, name=spec.id: ran.append(name) for spec in SPECS})
    palette = CommandPalette(actions, parent)
    palette.open()
    QTest.keyClicks(palette.search, "window fit")
    names = [palette.found.topLevelItem(row).text(0) for row in range(palette.found.topLevelItemCount())]
    assert names == ["Fit image to window"]
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert ran == [ActionId.VIEW_FIT]


def test_commands_that_cannot_run_now_are_not_offered(parent: QWidget, actions: ActionSet) -> None:
    palette = CommandPalette(actions, parent)
    palette.open()
    assert palette.found.topLevelItemCount() == sum(not spec.needs for spec in SPECS)
    QTest.keyClicks(palette.search, "no such command")
    assert palette.found.topLevelItemCount() == 0
    QTest.keyClick(palette.search, Qt.Key.Key_Return)  # nothing to run, nothing happens
    palette.close()


def row_of(dialog: KeysDialog, action_id: str) -> int:
    return next(
        row
        for row in range(dialog.table.rowCount())
        if dialog.table.item(row, 0).data(Qt.ItemDataRole.UserRole) == action_id
    )


def test_a_key_is_remapped_and_kept(parent: QWidget, actions: ActionSet, settings: Settings) -> None:
    dialog = KeysDialog(actions, settings, parent)
    dialog.open()
    dialog.table.selectRow(row_of(dialog, ActionId.TOOL_BRUSH))
    dialog.key.setKeySequence(QKeySequence("Ctrl+Alt+B"))
    button(dialog, "Set").click()
    assert actions[ActionId.TOOL_BRUSH].shortcut().toString() == "Ctrl+Alt+B"
    assert "Ctrl+Alt+B" in actions[ActionId.TOOL_BRUSH].toolTip()
    assert Settings(settings.file).key_for(ActionId.TOOL_BRUSH, "B") == "Ctrl+Alt+B"
    button(dialog, "Built-in key").click()
    assert actions[ActionId.TOOL_BRUSH].shortcut().toString() == "B"
    dialog.close()


def test_a_key_in_use_is_refused_by_name(parent: QWidget, actions: ActionSet, settings: Settings) -> None:
    dialog = KeysDialog(actions, settings, parent)
    dialog.open()
    dialog.table.selectRow(row_of(dialog, ActionId.TOOL_BRUSH))
    for taken, owner in (("E", "Eraser"), ("X", "compare")):
        dialog.key.setKeySequence(QKeySequence(taken))
        button(dialog, "Set").click()
        assert owner.casefold() in dialog.message.casefold()
        assert actions[ActionId.TOOL_BRUSH].shortcut().toString() == "B"
    dialog.close()


def test_the_sheet_is_searched(parent: QWidget, actions: ActionSet, settings: Settings) -> None:
    dialog = KeysDialog(actions, settings, parent)
    dialog.open()
    QTest.keyClicks(dialog.search, "lasso")
    shown = [
        dialog.table.item(row, 0).text()
        for row in range(dialog.table.rowCount())
        if not dialog.table.isRowHidden(row)
    ]
    assert shown == ["Lasso: add", "Lasso: take away"]
    dialog.search.clear()
    assert not any(dialog.table.isRowHidden(row) for row in range(dialog.table.rowCount()))
    dialog.close()


def button(dialog: KeysDialog, text: str):
    from PySide6.QtWidgets import QPushButton

    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
