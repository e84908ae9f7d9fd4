"""The history of the image in view: who did what, when; newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.language.live import bind_text, on_language
from app.language.message_text import message_text
from app.language.numbers import moment
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.theme import Theme
from app.theme.widgets import label
from samft_core.errors import SamftError

if TYPE_CHECKING:  # the database library costs time that the window's start must not pay
    pass


ICONS = {
    "added": "image-plus",
    "good": "state-good",
    "not_good": "reopen",
    "not_good_marked": "reopen",
    "accepted": "state-accepted",
    "object_accepted": "state-accepted",
    "imported": "state-accepted",
    "reopened": "reopen",
    "object_reopened": "reopen",
    "approved": "state-approved",
    "returned": "state-returned",
    "taken_back": "undo",
    "marked": "box",
    "mask": "brush",
    "prompts": "box",
    "class": "state-draft",
    "deleted": "delete",
    "restored": "undo",
    "locked": "lock",
    "unlocked": "unlock",
    "lot": "folder-open",
    "moved": "folder-open",
    "unreadable": "state-unreadable",
    "readable": "eye",
    "file_changed": "warning",
    "new_picture": "image-plus",
    "put_back": "undo",
}


class HistoryPanel(QWidget):
    """Reads an image's history when it is looked at, and again when the image changes."""

    def __init__(self, store: ProjectStore, selection: SelectionStore, theme: Theme) -> None:
        super().__init__()
        self._store = store
        self._selection = selection
        self._theme = theme
        self._head = label("", "section")
        self._empty = label("", "muted", wrap=True)
        self.list = QListWidget()
        bind_text(self.list.setAccessibleName, lambda: self.tr("History of this image"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setIconSize(QSize(18, 18))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 4, 12)
        layout.setSpacing(8)
        layout.addWidget(self._head)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        # One reading per turn of the event loop: a decision changes the image and the selection at
        # once.
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill)
        selection.image_changed.connect(lambda _id: self._fill_soon())
        store.image_changed.connect(self._image_changed)
        store.closed.connect(self._fill_soon)
        theme.changed.connect(self._fill_soon)
        on_language(self, self._fill_soon)

    def showEvent(self, event: QShowEvent) -> None:
        """What nobody looks at is not read."""
        super().showEvent(event)
        self._fill()

    def texts(self) -> list[str]:
        """The shown entries, newest first."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def _image_changed(self, image_id: int) -> None:
        if image_id == self._selection.image_id:
            self._fill_soon()

    def _fill_soon(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _fill(self) -> None:
        self.list.clear()
        image_id = self._selection.image_id
        known = image_id is not None and image_id in self._store
        self._head.setText(self.tr("History of this image"))
        self._empty.setVisible(not known)
        self.list.setVisible(known)
        self._empty.setText(self.tr("Choose an image on the left."))
        if image_id is None or not known:
            return
        try:
            entries = self._store.project.history.of_image(image_id)
        except SamftError as error:
            self._empty.setVisible(True)
            self._empty.setText(message_text(error.message))
            return
        for entry in entries:
            icon = self._theme.icons.icon(ICONS[entry.kind])
            self.list.addItem(QListWidgetItem(icon, f"{message_text(entry.message)}\n{moment(entry.at)}"))
