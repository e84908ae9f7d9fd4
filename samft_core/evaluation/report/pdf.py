"""The report on paper: the same content as the HTML file, on A4 pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from samft_core.evaluation.records import TITLES, Boxes, Comparison
from samft_core.evaluation.report import text as words
from samft_core.evaluation.report.figures import draw_bars, draw_classes, draw_loss, draw_reliability
from samft_core.evaluation.report.html import ReportData
from samft_core.evaluation.report.pdf_layout import Pages, fonts
from samft_core.evaluation.report.pictures import pictures
from samft_core.files import atomic
from samft_core.project.version_card import VersionCard

_SCORES = (2.4, 1, 1.5, 1.2, 0.8, 1.2, 0.7)
_CLASSES = (2.4, 0.8, 0.9, 1, 1, 0.9, 1.8)


def write_pdf(path: Path, data: ReportData) -> Path:
    """Write the report as PDF; returns ``path``. Raises OSError."""
    card = data.card
    footer = f"SAMFT report · {data.version} · {card.run or ''} · {card.when or ''}"
    with (
        atomic.replacing(path) as temporary,
        fonts(_texts(data)),
        Pages(temporary, title=f"Fine-tuning result: {data.version}", footer=footer) as pages,
    ):
        _verdict(pages, data)
        _numbers(pages, data.comparison)
        _trust(pages, data.comparison)
        _data_and_recipe(pages, data)
        _galleries(pages, data)
    return path


def _texts(data: ReportData) -> Iterator[str]:
    """Everything that may be written on a page, names of any script among it."""
    yield json.dumps(data.card.to_json(), ensure_ascii=False, default=str)
    yield data.comparison.model_dump_json()
    for gallery in data.galleries:
        yield gallery.title
        for example in gallery.examples:
            yield f"{example.title} {example.class_name}"


def _verdict(pages: Pages, data: ReportData) -> None:
    comparison = data.comparison
    gate = comparison.gate
    pages.text(f"Fine-tuning result: {data.version}", size=18, bold=True)
    sentence = words.sentence(data.card)
    if sentence:
        pages.text(sentence, size=12, bold=True)
    pages.text(
        "Offered: it is better than what is in use." if gate.offered else "Not offered.",
        size=12, bold=True, color="#0072b2" if gate.offered else "#d55e00",
    )  # fmt: skip
    for reason in gate.reasons:
        pages.text(f"•  {reason}", indent=0.1)
    for warning in gate.warnings:
        pages.text(f"!  {warning}", indent=0.1, color="#d55e00")
    pages.text(words.how(comparison))
    pages.heading("Who, when, of what")
    pages.table((), words.digests(data.card), (1, 2.4))


def _numbers(pages: Pages, comparison: Comparison) -> None:
    shown: tuple[tuple[Boxes, str], ...] = (
        ("noisy", f"Boxes ±{comparison.box_noise:.0%}"),
        ("tight", "Tight boxes"),
    )
    for boxes, title in shown:
        pages.heading(title)
        rows = words.score_rows(comparison, boxes)
        candidate = [place for place, row in enumerate(rows) if row[0].startswith(TITLES["candidate"])]
        pages.table(words.SCORE_HEADS, rows, _SCORES, bold=candidate)
    if comparison.parts:
        pages.heading(f"Each part by its own box, ±{comparison.box_noise:.0%}")
        pages.text(words.PARTS_SAY)
        rows = words.part_score_rows(comparison)
        candidate = [place for place, row in enumerate(rows) if row[0].startswith(TITLES["candidate"])]
        pages.table(words.SCORE_HEADS, rows, _SCORES, bold=candidate)
    pages.axes(2.6, lambda axes: draw_bars(axes, comparison))
    rows = words.class_rows(VersionCard(), comparison)
    if rows:
        pages.heading("By class, against the base model", keep=1.5)
        pages.axes(0.8 + 0.35 * len(rows), lambda axes: draw_classes(axes, comparison))


def _trust(pages: Pages, comparison: Comparison) -> None:
    rows = words.probe_rows(comparison)
    if rows:
        pages.heading("Does the box still matter?")
        pages.text(words.PROBES_SAY)
        pages.table(words.PROBE_HEADS, rows, (2, 1, 1, 1))
    if comparison.gate.clicks:
        pages.heading("How many corrections does it take?")
        pages.text(words.clicks_say(comparison))
        pages.table(words.CLICK_HEADS, words.click_rows(comparison), (2, 1, 1, 1))
    if comparison.gate.mixtures:
        pages.heading("Mixtures with the base model that were tried")
        pages.table(words.MIXTURE_HEADS, words.mixture_rows(comparison), (1, 1, 1, 1))
    if comparison.reliability:
        pages.heading("What its scores are worth", keep=3.5)
        pages.text(words.scores_say(comparison))
        pages.axes(3.4, lambda axes: draw_reliability(axes, comparison), width=0.75)
    if comparison.suggestions:
        pages.heading("Look again at these masks")
        pages.text(words.SUGGESTIONS_SAY)
        pages.table(words.SUGGESTION_HEADS, words.suggestion_rows(comparison), (2.4, 1.6, 0.8, 0.8))


def _data_and_recipe(pages: Pages, data: ReportData) -> None:
    pages.heading("Data")
    pages.table((), words.data_words(data.card, data.comparison), (1, 2.4))
    rows = words.class_rows(data.card, data.comparison)
    if rows:
        pages.table(words.CLASS_HEADS, rows, _CLASSES)
    pages.heading("Recipe")
    pages.text(words.recipe_words(data.card))
    pages.table((), words.recipe_numbers(data.card), (1, 2.4), size=7)
    if data.curves:
        pages.heading("Loss", keep=2.6)
        pages.axes(2.6, lambda axes: draw_loss(axes, data.curves))


def _galleries(pages: Pages, data: ReportData) -> None:
    for gallery in data.galleries:
        pages.heading(gallery.title, keep=2.4)
        for example in gallery.examples:
            title = f"{example.title}  ·  {example.class_name}  ·  {example.gain:+.2f}"
            pages.pictures(title, pictures(example))
