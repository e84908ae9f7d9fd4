from __future__ import annotations

import json
from pathlib import Path

import pytest

from samft_core.messages.message import Message
from samft_core.sam import parity_record
from samft_core.sam.parity_record import MOST_UNFINISHED, Finding, ParityRecord

OFF = Message("device.gpu_fails", reason="no kernel image")


class Measure:
    """Counts how often it was asked, and says ``finding`` or dies."""

    def __init__(self, finding: Finding | None) -> None:
        self.finding = finding
        self.asked = 0

    def __call__(self) -> Finding:
        self.asked += 1
        if self.finding is None:
            raise KeyboardInterrupt
        return self.finding


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(parity_record.FOLDER_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_a_comparison_is_made_once_for_card_driver_and_libraries() -> None:
    measure = Measure(Finding(None))
    for _ in range(3):
        assert ParityRecord("cuda", "card 1").problem(measure) is None
    assert measure.asked == 1
    ParityRecord("cuda", "card 1, newer driver").problem(measure)
    assert measure.asked == 2


def test_a_failure_is_kept_with_its_reason_until_it_is_looked_at_anew() -> None:
    record = ParityRecord("cuda", "card")
    assert record.problem(Measure(Finding(OFF))) == OFF
    good = Measure(Finding(None))
    assert record.problem(good) == OFF and good.asked == 0
    assert record.problem(good, again=True) is None
    assert record.problem(Measure(Finding(OFF))) is None


def test_a_gpu_that_was_full_is_asked_again() -> None:
    record = ParityRecord("cuda", "card")
    assert record.problem(Measure(Finding(OFF, lasts=False))) == OFF
    assert record.problem(Measure(Finding(None))) is None


def test_a_driver_that_ends_the_process_is_not_asked_for_ever() -> None:
    record = ParityRecord("cuda", "card")
    deadly = Measure(None)
    for _ in range(MOST_UNFINISHED):
        with pytest.raises(KeyboardInterrupt):
            record.problem(deadly)
    problem = record.problem(deadly)
    assert problem is not None and "more than once" in str(problem)
    assert deadly.asked == MOST_UNFINISHED
    assert record.problem(Measure(Finding(None)), again=True) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"key": 1}', '{"finished": true}', "null"])
def test_a_damaged_record_is_no_record(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "cuda.json").write_text(text)
    measure = Measure(Finding(None))
    assert ParityRecord("cuda", "card").problem(measure) is None and measure.asked == 1
    assert json.loads((folder / "cuda.json").read_text())["finished"] is True


def test_a_folder_that_cannot_be_made_costs_a_comparison_at_each_start(folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file in its place")
    measure = Measure(Finding(None))
    for _ in range(2):
        assert ParityRecord("cuda", "card").problem(measure) is None
    assert measure.asked == 2
