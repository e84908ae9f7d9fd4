"""What killed programs left behind: temporary files, half-built folders, unfinished exports and packs."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samft_core import atomic
from samft_core.store.layout import Layout
from samft_core.store.lease import others_here

NOTES = ".unfinished"
"""A folder with a note for each file or folder outside the project that is being written."""

_BEGUN = time.time()
"""About when this process began; the system's own answer may be a second early."""

_PATTERNS = (
    ".*.tmp",
    ".project.db.new*",
    "models/.building-*",
    "runs/*/.*.tmp",
    "runs/*/*.part",
    "ground_truth/*/.*.tmp",
    "images/.*.tmp",
    "backups/.*.tmp*",
)


@contextmanager
def noted(layout: Layout, path: Path) -> Iterator[None]:
    """Remember that ``path``, outside the project, is being written, so that a cut leaves a trace of it.

    A project that cannot be written remembers nothing.
    """
    note = layout.folder / NOTES / f"{secrets.token_hex(8)}.txt"
    with contextlib.suppress(OSError):
        note.parent.mkdir(exist_ok=True)
        atomic.write_text(note, str(path.absolute()))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)
            note.parent.rmdir()


def leftovers(layout: Layout) -> list[Path]:
    """Files and folders that nobody who is at work now has begun, and their notes."""
    found = [path for pattern in _PATTERNS for path in layout.folder.glob(pattern)]
    found += layout.cache.glob("**/.*.tmp")
    for note in (layout.folder / NOTES).glob("*.txt"):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            path = Path(note.read_text("utf-8"))
            if path.exists() and _ours(path):
                found.append(path)
        found.append(note)
    begun = _oldest_start(layout)
    return sorted({path for path in found if _older(path, begun)})


def remove(paths: list[Path]) -> None:
    """Delete leftovers. Raises OSError where one cannot be."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # only a folder of notes that is empty now
            if path.parent.name == NOTES:
                path.parent.rmdir()


def _ours(path: Path) -> bool:
    """A note may have been written by anybody: only names that SAMFT gives to what is unfinished."""
    temporary = path.name.startswith(".") and path.name.endswith(".tmp")
    return temporary or path.name.startswith((".exporting-", ".packing-", ".unpacking-"))


def _oldest_start(layout: Layout) -> float:
    """When the first of the processes that have the project open now was started."""
    starts = [holder.process_started for holder in others_here(layout.folder)]
    return min([*starts, _BEGUN])


def _older(path: Path, moment: float) -> bool:
    try:
        return path.lstat().st_mtime < moment
    except OSError:
        return False
