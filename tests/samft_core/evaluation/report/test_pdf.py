from __future__ import annotations

import re
from pathlib import Path

import pytest

from samft_core.evaluation.report.html import ReportData
from samft_core.evaluation.report.pdf import write_pdf
from samft_core.evaluation.report.pdf_layout import MARGIN, WIDTH, Pages, measured, wrapped


def pages_of(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type /Page\b", data))


def test_a_report_is_printed_on_pages(tmp_path: Path, report_data: ReportData) -> None:
    path = write_pdf(tmp_path / "report.pdf", report_data)
    assert 3 <= pages_of(path) <= 4
    assert [left.name for left in tmp_path.iterdir()] == ["report.pdf"]


def test_a_failed_report_leaves_the_old_one(
    tmp_path: Path, report_data: ReportData, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "report.pdf", report_data)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Pages, "table", fail)
    with pytest.raises(OSError, match="disk full"):
        write_pdf(path, report_data)
    assert path.read_bytes() == before and len(list(tmp_path.iterdir())) == 1


def test_text_is_wrapped_to_the_width_and_long_words_are_broken() -> None:
    room = WIDTH - 2 * MARGIN
    lines = wrapped("a sentence of several words " * 8 + "0123456789abcdef" * 12, room, size=9)
    assert len(lines) > 3
    assert all(measured(line, size=9) <= room for line in lines)
    assert "".join(lines).replace(" ", "").count("0123456789abcdef") == 12
    assert wrapped("", room, size=9) == []
    assert measured("wide", size=9, bold=True) > measured("wide", size=9)


def test_a_long_table_goes_on_on_the_next_page(tmp_path: Path) -> None:
    with Pages(tmp_path / "long.pdf", title="t", footer="f") as pages:
        pages.table(("name", "value"), [(f"row {n}", "x") for n in range(120)], (1, 1))
    assert pages_of(tmp_path / "long.pdf") == 3
