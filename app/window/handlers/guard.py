"""What may happen in the middle of a gesture, and right after the window went on to the next image."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.widget import CanvasWidget
from app.controllers.shown_masks import ShownMasks
from app.stores.selection import SelectionStore
from app.window.tool_strip import mark_tool

FAMILIES_BESIDE_A_STROKE = ("view", "brush", "help")
BESIDE_A_STROKE = (
    ActionId.EDIT_CANCEL,
    ActionId.PREDICT_SHOW_BASE,
    ActionId.PREDICT_SHOW_TUNED,
    ActionId.APP_PREFERENCES,
)
"""What leaves a running gesture alone, besides everything of those families."""
DOUBLE_PRESS_S = 0.3
"""A second press this soon after going on was meant for the image before."""
DECISIONS = (ActionId.IMAGE_ACCEPT, ActionId.IMAGE_ACCEPT_NEXT, ActionId.IMAGE_GOOD, ActionId.REVIEW_APPROVE)
ON_ALL_OBJECTS = (
    *DECISIONS,
    ActionId.IMAGE_REOPEN,
    ActionId.IMAGE_COPY_FORWARD,
    ActionId.REVIEW_RETURN,
)
"""What concerns every object of the image, so that none of them may be hidden."""


class GestureGuard(QObject):
    """Asked before an action runs and before another image is shown; says why where it refuses."""

    def __init__(
        self,
        canvas: CanvasWidget,
        selection: SelectionStore,
        actions: ActionSet,
        *,
        shown_masks: ShownMasks,
        notify: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._selection = selection
        self._actions = actions
        self._shown_masks = shown_masks
        self._notify = notify
        self._next_image: tuple[int | None, float] = (None, 0.0)

    def may_run(self, action_id: ActionId) -> bool:
        """Whether an action may run now: in the middle of a stroke only what leaves the stroke alone.

        The image that a decision went on to is decided on when its picture has been seen.
        """
        # Named by what is harmless, so that a new action is held back until somebody decides that it is
        # too.
        beside = action_id in BESIDE_A_STROKE or action_id.family in FAMILIES_BESIDE_A_STROKE
        if self._canvas.input.busy and not beside:
            self._notify_busy()
            # Qt has checked the pressed button already, but the tool stays.
            mark_tool(self._actions, self._canvas.tool)
            return False
        if action_id in DECISIONS and self._canvas.bare:
            self._notify(
                self.tr("The masks are hidden just now. Release the key, look at them, then decide.")
            )
            return False
        if action_id in ON_ALL_OBJECTS and self._selection.hidden_ids:
            self._selection.show_all()
            self._shown_masks.replaced_by_others()
            self._notify(self.tr("Hidden objects are shown again. Look at them, then repeat the step."))
            return False
        image_id, shown_at = self._next_image
        next_image = action_id in DECISIONS and image_id == self._selection.image_id
        # On a slow drive the picture may take longer than the pause between two presses.
        if next_image and (not self._canvas.seen or time.monotonic() - shown_at < DOUBLE_PRESS_S):
            self._notify(self.tr("This is the next picture. Look at it, then decide."))
            return False
        if not self.seen(action_id):
            mark_tool(self._actions, self._canvas.tool)
            return False
        return True

    def seen(self, gesture: str) -> bool:
        """Whether what ``gesture`` takes or changes has stood on the picture long enough; says it if not."""
        seen = self._shown_masks.seen(gesture)
        if not seen:
            self._notify(self.tr("What is shown has just changed. Look at it again, then repeat the step."))
        return seen

    def when_seen(self, gesture: str, run: Callable[..., object]) -> Callable[..., None]:
        """``run``, but only where what ``gesture`` takes was seen."""

        def run_if_seen(*values: object) -> None:
            if self.seen(gesture):
                run(*values)

        return run_if_seen

    def may_leave(self) -> bool:
        """Whether another image may be shown: not in the middle of a stroke, which would be lost."""
        if self._canvas.input.busy:
            self._notify_busy()
            return False
        return True

    def note_next_image(self) -> None:
        """A decision went on to the image in view now; a key pressed twice must not decide on it too."""
        self._next_image = self._selection.image_id, time.monotonic()

    def _notify_busy(self) -> None:
        text = self.tr("Something is being drawn. Finish it first, or give it up with {0}.")
        keys = self._actions[ActionId.EDIT_CANCEL].shortcut()
        self._notify(text.format(keys.toString(QKeySequence.SequenceFormat.NativeText)))
