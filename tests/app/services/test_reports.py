"""Reports to read are made anew, and what lies beside a version is never opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import reports as module
from app.services.reports import KEEP, ReportService
from samft_core.errors import SamftError
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord
from samft_core.project.version_card import VersionCard

MAKES = """
import sys
from pathlib import Path
folder = Path(sys.argv[sys.argv.index("--to") + 1])
(folder / "report.html").write_text("made anew")
(folder / "report.pdf").write_text("made anew")
print("{}")
"""
FAILS = """print('{"error": {"message": "no run", "path": null, "remedy": "Train."}}'); raise SystemExit(4)"""


@pytest.fixture
def service(qtbot: QtBot, tmp_path: Path) -> Iterator[ReportService]:
    made = ReportService(folder=tmp_path / "reports")
    yield made
    made.close()


@pytest.fixture
def version(tmp_path: Path) -> VersionRecord:
    """A version whose folder holds somebody's page."""
    with Project.create(tmp_path / "project") as project:
        record = project.versions.add(card=VersionCard.read({"comparison": {}}))
        (record.folder / "report.html").write_text("<script>alert(1)</script>")
        return record


def run(code: str, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Replace the command line by a small program; returns what it was asked."""
    asked: list[list[str]] = []

    def command(*words: object) -> list[str]:
        asked.append([str(word) for word in words])
        return [sys.executable, "-c", code, *asked[-1]]

    monkeypatch.setattr(module, "console_command", command)
    return asked


def test_it_is_made_once_and_kept(
    qtbot: QtBot,
    service: ReportService,
    version: VersionRecord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = run(MAKES, monkeypatch)
    folders: list[Path] = []
    for count in (1, 2):
        service.make(tmp_path / "project", version, done=folders.append, failed=pytest.fail)
        qtbot.waitUntil(lambda wanted=count: len(folders) == wanted)
    assert folders[0] == folders[1]
    assert not folders[0].is_relative_to(tmp_path / "project")
    assert (folders[0] / "report.html").read_text() == "made anew"
    assert len(asked) == 1
    assert asked[0][:5] == ["report", "--project", str(tmp_path / "project"), "--version", "v1"]


def test_a_failure_is_handed_on(
    qtbot: QtBot,
    service: ReportService,
    version: VersionRecord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(FAILS, monkeypatch)
    errors: list[BaseException] = []
    service.make(tmp_path / "project", version, done=pytest.fail, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], SamftError)
    assert errors[0].message == "no run"


def test_only_so_many_are_kept(
    qtbot: QtBot,
    service: ReportService,
    version: VersionRecord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(MAKES, monkeypatch)
    for number in range(KEEP + 5):
        old = tmp_path / "reports" / f"{number:032d}"
        old.mkdir(parents=True)
        os.utime(old, (number, number))
    folders: list[Path] = []
    service.make(tmp_path / "project", version, done=folders.append, failed=pytest.fail)
    qtbot.waitUntil(lambda: bool(folders))
    assert len(list((tmp_path / "reports").iterdir())) == KEEP + 1
