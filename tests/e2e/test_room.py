"""Every page and state of the window on small and large screens, at four scales, in three languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt

from app.actions.ids import ActionId
from app.window.workspace import FRAME, ShrinkableArea
from samft_core.imaging.geometry import Box
from samft_core.project.version_card import VersionCard
from tests.e2e.desk import Desk
from tests.e2e.room import no_room

TASK_BAR = 40
SCREENS = (QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080))
SCALES = (1.0, 1.25, 1.5, 2.0)
TABS = (
    ActionId.VIEW_TRAINING,
    ActionId.VIEW_VERSIONS,
    ActionId.VIEW_TASKS,
    ActionId.VIEW_HISTORY,
    ActionId.VIEW_ANNOTATE,
)


def windows() -> Iterator[QSize]:
    """The largest window on each screen at each scale, in the pixels that Qt counts; each size once."""
    seen = set()
    for screen in SCREENS:
        for scale in SCALES:
            size = QSize(int(screen.width() / scale), int(screen.height() / scale) - TASK_BAR) - FRAME
            if (size.width(), size.height()) not in seen:
                seen.add((size.width(), size.height()))
                yield size


class Faults:
    """Collects what has no room, with where that was first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._area = desk.window.findChild(ShrinkableArea)
        self.found: dict[str, str] = {}

    def look(self, what: str) -> None:
        """Look at one state of the window at every size."""
        window = self._desk.window
        large = " large" if self._desk.hub.settings.large_targets else ""
        for size in windows():
            window.resize(size)
            self._desk.qtbot.wait(10)
            found = no_room(window)
            if found:  # perhaps it was still being laid out
                self._desk.qtbot.wait(100)
                found = no_room(window)
            if window.width() > size.width() or window.height() > size.height():
                found.append(f"the window is {window.width()} x {window.height()}")
            if self._area.horizontalScrollBar().maximum():
                found.append("the window scrolls sideways")
            for fault in found:
                self.found.setdefault(fault, f"{what}, {size.width()} x {size.height()}{large}")


def walk(desk: Desk, faults: Faults) -> None:
    """Through every page and state of an open project."""
    window = desk.window
    desk.show_image(0)
    desk.qtbot.wait(200)  # for the new texts and sizes to be laid out
    faults.look("an accepted image")
    for tab in TABS:
        window.commands[tab].trigger()
        faults.look(tab)
    desk.show_image(1)
    window.resize(1366, 700)
    desk.draw(Box(20, 20, 50, 45))
    faults.look("an answered box")
    for drawer in (ActionId.VIEW_IMAGES, ActionId.VIEW_SIDE):
        window.resize(600, 500)
        window.commands[drawer].trigger()
        faults.look(f"the drawer of {drawer}")
        window.resize(600, 500)
        window.commands[drawer].trigger()
    desk.hub.predictions.clear()
    window.commands[ActionId.VIEW_ALONE].trigger()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen of a test has one size
    faults.look("the picture alone")
    window.commands[ActionId.VIEW_ALONE].trigger()
    window.commands[ActionId.REVIEW_MODE].trigger()
    desk.settle()
    assert window.panels.review_bar.isVisible()
    faults.look("review")
    window.commands[ActionId.REVIEW_MODE].trigger()
    desk.settle()


@pytest.mark.usefixtures("own_accounts")
@pytest.mark.parametrize("language", ["en", "de", "zh_CN"])
def test_everything_has_room_on_every_screen(desk: Desk, language: str) -> None:
    desk.project.versions.add(card=VersionCard())
    desk.project.versions.activate("v1")
    desk.hub.models.reload()
    desk.hub.settings.language = language
    desk.hub.settings.inspector = "ben"
    faults = Faults(desk)
    for large in (False, True):
        desk.hub.settings.large_targets = large
        walk(desk, faults)
    desk.window.controllers.project.close()
    for large in (True, False):
        desk.hub.settings.large_targets = large
        faults.look("the start page")
    assert not faults.found, "\n".join(f"{where}: {fault}" for fault, where in faults.found.items())
