"""Texts of others shown as they are: names of files, classes and people, comments, and what children say.

Qt takes a text for HTML where it looks like it, in labels, tooltips and message boxes. A file called
``<img src=//server/x.png>`` would then load what it names. So every label here is a ``PlainLabel``, and
texts for tooltips, which have no such switch, go through ``plain``.
"""

from __future__ import annotations

from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QMenu, QWidget

_NO_WIDTH = "\u200b"


class PlainLabel(QLabel):
    """A label that shows its text letter by letter, whatever is in it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def plain(text: str) -> str:
    """``text`` so that Qt does not take it for HTML; it looks the same.

    A letter without width behind each ``<`` and ``&`` keeps them from starting a tag or an entity.
    """
    if not Qt.mightBeRichText(text):
        return text
    return text.replace("<", f"<{_NO_WIDTH}").replace("&", f"&{_NO_WIDTH}")


def plain_button(text: str) -> str:
    """``text`` for a button or a menu, where a single ``&`` would underline the letter behind it."""
    return text.replace("&", "&&")


def plain_title(text: str) -> str:
    """``text`` for a window's title, where Qt takes ``[*]`` for the place of its mark for changes."""
    return text.replace("[*]", "[*][*]")


def add_name(menu: QMenu, name: str) -> QAction:
    """An entry of ``menu`` that shows a name of others, in its text and its tooltip."""
    # A tab stands before the key of an entry.
    action = menu.addAction(plain_button(name.replace("\t", " ")))
    action.setToolTip(plain(name))
    return action


def ask_plainly(dialog: QInputDialog, text: str) -> None:
    """Set what ``dialog`` asks; its label is Qt's own."""
    dialog.setLabelText(text)
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
