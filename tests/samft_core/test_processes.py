"""The command lines of the workers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from samft_core.processes import worker_command


def test_from_source_a_worker_is_a_module() -> None:
    command = worker_command("engine", "--project", Path("a b"))
    assert command == [sys.executable, "-m", "samft_core", "worker", "engine", "--project", "a b"]


def test_a_frozen_window_starts_its_workers_with_the_console_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "samftw"))
    program, *words = worker_command("trainer")
    assert Path(program).parent == tmp_path
    assert Path(program).stem == "samft"
    assert words == ["worker", "trainer"]
