"""Shows the canvas's state: the compositor's pixels and the prompts over them, from where the view stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.canvas.compositor import adjustment_table
from app.canvas.prompt_layer import PromptLayer
from app.canvas.raster import Rect
from app.canvas.state import CanvasState
from samft_core.imaging.geometry import Box


class CanvasView(QWidget):
    """Paints a CanvasState, zooms and pans it, and keeps how it is to look.

    ``painted`` follows each paint.
    """

    zoom_changed = Signal(float)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = CanvasState()
        self.viewport = self.state.viewport
        self.compositor = self.state.compositor
        self.prompt_layer = PromptLayer()
        self._stale = True
        self._painted = False

    # --- looks

    def set_difference_visible(self, visible: bool) -> None:
        """Hatch the pixels where the sides disagree."""
        self.compositor.options.difference = visible
        self._refresh()

    def set_display_adjustment(
        self, brightness: float = 0.0, contrast: float = 1.0, gamma: float = 1.0
    ) -> None:
        """For the eye only: masks, models and the grey value under the cursor see the image as it is."""
        self.compositor.options.table = adjustment_table(brightness, contrast, gamma)
        self._refresh()

    def set_opacity(self, opacity: float) -> None:
        """How dense masks are filled, 0 to 1."""
        self.compositor.options.opacity = min(max(opacity, 0.0), 1.0)
        self._refresh()

    def set_outline_only(self, alone: bool) -> None:
        """Leave masks unfilled, so that the defect's edge shows."""
        self.compositor.options.outline_only = alone
        self._refresh()

    def set_pixel_grid(self, visible: bool) -> None:
        """Show the pixel grid from 800 % on."""
        self.compositor.options.grid = visible
        self._refresh()

    def set_crosshair(self, visible: bool) -> None:
        """Show lines through the cursor while drawing boxes and points."""
        self.prompt_layer.crosshair = visible
        self.update()

    def set_labels(self, visible: bool) -> None:
        """Write the class beside each mask."""
        self.prompt_layer.labels = visible
        self.update()

    @property
    def bare(self) -> bool:
        """Whether the image is shown alone, without masks and prompts."""
        return self.compositor.options.bare

    def set_bare(self, bare: bool) -> None:
        """Show the image alone, without masks and prompts; for as long as a key is held."""
        if self.compositor.options.bare != bare:
            self.compositor.options.bare = bare
            self._refresh()

    def set_background(self, color: QColor) -> None:
        """The colour round the image."""
        self.compositor.options.background = (color.red(), color.green(), color.blue())
        self._refresh()

    # --- view

    @property
    def zoom(self) -> float:
        """Device pixels per image pixel."""
        return self.viewport.transform.scale

    def zoom_in(self) -> None:
        """Zoom in by one step, round the cursor where it is over the image."""
        self.zoom_by(1)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.zoom_by(-1)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Some steps in or out, round a widget position or the view's middle."""
        at = self.state.position if at is None else at
        if at is None:
            self.viewport.step(steps)
        else:
            u = at.x() * self.viewport.unit
            v = at.y() * self.viewport.unit
            self.viewport.step(steps, *self.viewport.local(u, v, self.viewport.pane_at(u)))
        self._moved()

    def set_zoom(self, scale: float) -> None:
        """Zoom to this many device pixels per image pixel, keeping the middle where it is."""
        self.viewport.zoom(scale)
        self._moved()

    def fit(self) -> None:
        """The whole image; it stays whole when the window's size changes."""
        self.viewport.fit()
        self._moved()

    def actual(self) -> None:
        """One device pixel per image pixel."""
        self.set_zoom(1.0)

    def zoom_to(self, box: Box) -> None:
        """Fill the view with a part of the image."""
        self.viewport.show(box)
        self._moved()

    def pan(self, du: float, dv: float) -> None:
        """Move the image by device pixels."""
        self.viewport.pan(du, dv)
        self.update()

    def set_wipe(self, u: float) -> None:
        """Put the wipe's divider at this device column."""
        self.viewport.set_wipe(u)
        self._rearrange()

    # --- painting

    def request_update(self, rect: QRect | None = None) -> None:
        """Draw these widget pixels again, or all, with the next event loop turn."""
        if rect is None:
            self.update()
        else:
            self.update(rect)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show the pointer in this shape."""
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def repaint_mask(self, image_rect: Rect) -> None:
        """The active mask changed in these image pixels: mix and repaint just those."""
        # The next paint draws everything anyway, and the finished pixels belong to another place.
        if self._stale or self.compositor.transform != self.viewport.transform:
            return
        for rect in self.compositor.render_active(image_rect):
            self.update(self._logical(rect))

    def _logical(self, rect: Rect) -> QRect:
        """The widget pixels that cover device pixels."""
        unit = self.viewport.unit
        # A pixel more on each side: at a scaling of 1.25, device pixels end within logical ones.
        corner = QPoint(int(rect.x0 / unit) - 1, int(rect.y0 / unit) - 1)
        return QRect(corner, QPoint(int(rect.x1 / unit) + 1, int(rect.y1 / unit) + 1))

    def _refresh(self) -> None:
        """Everything has to be drawn anew; once, however many setters are called before the next paint."""
        self._stale = True
        self.update()

    def _moved(self) -> None:
        self._refresh()
        self.zoom_changed.emit(self.viewport.transform.scale)

    def _rearrange(self) -> None:
        self.viewport.arrange()
        self._moved()

    def _fit_to_screen(self) -> None:
        unit = self.devicePixelRatioF()
        width = round(self.width() * unit)
        height = round(self.height() * unit)
        viewport = self.viewport
        if (width, height, unit) == (viewport.width, viewport.height, viewport.unit):
            return
        viewport.resize(width, height, unit)
        self.compositor.resize(viewport.width, viewport.height)
        self.compositor.options.line = max(round(1.5 * unit), 1)
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
        # Only the place changed, as every change of scale makes all stale: the finished pixels are
        # moved.
        elif compositor.transform != viewport.transform:
            compositor.scroll(viewport.transform)
        pixels = compositor.pixels
        image = QImage(
            pixels.data, pixels.shape[1], pixels.shape[0], pixels.strides[0], QImage.Format.Format_RGB32
        )
        painter = QPainter(self)
        # Painted in device pixels, so that Qt scales nothing and each pixel of the image stays sharp.
        painter.scale(1 / viewport.unit, 1 / viewport.unit)
        painter.drawImage(QPointF(0, 0), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not compositor.options.bare:
            self.prompt_layer.paint(painter, self.state)
        painter.end()
        self._painted = True
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        self._fit_to_screen()
