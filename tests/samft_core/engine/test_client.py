"""The client against small processes of our own; the real engine is in test_worker.py."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from samft_core.engine import client as client_module
from samft_core.engine.client import EngineClient
from samft_core.engine.protocol import Dropped, Fatal, Ready
from samft_core.errors import DeviceError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts

READY = '{"kind":"ready","device":"cpu","encoder":"none","base_model":"fake","seconds":0}'
ECHO = f"""
import json, sys
print('{READY}', flush=True)
for line in sys.stdin:
    data = json.loads(line)
    if data["kind"] == "shutdown":
        sys.exit(0)
    print("not a reply", flush=True)
    if data["kind"] == "ping":
        continue
    print(json.dumps({{"kind": "dropped", "id": data["id"], "image_id": data["image_id"]}}), flush=True)
"""
DEAF = f"import time; print('{READY}', flush=True); time.sleep(600)"
FATAL = """
print('{"kind":"fatal","message":"no weights","remedy":"Install again."}', flush=True)
raise SystemExit(5)
"""


class Caller:
    def __init__(self, code: str) -> None:
        self.replies: Queue[Any] = Queue()
        self.exits: Queue[int] = Queue()
        self.client = EngineClient(
            Path("unused"),
            on_reply=self.replies.put,
            on_exit=self.exits.put,
            command=[sys.executable, "-c", code],
        )

    def reply(self) -> Any:
        return self.replies.get(timeout=120)


def test_requests_have_ids_of_their_own_and_replies_come_back() -> None:
    caller = Caller(ECHO)
    with caller.client as client:
        assert client.wait_ready(120).base_model == "fake"
        assert isinstance(caller.reply(), Ready)
        first = client.predict(7, Prompts(box=Box(0, 0, 2, 2)), ["base"])
        second = client.encode(8)
        assert first != second
        assert [caller.reply(), caller.reply()] == [
            Dropped(id=first, image_id=7),
            Dropped(id=second, image_id=8),
        ]
    assert caller.exits.get(timeout=120) == 0
    assert not client.running


def test_a_fatal_engine_says_why() -> None:
    caller = Caller(FATAL)
    with caller.client as client, pytest.raises(DeviceError, match=r"no weights.*Install again"):
        client.wait_ready(120)
    assert isinstance(caller.reply(), Fatal)
    assert caller.exits.get(timeout=120) == 5


def test_an_engine_that_dies_silently_is_noticed() -> None:
    caller = Caller("raise SystemExit(3)")
    with caller.client as client:
        with pytest.raises(DeviceError, match="code 3"):
            client.wait_ready(120)
        with pytest.raises(DeviceError, match="ended"):
            for _ in range(10):
                client.encode(1)


def test_a_deaf_engine_is_killed() -> None:
    caller = Caller(DEAF)
    caller.client.start()
    caller.client.wait_ready(120)
    assert caller.client.close(timeout_s=0.2) not in (0, None)
    assert caller.exits.get(timeout=120) != 0


def test_restart_gives_a_new_process() -> None:
    caller = Caller(ECHO)
    with caller.client as client:
        client.wait_ready(120)
        before = client.pid
        client.kill()
        client.restart()
        client.wait_ready(120)
        assert client.running
        assert client.pid != before


def test_what_cannot_be_started_or_was_not() -> None:
    client = EngineClient(Path("p"), on_reply=print, command=["/there/is/no/such/program"])
    with pytest.raises(DeviceError, match="cannot be started"):
        client.start()
    with pytest.raises(DeviceError, match="not started"):
        client.encode(1)
    assert client.close() is None


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")
def test_an_engine_that_was_stopped_is_noticed_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PING_S", 0.05)
    monkeypatch.setattr(client_module, "SILENT_PINGS", 20)
    caller = Caller(ECHO)
    with caller.client as client:
        client.wait_ready(120)
        time.sleep(2)  # it answers each question, in its own way
        assert client.running
        os.kill(client.pid or 0, signal.SIGSTOP)
        assert caller.exits.get(timeout=60) == -signal.SIGKILL
        assert not client.running
