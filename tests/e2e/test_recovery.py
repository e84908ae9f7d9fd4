"""Ways back in the window: a damaged project, one that can only be looked at, another PC, a busy database."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.dialogs.confirmation import QuestionDialog
from app.dialogs.error import ErrorDialog
from app.dialogs.findings import FindingsDialog
from app.dialogs.restore import RestoreDialog
from app.services.database_wait import DatabaseWait
from samft_core.errors import BusyError
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
    window.window.controllers.project.open_path(folder)
    said = dialog(window, ErrorDialog)
    assert "damaged" in said.report.message
    window.reports.clear()
    click(said.findChild(QPushButton, "restore"))
    choice = dialog(window, RestoreDialog)
    assert choice.list.count() >= 1
    click(choice.yes)
    window.wait(lambda: len(window.hub.projects) == 3, what="the restored project")
    assert window.hub.projects.index.counts[ImageState.GOOD] == 1
    assert list((folder / "backups").glob("replaced-*/project.db"))


def test_a_project_on_a_full_disk_is_looked_at(window, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Lease, "take", full)
    before = (folder / "project.db").read_bytes()
    window.window.controllers.project.open_path(folder)
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
    for action in (
        ActionId.IMAGE_GOOD,
        ActionId.IMAGE_ACCEPT,
        ActionId.TOOL_BOX,
        ActionId.TOOL_BRUSH,
        ActionId.PROJECT_ADD,
        ActionId.MODEL_TRAIN,
    ):
        assert not window.window.commands[action].isEnabled()
    assert window.state() is ImageState.NEW
    window.window.controllers.project.close()
    assert (folder / "project.db").read_bytes() == before


def test_another_pc_is_named_and_a_silent_one_is_taken_over(window, folder: Path) -> None:
    file = elsewhere(folder)
    window.window.controllers.project.open_path(folder)
    said = dialog(window, ErrorDialog)
    assert "line-7" in said.report.message
    assert said.findChild(QPushButton, "take_over") is None
    window.reports.clear()
    said.accept()
    window.window.controllers.project.close()
    then = time.time() - 600
    os.utime(file, (then, then))
    window.window.controllers.project.open_path(folder)
    window.qtbot.waitUntil(lambda: bool(window.reports), timeout=60_000)
    said = [d for d in window.window.findChildren(ErrorDialog) if d.isVisible()][-1]
    window.reports.clear()
    click(said.findChild(QPushButton, "take_over"))
    click(dialog(window, QuestionDialog).yes)
    window.wait(lambda: window.hub.projects.is_open and not window.hub.projects.read_only, what="the project")
    assert not file.exists()


def test_the_check_names_what_is_wrong_and_mends_it(window, folder: Path) -> None:
    stray = folder / "ground_truth" / "crack" / "stray_mask.png"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"no mask")
    window.open(folder, images=3)
    window.window.commands[ActionId.PROJECT_CHECK].trigger()
    found = dialog(window, FindingsDialog)
    assert str(stray) in found.lines.toPlainText()
    click(found.mend)
    window.wait(lambda: not stray.exists(), what="the mended folder")
    found = dialog(window, FindingsDialog)
    assert found.verdict.text() == "Nothing is wrong."
    found.reject()


class Holder:
    """Another program that writes into a project, from now until ``let_go``."""

    def __init__(self, folder: Path) -> None:
        self._other = sqlite3.connect(folder / "project.db", timeout=1, check_same_thread=False)
        self._other.execute("BEGIN IMMEDIATE")
        self.holds = True

    def let_go(self) -> None:
        """Write nothing and leave."""
        self.holds = False
        self._other.rollback()
        self._other.close()


class Pulse:
    """Ticks of a timer of the window; after so many of them ``then`` is run."""

    def __init__(self, ticks: int, then: Callable[[], None]) -> None:
        self.ticks = 0
        self._enough, self._then = ticks, then
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(20)

    def _tick(self) -> None:
        self.ticks += 1
        if self.ticks == self._enough:
            self._then()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def holder(folder: Path):
    made: list[Holder] = []

    def hold() -> Holder:
        made.append(Holder(folder))
        return made[0]

    yield hold
    if made and made[0].holds:
        made[0].let_go()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time."""
    monkeypatch.setattr("app.services.database_wait.PATIENCE_S", 60.0)


def test_a_change_waits_for_a_program_that_writes_for_a_second(window, folder: Path, holder, patient) -> None:
    window.open(folder, images=3)
    image_id = window.select(ImageState.NEW).id
    said: list[str] = []
    held = holder()

    def end() -> None:
        said.append(window.window.panels.status_bar.hint.text())
        held.let_go()

    # Only the window's own timer ends what it waits for: one that stood still would wait in vain.
    pulse = Pulse(20, end)
    window.window.commands[ActionId.IMAGE_GOOD].trigger()
    pulse.stop()
    assert "Your change waits" in said[0]
    assert not window.reports
    assert window.hub.projects.image(image_id).state is ImageState.GOOD
    assert window.hub.projects.project.images.get(image_id).state is ImageState.GOOD
    assert "Your change waits" not in window.window.panels.status_bar.hint.text()


def test_nothing_else_is_written_while_a_change_waits(window, folder: Path, holder, patient) -> None:
    window.open(folder, images=3)
    image_id = window.select(ImageState.NEW).id
    held = holder()
    came: list[str] = []
    window.hub.background.run_task(
        lambda _token: None, done=lambda _: came.append("result"), failed=lambda _: None
    )

    def meanwhile() -> None:
        try:
            window.hub.projects.project.classes.add("between")
        except BusyError:
            came.append("refused")
        if not window.window.close():
            came.append("open")
        held.let_go()

    pulse = Pulse(10, meanwhile)
    window.window.commands[ActionId.IMAGE_GOOD].trigger()
    pulse.stop()
    assert came == ["refused", "open"]
    assert window.hub.projects.image(image_id).state is ImageState.GOOD
    window.wait(lambda: came[-1] == "result", what="the result that was held back")
    project = window.hub.projects.project
    assert "between" not in [record.name for record in project.classes.all()]
    project.classes.add("afterwards")


def test_a_program_that_writes_for_long_is_named_and_nothing_is_half_done(
    window, folder: Path, holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.database_wait.PATIENCE_S", 1.0)
    window.open(folder, images=3)
    image_id = window.select(ImageState.NEW).id
    held = holder()
    events = window.hub.projects.project.changes.last_event()
    start = time.perf_counter()
    window.window.commands[ActionId.IMAGE_GOOD].trigger()
    assert time.perf_counter() - start >= 1
    said = dialog(window, ErrorDialog)
    assert "Another program is writing" in said.report.message
    window.reports.clear()
    said.accept()
    assert window.state() is ImageState.NEW
    assert window.hub.projects.project.images.get(image_id).state is ImageState.NEW
    assert window.hub.projects.project.changes.last_event() == events
    assert not window.window.history.canUndo()
    held.let_go()
    window.window.commands[ActionId.IMAGE_GOOD].trigger()
    window.wait(lambda: window.state() is ImageState.GOOD, what="good")


def test_what_is_pressed_while_a_change_waits_goes_with_it_where_it_is_refused(
    window, folder: Path, holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.database_wait.PATIENCE_S", 0.6)
    window.open(folder, images=3)
    window.select(ImageState.NEW)
    image_id = window.hub.selection.image_id
    holder()
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    seen: list[int] = []
    window.hub.selection.image_changed.connect(seen.append)
    # As late as can be: handed out when the wait is over, not by the loop of the wait itself.
    drop = DatabaseWait._drop_input

    def press_and_drop() -> None:
        QCoreApplication.postEvent(window.window.panels.canvas, pressed.clone())
        drop()

    monkeypatch.setattr(DatabaseWait, "_drop_input", staticmethod(press_and_drop))
    window.window.commands[ActionId.IMAGE_GOOD].trigger()
    dialog(window, ErrorDialog).accept()
    window.reports.clear()
    assert window.hub.selection.image_id == image_id
    assert not seen
