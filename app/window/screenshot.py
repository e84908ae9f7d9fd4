"""``--screenshot FILE``: waits until everything in the window is there, keeps its picture, and leaves."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from app.services.engine import EngineState
from app.window.main_window import MainWindow

POLL_MS = 100
SETTLE_MS = 500
"""For what is drawn after the picture: thumbnails, the canvas's first fit."""

PATIENCE_S = 120
NOT_READY = 7
"""The exit code where the window does not get there: that of a device or worker."""


def take_when_ready(window: MainWindow, target: Path, *, with_project: bool) -> None:
    """Save the window's picture to ``target`` once project, image and engine are there, and leave."""
    end = time.monotonic() + PATIENCE_S
    timer = QTimer(window, interval=POLL_MS)

    def check() -> None:
        if not with_project or _ready(window):
            timer.stop()
            QTimer.singleShot(SETTLE_MS, lambda: _take(window, target))
        elif time.monotonic() > end:
            timer.stop()
            if sys.stderr is not None:  # a program without a console has none on Windows
                sys.stderr.write(f"The window was not ready after {PATIENCE_S} s\n")
            _leave(window, NOT_READY)

    timer.timeout.connect(check)
    timer.start()


def _ready(window: MainWindow) -> bool:
    hub = window.hub
    image = hub.selection.image_id
    shown = image is not None and hub.loader.get(image) is not None
    return shown and hub.engine.state is EngineState.READY


def _take(window: MainWindow, target: Path) -> None:
    _leave(window, 0 if window.grab().save(str(target)) else 1)


def _leave(window: MainWindow, code: int) -> None:
    window.close()
    QCoreApplication.exit(code)
