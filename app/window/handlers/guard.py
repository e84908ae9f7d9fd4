"""What may happen in the middle of a gesture, and right after the window went on to the next image."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.widget import CanvasWidget
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


class GestureGuard(QObject):
    """Asked before an action runs and before another image is shown; says why where it refuses."""

    def __init__(
        self,
        canvas: CanvasWidget,
        selection: SelectionStore,
        actions: ActionSet,
        *,
        notify: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._selection = selection
        self._actions = actions
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
            self._notify(self.tr("The masks are hidden just now. Let the key go, look at them, then decide."))
            return False
        image_id, shown_at = self._next_image
        if action_id not in DECISIONS or image_id != self._selection.image_id:
            return True
        # On a slow drive the picture may take longer than the pause between two presses.
        if not self._canvas.seen or time.monotonic() - shown_at < DOUBLE_PRESS_S:
            self._notify(self.tr("This is the next picture. Look at it, then decide."))
            return False
        return True

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
