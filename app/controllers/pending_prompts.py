"""What is being worked on, or waits, on an image, so that nothing is decided over it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.controllers.prompting import PromptingController
from app.services.hub import Hub
from app.stores.waiting_boxes import Source, WaitingBox


class PendingPrompts(QObject):
    """Owns no widget. ``message`` carries what is being worked on and what can be done with it."""

    message = Signal(str)

    def __init__(
        self, hub: Hub, prompting: PromptingController, actions: ActionSet, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._prompting = prompting
        self._actions = actions

    def refuse(self, *, but_own: bool = False) -> bool:
        """Whether something is being worked on or waits, so that the image is not decided on; says what.

        ``but_own`` lets the current mask pass where it is the only thing, because it is going to be taken.
        """
        text = self._text(but_own)
        if text:
            self.message.emit(text)
            self._hub.notes.show(text)
        return bool(text)

    def proposed(self) -> list[WaitingBox]:
        """The boxes of the image in view that the program proposed and nobody touched."""
        return [box for box in self._here() if box.source is not Source.DRAWN]

    def _here(self) -> list[WaitingBox]:
        return self._hub.boxes.boxes(self._hub.selection.image_id)

    def _text(self, but_own: bool) -> str:
        predictions = self._hub.predictions
        if self._prompting.awaits_answer:
            return self.tr("The model is still being asked about the current box. Wait for its mask.")
        current = predictions.box_id if self._prompting.has_open_prompts else None
        others = [b for b in self._here() if b.id != current and b.source is Source.DRAWN]
        if others:
            text = self.tr("%n boxes are still waiting: take or drop them first.", "", len(others))
            keys = self.tr("{0} takes all, {1} drops all.")
            return f"{text} " + keys.format(
                self._key(ActionId.PREDICT_TAKE_ALL), self._key(ActionId.PREDICT_DROP_ALL)
            )
        if not self._prompting.has_open_prompts:
            return ""
        chosen = predictions.chosen_version
        if not predictions.fresh(chosen):
            text = self.tr("The current box has no mask: {0} drops it.")
            return text.format(self._key(ActionId.EDIT_DELETE))
        if but_own:
            return ""
        text = self.tr(
            "The current mask is not taken yet: {0} takes it, {1} drops it. Nothing is decided before that."
        )
        return text.format(self._key(ActionId.PREDICT_USE), self._key(ActionId.EDIT_DELETE))

    def _key(self, action_id: ActionId) -> str:
        return self._actions[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText) or "–"
