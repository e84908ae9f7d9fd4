"""How long work reports where it is, and how it is asked to stop."""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from samft_core.errors import CancelledError
from samft_core.messages.message import Message


class Stage(enum.StrEnum):
    """What long work is doing at the moment. The values are in the logs of runs: they never change."""

    BASELINE = "baseline"
    CHECK = "check"
    CLICKS = "clicks"
    CONTRAST = "contrast"
    EMBED = "embed"
    EVALUATE = "evaluate"
    EXPORT = "export"
    FILES = "files"
    IMPORT = "import"
    MASKS = "masks"
    MIRROR = "mirror"
    PACK = "pack"
    PREDICT = "predict"
    PROBE = "probe"
    REPORT = "report"
    TRAIN = "train"
    UNPACK = "unpack"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` items of ``stage``; ``remaining_s`` is an estimate in seconds, None at first.

    The window's own tasks give words that people read in place of a Stage. ``percent``: nothing is counted,
    ``done`` of ``total`` is the share of a whole that is done.
    """

    stage: Stage | str
    done: int
    total: int
    remaining_s: float | None = None
    detail: str = ""
    percent: bool = False


def stage_text(stage: Stage | str) -> Message:
    """What people read for a stage of work; words stay as they are."""
    return Message(f"stage.{stage}") if isinstance(stage, Stage) else Message.plain(stage)


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
    """Counts finished items of one stage and estimates the remaining time from the mean speed so far."""

    def __init__(
        self,
        stage: Stage | str,
        total: int,
        on_progress: OnProgress,
        clock: Callable[[], float] = time.monotonic,
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
