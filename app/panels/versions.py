"""The list of model versions: which is in use, what each is worth, activate, roll back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text, on_language
from app.language.numbers import decimal, moment
from app.stores.versions import VersionStore
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, ElidedLabel, PushButton, card, clear_layout, label, set_tone
from samft_core.evaluation.records import recorded_comparison
from samft_core.project.records import VersionRecord, VersionState
from samft_core.sam.types import BASE_VERSION


class VersionsPanel(QWidget):
    """``activate_wanted`` and ``details_wanted`` carry a version's name."""

    activate_wanted = Signal(str)
    details_wanted = Signal(str)
    menu_wanted = Signal(list, QPoint)

    def __init__(self, models: VersionStore, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._models = models
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        head = QHBoxLayout()
        title = ElidedLabel("section")
        bind_text(title.setText, lambda: self.tr("Model versions"))
        head.addWidget(title, 1)
        head.addWidget(ActionButton(actions[ActionId.MODEL_ROLL_BACK], text=lambda: self.tr("Roll back")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(self._column)
        models.versions_changed.connect(self._fill)
        models.active_changed.connect(lambda _name: self._fill())
        on_language(self, self._fill)
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._column)
        for record in self._models.versions:
            self._column.addWidget(self._version_card(record))
        self._column.addWidget(self._base_card())
        if not self._models.versions:
            words = self.tr("Fine-tuning (F3) adds a version here. The base model is always kept.")
            self._column.addWidget(label(words, "muted", wrap=True))

    def _state_words(self, state: VersionState) -> str:
        return {
            VersionState.ACTIVE: self.tr("✓ in use"),
            VersionState.CANDIDATE: self.tr("candidate: waits for your decision"),
            VersionState.RETIRED: self.tr("was in use"),
            VersionState.REFUSED: self.tr("✗ refused by the gate"),
        }[state]

    def _version_card(self, record: VersionRecord) -> QFrame:
        active = record.state is VersionState.ACTIVE
        frame, box = self._head(record.name, self._state_words(record.state), active)
        comparison = recorded_comparison(record.card)
        if comparison is not None:
            score = comparison.score("candidate", "noisy")
            base = comparison.score("base", "noisy")
            if score is not None and base is not None:
                text = self.tr("IoU {0} with boxes ±10 % (base {1}), {2} masks to learn from")
                masks = comparison.train_images if record.card.masks is None else record.card.masks
                words = text.format(decimal(score.iou, 3), decimal(base.iou, 3), masks)
                box.addWidget(label(words, "muted", wrap=True))
        box.addWidget(label(self.tr("Made {0}").format(moment(record.created_at)), "muted"))
        row = QHBoxLayout()
        if comparison is not None:
            details = PushButton(self.tr("Details"))
            details.clicked.connect(lambda: self.details_wanted.emit(record.name))
            row.addWidget(details)
        row.addStretch(1)
        usable = record.state in (VersionState.CANDIDATE, VersionState.RETIRED)
        if usable:
            row.addWidget(self._activate_button(record.name))
        box.addLayout(row)
        self._offer_menu(frame, record.name, usable=usable, details=comparison is not None)
        return frame

    def _offer_menu(self, frame: QFrame, name: str, *, usable: bool, details: bool) -> None:
        """A right click on a card offers what its buttons do."""
        entries: list[tuple[str, Callable[[], None]]] = []
        if usable:
            entries.append((self.tr("Put {0} to use").format(name), lambda: self.activate_wanted.emit(name)))
        if details:
            entries.append((self.tr("Details"), lambda: self.details_wanted.emit(name)))
        frame.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        frame.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(entries, frame.mapToGlobal(at))
        )

    def _base_card(self) -> QFrame:
        active = self._models.tuned is None
        words = self.tr("✓ in use") if active else self.tr("always there")
        frame, box = self._head(self.tr("Base model"), words, active)
        if not active:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(self._activate_button(BASE_VERSION))
            box.addLayout(row)
        return frame

    def _head(self, name: str, words: str, active: bool) -> tuple[QFrame, QVBoxLayout]:
        frame, box = card(margin=10, spacing=4)
        row = QHBoxLayout()
        row.addWidget(label(name, "section"))
        row.addStretch(1)
        row.addWidget(label(words, "ok" if active else "muted"))
        box.addLayout(row)
        set_tone(frame, "picked" if active else "")
        return frame, box

    def _activate_button(self, name: str) -> QPushButton:
        button = PushButton(self.tr("Put to use"))
        button.setObjectName("activate")
        button.setAccessibleName(self.tr("Put {0} to use").format(name))
        button.clicked.connect(lambda: self.activate_wanted.emit(name))
        return button
