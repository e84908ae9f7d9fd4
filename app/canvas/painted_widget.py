"""Shows the compositor's pixels and the marks above them, as dense, bright and outlined as the user likes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent

from app.canvas.compositor import Compositor, adjustment_table
from app.canvas.input_widget import HandWidget
from app.canvas.prompt_layer import Marks
from app.canvas.raster import Rect
from app.canvas.viewport import Viewport


class PaintedWidget(HandWidget):
    """A widget that is painted from viewport, compositor and marks, set before the first paint."""

    zoom_changed = Signal(float)

    viewport: Viewport
    compositor: Compositor
    marks: Marks
    _stale = True
    _painted = False

    # --- looks

    def set_difference_visible(self, visible: bool) -> None:
        """Hatch the pixels where the sides disagree."""
        self.compositor.look.difference = visible
        self._refresh()

    def set_display_adjustment(
        self, brightness: float = 0.0, contrast: float = 1.0, gamma: float = 1.0
    ) -> None:
        """For the eye only: masks, models and the grey value under the cursor see the image as it is."""
        self.compositor.look.table = adjustment_table(brightness, contrast, gamma)
        self._refresh()

    def set_opacity(self, opacity: float) -> None:
        """How dense masks are filled, 0 to 1."""
        self.compositor.look.opacity = min(max(opacity, 0.0), 1.0)
        self._refresh()

    def set_outline_only(self, alone: bool) -> None:
        """Leave masks unfilled, so that the defect's edge shows."""
        self.compositor.look.outline_only = alone
        self._refresh()

    def set_pixel_grid(self, visible: bool) -> None:
        """Show the pixel grid from 800 % on."""
        self.compositor.look.grid = visible
        self._refresh()

    def set_crosshair(self, visible: bool) -> None:
        """Show lines through the cursor while drawing boxes and points."""
        self.marks.crosshair = visible
        self.update()

    def set_background(self, color: QColor) -> None:
        """The colour round the image."""
        self.compositor.look.background = (color.red(), color.green(), color.blue())
        self._refresh()

    # --- painting

    def repaint_mask(self, image_rect: Rect) -> None:
        """The active mask changed in these image pixels: mix and repaint just those."""
        if self._stale or self.compositor.transform != self.viewport.transform:
            return
        for rect in self.compositor.render_active(image_rect):
            self.update(self._logical(rect))

    def _logical(self, rect: Rect) -> QRect:
        """The widget pixels that cover device pixels."""
        unit = self.viewport.unit
        corner = QPoint(int(rect.x0 / unit) - 1, int(rect.y0 / unit) - 1)
        return QRect(corner, QPoint(int(rect.x1 / unit) + 1, int(rect.y1 / unit) + 1))

    def _refresh(self) -> None:
        """Everything has to be drawn anew; once, however many setters are called before the next paint."""
        self._stale = True
        self.update()

    def _moved(self) -> None:
        self._refresh()
        self.zoom_changed.emit(self.viewport.transform.scale)

    def _fit_to_screen(self) -> None:
        unit = self.devicePixelRatioF()
        width = round(self.width() * unit)
        height = round(self.height() * unit)
        viewport = self.viewport
        if (width, height, unit) == (viewport.width, viewport.height, viewport.unit):
            return
        viewport.resize(width, height, unit)
        self.compositor.resize(viewport.width, viewport.height)
        self.compositor.look.line = max(round(1.5 * unit), 1)
        self._moved()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        self._fit_to_screen()
        compositor = self.compositor
        viewport = self.viewport
        if self._stale:
            compositor.transform = viewport.transform
            compositor.panes = viewport.panes
            compositor.render()
            self._stale = False
        elif compositor.transform != viewport.transform:
            compositor.scroll(viewport.transform)
        pixels = compositor.pixels
        image = QImage(
            pixels.data, pixels.shape[1], pixels.shape[0], pixels.strides[0], QImage.Format.Format_RGB32
        )
        painter = QPainter(self)
        painter.scale(1 / viewport.unit, 1 / viewport.unit)
        painter.drawImage(QPointF(0, 0), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.marks.paint(painter, viewport, self.hand, compositor)
        painter.end()
        self._painted = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        self._fit_to_screen()
