from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from samft_core.evaluation.report import ReportData, write_report


def text_of(tmp_path: Path, data: ReportData) -> str:
    return write_report(tmp_path / "report.html", data).read_text("utf-8")


def test_a_report_holds_everything_in_one_file(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    assert text.startswith("<!doctype html>")
    assert "Not offered" in text and "abc123" in text and "äß 1.png" in text
    assert text.count("data:image/jpeg") == 4 and text.count("data:image/png") == 4
    assert "http" not in text and "<script" not in text


def test_who_what_and_how_can_be_read_from_it(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    for words in (
        "Ada (40), Bob (10)", "SAMFT 0.1.0", "def456", "789abc", "run-001",  # who made what of what
        "auto: the mask decoder was tuned, 300 steps", "policy.zoom", "75% tuned",  # the recipe
        "half a box off a defect", "Mixtures", "expected calibration error", "Look again", "瓶 003.png",
        "worse beyond chance",
    ):  # fmt: skip
        assert words in text, words


def test_text_from_people_is_escaped(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    assert "crack &lt;b&gt;" in text and "crack <b>" not in text


def test_what_was_not_measured_is_left_out(tmp_path: Path, report_data: ReportData) -> None:
    gate = report_data.comparison.gate.model_copy(
        update={"classes": [], "obedience": [], "mixtures": [], "offered": True}
    )
    plain = report_data.comparison.model_copy(update={"gate": gate, "reliability": None, "suggestions": []})
    text = text_of(tmp_path, replace(report_data, comparison=plain, card={}, galleries=(), curves=()))
    assert "Offered: it is better" in text and text.count("data:image/") == 1
    for words in ("Look again", "Mixtures", "scores are worth", "By class", "still matter"):
        assert words not in text, words
