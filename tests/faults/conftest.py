"""The suites run as a program of their own, because they fork; here they are short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

Suite = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """Run a part of ``python -m tests.faults``; returns its rows, and fails with what it found."""
    if not hasattr(os, "fork"):
        pytest.skip("the suites fork, which this system cannot")

    def run(part: str, *, count: int, seed: int = 1) -> list[dict[str, Any]]:
        target = tmp_path / "rows.json"
        command = [sys.executable, "-m", "tests.faults", part, "--count", str(count), "--seed", str(seed)]
        done = subprocess.run(
            [*command, "--json", str(target)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=580,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-6000:]}"
        return list(json.loads(target.read_text("utf-8")))

    return run
