"""Waiting for another program that writes into the project, with a window that stays alive."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Signal

PATIENCE_S = 5.0
"""How long a change waits before it is refused."""

PAUSE_S = 0.02
"""Between two attempts; the window paints, and its timers run, before each."""

# What starts something; releases pass, so that nothing is left pressed.
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Drop,
    )
)


class DatabaseWait(QObject):
    """Calls an attempt again and again, handing on everything but keys and mouse.

    Keys and clicks stay in the queue meanwhile and come after the change that waits, in their order. Where
    it is refused in the end they are dropped: they were meant for what it would have made. ``changed`` tells
    when waiting begins (True) and ends (False).
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether a change waits just now."""
        return self._waiting

    def __call__(self, attempt: Callable[[], bool]) -> bool:
        """Try for ``PATIENCE_S`` seconds; whether ``attempt`` succeeded. On the window's thread only."""
        end = time.monotonic() + PATIENCE_S
        self._set(True)
        try:
            while not attempt():
                if time.monotonic() >= end:
                    self._drop_input()
                    return False
                # The one place where events are processed by hand: the change must be done before
                # anything that was typed after it, and the window must not look dead meanwhile.
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
                time.sleep(PAUSE_S)
            return True
        finally:
            self._set(False)

    def _set(self, waiting: bool) -> None:
        self._waiting = waiting
        self.changed.emit(waiting)

    @staticmethod
    def _drop_input() -> None:
        application = QCoreApplication.instance()
        if application is None:
            return
        dropped = _InputFilter()
        application.installEventFilter(dropped)
        try:
            QCoreApplication.processEvents()
        finally:
            application.removeEventFilter(dropped)


class _InputFilter(QObject):
    """Lets nothing through that an inspector starts."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks for every event whether it ends here."""
        return event.type() in _INPUT
