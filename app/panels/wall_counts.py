"""Small bar charts: how many objects of each class, on each day, by each inspector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.language.live import Text
from app.language.numbers import whole
from app.theme.theme import Theme
from app.theme.widgets import label
from samft_core.project.image_facts import Counts

MOST = 8
"""Bars of a chart; the CSV has them all."""


class Bars(QWidget):
    """One chart: a line each with name, bar and number, the longest bar as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._values: tuple[tuple[str, int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_values(self, values: Sequence[tuple[str, int, str]]) -> None:
        """Show name, number and colour of each; an empty colour is the accent's."""
        self._values = tuple(values)
        words = ", ".join(f"{name} {whole(number)}" for name, number, _color in values)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def values(self) -> tuple[tuple[str, int], ...]:
        """What is shown, name and number."""
        return tuple((name, number) for name, number, _color in self._values)

    def sizeHint(self) -> QSize:
        """A line for each value."""
        return QSize(150, max(len(self._values), 1) * self._line())

    def minimumSizeHint(self) -> QSize:
        """As high as it needs to be."""
        return QSize(110, self.sizeHint().height())

    def _line(self) -> int:
        return self.fontMetrics().height() + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars behind their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        most = max((number for _name, number, _color in self._values), default=1)
        metrics = self.fontMetrics()
        for row, (name, number, color) in enumerate(self._values):
            top = row * self._line()
            text = whole(number)
            room = self.width() - metrics.horizontalAdvance(text) - 10
            bar = QColor(color or colors.accent)
            bar.setAlpha(90)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(bar)
            length = max(self.width() * number / most, 2.0)
            painter.drawRoundedRect(QRectF(0, top + 1, length, self._line() - 3), 3, 3)
            painter.setPen(QColor(colors.text))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - 6)
            middle = Qt.AlignmentFlag.AlignVCenter
            place = QRectF(6, top, room, self._line() - 1)
            painter.drawText(place, middle, shown)
            painter.drawText(
                QRectF(0, top, self.width() - 4, self._line() - 1), middle | Qt.AlignmentFlag.AlignRight, text
            )


class WallCounts(QWidget):
    """The three charts, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.classes = Bars(theme)
        self.days = Bars(theme)
        self.inspectors = Bars(theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 10)
        box.setSpacing(4)
        titles: tuple[tuple[Text, Bars], ...] = (
            (lambda: self.tr("Objects by class"), self.classes),
            (lambda: self.tr("By day"), self.days),
            (lambda: self.tr("By inspector"), self.inspectors),
        )
        for title, bars in titles:
            box.addWidget(label(title, "section"))
            box.addWidget(bars)
        box.addStretch(1)

    def show_counts(self, counts: Counts, class_colors: dict[str, str]) -> None:
        """Show the most frequent classes and inspectors, and the last days."""
        classes = list(counts.by_class.items())[:MOST]
        self.classes.show_values([(name, number, class_colors.get(name, "")) for name, number in classes])
        days = list(counts.by_day.items())[-MOST:]
        self.days.show_values([(day.isoformat(), number, "") for day, number in days])
        inspectors = list(counts.by_inspector.items())[:MOST]
        self.inspectors.show_values([(name, number, "") for name, number in inspectors])
