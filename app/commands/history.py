"""The undo stack, and the base of everything that goes onto it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.commands.editor import AnnotationEditor, Signed
from app.commands.spool import MEMORY_BYTES, PatchSpool
from samft_core.errors import BusyError, SamftError
from samft_core.messages.message import Message
from samft_core.project.records import AnnotationState


class History(QUndoStack):
    """Every edit of the open project, without a limit in number.

    ``failed(SamftError)`` tells that a command, its undo or its redo was refused: nothing was changed, and
    the command has left the stack. Only an undo or redo that a busy database refused stays on it.
    """

    failed = Signal(object)

    def __init__(
        self, editor: AnnotationEditor, *, memory_bytes: int = MEMORY_BYTES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.spool = PatchSpool(memory_bytes)
        self._floor: int | None = None
        self._pushed = False
        self._held = False
        self._stepping = False
        self._put_back = False
        self._composing: Step | None = None
        self.silent = False
        """Whether commands are to change nothing: only the stack goes back to where it was."""
        self.applying = False
        """Whether a change is being made, taken back or made again right now."""
        self.destroyed.connect(self.spool.close)

    def push(self, command: QUndoCommand) -> None:
        """Make a change. While masks are only looked at, whatever would change one is left undone."""
        if self._held:
            self.failed.emit(BusyError(Message("project.busy"), remedy=Message("remedy.try_in_a_moment")))
        elif self._floor is None:
            self._make(command)
        elif isinstance(command, EditorCommand) and command.while_reviewing:
            self._make(command)
            self._pushed = True

    def _make(self, command: QUndoCommand) -> None:
        if self._composing is None:
            super().push(command)
        else:
            self._composing.add(command)

    def beginMacro(self, text: str) -> None:
        """Have what is pushed from here to ``endMacro`` be one step: taken back as a whole or not at all.

        Qt's own would take the changes back one by one, and leave some of them where one is refused.
        """
        self._composing = Step(self, text)

    def endMacro(self) -> None:
        """End the step; it is not on the stack where nothing was changed."""
        step = self._composing
        self._composing = None
        if step is not None and step.commands:
            super().push(step)

    def undo(self) -> None:
        """Take the newest change back. Where the database is busy for too long, it can be tried again."""
        self._step(super().undo, self.index() - 1, super().redo)

    def redo(self) -> None:
        """Make the change again that was taken back last. Can be tried again, as ``undo``."""
        self._step(super().redo, self.index(), super().undo)

    def _step(self, step: Callable[[], None], place: int, back: Callable[[], None]) -> None:
        command = self.command(place) if 0 <= place < self.count() else None
        self._stepping = isinstance(command, EditorCommand)
        try:
            step()
        finally:
            self._stepping = False
        if not self._put_back:
            return
        self._put_back = False
        self.silent = True
        try:
            back()
        finally:
            self.silent = False

    def may_try_again(self) -> bool:
        """Whether a command that the busy database just refused stays on the stack; asked by the command."""
        self._put_back = self._stepping
        return self._put_back

    def hold(self, on: bool) -> None:
        """Refuse further changes while one waits for the database: they would come before it."""
        self._held = on

    def set_read_only(self, on: bool) -> None:
        """Refuse changes of masks, and undo of those made before, until it is allowed again."""
        self._floor = self.index() if on else None
        self._pushed = False

    @property
    def may_undo(self) -> bool:
        """Whether there is a step to take back that may be taken back now."""
        return self.canUndo() and (self._floor is None or self.index() > self._floor)

    @property
    def may_redo(self) -> bool:
        """Whether there is a step to make again that may be made now."""
        return self.canRedo() and (self._floor is None or self._pushed)

    def abandon(self, command: QUndoCommand) -> None:
        """Take the newest command back for good: there is no redo of it."""
        if self.index() and self.command(self.index() - 1) is command:
            command.undo()
            command.setObsolete(True)  # the stack then drops it without undoing it again
            self.undo()

    def drop_idle(self) -> None:
        """Drop the newest commands whose undo would change nothing."""
        while self.may_undo and getattr(self.command(self.index() - 1), "idle", False):
            self.command(self.index() - 1).setObsolete(True)
            super().undo()

    def clear(self) -> None:
        """Forget every command and the patches it kept."""
        super().clear()
        self.spool.clear()
        if self._floor is not None:
            self._floor = 0


class EditorCommand(QUndoCommand):
    """A change through the editor. Subclasses write ``apply`` and ``revert``; both may raise SamftError.

    ``while_reviewing`` marks the commands that change no mask and belong to review mode.
    """

    while_reviewing = False

    def __init__(self, history: History, text: str) -> None:
        super().__init__(text)
        self.history = history
        self._was_made = False

    @property
    def editor(self) -> AnnotationEditor:
        """Who makes the change."""
        return self.history.editor

    def apply(self) -> None:
        """Make the change, the first time or again."""
        raise NotImplementedError

    def revert(self) -> None:
        """Take the change back."""
        raise NotImplementedError

    def refused(self) -> None:
        """Called where the change was refused the first time: nothing of it is there."""

    def redo(self) -> None:
        """Called by the stack. An error must not cross Qt's frames, so it leaves as a signal."""
        if self._guarded(self.apply):
            self._was_made = True
        elif not self._was_made:
            self.refused()

    def undo(self) -> None:
        """Called by the stack; see redo."""
        self._guarded(self.revert)

    def _guarded(self, change: Callable[[], None]) -> bool:
        if self.history.silent:
            return True
        self.history.applying = True
        try:
            # One transaction, however many writes the change is of: all of it or nothing, and one wait
            # where another program holds the database.
            with self.editor.one_transaction():
                change()
        except SamftError as error:
            if not (isinstance(error, BusyError) and self.history.may_try_again()):
                self.setObsolete(True)
            self.history.failed.emit(error)
            return False
        finally:
            self.history.applying = False
        return True


class Step(EditorCommand):
    """Several changes that are one for the inspector; made already when it is pushed."""

    def __init__(self, history: History, text: str) -> None:
        super().__init__(history, text)
        self.commands: list[QUndoCommand] = []
        self._made = True

    def add(self, command: QUndoCommand) -> None:
        """Make one of the changes; it is no part of the step where it is refused."""
        command.redo()
        if command.isObsolete():
            return
        last = self.commands[-1] if self.commands else None
        if last is None or last.id() == -1 or last.id() != command.id() or not last.mergeWith(command):
            self.commands.append(command)

    def apply(self) -> None:
        """Make all changes again, in their order."""
        if self._made:
            self._made = False
            return
        for command in self.commands:
            # Not ``redo`` where it can be helped: what is refused there must end the whole step.
            if isinstance(command, EditorCommand):
                command.apply()
            else:
                command.redo()

    def revert(self) -> None:
        """Take all changes back, the newest first."""
        for command in reversed(self.commands):
            if isinstance(command, EditorCommand):
                command.revert()
            else:
                command.undo()


class ObjectEdit(EditorCommand):
    """A change of one object. It makes ground truth a draft; taking it back makes it ground truth again.

    Subclasses write ``change`` and ``take_back``.
    """

    def __init__(self, history: History, text: str, annotation_id: int) -> None:
        super().__init__(history, text)
        self._annotation_id = annotation_id
        self._state: tuple[int, AnnotationState] | None = None
        self._signed: Signed | None = None

    def change(self) -> None:
        """Make the change, the first time or again."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Take the change back."""
        raise NotImplementedError

    def apply(self) -> None:
        """Make the change, remembering what the object was."""
        state = self.editor.state_of(self._annotation_id)
        signed = self.editor.signed(self._annotation_id)
        self.change()
        self._state = state
        self._signed = signed

    def revert(self) -> None:
        """Take the change back; the mask that was accepted is accepted again."""
        self.take_back()
        if self._state is not None and self._state != self.editor.state_of(self._annotation_id):
            image_id, state = self._state
            signed = {self._annotation_id: self._signed}
            self.editor.put_back_states(image_id, {self._annotation_id: state}, signed)
