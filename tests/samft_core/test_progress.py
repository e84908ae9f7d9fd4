"""Stages of long work: their values are in the logs of runs and on the trainer's stdout."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from samft_core.progress import Progress, Stage, Ticker, stage_text
from samft_core.training.events import StageProgress, parse_event, progress_event, to_line

KEPT = (
    "baseline check clicks contrast embed evaluate export files import masks mirror pack predict probe report"
    " train unpack"
)
"""Logs of runs hold these. One may be added here; none may change or go."""


def test_no_stage_has_changed() -> None:
    assert [stage.value for stage in Stage] == KEPT.split()


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stage_is_its_value_in_a_log_and_is_read_from_there(stage: Stage) -> None:
    line = to_line(StageProgress(stage=stage, done=1, total=2))
    assert f'"stage":"{stage.value}"'.encode() in line
    assert parse_event(line).stage is stage


def test_a_log_of_before_is_read() -> None:
    line = '{"kind":"progress","stage":"embed","done":3,"total":9,"remaining_s":1.5,"detail":""}'
    event = parse_event(line)
    assert event == StageProgress(stage=Stage.EMBED, done=3, total=9, remaining_s=1.5)


def test_what_is_no_stage_is_no_event() -> None:
    with pytest.raises(ValidationError):
        parse_event('{"kind":"progress","stage":"dancing","done":3,"total":9}')


def test_progress_of_a_stage_becomes_an_event_of_it() -> None:
    seen: list[Progress] = []
    Ticker(Stage.CLICKS, 4, seen.append).tick("a.png")
    assert progress_event(seen[-1]).stage is Stage.CLICKS


def test_a_stage_reads_as_words_and_words_stay_as_they_are() -> None:
    assert str(stage_text(Stage.TRAIN)) == "Learning"
    assert str(stage_text("Looking around")) == "Looking around"
