"""Notes over the picture about what just happened to ground truth, with a way to take it back.

Any controller shows one: ``hub.notes.show_step(text)`` after a step of the edit history, whose undo is the
window's own, or ``hub.notes.show(text, undo)`` where something else takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

Undo = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Note:
    """``undo`` takes back what ``text`` says; None where there is nothing to take back.

    ``of_step`` marks a note about the newest step of the edit history, which goes with the next step.
    ``choice`` is another way on, as a button with its text; it is run instead of ``undo``.
    """

    text: str
    undo: Undo | None = None
    of_step: bool = False
    choice: tuple[str, Callable[[], object]] | None = None


class NoteStore(QObject):
    """The one note on the picture: a newer one takes the place of the one before."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._undo_step: Undo | None = None

    @property
    def note(self) -> Note | None:
        """What is shown now."""
        return self._note

    def set_undo_step(self, undo: Undo) -> None:
        """How the newest step of the edit history is taken back."""
        self._undo_step = undo

    def show(
        self,
        text: str,
        undo: Undo | None = None,
        *,
        choice: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say ``text`` on the picture; with ``undo`` beside a button that runs it once."""
        self._set(Note(text, undo, choice=choice))

    def show_step(self, text: str, *, choice: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say ``text`` about the step that was just pushed onto the edit history; *Undo* takes it back."""
        self._set(Note(text, self._undo_step, of_step=True, choice=choice))

    def show_after_undo(self, text: str, redo: tuple[str, Callable[[], object]]) -> None:
        """Say what an undo took out of the ground truth; the button makes it again."""
        self._set(Note(text, of_step=True, choice=redo))

    def step_made(self) -> None:
        """The edit history moved on: a note about the step before would take back the wrong one."""
        if self._note is not None and self._note.of_step:
            self.clear()

    def take_back(self) -> None:
        """Run the note's undo, once; the note goes first, so that the undo may say something itself."""
        note = self._note
        self.clear()
        if note is not None and note.undo is not None:
            note.undo()

    def choose(self) -> None:
        """Run the note's other way on; the note goes first."""
        note = self._note
        self.clear()
        if note is not None and note.choice is not None:
            note.choice[1]()

    def clear(self) -> None:
        """Say nothing any more."""
        if self._note is not None:
            self._set(None)

    def _set(self, note: Note | None) -> None:
        self._note = note
        self.changed.emit()
