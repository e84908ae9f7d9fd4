"""One image before and after, side by side: a button that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from app.theme.plain_text import plain
from app.theme.widgets import PushButton
from samft_core.imaging.pixels import Rgb

GAP = 6
LEAST_SIDE = 56
"""Narrower than this a picture shows nothing."""

TALLEST = 1.25
"""A picture's height over its width at most, so that a long vertical scratch does not fill the panel."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A picture (uint8 H x W x 3) and what stands under it."""

    caption: str
    rgb: Rgb


class BeforeAfter(PushButton):
    """Pictures in one row, as large as the row's width lets them be; hidden until there are any."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, QPixmap]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def captions(self) -> list[str]:
        """What stands under the pictures, in their order."""
        return [caption for caption, _ in self._shown]

    def show_pictures(self, pictures: Sequence[Captioned], name: str) -> None:
        """Show ``pictures`` of the image ``name``, side by side in this order."""
        self._shown = [(picture.caption, _pixmap(picture.rgb)) for picture in pictures]
        self.setToolTip(plain(name))
        self.setAccessibleName(f"{name}: {', '.join(self.captions)}")
        self.setMinimumWidth(len(self._shown) * (LEAST_SIDE + GAP) - GAP)
        self.updateGeometry()
        self.show()

    def hasHeightForWidth(self) -> bool:
        """The pictures keep their proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The tallest picture and its caption."""
        return self._picture_height(self._cell(width)) + self.fontMetrics().height() + 2 * GAP

    def sizeHint(self) -> QSize:
        """As high as the pictures are at the width that the button has."""
        width = max(self.width(), self.minimumWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to see something."""
        return QSize(self.minimumWidth(), self.heightForWidth(self.minimumWidth()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pictures and captions, and a frame where the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cell = self._cell(self.width())
        height = self._picture_height(cell)
        colors = self.palette()
        for place, (caption, pixmap) in enumerate(self._shown):
            left = place * (cell + GAP)
            fitted = pixmap.size().scaled(cell, height, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(
                left + (cell - fitted.width()) // 2,
                GAP // 2 + (height - fitted.height()) // 2,
                fitted.width(),
                fitted.height(),
            )
            painter.drawPixmap(target, pixmap)
            words = QRect(left, GAP + height, cell, self.fontMetrics().height())
            painter.setPen(colors.windowText().color())
            elided = self.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, cell)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        if self.hasFocus():
            painter.setPen(QPen(colors.highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _cell(self, width: int) -> int:
        """The width of one picture."""
        count = max(1, len(self._shown))
        return max(1, (width - GAP * (count - 1)) // count)

    def _picture_height(self, cell: int) -> int:
        shapes = [pixmap.height() / pixmap.width() for _, pixmap in self._shown]
        return round(cell * min(TALLEST, max(shapes, default=0)))


def _pixmap(rgb: Rgb) -> QPixmap:
    height, width = rgb.shape[:2]
    # A pixmap of its own: the image only points at NumPy's memory.
    image = QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)
