from __future__ import annotations

from pathlib import Path

import pytest

from samft_core.cli import report
from samft_core.cli.main import main
from samft_core.errors import UsageError
from samft_core.evaluation.report.html import ReportData
from samft_core.project.project import Project


def test_without_a_version_there_is_nothing_to_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Project.create(tmp_path / "plant"):
        pass
    assert main(["report", "--project", str(tmp_path / "plant")]) == 4
    assert "samft train" in capsys.readouterr().err
    assert main(["report", "--project", str(tmp_path / "plant"), "--version", "v9"]) == 4
    assert "v9" in capsys.readouterr().err


def test_the_ending_chooses_the_file_and_a_folder_gets_both(tmp_path: Path, report_data: ReportData) -> None:
    both = report._write(report_data, tmp_path / "qa")
    assert [path.name for path in both] == ["report.html", "report.pdf"]
    [paper] = report._write(report_data, tmp_path / "new" / "v1.PDF")
    assert paper.read_bytes().startswith(b"%PDF")
    with pytest.raises(UsageError, match=r"\.html or \.pdf"):
        report._write(report_data, tmp_path / "v1.docx")
