from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from samft_core.cli.console import duration, progress_bars, show, show_error, size, table
from samft_core.cli.options import parse_box, parse_point, parse_prompts
from samft_core.cli.training_bars import TrainingBars
from samft_core.errors import ImageError, UsageError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt
from samft_core.messages.message import Message
from samft_core.progress import Progress, Stage
from samft_core.training.events import StageProgress, StepDone, Validated


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59, "59 s"), (200, "3 min 20 s"), (1500, "25 min"), (7500, "2 h 5 min")],
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_size() -> None:
    assert [size(n) for n in (12, 3200, 4.5e9)] == ["12 bytes", "3.2 KB", "4.5 GB"]


def test_json_is_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bars() as bars:
        bars(Progress(Stage.EMBED, 1, 2, 3.0, "[bold]ü.png"))
        bars(Progress(Stage.EMBED, 2, 2))
    show({"name": "ü"}, "for people", as_json=True)
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"name": "ü"}
    assert "Preparing the images" in captured.err


def test_a_stage_that_comes_twice_gets_two_bars(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "150")
    with progress_bars() as bars:
        for total in (2, 3):
            bars(Progress(Stage.EMBED, 0, total))
            bars(Progress(Stage.EMBED, total, total))
        bars(Progress(Stage.REPORT, 0, 1))
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err).splitlines()[-3:]
    assert [line.split()[-2] if ":" in line.split()[-1] else line for line in last] == ["2/2", "3/3", "1/1"]


def test_names_with_brackets_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show({}, table("T", ("File",), [["[red]a.png"]]), as_json=False)
    show_error(
        ImageError(Message.plain("Damaged"), path="/x/[b].png", remedy=Message.plain("Copy [it].")),
        as_json=False,
    )
    captured = capsys.readouterr()
    assert "[red]a.png" in captured.out
    assert "/x/[b].png" in captured.err
    assert "Copy [it]." in captured.err


INTERRUPTED = """
import signal
from samft_core.cli.console import cancel_on_interrupt
before = signal.getsignal(signal.SIGINT)
with cancel_on_interrupt() as cancel:
    signal.raise_signal(signal.SIGINT)
    print("asked", cancel.cancelled)
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        print("ended")
print("as before", signal.getsignal(signal.SIGINT) is before)
"""


def test_the_first_interrupt_asks_and_the_second_ends() -> None:
    # In a process of its own: a signal that comes late would end the tests instead.
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.stdout.splitlines() == ["asked True", "ended", "as before True"], done.stderr
    assert "Stopping" in done.stderr and done.returncode == 0


def test_boxes_and_points_as_typed() -> None:
    assert parse_box("30,40, 10,20") == Box(10, 20, 30, 40)
    assert parse_point("3,4.5") == PointPrompt(3, 4.5)
    assert parse_point("3,4,-") == PointPrompt(3, 4, positive=False)
    both = parse_prompts(["0,0,9,9"], ["1,1", "8,8,-"])
    assert len(both) == 1
    assert len(both[0].points) == 2
    assert len(parse_prompts(["0,0,9,9", "1,1,5,5"], [])) == 2
    assert len(parse_prompts([], ["1,1"])) == 1


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "1,2,1,9"])
def test_what_is_no_box(text: str) -> None:
    with pytest.raises(UsageError, match="not a box"):
        parse_box(text)


def test_what_is_no_point_or_ambiguous() -> None:
    with pytest.raises(UsageError, match="not a point"):
        parse_point("1,2,3")
    with pytest.raises(UsageError, match="ambiguous"):
        parse_prompts(["0,0,9,9", "1,1,5,5"], ["1,1"])


def test_training_events_become_one_bar_with_the_stage_and_the_loss() -> None:
    seen: list[Progress] = []
    said: list[str] = []
    take = TrainingBars(seen.append, said.append)
    take(StageProgress(stage=Stage.EMBED, done=1, total=2, detail="a.png", run_share=0.1))
    take(StepDone(step=1, steps=5, learning_rate=1e-4, losses={"total": 0.5, "bce": 0.5}, fold=2))
    take(
        StageProgress(
            stage=Stage.TRAIN, done=6, total=20, remaining_s=9.0, run_share=0.4567, run_remaining_s=30
        )
    )
    take(StageProgress(stage=Stage.REPORT, done=0, total=1, run_share=1.0, run_remaining_s=0.0))
    take(Validated(step=5, iou=0.7, fold=2))
    assert seen == [
        Progress("Fine-tuning", 100, 1000, None, "Preparing the images 1 of 2  a.png", percent=True),
        Progress("Fine-tuning", 456, 1000, 30, "Learning 6 of 20  loss 0.500, fold 2", percent=True),
        Progress("Fine-tuning", 999, 1000, 0.0, "Writing the report 0 of 1", percent=True),
    ]
    assert said == ["Held-out IoU 0.700 in fold 2 after step 5"]


def test_a_share_of_a_whole_is_told_in_percent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "150")
    with progress_bars() as bars:
        bars(Progress("Fine-tuning", 381, 1000, 60, "Learning 3 of 9", percent=True))
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "100 %" in last and "1000" not in last


def test_in_a_file_a_share_is_told_in_percent_too(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bars() as bars:
        bars(Progress("Fine-tuning", 1000, 1000, 0.0, percent=True))
    assert capsys.readouterr().err == "Fine-tuning: 100%\n"
