"""Opening files that others left: regular ones alone, so that nothing waits on a pipe or reads without end.

A named pipe blocks whoever opens it until somebody writes; ``/dev/zero`` has no end; a terminal takes the
keys that were meant for somebody else. None of them is ever a pack, a policy, a recipe or an image.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader, BufferedWriter
from pathlib import Path

from samft_core.errors import SamftError

_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotRegularError(OSError):
    """The path is a pipe, a socket, a device or a folder; an OSError, as any file that cannot be read."""


def require_regular(path: Path) -> None:
    """Raises NotRegularError unless ``path`` is a file, links followed; OSError where it cannot be asked."""
    _require(path.stat().st_mode, path)


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading, without ever waiting. Raises OSError.

    The kind is asked twice: before, as opening a device can already do something, and on the open file, as
    another file may have taken its place meanwhile.
    """
    require_regular(path)
    descriptor = os.open(path, os.O_RDONLY | _NONBLOCK | _BINARY)
    try:
        _require(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path, *, limit: int, error: type[SamftError] = SamftError) -> bytes:
    """All bytes of a regular file. Raises OSError, and ``error`` where it has more than ``limit`` bytes."""
    with open_regular(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        message = f"The file is larger than {limit / 1e6:,.0f} MB, which such a file never is"
        raise error(message, path=path, remedy="Choose the right file.")
    return data


def append_regular(path: Path) -> BufferedWriter:
    """Open a file to append to, made where there is none; never through a link. Raises OSError."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NONBLOCK | _BINARY | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        _require(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "ab")
    except BaseException:
        os.close(descriptor)
        raise


def _require(mode: int, path: Path) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "no file")
    raise NotRegularError(errno.EINVAL, f"it is {kind}, not a file", str(path))
