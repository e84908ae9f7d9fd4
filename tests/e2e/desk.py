"""A window on a small project with an engine that answers at once, and keys as the system delivers them."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.shown_masks import REACTION_S
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation
from tests.e2e.conftest import Inspector

NOTHING = Qt.KeyboardModifier.NoModifier
SIZE = (160, 120)


def fake_engine(_folder: Path) -> list[str]:
    """The command of ``fake_engine.py`` for the images of the ``image_folder`` fixture."""
    width, height = SIZE
    return [sys.executable, str(Path(__file__).with_name("fake_engine.py")), str(width), str(height)]


def square(x: int, y: int, side: int = 20) -> RleMask:
    """A mask for the small images."""
    mask = np.zeros((SIZE[1], SIZE[0]), np.bool_)
    mask[y : y + side, x : x + side] = True
    return RleMask.from_array(mask)


def small_project(folder: Path, images: Path) -> Path:
    """Three images; the first accepted with a scratch and a draft dent beside, classes scratch and dent."""
    with Project.create(folder, inspector="ada") as project:
        ids = project.images.add(sorted(images.iterdir())).added
        project.classes.add("scratch")
        project.classes.add("dent")
        accepted = AnnotationState.ACCEPTED
        project.annotations.add_all(
            [NewAnnotation(ids[0], "scratch", Prompts(), square(40, 40), state=accepted)]
        )
    return folder


class Desk(Inspector):
    """An Inspector whose keys go the way of the system's, to whatever has the keyboard."""

    def tap(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        """Press and release one key."""
        self.settle()
        popup = QApplication.activePopupWidget()
        if popup is not None:  # its window goes with the key that is pressed
            QTest.keyClick(popup.focusWidget() or popup, key, modifiers)
        else:
            QTest.keyClick(self._heard_by().windowHandle(), key, modifiers)
        self.settle()

    def _heard_by(self) -> QWidget:
        """The window that the system gives a key to."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self.window

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        for letter in text:
            self.settle()
            QTest.keyClick(self._heard_by().windowHandle(), letter)

    def click(self, widget: QWidget, pos: QPoint | None = None, *, double: bool = False) -> None:
        """Click a widget as a mouse does."""
        self.settle()
        place = widget.rect().center() if pos is None else pos
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NOTHING, place)
        if double:
            QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NOTHING, place)
        self.settle()

    def settle(self) -> None:
        """Let the window catch up."""
        self.qtbot.wait(20)
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            # A window manager would: without one, nothing is active after a dialog.
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow, what="the active window")
        self.wait(lambda: not self.window.conditions.waiting, what="the actions' conditions")

    @property
    def project(self) -> Project:
        return self.hub.projects.project

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    @property
    def on_picture(self) -> bool:
        """Whether the picture has the keyboard."""
        return self.focus is self.window.panels.canvas

    def states(self) -> dict[str, ImageState]:
        """The state of each image, as the database has it."""
        return {image.name: image.state for image in self.project.images.all()}

    def classes(self) -> list[str]:
        return [record.name for record in self.project.classes.all()]

    def truth(self) -> list[tuple[int, str, str, RleMask]]:
        """Every annotation, as the database has it."""
        return [
            (record.id, record.class_name, record.state.value, record.mask)
            for image in self.project.images.all()
            for record in self.project.annotations.of_image(image.id)
        ]

    def truth_of(self, place: int) -> list[tuple[str, str, RleMask]]:
        """The annotations of one image, as the database has them."""
        records = self.project.annotations.of_image(self.hub.projects.index.order[place])
        return [(record.class_name, record.state.value, record.mask) for record in records]

    def show_image(self, place: int) -> int:
        image_id = self.hub.projects.index.order[place]
        self.hub.selection.select_image(image_id)
        self.wait_picture()
        return image_id

    def look(self) -> None:
        """Look at what has just changed, for as long as it takes a person."""
        self.settle()
        self.qtbot.wait(round(1000 * REACTION_S) + 50)

    def draw(self, box: Box) -> None:
        """Draw a box and wait for the answer."""
        self.tap(Qt.Key.Key_R)
        self.drag_box(box)
        self.wait(lambda: bool(self.hub.predictions.versions), what="an answer")
        self.settle()

    def class_row(self, row: int) -> QPoint:
        """Where a class stands in the list's viewport."""
        view = self.window.panels.classes.list
        return view.visualItemRect(view.item(row)).center()
