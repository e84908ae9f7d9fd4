"""What has no room in the window: cut text, and controls that stick out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.canvas.view_widget import CanvasView
from app.theme.widgets import ElidedLabel

COMBO_BOX_ARROW = 24


def no_room(window: QWidget) -> list[str]:
    """Every visible part of ``window`` whose text is cut, or that is not inside what it stands in."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        why = _cut(widget) or _outside(widget, window)
        if why:
            found.append(f"{type(widget).__name__} {_text(widget)!r}: {why}")
    return found


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton) and widget.text():
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.accessibleName() or widget.objectName()


def _needed(text: str, widget: QWidget) -> int:
    return max(widget.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))


def _cut(widget: QWidget) -> str:
    """Why the text of a widget cannot be read whole; an elided text has it in its tip."""
    if isinstance(widget, ElidedLabel):
        cut = _needed(widget.text(), widget) > widget.contentsRect().width() and not widget.toolTip()
        return "elided without a tip" if cut and widget.text() else ""
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        room = widget.contentsRect()
        if widget.wordWrap():
            high = widget.heightForWidth(widget.width())
            return (
                f"needs {high} lines of pixels, has {widget.height()}" if high > widget.height() + 1 else ""
            )
        wide = _needed(widget.text(), widget)
        return f"needs {wide} pixels, has {room.width()}" if wide > room.width() + 1 else ""
    if isinstance(widget, QPushButton | QCheckBox) and widget.text():
        wide = widget.minimumSizeHint().width()
        return f"needs {wide} pixels, has {widget.width()}" if wide > widget.width() + 1 else ""
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly:
        wide = _needed(widget.text(), widget)
        return f"needs {wide} pixels, has {widget.width()}" if wide > widget.width() else ""
    if isinstance(widget, QComboBox) and widget.currentText():
        wide = _needed(widget.currentText(), widget) + COMBO_BOX_ARROW
        if widget.currentText() in widget.toolTip():
            return ""
        return f"needs {wide} pixels, has {widget.width()}" if wide > widget.width() else ""
    return ""


def _outside(widget: QWidget, window: QWidget) -> str:
    """Why a control is not in sight whole; what lies in a scrolled area may be scrolled to."""
    if not isinstance(widget, QAbstractButton | QComboBox | QLabel | CanvasView):
        return ""
    if isinstance(widget.parentWidget(), QMenuBar):
        return ""  # the button that Qt puts there where not all menus have room
    inner = widget
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            inner = around  # from here on it is the scrolled area that has to be in sight
        place = QRect(inner.mapTo(around, QPoint(0, 0)), inner.size())
        if not around.rect().contains(place):
            sideways = place.left() < 0 or place.right() > around.rect().right()
            if sideways or not isinstance(around.parentWidget(), QAbstractScrollArea):
                return f"{place} of {around.rect()} in {type(around).__name__}"
        if around is window:
            break
        around = around.parentWidget()
    return ""
