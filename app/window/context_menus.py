"""What a right click offers, on the picture and in the lists: what can be done there now, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.theme.plain_text import add_name, plain_button
from app.window.menus import SEPARATOR, Items

ON_AN_OBJECT: Items = (
    ActionId.OBJECT_COPY,
    ActionId.OBJECT_PASTE,
    ActionId.OBJECT_PASTE_NEXT,
    ActionId.OBJECT_DUPLICATE,
    ActionId.EDIT_DELETE,
    SEPARATOR,
    ActionId.OBJECT_SPLIT,
    ActionId.OBJECT_MERGE,
    ActionId.OBJECT_LOCK,
    ActionId.OBJECT_UNLOCK,
    ActionId.OBJECT_HIDE,
    ActionId.OBJECT_SHOW_ALL,
    SEPARATOR,
    ActionId.MASK_FILL,
    ActionId.MASK_SMOOTH,
    ActionId.MASK_ISLANDS,
    ActionId.MASK_GROW,
    ActionId.MASK_SHRINK,
)
ON_THE_PICTURE: Items = (
    *ON_AN_OBJECT,
    SEPARATOR,
    ActionId.PREDICT_USE,
    ActionId.PREDICT_PROPOSALS,
    ActionId.IMAGE_ACCEPT,
    ActionId.IMAGE_GOOD,
    ActionId.IMAGE_REOPEN,
    SEPARATOR,
    ActionId.EDIT_UNDO,
    ActionId.VIEW_FIT,
    ActionId.VIEW_FIT_OBJECT,
)
ON_AN_IMAGE: Items = (
    ActionId.IMAGE_TRY_AGAIN,
    ActionId.PROJECT_LOCATE,
    ActionId.IMAGE_NEW_PICTURE,
    ActionId.IMAGE_COPY_FORWARD,
    ActionId.OBJECT_PASTE,
    ActionId.IMAGE_REOPEN,
    SEPARATOR,
    ActionId.IMAGE_SET_LOT,
    ActionId.VIEW_HISTORY,
    ActionId.IMAGE_REMOVE,
)


MOST_BELOW = 3
"""So many entries of one menu may open another one."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry that is no command: its text, what it does, and what is below it where it opens a menu."""

    text: str
    run: Callable[[], object] | None = None
    icon: QIcon | None = None
    below: Sequence[MenuEntry] = ()


class ContextMenus(QObject):
    """Fills a menu anew each time it is opened; it is a child of the window, which knows when it closes."""

    def __init__(
        self, window: QWidget, actions: ActionSet, *, class_names: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._class_names = class_names
        self.menu = QMenu(window)
        self.classes = QMenu(self.menu)
        # Made once: the window looks for its menus when it is built, to know where the keyboard goes.
        self._below = [QMenu(self.menu) for _place in range(MOST_BELOW)]
        self.choose_class: Callable[[str], object] = lambda _name: None
        """What choosing another class for the selected objects does."""
        self.bring_up_to_date: Callable[[], object] = lambda: None
        """Makes the commands know what was selected by the press that opens the menu."""

    def on_picture(self, at: QPoint) -> None:
        """The menu of the picture and of the object under the pointer."""
        self._open(ON_THE_PICTURE, at)

    def on_object(self, at: QPoint) -> None:
        """The menu of an object in the list."""
        self._open(ON_AN_OBJECT, at)

    def on_image(self, at: QPoint) -> None:
        """The menu of an image in the list."""
        self._open(ON_AN_IMAGE, at)

    def on_version(self, entries: Iterable[tuple[str, Callable[[], object]]], at: QPoint) -> None:
        """The menu of a model version: texts, and what each does."""
        self.offer([MenuEntry(text, run) for text, run in entries], at)

    def offer(self, extras: Sequence[MenuEntry], at: QPoint) -> None:
        """A menu of entries that are no commands, such as those of a class or a version."""
        self._clear()
        spare = list(self._below)
        for extra in extras:
            if not extra.below:
                _add(self.menu, extra)
                continue
            below = spare.pop(0)
            below.clear()
            below.setTitle(plain_button(extra.text))
            for entry in extra.below:
                _add(below, entry)
            self.menu.addMenu(below)
        self._show(at)

    def _open(self, items: Items, at: QPoint) -> None:
        self.bring_up_to_date()
        self._clear()
        for action_id in items:
            if action_id is SEPARATOR:
                self._separate()
                continue
            action = self._actions[action_id]
            if action.isEnabled():
                self.menu.addAction(action)
            if action_id is ActionId.EDIT_DELETE:
                self._add_classes()
        self._show(at)

    def _clear(self) -> None:
        self.menu.clear()  # deletes what it owns: entries and separators, no command

    def _separate(self) -> None:
        entries = self.menu.actions()
        if entries and not entries[-1].isSeparator():
            self.menu.addSeparator()

    def _add_classes(self) -> None:
        # Where the object may be deleted it may get another class.
        names = self._class_names()
        if not self._actions[ActionId.OBJECT_SPLIT].isEnabled() or len(names) < 2:
            return
        self.classes.clear()
        self.classes.setTitle(QCoreApplication.translate("ContextMenus", "Class"))
        for name in names:
            _add(self.classes, MenuEntry(name, partial(self.choose_class, name)))
        self.menu.addMenu(self.classes)

    def _show(self, at: QPoint) -> None:
        entries = self.menu.actions()
        if entries and entries[-1].isSeparator():
            self.menu.removeAction(entries[-1])
        if self.menu.actions():
            self.menu.popup(at)


def _add(menu: QMenu, extra: MenuEntry) -> None:
    action = add_name(menu, extra.text)
    if extra.icon is not None:
        action.setIcon(extra.icon)
    run = extra.run
    if run is not None:
        action.triggered.connect(lambda _checked=False: run())
