"""The window's questions, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.dialogs.confirmation import ask
from app.language.message_text import message_text
from app.services.import_survey import ImportSurvey
from app.theme.theme import Theme

NAMED = 4
"""Problems that a question names; the list of tasks has them all."""


class Confirmations(QObject):
    """Belongs to the window."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme

    def about_import(
        self, name: str, found: ImportSurvey, go: Callable[[], None], stay: Callable[[], None]
    ) -> None:
        """Ask before an import makes anything ground truth."""
        dialog = ask(
            self.tr("Bring in {0} with its ground truth?").format(name),
            self.import_words(found),
            yes=self.tr("Bring in"),
            go=go,
            colors=self._theme.colors,
            parent=self._window,
        )
        dialog.rejected.connect(stay)

    def about_undo_import(self, words: list[str], go: Callable[[], None]) -> None:
        """Ask before an import is taken back; ``words`` say what goes and what stays."""
        ask(
            self.tr("Take the last import back?"),
            words,
            yes=self.tr("Take back"),
            go=go,
            colors=self._theme.colors,
            parent=self._window,
            warn=True,
        )

    def import_words(self, found: ImportSurvey) -> list[str]:
        """What was found, a line each."""
        words = [self.tr("%n new images.", "", found.new)]
        if found.known:
            words.append(self.tr("%n are in the project already, by their file or pixels.", "", found.known))
        if found.masks:
            classes = ", ".join(f"{name} {count}" for name, count in sorted(found.masks.items()))
            text = self.tr("%n masks become accepted ground truth: {0}.", "", sum(found.masks.values()))
            words.append(text.format(classes))
        if found.good:
            words.append(self.tr("%n images are signed off as good, free of defects.", "", found.good))
        if found.drafts:
            words.append(self.tr("%n masks of a model come in as drafts.", "", found.drafts))
        if found.boxes:
            words.append(self.tr("%n boxes wait for the model to draw in them.", "", found.boxes))
        if found.kept:
            words.append(self.tr("%n were worked on here and stay as they are.", "", found.kept))
        problems = [problem for problem in found.problems if problem.left_out]
        if problems:
            lines = [f"{problem.path.name}: {message_text(problem.reason)}" for problem in problems[:NAMED]]
            lines += ["…"] if len(problems) > NAMED else []
            head = self.tr("%n files cannot be used as they are:", "", len(problems))
            words.append("\n".join([head, *lines]))
        words.append(self.tr("Undo takes all of it back in one step."))
        return words
