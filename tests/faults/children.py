"""Work in forked children: with limits of time and memory, and its end told apart from its failures.

The parent must have no threads (libraries' pools aside) and no QApplication; ``python -m tests.faults`` is
such a parent. Forking is what makes thousands of tries affordable: the libraries are loaded once.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GIGABYTE = 1 << 30
WORK_SECONDS = 10.0
"""Processor time after which something hangs, whatever else the machine does."""

PATIENCE = 600.0
"""Seconds by the clock after which a child that may be waiting for something hangs; busy PCs are slow."""

TRACE = "Traceback (most recent call last)"


@dataclass(slots=True)
class Outcome:
    """How a child ended. ``result`` is what the work returned, as JSON; ``words`` what it wrote.

    ``work_seconds`` is processor time, which other programs on the machine hardly lengthen.
    """

    code: int | None
    signal: int | None
    seconds: float
    peak_bytes: int
    work_seconds: float = 0.0
    result: Any = None
    words: str = ""
    hung: bool = False
    outside: list[str] = field(default_factory=list)

    @property
    def hangs(self) -> bool:
        """Whether it took too long, by the clock or in processor time."""
        return self.hung or self.work_seconds > WORK_SECONDS

    @property
    def traceback(self) -> bool:
        """Whether an exception reached the top."""
        return TRACE in self.words


def start(work: Callable[[], Any], output: Path, *, memory: int = 2 * GIGABYTE) -> int:
    """Fork a child that does ``work`` and writes what it prints to ``output``; returns its id.

    Its result goes to ``output`` with the ending .json.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        _limit_memory(memory)
        _begin_anew()
        result = work()
        output.with_suffix(".json").write_text(json.dumps(result), "utf-8")
        code = result if isinstance(result, int) else 0
    except BaseException:  # noqa: BLE001 - whatever it was, the parent reads it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _begin_anew() -> None:
    """What a program notes at its start; a fork would have it from its parent."""
    leftovers = sys.modules.get("samft_core.project.leftovers")
    if leftovers is not None:
        leftovers._BEGUN = time.time()  # type: ignore[attr-defined]


def _limit_memory(extra: int) -> None:
    # Data alone: the libraries' code, mapped and never touched, is no memory that an input costs.
    lines = Path("/proc/self/status").read_text().splitlines()
    held = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData"))
    resource.setrlimit(resource.RLIMIT_DATA, (held + extra, held + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def finish(
    child: int, output: Path, *, since: float, seconds: float, kill_at: float | None = None
) -> Outcome:
    """Wait for a child that ``start`` made; it is killed at ``kill_at``, or where it takes too long."""
    hung = False
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
        now = time.monotonic()
        if kill_at is not None and now >= kill_at:
            kill_group(child)
        elif now - since > seconds:
            hung = True
            kill_group(child)
        select.select([], [], [], 0.002)
    kill_group(child)  # what it may have started goes with it
    code = os.waitstatus_to_exitcode(status)
    result_file = output.with_suffix(".json")
    result = None
    if code >= 0 and result_file.exists():
        result = json.loads(result_file.read_text("utf-8"))
    return Outcome(
        code=code if code >= 0 else None,
        signal=-code if code < 0 else None,
        seconds=time.monotonic() - since,
        peak_bytes=usage.ru_maxrss * 1024,
        work_seconds=usage.ru_utime + usage.ru_stime,
        result=result,
        words=output.read_text("utf-8", "replace") if output.exists() else "",
        hung=hung,
    )


def kill_group(child: int) -> None:
    """Kill a child and what it started."""
    for call in (os.killpg, os.kill):
        try:
            call(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def run(work: Callable[[], Any], *, seconds: float = PATIENCE, memory: int = 2 * GIGABYTE) -> Outcome:
    """Do ``work`` in a child and wait for its end."""
    with tempfile.TemporaryDirectory(prefix="samft-child-") as folder:
        output = Path(folder, "output.txt")
        since = time.monotonic()
        return finish(start(work, output, memory=memory), output, since=since, seconds=seconds)


def must(work: Callable[[], Any], *, seconds: float = PATIENCE) -> Any:
    """Do ``work`` in a child and return its result; a failure is the suite's own and raises."""
    outcome = run(work, seconds=seconds, memory=8 * GIGABYTE)
    if outcome.code is None or (outcome.traceback and outcome.result is None):
        raise RuntimeError(f"the suite's own step failed (hung: {outcome.hung}):\n{outcome.words}")
    return outcome.result


COMMAND = (
    "samft_core.cli.main",
    "samft_core.project.project",
    "samft_core.project.migrate",
    "samft_core.distribution.project_packs",
    "samft_core.formats.folder",
    "samft_core.formats.import_folder",
    "samft_core.formats.labelme",
    "samft_core.imaging.polygon_fill",
    *("alembic.command", "cv2", "encodings.utf_8_sig", "numpy.core", "numpy.random", "typer._adapters"),
    *("typer._click.decorators", "rich._emoji_codes", "rich.status"),
    *(f"PIL.{name}ImagePlugin" for name in ("Bmp", "Gif", "Jpeg", "Png", "Ppm")),
)
"""What a command imports when it needs it: a third of a second a child where it is not there already."""

MODEL = ("samft_core.sam.registry", "samft_core.sam.decoder_files", "samft_core.sam.quiet_openvino")
"""What a model imports when it is loaded: two seconds a child."""


def preload(*names: str) -> None:
    """Import modules once, for all children to come; what any command needs among them."""
    for name in (*COMMAND, *names):
        importlib.import_module(name)


def command(*arguments: str | Path) -> Callable[[], int]:
    """A command of ``samft`` as work for a child; its result is the exit code."""

    def work() -> int:
        from samft_core.cli.main import main

        return main([str(argument) for argument in arguments])

    return work
