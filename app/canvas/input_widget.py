"""Hands Qt's mouse and key events to the hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.canvas.input import Hand


class HandWidget(QWidget):
    """A widget that is used with a Hand, set before any event arrives."""

    hand: Hand

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        self.hand.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        self.hand.press(event, clicks=2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        self.hand.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        self.hand.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        self.hand.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if not self.hand.key_down(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if not self.hand.key_up(event):
            super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.hand.claims(event):
            event.accept()
            return True
        if kind == QEvent.Type.FocusOut:
            self.hand.let_go()
        return super().event(event)
