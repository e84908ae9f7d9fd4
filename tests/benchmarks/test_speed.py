from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import speed


def test_contenders_are_timed_in_turns_and_each_begins_once() -> None:
    asked: list[str] = []
    row = speed.Row("row", 0.5, {name: lambda name=name: asked.append(name) for name in ("ours", "a", "b")})
    speed.measure(row, rounds=3)
    assert asked == ["ours", "a", "b", "ours", "a", "b", "a", "b", "ours", "b", "ours", "a"]
    assert all(len(seconds) == 3 for seconds in row.seconds.values())


def test_the_ratio_is_to_the_fastest_other_and_the_limit_to_the_machine() -> None:
    row = speed.Row("row", 0.5, {"ours": int, "slow": int, "fast": int}, flop=4e9)
    row.seconds = {"ours": [1.0, 9.0, 1.0], "slow": [8.0], "fast": [2.0, 2.0]}
    assert row.ratio == 0.5
    [found] = speed.as_json([row], {"float32": 2e9})
    assert found["limit_s"] == 2.0 and found["medians_s"]["slow"] == 8.0
    assert "| 0.50 | <= 0.5 | 2.000 s |" in speed.table([row], {"float32": 2e9})
    alone = speed.Row("alone", None, {"ours": int}, seconds={"ours": [1.0]})
    assert alone.ratio is None and "none" in speed.table([alone], {"float32": 1.0})


def test_the_exponent_tells_how_time_grows() -> None:
    assert speed.fitted_exponent([10, 100, 1000], [1.0, 10.0, 100.0]) == pytest.approx(1.0)
    assert speed.fitted_exponent([10, 100], [1.0, 100.0]) == pytest.approx(2.0)


def test_one_step_against_segment_anythings_own_decoder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "speed.json"
    monkeypatch.setattr(
        sys,
        "argv",
        ["speed.py", "--rows", "step", "scale", "--rounds", "1", "--images", "2", "4", "--json", str(out)],
    )
    assert speed.main() == 0
    report = json.loads(out.read_text("utf-8"))
    [step] = report["rows"]
    assert step["limit_s"] > 0 and step["ratio"] > 0 and report["gemm"]["float32"] > 1e9
    assert report["scale"]["images"] == [2, 4] and len(report["scale"]["seconds"]["open"]) == 2
    assert "one step of 4 rows" in capsys.readouterr().out
