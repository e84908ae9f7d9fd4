"""How one row of the image list looks: thumbnail, name, state as icon and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language.labels import status_text
from app.panels.image_list_model import RECORD_ROLE, ImageListModel
from app.theme.icons import tinted_pixmap
from app.theme.theme import Theme
from app.theme.tokens import Colors
from samft_core.project.records import ImageRecord, ImageState, ReviewState


def state_color(state: ImageState, colors: Colors) -> str:
    """The state's tint; icon and word always say the same."""
    return {
        ImageState.NEW: colors.muted,
        ImageState.DRAFT: colors.warn,
        ImageState.ACCEPTED: colors.ok,
        ImageState.GOOD: colors.ok,
        ImageState.UNREADABLE: colors.error,
    }[state]


def status_icon(image: ImageRecord) -> str:
    """The icon that says the same as ``status_text``."""
    if image.review in (ReviewState.APPROVED, ReviewState.RETURNED):
        return f"state-{image.review.value}"
    return f"state-{image.state.value}"


def status_color(image: ImageRecord, colors: Colors) -> str:
    """The tint of icon and word."""
    return colors.warn if image.review is ReviewState.RETURNED else state_color(image.state, colors)


FOLDER_ROOM = 40
"""Pixels below which nothing can be read of a folder's name."""


class ImageDelegate(QStyledItemDelegate):
    """Paints the rows; every row is equally high."""

    def __init__(self, model: ImageListModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        return QSize(120, self._theme.sizes.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        record: ImageRecord = index.data(RECORD_ROLE)
        colors = self._theme.colors
        rect: QRect = option.rect.adjusted(6, 2, -6, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter, rect, state)
        side = self._theme.sizes.thumbnail
        frame = QRect(rect.left() + 6, rect.center().y() - side // 2, side, side)
        self._paint_thumbnail(painter, frame, record)
        left = frame.right() + 10
        text = QRect(left, rect.top(), rect.right() - left - 4, rect.height())
        self._paint_text(painter, text, record, QColor(colors.text), QColor(colors.muted))
        painter.restore()

    def _paint_background(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colors = self._theme.colors
        if state & QStyle.StateFlag.State_Selected:
            fill = colors.accent_soft
            edge = colors.accent
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = colors.raised
            edge = colors.border
        else:
            return
        painter.setBrush(QColor(fill))
        painter.setPen(QColor(edge))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _paint_thumbnail(self, painter: QPainter, frame: QRect, record: ImageRecord) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(frame), 5, 5)
        painter.fillPath(path, QColor(self._theme.colors.canvas))
        pixmap = self._model.thumbnail(record)
        if pixmap is None:
            return
        painter.save()
        # The picture fills the rounded square and is cut where it is longer, as thumbnails of two
        # shapes side by side look like a mistake.
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # The larger scale, so that the frame is filled and not only fitted.
        scale = max(frame.width() / pixmap.width(), frame.height() / pixmap.height())
        width = pixmap.width() * scale
        height = pixmap.height() * scale
        target = QRectF(frame.center().x() - width / 2, frame.center().y() - height / 2, width, height)
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _paint_text(
        self, painter: QPainter, rect: QRect, record: ImageRecord, color: QColor, muted: QColor
    ) -> None:
        metrics = painter.fontMetrics()
        line = metrics.height()
        top = rect.center().y() - line - 1
        painter.setPen(color)
        # Cut in the middle: names of a series differ at their end, those of lots at their start.
        name = metrics.elidedText(record.name, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect.left(), top, rect.width(), line, Qt.AlignmentFlag.AlignVCenter, name)
        tint = status_color(record, self._theme.colors)
        side = round(line * 0.95)
        icon = self._icon(status_icon(record), tint, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.left(), top + line + 4 + (line - side) // 2, icon)
        painter.setPen(QColor(tint))
        left = rect.left() + side + 5
        room = rect.right() - left
        word = metrics.elidedText(status_text(record), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, top + line + 4, room, line, Qt.AlignmentFlag.AlignVCenter, word)
        folder = record.path.parent.name
        painter.setPen(muted)
        left += metrics.horizontalAdvance(word)
        if rect.right() - left < FOLDER_ROOM:
            return
        rest = metrics.elidedText(f"  ·  {folder}", Qt.TextElideMode.ElideRight, rect.right() - left)
        painter.drawText(left, top + line + 4, rect.right() - left, line, Qt.AlignmentFlag.AlignVCenter, rest)

    def _icon(self, name: str, color: str, side: int, ratio: float) -> QPixmap:
        # Tinting draws an SVG; rows are painted at every move of the mouse over them.
        key = (name, color, side, ratio)
        if key not in self._icons:
            self._icons[key] = tinted_pixmap(name, color, side, ratio)
        return self._icons[key]
