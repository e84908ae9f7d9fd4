"""The command lines of SAMFT's own child processes, from a checkout and from a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def worker_command(worker: str, *arguments: str | Path) -> list[str]:
    """The command that starts ``worker`` ("engine" or "trainer") as a child.

    A frozen program cannot run ``-m``, so its one executable dispatches on the word ``worker`` before any Qt import.
    """
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "samft_core"]
    return [*start, "worker", worker, *map(str, arguments)]
