"""The page of fine-tuning: what there is to learn from, the button, live curves, cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_items, bind_text, on_language
from app.language.message_text import message_text
from app.language.numbers import decimal, duration, percent, whole
from app.panels.loss_curves import LossCurves
from app.services.preflight import Preflight
from app.theme.flow import FlowLayout
from app.theme.plain_text import plain
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, button, card, label, restyle, set_tone
from samft_core.training import events

if TYPE_CHECKING:
    from samft_core.active_learning.learning_curve import ExpectedGain
    from samft_core.training.estimate.cost import CostEstimate


BAR_PARTS = 1000


class FineTuningPanel(QWidget):
    """Shows preflight or run. ``cancel_wanted`` and ``resume_wanted`` ask the controller."""

    cancel_wanted = Signal()
    resume_wanted = Signal()
    recipe_changed = Signal(str)

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._preflight_card = self._build_preflight(actions)
        self._run_card = self._build_run(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._preflight_card)
        layout.addWidget(self._run_card)
        self._run_card.hide()
        self._preflight: tuple[Preflight | None, str] = (None, "")
        self._started: events.RunStarted | None = None
        on_language(self, lambda: self.show_preflight(*self._preflight))
        on_language(self, lambda: self._show_title(self._started))

    def _build_preflight(self, actions: ActionSet) -> QFrame:
        frame, box = card(margin=12, spacing=8)
        box.addWidget(label(lambda: self.tr("Fine-tune the mask decoder"), "section", wrap=True))
        self._facts = label("", wrap=True)
        self._classes = label("", "muted", wrap=True)
        self._problems = label("", "warn", wrap=True)
        self._problems.hide()
        self.recipe = QComboBox()
        # Its longest words must not hold the column wide.
        self.recipe.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.recipe.setMinimumContentsLength(14)
        bind_text(self.recipe.setAccessibleName, lambda: self.tr("Recipe"))
        recipes: tuple[tuple[Callable[[], str], str], ...] = (
            (lambda: self.tr("Recipe: auto (recommended)"), "auto"),
            (lambda: self.tr("Recipe: seed (for comparison)"), "seed"),
        )
        bind_items(self.recipe, recipes)
        self.recipe.currentTextChanged.connect(self._show_whole_recipe)
        self._show_whole_recipe(self.recipe.currentText())
        self.recipe.currentIndexChanged.connect(
            lambda _row: self.recipe_changed.emit(self.recipe.currentData())
        )
        self.start = ActionButton(
            actions[ActionId.MODEL_TRAIN], primary=True, text=lambda: self.tr("Fine-tune")
        )
        for widget in (self._facts, self._classes, self._problems, self.recipe, self.start):
            box.addWidget(widget)
        return frame

    def _show_whole_recipe(self, words: str) -> None:
        """The recipe in full, as its box cuts it where the panel is narrow."""
        self.recipe.setToolTip(plain(words))

    def _build_run(self, theme: Theme) -> QFrame:
        frame, box = card(margin=12, spacing=8)
        self._run_title = label("", "section", wrap=True)
        self._stage = label("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        bind_text(self._bar.setAccessibleName, lambda: self.tr("Progress of the run"))
        self._left = label("", "section", wrap=True)
        self._numbers = label("", "muted", wrap=True)
        self.curves = LossCurves(theme)
        self.cancel = button(lambda: self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        self.resume = button(lambda: self.tr("Go on with this run"))
        self.resume.clicked.connect(self.resume_wanted)
        buttons = FlowLayout(self.resume, self.cancel, spacing=6)
        for widget in (self._run_title, self._left, self._bar, self._stage, self._numbers, self.curves):
            box.addWidget(widget)
        box.addLayout(buttons)
        return frame

    def show_preflight(self, found: Preflight | None, device: str) -> None:
        """Show what a run would work on; None while that is being found out."""
        self._preflight = (found, device)
        if found is None:
            self._facts.setText(self.tr("Looking at the ground truth…"))
            return
        words = self.tr("{0} on {1}, {2}.").format(
            self.tr("%n masks", "", found.masks),
            self.tr("%n images", "", found.images),
            self.tr("%n good images", "", found.good_images),
        )
        if found.cost is not None:
            words += "  " + self._ahead(found.cost)
        self._facts.setText(words)
        classes = ", ".join(f"{name} {whole(count)}" for name, count in found.classes.items())
        lines = [self.tr("Classes: {0}").format(classes)] if classes else []
        lines += [self.tr("Device: {0}").format(device)] if device else []
        lines += [self._gain_words(found.expected_gain)] if found.expected_gain and found.can_start else []
        self._classes.setText("\n".join(lines))
        self._problems.setText("\n".join(map(message_text, found.problems)))
        self._problems.setVisible(bool(found.problems))
        restyle(self._problems, "warn" if found.can_start else "error")

    def _gain_words(self, expected: ExpectedGain) -> str:
        numbers = (decimal(value, 2) for value in (expected.gain, expected.low, expected.high))
        words = self.tr("{0} more masks: about {1} more IoU expected ({2} to {3})")
        return words.format(whole(expected.more), *numbers)

    def _ahead(self, ahead: CostEstimate) -> str:
        memory = decimal(ahead.memory / 1e9, 1)
        words = self.tr("About {0} on this PC, with up to {1} GB of memory.")
        if ahead.guessed:
            words = self.tr("Perhaps {0}, with up to {1} GB of memory; the first run measures this PC.")
        return words.format(duration(ahead.seconds), memory)

    def show_idle(self) -> None:
        """No run is under way, and none is shown."""
        self._preflight_card.show()
        self._run_card.hide()

    def show_unfinished(self, words: str) -> None:
        """An earlier run can be gone on with."""
        self._started = None
        self._run_title.setText(words)
        self._numbers.setText("")
        self.curves.hide()
        self._run_card.show()
        self.show_end("", tone="warn", resumable=True)

    def show_starting(self) -> None:
        """A run was started; it has not spoken yet."""
        self._preflight_card.hide()
        self._run_card.show()
        set_tone(self._run_card, "")
        self._started = None
        self._run_title.setText(self.tr("Starting…"))
        self._stage.setText("")
        self._numbers.setText("")
        # Set to its start, then to and fro until the run has told how far it is.
        self._bar.reset()
        self._bar.setRange(0, 0)
        self._left.setText("")
        self._bar.show()
        self.cancel.setEnabled(True)
        self.cancel.show()
        self.resume.hide()
        self.curves.clear()
        self.curves.show()

    def show_event(self, event: object, words: str) -> None:
        """Show one of the trainer's events; ``words`` is its stage in the user's language."""
        match event:
            case events.RunStarted():
                self._started = event
                self._show_title(event)
                self._stage.setText(self.tr("On {0}").format(event.device))
            case events.StageProgress():
                self._stage.setText(words)
                self._show_share(event)
            case events.StepDone():
                total = event.losses.get("total", sum(event.losses.values()))
                self.curves.add_loss(event.step, total, event.fold)
                self.curves.expect(event.steps)
                self._numbers.setText(
                    self.tr("Step {0} of {1}  ·  loss {2}").format(event.step, event.steps, decimal(total, 3))
                )
            case events.Validated():
                self.curves.add_iou(event.step, event.iou, event.fold)

    def _show_share(self, event: events.StageProgress) -> None:
        """How far the whole run is; the bar never goes back."""
        if event.run_share is None:
            return
        value = max(round(BAR_PARTS * event.run_share), self._bar.value())
        self._bar.setRange(0, BAR_PARTS)
        self._bar.setValue(value)
        words = percent(value / BAR_PARTS)
        if event.run_remaining_s is not None:
            words = self.tr("{0}, about {1} left").format(words, duration(event.run_remaining_s))
        self._left.setText(words)

    def _show_title(self, event: events.RunStarted | None) -> None:
        if event is None:
            return
        self._run_title.setText(
            self.tr("{0}: {1}, {2} to learn from, {3} held out").format(
                event.run_name,
                self.tr("%n masks", "", event.masks),
                self.tr("%n images", "", event.train_images),
                whole(event.held_out_images),
            )
        )

    def show_cancelling(self) -> None:
        """The user asked to stop."""
        self._stage.setText(self.tr("Stopping at the next step…"))
        self.cancel.setEnabled(False)

    def show_end(self, words: str, *, tone: str, resumable: bool) -> None:
        """The run is over; the next one can be started."""
        self._stage.setText(words)
        self._left.setText("")
        self._bar.hide()
        self.cancel.hide()
        self.resume.setVisible(resumable)
        set_tone(self._run_card, tone)
        self._preflight_card.show()
