from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from app.actions.ids import ActionId
from app.settings.settings import RECENT_LIMIT, Settings


def test_values_survive_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "window.ini"
    first = Settings(file)
    first.scheme, first.large_targets, first.inspector = "dark", True, " Grace "
    first.set_layout("window", QByteArray(b"\x00\x01"))
    first.set_widths("column_widths", [230, 0, 300])
    first.set_key(ActionId.IMAGE_NEXT, "K")
    first.sync()
    again = Settings(file)
    assert (again.scheme, again.large_targets, again.inspector) == ("dark", True, "Grace")
    assert again.layout("window") == QByteArray(b"\x00\x01")
    assert again.widths("column_widths") == [230, 0, 300]
    assert again.key_for(ActionId.IMAGE_NEXT, "N") == "K"


def test_changed_names_the_setting_and_only_when_it_changes(settings: Settings, qtbot: QtBot) -> None:
    heard: list[str] = []
    settings.changed.connect(heard.append)
    settings.scheme = "dark"
    settings.scheme = "dark"
    assert heard == ["look/scheme"]


def test_recent_projects_are_newest_first_bounded_and_kept(settings: Settings, tmp_path: Path) -> None:
    folders = [tmp_path / f"p{i} ü, x" for i in range(RECENT_LIMIT + 2)]
    for folder in folders:
        folder.mkdir()
        settings.add_recent_project(folder)
    settings.add_recent_project(folders[5])
    assert settings.recent_projects[0] == folders[5]
    assert len(settings.recent_projects) == RECENT_LIMIT
    folders[5].rmdir()  # an unplugged drive: the list says so, and keeps it
    assert folders[5] in settings.recent_projects
    settings.forget_recent_project(folders[-1])
    assert folders[-1] not in settings.recent_projects
