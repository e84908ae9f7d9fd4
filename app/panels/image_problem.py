"""Where a picture cannot be shown: why, and what helps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.language.message_text import message_text, optional_message_text
from app.stores.problems import ProblemStore
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.widgets import PushButton, label
from samft_core.errors import ImageUnreachableError
from samft_core.project.records import ImageState

GAP = 40
WAYS = (ActionId.IMAGE_TRY_AGAIN, ActionId.PROJECT_LOCATE, ActionId.IMAGE_NEW_PICTURE)


class ImageProblem(QWidget):
    """In the middle of the canvas, in place of the picture."""

    def __init__(
        self,
        canvas: QWidget,
        *,
        projects: ProjectStore,
        selection: SelectionStore,
        problems: ProblemStore,
        actions: ActionSet,
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._projects = projects
        self._selection = selection
        self._problems = problems
        self.setObjectName("pictureproblem")
        self.text = label("", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = {name: _button(actions[name]) for name in WAYS}
        row = QHBoxLayout()
        row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addStretch(1)
        canvas.installEventFilter(self)
        for signal in (projects.opened, projects.closed, projects.images_added):
            signal.connect(self._update_text)
        for signal in (projects.image_changed, selection.image_changed, problems.changed):
            signal.connect(lambda _id: self._update_text())
        on_language(self, self._update_text)
        self._update_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the whole canvas."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _update_text(self) -> None:
        words, ways = self._text()
        self.setVisible(bool(words))
        self.text.setText(words)
        for name, button in self.buttons.items():
            button.setVisible(name in ways)
        if words:
            self._place()
            self.raise_()

    def _text(self) -> tuple[str, tuple[str, ...]]:
        """The text to show, and which ways out are offered."""
        image_id = self._selection.image_id
        if not self._projects.is_open or image_id is None or image_id not in self._projects:
            return "", ()
        record = self._projects.image(image_id)
        problem = self._problems.get(image_id)
        reason = ""
        remedy = ""
        if problem is not None:
            reason = message_text(problem.message)
            remedy = optional_message_text(problem.remedy) or ""
        elif record.state is ImageState.UNREADABLE:
            reason = optional_message_text(record.error) or ""
        else:
            return "", ()
        kept = ""
        if record.state is not ImageState.UNREADABLE and record.state is not ImageState.NEW:
            kept = self.tr("What was drawn and decided on it is kept.")
        lines = (self.tr("{0} cannot be shown.").format(record.name), reason, remedy, kept)
        away = problem is not None and isinstance(problem, ImageUnreachableError)
        # Only then is there a picture to take in the place of the former one.
        changed = problem is not None and not away and record.state is not ImageState.UNREADABLE
        ways = (
            ActionId.IMAGE_TRY_AGAIN,
            *((ActionId.PROJECT_LOCATE,) if away else ()),
            *((ActionId.IMAGE_NEW_PICTURE,) if changed else ()),
        )
        return "\n".join(line for line in lines if line), ways

    def _place(self) -> None:
        self.setGeometry(
            GAP, GAP, max(self._canvas.width() - 2 * GAP, 100), max(self._canvas.height() - 2 * GAP, 60)
        )


def _button(action: QAction) -> PushButton:
    """A button that does what the action does, in the action's words."""
    made = PushButton()
    made.clicked.connect(action.trigger)

    def follow() -> None:
        made.setText(action.text())

    action.changed.connect(follow)
    follow()
    return made
