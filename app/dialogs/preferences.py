"""The few things an inspector sets once: name, look, what happens after accepting."""

from __future__ import annotations

from collections.abc import Callable

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

from app.language.choice import LANGUAGES, SYSTEM
from app.language.live import bind_items, bind_text
from app.settings.settings import Settings
from app.theme.widgets import TextField, label


class PreferencesDialog(QDialog):
    """Every change counts at once."""

    def __init__(self, settings: Settings, account: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, lambda: self.tr("Preferences"))
        self.setMinimumWidth(460)
        self._settings = settings
        self.inspector = TextField(settings.inspector)
        self.inspector.setPlaceholderText(account)
        bind_text(self.inspector.setAccessibleName, lambda: self.tr("Your name"))
        self.inspector.editingFinished.connect(self._set_inspector)
        self.scheme = self._make_schemes()
        self.language = self._make_languages()
        self.large = QCheckBox()
        bind_text(self.large.setText, lambda: self.tr("Large targets, for gloves and touch screens"))
        self.large.setChecked(settings.large_targets)
        self.large.toggled.connect(self._set_large)
        self.advance = QCheckBox()
        bind_text(
            self.advance.setText, lambda: self.tr("Go on to the next image after accepting or signing off")
        )
        self.advance.setChecked(settings.advance_after_accept)
        self.advance.toggled.connect(self._set_advance)
        self.ahead = QCheckBox()
        bind_text(self.ahead.setText, lambda: self.tr("Prepare fine-tuning while you pause"))
        bind_text(self.ahead.setToolTip, lambda: self.tr("A run then takes less time. Never on battery."))
        self.ahead.setChecked(settings.prepare_ahead)
        self.ahead.toggled.connect(self._set_ahead)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self._make_form())
        layout.addWidget(buttons)

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(lambda: self.tr("Your name")), self.inspector)
        note = label(lambda: self.tr("Written beside every change."), "muted")
        form.addRow("", note)
        form.addRow(label(lambda: self.tr("Language")), self.language)
        form.addRow(label(lambda: self.tr("Look")), self.scheme)
        form.addRow("", self.large)
        form.addRow("", self.advance)
        form.addRow("", self.ahead)
        return form

    def _make_schemes(self) -> QComboBox:
        box = QComboBox()
        texts: tuple[tuple[Callable[[], str], str], ...] = (
            (lambda: self.tr("Follow the system"), "system"),
            (lambda: self.tr("Light"), "light"),
            (lambda: self.tr("Dark"), "dark"),
        )
        bind_items(box, texts)
        box.setCurrentIndex(box.findData(self._settings.scheme))
        box.currentIndexChanged.connect(self._set_scheme)
        bind_text(box.setAccessibleName, lambda: self.tr("Look"))
        return box

    def _make_languages(self) -> QComboBox:
        box = QComboBox()
        bind_items(box, [(lambda: self.tr("Follow the system"), SYSTEM)])
        for code, name in LANGUAGES.items():
            box.addItem(name, code)
        box.setCurrentIndex(max(box.findData(self._settings.language), 0))
        box.currentIndexChanged.connect(self._set_language)
        bind_text(box.setAccessibleName, lambda: self.tr("Language"))
        return box

    def _set_inspector(self) -> None:
        self._settings.inspector = self.inspector.text()

    def _set_scheme(self) -> None:
        self._settings.scheme = self.scheme.currentData()

    def _set_language(self) -> None:
        self._settings.language = self.language.currentData()

    def _set_large(self, on: bool) -> None:
        self._settings.large_targets = on

    def _set_ahead(self, on: bool) -> None:
        self._settings.prepare_ahead = on

    def _set_advance(self, on: bool) -> None:
        self._settings.advance_after_accept = on
