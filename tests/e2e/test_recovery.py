"""Ways back in the window: a damaged project, one that can only be looked at, another PC, a busy database."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.bootstrap import make_application, make_window
from app.dialogs.confirmation import QuestionDialog
from app.dialogs.error import ErrorDialog
from app.dialogs.findings import FindingsDialog
from app.dialogs.restore import RestoreDialog
from samft_core.imaging.geometry import Box
from samft_core.project.lease import Lease
from samft_core.project.project import Project
from samft_core.project.records import ImageState
from tests.e2e.desk import fake_engine, small_project
from tests.samft_core.project.test_lease import elsewhere
from tests.samft_core.project.test_restore import damage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path, image_folder: Path) -> Path:
    """A project of three images with one backup."""
    made = small_project(tmp_path / "plant-samft", image_folder)
    with Project.open(made) as project:
        project.images.set_good(project.images.all()[1].id, True)
        project.back_up()
    return made


@pytest.fixture
def window(station, qtbot):
    from tests.e2e.conftest import Inspector, shown

    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as made:
        yield Inspector(made, qtbot)


def dialog(inspector, kind):
    """The dialog that is shown, once it is."""
    inspector.qtbot.waitUntil(
        lambda: any(d.isVisible() for d in inspector.window.findChildren(kind)), timeout=60_000
    )
    (found,) = [d for d in inspector.window.findChildren(kind) if d.isVisible()]
    return found


def click(found: QPushButton) -> None:
    QTest.mouseClick(found, LEFT)


def test_a_damaged_project_is_restored_with_three_clicks(window, folder: Path) -> None:
    damage(folder / "project.db")
    window.window.project.open_path(folder)
    said = dialog(window, ErrorDialog)
    assert "damaged" in said.report.message
    window.reports.clear()
    click(said.findChild(QPushButton, "restore"))
    choice = dialog(window, RestoreDialog)
    assert choice.list.count() >= 1
    click(choice.yes)
    window.wait(lambda: len(window.hub.projects) == 3, what="the restored project")
    assert window.hub.projects.counts()[ImageState.GOOD] == 1
    assert list((folder / "backups").glob("replaced-*/project.db"))


def test_a_project_on_a_full_disk_is_looked_at(window, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Lease, "take", full)
    before = (folder / "project.db").read_bytes()
    window.window.project.open_path(folder)
    said = dialog(window, ErrorDialog)
    assert "only to look at" in said.report.message
    assert "disk is full" in said.report.message
    window.reports.clear()
    said.accept()
    window.wait_picture()
    assert "only to look at" in window.window.windowTitle()
    window.press(Qt.Key.Key_N)
    window.wait_picture()
    window.press(Qt.Key.Key_G)
    window.press(Qt.Key.Key_R)
    window.drag_box(Box(30, 30, 60, 60))
    for action in ("image.good", "image.accept", "tool.box", "tool.brush", "project.add", "model.train"):
        assert not window.window.commands[action].isEnabled()
    assert window.state() is ImageState.NEW
    window.window.project.close()
    assert (folder / "project.db").read_bytes() == before


def test_another_pc_is_named_and_a_silent_one_is_taken_over(window, folder: Path) -> None:
    file = elsewhere(folder)
    window.window.project.open_path(folder)
    said = dialog(window, ErrorDialog)
    assert "line-7" in said.report.message
    assert said.findChild(QPushButton, "take_over") is None
    window.reports.clear()
    said.accept()
    window.window.project.close()
    then = time.time() - 600
    os.utime(file, (then, then))
    window.window.project.open_path(folder)
    window.qtbot.waitUntil(lambda: bool(window.reports), timeout=60_000)
    said = [d for d in window.window.findChildren(ErrorDialog) if d.isVisible()][-1]
    window.reports.clear()
    click(said.findChild(QPushButton, "take_over"))
    click(dialog(window, QuestionDialog).yes)
    window.wait(
        lambda: window.hub.projects.is_open and not window.hub.projects.only_to_look, what="the project"
    )
    assert not file.exists()


def test_the_check_names_what_is_wrong_and_mends_it(window, folder: Path) -> None:
    stray = folder / "ground_truth" / "crack" / "stray_mask.png"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"no mask")
    window.open(folder, images=3)
    window.window.commands["project.check"].trigger()
    found = dialog(window, FindingsDialog)
    assert str(stray) in found.lines.toPlainText()
    click(found.mend)
    window.wait(lambda: not stray.exists(), what="the mended folder")
    found = dialog(window, FindingsDialog)
    assert found.verdict.text() == "Nothing is wrong."
    found.reject()


def test_a_busy_database_keeps_nobody_waiting(window, folder: Path) -> None:
    window.open(folder, images=3)
    window.select(ImageState.NEW)
    other = sqlite3.connect(folder / "project.db", timeout=1, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        start = time.perf_counter()
        window.window.commands["image.good"].trigger()
        assert time.perf_counter() - start < 3
        said = dialog(window, ErrorDialog)
        assert "Another program is writing" in said.report.message
        window.reports.clear()
        said.accept()
        assert window.state() is ImageState.NEW
    finally:
        other.rollback()
        other.close()
    window.window.commands["image.good"].trigger()
    window.wait(lambda: window.state() is ImageState.GOOD, what="good")
    assert threading.main_thread().is_alive()
