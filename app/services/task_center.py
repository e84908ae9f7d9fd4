"""One list of all long work: title, progress, remaining time, cancel, and the log where it failed."""

from __future__ import annotations

import enum
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.language.live import Text
from app.language.message_text import failure_text, message_text
from app.services.background import Background
from samft_core.errors import CancelledError
from samft_core.progress import CancelToken, OnProgress, Progress, stage_text

T = TypeVar("T")
REPORT_EVERY_S = 0.1
KEPT_FINISHED = 30


class TaskState(enum.Enum):
    """Where a task is."""

    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(slots=True)
class StageThroughput:
    """How fast one stage goes: for work that does not say itself how long it will take."""

    stage: str = ""
    since: float = 0.0
    first: int = 0
    last: int = 0

    def remaining_s(self, progress: Progress, now: float) -> float | None:
        """An estimate in seconds from the mean speed of this stage so far; None at its beginning."""
        # A new stage, or the same one from its start again: the speed so far says nothing about it.
        if progress.stage != self.stage or progress.done < self.last:
            self.stage = progress.stage
            self.since = now
            self.first = progress.done
        self.last = progress.done
        made = progress.done - self.first
        if not progress.total or made <= 0:
            return None
        return (now - self.since) / made * (progress.total - progress.done)


@dataclass(slots=True)
class Task:
    """One entry of the list; ``total`` 0 means the length is not known yet.

    A ``brief`` one leaves the list when it has ended well: its result is on the screen anyway.
    """

    id: int
    title: Text
    state: TaskState = TaskState.RUNNING
    detail: str = ""
    done: int = 0
    total: int = 0
    remaining_s: float | None = None
    log: str = ""
    brief: bool = False
    percent: bool = False
    """Nothing is counted; ``done`` of ``total`` is a share of the whole."""
    cancel: Callable[[], None] | None = None
    throughput: StageThroughput = field(default_factory=StageThroughput)

    @property
    def name(self) -> str:
        """The title in the language of the moment."""
        return self.title if isinstance(self.title, str) else self.title()

    @property
    def running(self) -> bool:
        """Whether it still works."""
        return self.state in (TaskState.RUNNING, TaskState.CANCELLING)


class TaskCenter(QObject):
    """Starts long work in the background, or lists work that runs elsewhere (the trainer)."""

    added = Signal(int)
    changed = Signal(int)
    removed = Signal(int)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._ids = itertools.count(1)
        self._tasks: dict[int, Task] = {}

    def tasks(self) -> list[Task]:
        """All entries, the newest first."""
        return list(reversed(self._tasks.values()))

    def task(self, task_id: int) -> Task:
        """One entry."""
        return self._tasks[task_id]

    @property
    def running_count(self) -> int:
        """How many still work."""
        return sum(task.running for task in self._tasks.values())

    def start(
        self,
        title: Text,
        work: Callable[[OnProgress, CancelToken], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        cancelled: Callable[[], None] = lambda: None,
        brief: bool = False,
    ) -> int:
        """Run ``work(on_progress, cancel)`` in the background and list it; one callback follows its end."""
        task = self.open(title, brief=brief)
        last = 0.0

        def on_progress(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            # Ten times a second is all that an eye takes in; each report costs the window's thread a
            # turn.
            if now - last >= REPORT_EVERY_S or progress.done >= progress.total:
                last = now
                self._background.post(lambda: self.report(task.id, progress))

        def finished(result: T) -> None:
            self.finish(task.id)
            done(result)

        def broke(error: BaseException) -> None:
            if isinstance(error, CancelledError):
                self.finish(task.id, TaskState.CANCELLED)
                cancelled()
                return
            self.fail(task.id, failure_text(error))
            failed(error)

        job = self._background.run_task(
            # Cancelled work has an end, too: the list must say so, and what was finished is kept.
            lambda token: work(on_progress, token),
            done=finished,
            failed=broke,
            drop_when_cancelled=False,
        )
        task.cancel = job.token.cancel
        return task.id

    def open(self, title: Text, cancel: Callable[[], None] | None = None, *, brief: bool = False) -> Task:
        """List work that runs elsewhere; the caller reports, finishes or fails it."""
        task = Task(next(self._ids), title, brief=brief, cancel=cancel)
        self._tasks[task.id] = task
        self._forget_old()
        self.added.emit(task.id)
        return task

    def report(self, task_id: int, progress: Progress) -> None:
        """Take over how far the work is."""
        task = self._tasks.get(task_id)
        if task is None or not task.running:
            return
        task.detail = progress.detail or message_text(stage_text(progress.stage))
        task.done = progress.done
        task.total = progress.total
        task.percent = progress.percent
        estimate = task.throughput.remaining_s(progress, time.monotonic())
        task.remaining_s = estimate if progress.remaining_s is None else progress.remaining_s
        self.changed.emit(task_id)

    def request_cancel(self, task_id: int) -> None:
        """Ask the work to stop; it stays listed until it has."""
        task = self._tasks.get(task_id)
        if task is not None and task.state is TaskState.RUNNING and task.cancel is not None:
            task.state = TaskState.CANCELLING
            self.changed.emit(task_id)
            task.cancel()

    def finish(self, task_id: int, state: TaskState = TaskState.DONE) -> None:
        """Mark the end of the work."""
        task = self._tasks.get(task_id)
        if task is not None and task.running:
            task.state = state
            task.remaining_s = None
            self.changed.emit(task_id)
            if task.brief and state is not TaskState.FAILED:
                self._remove(task_id)

    def note(self, task_id: int, log: str) -> None:
        """Keep what there is to say about work that ended well, such as files that could not be read."""
        task = self._tasks.get(task_id)
        if task is not None:
            task.log = log
            self.changed.emit(task_id)

    def fail(self, task_id: int, log: str) -> None:
        """Mark the work as failed and keep its log for the user."""
        task = self._tasks.get(task_id)
        if task is not None and task.running:
            task.log = log
            self.finish(task_id, TaskState.FAILED)

    def clear_finished(self) -> None:
        """Take everything that has ended off the list."""
        for task in [task for task in self._tasks.values() if not task.running]:
            self._remove(task.id)

    def _forget_old(self) -> None:
        ended = [task for task in self._tasks.values() if not task.running]
        for task in ended[: max(len(ended) - KEPT_FINISHED, 0)]:
            self._remove(task.id)

    def _remove(self, task_id: int) -> None:
        del self._tasks[task_id]
        self.removed.emit(task_id)
