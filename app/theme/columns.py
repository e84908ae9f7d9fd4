"""Small widgets in one or two columns, whichever fits the height there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget


class Gaps(NamedTuple):
    """Pixels round the columns, between their lines and columns, and between groups."""

    margin: int
    line: int
    group: int


AIRY = Gaps(margin=4, line=1, group=5)
TIGHT = Gaps(margin=3, line=0, group=2)
"""Where that saves the arrows."""


class GroupedColumns(QWidget):
    """Groups of widgets from top to bottom; in two columns the members of a group stand in pairs.

    A widget that was named ``alone`` has a line of its own.
    """

    def __init__(self, groups: Sequence[Sequence[QWidget]], alone: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._groups = groups
        self._alone = set(alone)
        self._columns = 1
        self._gaps = AIRY
        for group in groups:
            for widget in group:
                widget.setParent(self)

    def choose(self, height: int) -> int:
        """Two columns where one is higher than ``height``; returns how wide they are together."""
        self._gaps = AIRY
        self._columns = 1
        if self._place(move=False) > height:
            self._columns = 2
        if self._place(move=False) > height:
            self._gaps = TIGHT
        return self.width_needed()

    def width_needed(self) -> int:
        """How wide the columns are with their margins."""
        return self._width() + 2 * self._gaps.margin

    def sizeHint(self) -> QSize:
        """All of it in the columns chosen."""
        return QSize(self.width_needed(), self._place(move=False))

    def minimumSizeHint(self) -> QSize:
        """All of it: what has no room is scrolled to."""
        return self.sizeHint()

    def arrange(self) -> None:
        """Put every widget in its place."""
        self._place(move=True)

    def _cell(self) -> QSize:
        """Room for the largest widget, as the columns are to be straight."""
        cell = QSize(0, 0)
        for group in self._groups:
            for widget in group:
                if widget not in self._alone:
                    cell = cell.expandedTo(widget.sizeHint())
        return cell

    def _width(self) -> int:
        return self._columns * self._cell().width() + (self._columns - 1) * self._gaps.line

    def _place(self, *, move: bool) -> int:
        """Place the widgets; returns how high they are."""
        margin, line, between_groups = self._gaps
        cell = self._cell()
        y = margin
        for number, group in enumerate(self._groups):
            if number:
                y += between_groups
            column = 0
            for widget in group:
                alone = widget in self._alone
                if column and (alone or column == self._columns):
                    y += cell.height() + line
                    column = 0
                size = QSize(self._width(), widget.sizeHint().height()) if alone else cell
                if move:
                    left = margin + column * (cell.width() + line)
                    widget.setGeometry(QRect(left, y, size.width(), size.height()))
                if alone:
                    y += size.height() + line
                else:
                    column += 1
            if column:
                y += cell.height() + line
        return y + margin
