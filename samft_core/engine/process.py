"""``samft worker engine``: the child process that holds the model and speaks ``engine.protocol``."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Queue

from pydantic import ValidationError

from samft_core.engine.loop import EngineLoop, Request
from samft_core.engine.protocol import (
    Failed,
    Fatal,
    Ping,
    Pong,
    Ready,
    Reply,
    Shutdown,
    parse_request,
    to_line,
)
from samft_core.errors import SamftError
from samft_core.files.limits import REQUEST_BYTES
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message
from samft_core.pipes import WholeWriter, lines_of, take_stdout
from samft_core.project.project import Project


def main(arguments: list[str]) -> int:
    """Serve one project until Shutdown or the end of stdin; returns the exit code."""
    parser = argparse.ArgumentParser(prog="samft worker engine")
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--device", default="auto")
    options = parser.parse_args(arguments)
    # Ctrl-C in a terminal reaches the whole group; the parent decides, and the end of stdin tells us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    requests = lines_of(sys.stdin.fileno(), longest=REQUEST_BYTES)
    return serve(options.project, options.device, requests=requests, replies=take_stdout())


def serve(project: Path, device: str, *, requests: Iterable[bytes], replies: WholeWriter) -> int:
    """Load, say Ready, work. Every way out that is a failure says Fatal first."""

    def send(reply: Reply) -> None:
        replies.write(to_line(reply))

    inbox: Queue[Request] = Queue()
    # Reading starts before loading: requests sent meanwhile are queued, and the end of stdin is noticed.
    reader = threading.Thread(
        target=read_requests, args=(requests, inbox, send), name="requests", daemon=True
    )
    reader.start()
    start = time.perf_counter()
    try:
        # Opened before torch is imported, so that a project that cannot be used says so at once.
        opened = Project.open(project, look=True)
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
        send(Fatal(message=error.located, remedy=error.remedy))
        return error.exit_code
    except BrokenPipeError:  # the window is gone
        return 0
    return 0


def read_requests(lines: Iterable[bytes], inbox: Queue[Request], send: Callable[[Reply], None]) -> None:
    """Put every request into the inbox; the end of the stream is a Shutdown. Runs in its own thread.

    A Ping is answered right here, so that a long encoding is never taken for a dead engine. No line, however
    broken, ends the engine.
    """
    try:
        for line in lines:
            if not line.strip():
                continue
            if len(line) > REQUEST_BYTES:
                send(_refused(0, Message("engine.request_too_long", megabytes=REQUEST_BYTES / 1e6)))
                continue
            try:
                request = parse_request(line)
            except ValidationError as error:
                send(_refusal(line, error))
                continue
            if isinstance(request, Ping):
                send(Pong(id=request.id))
            else:
                inbox.put(request)
    except (OSError, ValueError):  # closed under our feet
        pass
    finally:
        inbox.put(Shutdown())


def _refusal(line: bytes, error: ValidationError) -> Failed:
    """What to answer to a line that is no request; id 0 where it names none."""
    try:
        data = parse_json(line)
    except JsonError:
        data = None
    request_id = data.get("id") if isinstance(data, dict) else None
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return _refused(request_id if isinstance(request_id, int) else 0, f"{where[:100]}: {first['msg'][:300]}")


def _refused(request_id: int, why: str | Message) -> Failed:
    return Failed(
        id=request_id,
        message=Message("engine.not_understood", reason=why),
        remedy=Message("remedy.same_version"),
    )
