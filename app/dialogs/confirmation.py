"""A question before something that should not happen by mistake; Esc and Enter mean no."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.dialogs.careful_buttons import careful_buttons
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import PlainLabel, plain_title
from app.theme.tokens import Colors


class QuestionDialog(QDialog):
    """Shown with ``open()``; ``accepted`` follows a yes. ``warn`` is for what may do harm."""

    def __init__(
        self, title: str, words: list[str], *, yes: str, colors: Colors, parent: QWidget, warn: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(plain_title(title))
        self.setMinimumWidth(520)
        icon = PlainLabel()
        name, color = ("warning", colors.warn) if warn else ("app", colors.accent)
        icon.setPixmap(tinted_pixmap(name, color, 32, self.devicePixelRatioF()))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._text(title, "title"))
        for text in words:
            column.addWidget(self._text(text))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.buttons, self.yes = careful_buttons(self, yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(row)
        layout.addWidget(self.buttons)

    def _text(self, text: str, style: str = "") -> QLabel:
        widget = PlainLabel(text)
        widget.setObjectName(style)
        widget.setWordWrap(True)
        return widget


def ask(
    title: str,
    words: list[str],
    *,
    yes: str,
    go: Callable[[], object],
    colors: Colors,
    parent: QWidget,
    warn: bool = False,
) -> QuestionDialog:
    """Ask, and run ``go`` after a yes; returns at once."""
    dialog = QuestionDialog(title, words, yes=yes, colors=colors, parent=parent, warn=warn)
    dialog.accepted.connect(go)
    dialog.open()
    return dialog
