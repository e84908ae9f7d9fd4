"""The line of hints and messages: what to do next, how the engine is, where the cursor is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text, on_language
from app.language.message_text import message_text
from app.language.numbers import percent
from app.services.engine import EngineService, EngineState
from app.services.task_center import TaskCenter
from app.theme.plain_text import plain, plain_button
from app.theme.theme import Theme
from app.theme.widgets import ElidedLabel, PushButton, label, restyle
from samft_core.project.records import ImageState

# Long enough to read two sentences.
TOLD_MS = 9000
LEAST_WIDTH = 300
WITH_CURSOR = 900
WITH_ENGINE = 640
"""From these widths on there is room for the cursor's place, and for how the engine is."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the hint depends on."""

    project: bool = False
    images: int = 0
    image: ImageState | None = None
    requested: bool = False
    waiting: str = ""
    """Why a prompt is not answered at once."""
    proposals: bool = False
    boxes: int = 0
    """Boxes that wait beside the open prompts, and how many of them have no answer yet."""
    unanswered: int = 0
    has_current_box: bool = False
    answered: bool = False
    selected: bool = False
    objects: int = 0
    reviewing: bool = False
    wall: bool = False
    last: bool = False
    """No image follows in the list."""


_translate = QCoreApplication.translate


def hint_for(now: Situation, keys: ActionSet) -> str:
    """One sentence: the next step, with its key as it is mapped now."""

    def key(action_id: ActionId) -> str:
        return keys[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText) or "–"

    if now.wall:
        return _translate(
            "hints",
            "Choose images with Shift or Ctrl, then act on all of them. Return opens one, Esc leaves.",
        )
    if now.image is None or now.image is ImageState.UNREADABLE:
        return _hint_without_picture(now, key(ActionId.PROJECT_ADD), key(ActionId.IMAGE_NEXT))
    if now.reviewing:
        return _translate(
            "hints", "{0} approves, {1} sends the image back with a comment. {2} leaves review mode."
        ).format(key(ActionId.REVIEW_APPROVE), key(ActionId.REVIEW_RETURN), key(ActionId.REVIEW_MODE))
    if now.proposals or now.selected or now.answered or now.requested:
        return _busy_hint(now, key)
    if now.boxes:
        return _boxes_hint(now, key)
    return _resting_hint(now, key(ActionId.IMAGE_ACCEPT), key(ActionId.IMAGE_NEXT), key(ActionId.IMAGE_GOOD))


def _boxes_hint(now: Situation, key: Callable[[ActionId], str]) -> str:
    """Boxes wait; none is current."""
    if now.unanswered:
        text = _translate("hints", "{0} of {1} boxes answered. {2}").format(
            now.boxes - now.unanswered, now.boxes, now.waiting
        )
        return text.rstrip()
    return _translate("hints", "{0} boxes wait: {1} takes all, {2} or a click chooses the next one.").format(
        now.boxes, key(ActionId.PREDICT_TAKE_ALL), key(ActionId.PREDICT_NEXT_BOX)
    )


def _busy_hint(now: Situation, key: Callable[[ActionId], str]) -> str:
    """An object is selected, or prompts are open."""
    if now.proposals:
        return _translate(
            "hints", "{0}, or Alt and the wheel, shows the next proposal. {1} takes the one shown."
        ).format(key(ActionId.PREDICT_PROPOSALS), key(ActionId.PREDICT_USE))
    if now.selected:
        return _translate(
            "hints", "Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back."
        ).format(
            key(ActionId.TOOL_BRUSH),
            key(ActionId.TOOL_ERASER),
            key(ActionId.IMAGE_ACCEPT),
            key(ActionId.EDIT_UNDO),
        )
    if now.answered and now.has_current_box:
        return _translate("hints", "{0} takes this box, {1} drops it, {2} goes to the next.").format(
            key(ActionId.PREDICT_USE), key(ActionId.EDIT_DELETE), key(ActionId.PREDICT_NEXT_BOX)
        )
    if now.answered:
        return _translate(
            "hints", "{0} takes the mask, {1} the base model's. Or {2} accepts at once."
        ).format(key(ActionId.PREDICT_USE), key(ActionId.PREDICT_USE_BASE), key(ActionId.IMAGE_ACCEPT))
    if now.waiting:
        return _translate("hints", "The box is queued. {0}").format(now.waiting)
    return _translate("hints", "Asking the model…")


def _hint_without_picture(now: Situation, add: str, following: str) -> str:
    if not now.project:
        return _translate("hints", "Open a project, or drop a folder of images here.")
    if now.images == 0:
        return _translate("hints", "Add images: drop a folder here, or press {0}.").format(add)
    if now.image is None:
        return _translate("hints", "Choose an image on the left.")
    return _translate("hints", "This image cannot be read. {0} shows the next one.").format(following)


def _resting_hint(now: Situation, accept: str, following: str, good: str) -> str:
    if now.image in (ImageState.ACCEPTED, ImageState.GOOD):
        if now.last:
            return _translate("hints", "Done. This is the last image.")
        return _translate("hints", "Done. {0} shows the next image.").format(following)
    if now.objects:
        return _translate(
            "hints", "{0} accepts the masks as ground truth. Or drag a box round another defect."
        ).format(accept)
    return _translate(
        "hints", "Drag a box round a defect. No defect? {0} signs the image off as good."
    ).format(good)


class StatusBar(QStatusBar):
    """A hint or a message, and beside it engine, tasks, cursor and zoom.

    ``told`` carries each message as it comes, and an empty text when its time is over.
    """

    told = Signal(str)

    def __init__(self, actions: ActionSet, engine: EngineService, tasks: TaskCenter, theme: Theme) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._actions = actions
        self._tasks = tasks
        self._theme = theme
        self._hint = ElidedLabel("hint", least=120)
        self._hint.setContentsMargins(10, 4, 10, 4)
        self._engine = label("", "muted")
        self._cursor = label("", "muted")
        # A fixed least width: with each digit more the other fields would jump.
        self._cursor.setMinimumWidth(150)
        self._zoom = label("", "muted")
        self._zoom.setMinimumWidth(52)
        self._running = PushButton()
        self._running.setObjectName("link")
        bind_text(self._running.setAccessibleName, lambda: self.tr("Running tasks"))
        self._running.clicked.connect(actions[ActionId.VIEW_TASKS].trigger)
        self._running.hide()
        self.addWidget(self._hint, 1)
        for widget in (self._running, self._engine, self._cursor, self._zoom):
            self.addPermanentWidget(widget)
        self._situation = Situation()
        self._message = ""
        self._opening = False
        self._busy = False
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self._told_out)
        engine.state_changed.connect(self.show_engine)
        for signal in (tasks.added, tasks.changed, tasks.removed):
            signal.connect(lambda _id: self._show_tasks())
        on_language(self, lambda: self.show_engine(engine.state, self._engine_detail))
        # A message was said in the language of its moment: after a switch it goes, and the hint is back.
        on_language(self, self._told_out)
        on_language(self, self._show_tasks)
        self.show_engine(engine.state, "")
        self._show()

    @property
    def hint(self) -> QLabel:
        """The hint or message that is shown."""
        return self._hint

    def show_message(self, text: str) -> None:
        """Show a message for some seconds in place of the hint."""
        self._message = text
        self._forget.start(TOLD_MS)
        self._show()
        self.told.emit(text)

    def show_opening(self, opening: bool) -> None:
        """Say that a project is being read."""
        self._opening = opening
        self._show()

    def show_busy(self, busy: bool) -> None:
        """Say that a change waits for another program, which is writing into the project."""
        self._busy = busy
        self._show()

    def show_situation(self, now: Situation) -> None:
        """Work out the next step again; a new prompt ends the message before it."""
        before = self._situation
        # Whoever draws a new box looks for its answer; an older message would hide how far it is.
        if (now.requested and not before.requested) or now.unanswered > before.unanswered:
            self._message = ""
        self._situation = now
        self._zoom.setVisible(now.image is not None)
        self._show()

    def show_engine(self, state: EngineState, detail: str) -> None:
        """Say how the engine is."""
        texts = {
            EngineState.STOPPED: "",
            EngineState.STARTING: self.tr("Model is loading…"),
            EngineState.READY: self.tr("Model ready"),
            EngineState.RESTARTING: self.tr("The engine stopped and is being restarted…"),
            EngineState.FAILED: self.tr("The engine does not run"),
        }
        self._engine.setText(texts[state])
        self._engine_detail = detail
        self._engine.setToolTip(plain(message_text(detail)))
        styles = {EngineState.FAILED: "error", EngineState.RESTARTING: "warn"}
        restyle(self._engine, styles.get(state, "muted"))

    def show_cursor(self, x: int, y: int, value: object) -> None:
        """Say where the cursor is and how bright it is there."""
        if value is None:
            self._cursor.setText("")
            return
        shown = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        self._cursor.setText(f"x {x}  y {y}   {shown}")

    def show_zoom(self, zoom: float) -> None:
        """Say how large a pixel is."""
        self._zoom.setText(percent(zoom))

    def _told_out(self) -> None:
        self._message = ""
        self._show()
        self.told.emit("")

    def minimumSizeHint(self) -> QSize:
        """Room for the hint and for who is at work; the rest goes where the window is narrow."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a narrow window has no room for."""
        super().resizeEvent(event)
        self._cursor.setVisible(event.size().width() >= WITH_CURSOR)
        self._engine.setVisible(event.size().width() >= WITH_ENGINE)

    def _show(self) -> None:
        opening = self.tr("Opening…") if self._opening else ""
        busy = ""
        if self._busy:
            busy = self.tr("The project is busy: another program is writing. Your change waits for it…")
        text = busy or opening or self._message or hint_for(self._situation, self._actions)
        self._hint.setText(text)
        self._hint.setToolTip(plain(text))  # whole, where the window is too narrow for it

    def _show_tasks(self) -> None:
        count = self._tasks.running_count
        self._running.setVisible(count > 0)
        running = [task for task in self._tasks.tasks() if task.running]
        if len(running) == 1 and running[0].total:
            share = 100 * running[0].done // running[0].total
            words = self.tr("{0}: {1} %").format(running[0].name, share)
            self._running.setText(plain_button(words))
        else:
            self._running.setText(self.tr("%n running", "", count))
