"""One command of the command line as a child, for work that needs the model: its JSON result or its error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.services.line_process import LineProcess
from samft_core.errors import CancelledError, SamftError
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message

Done = Callable[[dict[str, Any]], None]
Failed = Callable[[BaseException], None]


class JsonCommand(QObject):
    """At most one at a time. The command must know ``--json``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = LineProcess("command", self)
        self._process.line.connect(self._take)
        self._process.ended.connect(self._ended)
        self._lines: list[bytes] = []
        self._callbacks: tuple[Done, Failed] | None = None
        self._cancelled = False

    @property
    def running(self) -> bool:
        """Whether a command is at work."""
        return self._callbacks is not None

    def start(self, command: list[str], *, done: Done, failed: Failed) -> None:
        """Run ``command``; one of the callbacks follows its end."""
        self._lines = []
        self._callbacks = (done, failed)
        self._cancelled = False
        self._process.start(command)

    def cancel(self) -> None:
        """End it; ``failed`` gets a CancelledError."""
        self._cancelled = True
        self._process.end(patience_ms=0)

    def close(self) -> None:
        """End it without a word; for leaving the program."""
        self._callbacks = None
        self._process.wait_gone(0)

    def _take(self, line: bytes) -> None:
        self._lines.append(line)

    def _ended(self, code: int) -> None:
        callbacks = self._callbacks
        self._callbacks = None
        if callbacks is None:
            return
        done, failed = callbacks
        if self._cancelled:
            failed(CancelledError())
            return
        try:
            result = parse_json(b"\n".join(self._lines))
            if not isinstance(result, dict):
                raise JsonError(Message("json.no_object"))
        except JsonError:
            tail = self._process.error_tail.strip()
            failed(
                SamftError(Message("program.ended", code=code), remedy=Message.plain(tail) if tail else None)
            )
            return
        error = result.get("error") if code else None
        if error is None:
            done(result)
        else:
            failed(_error_of(error))


def _error_of(data: dict[str, Any]) -> SamftError:
    """The error that a command wrote as JSON."""
    message = Message.from_json(data.get("said", data["message"]))
    remedy = data.get("said_remedy", data["remedy"])
    return SamftError(
        message, path=data["path"], remedy=None if remedy is None else Message.from_json(remedy)
    )
