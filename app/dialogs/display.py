"""Brightness, contrast and gamma of the picture, and how dense masks are filled.

For the eye only: masks and models see the image as it was taken.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from app.language.live import bind_text, on_language
from app.language.numbers import decimal, percent
from app.theme.widgets import TAB_ONLY, button, label

NEUTRAL = (0.0, 1.0, 1.0)
USUAL_OPACITY = 0.35
_STEPS = 50
# Contrast and gamma go from a quarter to four times, brightness from -0.5 to 0.5.
_OCTAVES = 2.0


GAP = 12


class DisplayPanel(QFrame):
    """Stays open in the upper right corner of the picture that it belongs to.

    ``changed`` carries brightness (-0.5 to 0.5), contrast and gamma.
    ``opacity_changed`` carries how dense masks are filled, 0 to 1.
    """

    changed = Signal(float, float, float)
    opacity_changed = Signal(float)
    finished = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("docked")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._canvas = canvas
        canvas.installEventFilter(self)
        bind_text(self.setWindowTitle, lambda: self.tr("Display"))
        names: tuple[Callable[[], str], ...] = (
            lambda: self.tr("Brightness"),
            lambda: self.tr("Contrast"),
            lambda: self.tr("Gamma"),
        )
        self.sliders: list[QSlider] = []
        self._values = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for name in names:
            slider, shown = _add_row(grid, name, (-_STEPS, _STEPS))
            slider.valueChanged.connect(self._emit_adjustment)
            self.sliders.append(slider)
            self._values.append(shown)
        self.opacity, self._density = _add_row(grid, lambda: self.tr("Fill of masks"), (0, 100))
        self.opacity.setValue(round(USUAL_OPACITY * 100))
        self.opacity.valueChanged.connect(self._emit_opacity)
        self.reset_button = button(lambda: self.tr("As taken"))
        self.reset_button.clicked.connect(self.reset)
        buttons = QHBoxLayout()
        note = label(lambda: self.tr("Only what you see changes, not the image."), "muted", wrap=True)
        buttons.addWidget(note, 1)
        buttons.addWidget(self.reset_button)
        head = QHBoxLayout()
        head.addWidget(label(lambda: self.tr("Display"), "section"), 1)
        self.away = button("✕", "link")
        bind_text(self.away.setAccessibleName, lambda: self.tr("Close"))
        self.away.clicked.connect(self.close)
        head.addWidget(self.away)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addLayout(buttons)
        on_language(self, self._show_values)
        self._show_values()
        self.hide()

    def place(self) -> None:
        """Into the corner, never wider than the picture."""
        size = self.sizeHint().boundedTo(self._canvas.size() - QSize(2 * GAP, 2 * GAP))
        self.setGeometry(QRect(QPoint(self._canvas.width() - GAP - size.width(), GAP), size))

    def showEvent(self, event: QShowEvent) -> None:
        """Show it where it belongs."""
        super().showEvent(event)
        self.place()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it went."""
        super().hideEvent(event)
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """A press beside the sliders ends here: it must not draw on the picture below."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel):
            event.accept()
            return True
        return handled

    @property
    def values(self) -> tuple[float, float, float]:
        """Brightness, contrast and gamma as set."""
        brightness, contrast, gamma = (slider.value() / _STEPS for slider in self.sliders)
        return brightness / 2, 2.0 ** (_OCTAVES * contrast), 2.0 ** (_OCTAVES * gamma)

    @property
    def neutral(self) -> bool:
        """Whether the picture is shown as it was taken."""
        return self.values == NEUTRAL

    def reset(self) -> None:
        """Show the picture as it was taken."""
        for slider in self.sliders:
            slider.setValue(0)

    def _emit_opacity(self, value: int) -> None:
        self._show_values()
        self.opacity_changed.emit(value / 100)

    def _emit_adjustment(self) -> None:
        self._show_values()
        self.changed.emit(*self.values)

    def _show_values(self) -> None:
        brightness, contrast, gamma = self.values
        texts = (percent(brightness, sign=True), decimal(contrast, 2), decimal(gamma, 2))
        for widget, text in zip(self._values, texts, strict=True):
            widget.setText(text)
        self._density.setText(percent(self.opacity.value() / 100))
        self.reset_button.setEnabled(not self.neutral)


def _add_row(grid: QGridLayout, name: Callable[[], str], limits: tuple[int, int]) -> tuple[QSlider, QLabel]:
    """A named slider with its value beside it."""
    row = grid.rowCount()
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(*limits)
    slider.setPageStep(10)
    slider.setMinimumWidth(120)
    slider.setFocusPolicy(TAB_ONLY)  # a drag leaves the keyboard on the picture
    bind_text(slider.setAccessibleName, name)
    shown = label("", "muted")
    shown.setMinimumWidth(44)
    grid.addWidget(label(name), row, 0)
    grid.addWidget(slider, row, 1)
    grid.addWidget(shown, row, 2)
    return slider, shown
