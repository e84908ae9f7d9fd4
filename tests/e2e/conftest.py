"""The real window with real child processes on the shipped samples, and a driver that uses mouse and keys."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.bootstrap import make_application, make_window
from app.dialogs.confirmation import QuestionDialog
from app.services.engine import EngineState
from app.settings.settings import Settings
from app.theme import icons
from app.window.main_window import MainWindow
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageRecord, ImageState

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

TINY_RECIPE = {
    "name": "tiny",
    "learning_rate": 2e-4,
    "losses": {"bce": 1.0, "dice": 1.0, "iou_head": 0.1},
    "steps": 4,
    "batch_rows": 2,
    "box_jitter": 0.1,
}


class Inspector:
    """What a person does: keys, clicks, drags, and looking until something is there."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.reports: list[object] = []
        window.hub.reporter.reported.connect(self.reports.append)

    @property
    def hub(self):
        return self.window.hub

    def wait(self, condition: Callable[[], bool], seconds: float = 60, what: str = "") -> None:
        def holds() -> None:
            assert not self.reports, self.reports
            assert condition(), what or "condition"

        self.qtbot.waitUntil(holds, timeout=int(seconds * 1000))

    def open(self, path: Path, *, images: int) -> None:
        """Open a project and mark its first class, as whoever begins to annotate does."""
        self.window.controllers.project.open_path(path)
        self.bring_in(images=images)
        self.wait_picture()
        if self.hub.projects.classes.records and not self.hub.selection.class_name:
            self.hub.selection.select_class(self.hub.projects.classes.records[0].name)

    def bring_in(self, *, images: int) -> None:
        """Wait for the images; say yes where the window asks whether their ground truth is to come in."""

        def questions() -> list[QuestionDialog]:
            return [d for d in self.window.findChildren(QuestionDialog) if d.isVisible()]

        self.wait(lambda: questions() or len(self.hub.projects) == images, what=f"{images} images")
        for question in questions():
            question.yes.click()
            self.window.activateWindow()  # a dialog leaves no window active where there is no window manager
        self.wait(lambda: len(self.hub.projects) == images, what=f"{images} images")

    def wait_picture(self) -> None:
        self.wait(
            lambda: self.window.panels.canvas.image_id == self.hub.selection.image_id, what="the picture"
        )

    def wait_engine(self) -> None:
        self.wait(lambda: self.hub.engine.state is EngineState.READY, 180, "the engine")

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A person's key comes after the window has caught up."""
        self.qtbot.wait(20)
        self.wait(lambda: not self.window.conditions.waiting, what="the actions' conditions")
        QTest.keyClick(self.window, key, modifiers)

    def at(self, x: float, y: float) -> QPoint:
        """The canvas position of an image point."""
        canvas = self.window.panels.canvas
        u, v = canvas.viewport.transform.to_view(x, y)
        ratio = canvas.devicePixelRatioF()
        return QPoint(round(u / ratio), round(v / ratio))

    def drag(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, left = self.window.panels.canvas, Qt.MouseButton.LeftButton
        start, end = self.at(x0, y0), self.at(x1, y1)
        QTest.mouseMove(canvas, start)
        QTest.mousePress(canvas, left, pos=start)
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(canvas, start + (end - start) * part)
        QTest.mouseRelease(canvas, left, pos=end)

    def drag_box(self, box: Box) -> None:
        self.drag(box.x0, box.y0, box.x1, box.y1)

    def select(self, state: ImageState, place: int = 0) -> ImageRecord:
        image = [i for i in self.hub.projects.images() if i.state is state][place]
        self.hub.selection.select_image(image.id)
        self.wait_picture()
        return image

    def state(self) -> ImageState:
        return self.hub.projects.image(self.hub.selection.image_id).state


@pytest.fixture
def samples(tmp_path: Path, sample_bottles: Path) -> Path:
    """A copy of the sample category, so that the project beside it is the test's own."""
    return Path(shutil.copytree(sample_bottles, tmp_path / "bottles"))


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a PC for one test."""
    monkeypatch.setenv("SAMFT_RECIPE", json.dumps(TINY_RECIPE))
    monkeypatch.setenv("SAMFT_LOG_DIR", str(tmp_path / "log"))
    settings = Settings(tmp_path / "window.ini")
    settings.inspector = "ada"
    settings.language = "en"  # whatever this PC speaks
    settings.prepare_ahead = False  # its encodings would come between the questions of a test
    return settings


@contextmanager
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the screen, and gone afterwards."""
    window.resize(1280, 860)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    gone: list[bool] = []
    window.destroyed.connect(lambda *_: gone.append(True))
    window.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))


@pytest.fixture(scope="session", autouse=True)
def _icons_drawn_once() -> Iterator[None]:
    """The windows of all tests share the pictures of their icons, which take a third of a window's start."""
    drawn = functools.cache(icons.tinted_pixmaps)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(icons, "tinted_pixmaps", drawn)
        yield
    drawn.cache_clear()  # while the application that they belong to is still there


@pytest.fixture
def no_model() -> None:
    """For tests that ask the model nothing: their ``inspector`` has an engine that starts at once."""


@pytest.fixture
def inspector(station: Settings, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Inspector]:
    from tests.e2e.desk import fake_engine  # it is made of the Inspector here

    engine = {"engine": fake_engine} if "no_model" in request.fixturenames else {}
    with shown(make_window(make_application(), station, **engine), qtbot) as window:
        yield Inspector(window, qtbot)


@pytest.fixture
def desk(station: Settings, qtbot: QtBot, tmp_path: Path, image_folder: Path, hold: object) -> Iterator[Desk]:
    """A window on a small project, with an engine that answers at once."""
    from tests.e2e.desk import Desk, fake_engine, small_project  # it is made of the Inspector here

    folder = small_project(tmp_path / "desk-samft", image_folder)
    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as window:
        at_work = Desk(window, qtbot)
        at_work.open(folder, images=3)
        yield at_work


@pytest.fixture
def hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have versions wait with their answers: ``hold("v1")``; ``hold()`` lets all of them answer."""
    file = tmp_path / "held-versions"
    monkeypatch.setenv("SAMFT_FAKE_ENGINE_HOLD", str(file))

    def hold_back(*versions: str) -> None:
        if versions:
            file.write_text(" ".join(versions), "utf-8")
        else:
            file.unlink(missing_ok=True)

    return hold_back


@pytest.fixture
def outside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs of the system and other programs, which no test may open; nobody looks what others do."""
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: asked.append("folder") or "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append("file") or ("", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: asked.append("url") or True)
    monkeypatch.setattr(QMessageBox, "about", lambda *_: asked.append("about"))
    desk.window.controllers.external_changes._clock.stop()
    return asked
