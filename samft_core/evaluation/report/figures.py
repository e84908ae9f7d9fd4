"""The report's figures, drawn on axes that HTML and PDF provide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes

from samft_core.evaluation.calibration import Bin
from samft_core.evaluation.records import TITLES, Comparison

# A class may be called "$x^$": names are letters, not formulas that could be broken.
mpl.rcParams["text.parse_math"] = False

# Blue, sky and vermillion from Okabe and Ito's palette, told apart by people with any colour vision.
BLUE = "#0072b2"
SKY = "#56b4e9"
VERMILLION = "#d55e00"
GREY = "#57606a"


@dataclass(frozen=True, slots=True)
class Curve:
    """The loss of one fit after each step."""

    name: str
    total: Sequence[float]


def draw_loss(axes: Axes, curves: Sequence[Curve]) -> None:
    """The loss of every fit, smoothed over ten steps."""
    for curve in curves:
        values = np.asarray(curve.total, np.float64)
        smooth = np.convolve(values, np.ones(10) / 10, mode="valid") if len(values) >= 20 else values
        axes.plot(np.arange(len(values) - len(smooth), len(values)) + 1, smooth, label=curve.name)
    axes.set_xlabel("step")
    axes.set_ylabel("loss")
    if len(curves) > 1:
        axes.legend()


def draw_bars(axes: Axes, comparison: Comparison) -> None:
    """Mean IoU of every subject with its interval, noisy and tight boxes."""
    subjects = [s for s in TITLES if comparison.score(s, "noisy")]
    for offset, (boxes, colour) in enumerate((("noisy", BLUE), ("tight", SKY))):
        scores = [comparison.score(s, boxes) for s in subjects]  # type: ignore[arg-type]
        places = np.arange(len(subjects)) + offset * 0.4
        axes.barh(places, [s.iou if s else 0.0 for s in scores], 0.38, color=colour, label=f"{boxes} boxes")
        for place, score in zip(places, scores, strict=True):
            if score is not None:
                axes.plot([score.interval.low, score.interval.high], [place, place], color="#333", lw=1.2)
    axes.set_yticks(np.arange(len(subjects)) + 0.2, [TITLES[s] for s in subjects])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xlabel("mean IoU with 95 % interval")
    axes.legend(loc="lower right")


def draw_classes(axes: Axes, comparison: Comparison) -> None:
    """The gain over the base model in each class, with its interval."""
    gains = [gain for gain in comparison.gate.classes if gain.reference == "base"]
    for place, gain in enumerate(gains):
        colour = VERMILLION if gain.mean < 0 else BLUE
        axes.plot([gain.interval.low, gain.interval.high], [place, place], color=colour, lw=2)
        axes.plot([gain.mean], [place], "o", color=colour)
    axes.axvline(0, color=GREY, lw=1)
    axes.set_yticks(
        range(len(gains)), [f"{gain.class_name} ({gain.masks})" for gain in gains], parse_math=False
    )
    axes.set_ylim(len(gains) - 0.5, -0.5)
    axes.set_xlabel("mean IoU gained over the base model, 95 % interval")


def draw_reliability(axes: Axes, comparison: Comparison) -> None:
    """Score against IoU: what the decoder gives, and what is shown after the map."""
    known = comparison.reliability
    if known is None:
        return
    axes.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--")
    _points(axes, known.raw, "o", SKY, f"as the decoder gives it (off by {known.raw_error:.3f})")
    _points(axes, known.mapped, "s", BLUE, f"as shown (off by {known.error:.3f})")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("score")
    axes.set_ylabel("IoU with the accepted mask")
    axes.set_aspect("equal")
    axes.legend(loc="upper left", fontsize="small")


def _points(axes: Axes, parts: Sequence[Bin], marker: str, colour: str, label: str) -> None:
    scores = [part.score for part in parts]
    ious = [part.iou for part in parts]
    axes.plot(scores, ious, marker=marker, color=colour, label=label, lw=1)
