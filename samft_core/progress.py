"""How long work reports where it is, and how it is asked to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from samft_core.errors import CancelledError
from samft_core.messages.catalogue import catalogue
from samft_core.messages.message import Message


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` items of ``stage``; ``remaining_s`` is an estimate in seconds, None at first."""

    stage: str
    done: int
    total: int
    remaining_s: float | None = None
    detail: str = ""


def stage_text(stage: str) -> Message:
    """What people read for a stage of work; a name that is none stays as it is."""
    code = f"stage.{stage}"
    return Message(code) if code in catalogue("en").entries else Message.plain(stage)


OnProgress = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """Report to nobody."""


class CancelToken:
    """A thread-safe request to stop; the worker checks it between items."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at the next safe point."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise CancelledError when somebody asked to stop."""
        if self.cancelled:
            raise CancelledError


class Ticker:
    """Counts finished items of one stage and estimates the remaining time from the mean pace so far."""

    def __init__(
        self, stage: str, total: int, on_progress: OnProgress, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stage = stage
        self._total = total
        self._on_progress = on_progress
        self._clock = clock
        self._done = 0
        self._start = clock()
        on_progress(Progress(stage, 0, total))

    def tick(self, detail: str = "", count: int = 1) -> None:
        """Report ``count`` more finished items."""
        self._done += count
        elapsed = self._clock() - self._start
        remaining = elapsed / self._done * (self._total - self._done)
        self._on_progress(Progress(self._stage, self._done, self._total, remaining, detail))
