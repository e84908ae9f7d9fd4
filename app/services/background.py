"""The one primitive for work off the GUI thread: a plain function in, its result back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from samft_core.progress import CancelToken

T = TypeVar("T")


class Job:
    """A piece of work under way. Cancelling drops its result; work that watches ``token`` stops early too."""

    def __init__(self, token: CancelToken) -> None:
        self.token = token
        self.future: Future[object] | None = None

    def cancel(self) -> None:
        """Ask it to stop.

        Neither ``done`` nor ``failed`` is called for it any more unless it watches the token itself.
        """
        self.token.cancel()
        if self.future is not None:
            self.future.cancel()


class Background(QObject):
    """A small thread pool whose results are delivered on the thread this object lives in."""

    _call = Signal(object)

    def __init__(self, *, workers: int = 2, name: str = "samft", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._jobs: set[Job] = set()
        self._closed = False
        self._held: list[Callable[[], None]] | None = None
        # Queued, so that the call runs on this object's thread, whichever thread emits.
        self._call.connect(self._run_call, Qt.ConnectionType.QueuedConnection)

    def run_task(
        self,
        work: Callable[[CancelToken], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        drop_when_cancelled: bool = True,
    ) -> Job:
        """Run ``work`` in a thread, then ``done(result)`` or ``failed(error)`` on the GUI thread."""
        job = Job(CancelToken())
        self._jobs.add(job)

        def deliver() -> None:
            self._jobs.discard(job)
            if self._closed or future.cancelled() or (drop_when_cancelled and job.token.cancelled):
                return
            error = future.exception()
            if error is not None:
                failed(error)
            else:
                done(future.result())

        future = self._pool.submit(work, job.token)
        job.future = future  # type: ignore[assignment]
        # Called on the worker's thread, or right here where the work is done already: posted in both
        # cases, so that results never come in the middle of a caller's statement.
        future.add_done_callback(lambda _future: self.post(deliver))
        return job

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` run on the GUI thread soon; safe from every thread."""
        if not self._closed:
            self._call.emit(call)

    def close(self, *, wait: bool = True) -> None:
        """Cancel what waits, ask what runs to stop, and drop all results."""
        # First, so that nothing that ends meanwhile is still delivered.
        self._closed = True
        for job in list(self._jobs):
            job.token.cancel()
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def hold(self, on: bool) -> None:
        """Keep results back until ``hold(False)``; they come then in their order."""
        if on:
            self._held = self._held or []
            return
        waiting = self._held or []
        self._held = None
        for call in waiting:
            self.post(call)

    def _run_call(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        if self._held is not None:
            self._held.append(call)
        else:
            call()
