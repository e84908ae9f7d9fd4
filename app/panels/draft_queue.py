"""How many proposed drafts wait on all images, and how many were right as they came."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.theme.widgets import ActionButton, card, label


class DraftQueuePanel:
    """A card that is there while a queue is worked through; ``frame`` is its widget."""

    def __init__(self, actions: ActionSet) -> None:
        self.frame, box = card()
        self._numbers = (0, 0, 0, 0)
        self.text = label(wrap=True)
        self.next = ActionButton(actions[ActionId.PREDICT_QUEUE_NEXT])
        self._fill(box)
        on_language(self.frame, self._show)
        self._show()

    def _fill(self, box: QVBoxLayout) -> None:
        box.addWidget(self.text)
        box.addWidget(self.next)

    def show_numbers(self, waiting: int, right: int, corrected: int, dropped: int) -> None:
        """Show how many wait, and what became of those that were decided since the project was opened."""
        self._numbers = (waiting, right, corrected, dropped)
        self._show()

    def _show(self) -> None:
        waiting, right, corrected, dropped = self._numbers
        tr = self.frame.tr
        lines = [tr("%n proposed drafts wait.", "", waiting)]
        decided = right + corrected + dropped
        if decided:
            words = tr("Right as they came: {0} of {1}; corrected: {2}; dropped: {3}.")
            lines.append(words.format(right, decided, corrected, dropped))
        self.text.setText("\n".join(lines))
        self.frame.setVisible(bool(waiting or decided))
