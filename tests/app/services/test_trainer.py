from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import trainer as trainer_module
from app.services.trainer import TrainerService, TrainingRequest, trainer_command
from samft_core.training import events

START = (
    'print(\'{"kind":"started","run_id":4,"run_name":"run-001","folder":"x","masks":3,"train_images":2,'
    '"held_out_images":1,"classes":{},"device":"cpu","steps":9}\', flush=True)\n'
)


def service_for(code: str) -> tuple[TrainerService, list[object]]:
    service = TrainerService(lambda _order: [sys.executable, "-c", code])
    heard: list[object] = []
    service.reported.connect(heard.append)
    return service, heard


def test_cancel_is_a_request(qtbot: QtBot, tmp_path: Path) -> None:
    code = START + (
        "import sys\nassert sys.stdin.readline() == 'cancel\\n'\n"
        'print(\'{"kind":"cancelled","run_id":4,"step":2}\', flush=True)\n'
    )
    service, heard = service_for(code)
    service.start(TrainingRequest(tmp_path))
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    with qtbot.waitSignal(service.ended, timeout=10_000):
        service.cancel()
    assert heard[1] == events.RunCancelled(run_id=4, step=2)


def test_a_trainer_that_does_not_listen_is_killed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(trainer_module, "CANCEL_PATIENCE_MS", 100)
    service, heard = service_for(START + "import time\ntime.sleep(60)\n")
    service.start(TrainingRequest(tmp_path))
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    with qtbot.waitSignal(service.ended, timeout=10_000):
        service.cancel()
    assert isinstance(heard[-1], events.RunCancelled) and heard[-1].run_id == 4


def test_a_silent_end_is_a_failure_with_its_last_words(qtbot: QtBot, tmp_path: Path) -> None:
    service, heard = service_for("import sys; sys.exit('out of memory')")
    with qtbot.waitSignal(service.ended, timeout=10_000):
        service.start(TrainingRequest(tmp_path))
    assert isinstance(heard[0], events.RunFailed) and "out of memory" in heard[0].message
    assert "out of memory" in service.log_tail
    assert not service.running


def test_only_one_run_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    service, _heard = service_for("import sys; sys.stdin.readline()")
    service.start(TrainingRequest(tmp_path))
    first = service.pid
    service.start(TrainingRequest(tmp_path))
    assert service.pid == first
    service.close()


def test_the_command_names_run_and_inspector(tmp_path: Path) -> None:
    assert trainer_command(TrainingRequest(tmp_path, "seed"))[-4:] == [
        "--project",
        str(tmp_path),
        "--recipe",
        "seed",
    ]
    command = trainer_command(TrainingRequest(tmp_path, resume=4, inspector="ada"))
    assert command[-4:] == ["--resume", "4", "--inspector", "ada"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")
def test_a_stopped_trainer_is_ended_and_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(trainer_module, "PING_MS", 100)
    monkeypatch.setattr(trainer_module, "SILENT_PINGS", 10)
    answering = START + 'import sys\nfor line in sys.stdin: print(\'{"kind":"alive"}\', flush=True)\n'
    service, heard = service_for(answering)
    service.start(TrainingRequest(tmp_path))
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    qtbot.wait(2000)
    assert service.running
    assert len(heard) == 1  # its signs of life are nobody else's business
    os.kill(service.pid, signal.SIGSTOP)
    with qtbot.waitSignal(service.ended, timeout=30_000):
        pass
    assert isinstance(heard[-1], events.RunFailed)
    assert "did not answer any more" in heard[-1].message
