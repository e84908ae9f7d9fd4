"""The list of images and the side panel come and go, and the picture can stand alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.settings.settings import Settings
from app.window.workspace import ShrinkableArea
from samft_core.imaging.geometry import Box
from tests.e2e.desk import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDE = (1280, 720)
NARROW = (640, 420)


def inside(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget is in the window whole."""
    corner = widget.mapTo(window, QPoint(0, 0))
    return widget.isVisible() and window.rect().contains(corner + widget.rect().bottomRight())


def test_columns_close_and_open_by_key_and_handle(desk: Desk) -> None:
    window = desk.window
    panels = window.panels
    workspace = panels.workspace
    window.resize(*WIDE)
    desk.settle()
    picture = panels.canvas.width()
    desk.tap(Qt.Key.Key_B, CONTROL)
    assert not panels.images.isVisible() and panels.canvas.width() > picture
    desk.tap(Qt.Key.Key_B, CONTROL | SHIFT)
    assert not panels.tabs.isVisible()
    assert (
        not window.commands[ActionId.VIEW_IMAGES].isChecked()
        and not window.commands[ActionId.VIEW_SIDE].isChecked()
    )
    for drawer in (workspace.images, workspace.side):
        assert inside(drawer.handle, window)
        desk.click(drawer.handle)
    assert panels.images.isVisible() and panels.tabs.isVisible()
    assert panels.canvas.width() == picture
    assert desk.on_picture


def test_in_a_narrow_window_columns_lie_over_the_picture(desk: Desk) -> None:
    window = desk.window
    panels = window.panels
    workspace = panels.workspace
    window.resize(*NARROW)
    desk.settle()
    assert not panels.images.isVisible() and not panels.tabs.isVisible()
    picture = panels.canvas.size()
    desk.click(workspace.images.handle)
    assert inside(panels.images, window) and inside(workspace.images.handle, window)
    desk.tap(Qt.Key.Key_F3)  # a page of the side panel is asked for: it comes
    assert inside(panels.fine_tuning, window)
    assert not panels.images.isVisible(), "the two would cover one another"
    assert panels.canvas.size() == picture
    desk.tap(Qt.Key.Key_F, CONTROL)
    assert inside(panels.images, window) and desk.focus is panels.images.search
    desk.tap(Qt.Key.Key_Escape)
    desk.tap(Qt.Key.Key_B, CONTROL)
    assert not panels.images.isVisible()
    (area,) = window.findChildren(ShrinkableArea)
    assert area.horizontalScrollBar().maximum() == 0
    window.resize(*WIDE)
    desk.settle()
    assert panels.images.isVisible() and panels.tabs.isVisible()


def test_what_was_closed_is_closed_at_the_next_start(desk: Desk, qtbot) -> None:
    window = desk.window
    window.resize(*WIDE)
    desk.settle()
    desk.tap(Qt.Key.Key_B, CONTROL)
    folder = Path(desk.project.folder)
    file = desk.hub.settings.file
    window.close()
    again = make_window(make_application(), Settings(file))
    again.resize(*WIDE)
    again.show()
    again.controllers.project.open_path(folder)
    qtbot.waitUntil(lambda: len(again.hub.projects) == 3, timeout=20_000)
    assert not again.panels.images.isVisible() and again.panels.tabs.isVisible()
    again.close()
    gone: list[bool] = []
    again.destroyed.connect(lambda *_: gone.append(True))
    again.deleteLater()
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)


def test_the_picture_alone_and_back(desk: Desk) -> None:
    window = desk.window
    panels = window.panels
    way_back = window.handlers.alone.way_back
    window.resize(*WIDE)
    desk.show_image(1)
    around = (panels.images, panels.tabs, panels.image_header, panels.tool_strip, panels.status_bar)
    desk.tap(Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not any(part.isVisible() for part in (*around, window.menuBar()))
    assert inside(way_back.button, window) and "F11" in way_back.button.text()
    desk.draw(Box(20, 20, 50, 45))  # the work goes on
    desk.hub.selection.select_class("scratch")
    desk.look()
    desk.tap(Qt.Key.Key_U)
    assert len(desk.truth_of(1)) == 1
    panels.status_bar.show_message("Nothing to paste.")
    assert way_back.message == "Nothing to paste."
    desk.click(way_back.button)
    assert not window.isFullScreen() and all(part.isVisible() for part in around)
    assert window.menuBar().isVisible() and not way_back.isVisible()


@pytest.mark.usefixtures("own_accounts")
def test_what_is_outside_the_picture_brings_everything_back(desk: Desk) -> None:
    window = desk.window
    desk.hub.settings.inspector = "ben"
    desk.show_image(0)
    desk.tap(Qt.Key.Key_F7)
    desk.tap(Qt.Key.Key_F11)
    assert not window.panels.review_bar.isVisible()
    desk.tap(Qt.Key.Key_F9)
    assert window.panels.review_bar.isVisible() and desk.focus is window.panels.review_bar.comment
    desk.tap(Qt.Key.Key_Escape)
    desk.tap(Qt.Key.Key_F11)
    desk.tap(Qt.Key.Key_W, CONTROL)  # closing the project does so, too
    desk.wait(window.panels.start_page.isVisible, what="the start page")
    assert window.menuBar().isVisible() and not window.isFullScreen()


def test_the_counter_is_whole_and_nothing_beside_it_moves(desk: Desk) -> None:
    window = desk.window
    header = window.panels.image_header
    for width in (1280, 900, 512):
        window.resize(width, 420)
        desk.settle()
        places = set()
        for image in range(3):
            desk.show_image(image)
            counter = header.counter
            words = counter.text()
            assert words == f"{image + 1} of 3"
            assert counter.fontMetrics().horizontalAdvance(words) <= counter.width()
            assert inside(counter, window)
            places.add((counter.geometry().getRect(), header.accept.geometry().getRect()))
        assert len(places) == 1, width


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_tools_fit_or_have_arrows(desk: Desk, large: bool) -> None:
    window = desk.window
    strip = window.panels.tool_strip
    desk.hub.settings.large_targets = large
    window.resize(1362, 694)  # a screen of 1366 x 768 without its bars
    desk.settle()
    last = strip.button(ActionId.VIEW_ADJUST)
    assert not strip.down.isVisible() and inside(last, window)
    assert strip.button(ActionId.TOOL_BRUSH).text() == "Brush"
    window.resize(680, 330)
    desk.settle()
    assert strip.down.isVisible() and strip.down.isEnabled() and not strip.up.isEnabled()
    assert last.visibleRegion().isEmpty()
    for _ in range(20):
        if strip.down.isEnabled():
            QTest.mouseClick(strip.down, Qt.MouseButton.LeftButton)
    assert not strip.down.isEnabled() and strip.up.isEnabled()
    assert last.visibleRegion().boundingRect() == last.rect()


@pytest.mark.parametrize("size", [(1280, 1000), (1020, 526)], ids=str)
def test_nothing_moves_when_an_answer_comes(
    desk: Desk, hold: Callable[..., None], size: tuple[int, int]
) -> None:
    """What may be clicked next stands where it stood: a late answer must not put something else there."""
    window = desk.window
    panels = window.panels
    desk.show_image(1)
    window.resize(*size)
    desk.wait_engine()
    desk.qtbot.wait(300)  # for the image to be prepared

    def places() -> dict[str, tuple[int, ...]]:
        parts: dict[str, QWidget] = {
            "picture": panels.canvas,
            "use": panels.prediction.base.use,
            "classes": panels.classes,
            "class list": panels.classes.list,
            "accept": panels.image_header.accept,
            "counter": panels.image_header.counter,
        }
        desk.settle()
        return {
            name: (*part.mapTo(window, QPoint(0, 0)).toTuple(), part.width(), part.height())
            for name, part in parts.items()
        }

    before = places()
    hold("base")
    desk.tap(Qt.Key.Key_R)
    desk.drag_box(Box(20, 20, 50, 45))
    requested = places()
    hold()
    desk.wait(lambda: bool(desk.hub.predictions.versions), what="an answer")
    answered = places()
    assert before == requested == answered
