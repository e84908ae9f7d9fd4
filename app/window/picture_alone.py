"""The picture alone on the whole screen, with the way back in its corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.panels.status_bar import StatusBar
from app.theme.widgets import ActionButton, label
from app.window.workspace import Workspace

GAP = 12
WIDEST_MESSAGE = 420


class WayBack(QFrame):
    """A button in the corner of the picture, and beside it what the hidden status bar would say."""

    def __init__(self, canvas: QWidget, actions: ActionSet) -> None:
        super().__init__(canvas)
        self.setObjectName("picturenote")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._canvas = canvas
        self._action = actions[ActionId.VIEW_ALONE]
        self._message = label("", wrap=True)
        self.button = ActionButton(self._action, text=self._words)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self._message, 1)
        row.addWidget(self.button)
        canvas.installEventFilter(self)
        self.say("")
        self.hide()

    @property
    def message(self) -> str:
        """What is said beside the button."""
        return self._message.text()

    def say(self, text: str) -> None:
        """Say ``text`` beside the button; nothing where it is empty."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self.place()

    def place(self) -> None:
        """Into the lower right corner, as wide as its words need."""
        row = self._row
        around = row.totalSizeHint().width()
        words = 0
        if self._message.text():
            around -= self._message.sizeHint().width()
            words = self._message.fontMetrics().horizontalAdvance(self._message.text()) + 8
        width = min(around + min(words, WIDEST_MESSAGE), self._canvas.width() - 2 * GAP)
        height = max(row.totalHeightForWidth(width), row.totalMinimumSize().height())
        self.setGeometry(
            self._canvas.width() - GAP - width, self._canvas.height() - GAP - height, width, height
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """A press beside the button ends here: it must not draw on the picture below."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel):
            event.accept()
            return True
        return super().event(event)

    def _words(self) -> str:
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("Show everything again")
        return f"{words}  ({key})" if key else words


class PictureAlone(QObject):
    """Hides everything round the picture, and brings it back as it was."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        workspace: Workspace,
        canvas: QWidget,
        status_bar: StatusBar,
        actions: ActionSet,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._status_bar = status_bar
        self._action = actions[ActionId.VIEW_ALONE]
        self.way_back = WayBack(canvas, actions)
        self._hidden: list[QWidget] = []
        self._state = window.windowState()
        status_bar.told.connect(self.way_back.say)

    @property
    def is_on(self) -> bool:
        """Whether only the picture is shown."""
        return self._workspace.alone

    def set_on(self, wanted: bool) -> None:
        """Show the picture alone, or everything again."""
        self._action.setChecked(wanted)
        if wanted == self.is_on:
            return
        if wanted:
            self._state = self._window.windowState()
            bars: tuple[QWidget, ...] = (self._window.menuBar(), self._status_bar)
            self._hidden = [bar for bar in bars if not bar.isHidden()]
            for bar in self._hidden:
                bar.hide()
            self._workspace.set_alone(True)
            self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
            self.way_back.show()
            self.way_back.raise_()
            self.way_back.place()
        else:
            self.way_back.hide()
            self._workspace.set_alone(False)
            for bar in self._hidden:
                bar.show()
            self._hidden = []
            self._window.setWindowState(self._state)

    def leave(self) -> None:
        """Show everything again."""
        self.set_on(False)

    def first_leave(self, run: Callable[..., object]) -> Callable[..., object]:
        """``run``, for what is done outside the picture: everything is shown again before."""

        def leave_and_run(*values: object) -> object:
            self.leave()
            return run(*values)

        return leave_and_run
