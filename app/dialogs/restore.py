"""Which backup takes the place of a project's database: a list, the newest that is whole chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.careful_buttons import careful_buttons
from app.language.message_text import message_text
from app.language.numbers import moment
from app.theme.plain_text import plain
from app.theme.widgets import label

if TYPE_CHECKING:
    from samft_core.project.restore import BackupInfo

_PATH = Qt.ItemDataRole.UserRole


class RestoreDialog(QDialog):
    """Shown with ``open()``; ``chosen`` carries the backup's file after a yes."""

    chosen = Signal(object)

    def __init__(self, folder: Path, backups: list[BackupInfo], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.resize(620, 380)
        words = self.tr(
            "The project becomes as it was when the backup was made; what was done since is not in it. "
            "The database that is there now is kept in the folder “backups”."
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups, the newest first"))
        for backup in backups:
            self.list.addItem(self._item(backup))
        self.buttons, self.yes = careful_buttons(self, self.tr("Restore"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        place = label(str(folder), "muted", wrap=True)
        place.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(place)
        layout.addWidget(label(words, wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.list.currentItemChanged.connect(lambda *_items: self._show_choice())
        self._choose_newest()
        self._show_choice()
        self.accepted.connect(self._choose)

    def _item(self, backup: BackupInfo) -> QListWidgetItem:
        made = moment(backup.made)
        size = QLocale().formattedDataSize(backup.bytes)
        if backup.problem is None:
            item = QListWidgetItem(f"{made}   {size}")
            item.setData(_PATH, str(backup.path))
        else:
            item = QListWidgetItem(
                self.tr("{0}   cannot be used: {1}").format(made, message_text(backup.problem))
            )
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setToolTip(plain(backup.path.name))
        return item

    def _choose_newest(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_PATH):
                self.list.setCurrentRow(row)
                return

    def _show_choice(self) -> None:
        item = self.list.currentItem()
        self.yes.setEnabled(item is not None and bool(item.data(_PATH)))

    def _choose(self) -> None:
        self.chosen.emit(Path(self.list.currentItem().data(_PATH)))
