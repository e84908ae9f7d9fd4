"""The thumbnails of the wall: a model of ids over 50,000 images, and how one of them is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language.labels import status_text
from app.language.live import bind_text
from app.panels.image_list_delegate import status_color, status_icon
from app.services.images import ThumbnailLoader
from app.stores.project import ProjectStore
from app.stores.wall import WallStore
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import plain
from app.theme.theme import Theme
from samft_core.project.records import ImageRecord, ImageState

SIDE = 132
"""Of a thumbnail, in pixels at 1x."""
MARGIN = 6
TEXT = 40
ID_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class WallModel(QAbstractListModel):
    """Rows are ids of the wall store; a thumbnail is asked for when its row is painted."""

    def __init__(self, projects: ProjectStore, wall: WallStore, thumbnails: ThumbnailLoader) -> None:
        super().__init__()
        self._projects = projects
        self._wall = wall
        self.thumbnails = thumbnails
        self._ids: list[int] = []
        wall.changed.connect(self._refresh)
        projects.image_changed.connect(self._repaint)
        thumbnails.loaded.connect(self._repaint)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many images pass the filter."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name or id of a row."""
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        record = self.record(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return record.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{record.path}\n{status_text(record)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{record.name}, {status_text(record)}"
        return None

    def record(self, row: int) -> ImageRecord:
        """The image in ``row``."""
        return self._projects.image(self._ids[row])

    def _refresh(self) -> None:
        self.beginResetModel()
        self._ids = self._wall.ids
        self.endResetModel()

    def _repaint(self, image_id: int) -> None:
        row = self._wall.row_of.get(image_id)
        if row is not None and row < len(self._ids):
            index = self.index(row)
            self.dataChanged.emit(index, index)


class WallDelegate(QStyledItemDelegate):
    """Paints a thumbnail, its name and its state as icon and word; all are equally large."""

    def __init__(self, model: WallModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One size for all."""
        return cell_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one image."""
        record = self._model.record(index.row())
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, rect, option.state)
        frame = QRect(rect.left() + (rect.width() - SIDE) // 2, rect.top() + MARGIN, SIDE, SIDE)
        self._paint_picture(painter, frame, record)
        self._paint_text(painter, rect, frame.bottom() + 3, record, option)
        painter.restore()

    def _paint_frame(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colors = self._theme.colors
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setBrush(QColor(colors.accent_soft if selected else colors.raised))
        painter.setPen(QColor(colors.accent if selected else colors.border))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _paint_picture(self, painter: QPainter, frame: QRect, record: ImageRecord) -> None:
        pixmap = None
        if record.state is not ImageState.UNREADABLE:
            pixmap = self._model.thumbnails.get(record.id, record)
        if pixmap is None:
            painter.fillRect(frame, QColor(self._theme.colors.raised))
            return
        size = pixmap.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(frame.topLeft(), size)
        place.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)

    def _paint_text(
        self, painter: QPainter, rect: QRect, top: int, record: ImageRecord, option: QStyleOptionViewItem
    ) -> None:
        colors = self._theme.colors
        metrics = option.fontMetrics
        room = rect.width() - 2 * MARGIN
        line = metrics.height()
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text))
        name = metrics.elidedText(record.name, Qt.TextElideMode.ElideMiddle, room)
        left = rect.left() + MARGIN
        painter.drawText(QRect(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, name)
        ratio = painter.device().devicePixelRatioF()
        color = status_color(record, colors)
        icon = tinted_pixmap(status_icon(record), color, 14, ratio)
        painter.drawPixmap(left, top + line + (line - 14) // 2, icon)
        painter.setPen(QColor(colors.muted))
        words = metrics.elidedText(status_text(record), Qt.TextElideMode.ElideRight, room - 18)
        painter.drawText(QRect(left + 18, top + line, room - 18, line), Qt.AlignmentFlag.AlignVCenter, words)


def cell_size() -> QSize:
    """The room for one image."""
    return QSize(SIDE + 2 * MARGIN + 4, SIDE + MARGIN + TEXT + 8)


class WallView(QListView):
    """Many images side by side; a run with Shift, single ones with Ctrl, all with Ctrl+A."""

    def __init__(self, model: WallModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("images")  # the keyboard may stay here, as in the list of images
        bind_text(self.setAccessibleName, lambda: self.tr("All images"))
        self.setModel(model)
        self.setItemDelegate(WallDelegate(model, theme, self))
        # A grid of one size, laid out without asking any row: 50,000 of them take no time.
        self.setUniformItemSizes(True)
        self.setGridSize(cell_size())
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def chosen(self) -> list[int]:
        """The ids of the selected images, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        model = self.model()
        return [model.data(model.index(row, 0), ID_ROLE) for row in rows]
