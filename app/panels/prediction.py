"""What the base model and the tuned version say about the box, and which mask to start correcting from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.labels import version_title
from app.language.live import bind_text, on_language
from app.language.message_text import message_text
from app.language.numbers import decimal
from app.stores.prediction import Answer, PredictionStore, RequestState
from app.stores.versions import VersionStore
from app.theme.flow import FlowLayout
from app.theme.plain_text import PlainLabel, add_name, plain
from app.theme.theme import Theme
from app.theme.tokens import BASE_COLOR, TUNED_COLOR
from app.theme.widgets import (
    ActionButton,
    ElidedLabel,
    PushButton,
    button,
    card,
    clear_layout,
    label,
    set_tone,
    tool_button,
)
from samft_core.project.records import VersionState
from samft_core.sam.types import BASE_VERSION

PICKER_WIDTH = 22
MOST_HEIGHT = 1000
"""Pixels; more than any of the panel's texts is high."""


_BUTTONS = (
    ActionId.PREDICT_LOOK,
    ActionId.PREDICT_SEVERAL,
    ActionId.VIEW_FLIP,
    ActionId.VIEW_WIPE,
    ActionId.VIEW_COMPARE,
    ActionId.VIEW_DIFFERENCE,
)


class VersionRow(QFrame):
    """One version's answer: shown or hidden, its score, its proposals, and a button that takes its mask."""

    picked = Signal()
    use_wanted = Signal()
    proposal_chosen = Signal(int)
    version_chosen = Signal(str)

    def __init__(self, color: str, eye: QToolButton, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._swatch = PlainLabel()
        self._swatch.setFixedSize(12, 12)
        self._swatch.setStyleSheet(f"background: {color}; border-radius: 3px;")
        self._name = ElidedLabel("section", least=40)
        self._other = QToolButton()
        self._other.setStyleSheet("QToolButton { padding: 0; } QToolButton::menu-indicator { image: none; }")
        self._other.setFixedWidth(PICKER_WIDTH)
        self._other.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bind_text(self._other.setToolTip, lambda: self.tr("Compare another version"))
        bind_text(self._other.setAccessibleName, lambda: self.tr("Compare another version"))
        self._other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.icons.bind(self._other, "chevron-down")
        self._menu = QMenu(self._other)
        self._menu.triggered.connect(lambda action: self.version_chosen.emit(action.data()))
        self._other.setMenu(self._menu)
        self._score = label("", "muted")
        self.use = button(lambda: self.tr("Use"))
        self.use.clicked.connect(self.use_wanted)
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(eye)
        head.addWidget(self._swatch)
        head.addWidget(self._name, 1)
        head.addWidget(self._other)
        head.addWidget(self._score)
        head.addWidget(self.use)
        self._choices: list[PushButton] = []
        self._proposals = FlowLayout(spacing=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._proposals)

    def set_keys(self, tooltip: str) -> None:
        """Show the key that uses this mask."""
        self.use.setToolTip(plain(tooltip))

    def offer(self, versions: list[str], current: str | None) -> None:
        """The versions that can stand here; without a choice the button is hidden."""
        self._menu.clear()
        for name in versions:
            action = add_name(self._menu, version_title(name))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == current)
        self._other.setVisible(len(versions) > 1)

    @property
    def choices(self) -> QMenu:
        """The menu of versions."""
        return self._menu

    def show_answer(
        self,
        name: str,
        answer: Answer | None,
        *,
        preferred: bool,
        waiting: bool,
        keys: Sequence[str] = (),
    ) -> None:
        """Show this version's answer, or that it has not answered.

        ``keys`` are written on the proposals that they take; none where they stand for something else.
        """
        self._name.setText(name)
        self.use.setEnabled(answer is not None)
        self.use.setAccessibleName(self.tr("Use the mask of {0}").format(name))
        set_tone(self, "picked" if preferred else "")
        if answer is None:
            self._score.setText("…" if waiting else "")
            self._score.setToolTip("")
        else:
            # The first answer is shown at once and may be taken; a better one is on its way, and the
            # dots say so.
            refining = " …" if waiting and answer.stage == "first" else ""
            score = decimal(answer.proposal.score, 2)
            self._score.setText(score + refining)
            self._score.setToolTip(plain(self.tr("score {0}").format(score)))
            self._score.setAccessibleName(self._score.toolTip())
        self._show_proposals(answer, keys)

    def _show_proposals(self, answer: Answer | None, keys: Sequence[str]) -> None:
        proposals = answer.proposals if answer is not None and len(answer.proposals) > 1 else ()
        if len(self._choices) != len(proposals):
            self._make_choices(len(proposals))
        for place, (choice, proposal) in enumerate(zip(self._choices, proposals, strict=True)):
            key = f"{keys[place]}:  " if place < len(keys) and keys[place] else ""
            choice.setText(f"{key}{decimal(proposal.score, 2)}")
            choice.setChecked(answer is not None and place == answer.chosen)

    def _make_choices(self, count: int) -> None:
        """New buttons only where there are more or fewer: one that has the keyboard must not go away."""
        clear_layout(self._proposals)
        self._choices = []
        for place in range(count):
            choice = PushButton("")
            choice.setCheckable(True)
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the picture
            choice.setAccessibleName(self.tr("Proposal {0}").format(place + 1))
            choice.clicked.connect(lambda _checked=False, chosen=place: self.proposal_chosen.emit(chosen))
            self._choices.append(choice)
            self._proposals.addWidget(choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card picks the version."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit()
        super().mousePressEvent(event)


class PredictionPanel(QWidget):
    """``use_wanted`` carries the version whose mask the inspector takes.

    ``proposal_wanted`` carries a version and the place of one of its proposals.
    """

    use_wanted = Signal(str)
    proposal_wanted = Signal(str, int)

    def __init__(
        self, predictions: PredictionStore, models: VersionStore, actions: ActionSet, theme: Theme
    ) -> None:
        super().__init__()
        self._predictions = predictions
        self._models = models
        self._waiting_text = ""
        self.base = VersionRow(BASE_COLOR, tool_button(actions[ActionId.PREDICT_SHOW_BASE], theme), theme)
        self.tuned = VersionRow(TUNED_COLOR, tool_button(actions[ActionId.PREDICT_SHOW_TUNED], theme), theme)
        numbered = (ActionId.PREDICT_USE_BASE, ActionId.PREDICT_USE_TUNED, ActionId.PREDICT_USE_THIRD)
        self._number_keys = [actions[action_id] for action_id in numbered]
        self._taking_keys = (actions[ActionId.PREDICT_USE], actions[ActionId.IMAGE_ACCEPT])
        for action in (*self._number_keys, *self._taking_keys):
            action.changed.connect(self._keys_changed)
        self._keys: tuple[str, ...] = ()
        self._status = label("", "muted", wrap=True)
        self._status.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reserved = (0, 0)
        self._no_tuned = label("", "muted", wrap=True)
        frame, box = card(margin=0, spacing=6)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setObjectName("")
        for widget in (self._status, self.base, self.tuned, self._no_tuned):
            box.addWidget(widget)
        buttons = FlowLayout(
            ActionButton(actions[ActionId.PREDICT_PROPOSALS], text=lambda: self.tr("Proposals")),
            *(tool_button(actions[action_id], theme) for action_id in _BUTTONS),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(lambda: self.tr("Prediction"), "section"))
        layout.addWidget(frame)
        layout.addLayout(buttons)
        for row, version in ((self.base, self._left), (self.tuned, self._right)):
            row.picked.connect(lambda version=version: predictions.prefer(version()))
            row.use_wanted.connect(lambda version=version: self.use_wanted.emit(version()))
            row.proposal_chosen.connect(
                lambda place, version=version: self.proposal_wanted.emit(version(), place)
            )
        self.base.version_chosen.connect(models.set_left)
        self.tuned.version_chosen.connect(models.set_right)
        predictions.changed.connect(self._show)
        for signal in (models.versions_changed, models.pair_changed):
            signal.connect(self._offer)
            signal.connect(self._show)
        for follow in (self._offer, self._show):
            on_language(self, follow)
            follow()

    def _left(self) -> str:
        return self._models.left

    def _right(self) -> str:
        return self._models.right or self._models.active

    def _offer(self) -> None:
        names = [BASE_VERSION, *(version.name for version in self._models.versions)]
        self.base.offer(names, self._models.left)
        self.tuned.offer(names, self._models.right)

    def set_waiting_text(self, text: str) -> None:
        """Why the prompts are not answered yet: the engine starts, the image is being encoded."""
        self._waiting_text = text
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower panel the words have more lines."""
        super().resizeEvent(event)
        self._reserve()

    def _reserve(self) -> None:
        """Room for the words of every state: what stands below must not move when an answer comes."""
        chosen = self._predictions.chosen_version
        words = (
            self._rest_words(),
            self._waiting_text or self._asking_words(),
            self._taken_words(None),
            self._taken_words(chosen),
        )
        width = max(self._status.width(), 1)
        room = QRect(0, 0, width, MOST_HEIGHT)
        metrics = self._status.fontMetrics()
        wrapped = Qt.TextFlag.TextWordWrap
        needed = max(metrics.boundingRect(room, wrapped, text).height() for text in words)
        # Never less than before at this width: why a box waits has longer words than what follows.
        if self._reserved[0] == width:
            needed = max(needed, self._reserved[1])
        self._reserved = (width, needed)
        self._status.setMinimumHeight(needed)

    def _rest_words(self) -> str:
        return self.tr("Drag a box round a defect to see what the model says.")

    def _asking_words(self) -> str:
        return self.tr("Asking the model…")

    def _alone_words(self) -> str:
        """Why nothing stands beside the base model."""
        if any(version.state is not VersionState.REFUSED for version in self._models.versions):
            return self.tr("The base model is in use. Versions (F4) puts a tuned one to use.")
        return self.tr("No tuned version yet. Accept some masks, then press Fine-tune (F3).")

    def _keys_changed(self) -> None:
        """An action changes whenever it can be used or not; only other keys and texts matter here."""
        actions = (*self._number_keys, *self._taking_keys)
        keys = tuple(f"{action.toolTip()}{action.shortcut().toString()}" for action in actions)
        # Showing everything anew on each of an action's changes would be done many times per gesture.
        if keys != self._keys:
            self._keys = keys
            self._show()

    def _show_keys(self, listed: int) -> list[str]:
        """Write the number keys on what they take now: proposals where some are listed, else the versions."""
        for row, action in zip((self.base, self.tuned), self._number_keys, strict=False):
            row.set_keys("" if listed else action.toolTip())
        return [_key(action) for action in self._number_keys] if listed else []

    def _taken_words(self, preferred: str | None) -> str:
        """Whose mask is taken, and with which keys; or why none is yet."""
        chosen = self._predictions.chosen_version
        if preferred is None:
            text = self.tr("{0} has not answered. Its mask is the one that would be taken.")
            return text.format(version_title(chosen))
        use, accept = (_key(action) for action in self._taking_keys)
        text = self.tr("{0} and {1} take the mask of: {2}. Then correct it with brush and eraser.")
        return text.format(use, accept, version_title(chosen))

    def _show(self) -> None:
        store = self._predictions
        left = self._models.left
        right = self._models.right
        waiting = store.state is RequestState.ASKED
        texts = {
            RequestState.NONE: self._rest_words(),
            RequestState.ASKED: self._waiting_text or self._asking_words(),
            RequestState.ANSWERED: self._taken_words(store.preferred),
            RequestState.FAILED: message_text(store.problem),
        }
        self._status.setText(texts[store.state])
        self._reserve()
        preferred = store.preferred
        chosen = store.chosen_version
        shown = store.answer(preferred or "")
        listed = len(shown.proposals) if shown is not None and len(shown.proposals) > 1 else 0
        keys = self._show_keys(listed)
        self.base.show_answer(
            version_title(left),
            store.answer(left),
            preferred=chosen == left,
            waiting=waiting,
            keys=keys if preferred == left else (),
        )
        self.tuned.setVisible(right is not None)
        self._no_tuned.setVisible(right is None)
        self._no_tuned.setText(self._alone_words())
        if right is not None:
            self.tuned.show_answer(
                version_title(right),
                store.answer(right),
                preferred=chosen == right,
                waiting=waiting,
                keys=keys if preferred == right else (),
            )


def _key(action: QAction) -> str:
    """The key of an action as it is written on this system; empty without one."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
