"""The whole image in a corner of the picture, with a frame round the part in view; a press goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.canvas.view_transform import ViewTransform
from app.canvas.widget import CanvasWidget
from app.language.live import bind_text
from app.theme.theme import Theme

GAP = 12
LONGEST = 180
"""Logical pixels of its longer side."""


class Navigator(QWidget):
    """Shown while it is wanted and part of the image lies outside the view."""

    def __init__(self, canvas: CanvasWidget, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._theme = theme
        self._wanted = False
        self._shown: tuple[ViewTransform, int | None, QSize] | None = None
        self._picture = QImage()
        self._picture_of: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bind_text(self.setAccessibleName, lambda: self.tr("Navigator"))
        bind_text(self.setToolTip, lambda: self.tr("Press or drag to go there."))
        canvas.painted.connect(self._follow)
        canvas.installEventFilter(self)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Show the navigator where there is something to go to, or never."""
        self._wanted = wanted
        self._shown = None
        self._canvas.update()

    @property
    def part(self) -> QRectF:
        """The part of the image that is in view, in image pixels."""
        viewport = self._canvas.viewport
        left, top = viewport.transform.to_image(0, 0)
        right, bottom = viewport.transform.to_image(*viewport.room)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._shown = None
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """The canvas was painted: it may show another part, or another image."""
        canvas = self._canvas
        now = (canvas.viewport.transform, canvas.image_id, canvas.size())
        if now == self._shown:
            return
        self._shown = now
        size = canvas.viewport.image_size
        image = canvas.compositor.image
        if not self._wanted or size is None or image is None:
            self.hide()
            return
        whole = QRectF(0, 0, *size)
        self.setVisible(not self.part.adjusted(-1, -1, 1, 1).contains(whole))
        scale = LONGEST / max(size)
        width = max(round(size[0] * scale), 1)
        height = max(round(size[1] * scale), 1)
        self.setGeometry(GAP, canvas.height() - GAP - height, width, height)
        if self._picture_of is not image:
            self._picture_of = image
            pixels = image.small(LONGEST * 2)
            self._picture = QImage(
                pixels.data, pixels.shape[1], pixels.shape[0], pixels.strides[0], QImage.Format.Format_RGB32
            ).copy()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The image, darker where it is out of view."""
        size = self._canvas.viewport.image_size
        if size is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._picture)
        scale = self.width() / size[0]
        part = self.part
        seen = QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale)
        seen = seen.intersected(QRectF(self.rect()))
        painter.setClipRegion(self.visibleRegion().subtracted(seen.toAlignedRect()))
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(self._theme.colors.accent), 2))
        painter.drawRect(seen.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(self._theme.colors.border_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def event(self, event: QEvent) -> bool:
        """What is done here is not done on the picture below."""
        handled = super().event(event)
        if event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.Wheel,
        ):
            event.accept()
            return True
        return handled

    def _go(self, event: QMouseEvent) -> None:
        """Bring the place pressed into the middle of the view."""
        viewport = self._canvas.viewport
        if viewport.image_size is None:
            return
        scale = viewport.image_size[0] / self.width()
        at = event.position() * scale
        u, v = viewport.transform.to_view(at.x(), at.y())
        width, height = viewport.room
        self._canvas.pan(width / 2 - u, height / 2 - v)
