"""Where a random inspector works: a project's window, a colleague's connection, the drive of the images."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from samft_core.project.project import Project
from tests.faults import kept_boxes
from tests.faults.desk import Desk, StuckError
from tests.faults.witness import connect, mirror_differences

ANSWER_SECONDS = 20.0
"""How long a step waits for the engine. An answer that comes later, while the next step begins, is on the
screen before that step's key and yet not among what was noted as shown."""


class Workplace:
    """``place`` holds ``project`` and ``images``; ``connection`` only reads."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.project = place / "project"
        self.images = place / "images"
        self.hidden = place / "images-away"
        self.desk: Desk
        self.colleague: Project
        self.connection: sqlite3.Connection
        self.open()

    def open(self) -> None:
        """Open the window and the two other ways to the project."""
        self.open_window()
        self.colleague = Project.open(self.project, inspector="bob")
        self.connection = connect(self.project)

    def open_window(self) -> None:
        """Open the project in a new window."""
        self.desk = Desk(self.place)
        self.desk.open(self.project)

    def rest(self) -> None:
        """Let the engine answer and the picture come, so that the next step's changes are its own."""
        desk = self.desk
        desk.settle()
        if desk.dialogs():
            desk.dismiss()
        end = time.monotonic() + ANSWER_SECONDS
        while desk.hub.predictions.state.name == "ASKED" and time.monotonic() < end:
            QTest.qWait(2)
        desk.settle()

    def close_window(self) -> Counter[kept_boxes.Box]:
        """Close the window; returns what waited in it. Raises StuckError where the files are not right."""
        self.bring_images_back()
        self.desk.dismiss()
        self.rest()
        waiting = kept_boxes.drawn(self.desk.hub)
        self.desk.close()
        differences = mirror_differences(self.project)
        if differences:
            raise StuckError(f"after closing, the ground-truth folder is not the database: {differences[:4]}")
        return waiting

    def move_project(self, home: Path) -> Counter[kept_boxes.Box]:
        """Move the closed project's folder without its images, and open it there; returns what waited."""
        waiting = self.close_window()
        self.colleague.close()
        self.connection.close()
        home.parent.mkdir(parents=True, exist_ok=True)
        self.project = self.project.rename(home)
        self.open()
        return waiting

    def take_images_away(self) -> None:
        """The drive with the images is gone."""
        if not self.hidden.exists():
            self.images.rename(self.hidden)

    def bring_images_back(self) -> None:
        """The drive is there again."""
        if self.hidden.exists():
            self.hidden.rename(self.images)

    def close(self) -> None:
        """Close the window and the connections. Raises StuckError."""
        self.bring_images_back()
        self.desk.close()
        self.colleague.close()
        self.connection.close()


def leave_native_dialogs() -> None:
    """File dialogs are left without a choice and nothing is shown outside: no person is there."""
    QFileDialog.getExistingDirectory = staticmethod(lambda *_a, **_k: "")  # type: ignore[assignment]
    QFileDialog.getOpenFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QFileDialog.getOpenFileNames = staticmethod(lambda *_a, **_k: ([], ""))  # type: ignore[assignment]
    QFileDialog.getSaveFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QDesktopServices.openUrl = staticmethod(lambda *_a: True)  # type: ignore[assignment]
