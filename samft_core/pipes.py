"""How SAMFT's worker processes talk: lines of bytes in on stdin, whole messages out on the real stdout."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO


def take_stdout() -> WholeWriter:
    """Take the real stdout for messages alone.

    File descriptor 1 becomes stderr, so that no print of a Python or C library can come between two messages.
    """
    sys.stdout.flush()
    writer = WholeWriter(os.fdopen(os.dup(1), "wb", buffering=0))
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return writer


class WholeWriter:
    """Writes messages whole, from any thread."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def write(self, data: bytes | memoryview) -> None:
        """Write all of ``data``. Raises OSError where nobody reads any more."""
        with self._lock:
            # A raw pipe takes what it has room for; a message cut in the middle would be none.
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[self._stream.write(remaining) :]


def lines_of(descriptor: int, *, longest: int) -> Iterator[bytes]:
    """The lines of a pipe as they arrive; of a line that is too long only its first ``longest`` + 1 bytes.

    Not ``sys.stdin.buffer``: a thread waiting in it holds its lock, and Python aborts where it leaves then.
    """
    pending = bytearray()
    while chunk := os.read(descriptor, 65536):
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            pending += end
            yield bytes(pending[: longest + 1])
            pending.clear()
        pending += rest
        # Of an endless line only so much is kept as says that it is too long.
        del pending[longest + 1 :]
    if pending:
        yield bytes(pending)
