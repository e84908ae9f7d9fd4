"""Two views of all actions: a palette that runs one, and a sheet of keys where each can be remapped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.actions.specs import action_text
from app.language.live import bind_text, on_language
from app.settings.settings import Settings
from app.theme.widgets import TextField, button, label

HELD_KEYS = ("X", "Space")
"""The canvas's own keys, which mean something while they are held."""
_ID = Qt.ItemDataRole.UserRole


def icon_of(action: QAction) -> QIcon:
    """The action's icon, or an empty one of the same size, so that all names begin at one edge."""
    if not action.icon().isNull():
        return action.icon()
    blank = QPixmap(18, 18)
    blank.fill(Qt.GlobalColor.transparent)
    return QIcon(blank)


class CommandPalette(QDialog):
    """Type a few letters, press Enter."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, lambda: self.tr("Find a command"))
        self.resize(520, 420)
        self._actions = actions
        self.search = QLineEdit()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("What do you want to do?"))
        bind_text(self.search.setAccessibleName, lambda: self.tr("Find a command"))
        self.search.installEventFilter(self)
        self.found = QTreeWidget()
        self.found.setColumnCount(2)
        self.found.setHeaderHidden(True)
        self.found.setRootIsDecorated(False)
        self.found.setIconSize(QSize(18, 18))
        bind_text(self.found.setAccessibleName, lambda: self.tr("Commands"))
        self.found.header().setStretchLastSection(False)
        self.found.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.found.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.found)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._run)
        self.found.itemActivated.connect(lambda _item, _column: self._run())
        self.found.itemClicked.connect(lambda _item, _column: self._run())
        on_language(self, lambda: self._fill(self.search.text()))
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the text field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.found.topLevelItemCount():
                self._choose(self.found.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.found.clear()
        words = text.casefold().split()
        for spec, action in self._actions.all():
            name = action_text(spec).rstrip("…")
            # What cannot be done now is left out: the palette is for doing, the sheet of keys for
            # looking up.
            if not action.isEnabled() or not all(word in name.casefold() for word in words):
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem([name, keys])
            item.setIcon(0, icon_of(action))
            item.setData(0, _ID, spec.id.value)
            self.found.addTopLevelItem(item)
        self._choose(0)

    def _choose(self, row: int) -> None:
        count = self.found.topLevelItemCount()
        if count:
            # Round the ends: Up from the first goes to the last.
            self.found.setCurrentIndex(self.found.model().index(row % count, 0))

    def _run(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            action = self._actions[ActionId(item.data(0, _ID))]
            # Closed before it runs: the action may open a dialog of its own or ask where the keyboard
            # is.
            self.accept()
            action.trigger()


class KeysDialog(QDialog):
    """Every action with its key; a new key is taken over at once, a key in use is refused by name."""

    def __init__(self, actions: ActionSet, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, lambda: self.tr("Keys"))
        # Less the frame and the title bar, which are not known before it is shown.
        room = parent.screen().availableGeometry().size() - QSize(40, 60)
        self.resize(QSize(560, 640).boundedTo(room))
        self._actions = actions
        self._settings = settings
        self.search = TextField()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("Search commands and keys"))
        bind_text(self.search.setAccessibleName, lambda: self.tr("Search commands and keys"))
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(0, 2)
        bind_text(self.table.setAccessibleName, lambda: self.tr("Commands and their keys"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._show_key)
        self.key = QKeySequenceEdit()
        # Qt would take up to four keys in a row; the actions know single ones.
        self.key.setMaximumSequenceLength(1)
        bind_text(self.key.setAccessibleName, lambda: self.tr("New key"))
        # Qt says "Press shortcut" in it, and says it anew only here.
        on_language(self.key, lambda: self.key.setKeySequence(self.key.keySequence()))
        self._message = label("", "warn", wrap=True)
        set_key = button(lambda: self.tr("Set"))
        set_key.clicked.connect(self._set)
        reset = button(lambda: self.tr("Built-in key"))
        reset.clicked.connect(self._reset)
        row = QHBoxLayout()
        row.addWidget(label(lambda: self.tr("New key")))
        row.addWidget(self.key, 1)
        row.addWidget(set_key)
        row.addWidget(reset)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.table)
        layout.addWidget(label(self._held_keys, "muted", wrap=True))
        layout.addWidget(self._message)
        layout.addLayout(row)
        on_language(self, self._fill)
        self._fill()

    def _held_keys(self) -> str:
        return self.tr(
            "On the image: Space moves the view, X held shows the second version alone, the arrow keys move"
            " the box, Shift and wheel set the brush, Alt and wheel choose a proposal, Enter closes a"
            " polygon, Backspace takes its last corner back, Alt and a number chooses a class."
        )

    def _fill(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Key")])
        specs = list(self._actions.all())
        self.table.setRowCount(len(specs))
        for row, (spec, action) in enumerate(specs):
            name = QTableWidgetItem(icon_of(action), action_text(spec).rstrip("…"))
            name.setData(_ID, spec.id.value)
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(sequence.toString(native) for sequence in action.shortcuts())
            self.table.setItem(row, 0, name)
            self.table.setItem(row, 1, QTableWidgetItem(keys))

        self._filter(self.search.text())

    @property
    def message(self) -> str:
        """Why the last key was not taken; empty where it was."""
        return self._message.text()

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.table.rowCount()):
            model = self.table.model()
            cells = " ".join(str(model.index(row, column).data()) for column in (0, 1)).casefold()
            self.table.setRowHidden(row, not all(word in cells for word in words))

    def _selected(self) -> ActionId | None:
        rows = self.table.selectionModel().selectedRows()
        return ActionId(rows[0].data(_ID)) if rows else None

    def _show_key(self) -> None:
        action_id = self._selected()
        self._message.setText("")
        if action_id is not None:
            self.key.setKeySequence(self._actions[action_id].shortcut())

    def _set(self) -> None:
        action_id = self._selected()
        wanted = self.key.keySequence()
        if action_id is None or wanted.isEmpty():
            return
        shown = wanted.toString(QKeySequence.SequenceFormat.NativeText)
        if wanted.toString() in HELD_KEYS:
            text = self.tr("{0} is held to compare or to move the view.")
            self._message.setText(text.format(shown))
            return
        for spec, action in self._actions.all():
            # Qt makes two actions with one key run neither of them.
            if spec.id != action_id and wanted in action.shortcuts():
                words = self.tr("{0} is the key of “{1}” already.")
                self._message.setText(words.format(shown, action_text(spec).rstrip("…")))
                return
        self._settings.set_key(action_id, wanted.toString(QKeySequence.SequenceFormat.PortableText))
        self._message.setText("")
        self._fill()

    def _reset(self) -> None:
        action_id = self._selected()
        if action_id is not None:
            self._settings.set_key(action_id, None)
            self._fill()
            self._show_key()
