"""Who has the keyboard: an editor while it is open, else the picture.

While an editor is open, its keys are its own: none of them runs a command of the window. After every button,
menu, list, panel and dialog the keyboard is back on the picture, unless somebody went to a control with Tab.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QStackedWidget,
    QWidget,
)

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.theme.widgets import TAB_ONLY, is_editor, leave_editor

KEEPS_KEYBOARD = "keeps_keyboard"
"""A property of an editor that stays open after Return."""

TAKES_KEYBOARD = frozenset((ActionId.IMAGE_SEARCH, ActionId.REVIEW_RETURN))
"""Commands that put the keyboard into an editor."""

_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _EndsEditor(QObject):
    """A press on what it watches ends the editor that has the keyboard, as a press on a button does."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the press, and leave it to the widget that it is meant for."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            leave_editor(watched)
        return super().eventFilter(watched, event)


class _Hidden(QObject):
    """Calls ``then`` after what it watches was hidden."""

    def __init__(self, then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that a list of choices was closed."""
        if event.type() == QEvent.Type.Hide:
            self._then()
        return super().eventFilter(watched, event)


class KeyboardFocus(QObject):
    """Belongs to the window; ``home`` is the widget that has the keyboard when nothing else needs it."""

    def __init__(self, window: QMainWindow, pages: QStackedWidget, home: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._home = home
        self._actions = actions
        self._watched: QWidget | None = None
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(0)
        self._back.timeout.connect(self._go_home)
        window.installEventFilter(self)
        self._presses = _EndsEditor(self)
        window.installEventFilter(self._presses)  # presses that no control wanted, such as on a text
        self._popups = _Hidden(self._choice_ended, self)
        application = cast(QApplication, QApplication.instance())
        application.focusChanged.connect(self._focus_changed)
        for spec, action in actions.all():
            if spec.id not in TAKES_KEYBOARD:
                action.triggered.connect(self._acted)
        for menu in window.findChildren(QMenu):
            menu.aboutToHide.connect(self._back.start)
        for box in window.findChildren(QComboBox):
            box.setFocusPolicy(TAB_ONLY)
            box.activated.connect(self._acted)
            if not box.isEditable():
                box.installEventFilter(self._presses)
            box.view().window().installEventFilter(self._popups)
        for view in window.findChildren(QAbstractItemView):
            # A click on a class or an object chooses it and leaves the keyboard where it is. Through
            # the list of images people walk with the arrow keys. A table's headers are views too, which
            # nobody reaches with Tab.
            if isinstance(view, QHeaderView) or view.objectName() == "images" or view.window() is not window:
                continue
            view.setFocusPolicy(TAB_ONLY)
            view.viewport().installEventFilter(self._presses)

    def go_home_soon(self) -> None:
        """Put the keyboard on the picture after the current event."""
        self._back.start()

    def _acted(self) -> None:
        """A command ran; whoever reached its control with Tab stays there."""
        if not isinstance(QApplication.focusWidget(), QAbstractButton | QComboBox):
            self._back.start()

    def _choice_ended(self) -> None:
        """A list of choices was closed, with a choice or without."""
        QTimer.singleShot(0, self, self._acted)  # the keyboard is the list's until it is gone

    def _go_home(self) -> None:
        busy = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        shown = self._home.isVisible() and self._pages.isVisible()
        if busy is None and shown and not isinstance(QApplication.focusWidget(), QMenuBar):
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where the keyboard goes

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._watch(new)
        if new is not None and new.window() is not self._window:
            return
        if new is not None and is_editor(new) and _list_around(new) is not None:
            # A double-click opened it: what its first click set off must not close it.
            self._back.stop()
            return
        left_behind = old is not None and (not shiboken6.isValid(old) or _gone(old))
        renamed = isinstance(new, QAbstractItemView) and old is not None and _inside(old, new)
        if new is None or left_behind or renamed:
            # What had the keyboard is hidden, was taken away or is done: Qt would hand it to a neighbour.
            self._back.start()

    def _watch(self, widget: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = widget if widget is not None and widget is not self._home else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    # What has the keyboard keeps its keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the keys of what has the keyboard before the window's commands do."""
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.WindowUnblocked:  # a dialog was closed
                self._back.start()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._keeps(watched, event):
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _CONFIRM:
                return self._confirm(watched)
            if event.key() in _PAGES and isinstance(watched, QLineEdit):
                return True  # one line has no pages: the list that it stands in would turn its own
        return super().eventFilter(watched, event)

    def _keeps(self, widget: QObject, event: QKeyEvent) -> bool:
        """Whether a key is the widget's own, although the window has a command for it."""
        if not isinstance(widget, QWidget):
            return False
        if is_editor(widget):
            return not self._leads_out(event)
        return event.key() in _CONFIRM and _reached_with_tab(widget)

    def _leads_out(self, event: QKeyEvent) -> bool:
        """Whether a key does the same everywhere: menus with Alt and a letter, and the commands of all."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isalpha():
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._actions.works_while_typing(QKeyCombination(modifiers, Qt.Key(event.key())))

    def _confirm(self, widget: QObject) -> bool:
        """Return in an editor ends it; on a control that was reached with Tab it is a click."""
        if isinstance(widget, QAbstractButton) and widget.window() is self._window:
            widget.click()
            return True
        ends = isinstance(widget, QLineEdit) and widget.window() is self._window
        if ends and not cast(QLineEdit, widget).property(KEEPS_KEYBOARD):
            self._back.start()
        return False


def _gone(widget: QWidget) -> bool:
    return not widget.isVisible() or not widget.isEnabled()


def _inside(editor: QWidget, view: QAbstractItemView) -> bool:
    return is_editor(editor) and view.isAncestorOf(editor)


def _list_around(editor: QWidget) -> QAbstractItemView | None:
    """The list in which ``editor`` was opened; None for an editor that is always there."""
    around = editor.parentWidget()
    while around is not None and not isinstance(around, QAbstractItemView):
        around = around.parentWidget()
    return around


def _reached_with_tab(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton | QAbstractItemView) and widget.focusPolicy() == TAB_ONLY
