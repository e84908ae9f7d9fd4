"""The licence of a base pack, to be read and accepted before anything is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app.dialogs.careful_buttons import careful_buttons
from app.theme.plain_text import PlainLabel

if TYPE_CHECKING:
    from samft_core.distribution.base_packs import BasePack

MARGINS = 40
"""Pixels that the dialog's margins take of its width."""


class LicenceDialog(QDialog):
    """Shown with ``open()``; ``accepted`` follows the button. Esc and Enter accept nothing."""

    def __init__(self, pack: BasePack, parent: QWidget) -> None:
        super().__init__(parent)
        card = pack.card
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Add the base model {0}?").format(card.name))
        self.setMinimumWidth(520)
        self.resize(720, 520)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("The licence"))
        self.text.setPlainText(pack.licence_text)
        self.buttons, self.yes = careful_buttons(self, self.tr("Accept the licence and add"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._line(card.title, "title"))
        layout.addWidget(
            self._line(self.tr("By {0}, under the licence {1}:").format(card.author, card.licence))
        )
        layout.addWidget(self.text, 1)
        if card.source:
            layout.addWidget(self._line(self.tr("From {0}").format(card.source), "muted"))
        words = self.tr("The pack is checked before it counts as installed. This takes a while.")
        layout.addWidget(self._line(words, "muted"))
        layout.addWidget(self.buttons)

    def _line(self, text: str, style: str = "") -> PlainLabel:
        widget = PlainLabel(text)
        widget.setObjectName(style)
        widget.setWordWrap(True)
        # A wrapped label asks for the height that it would take at its least width.
        widget.setMinimumWidth(self.minimumWidth() - MARGINS)
        return widget
