"""The engine's keeper: starts it, talks to it, starts it again when it dies, and says so."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from app.services.line_process import LineProcess
from app.services.logs import logger
from samft_core.engine import protocol
from samft_core.imaging.geometry import View
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.processes import worker_command

BACKOFF_MS = (300, 1000, 3000, 8000)
"""Waits before each new start in a row.

After the last one the engine stays down until the user restarts it.
"""


LEAVE_MS = 3000
"""How long the window waits at most, when it closes, for an engine that may have something to put away."""
PING_MS = 1500
"""How often the engine gets a ping."""
SILENT_PINGS = 5
"""So many pings without an answer, and the engine is started again after the next interval: within 9 s.

A thread of its own answers them, so that a long encoding on a busy PC is no silence.
"""
SILENT_PINGS_STARTING = 60
"""The same while it loads its libraries, which may take a while from a slow disk."""

Request = protocol.Predict | protocol.Encode | protocol.Propose


class EngineState(enum.Enum):
    """How the engine is."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    FAILED = "failed"


def engine_command(folder: Path) -> list[str]:
    """The command that starts the engine on a project."""
    return worker_command("engine", "--project", folder)


class EngineService(QObject):
    """One engine process for the open project.

    Requests made before it is ready wait in its pipe and are answered then.
    """

    state_changed = Signal(object, object)
    predicted = Signal(object)
    encoded = Signal(int, int)
    located = Signal(int, object)
    proposed = Signal(object)
    prepared = Signal()
    dropped = Signal(int)
    request_failed = Signal(int, object)

    def __init__(
        self, command: Callable[[Path], list[str]] = engine_command, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._log = logger("engine")
        self._ids = itertools.count(1)
        self._process = LineProcess("engine", self)
        self._process.line.connect(self._line)
        self._process.ended.connect(self._ended)
        self._waiting: dict[int, Request] = {}
        self._careful = False
        self._in_flight: int | None = None
        self._folder: Path | None = None
        self._has_started = False
        self._deaths = 0
        self._fatal = False
        self._next_folder: Path | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._launch)
        self.state = EngineState.STOPPED
        self.description = ""

    @property
    def pid(self) -> int:
        """The engine's process id; 0 where there is none."""
        return self._process.pid

    def start(self, folder: Path) -> None:
        """Start the engine on the project in ``folder``; an engine of another project leaves first."""
        self._waiting.clear()
        self._careful = False
        self._in_flight = None
        self._deaths = 0
        if self._process.running:
            self._next_folder = folder
            self._folder = None
            self._process.end(last_words=protocol.to_line(protocol.Shutdown()))
            return
        self._folder = folder
        self._launch()

    def stop(self) -> None:
        """Let the engine leave; open requests are dropped."""
        self._again.stop()
        self._folder = self._next_folder = None
        self._waiting.clear()
        self._process.end(last_words=protocol.to_line(protocol.Shutdown()))
        self._set_state(EngineState.STOPPED)

    def restart(self) -> None:
        """Start again after giving up, or replace a running engine."""
        folder = self._folder
        if folder is not None:
            self.start(folder)

    def close(self) -> None:
        """Leave with the program: wait a little, then kill.

        An engine that is still starting reads no request before its model is loaded, and has nothing to save.
        """
        self.stop()
        self._process.wait_gone(LEAVE_MS if self._has_started else 0)

    def predict(
        self,
        image_id: int,
        prompts: Prompts,
        versions: list[str],
        *,
        slot: str = "current",
        proposals: bool = False,
        refine: bool = True,
    ) -> int:
        """Ask ``versions`` about one object; returns the request's id, which every reply carries."""
        request = protocol.Predict(
            id=next(self._ids),
            image_id=image_id,
            prompts=prompts.to_json(),
            versions=versions,
            slot=slot,
            proposals=proposals,
            refine=refine,
        )
        # The engine sends Dropped for these only once it reads them; here they are forgotten at once.
        overtaken = [
            r.id for r in self._waiting.values() if isinstance(r, protocol.Predict) and r.slot == slot
        ]
        for request_id in overtaken:
            self._forget(request_id)
        return self._request(request)

    def encode(self, image_id: int, *, prefetch: bool = False) -> int:
        """Have the image's embedding put into the cache; ``prefetch`` yields to everything else."""
        return self._request(protocol.Encode(id=next(self._ids), image_id=image_id, prefetch=prefetch))

    def reload(self) -> None:
        """Have the engine read the model versions again, as one was added or activated; no reply follows."""
        if self._process.running and self._next_folder is None:
            self._process.write(protocol.to_line(protocol.Reload(id=next(self._ids))))

    def prepare(self, views: Sequence[tuple[int, View]], *, planes: bool = False) -> None:
        """Have views of images (by id) encoded while nothing else is asked, in the place of earlier ones.

        With ``planes`` their planes too, where a run will read these. The request is forgotten where the
        engine dies, so that no view can kill it again and again.
        """
        if self.state is EngineState.READY and self._next_folder is None:
            wanted = [protocol.ImageView.of(image_id, view, planes=planes) for image_id, view in views]
            self._process.write(protocol.to_line(protocol.Prepare(id=next(self._ids), views=wanted)))

    def propose(self, image_id: int, good: list[int]) -> int:
        """Look for places that differ from the good images; a newer one overtakes it."""
        for request in list(self._waiting.values()):
            if isinstance(request, protocol.Propose):
                self._forget(request.id)
        return self._request(protocol.Propose(id=next(self._ids), image_id=image_id, good=good))

    def _request(self, request: Request) -> int:
        self._waiting[request.id] = request
        self._send(request)
        return request.id

    def _send(self, request: Request) -> None:
        # It waits in ``_waiting`` and goes out when the next engine has been started.
        if not self._process.running or self._next_folder is not None:
            return
        # After a death one request at a time: whichever is in flight when it dies again is the one that
        # kills.
        if self._careful and self._in_flight is not None:
            return
        self._in_flight = request.id
        self._process.write(protocol.to_line(request))

    def _forget(self, request_id: int) -> None:
        self._waiting.pop(request_id, None)
        if request_id == self._in_flight:
            self._in_flight = None
        if self._careful:
            self._send_waiting()

    def _send_waiting(self) -> None:
        """Send what has no answer yet.

        All of it, or after a death one at a time, to find out which request kills.
        """
        if not self._waiting:
            self._careful = False
        for request in list(self._waiting.values()):
            self._send(request)

    def _launch(self) -> None:
        if self._folder is None:
            return
        self._fatal = False
        self._has_started = False
        self._set_state(EngineState.RESTARTING if self._deaths else EngineState.STARTING)
        self._process.start(self._command(self._folder))
        self._watch(SILENT_PINGS_STARTING)
        self._send_waiting()

    def _watch(self, most: int) -> None:
        self._process.watch(protocol.to_line(protocol.Ping()), every_ms=PING_MS, most=most)

    def _line(self, line: bytes) -> None:
        try:
            reply = protocol.parse_reply(line)
        except ValidationError:
            self._log.warning("not a reply: %r", line[:200])
            return
        match reply:
            case protocol.Ready():
                self._deaths = 0
                self._has_started = True
                self._watch(SILENT_PINGS)
                self.description = reply.encoder
                self._set_state(
                    EngineState.READY,
                    Message("engine.description", encoder=reply.encoder, device=reply.device),
                )
            case protocol.Predicted():
                if reply.final:
                    self._forget(reply.id)
                self.predicted.emit(reply)
            case protocol.Encoded():
                self._forget(reply.id)
                self.located.emit(reply.image_id, reply.vector)
                self.encoded.emit(reply.id, reply.image_id)
            case protocol.Proposed():
                self._forget(reply.id)
                self.proposed.emit(reply)
            case protocol.Prepared():
                self.prepared.emit()
            case protocol.Dropped():
                self._forget(reply.id)
                self.dropped.emit(reply.id)
            case protocol.Failed():
                self._forget(reply.id)
                self.request_failed.emit(reply.id, _text_of(reply))
            case protocol.Fatal():
                self._fatal = True
                self._set_state(EngineState.FAILED, _text_of(reply))

    def _ended(self, code: int) -> None:
        if self._next_folder is not None:
            self._folder = self._next_folder
            self._next_folder = None
            self._launch()
            return
        # Asked to leave, or said itself that it cannot work: neither is a death to recover from.
        if self._folder is None or self._fatal:
            return
        self._blame()
        if self._deaths >= len(BACKOFF_MS):
            last = self._process.error_tail.strip().splitlines()[-1:] or [
                self.tr("exit code {0}").format(code)
            ]
            self._set_state(EngineState.FAILED, self.tr("It stopped again and again: {0}").format(last[0]))
            return
        wait = BACKOFF_MS[self._deaths]
        self._deaths += 1
        silent = self.tr("It did not answer any more and is started again.")
        self._set_state(EngineState.RESTARTING, silent if self._process.was_silent else "")
        self._again.start(wait)

    def _blame(self) -> None:
        """Give up the request that was alone with the engine when it died; otherwise find out from now on."""
        culprit = self._in_flight
        self._in_flight = None
        if self._careful and culprit is not None:
            self._waiting.pop(culprit, None)
            self.request_failed.emit(culprit, self.tr("The engine stopped twice on this request."))
        self._careful = True

    def _set_state(self, state: EngineState, detail: str = "") -> None:
        self.state = state
        self.state_changed.emit(state, detail)


def _text_of(reply: protocol.Failed | protocol.Fatal) -> Message:
    if reply.remedy is None:
        return reply.message
    return Message("error.with_remedy", message=reply.message, remedy=reply.remedy)
