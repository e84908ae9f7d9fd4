"""The real window on a real project, driven with real mouse and key events; the engine is a fake."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget

from app.bootstrap import make_application, read_picture
from app.language.choice import Language
from app.services.hub import Hub
from app.settings.settings import Settings
from app.theme.theme import Theme
from app.window.main_window import MainWindow

FAKE = Path(__file__).with_name("fake_engine.py")
LEFT = Qt.MouseButton.LeftButton


class StuckError(AssertionError):
    """The window did not come to rest in time."""


def fake_engine(folder: Path) -> list[str]:
    """The command of the engine without a model."""
    return [sys.executable, str(FAKE), str(folder)]


class Desk:
    """One window; ``reports`` keeps the errors that it showed."""

    def __init__(
        self,
        place: Path,
        *,
        inspector: str = "ada",
        engine: Callable[[Path], list[str]] | None = fake_engine,
        size: tuple[int, int] = (1280, 860),
    ) -> None:
        self.application: QApplication = make_application()
        settings = Settings(place / f"{inspector}.ini")
        settings.inspector, settings.language, settings.prepare_ahead = inspector, "en", False
        theme = Theme(self.application, settings)
        language = Language(self.application, settings)
        hub = Hub(settings, read_picture=read_picture, **({} if engine is None else {"engine": engine}))
        self.window = MainWindow(hub, theme)
        language.setParent(self.window)
        self.reports: list[object] = []
        hub.reporter.reported.connect(self.reports.append)
        hub.reporter.install()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    @property
    def hub(self) -> Hub:
        """Stores and services of the window."""
        return self.window.hub

    def wait(self, holds: Callable[[], bool], seconds: float = 60.0, what: str = "") -> None:
        """Turn the event loop until something is so. Raises StuckError."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise StuckError(what or "the window did not come to rest")
            QTest.qWait(2)

    def settle(self) -> None:
        """Let everything happen that is due now."""
        for _ in range(3):
            self.application.processEvents()
        if self.window.conditions.waiting:
            QTest.qWait(1)

    def open(self, folder: Path) -> None:
        """Open a project and wait for its first picture."""
        self.window.controllers.project.open_path(folder)
        self.wait(lambda: self.hub.projects.is_open and len(self.hub.projects) > 0, what="the project")
        self.wait_picture()

    def wait_picture(self, seconds: float = 60.0) -> None:
        """Until the picture of the current image is there, or is known not to come."""
        self.wait(
            lambda: self.window.panels.canvas.image_id == self.hub.selection.image_id or self._unreadable(),
            seconds,
            "the picture",
        )

    def _unreadable(self) -> bool:
        image = self.hub.selection.image_id
        return image is None or not self.hub.projects.image(image).path.is_file()

    def dialogs(self) -> list[QWidget]:
        """Open dialogs, message boxes and menus."""
        shown = [w for w in self.application.topLevelWidgets() if w.isVisible()]
        return [w for w in shown if isinstance(w, QDialog | QMessageBox | QMenu)]

    def dismiss(self) -> None:
        """Leave every dialog with Esc, as a person would who did not want it."""
        for _ in range(5):
            found = self.dialogs()
            if not found:
                return
            for dialog in found:
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
            self.settle()
            for dialog in self.dialogs():
                dialog.close()

    def keyboard(self) -> QWindow:
        """Where the system delivers a key now; Qt passes it on to whatever has the focus there."""
        window = self.application.activeModalWidget() or self.window
        if window is self.window and not window.isActiveWindow():
            window.activateWindow()  # a window manager would, after a dialog
        return window.windowHandle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, as the system delivers it."""
        QTest.keyClick(self.keyboard(), key, modifiers)

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        for letter in text:
            QTest.keyClick(self.keyboard(), letter)
            self.settle()

    def at(self, x: float, y: float) -> QPoint:
        """Where a point of the image is on the canvas."""
        u, v = self.window.panels.canvas.viewport.transform.to_view(x, y)
        ratio = self.window.panels.canvas.devicePixelRatioF()
        return QPoint(round(u / ratio), round(v / ratio))

    def drag(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Drag on the picture, in image pixels."""
        canvas, start, end = self.window.panels.canvas, self.at(x0, y0), self.at(x1, y1)
        QTest.mouseMove(canvas, start)
        QTest.mousePress(canvas, LEFT, modifiers, start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(canvas, start + (end - start) * part)
        QTest.mouseRelease(canvas, LEFT, modifiers, end)

    def click(self, widget: QWidget, at: QPoint | None = None, *, double: bool = False) -> None:
        """Click a widget in its middle or at a place; real mouse events, also where it is disabled."""
        place = at or widget.rect().center()
        (QTest.mouseDClick if double else QTest.mouseClick)(widget, LEFT, pos=place)

    def close(self) -> None:
        """Close the window as its cross would, and wait until it is gone."""
        self.dismiss()
        gone: list[bool] = []
        self.window.destroyed.connect(lambda *_: gone.append(True))
        self.window.close()
        self.dismiss()
        self.window.deleteLater()
        self.wait(lambda: bool(gone), 60, "the window's end")
