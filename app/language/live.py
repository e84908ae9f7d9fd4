"""Texts that follow the language while the window is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox

Text = str | Callable[[], str]
"""A fixed text, or a function that gives it in the language of the moment."""


class _Listener(QObject):
    """Lives and dies with its owner: a widget passes a change of language on to all its children."""

    def __init__(self, owner: QObject, update: Callable[[], object]) -> None:
        super().__init__(owner)
        self._update = update

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._update()
        return super().event(event)


def on_language(owner: QObject, update: Callable[[], object]) -> None:
    """Run ``update`` after each change of language. ``owner`` is a widget, or the application."""
    _Listener(owner, update)


def bind_text(setter: Callable[[str], object], text: Text) -> None:
    """Give a widget's ``setter`` its text: now, and again after each change of language.

    ``bind_text(field.setPlaceholderText, lambda: self.tr("Search"))`` is all that a fixed text needs.
    """
    if isinstance(text, str):
        setter(text)
        return
    setter(text())
    owner = cast(QObject, getattr(setter, "__self__"))  # noqa: B009 - no attribute of every Callable
    on_language(owner, lambda: setter(text()))


def bind_items(box: QComboBox, items: Iterable[tuple[Text, object]]) -> None:
    """Add choices to a combo box: each a text that follows the language, and its value."""
    for text, value in items:
        row = box.count()
        box.addItem(text if isinstance(text, str) else text(), value)
        if callable(text):
            on_language(box, partial(_set_item_text, box, row, text))


def _set_item_text(box: QComboBox, row: int, text: Callable[[], str]) -> None:
    box.setItemText(row, text())
