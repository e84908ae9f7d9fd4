"""The command lines of the workers, and how SAMFT's processes share the processor."""

from __future__ import annotations

import os
import platform
import subprocess
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


@pytest.mark.parametrize("module", ["app.__main__", "samft_core.__main__"])
@pytest.mark.parametrize(("set_before", "seen"), [(None, "PASSIVE"), ("ACTIVE", "ACTIVE")])
def test_threads_learn_to_wait_before_torch_is_there(module: str, set_before: str | None, seen: str) -> None:
    program = f"""
import os, sys, types
from {module} import main
command_line = types.ModuleType("samft_core.cli.main")
command_line.main = lambda *_, **__: print(os.environ["OMP_WAIT_POLICY"], "torch" in sys.modules) or 0
sys.modules["samft_core.cli.main"] = command_line
sys.exit(main(["doctor"]))
"""
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    if set_before is not None:
        environment["OMP_WAIT_POLICY"] = set_before
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [seen, "False"]


@pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="glibc's allocator")
def test_freed_memory_is_used_again_instead_of_fetched_anew() -> None:
    program = """
import resource, sys
import numpy as np
from samft_core.processes import keep_freed_memory
if sys.argv[1] == "keep":
    keep_freed_memory()
def answer():
    for array in [np.empty(20_000_000, np.uint8) for _ in range(5)]:
        array[::4096] = 1
answer()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(5):
    answer()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    faults = {}
    for how in ("keep", "leave"):
        command = [sys.executable, "-c", program, how]
        faults[how] = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert faults["keep"] * 10 < faults["leave"]
