"""One self-contained HTML file a run: verdict, tables, pictures, curves, digests. No network, no script."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jinja2 import Environment, select_autoescape
from matplotlib.figure import Figure
from numpy.typing import NDArray

from samft_core.atomic import write_text
from samft_core.evaluation.compare import TITLES, Comparison
from samft_core.geometry import Box
from samft_core.masks import Mask
from samft_core.resources import resource_path

TEMPLATE = ("templates", "report.html")

PICTURE_SIDE = 260
"""Longest side in pixels of a picture in the report."""

Colour = tuple[int, int, int]
# Blue, orange and sky from Okabe and Ito's palette, told apart by people with any colour vision.
BOX, TRUTH, BASE, TUNED = (240, 228, 66), (0, 158, 115), (230, 159, 0), (86, 180, 233)


@dataclass(frozen=True, slots=True)
class Example:
    """One held-out mask in pictures. ``rgb`` is uint8 H x W x 3; IoU values are those of the noisy box."""

    title: str
    class_name: str
    rgb: NDArray[np.uint8]
    box: Box
    truth: Mask
    base: Mask
    tuned: Mask
    base_iou: float
    tuned_iou: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The loss of one fit after each step."""

    name: str
    total: Sequence[float]


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report shows; ``card`` is the model version's card as plain data."""

    version: str
    comparison: Comparison
    card: Mapping[str, Any]
    examples: Sequence[Example] = field(default=())
    curves: Sequence[Curve] = field(default=())


def write_report(path: Path, data: ReportData) -> Path:
    """Write the report; returns ``path``. Raises OSError."""
    environment = Environment(
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(resource_path(*TEMPLATE).read_text("utf-8"))
    classes = sorted({name for row in data.comparison.rows for name in row.score.classes})
    write_text(
        path,
        template.render(
            data=data,
            titles=TITLES,
            classes=classes,
            facts=_facts(data.card),
            examples=[(example, _pictures(example)) for example in data.examples],
            curves=_curves_picture(data.curves) if data.curves else None,
            bars=_bars_picture(data.comparison),
        ),
    )
    return path


def _pictures(example: Example) -> list[tuple[str, str]]:
    """Caption and data address of each picture of an example, all cut to the same part of the image."""
    x0, y0, x1, y1 = _window(example)
    rgb = example.rgb[y0:y1, x0:x1]
    scale = PICTURE_SIDE / max(rgb.shape[:2])
    moved = example.box.moved(-x0, -y0)

    def picture(mask: Mask | None, colour: Colour) -> str:
        return _data_address(_drawn(rgb, None if mask is None else mask[y0:y1, x0:x1], colour, moved, scale))

    return [
        ("Image and box", picture(None, BOX)),
        ("Ground truth", picture(example.truth, TRUTH)),
        (f"Base model, IoU {example.base_iou:.2f}", picture(example.base, BASE)),
        (f"Tuned, IoU {example.tuned_iou:.2f}", picture(example.tuned, TUNED)),
    ]


def _window(example: Example) -> tuple[int, int, int, int]:
    """The part of the image that is worth a look: the box with half its size around it."""
    height, width = example.rgb.shape[:2]
    margin = 0.5 * max(example.box.width, example.box.height, 40.0)
    box = example.box
    wide = Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin).clipped(width, height)
    return int(wide.x0), int(wide.y0), int(np.ceil(wide.x1)), int(np.ceil(wide.y1))


def _drawn(
    rgb: NDArray[np.uint8], mask: Mask | None, colour: Colour, box: Box, scale: float
) -> NDArray[np.uint8]:
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = np.ascontiguousarray(cv2.resize(rgb, size, interpolation=method))
    corners = [round(value * scale) for value in box.as_tuple()]
    cv2.rectangle(picture, (corners[0], corners[1]), (corners[2], corners[3]), BOX, 1, cv2.LINE_AA)
    if mask is not None:
        shape = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
        # The outline alone: a fill would hide the defect's edge.
        outlines, _ = cv2.findContours(shape, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(picture, outlines, -1, colour, 2, cv2.LINE_AA)
    return np.asarray(picture, np.uint8)


def _data_address(rgb: NDArray[np.uint8]) -> str:
    _, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode("ascii")


def _curves_picture(curves: Sequence[Curve]) -> str:
    figure = Figure(figsize=(6.4, 2.6), layout="constrained")
    axes = figure.subplots()
    for curve in curves:
        values = np.asarray(curve.total, np.float64)
        smooth = np.convolve(values, np.ones(10) / 10, mode="valid") if len(values) >= 20 else values
        axes.plot(np.arange(len(values) - len(smooth), len(values)) + 1, smooth, label=curve.name)
    axes.set_xlabel("step")
    axes.set_ylabel("loss")
    if len(curves) > 1:
        axes.legend()
    return _figure_address(figure)


def _bars_picture(comparison: Comparison) -> str:
    figure = Figure(figsize=(6.4, 2.6), layout="constrained")
    axes = figure.subplots()
    subjects = [s for s in TITLES if comparison.score(s, "noisy")]
    for offset, (boxes, colour) in enumerate((("noisy", "#0072b2"), ("tight", "#56b4e9"))):
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
    return _figure_address(figure)


def _figure_address(figure: Figure) -> str:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=120)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _facts(card: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The card's plain entries, as they stand beside the numbers in a QA file."""
    return [(name, str(value)) for name, value in card.items() if isinstance(value, str | int | float)]
