"""The eye at the end of each row of the list of objects: a click hides the object, another one shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from app.stores.selection import SelectionStore
from app.theme.icons import tinted_pixmap
from app.theme.theme import Theme

ICON = 16
PRESSES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


class ObjectEyes(QStyledItemDelegate):
    """Paints the eyes and takes their clicks; rows carry the object's id as their user data."""

    def __init__(self, view: QListWidget, selection: SelectionStore, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._selection = selection
        self._theme = theme
        view.setItemDelegate(self)
        self._viewport = view.viewport()
        self._viewport.installEventFilter(self)
        selection.hidden_changed.connect(self._viewport.update)

    def place(self, row: QRect) -> QRect:
        """Where the eye of a row is, with room for a finger."""
        side = self._theme.sizes.control
        return QRect(row.right() + 1 - side, row.top(), side, row.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row as usual, left of its eye."""
        row = QRect(option.rect)
        eye = self.place(row)
        option.rect = row.adjusted(0, 0, -eye.width(), 0)
        super().paint(painter, option, index)
        option.rect = row
        hidden = index.data(Qt.ItemDataRole.UserRole) in self._selection.hidden_ids
        colors = self._theme.colors
        icon = tinted_pixmap(
            "eye-off" if hidden else "eye",
            colors.accent if hidden else colors.muted,
            ICON,
            self._view.devicePixelRatioF(),
        )
        painter.drawPixmap(eye.center() - QPoint(ICON // 2, ICON // 2), icon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on an eye is no press on the row."""
        if watched is self._viewport and event.type() in PRESSES and isinstance(event, QMouseEvent):
            at = event.position().toPoint()
            item = self._view.itemAt(at)
            left = event.button() == Qt.MouseButton.LeftButton
            if item is not None and left and self.place(self._view.visualItemRect(item)).contains(at):
                if event.type() != QEvent.Type.MouseButtonRelease:
                    self._toggle(item.data(Qt.ItemDataRole.UserRole))
                return True
        return super().eventFilter(watched, event)

    def _toggle(self, annotation_id: int) -> None:
        if annotation_id in self._selection.hidden_ids:
            self._selection.show_again(annotation_id)
        else:
            self._selection.hide((annotation_id,))
