"""Waiting boxes come and go, as commands. What the database refuses the store says; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from app.commands.prompt_commands import PromptOwner
from app.stores.prediction import PromptSnapshot
from app.stores.waiting_boxes import WaitingBox, WaitingBoxStore

_translate = QCoreApplication.translate


class PutBoxes(QUndoCommand):
    """Boxes were drawn, carried along or proposed."""

    def __init__(self, store: WaitingBoxStore, boxes: Sequence[WaitingBox]) -> None:
        super().__init__(_text(len(boxes)))
        self._store = store
        self._boxes = list(boxes)

    def redo(self) -> None:
        """Have them wait; after an undo with the answers they had."""
        self._store.put(self._boxes)

    def undo(self) -> None:
        """Remove the boxes."""
        removed = {box.id: box for box in self._store.remove([box.id for box in self._boxes])}
        # What the database does not let go of goes on waiting, and is not forgotten here either.
        self._boxes = [removed.get(box.id, box) for box in self._boxes]


def _text(count: int) -> str:
    return _translate("commands", "Draw box") if count == 1 else _translate("commands", "Put boxes")


class DrawBox(PutBoxes):
    """A box was drawn; what was current before it waits, and is current again after undo.

    ``after`` is open already when this is pushed: the prompts of the new box, or None where it only
    waits beside the others.
    """

    def __init__(
        self,
        store: WaitingBoxStore,
        box: WaitingBox,
        owner: PromptOwner,
        *,
        before: PromptSnapshot | None,
        after: PromptSnapshot | None,
    ) -> None:
        super().__init__(store, [box])
        self._owner = owner
        self._before = before
        self._after = after
        self._done = False

    def redo(self) -> None:
        """Have it wait, and make it current again where it was."""
        super().redo()
        if self._done:
            self._owner.restore(self._after)
        self._done = True

    def undo(self) -> None:
        """Remove it, keeping for redo what was answered."""
        if self._after is not None:
            open_prompts = self._owner.open_prompts()
            if open_prompts is not None and open_prompts.box_id == self._after.box_id:
                self._after = open_prompts
        super().undo()
        self._owner.restore(self._before)


class DropBoxes(QUndoCommand):
    """Boxes were taken, or dropped. With ``owner``, the current one is current again after undo."""

    def __init__(
        self, store: WaitingBoxStore, box_ids: Iterable[int], owner: PromptOwner | None = None
    ) -> None:
        super().__init__(_translate("commands", "Drop boxes"))
        self._store = store
        self._ids = list(box_ids)
        self._owner = owner
        self._boxes: list[WaitingBox] = []
        self._dropped_prompts: PromptSnapshot | None = None

    def redo(self) -> None:
        """Remove the boxes."""
        open_prompts = self._owner.open_prompts() if self._owner is not None else None
        self._dropped_prompts = (
            open_prompts if open_prompts is not None and open_prompts.box_id in self._ids else None
        )
        self._boxes = self._store.remove(self._ids)

    def undo(self) -> None:
        """Have them wait again."""
        self._store.put(self._boxes)
        if self._owner is not None and self._dropped_prompts is not None and self._boxes:
            self._owner.restore(self._dropped_prompts)
