"""A column at the side of the window: in the row beside the picture, or a drawer over it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QWidget

from app.theme.theme import Theme
from app.theme.tokens import LARGE
from app.theme.widgets import ToolButton

THICKNESS = 16
THICKNESS_LARGE = 30
CHEVRON = 4


class DrawerHandle(ToolButton):
    """The strip at the window's edge that opens and closes a column; always there.

    While the column is closed it carries the column's name, written upwards.
    """

    def __init__(self, action: QAction, theme: Theme, *, right: bool) -> None:
        self._right = right
        super().__init__(action, theme)
        self.setObjectName("handle")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @property
    def thickness(self) -> int:
        """How wide the strip is."""
        return THICKNESS_LARGE if self._theme.sizes is LARGE else THICKNESS

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(self.thickness, self.thickness)

    def minimumSizeHint(self) -> QSize:
        """A strip of any height."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's frame, an arrow to where the column would go, and its name while it is closed."""
        frame = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        frame.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        frame.end()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        is_open = self.defaultAction().isChecked()
        painter.setPen(QPen(QColor(colors.muted), 1.8))
        middle = QPointF(self.width() / 2, self.height() / 2)
        if not is_open:
            middle.setY(self.thickness)
        # Outwards where the column can be closed, inwards where it can be opened.
        way = 1 if self._right is is_open else -1
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-way * CHEVRON / 2, -CHEVRON),
                    middle + QPointF(way * CHEVRON / 2, 0),
                    middle + QPointF(-way * CHEVRON / 2, CHEVRON),
                ]
            )
        )
        if not is_open:
            self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        """The column's name along the strip, where it has room."""
        painter.setPen(QColor(self._theme.colors.text))
        room = self.height() - 2 * self.thickness
        text = self.fontMetrics().elidedText(self.defaultAction().text(), Qt.TextElideMode.ElideRight, room)
        painter.translate(self.width() / 2, self.height() / 2 + self.thickness / 2)
        painter.rotate(90 if self._right else -90)
        half = room / 2
        painter.drawText(
            round(-half),
            round(-self.width() / 2),
            round(room),
            self.width(),
            Qt.AlignmentFlag.AlignCenter,
            text,
        )


class Drawer:
    """One column with its handle. It is *docked* in the row, or lies *over* the picture.

    Whether it is open is kept for the two ways apart: over the picture it is closed until asked for.
    """

    def __init__(self, widget: QWidget, handle: DrawerHandle) -> None:
        self.widget = widget
        self.handle = handle
        self.docked = True
        self._open = {True: True, False: False}

    @property
    def is_open(self) -> bool:
        """Whether the column is in sight."""
        return self._open[self.docked]

    @is_open.setter
    def is_open(self, wanted: bool) -> None:
        self._open[self.docked] = wanted

    @property
    def choices(self) -> str:
        """Both ways in a word, for the settings."""
        return " ".join(
            word for word, on in (("docked", self._open[True]), ("over", self._open[False])) if on
        )

    def restore(self, choices: str) -> None:
        """Open and close as ``choices`` says."""
        words = choices.split()
        self._open = {True: "docked" in words, False: "over" in words}
