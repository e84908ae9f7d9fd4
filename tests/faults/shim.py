"""The preloaded library of ``shim.c``: build it, start a program under it, and arm it in that program."""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
ENVIRONMENT = "SAMFT_FAULT_SHIM"
"""Names the library to a program that was started under it."""


class Fault(IntEnum):
    """What happens at the n-th change."""

    OFF = 0
    COUNT = 1
    FAIL_ONCE = 2
    FAIL_ON = 3
    KILL = 4


@functools.cache
def library() -> Path | None:
    """The built library; None where there is no C compiler."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or os.name == "nt":
        return None
    folder = Path(tempfile.mkdtemp(prefix="samft-shim-"))
    target = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-w", "-o", str(target), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return target if done.returncode == 0 else None


def environment() -> dict[str, str]:
    """What a program needs in its environment to run under the library; empty where there is none."""
    built = library()
    return {} if built is None else {"LD_PRELOAD": str(built), ENVIRONMENT: str(built)}


@functools.cache
def _loaded() -> ctypes.CDLL | None:
    named = os.environ.get(ENVIRONMENT)
    return ctypes.CDLL(named) if named and named in os.environ.get("LD_PRELOAD", "") else None


def active() -> bool:
    """Whether this process runs under the library."""
    return _loaded() is not None


def arm(folder: Path, fault: Fault, number: int = 0, error: int = 0) -> None:
    """From now on count changes below ``folder`` and act at the ``number``-th."""
    loaded = _loaded()
    if loaded is None:
        raise RuntimeError("The program does not run under the shim")
    loaded.fault_arm(os.fsencode(os.path.realpath(folder)), int(fault), ctypes.c_long(number), error)


def count() -> int:
    """How many changes were counted since ``arm``."""
    loaded = _loaded()
    if loaded is None:
        return 0
    loaded.fault_count.restype = ctypes.c_long
    return int(loaded.fault_count())


def watch(allowed: Iterable[Path], log: Path) -> None:
    """Note in ``log`` every change outside the ``allowed`` folders."""
    loaded = _loaded()
    if loaded is not None:
        folders = "\n".join(os.path.realpath(folder) for folder in allowed)
        loaded.fault_watch(os.fsencode(folders), os.fsencode(log))
