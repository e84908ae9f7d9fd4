"""Asks which class a mask gets where none is marked: one click or one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget, QWidgetAction

from app.panels.classes import swatch
from app.theme.plain_text import PlainLabel, add_name, ask_plainly
from app.theme.theme import Theme
from app.theme.tokens import class_hex
from samft_core.project.records import ClassRecord


class ClassChooser(QMenu):
    """A menu over the picture; the digits 1 to 9 choose, Esc leaves everything as it is."""

    def __init__(self, canvas: QWidget, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._theme = theme
        self.setObjectName("classchooser")

    def ask(self, classes: list[ClassRecord], chosen: Callable[[str], object]) -> None:
        """Offer the classes; ``chosen`` gets the name of one, or is not called."""
        self.clear()
        head = QWidgetAction(self)
        title = PlainLabel(self.tr("Which defect class?"))
        title.setObjectName("section")
        title.setContentsMargins(10, 4, 10, 4)
        head.setDefaultWidget(title)
        head.setEnabled(False)
        self.addAction(head)
        for place, record in enumerate(classes, start=1):
            action = add_name(self, record.name)
            action.setText(f"&{place}   {action.text()}" if place <= 9 else f"     {action.text()}")
            action.setIcon(swatch(class_hex(record.color), self._theme.colors.border_strong))
            action.triggered.connect(lambda _on=False, name=record.name: chosen(name))
        self.addSeparator()
        self.addAction(self.tr("Another class…")).triggered.connect(lambda: self._ask_name(chosen))
        self.setAccessibleName(title.text())
        self.popup(self._place())

    def _place(self) -> QPoint:
        """At the pointer where it is on the picture, else in the picture's middle."""
        at = QCursor.pos()
        if self._canvas.rect().contains(self._canvas.mapFromGlobal(at)):
            return at
        return self._canvas.mapToGlobal(self._canvas.rect().center())

    def _ask_name(self, chosen: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._canvas.window())
        dialog.setWindowTitle(self.tr("Another class"))
        ask_plainly(dialog, self.tr("Name of the defect class, such as broken_large"))
        dialog.textValueSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
