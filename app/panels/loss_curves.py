"""Live curves of a fine-tuning run.

pyqtgraph is imported when the first curve is drawn, not when the window opens.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language.live import bind_text, on_language
from app.theme.theme import Theme
from app.theme.tokens import BASE_COLOR, TUNED_COLOR

REDRAW_MS = 250
MARKS = ("o", "t", "s", "d", "+", "x")


class LossCurves(QWidget):
    """Loss over steps, and held-out IoU below it; redrawn four times a second at most."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._expected = 0
        self._loss: dict[int | None, tuple[list[float], list[float]]] = {}
        self._iou: dict[int | None, tuple[list[float], list[float]]] = {}
        self._plots: Any = None
        self._redraw_soon = QTimer(self)
        self._redraw_soon.setSingleShot(True)
        self._redraw_soon.setInterval(REDRAW_MS)
        self._redraw_soon.timeout.connect(self._redraw)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(300)
        bind_text(self.setAccessibleName, lambda: self.tr("Curves of the run"))
        theme.changed.connect(self._restyle)
        on_language(self, self._restyle)

    @property
    def losses(self) -> dict[int | None, list[float]]:
        """The loss values so far, by fold (None: the fit on all masks)."""
        return {fold: values for fold, (_steps, values) in self._loss.items()}

    def clear(self) -> None:
        """Start with empty curves."""
        self._expected = 0
        self._loss.clear()
        self._iou.clear()
        self._redraw()

    def expect(self, steps: int) -> None:
        """How many steps a fit has: the axis is as long from the first one on."""
        if steps != self._expected:
            self._expected = steps
            self._schedule()

    def add_loss(self, step: int, loss: float, fold: int | None) -> None:
        """One more point of the training loss."""
        _append(self._loss, fold, step, loss)
        self._schedule()

    def add_iou(self, step: int, iou: float, fold: int | None) -> None:
        """One more point of the held-out IoU."""
        _append(self._iou, fold, step, iou)
        self._schedule()

    def _schedule(self) -> None:
        if not self._redraw_soon.isActive():
            self._redraw_soon.start()

    def _build(self) -> None:
        import pyqtgraph  # noqa: PLC0415 - half a second that the window's start must not pay

        self._graph = pyqtgraph
        self._plots = pyqtgraph.GraphicsLayoutWidget()
        self._layout.addWidget(self._plots)
        self._loss_plot = self._plots.addPlot(row=0, col=0)
        self._iou_plot = self._plots.addPlot(row=1, col=0)
        for plot in (self._loss_plot, self._iou_plot):
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setMouseEnabled(x=False, y=False)
            plot.showGrid(x=False, y=True, alpha=0.2)
        self._iou_plot.setXLink(self._loss_plot)
        self._restyle()

    def _restyle(self) -> None:
        if self._plots is None:
            return
        colors = self._theme.colors
        self._plots.setBackground(colors.raised)
        pairs = ((self._loss_plot, self.tr("Loss")), (self._iou_plot, self.tr("Held-out IoU")))
        for plot, title in pairs:
            plot.setTitle(title, color=colors.text, size="9pt")
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(colors.border_strong)
                axis.setTextPen(colors.muted)
            plot.getAxis("left").setWidth(46)
        self._redraw()

    def _redraw(self) -> None:
        if self._plots is None:
            if not self._loss and not self._iou:
                return
            self._build()
            return
        for plot, series in ((self._loss_plot, self._loss), (self._iou_plot, self._iou)):
            plot.clear()
            self._fit_axes(plot, series)
            for place, (fold, (steps, values)) in enumerate(series.items()):
                # The folds of a cross-validation in one hue, the fit that is kept in the other.
                pen = self._graph.mkPen(BASE_COLOR if fold is not None else TUNED_COLOR, width=2)
                few = len(steps) < 30
                mark = MARKS[place % len(MARKS)] if few else None
                plot.plot(
                    steps, values, pen=pen, symbol=mark, symbolSize=6, symbolBrush=pen.color(), symbolPen=None
                )

    def _fit_axes(self, plot: Any, series: dict[int | None, tuple[list[float], list[float]]]) -> None:
        """All steps of a fit from left to right; from the lowest to the highest value, with room around."""
        plot.setVisible(bool(series))
        last = max([self._expected, 2, *(steps[-1] for steps, _ in series.values() if steps)])
        plot.setXRange(1, last, padding=0.03)
        values = [value for _, points in series.values() for value in points if isfinite(value)]
        if values:
            low = min(values)
            high = max(values)
            room = max(0.08 * (high - low), 0.02 * abs(high), 1e-3)
            plot.setYRange(max(low - room, 0.0), high + room, padding=0)


def _append(
    series: dict[int | None, tuple[list[float], list[float]]], fold: int | None, step: int, value: float
) -> None:
    steps, values = series.setdefault(fold, ([], []))
    steps.append(float(step))
    values.append(value)
