"""The image list's model: filter, search and sort over 50,000 rows, thumbnails when a row is first seen."""

from __future__ import annotations

import enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap

from app.language.labels import status_text
from app.language.message_text import optional_message_text
from app.services.images import ThumbnailLoader
from app.stores.project import ProjectStore
from app.stores.uncertainty import UncertaintyStore
from app.theme.plain_text import plain
from samft_core.project.records import ImageRecord, ImageState, ReviewState

ID_ROLE = Qt.ItemDataRole.UserRole
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ImageOrder(enum.Enum):
    """How the list is sorted."""

    ADDED = "added"
    NAME = "name"
    STATE = "state"
    UNCERTAINTY = "doubt"
    CHANGED = "changed"


# What needs work comes first: half-done images before untouched ones, finished ones last.
_STATE_RANK = {
    state: rank
    for rank, state in enumerate(
        [ImageState.DRAFT, ImageState.NEW, ImageState.UNREADABLE, ImageState.ACCEPTED, ImageState.GOOD]
    )
}
# Beyond every score, which ends at 1.
_NOT_ASKED = 2.0


class ImageListModel(QAbstractListModel):
    """Rows are ids; the filtered list is computed at once, which is faster than asking Python row by row."""

    shown_changed = Signal(int, int)

    def __init__(
        self, store: ProjectStore, thumbnails: ThumbnailLoader, uncertainties: UncertaintyStore
    ) -> None:
        super().__init__()
        self._store = store
        self._thumbnails = thumbnails
        self._uncertainties = uncertainties
        self._rows: list[int] = []
        self._row_of: dict[int, int] = {}
        self._state: ImageState | ReviewState | None = None
        self._words: list[str] = []
        self._order = ImageOrder.ADDED
        store.opened.connect(self.refresh)
        store.closed.connect(self.refresh)
        store.images_added.connect(self.refresh)
        store.image_changed.connect(self._image_changed)
        thumbnails.loaded.connect(self._repaint)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many images pass the filter."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, record or id of a row."""
        if not index.isValid():
            return None
        record = self.record(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return record.name
            case Qt.ItemDataRole.ToolTipRole:
                words = optional_message_text(record.error) or f"{record.width} × {record.height}"
                return plain(f"{record.path}\n{words}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{record.name}, {status_text(record)}"
        return {ID_ROLE: record.id, RECORD_ROLE: record}.get(role)

    def record(self, row: int) -> ImageRecord:
        """The image in ``row``."""
        return self._store.image(self._rows[row])

    def thumbnail(self, record: ImageRecord) -> QPixmap | None:
        """The image's thumbnail where it is ready; asking has it made."""
        if record.state is ImageState.UNREADABLE:
            return None
        return self._thumbnails.get(record.id, record.path)

    def row_of(self, image_id: int) -> int | None:
        """The row of an image; None where the filter hides it."""
        return self._row_of.get(image_id)

    def ids(self) -> list[int]:
        """The shown images in their order."""
        return self._rows

    def set_filter(self, state: ImageState | ReviewState | None, text: str) -> None:
        """Show only images in ``state`` (None: all) whose path or lot holds every word of ``text``."""
        self._state = state
        self._words = text.casefold().split()
        self.refresh()

    def set_order(self, order: ImageOrder) -> None:
        """Sort by another rule."""
        self._order = order
        self.refresh()

    def refresh(self) -> None:
        """Work out the shown rows again."""
        self.beginResetModel()
        # The usual case shows the store's own list: a copy of it and a second table of places would be
        # made after each change.
        if self._state is None and not self._words and self._order is ImageOrder.ADDED:
            self._rows = self._store.index.order
            self._row_of = self._store.index.places
        else:
            self._rows = self._chosen()
            self._row_of = {image_id: row for row, image_id in enumerate(self._rows)}
        self.endResetModel()
        self.shown_changed.emit(len(self._rows), len(self._store))

    def _chosen(self) -> list[int]:
        # Whole lists at once: 50,000 calls of a method would be felt while typing.
        ids = self._store.index.order
        texts = self._store.index.texts
        for word in self._words:
            ids = [image_id for image_id in ids if word in texts[image_id]]
        shown = [self._store.image(image_id) for image_id in ids]
        if self._state is not None:
            wanted = self._state
            shown = [image for image in shown if image.state is wanted or image.review is wanted]
        self._sort(shown)
        return [image.id for image in shown]

    def _sort(self, shown: list[ImageRecord]) -> None:
        match self._order:
            case ImageOrder.NAME:
                shown.sort(key=lambda image: (image.name.casefold(), image.id))
            case ImageOrder.STATE:
                shown.sort(key=lambda image: _STATE_RANK[image.state])
            case ImageOrder.UNCERTAINTY:
                shown.sort(key=lambda image: self._sureness(image.id))
            case ImageOrder.CHANGED:
                touched = self._store.last_touched()
                shown.sort(key=lambda image: touched[image.id], reverse=True)

    def _sureness(self, image_id: int) -> float:
        """How sure the model is; images it was not asked about come after all others."""
        value = self._uncertainties.value_of(image_id)
        return _NOT_ASKED if value is None else value

    def _image_changed(self, image_id: int) -> None:
        # An image that no longer passes stays until the next refresh: a row must not vanish under the mouse.
        self._repaint(image_id)

    def _repaint(self, image_id: int) -> None:
        row = self._row_of.get(image_id)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)
