"""Prompts that are not an object yet: setting, moving and closing them can be undone too."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from app.stores.prediction import PromptSnapshot


class PromptOwner(Protocol):
    """Who has the open prompts."""

    def open_prompts(self) -> PromptSnapshot | None:
        """The open prompts with their answers so far; None without any or where their mask was taken."""
        ...

    def restore(self, snapshot: PromptSnapshot | None) -> None:
        """Open these prompts in place of those that are open; None closes them."""
        ...

    def still_waits(self, snapshot: PromptSnapshot) -> bool:
        """Whether the box of these prompts still waits to be taken or dropped."""
        ...


class ChangePrompt(QUndoCommand):
    """The open prompts changed; ``after`` is in place already when this is pushed."""

    def __init__(
        self, owner: PromptOwner, before: PromptSnapshot | None, after: PromptSnapshot | None
    ) -> None:
        super().__init__(QCoreApplication.translate("commands", "Change prompts"))
        self._owner = owner
        self._before = before
        self._after = after
        self._done = False

    @property
    def idle(self) -> bool:
        """Whether undo would change nothing that can be seen: it is open again, or gone for good."""
        before = self._before
        if before is None:
            return self._owner.open_prompts() is None
        return _same(self._owner.open_prompts(), before) or not self._owner.still_waits(before)

    def redo(self) -> None:
        """Ask again; when it is pushed, everything has happened."""
        if self._done:
            self._owner.restore(self._after)
        self._done = True

    def undo(self) -> None:
        """Back to the prompts before, keeping for redo what was answered."""
        open_prompts = self._owner.open_prompts()
        if _same(open_prompts, self._after):
            self._after = open_prompts
        self._owner.restore(self._before)

    def id(self) -> int:
        """Commands with one id are offered to mergeWith."""
        return 2

    def mergeWith(self, other: QUndoCommand) -> bool:
        """One undo for a point that is dragged along."""
        if not isinstance(other, ChangePrompt) or not self._moves_a_point(other):
            return False
        self._after = other._after
        return True

    def _moves_a_point(self, other: ChangePrompt) -> bool:
        """Whether both commands move points and set or remove none."""
        steps = (self._before, self._after, other._after)
        if not all(step is not None and step.prompts.points for step in steps):
            return False
        prompts = [step.prompts for step in steps if step is not None]
        return len({(prompt.box, len(prompt.points)) for prompt in prompts}) == 1


def _same(one: PromptSnapshot | None, other: PromptSnapshot | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.image_id, one.prompts, one.box_id) == (other.image_id, other.prompts, other.box_id)
