"""``samft worker engine``: the child process that holds the model and speaks ``engine.protocol``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Queue
from typing import BinaryIO

from pydantic import ValidationError

from samft_core.engine.loop import EngineLoop, Request
from samft_core.engine.protocol import Failed, Fatal, Ready, Reply, Shutdown, parse_request, to_line
from samft_core.errors import SamftError
from samft_core.store.project import Project


def main(arguments: list[str]) -> int:
    """Serve one project until Shutdown or the end of stdin; returns the exit code."""
    parser = argparse.ArgumentParser(prog="samft worker engine")
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--device", default="auto")
    options = parser.parse_args(arguments)
    # Ctrl-C in a terminal reaches the whole group; the parent decides, and the end of stdin tells us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    return serve(
        options.project, options.device, requests=lines_of(sys.stdin.fileno()), replies=take_stdout()
    )


def take_stdout() -> BinaryIO:
    """Take the real stdout for replies alone.

    File descriptor 1 becomes stderr, so that no print of a Python or C library can come between two replies.
    """
    sys.stdout.flush()
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return replies


def serve(project: Path, device: str, *, requests: Iterable[bytes], replies: BinaryIO) -> int:
    """Load, say Ready, work. Every way out that is a failure says Fatal first."""
    send = _Sender(replies)
    inbox: Queue[Request] = Queue()
    # Reading starts before loading: requests sent meanwhile are queued, and the end of stdin is noticed.
    reader = threading.Thread(
        target=read_requests, args=(requests, inbox, send), name="requests", daemon=True
    )
    reader.start()
    start = time.perf_counter()
    try:
        opened = Project.open(project)
        from samft_core.engine.session import ModelSession  # noqa: PLC0415 - torch takes seconds

        with ModelSession.load(opened, device=device) as session:
            loaded = session.loaded
            seconds = time.perf_counter() - start
            send(
                Ready(
                    device=loaded.device,
                    encoder=loaded.encoder,
                    base_model=loaded.base_model,
                    seconds=seconds,
                )
            )
            EngineLoop(session, inbox, send).run()
    except SamftError as error:
        where = f" ({error.path})" if error.path is not None else ""
        send(Fatal(message=f"{error.message}{where}", remedy=error.remedy))
        return error.exit_code
    except BrokenPipeError:  # the window is gone
        return 0
    return 0


def lines_of(descriptor: int) -> Iterator[bytes]:
    """The lines of a pipe as they arrive.

    Not ``sys.stdin.buffer``: a thread waiting in it holds its lock, and Python aborts where it leaves then.
    """
    rest = b""
    while chunk := os.read(descriptor, 65536):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    if rest:
        yield rest


def read_requests(lines: Iterable[bytes], inbox: Queue[Request], send: Callable[[Reply], None]) -> None:
    """Put every request into the inbox; the end of the stream is a Shutdown. Runs in its own thread."""
    try:
        for line in lines:
            if not line.strip():
                continue
            try:
                inbox.put(parse_request(line))
            except ValidationError as error:
                send(_refusal(line, error))
    except (OSError, ValueError):  # closed under our feet
        pass
    finally:
        inbox.put(Shutdown())


def _refusal(line: bytes, error: ValidationError) -> Failed:
    """What to answer to a line that is no request; id 0 where it names none."""
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    request_id = data.get("id") if isinstance(data, dict) else None
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return Failed(
        id=request_id if isinstance(request_id, int) else 0,
        message=f"The engine does not understand the request: {where}: {first['msg']}",
        remedy="Use a window and an engine of the same SAMFT version.",
    )


class _Sender:
    """Writes replies whole, from either thread."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._lock = stream, threading.Lock()

    def __call__(self, reply: Reply) -> None:
        with self._lock:
            remaining = memoryview(to_line(reply))
            while remaining:
                remaining = remaining[self._stream.write(remaining) :]
