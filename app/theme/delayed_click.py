"""A click that waits until it is sure to be no half of a double-click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_OTHER_GESTURES = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
)


class DelayedClick(QObject):
    """Runs what a click on ``place`` means once the time for a second click is over.

    Any other gesture runs it first, so that what follows finds the world as it was meant.
    """

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self._action: Callable[[], object] | None = None
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.run)

    def then(self, action: Callable[[], object]) -> None:
        """Run ``action`` unless ``drop`` comes first."""
        self.run()
        self._action = action
        self._time.start(QApplication.doubleClickInterval())
        _application().installEventFilter(self)

    def drop(self) -> None:
        """It was a double-click: nothing was meant by its first half."""
        self._action = None
        self._end()

    def run(self) -> None:
        """Run what waits, now."""
        action = self._action
        self._action = None
        self._end()
        if action is not None:
            action()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another gesture begins: what waits comes first. Only heard while something waits."""
        if event.type() in _OTHER_GESTURES:
            self.run()
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        self._time.stop()
        _application().removeEventFilter(self)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
