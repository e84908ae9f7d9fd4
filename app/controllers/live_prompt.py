"""Requests that follow the mouse: one at a time, always for the newest prompts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.services.engine import EngineService
from samft_core.engine.protocol import Predicted
from samft_core.imaging.prompts import Prompts


class LivePrompt(QObject):
    """Sends the next request when every version has answered the one before.

    A request for each movement of the mouse would overtake the one before it, and no mask would be seen until
    the mouse rests. ``send`` sends a request and returns its id and how many versions it was sent to.
    """

    def __init__(
        self,
        engine: EngineService,
        send: Callable[[Prompts], tuple[int, int] | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._open: int | None = None
        self._missing = 0
        self._next: Prompts | None = None
        engine.predicted.connect(self._predicted)
        engine.dropped.connect(self._ended)
        engine.request_failed.connect(lambda request_id, _message: self._ended(request_id))

    @property
    def busy(self) -> bool:
        """Whether a request is under way."""
        return self._open is not None

    def request(self, prompts: Prompts) -> None:
        """Send these prompts now, or as soon as the request under way has been answered."""
        if self._open is not None:
            self._next = prompts
            return
        self._next = None
        sent = self._send(prompts)
        if sent is not None:
            self._open, self._missing = sent

    def reset(self) -> None:
        """Whatever was waiting is not wanted any more."""
        self._open = self._next = None

    def _predicted(self, reply: Predicted) -> None:
        if reply.id != self._open:
            return
        self._missing -= reply.stage == "first"
        if reply.final or self._missing <= 0:
            self._ended(reply.id)

    def _ended(self, request_id: int) -> None:
        if request_id != self._open:
            return
        self._open = None
        if self._next is not None:
            self.request(self._next)
