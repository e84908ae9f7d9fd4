"""The command lines of SAMFT's own child processes, from a checkout and from a frozen program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def worker_command(worker: str, *arguments: str | Path) -> list[str]:
    """The command that starts ``worker`` ("engine" or "trainer") as a child.

    A frozen program cannot run ``-m``, so ``samft`` dispatches on the word ``worker`` before any Qt import.
    The window is an executable of its own beside it, which holds no model.
    """
    frozen = _frozen("samft")
    start = [sys.executable, "-m", "samft_core"] if frozen is None else [frozen]
    return [*start, "worker", worker, *map(str, arguments)]


def console_command(*arguments: str | Path) -> list[str]:
    """A command of the command line as a process of its own."""
    frozen = _frozen("samft")
    start = [sys.executable, "-m", "app"] if frozen is None else [frozen]
    return [*start, *map(str, arguments)]


def window_command(*arguments: str | Path) -> list[str]:
    """The command that opens the window as a process of its own."""
    frozen = _frozen("samftw")
    start = [sys.executable, "-m", "app", "gui"] if frozen is None else [frozen]
    return [*start, *map(str, arguments)]


def _frozen(name: str) -> str | None:
    """The path of a frozen executable beside this one; None from source."""
    if not getattr(sys, "frozen", False):
        return None
    return str(Path(sys.executable).with_name(f"{name}.exe" if os.name == "nt" else name))
