"""The engine's own process at a long encoding: it is busy, not dead, and must not be taken for dead."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import engine as engine_module
from app.services.engine import EngineService, EngineState
from samft_core.project.project import Project

ENCODING_S = 4.0

# The real process with its real threads; only the model is one that computes in Python itself for some
# seconds, which holds the interpreter more than any real encoder does.
SLOW = f"""
import sys, time, types

from samft_core.engine import process as worker
from samft_core.engine.backend import EncodedImage, Loaded

class Slow:
    loaded = Loaded("none", "slow", "mobile")
    @classmethod
    def load(cls, project, device): return cls()
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def encode(self, image_id):
        end = time.monotonic() + {ENCODING_S}
        while time.monotonic() < end: sum(range(1000))
        return EncodedImage(False, (0.0,) * 256)

stand_in = types.ModuleType("samft_core.engine.session")
stand_in.ModelSession = Slow
sys.modules["samft_core.engine.session"] = stand_in
sys.exit(worker.main(["--project", sys.argv[1]]))
"""


def test_a_long_encoding_is_not_taken_for_a_stopped_engine(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "PING_MS", 150)
    monkeypatch.setattr(engine_module, "SILENT_PINGS", 12)  # less than half of what the encoding takes
    Project.create(tmp_path / "project").close()
    keeper = EngineService(lambda folder: [sys.executable, "-c", SLOW, str(folder)])
    states: list[EngineState] = []
    encoded: list[int] = []
    keeper.state_changed.connect(lambda state, _text: states.append(state))
    keeper.encoded.connect(lambda _request_id, image_id: encoded.append(image_id))
    keeper.start(tmp_path / "project")
    qtbot.waitUntil(lambda: keeper.state is EngineState.READY, timeout=60_000)
    first = keeper.pid
    keeper.encode(7)
    qtbot.waitUntil(lambda: encoded == [7], timeout=60_000)
    assert keeper.pid == first and EngineState.RESTARTING not in states
    keeper.close()


def test_a_stopped_engine_is_noticed_within_ten_seconds() -> None:
    """After the last answer come so many questions, and with the next one the engine is ended."""
    assert engine_module.PING_MS * (engine_module.SILENT_PINGS + 1) < 10_000
