"""The trainer's keeper: one child per run; events out, cancel in: a request, then a wait, then a kill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from app.services.line_process import LineProcess
from app.services.logs import logger
from samft_core.messages.message import Message
from samft_core.processes import worker_command
from samft_core.training import events

# A step takes up to some seconds on a slow PC, and the checkpoint is written after it.
CANCEL_PATIENCE_MS = 20_000
PING_MS = 5000
"""How often a run gets a ping."""
SILENT_PINGS = 24
"""So many pings without an answer, and the run is ended; its checkpoint stays."""


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """What is to be run.

    ``recipe`` is a preset's name or JSON, ``resume`` a run to go on with, ``inspector`` who asks.
    """

    project: Path
    recipe: str = "auto"
    resume: int | None = None
    inspector: str = ""


def trainer_command(request: TrainingRequest) -> list[str]:
    """The command that starts the trainer."""
    resumed = [] if request.resume is None else ["--resume", str(request.resume)]
    who = ["--inspector", request.inspector] if request.inspector else []
    return worker_command("trainer", "--project", request.project, "--recipe", request.recipe, *resumed, *who)


class TrainerService(QObject):
    """At most one run at a time.

    ``reported`` carries every event; ``ended`` follows when the process has left.
    """

    reported = Signal(object)
    ended = Signal()

    def __init__(
        self,
        command: Callable[[TrainingRequest], list[str]] = trainer_command,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._log = logger("trainer")
        self._process = LineProcess("trainer", self)
        self._process.line.connect(self._line)
        self._process.ended.connect(self._gone)
        self._closing_event = False
        self._cancelling = False
        self._run_id: int | None = None
        self._step = 0
        self._killer = QTimer(self)
        self._killer.setSingleShot(True)
        self._killer.timeout.connect(self._kill)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._process.running

    @property
    def pid(self) -> int:
        """The trainer's process id; 0 where there is none."""
        return self._process.pid

    @property
    def log_tail(self) -> str:
        """What the trainer last wrote on stderr."""
        return self._process.error_tail

    def start(self, request: TrainingRequest) -> None:
        """Start a run, or go on with one from its checkpoint."""
        if self.running:
            return
        self._closing_event = self._cancelling = False
        self._run_id = request.resume
        self._step = 0
        self._process.start(self._command(request))
        self._process.watch(b"ping\n", every_ms=PING_MS, most=SILENT_PINGS)

    def cancel(self) -> None:
        """Ask the run to stop at the next step; it is killed where it does not, and its checkpoint stays."""
        # Once only: a second press would start the patience anew.
        if self.running and not self._cancelling:
            self._cancelling = True
            self._process.write(b"cancel\n")
            self._killer.start(CANCEL_PATIENCE_MS)

    def close(self) -> None:
        """Leave with the program: the run stops at its next step and can be resumed."""
        self.cancel()
        self._process.wait_gone(5000)

    def _kill(self) -> None:
        self._log.warning("the run did not stop in time and is killed")
        self._process.end(patience_ms=0)

    def _line(self, line: bytes) -> None:
        try:
            event = events.parse_event(line)
        except ValidationError:
            self._log.warning("not an event: %r", line[:200])
            return
        match event:
            case events.Alive():
                return
            case events.RunStarted():
                self._run_id = event.run_id
            case events.StepDone():
                self._step = event.step
            # From now on the process may end without anything being wrong.
            case events.RunFinished() | events.RunCancelled() | events.RunFailed():
                self._closing_event = True
        self.reported.emit(event)

    def _gone(self, code: int) -> None:
        self._killer.stop()
        # Killed, crashed or out of memory: the window still gets one of the three last events, so that
        # nobody waits.
        if not self._closing_event:
            if self._cancelling:
                self.reported.emit(events.RunCancelled(run_id=self._run_id or 0, step=self._step))
            elif self._process.was_silent:
                message = Message("trainer.silent")
                self.reported.emit(events.RunFailed(run_id=self._run_id, message=message))
            else:
                last = self._process.error_tail.strip().splitlines()[-1:]
                reason = last[0] if last else Message("program.exit_code", code=code)
                message = Message("trainer.ended", reason=reason)
                self.reported.emit(events.RunFailed(run_id=self._run_id, message=message))
        self.ended.emit()
