"""Talking to an engine process without Qt: for the command line, for scripts and for tests."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import select
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from pydantic import ValidationError

from samft_core.engine.protocol import (
    Encode,
    Fatal,
    ImageView,
    Ping,
    Pong,
    Predict,
    Prepare,
    Propose,
    Ready,
    Reload,
    Reply,
    Shutdown,
    parse_reply,
    to_line,
)
from samft_core.errors import DeviceError
from samft_core.imaging.geometry import View
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.processes import worker_command

_log = logging.getLogger(__name__)

PING_S = 5.0
"""How often an engine gets a ping."""
SILENT_PINGS = 12
"""After so many pings without any reply the engine is taken for dead and ended. Counted, not timed: after a
PC has slept, one ping is open, not hundreds."""

REMEDY = "remedy.run_doctor"
"""The code of what to do where the engine does not work."""


@dataclass(slots=True)
class _Child:
    """One started process and the thread that reads it."""

    process: subprocess.Popen[bytes]
    reader: threading.Thread
    ready: threading.Event
    words: Ready | Fatal | None = None
    unanswered: int = 0
    gone: threading.Event = field(default_factory=threading.Event)


class EngineClient:
    """Starts an engine for one project, sends requests and hands every reply to ``on_reply``.

    ``on_reply`` and ``on_exit`` (with the exit code, once per process) are called on the reading thread.
    ``command`` is for tests; by default it is SAMFT's own engine.
    """

    def __init__(
        self,
        project: Path,
        *,
        on_reply: Callable[[Reply], None],
        on_exit: Callable[[int], None] | None = None,
        device: str = "auto",
        command: Sequence[str] | None = None,
        stderr: IO[Any] | int | None = None,
    ) -> None:
        self._command = list(command or worker_command("engine", "--project", project, "--device", device))
        self._on_reply = on_reply
        self._on_exit = on_exit
        self._stderr = stderr
        self._ids = itertools.count(1)
        self._sending = threading.Lock()
        self._child: _Child | None = None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._child is not None and self._child.process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process id; None where none was started."""
        return None if self._child is None else self._child.process.pid

    def start(self) -> None:
        """Start the process. Raises DeviceError where that is impossible or one runs already."""
        if self.running:
            raise DeviceError(Message("engine.runs_already"))
        try:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr
            )
        except OSError as error:
            raise DeviceError(Message("engine.cannot_start", reason=error), path=self._command[0]) from error
        reader = threading.Thread(target=self._read, name="engine-replies", daemon=True)
        # Before the reader runs, which asks for it.
        child = self._child = _Child(process, reader, threading.Event())
        reader.start()
        threading.Thread(target=self._watch, args=(child,), name="engine-watch", daemon=True).start()

    def wait_ready(self, timeout_s: float = 120.0) -> Ready:
        """Wait until the model is loaded. Raises DeviceError where the engine cannot or takes too long."""
        child = self._started()
        if not child.ready.wait(timeout_s):
            raise DeviceError(Message("engine.not_ready", seconds=timeout_s), remedy=Message(REMEDY))
        if isinstance(child.words, Ready):
            return child.words
        if isinstance(child.words, Fatal):
            raise DeviceError(child.words.message, remedy=child.words.remedy)
        raise DeviceError(Message("engine.ended_early", code=child.process.wait()), remedy=Message(REMEDY))

    def encode(self, image_id: int, *, prefetch: bool = False) -> int:
        """Ask for an image's embedding; returns the request's id."""
        return self._send(Encode(id=next(self._ids), image_id=image_id, prefetch=prefetch))

    def predict(
        self,
        image_id: int,
        prompts: Prompts,
        versions: Sequence[str],
        *,
        slot: str = "current",
        proposals: bool = False,
        refine: bool = True,
    ) -> int:
        """Ask the versions about one object; returns the request's id."""
        return self._send(
            Predict(
                id=next(self._ids),
                image_id=image_id,
                prompts=prompts.to_json(),
                versions=list(versions),
                slot=slot,
                proposals=proposals,
                refine=refine,
            )
        )

    def propose(self, image_id: int, good: Sequence[int]) -> int:
        """Ask where an image differs from the good ones; returns the request's id."""
        return self._send(Propose(id=next(self._ids), image_id=image_id, good=list(good)))

    def prepare(self, views: Sequence[tuple[int, View]], *, planes: bool = False) -> int:
        """Have views of images (by id) encoded while nothing else is asked; returns the request's id."""
        wanted = [ImageView.of(image_id, view, planes=planes) for image_id, view in views]
        return self._send(Prepare(id=next(self._ids), views=wanted))

    def reload(self) -> int:
        """Tell the engine that model versions changed; returns the request's id."""
        return self._send(Reload(id=next(self._ids)))

    def restart(self) -> None:
        """End the process, if there is one, and start a new one; unanswered requests are lost."""
        self.close()
        self.start()

    def close(self, timeout_s: float = 5.0) -> int | None:
        """Ask the engine to leave, wait, then kill it. Returns the exit code; None where none was started."""
        child = self._child
        if child is None:
            return None
        with contextlib.suppress(DeviceError):
            self._send(Shutdown())
        self._close_stdin(child)
        try:
            code = child.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            child.process.kill()
            code = child.process.wait()
        # ``on_reply`` and ``on_exit`` may close the engine, and a thread cannot wait for itself.
        if child.reader is not threading.current_thread():
            child.reader.join(timeout_s)
        return code

    def kill(self) -> None:
        """End the process at once."""
        if self._child is not None:
            self._child.process.kill()
            self.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> _Child:
        if self._child is None:
            raise DeviceError(Message("engine.not_started"))
        return self._child

    def _send(self, request: Any) -> int:
        stdin = self._started().process.stdin
        try:
            with self._sending:
                if stdin is None or stdin.closed:
                    raise DeviceError(Message("engine.ended"), remedy=Message(REMEDY))
                stdin.write(to_line(request))
                stdin.flush()
        except OSError as error:
            raise DeviceError(Message("engine.ended"), remedy=Message(REMEDY)) from error
        return int(getattr(request, "id", 0))

    def _close_stdin(self, child: _Child) -> None:
        # Closing flushes; a dead engine makes that fail, which is no news.
        with self._sending, contextlib.suppress(OSError):
            if child.process.stdin is not None:
                child.process.stdin.close()

    def _read(self) -> None:
        child = self._started()
        stdout = child.process.stdout
        if stdout is not None:
            with stdout:
                for line in stdout:
                    self._take(child, line)
        code = child.process.wait()
        # Both events: whoever waits for the engine to be ready must learn that it never will be.
        child.gone.set()
        child.ready.set()
        if self._on_exit is not None:
            self._on_exit(code)

    def _watch(self, child: _Child) -> None:
        """End an engine that was stopped or hangs: it would keep whoever waits for it waiting for ever."""
        while not child.gone.wait(PING_S):
            child.unanswered += 1
            if child.unanswered > SILENT_PINGS:
                _log.warning("The engine did not answer any more and is ended")
                child.process.kill()
                return
            # Where another thread waits for room in the pipe, nothing is read at the other end either.
            if self._sending.acquire(timeout=0.1):
                try:
                    _write_if_room(child.process.stdin, to_line(Ping()))
                finally:
                    self._sending.release()

    def _take(self, child: _Child, line: bytes) -> None:
        # Any word counts as a sign of life, not only a Pong.
        child.unanswered = 0
        try:
            reply = parse_reply(line)
        except ValidationError:
            _log.warning("The engine said something that is no reply: %r", line[:200])
            return
        if isinstance(reply, Ready | Fatal):
            child.words = reply
            child.ready.set()
        if not isinstance(reply, Pong):
            self._on_reply(reply)


def _write_if_room(pipe: IO[bytes] | None, line: bytes) -> None:
    """Write a short line unless that would wait; Windows cannot tell, and its pipes are large enough."""
    if pipe is None or pipe.closed:
        return
    with contextlib.suppress(OSError, ValueError):
        if os.name == "nt" or select.select([], [pipe], [], 0)[1]:
            pipe.write(line)
            pipe.flush()
