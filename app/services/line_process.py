"""A child process that speaks lines.

QProcess with complete lines out, a tail of its errors, and a patient end.
"""

from __future__ import annotations

import os
from collections import deque

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from app.services.logs import logger
from samft_core.files.limits import LINE_BYTES

STDERR_LINES = 200


class LineProcess(QObject):
    """Starts one command; ``line`` carries each complete stdout line, ``ended`` the exit code (-1: killed).

    ``watch`` asks a child again and again whether it lives. One that does not say a word any more, because it
    hangs or somebody stopped it, is ended; ``was_silent`` then tells why.
    """

    line = Signal(bytes)
    ended = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = logger(name)
        self._errors: deque[str] = deque(maxlen=STDERR_LINES)
        self._rest = b""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)
        self.was_silent = False
        self._ping = b""
        self._unanswered = 0
        self._most_unanswered = 0
        self._pulse = QTimer(self)
        self._pulse.timeout.connect(self._send_ping)
        self._killer = QTimer(self)
        self._killer.setSingleShot(True)
        self._killer.timeout.connect(self._process.kill)

    @property
    def running(self) -> bool:
        """Whether the child is there."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """The child's process id; 0 where there is none."""
        return int(self._process.processId())

    @property
    def error_tail(self) -> str:
        """The last lines the child wrote on stderr."""
        return "\n".join(self._errors)

    def start(self, command: list[str]) -> None:
        """Start ``command``; the child sees UTF-8 on its pipes."""
        self._rest = b""
        self._errors.clear()
        self.was_silent = False
        environment = QProcessEnvironment.systemEnvironment()
        # Windows would write the console's code page into the pipe.
        environment.insert("PYTHONIOENCODING", "utf-8")
        # Errors must be in the log before a crash, not in a buffer that dies with the process.
        environment.insert("PYTHONUNBUFFERED", "1")
        self._process.setProcessEnvironment(environment)
        self._log.info("starting %s", command)
        self._process.start(command[0], command[1:])

    def watch(self, ping: bytes, *, every_ms: int, most: int) -> None:
        """Send ``ping`` every so often; after ``most`` in a row without a line the child is killed.

        Counted, not timed: after the PC has slept, one ping is open, not hundreds. Ends with the child.
        """
        self._ping = ping
        self._most_unanswered = most
        self._unanswered = 0
        self._pulse.start(every_ms)

    def _send_ping(self) -> None:
        if not self.running:
            self._pulse.stop()
            return
        self._unanswered += 1
        if self._unanswered > self._most_unanswered:
            self._log.warning("no word after %d pings: it is ended", self._most_unanswered)
            self._pulse.stop()
            self.was_silent = True
            self._process.kill()
            return
        self._process.write(self._ping)

    def write(self, data: bytes) -> None:
        """Send bytes to the child's stdin."""
        if self.running:
            self._process.write(data)

    def end(self, *, last_words: bytes = b"", patience_ms: int = 4000) -> None:
        """Ask the child to leave, close its stdin, and kill it where it does not go in time."""
        if not self.running:
            return
        if last_words:
            self._process.write(last_words)
        # The end of stdin tells a child to leave that does not understand the last words.
        self._process.closeWriteChannel()
        self._killer.start(patience_ms)

    def wait_gone(self, timeout_ms: int) -> None:
        """Block until the child has left, killing it after ``timeout_ms``; only for leaving the program."""
        if self.running and not self._process.waitForFinished(timeout_ms):
            self._process.kill()
            self._process.waitForFinished(2000)

    def _read(self) -> None:
        data = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        if len(self._rest) > LINE_BYTES:
            self._log.warning("a line of more than %d bytes is dropped", LINE_BYTES)
            self._rest = b""
        if lines:
            self._unanswered = 0
        for line in lines:
            if line.strip():
                self.line.emit(line)

    def _read_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in text.splitlines():
            self._errors.append(line)
            self._log.info("%s", line)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._killer.stop()
        self._read()
        self._read_errors()
        self._pulse.stop()  # last: whoever heard its last words may have wanted it watched
        crashed = status == QProcess.ExitStatus.CrashExit
        self._log.info("ended with %s", "a crash" if crashed else code)
        self.ended.emit(-1 if crashed else code)

    def _error(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by ``finished``; this one is not, and nobody would hear of the
        # end.
        if error == QProcess.ProcessError.FailedToStart:
            self._errors.append(self._process.errorString() + os.linesep)
            self.ended.emit(-1)
