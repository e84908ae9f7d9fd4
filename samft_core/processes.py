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
    if getattr(sys, "frozen", False):
        start = [str(Path(sys.executable).with_name("samft.exe" if os.name == "nt" else "samft"))]
    else:
        start = [sys.executable, "-m", "samft_core"]
    return [*start, "worker", worker, *map(str, arguments)]
