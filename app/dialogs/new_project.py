"""Which base model a project to be made shall use. Asked only where base packs are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from app.theme.plain_text import PlainLabel, plain_button
from app.theme.widgets import label
from samft_core.sam.spec import EMBEDDED

if TYPE_CHECKING:
    from samft_core.sam.base_models import InstalledBase


class NewProjectDialog(QDialog):
    """Shown with ``open()``; ``chosen`` carries the base model's name after a yes."""

    chosen = Signal(str)

    def __init__(self, name: str, bases: list[InstalledBase], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New project"))
        self.setMinimumWidth(560)
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        title = PlainLabel(self.tr("New project {0}").format(name))
        title.setObjectName("title")
        title.setWordWrap(True)
        title.setMinimumWidth(520)
        layout.addWidget(title)
        layout.addWidget(label(self.tr("Which base model shall it use?")))
        self._offer(layout, EMBEDDED, self.tr("comes with SAMFT"))
        for base in bases:
            self._offer(layout, base.name, f"{base.card.title}, {base.card.licence}")
        self.choices[EMBEDDED].setChecked(True)
        words = self.tr(
            "Model versions fit only the base model that they were tuned from. It can be changed later: "
            "Change base model… in the menu."
        )
        explanation = label(words, "muted", wrap=True)
        # A wrapped label asks for the height that it would take at its least width.
        explanation.setMinimumWidth(520)
        layout.addWidget(explanation)
        layout.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.yes = self.buttons.addButton(self.tr("Make the project"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.accepted.connect(self._choose)

    def _offer(self, layout: QVBoxLayout, name: str, words: str) -> None:
        choice = QRadioButton(plain_button(f"{name}   ({words})"))
        self.group.addButton(choice)
        self.choices[name] = choice
        layout.addWidget(choice)

    def _choose(self) -> None:
        self.chosen.emit(next(name for name, choice in self.choices.items() if choice.isChecked()))
