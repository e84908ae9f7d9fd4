"""Waiting boxes come and go, as commands. They are held in memory only, so nothing here can be refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from app.stores.boxes import BoxStore, WaitingBox

_translate = QCoreApplication.translate


class PutBoxes(QUndoCommand):
    """Boxes were drawn, carried along or proposed."""

    def __init__(self, store: BoxStore, boxes: Sequence[WaitingBox]) -> None:
        super().__init__(_words(len(boxes)))
        self._store, self._boxes = store, list(boxes)

    def redo(self) -> None:
        """Have them wait; after an undo with the answers they had."""
        self._store.put(self._boxes)

    def undo(self) -> None:
        """Let them go."""
        self._boxes = self._store.remove([box.id for box in self._boxes])


def _words(count: int) -> str:
    return _translate("commands", "Draw box") if count == 1 else _translate("commands", "Put boxes")


class DropBoxes(QUndoCommand):
    """Boxes were taken as objects, or dropped."""

    def __init__(self, store: BoxStore, box_ids: Iterable[int]) -> None:
        super().__init__(_translate("commands", "Drop boxes"))
        self._store, self._ids = store, list(box_ids)
        self._boxes: list[WaitingBox] = []

    def redo(self) -> None:
        """Let them go."""
        self._boxes = self._store.remove(self._ids)

    def undo(self) -> None:
        """Have them wait again."""
        self._store.put(self._boxes)
