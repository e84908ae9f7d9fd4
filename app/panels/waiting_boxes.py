"""The boxes that wait on the image in view: how many are answered, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.language.message_text import message_text
from app.stores.prediction import PredictionStore
from app.stores.selection import SelectionStore
from app.stores.waiting_boxes import Source, WaitingBoxStore
from app.theme.flow import FlowLayout
from app.theme.widgets import ActionButton, card, label, set_tone


class WaitingBoxesPanel(QWidget):
    """Hidden as long as no box waits beside the current one."""

    def __init__(
        self,
        boxes: WaitingBoxStore,
        predictions: PredictionStore,
        selection: SelectionStore,
        actions: ActionSet,
    ) -> None:
        super().__init__()
        self._boxes = boxes
        self._predictions = predictions
        self._selection = selection
        frame, column = card(margin=10, spacing=6)
        set_tone(frame, "picked")
        self.count = label("", "section", wrap=True)
        self._rest = label("", "muted", wrap=True)
        buttons = FlowLayout(spacing=4)
        for action_id, text in (
            (ActionId.PREDICT_TAKE_ALL, lambda: self.tr("Take all")),
            (ActionId.PREDICT_NEXT_BOX, lambda: self.tr("Next")),
            (ActionId.PREDICT_DROP_ALL, lambda: self.tr("Drop all")),
        ):
            buttons.addWidget(ActionButton(actions[action_id], text=text))
        column.addWidget(self.count)
        column.addWidget(self._rest)
        column.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        boxes.changed.connect(lambda _image: self._show())
        predictions.changed.connect(self._show)
        selection.image_changed.connect(lambda _image: self._show())
        on_language(self, self._show)
        self._show()

    def _show(self) -> None:
        here = self._boxes.boxes(self._selection.image_id)
        self.setVisible(any(box.id != self._predictions.box_id for box in here))
        answered = sum(bool(box.answers) for box in here)
        self.count.setText(self.tr("Waiting boxes: {0} of {1} answered").format(answered, len(here)))
        failed = next((box.problem for box in here if box.problem), "")
        proposed = any(box.source is not Source.DRAWN for box in here)
        hint = self.tr("Proposed by the program: nothing is accepted unless you take it.") if proposed else ""
        self._rest.setText(message_text(failed) or hint)
        self._rest.setVisible(bool(failed or hint))
