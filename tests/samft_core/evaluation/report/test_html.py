from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from samft_core.evaluation.records import CorrectionCost
from samft_core.evaluation.report.html import ReportData, write_report
from samft_core.evaluation.report.pdf import write_pdf
from samft_core.evaluation.report.text import part_score_rows, score_rows, scores_say
from samft_core.project.version_card import VersionCard


def text_of(tmp_path: Path, data: ReportData) -> str:
    return write_report(tmp_path / "report.html", data).read_text("utf-8")


def test_a_report_holds_everything_in_one_file(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    assert text.startswith("<!doctype html>")
    assert "Not offered" in text and "abc123" in text and "äß 1.png" in text
    assert text.count("data:image/jpeg") == 4 and text.count("data:image/png") == 4
    assert "http:" not in text and "https:" not in text and "<script" not in text


def test_who_what_and_how_can_be_read_from_it(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    for words in (
        "Ada (40), Bob (10)", "SAMFT 0.1.0", "def456", "789abc", "run-001",  # who made what of what
        "auto: the mask decoder was tuned, 300 steps", "policy.zoom", "75% tuned",  # the recipe
        "half a box off a defect", "Mixtures", "expected calibration error", "Look again", "瓶 003.png",
        "worse beyond chance",
    ):  # fmt: skip
        assert words in text, words


def test_it_tells_what_scores_after_clicks_are_worth(report_data: ReportData) -> None:
    comparison = report_data.comparison
    known = comparison.reliability
    assert known is not None and "After clicks" not in scores_say(comparison)
    clicked = CorrectionCost(
        version="candidate", clicks=(2,), annotations=(1,), images=(1,), reached=1, target=0.85, most=10,
        reliability=known.model_copy(update={"answers": 321, "raw_error": 0.222, "error": 0.033}),
    )  # fmt: skip
    gate = comparison.gate.model_copy(update={"clicks": [clicked]})
    said = scores_say(comparison.model_copy(update={"gate": gate}))
    assert "After clicks, on 321 answers" in said and "0.222" in said and said.endswith("off by 0.033.")


def test_parts_have_a_table_of_their_own_where_they_were_asked_about(
    tmp_path: Path, report_data: ReportData
) -> None:
    assert "by its own box" not in write_report(tmp_path / "a.html", report_data).read_text("utf-8")
    lines = [row for row in report_data.comparison.rows if row.boxes == "noisy"]
    comparison = report_data.comparison.model_copy(update={"parts": lines})
    data = replace(report_data, comparison=comparison)
    text = write_report(tmp_path / "b.html", data).read_text("utf-8")
    assert "Each part by its own box, ±10 %" in text
    assert part_score_rows(comparison) == score_rows(comparison, "noisy")
    write_pdf(tmp_path / "b.pdf", data)


def test_text_from_people_is_escaped(tmp_path: Path, report_data: ReportData) -> None:
    text = text_of(tmp_path, report_data)
    assert "crack &lt;b&gt;" in text and "crack <b>" not in text


def test_what_was_not_measured_is_left_out(tmp_path: Path, report_data: ReportData) -> None:
    gate = report_data.comparison.gate.model_copy(
        update={"classes": [], "box_adherence": [], "mixtures": [], "offered": True}
    )
    plain = report_data.comparison.model_copy(update={"gate": gate, "reliability": None, "suggestions": []})
    text = text_of(
        tmp_path, replace(report_data, comparison=plain, card=VersionCard(), galleries=(), curves=())
    )
    assert "Offered: it is better" in text and text.count("data:image/") == 1
    for words in ("Look again", "Mixtures", "scores are worth", "By class", "still matter"):
        assert words not in text, words


def test_it_begins_with_the_result_cards_sentence_where_the_card_tells_images(
    tmp_path: Path, report_data: ReportData
) -> None:
    assert 'class="sentence"' not in text_of(tmp_path, report_data)
    images = [
        {"image": 1, "name": "a.png", "before": 0.5, "after": 0.8},
        {"image": 2, "name": "b.png", "before": 0.8, "after": 0.6},
    ]
    data = replace(report_data, card=report_data.card.changed(image_results=images))
    text = text_of(tmp_path, data)
    said = text.index("Better on 1 of 2 images. Look at this one.")
    assert text.index("<h1>") < said < text.index("Not offered.")
    assert write_pdf(tmp_path / "c.pdf", data).stat().st_size > 0
