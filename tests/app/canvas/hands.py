"""Real mouse and wheel events for the canvas in tests, and what it then shows."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.items import ComparisonSide

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
W, H = 200, 150


def picture(seed=0):
    return np.random.default_rng(seed).integers(40, 200, (H, W, 3), np.uint8)


def spot(x, y):
    """The widget position of an image position: twice the size, 20 pixels in."""
    return QPoint(round(20 + 2 * x), round(20 + 2 * y))


def drag(canvas, points, button=LEFT, keys=Qt.KeyboardModifier.NoModifier):
    QTest.mousePress(canvas, button, keys, spot(*points[0]))
    for point in points[1:]:
        move(canvas, point, button, keys)
    QTest.mouseRelease(canvas, button, keys, spot(*points[-1]))


def move(canvas, point, button=Qt.MouseButton.NoButton, keys=Qt.KeyboardModifier.NoModifier):
    """QTest.mouseMove knows no buttons."""
    from PySide6.QtGui import QMouseEvent

    at = QPointF(spot(*point))
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, button, keys
    )
    QApplication.sendEvent(canvas, event)


def wheel(canvas, point, turned, keys=Qt.KeyboardModifier.NoModifier):
    at = QPointF(spot(*point))
    QApplication.sendEvent(
        canvas,
        QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, keys,
                    Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def shown(canvas):
    """The composed device pixels as RGB, after painting what is due."""
    canvas.repaint()
    return canvas.compositor.pixels[..., 2::-1].copy()


def emitted(signal):
    caught = []
    signal.connect(lambda *values: caught.append(values[0] if len(values) == 1 else values))
    return caught


def disc(cx, cy, radius):
    y, x = np.mgrid[:H, :W]
    return np.hypot(x - cx, y - cy) < radius


def sides():
    return ComparisonSide("base  0.71", (disc(80, 70, 30),)), ComparisonSide("v1  0.90", (disc(110, 70, 30),))
