"""The engine's keeper against a scripted engine that costs no model."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import engine as engine_module
from app.services.engine import EngineService, EngineState
from samft_core.engine.protocol import Predicted
from samft_core.imaging.geometry import Box, View
from samft_core.imaging.prompts import Prompts

PROMPTS = Prompts(box=Box(1, 1, 5, 5))

FAKE = """
import json, sys
def say(**reply): print(json.dumps(reply), flush=True)
say(kind="ready", device="none", encoder="fake", base_model="mobile", seconds=0.0)
print("not a reply", flush=True)
for line in sys.stdin:
    ask = json.loads(line)
    if ask["kind"] == "shutdown": break
    if ask["kind"] == "reload": continue
    if ask["kind"] == "ping": say(kind="pong", id=ask["id"]); continue
    if ask["kind"] == "prepare":
        say(kind="prepared", id=ask["id"], encoded=len(ask["views"]), failed=0); continue
    if ask["image_id"] == 13: sys.exit("poison")
    if ask["image_id"] == 14:
        say(kind="failed", id=ask["id"], image_id=14, message="no file", remedy="Look.")
        continue
    if ask["kind"] == "encode":
        say(kind="encoded", id=ask["id"], image_id=ask["image_id"], cached=False, seconds=0.0); continue
    for place, version in enumerate(ask["versions"]):
        say(kind="predicted", id=ask["id"], image_id=ask["image_id"], version=version, stage="first",
            proposals=[{"mask": {"size": [2, 2], "counts": "04"}, "score": 0.5}], seconds=0.0,
            final=place == len(ask["versions"]) - 1)
"""


@pytest.fixture
def service(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineService]:
    monkeypatch.setattr(engine_module, "BACKOFF_MS", (10, 20, 30))
    keeper = EngineService(lambda _folder: [sys.executable, "-c", FAKE])
    yield keeper
    keeper.close()


def ready(service: EngineService) -> bool:
    return service.state is EngineState.READY


def test_views_are_prepared_once_it_is_ready(qtbot: QtBot, service: EngineService, tmp_path: Path) -> None:
    heard: list[bool] = []
    service.prepared.connect(lambda: heard.append(True))
    service.prepare([(1, View())])  # nobody there: forgotten
    service.start(tmp_path)
    qtbot.waitUntil(lambda: ready(service))
    assert not heard
    service.prepare([(1, View()), (2, View((0, 0, 9, 9), mirrored=True))])
    qtbot.waitUntil(lambda: bool(heard))


def test_a_request_made_before_it_is_ready_is_answered(
    qtbot: QtBot, service: EngineService, tmp_path: Path
) -> None:
    heard: list[Predicted] = []
    service.predicted.connect(heard.append)
    service.start(tmp_path)
    request_id = service.predict(7, PROMPTS, ["base", "v1"])
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert [(r.id, r.image_id, r.version) for r in heard] == [(request_id, 7, "base"), (request_id, 7, "v1")]
    assert service.description == "fake"


def test_it_is_started_again_when_it_dies(qtbot: QtBot, service: EngineService, tmp_path: Path) -> None:
    states: list[EngineState] = []
    service.state_changed.connect(lambda state, _detail: states.append(state))
    service.start(tmp_path)
    qtbot.waitUntil(lambda: ready(service), timeout=10_000)
    first = service.pid
    service._process._process.kill()
    qtbot.waitUntil(lambda: ready(service) and service.pid != first, timeout=10_000)
    assert EngineState.RESTARTING in states


def test_a_request_that_kills_it_is_given_up_and_others_are_answered(
    qtbot: QtBot, service: EngineService, tmp_path: Path
) -> None:
    failed: list[int] = []
    encoded: list[int] = []
    service.request_failed.connect(lambda request_id, _message: failed.append(request_id))
    service.encoded.connect(lambda _request_id, image_id: encoded.append(image_id))
    service.start(tmp_path)
    poison = service.encode(13)
    service.encode(7)
    qtbot.waitUntil(lambda: encoded == [7] and failed == [poison], timeout=20_000)


def test_it_gives_up_after_several_deaths_and_says_why(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine_module, "BACKOFF_MS", (10, 10))
    service = EngineService(lambda _folder: [sys.executable, "-c", "import sys; sys.exit('no weights')"])
    heard: list[str] = []
    service.state_changed.connect(
        lambda state, text: heard.append(text) if state is EngineState.FAILED else None
    )
    service.start(tmp_path)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert "no weights" in heard[0]
    service.close()


def test_a_missing_program_is_a_failure_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine_module, "BACKOFF_MS", (10,))
    service = EngineService(lambda _folder: [str(tmp_path / "nowhere")])
    service.start(tmp_path)
    qtbot.waitUntil(lambda: service.state is EngineState.FAILED, timeout=10_000)
    service.close()


def test_a_newer_question_replaces_the_waiting_one(service: EngineService) -> None:
    first = service.predict(1, PROMPTS, ["base"])
    other = service.predict(1, PROMPTS, ["base"], slot="other")
    second = service.predict(2, PROMPTS, ["base"])
    assert list(service._waiting) == [other, second] and first not in service._waiting


def test_a_refusal_names_its_remedy(qtbot: QtBot, service: EngineService, tmp_path: Path) -> None:
    heard: list[tuple[int, str]] = []
    service.request_failed.connect(lambda request_id, text: heard.append((request_id, text)))
    service.start(tmp_path)
    request_id = service.predict(14, PROMPTS, ["base"])
    qtbot.waitUntil(lambda: heard == [(request_id, "no file\nLook.")], timeout=10_000)


def test_another_project_gets_an_engine_of_its_own(
    qtbot: QtBot, service: EngineService, tmp_path: Path
) -> None:
    service.start(tmp_path)
    qtbot.waitUntil(lambda: ready(service), timeout=10_000)
    first = service.pid
    encoded: list[int] = []
    service.encoded.connect(lambda _request_id, image_id: encoded.append(image_id))
    service.start(tmp_path / "other")
    service.encode(3)
    qtbot.waitUntil(lambda: encoded == [3], timeout=10_000)
    assert service.pid != first


@pytest.fixture
def quick_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PING_MS", 100)
    monkeypatch.setattr(engine_module, "SILENT_PINGS", 10)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")
@pytest.mark.usefixtures("quick_pulse")
def test_a_stopped_engine_is_started_again_and_answers_what_was_asked(
    qtbot: QtBot, service: EngineService, tmp_path: Path
) -> None:
    states: list[tuple[EngineState, str]] = []
    encoded: list[int] = []
    service.state_changed.connect(lambda state, text: states.append((state, text)))
    service.encoded.connect(lambda _request_id, image_id: encoded.append(image_id))
    service.start(tmp_path)
    qtbot.waitUntil(lambda: ready(service))
    first = service.pid
    os.kill(first, signal.SIGSTOP)
    service.encode(7)
    qtbot.waitUntil(lambda: encoded == [7])
    assert service.pid != first
    assert (EngineState.RESTARTING, "It did not answer any more and is started again.") in states


@pytest.mark.usefixtures("quick_pulse")
def test_an_engine_that_answers_is_left_alone_however_long_it_works(
    qtbot: QtBot, service: EngineService, tmp_path: Path
) -> None:
    service.start(tmp_path)
    qtbot.waitUntil(lambda: ready(service))
    first = service.pid
    qtbot.wait(2500)  # more than the questions that an engine may leave open
    assert (service.pid, service.state) == (first, EngineState.READY)


def test_closing_does_not_wait_for_an_engine_that_is_still_starting(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = EngineService(lambda _folder: [sys.executable, "-c", "import time; time.sleep(60)"])
    keeper.start(tmp_path)
    qtbot.waitUntil(lambda: keeper.pid != 0)
    begun = time.monotonic()
    keeper.close()
    assert keeper.pid == 0 and time.monotonic() - begun < engine_module.LEAVE_MS / 1000


def test_closing_lets_an_engine_that_has_worked_end_what_it_does(qtbot: QtBot, tmp_path: Path) -> None:
    left = tmp_path / "left in order"
    command = [sys.executable, "-c", f"{FAKE}\nopen({str(left)!r}, 'x')"]
    keeper = EngineService(lambda _folder: command)
    keeper.start(tmp_path)
    qtbot.waitUntil(lambda: ready(keeper))
    keeper.close()
    assert keeper.pid == 0 and left.is_file()
