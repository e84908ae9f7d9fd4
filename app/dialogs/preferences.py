"""The few things an inspector sets once: name, look, what happens after accepting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from app.settings import Settings
from app.theme.widgets import TextField, label


class PreferencesDialog(QDialog):
    """Every change counts at once; the name for the next project that is opened."""

    def __init__(self, settings: Settings, account: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self.setMinimumWidth(460)
        self._settings = settings
        self.inspector = TextField(settings.inspector)
        self.inspector.setPlaceholderText(account)
        self.inspector.editingFinished.connect(self._set_inspector)
        self.scheme = QComboBox()
        for text, value in (
            (self.tr("Follow the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        ):
            self.scheme.addItem(text, value)
        self.scheme.setCurrentIndex(self.scheme.findData(settings.scheme))
        self.scheme.currentIndexChanged.connect(self._set_scheme)
        self.large = QCheckBox(self.tr("Large targets, for gloves and touch screens"))
        self.large.setChecked(settings.large_targets)
        self.large.toggled.connect(self._set_large)
        self.advance = QCheckBox(self.tr("Go on to the next image after accepting or signing off"))
        self.advance.setChecked(settings.advance_after_accept)
        self.advance.toggled.connect(self._set_advance)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Your name"), self.inspector)
        form.addRow(
            "", label(self.tr("Written beside every change. Counts from the next project on."), "muted")
        )
        form.addRow(self.tr("Look"), self.scheme)
        form.addRow("", self.large)
        form.addRow("", self.advance)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _set_inspector(self) -> None:
        self._settings.inspector = self.inspector.text()

    def _set_scheme(self) -> None:
        self._settings.scheme = self.scheme.currentData()

    def _set_large(self, on: bool) -> None:
        self._settings.large_targets = on

    def _set_advance(self, on: bool) -> None:
        self._settings.advance_after_accept = on
