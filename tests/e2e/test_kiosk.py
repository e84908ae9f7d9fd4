"""Kiosk mode: the annotate flow works, and nothing leads out of it but the key of somebody who may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.dialogs.command_palette import CommandPalette
from app.dialogs.error import ErrorDialog
from app.settings.settings import Settings
from app.window import kiosk
from app.window.main_window import MainWindow
from samft_core.formats.folder import import_folder
from samft_core.imaging.geometry import Box
from samft_core.project.project import Project
from samft_core.project.records import ImageState
from tests.e2e.conftest import Inspector

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEAVE = CTRL | ALT | SHIFT


@pytest.fixture
def folder(tmp_path: Path, image_folder: Path) -> Path:
    with Project.create(tmp_path / "line 2") as project:
        import_folder(project, image_folder)
    return tmp_path / "line 2"


@pytest.fixture
def start(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Inspector]]:
    """Opens the window as a kiosk; whatever the test did, it is closed at its end."""
    monkeypatch.setenv("SAMFT_LOG_DIR", str(tmp_path / "log"))
    windows: list[MainWindow] = []

    def open_kiosk(project: Path, **policy: object) -> Inspector:
        (tmp_path / "policy.json").write_text(json.dumps(policy), "utf-8")
        monkeypatch.setenv("SAMFT_POLICY", str(tmp_path / "policy.json"))
        settings = Settings(tmp_path / "window.ini")
        settings.inspector = "ada"
        settings.set_arrangement("side", {"tab": ActionId.VIEW_VERSIONS})  # where an ordinary window was left
        window = make_window(make_application(), settings)
        windows.append(window)
        # The off-screen platform has a small screen and forgets a window's state, so it is asked on the way.
        filled: list[bool] = []
        monkeypatch.setattr(window, "showFullScreen", lambda: filled.append(not window.show()))
        window.enter_kiosk(project)
        assert filled == [True]
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        return Inspector(window, qtbot)

    yield open_kiosk
    for window in windows:
        if window.kiosk is not None:
            window.kiosk.may_close = True
        window.close()
        gone: list[bool] = []
        window.destroyed.connect(lambda *_, gone=gone: gone.append(True))
        window.deleteLater()
        qtbot.waitUntil(lambda gone=gone: bool(gone), timeout=5000)


def test_annotating_works_and_nothing_else(start: Callable[..., Inspector], folder: Path) -> None:
    inspector = start(folder, roles={"leave_kiosk": []})
    window = inspector.window
    assert not window.menuBar().isVisible()
    inspector.wait(lambda: len(inspector.hub.projects) == 3, what="the images")
    inspector.wait_picture()

    # The flow: sign off, go on, draw a box, take the mask.
    inspector.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert inspector.state() is ImageState.GOOD
    inspector.press(Qt.Key.Key_PageDown)
    inspector.wait_picture()
    inspector.wait_engine()
    inspector.drag_box(Box(45, 55, 75, 85))
    inspector.wait(lambda: bool(inspector.hub.predictions.versions), 60, "the answer")
    inspector.press(Qt.Key.Key_U)
    inspector.wait(lambda: len(inspector.hub.annotations.records()) == 1, what="the mask")

    # Every way out: keys of the menus, other tabs, dropped files, the window manager, the leave key.
    project = inspector.hub.projects.project
    for key, modifiers in (
        (Qt.Key.Key_Q, CTRL),
        (Qt.Key.Key_W, CTRL),
        (Qt.Key.Key_O, CTRL),
        (Qt.Key.Key_Comma, CTRL),
        (Qt.Key.Key_E, CTRL),
        (Qt.Key.Key_T, CTRL),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
    ):
        inspector.press(key, modifiers)
    assert window.findChild(CommandPalette) is None
    assert window.panels.workspace.pages.currentIndex() == 0 and not window.panels.tabs.isVisible()
    assert not window.acceptDrops()
    window.close()
    assert window.isVisible() and inspector.hub.projects.project is project

    inspector.press(Qt.Key.Key_Q, LEAVE)
    assert window.isVisible()
    (report,) = inspector.reports
    assert "does not let ada leave the kiosk" in report.message
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    dialog.accept()
    inspector.reports.clear()


def test_who_may_leaves_with_the_key(start: Callable[..., Inspector], folder: Path) -> None:
    inspector = start(folder, roles={"leave_kiosk": ["ada"]})
    inspector.wait(lambda: len(inspector.hub.projects) == 3, what="the images")
    inspector.press(Qt.Key.Key_Q, LEAVE)
    assert not inspector.window.isVisible() and not inspector.hub.projects.is_open


def test_the_project_may_come_later(
    start: Callable[..., Inspector], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk, "RETRY_MS", 200)
    away = folder.rename(tmp_path / "away")
    folder.mkdir()  # as the place of a share that is not connected yet
    inspector = start(folder)
    window = inspector.window
    inspector.qtbot.waitUntil(lambda: len(inspector.reports) >= 2, timeout=20_000)
    assert inspector.reports[0].path == folder
    assert "being opened" in window.panels.pages.currentWidget().text()
    assert len([d for d in window.findChildren(ErrorDialog) if d.isVisible()]) <= 1
    inspector.reports.clear()
    assert sorted(path.name for path in tmp_path.glob("*-samft")) == []
    folder.rmdir()
    away.rename(folder)
    inspector.qtbot.waitUntil(lambda: len(inspector.hub.projects) == 3, timeout=20_000)
    inspector.reports.clear()
    inspector.wait_picture()
    inspector.qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is None, timeout=5000)
    inspector.wait(window.isActiveWindow)
    inspector.wait(window.commands[ActionId.IMAGE_GOOD].isEnabled)
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert inspector.state() is ImageState.GOOD
