"""What an inspector sets to work as they like; every change counts at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.preference_rows import SECTIONS, FlagRow, NumberRow, Row
from app.language.choice import LANGUAGES, SYSTEM
from app.language.live import bind_items, bind_text, on_language
from app.settings.settings import Number, Settings
from app.theme.widgets import TextField, label, scrolled

WIDTH = 560
HEIGHT = 620


class PreferencesDialog(QDialog):
    """Sections of settings, and a field that finds one by a word."""

    def __init__(self, settings: Settings, account: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, lambda: self.tr("Preferences"))
        self._settings = settings
        self.search = TextField()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("Search preferences"))
        bind_text(self.search.setAccessibleName, lambda: self.tr("Search preferences"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._find())
        self.flags: dict[str, QCheckBox] = {}
        self.numbers: dict[str, QSpinBox] = {}
        self._rows: list[tuple[QWidget, Callable[[], str]]] = []
        self._titles: list[tuple[QWidget, list[QWidget]]] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(4, 4, 16, 4)
        self._column.setSpacing(8)
        self._add_person(account)
        for section in SECTIONS:
            self._add_section(section.title, [self._make_row(row) for row in section.rows])
        self._nothing = label(lambda: self.tr("No preference has these words."), "muted")
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 16)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(buttons)
        room = parent.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60))
        on_language(self, self._find)
        self._find()
        self.inspector.setFocus()

    @property
    def large(self) -> QCheckBox:
        """Large targets."""
        return self.flags["large_targets"]

    @property
    def advance(self) -> QCheckBox:
        """Go on after a decision."""
        return self.flags["advance_after_accept"]

    @property
    def ahead(self) -> QCheckBox:
        """Prepare fine-tuning in pauses."""
        return self.flags["prepare_ahead"]

    # --- rows

    def _add_person(self, account: str) -> None:
        self.inspector = TextField(self._settings.inspector)
        self.inspector.setPlaceholderText(account)
        bind_text(self.inspector.setAccessibleName, lambda: self.tr("Your name"))
        bind_text(self.inspector.setToolTip, lambda: self.tr("Written beside every change."))
        self.inspector.editingFinished.connect(self._set_inspector)
        self.language = self._make_languages()
        self.scheme = self._make_schemes()
        large = FlagRow("large_targets", lambda: self.tr("Large targets, for gloves and touch screens"))
        rows = [
            self._named(lambda: self.tr("Your name"), self.inspector),
            self._named(lambda: self.tr("Language"), self.language),
            self._named(lambda: self.tr("Look"), self.scheme),
            self._make_row(large),
        ]
        self._add_section(lambda: self.tr("You and the window"), rows)

    def _add_section(self, title: Callable[[], str], rows: list[QWidget]) -> None:
        head = label(title, "section")
        self._column.addWidget(head)
        for row in rows:
            self._column.addWidget(row)
        self._titles.append((head, rows))

    def _make_row(self, row: Row) -> QWidget:
        if isinstance(row, NumberRow):
            return self._make_number(row)
        box = QCheckBox()
        bind_text(box.setText, row.text)
        box.setChecked(getattr(self._settings, row.name))
        box.toggled.connect(lambda on: setattr(self._settings, row.name, on))
        if row.tip is not None:
            bind_text(box.setToolTip, row.tip)
        self.flags[row.name] = box
        self._rows.append((box, _words(row)))
        return box

    def _make_number(self, row: NumberRow) -> QWidget:
        limits = vars(Settings)[row.name]
        box = QSpinBox()
        if isinstance(limits, Number):
            box.setRange(limits.least, limits.most)
        box.setValue(getattr(self._settings, row.name))
        box.valueChanged.connect(lambda value: setattr(self._settings, row.name, value))
        bind_text(box.setAccessibleName, row.text)
        bind_text(box.setSuffix, lambda: f" {row.unit()}" if row.unit() else "")
        if row.tip is not None:
            bind_text(box.setToolTip, row.tip)
        self.numbers[row.name] = box
        return self._named(row.text, box, _words(row))

    def _named(
        self, name: Callable[[], str], control: QWidget, words: Callable[[], str] | None = None
    ) -> QWidget:
        """A control with its name before it."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(name, wrap=True), 3)
        row.addWidget(control, 2)
        self._rows.append((line, words or name))
        return line

    def _find(self) -> None:
        """Show the rows that have every word of the search."""
        wanted = self.search.text().casefold().split()
        shown = set()
        for row, words in self._rows:
            text = words().casefold()
            found = all(word in text for word in wanted)
            row.setVisible(found)
            if found:
                shown.add(row)
        for head, rows in self._titles:
            head.setVisible(not shown.isdisjoint(rows))
        self._nothing.setVisible(not shown)

    # --- choices

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


def _words(row: Row) -> Callable[[], str]:
    """What a search finds a row by."""
    return lambda: f"{row.text()} {row.tip() if row.tip is not None else ''}"
