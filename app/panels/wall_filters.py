"""What the wall shows and in which order, chosen in a row of boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from app.language.labels import review_text, state_text
from app.language.live import Text, bind_items, bind_text, on_language
from app.stores.wall import WallOrder
from app.theme.flow import FlowLayout
from samft_core.project.image_facts import WallFilter
from samft_core.project.records import ImageState, ReviewState

_DAYS = (0, 1, 7, 30)
_LARGEST_AREA = 100_000_000
_BELOW = (0.5, 0.7, 0.9)


class WallFilters(QWidget):
    """``changed`` carries the filter, ``order_changed`` the order."""

    changed = Signal(object)
    order_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.classes = self._box(lambda: self.tr("Class"))
        self.states = self._box(lambda: self.tr("State"))
        self.inspectors = self._box(lambda: self.tr("Inspector"))
        self.lots = self._box(lambda: self.tr("Lot"))
        self.days = self._box(lambda: self.tr("Date"))
        self.scores = self._box(lambda: self.tr("Score"))
        self.order = self._box(lambda: self.tr("Order"))
        self.area = QSpinBox()
        self.area.setRange(0, _LARGEST_AREA)
        self.area.setSingleStep(100)
        self.area.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.area.setMinimumHeight(30)
        self.area.setFixedWidth(120)
        bind_text(self.area.setAccessibleName, lambda: self.tr("Least size of a defect in pixels"))
        bind_text(self.area.setPrefix, lambda: self.tr("From ", "size of a defect"))
        bind_text(self.area.setSuffix, lambda: self.tr(" px"))
        bind_text(self.area.setSpecialValueText, lambda: self.tr("Any size"))
        self.doubles = QCheckBox()
        self.doubles.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the images
        bind_text(self.doubles.setText, lambda: self.tr("Doubles"))
        bind_text(self.doubles.setToolTip, lambda: self.tr("Only images with the same pixels as another one"))
        self._states: list[ImageState | ReviewState | None] = [None, *ImageState, *ReviewState]
        for state in self._states:
            self.states.addItem("", state)
        self._fill_fixed()
        row = FlowLayout(
            self.classes,
            self.states,
            self.inspectors,
            self.lots,
            self.days,
            self.scores,
            self.area,
            self.doubles,
            self.order,
            spacing=6,
        )
        self.setLayout(row)
        on_language(self, self._show_states)
        self._show_states()
        self.show_names([], [], [])
        for box in (self.classes, self.states, self.inspectors, self.lots, self.days, self.scores):
            box.currentIndexChanged.connect(lambda _row: self.changed.emit(self.wanted()))
        self.area.valueChanged.connect(lambda _value: self.changed.emit(self.wanted()))
        self.doubles.toggled.connect(lambda _on: self.changed.emit(self.wanted()))
        self.order.currentIndexChanged.connect(lambda _r: self.order_changed.emit(self.order.currentData()))

    def _box(self, name: Text) -> QComboBox:
        box = QComboBox()
        bind_text(box.setAccessibleName, name)
        bind_text(box.setToolTip, name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(11)
        return box

    def _fill_fixed(self) -> None:
        days: tuple[tuple[Callable[[], str], int], ...] = (
            (lambda: self.tr("Any day"), _DAYS[0]),
            (lambda: self.tr("Today"), _DAYS[1]),
            (lambda: self.tr("Last 7 days"), _DAYS[2]),
            (lambda: self.tr("Last 30 days"), _DAYS[3]),
        )
        bind_items(self.days, days)
        scores: tuple[tuple[Callable[[], str], float], ...] = (
            (lambda: self.tr("Any score"), 0.0),
            *((lambda least=least: self.tr("Score below {0}").format(least), least) for least in _BELOW),
        )
        bind_items(self.scores, scores)
        orders: tuple[tuple[Callable[[], str], WallOrder], ...] = (
            (lambda: self.tr("As added"), WallOrder.ADDED),
            (lambda: self.tr("Least sure"), WallOrder.UNSURE),
            (lambda: self.tr("Largest defect"), WallOrder.LARGEST),
            (lambda: self.tr("Last changed"), WallOrder.NEWEST),
        )
        bind_items(self.order, orders)

    def show_names(self, classes: Sequence[str], inspectors: Sequence[str], lots: Sequence[str]) -> None:
        """Offer these names; what was chosen stays so where it is still there."""
        every = (
            (self.classes, classes, self.tr("All classes")),
            (self.inspectors, inspectors, self.tr("All inspectors")),
            (self.lots, lots, self.tr("All lots")),
        )
        for box, names, word in every:
            if [box.itemData(row) for row in range(1, box.count())] == list(names) and box.count():
                continue
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(word, None)
            for name in names:
                box.addItem(name or self.tr("No lot"), name)
            found = next((row for row in range(1, box.count()) if box.itemData(row) == kept), 0)
            box.setCurrentIndex(found)
            box.blockSignals(False)

    def wanted(self) -> WallFilter:
        """What is chosen now."""
        days = self.days.currentData()
        return WallFilter(
            class_name=self.classes.currentData(),
            state=self._states[self.states.currentIndex()],
            inspector=self.inspectors.currentData(),
            lot=self.lots.currentData(),
            first_day=date.today() - timedelta(days=days - 1) if days else None,
            least_area=self.area.value(),
            below_score=self.scores.currentData() or None,
            doubles=self.doubles.isChecked(),
        )

    def clear(self) -> None:
        """Show everything again."""
        for box in (self.classes, self.states, self.inspectors, self.lots, self.days, self.scores):
            box.setCurrentIndex(0)
        self.area.setValue(0)
        self.doubles.setChecked(False)

    def _show_states(self) -> None:
        for row, state in enumerate(self._states):
            if state is None:
                word = self.tr("Any state")
            elif isinstance(state, ReviewState):
                word = review_text(state)
            else:
                word = state_text(state)
            self.states.setItemText(row, word[:1].upper() + word[1:])
