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
from samft_core.messages.message import Message

# Opening a named pipe waits for a writer without this. Windows knows neither the flag nor such pipes.
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
# Kinds of what is no file, with the code of the message that says so.
_KINDS = (
    (stat.S_ISDIR, "file.is_folder"),
    (stat.S_ISFIFO, "file.is_pipe"),
    (stat.S_ISSOCK, "file.is_socket"),
    (stat.S_ISCHR, "file.is_device"),
    (stat.S_ISBLK, "file.is_device"),
)


class NotRegularError(OSError):
    """The path is a pipe, a socket, a device or a folder; an OSError, as any file that cannot be read."""


def require_regular(path: Path) -> None:
    """Raises NotRegularError unless ``path`` is a file, links followed; OSError where that cannot be told."""
    _require(path.stat().st_mode, path)


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading, without ever waiting. Raises OSError.

    The kind is checked twice: before, as opening a device can already do something, and on the open file, as
    another file may have taken its place meanwhile.
    """
    require_regular(path)
    descriptor = os.open(path, os.O_RDONLY | _NONBLOCK | _BINARY)
    try:
        _require(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "rb")
    # Also when Ctrl+C comes between the two calls: nobody else knows the descriptor.
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path, *, limit: int, error: type[SamftError] = SamftError) -> bytes:
    """All bytes of a regular file. Raises OSError, and ``error`` where it has more than ``limit`` bytes."""
    with open_regular(path) as stream:
        # One more than allowed tells that there is more, without asking for a size that may change
        # meanwhile.
        data = stream.read(limit + 1)
    if len(data) > limit:
        message = Message("file.too_large", megabytes=limit / 1e6)
        raise error(message, path=path, remedy=Message("remedy.choose_right_file"))
    return data


def append_regular(path: Path) -> BufferedWriter:
    """Open a file to append to, made where there is none; never through a link. Raises OSError."""
    # NOFOLLOW: whoever may write into the folder could otherwise lead the log over somebody's file.
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
    code = next((code for is_kind, code in _KINDS if is_kind(mode)), "file.is_none")
    raise NotRegularError(errno.EINVAL, Message(code), str(path))
