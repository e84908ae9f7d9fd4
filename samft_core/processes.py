"""SAMFT's own processes: their command lines, from a checkout and frozen, and how they share the PC."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# From glibc's malloc.h.
_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3

_KEPT_BYTES = 256 * 1024**2
_MAPPED_BYTES = 32 * 1024**2
"""Larger pieces come from the system, as always; it is the most that glibc allows."""


def share_the_processor() -> None:
    """Let threads sleep while they wait for each other; call it before anything imports torch.

    OpenMP's threads spin by default. Where another program wants the processor too, they spin through the
    time that the one they wait for would need. Children inherit it; what the user has set stays.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def keep_freed_memory() -> None:
    """Let this process use freed memory again instead of giving it back to the system after each answer.

    The tensors of one answer or step come to some tens of megabytes. glibc returns and fetches them each
    time, page by page, which took a fifth of the time of both. At most a quarter of a gigabyte is held on
    to. For processes that hold a model; nothing happens where the C library is another.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)
        mallopt(_M_MMAP_THRESHOLD, _MAPPED_BYTES)


def worker_command(worker: str, *arguments: str | Path) -> list[str]:
    """The command that starts ``worker`` ("engine", "trainer" or "decoder") as a child.

    A frozen program cannot run ``-m``, so ``samft`` dispatches on the word ``worker`` before any Qt import.
    The window is an executable of its own beside it, which holds no model.
    """
    frozen = _frozen("samft")
    # From source the core's own entry, which imports nothing of Qt.
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
