"""Writing files and folders so that a power cut leaves the old one or the new one, never half of either.

A rename may reach the disk before the bytes of what is renamed. Whatever is built under a temporary name is
therefore flushed, every file and every folder of it, before it gets its own name.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

RETRIES = 12
"""How often a replace is tried again while a virus scanner or viewer holds the old file open (Windows)."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path in ``path``'s folder; what is written there replaces ``path`` on leaving.

    On an exception the temporary file is removed and ``path`` is left as it was. Raises OSError.
    """
    # In the same folder, because a rename is atomic only within one file system. Hidden, so that no
    # import takes a half-written file for an image.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        # The bytes first, then the name: after a power cut the new name must not point to a file
        # without content.
        flush_file(temporary)
        # mkstemp makes files private to one user; a shared project folder must stay readable to the others.
        temporary.chmod(0o666 & ~_umask())
        replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def copy_file(source: Path, target: Path) -> None:
    """Replace ``target`` by a copy of ``source``'s bytes."""
    with replacing(target) as temporary:
        shutil.copyfile(source, temporary)


def write_bytes(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` as UTF-8 with ``\\n`` line ends."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, data: Any) -> None:
    """Replace ``path`` by ``data`` as readable JSON with a newline at the end."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def replace(source: Path, target: Path) -> None:
    """Rename ``source`` over ``target`` and make the rename durable; retries Windows sharing violations."""
    for attempt in range(RETRIES + 1):
        try:
            source.replace(target)
            break
        except PermissionError:
            if attempt == RETRIES or not _retries_sharing_violations():
                raise
            # 10 ms at first, at most 0.64 s each: about 5 s in all, which is longer than a scanner
            # holds a file.
            time.sleep(0.01 * 2 ** min(attempt, 6))
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut; Windows needs no such step and has none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make ``folder`` with its parents where they are missing, so that they survive a power cut."""
    missing = []
    for candidate in (folder, *folder.parents):
        if candidate.exists():
            break
        missing.append(candidate)
    folder.mkdir(parents=True, exist_ok=True)
    # From the outermost on: a folder's entry stands in its parent, so each parent is flushed.
    for made in reversed(missing):
        flush_folder(made.parent)


def flush_tree(folder: Path) -> None:
    """Make every file and folder below ``folder``, and ``folder`` itself, survive a power cut.

    To be called before ``folder`` is renamed to where it belongs. Raises OSError.
    """
    # Leaves first, so that no folder is durable before what it names.
    for name, _folders, files in os.walk(folder, topdown=False):
        place = Path(name)
        for file in files:
            path = place / file
            if not path.is_symlink():
                flush_file(path)
        flush_folder(place)


def move_into_place(folder: Path, target: Path) -> None:
    """Flush everything in ``folder``, then rename it to ``target``, which must not be there yet."""
    flush_tree(folder)
    replace(folder, target)


def _retries_sharing_violations() -> bool:
    # Only Windows refuses because somebody reads the file; elsewhere waiting would change nothing.
    return os.name == "nt"


def flush_file(path: Path) -> None:
    """Make the bytes of one file survive a power cut. Raises OSError."""
    # Windows flushes only what may be written; elsewhere reading is enough, and a file may be read-only.
    with path.open("r+b" if os.name == "nt" else "rb") as stream:
        os.fsync(stream.fileno())


def _read_umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value


_UMASK = _read_umask()


def _umask() -> int:
    # Read once at import: asking for the umask means setting it, which is not safe with threads running.
    return _UMASK
