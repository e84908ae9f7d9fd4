from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.panels.inspector_button import InspectorButton
from app.settings.settings import Settings
from app.theme.theme import Theme


@pytest.fixture
def button(qtbot: QtBot, settings: Settings, theme: Theme) -> InspectorButton:
    parent = QObject()
    made = InspectorButton(settings, "account", ActionSet(settings, theme.icons, parent), theme)
    made.keep = parent  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.show()
    return made


def names(button: InspectorButton) -> list[str]:
    button.open_menu()
    found = [a.text() for a in button.menu_of_names.actions() if a.isCheckable()]
    button.menu_of_names.close()
    return found


def test_without_a_name_the_account_is_at_work(button: InspectorButton) -> None:
    assert button.text() == "account" and "account is at work" in button.toolTip()
    assert names(button) == ["account"]


def test_the_latest_names_come_first_and_once(button: InspectorButton, settings: Settings) -> None:
    for name in ("Ada", "Ben  ", "ada"):
        settings.inspector = name
    assert button.text() == "ada"
    assert names(button) == ["ada", "Ben"]


def test_a_name_is_taken_at_one_click(button: InspectorButton, settings: Settings) -> None:
    settings.inspector = "Ada"
    settings.inspector = "B & C"
    button.open_menu()
    (ada,) = [a for a in button.menu_of_names.actions() if a.text() == "Ada"]
    assert not ada.isChecked()
    ada.trigger()
    button.menu_of_names.close()
    assert settings.inspector == "Ada" and button.text() == "Ada"
    assert names(button) == ["Ada", "B && C"]


def test_an_empty_name_changes_nothing(button: InspectorButton, settings: Settings) -> None:
    settings.inspector = "Ada"
    button._choose("   ")
    assert settings.inspector == "Ada"
