from __future__ import annotations

import logging
import threading
import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.bootstrap import watching_turns
from app.services.turns import SLOW_MS, Turn, TurnWatch, histogram


def work_hard(milliseconds: float) -> None:
    end = time.thread_time() + milliseconds / 1000
    while time.thread_time() < end:
        pass


def wait_idly(milliseconds: float) -> None:
    time.sleep(milliseconds / 1000)


def watched(qtbot: QtBot, work: object) -> TurnWatch:
    watch, done = TurnWatch(), []

    def run() -> None:
        work()  # type: ignore[operator]
        done.append(True)

    watch.start()
    QTimer.singleShot(20, run)
    qtbot.waitUntil(lambda: bool(done))
    watch.stop()
    return watch


def turn_of(watch: TurnWatch, function: str) -> Turn:
    """The turn in which the function was seen; a busy machine may have longer ones of its own."""
    return next(turn for turn in watch.worst() if any(function in stack for stack in turn.stacks))


def test_a_turn_of_work_is_measured_and_named(qtbot: QtBot) -> None:
    watch = watched(qtbot, lambda: work_hard(400))
    turn = turn_of(watch, "work_hard")
    assert turn.wall_ms >= 390
    assert turn.cpu_ms >= 390
    assert watch.busiest()[0] == turn
    assert any("test_turns.py" in stack for stack in turn.stacks)


def test_waiting_is_no_work(qtbot: QtBot) -> None:
    turn = turn_of(watched(qtbot, lambda: wait_idly(400)), "wait_idly")
    assert turn.wall_ms >= 390
    assert turn.cpu_ms < 200


def test_each_slow_turn_is_told(qtbot: QtBot) -> None:
    watch = TurnWatch()
    watch.start()
    with qtbot.waitSignal(watch.slow) as told:
        QTimer.singleShot(0, lambda: wait_idly(8 * SLOW_MS))
    watch.stop()
    assert isinstance(told.args[0], Turn)
    assert told.args[0].wall_ms > SLOW_MS


def test_every_time_is_in_one_bucket() -> None:
    counts = histogram([0, 1.9, 2, 9, 15, 16, 40, 50, 99, 100, 5000])
    assert counts == {
        "0-2": 2, "2-5": 1, "5-10": 1, "10-16": 1, "16-33": 1, "33-50": 1, "50-100": 2, ">100": 2
    }  # fmt: skip


def test_the_debug_switch_writes_to_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    done: list[bool] = []
    with caplog.at_level(logging.INFO, "samft.turns"), watching_turns():
        QTimer.singleShot(0, lambda: (wait_idly(8 * SLOW_MS), done.append(True)))
        qtbot.waitUntil(lambda: bool(done))
    assert any("wait_idly" in record.message for record in caplog.records if record.levelname == "WARNING")
    assert "turns of the event loop" in caplog.records[-1].message
    assert not [t for t in threading.enumerate() if t.name == "samft-turns"]
