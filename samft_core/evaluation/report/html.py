"""One self-contained HTML file per run, for a quality file. No network, no script. ``pdf`` prints it."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
from jinja2 import Environment, select_autoescape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from samft_core.evaluation.records import Comparison
from samft_core.evaluation.report import text as words
from samft_core.evaluation.report.figures import Curve, draw_bars, draw_classes, draw_loss, draw_reliability
from samft_core.evaluation.report.fonts import use_fitting_fonts
from samft_core.evaluation.report.pictures import Gallery, pictures
from samft_core.files.atomic import write_text
from samft_core.imaging.pixels import Rgb
from samft_core.project.version_card import VersionCard
from samft_core.resources import resource_path

TEMPLATE = ("templates", "report.html")


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report shows; ``card`` is the model version's card."""

    version: str
    comparison: Comparison
    card: VersionCard
    galleries: Sequence[Gallery] = field(default=())
    curves: Sequence[Curve] = field(default=())


def write_report(path: Path, data: ReportData) -> Path:
    """Write the report; returns ``path``. Raises OSError."""
    environment = Environment(
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(resource_path(*TEMPLATE).read_text("utf-8"))
    write_text(path, template.render(data=data, words=words, figures=_figures(data), galleries=_shown(data)))
    return path


def _figures(data: ReportData) -> dict[str, str]:
    """Each figure as a data address; only those that there is something to draw for."""
    comparison = data.comparison
    found = {"bars": _figure(lambda axes: draw_bars(axes, comparison))}
    if comparison.gate.classes:
        found["classes"] = _figure(lambda axes: draw_classes(axes, comparison))
    if comparison.reliability:
        found["reliability"] = _figure(lambda axes: draw_reliability(axes, comparison), size=(4.6, 4.6))
    if data.curves:
        found["loss"] = _figure(lambda axes: draw_loss(axes, data.curves))
    return found


def _shown(data: ReportData) -> list[tuple[str, list[tuple[Any, list[tuple[str, str]]]]]]:
    """Title and examples of each gallery, pictures as data addresses."""
    return [
        (
            gallery.title,
            [
                (example, [(caption, _picture(rgb)) for caption, rgb in pictures(example)])
                for example in gallery.examples
            ],
        )
        for gallery in data.galleries
    ]


def _picture(rgb: Rgb) -> str:
    _, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode("ascii")


def _figure(draw: Callable[[Axes], None], *, size: tuple[float, float] = (6.4, 2.6)) -> str:
    figure = Figure(figsize=size, layout="constrained")
    draw(figure.subplots())
    use_fitting_fonts(figure)
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that no font on this PC holds is drawn as a box; that is no reason to lose the report.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(buffer, format="png", dpi=120)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
