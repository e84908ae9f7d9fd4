"""Small screens: the window is inside, nothing is scrolled to sideways, and every control can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from app.actions.ids import ActionId
from app.window.workspace import FRAME, ShrinkableArea, fit_to_screen
from samft_core.imaging.geometry import Box
from samft_core.project.version_card import VersionCard
from tests.e2e.desk import Desk

TASK_BAR = 40
SCREENS = {
    "1024x600": (QSize(1024, 600), False),
    "1366x768": (QSize(1366, 768), False),
    "1366x768 large": (QSize(1366, 768), True),
    "1920x1080 twice as large": (QSize(960, 540), False),
    "1920x1080 twice as large, large": (QSize(960, 540), True),
}
DIALOGS = (
    ActionId.HELP_PALETTE,
    ActionId.HELP_KEYS,
    ActionId.APP_PREFERENCES,
    ActionId.HELP_SELFTEST,
    ActionId.IMAGE_SET_LOT,
)


@pytest.fixture(params=SCREENS.values(), ids=SCREENS.keys())
def screen(request: pytest.FixtureRequest, desk: Desk) -> QSize:
    """The window on a screen of this size, with a task bar; what it may be large."""
    size, large = request.param
    room = QRect(0, 0, size.width(), size.height() - TASK_BAR)
    desk.hub.settings.large_targets = large
    fit_to_screen(desk.window, room)
    desk.qtbot.wait(50)
    return room.size() - FRAME


def sideways(desk: Desk) -> int:
    (area,) = desk.window.findChildren(ShrinkableArea)
    return area.horizontalScrollBar().maximum()


def cut(desk: Desk, part: QWidget) -> list[str]:
    """The visible buttons of ``part`` that stick out of it."""
    room = QRect(part.mapTo(desk.window, QPoint(0, 0)), part.size())
    inside = room.intersected(desk.window.rect())
    return [
        button.accessibleName() or button.text()
        for button in part.findChildren(QAbstractButton)
        if button.isVisible()
        and not inside.contains(QRect(button.mapTo(desk.window, QPoint(0, 0)), button.size()))
    ]


@pytest.mark.usefixtures("own_accounts")
def test_everything_has_room(desk: Desk, screen: QSize) -> None:
    window = desk.window
    desk.project.versions.add(card=VersionCard())
    desk.project.versions.activate("v1")
    desk.hub.models.reload()
    desk.show_image(1)
    desk.draw(Box(20, 20, 50, 45))
    desk.draw(Box(90, 60, 130, 100))
    for language in ("en", "de", "zh_CN"):
        desk.hub.settings.language = language
        desk.qtbot.wait(50)
        assert window.width() <= screen.width() and window.height() <= screen.height(), language
        for tab in (
            ActionId.VIEW_ANNOTATE,
            ActionId.VIEW_TRAINING,
            ActionId.VIEW_VERSIONS,
            ActionId.VIEW_TASKS,
            ActionId.VIEW_HISTORY,
        ):
            window.commands[tab].trigger()
            desk.qtbot.wait(10)
            assert sideways(desk) == 0, (language, tab)
            for part in (window.panels.image_header, window.panels.tabs, window.panels.images):
                assert cut(desk, part) == [], (language, tab)
        assert window.panels.canvas.width() >= 0.35 * window.width()
    window.commands[ActionId.VIEW_ANNOTATE].trigger()
    desk.hub.predictions.clear()
    desk.hub.settings.inspector = "ben"
    window.commands[ActionId.REVIEW_MODE].trigger()
    desk.qtbot.wait(50)
    assert (
        window.panels.review_bar.isVisible()
        and sideways(desk) == 0
        and cut(desk, window.panels.review_bar) == []
    )


def test_the_start_page_has_room(desk: Desk, screen: QSize) -> None:
    desk.window.controllers.project.close()
    desk.qtbot.wait(50)
    assert sideways(desk) == 0


def test_dialogs_fit(desk: Desk, screen: QSize) -> None:
    for command in DIALOGS:
        desk.window.commands[command].trigger()
        desk.qtbot.wait(20)
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        assert shown, command
        for dialog in shown:
            least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
            assert least.width() <= screen.width() and least.height() <= screen.height(), command
            assert dialog.screen().availableGeometry().contains(dialog.geometry()), command
            dialog.reject()
        desk.qtbot.wait(20)
