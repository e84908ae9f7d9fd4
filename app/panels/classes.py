"""The list of defect classes; the chosen one is given to the selected object and to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language.live import bind_text, on_language
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.delayed_click import DelayedClick
from app.theme.plain_text import plain
from app.theme.theme import Theme
from app.theme.tokens import class_hex
from app.theme.widgets import TextField, button, label

_NAME = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1
AFTER_MENU_MS = 50
MANY = 8
"""With more classes than these they can be searched."""


def swatch(color: str, edge: str, side: int = 14) -> QIcon:
    """A filled square of the class's overlay colour."""
    # Twice the size for screens with two pixels per point; on others Qt scales it down.
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(color))
    painter.setPen(QColor(edge))
    painter.drawRoundedRect(1, 1, side * 2 - 3, side * 2 - 3, 6, 6)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    icon = QIcon(pixmap)
    # Without this Qt tints a selected row's icon, and the colour is what the icon is for.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


class ClassesPanel(QWidget):
    """The defect classes.

    ``class_chosen`` follows a click or key on a class, ``rename_wanted`` a new name typed over an old one;
    ``menu_wanted`` carries the class that was right-clicked, and the place on the screen.
    """

    class_chosen = Signal(str)
    menu_wanted = Signal(object, QPoint)
    class_added = Signal(str)
    rename_wanted = Signal(int, str)

    def __init__(self, store: ProjectStore, selection: SelectionStore, theme: Theme) -> None:
        super().__init__()
        self._store = store
        self._selection = selection
        self._theme = theme
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        bind_text(self.list.setAccessibleName, lambda: self.tr("Defect classes"))
        self.list.setIconSize(QSize(14, 14))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._second_click = DelayedClick(self.list.viewport())
        self.list.itemClicked.connect(self._clicked)
        self.list.itemDoubleClicked.connect(lambda _item: self._second_click.drop())
        self.list.itemActivated.connect(lambda item: self.class_chosen.emit(item.data(_NAME)))
        self.list.itemChanged.connect(self._renamed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self.search = TextField()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("Search classes"))
        bind_text(self.search.setAccessibleName, lambda: self.tr("Search classes"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._search())
        self.relabels: Callable[[str], bool] = lambda _name: False
        """Whether choosing a class would change an object that is there; such a click may be half a
        double-click, which renames."""
        self._new = TextField()
        bind_text(self._new.setPlaceholderText, lambda: self.tr("New class, such as broken_large"))
        bind_text(self._new.setAccessibleName, lambda: self.tr("Name of a new defect class"))
        self._new.returnPressed.connect(self._add)
        self._add_button = button(lambda: self.tr("Add"))
        self._add_button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._new, 1)
        row.addWidget(self._add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(lambda: self.tr("Defect class"), "section"))
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        layout.addLayout(row)
        self._outdated = False
        for signal in (store.opened, store.closed, theme.changed):
            signal.connect(self._fill)
        store.classes.changed.connect(self._fill_soon)
        # The signal comes while the editor is still open.
        done = self.list.itemDelegate().closeEditor
        done.connect(lambda *_hints: QTimer.singleShot(0, self, self._catch_up))
        on_language(self, self._fill)
        selection.class_changed.connect(lambda _name: self._mark())
        self._fill()

    def _clicked(self, item: QListWidgetItem) -> None:
        name = item.data(_NAME)
        # A click that may be the first half of a double-click waits for the second, or renaming a class
        # would give it to the selected object.
        if self.relabels(name):
            self._second_click.then(lambda: self.class_chosen.emit(name))
        elif self.list.state() != QListWidget.State.EditingState:
            self.class_chosen.emit(name)

    def _ask_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        record = None if item is None else self._store.classes.named(item.data(_NAME))
        if record is not None:
            self.menu_wanted.emit(record, self.list.viewport().mapToGlobal(at))

    def edit_name(self, class_id: int) -> None:
        """Open the editor of a class's name, as a double-click does."""

        def edit() -> None:
            for row in range(self.list.count()):
                if self.list.item(row).data(_ID) == class_id:
                    self.list.editItem(self.list.item(row))

        # The menu that this was chosen in sends the keyboard to the picture first; where there is no window
        # manager it also leaves no window active.
        QTimer.singleShot(0, self, self.window().activateWindow)
        QTimer.singleShot(AFTER_MENU_MS, self, edit)

    def _search(self) -> None:
        """Show the classes whose name has the words that are typed; the keys go on meaning the same ones."""
        many = self.list.count() > MANY
        self.search.setVisible(many)
        words = self.search.text().casefold().split() if many else []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def choose_number(self, number: int) -> None:
        """Choose the class in place ``number``, counted from 1; nothing where there is none."""
        item = self.list.item(number - 1)
        if item is not None:
            self.class_chosen.emit(item.data(_NAME))

    def _fill_soon(self) -> None:
        """Show the classes as they are now; while a name is being typed, after that."""
        self._outdated = True
        if self.list.state() != QListWidget.State.EditingState:
            self._fill()

    def _catch_up(self) -> None:
        if self._outdated:
            self._fill_soon()

    def _fill(self) -> None:
        self._outdated = False
        # Filling would send ``itemChanged`` for every row, which means "renamed".
        self.list.blockSignals(True)
        self.list.clear()
        for place, record in enumerate(self._store.classes.records, start=1):
            color = class_hex(record.color)
            item = QListWidgetItem(swatch(color, self._theme.colors.border_strong), record.name)
            item.setData(_NAME, record.name)
            item.setData(_ID, record.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            # There are digits for nine.
            if place <= 9:
                words = self.tr("{0}  (Alt+{1}); double-click to rename")
                item.setToolTip(plain(words.format(record.name, place)))
            self.list.addItem(item)
        self.list.blockSignals(False)
        rows = min(max(self.list.count(), 1), 6)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 6)
        self.list.setVisible(self.list.count() > 0)
        self._search()
        self._mark()

    def _mark(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == self._selection.class_name:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(-1)

    def _add(self) -> None:
        name = self._new.text().strip()
        if name:
            self._new.clear()
            self.class_added.emit(name)

    def _renamed(self, item: QListWidgetItem) -> None:
        name = item.text().strip()
        class_id = item.data(_ID)
        wanted = bool(name) and name != item.data(_NAME)

        def rename() -> None:
            if wanted:
                self.rename_wanted.emit(class_id, name)
            self._fill()

        # The editor is still open: the list must not be filled anew under it.
        QTimer.singleShot(0, self, rename)
