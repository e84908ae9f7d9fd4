from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import gui
from benchmarks.gui_figures import PARTS, Figure, markdown, table, turns_table


def test_a_figure_is_judged_by_the_statistic_its_target_is_for() -> None:
    times = [1.0] * 18 + [40.0, 90.0]
    by_p95 = Figure.of("brush", "ms", times, work=[t / 2 for t in times], target=50, peer=400)
    assert (by_p95.median, by_p95.p95, by_p95.worst, by_p95.count) == (1.0, 90.0, 90.0, 20)
    assert by_p95.met is False
    assert by_p95.work == 45.0
    by_median = Figure.of("start", "ms", times, judged="median", target=50)
    assert by_median.met is True
    assert Figure.of("pan", "ms", times).met is None


def test_the_table_shows_targets_and_how_much_more_the_peers_way_costs() -> None:
    missed = Figure.of("brush", "ms", [20.0], target=16, peer=200, peer_way="a pixmap each time")
    text = table([missed, Figure.of("start", "ms", [10.0], judged="median", target=1500)])
    brush, start = (
        next(line for line in text.splitlines() if line.startswith(n)) for n in ("brush", "start")
    )
    assert "MISSED" in brush
    assert "10.0x" in brush
    assert "met" in start
    assert "brush: a pixmap each time" in text
    page = markdown([missed], "2 processors").splitlines()
    assert page[2] == "| brush, ms | 20.0 | 20.0 | 20.0 |  | 95 % 16 (missed) | 200.0 | 10.0 |"
    assert "2 processors" in page


def test_a_figure_survives_the_way_from_its_process() -> None:
    detail = {"histogram": {"0-2": 3, ">100": 1}, "worst": ["120 ms, 80 ms of them work"]}
    figure = Figure.of("scrolling", "ms", [1.0, 120.0], judged="worst", target=50, detail=detail)
    data = figure.to_json()
    assert data.pop("met") is False
    assert data.pop("peer_ratio") is None
    assert Figure(**data) == figure
    assert "scrolling: 120 ms" in turns_table([figure])


def test_a_part_that_fails_is_told_and_the_others_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = {"start": [Figure.of("start", "ms", [10.0], target=1500)], "box": None}
    monkeypatch.setattr(gui, "run_part", found.__getitem__)
    monkeypatch.setattr(sys, "argv", ["gui.py", "--only", "start,box", "--json", str(tmp_path / "out.json")])
    assert gui.main() == 2
    said = capsys.readouterr()
    assert "start, ms" in said.out
    assert "box" in said.err
    assert '"met": true' in (tmp_path / "out.json").read_text("utf-8")


def test_each_part_can_be_measured() -> None:
    assert list(gui.measures()) == list(PARTS)
