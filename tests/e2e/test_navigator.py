"""The navigator and the display adjustments in the corners of the picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from samft_core.imaging.geometry import Box
from tests.e2e.desk import Desk

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_navigator_shows_where_the_view_is_and_leads_elsewhere(desk: Desk) -> None:
    canvas = desk.window.panels.canvas
    navigator = desk.window.panels.navigator
    desk.show_image(1)
    desk.tap(Key.Key_H, SHIFT)
    assert not navigator.isVisible(), "the whole image is in view"
    canvas.zoom_to(Box(10, 10, 40, 30))
    desk.settle()
    assert navigator.isVisible() and canvas.rect().contains(navigator.geometry())
    assert navigator.part.contains(20, 20) and not navigator.part.contains(120, 90)
    before = desk.truth()
    place = QPoint(navigator.width() * 3 // 4, navigator.height() * 3 // 4)
    QTest.mouseClick(navigator, LEFT, pos=place)
    desk.settle()
    middle = navigator.part.center()
    assert abs(middle.x() - 120) < 4 and abs(middle.y() - 90) < 4
    QTest.mousePress(navigator, LEFT, pos=place)
    QTest.mouseMove(navigator, QPoint(navigator.width() // 2, navigator.height() // 2))
    QTest.mouseRelease(navigator, LEFT, pos=QPoint(navigator.width() // 2, navigator.height() // 2))
    assert desk.truth() == before and not desk.hub.predictions.prompts.box, "no box is drawn below it"
    desk.tap(Key.Key_F)
    assert not navigator.isVisible()
    assert desk.hub.settings.navigator
    desk.tap(Key.Key_H, SHIFT)
    canvas.zoom_to(Box(10, 10, 40, 30))
    desk.settle()
    assert not navigator.isVisible()


def test_display_adjustments_stand_in_the_corner(desk: Desk) -> None:
    canvas = desk.window.panels.canvas
    display = desk.window.handlers.views.display
    desk.show_image(1)
    desk.tap(Key.Key_J)
    assert display.isVisible() and canvas.rect().contains(display.geometry())
    assert display.geometry().right() > canvas.width() - 20 and display.geometry().top() < 20
    QTest.mouseClick(display.sliders[0], LEFT, pos=QPoint(display.sliders[0].width() - 4, 8))
    desk.settle()
    assert not display.neutral and desk.on_picture
    desk.window.resize(700, 500)
    desk.settle()
    assert canvas.rect().contains(display.geometry())
    before = desk.truth()
    QTest.mouseClick(display, LEFT, pos=QPoint(4, 4))
    assert desk.truth() == before and not desk.hub.predictions.prompts.box
    desk.click(display.away)
    assert not display.isVisible() and desk.on_picture
    desk.tap(Key.Key_J)
    desk.tap(Key.Key_J)
    assert not display.isVisible()
