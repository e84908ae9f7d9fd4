"""What a test may not leave behind: threads, Qt threads, running timers, child processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar, TypeVar

import psutil
import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

PATIENCE_S = 10.0
"""Who has been told to leave may take its time on a busy machine."""

SOON_MS = 1000
"""A timer that fires once and so soon ends by itself: a search that waits for the next key, say."""

T = TypeVar("T")
Q = TypeVar("Q", bound=QObject)

_LIBRARIES = ("TMonitor",)
"""Threads that a library keeps for the whole process, on purpose."""


class Leaks:
    """Remembers who was there before a test; ``found`` names who came and stayed."""

    _told: ClassVar[set[int]] = set()

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())

    def found(self, *, qt: bool) -> list[str]:
        """Everything left behind. Each is named once, so that the next test is not blamed for it."""
        names = self._wait(self._new_threads, lambda thread: f"thread {thread.name}")
        processes = self._wait(self._new_processes, _describe)
        if processes:
            self._told |= {child.pid for child in self._new_processes()}
        return names + processes + (_qt_leaks() if qt else [])

    def _new_threads(self) -> list[threading.Thread]:
        return [
            thread
            for thread in threading.enumerate()
            if thread not in self._threads
            and not isinstance(thread, threading._DummyThread)
            and type(thread).__name__ not in _LIBRARIES
        ]

    def _new_processes(self) -> list[psutil.Process]:
        return [
            child
            for child in psutil.Process().children(recursive=True)
            if child.pid not in self._told and not _is_tracker(child)
        ]

    @staticmethod
    def _wait(left: Callable[[], list[T]], describe: Callable[[T], str]) -> list[str]:
        end = time.monotonic() + PATIENCE_S
        while (here := left()) and time.monotonic() < end:
            time.sleep(0.02)
        return [describe(leak) for leak in here]


def _qt_leaks() -> list[str]:
    """Active timers and running threads that Python made; Qt's own have no Python object."""
    names = []
    for timer in _alive(QTimer):
        if timer.isActive():
            if not timer.isSingleShot() or timer.interval() > SOON_MS:
                names.append(f"timer of {timer.parent()!r}, {timer.interval()} ms")
            timer.stop()  # it must not fire into the next test
    names += [f"Qt thread {thread!r}" for thread in _alive(QThread) if thread.isRunning()]
    return names


def _alive(kind: type[Q]) -> list[Q]:
    application = QApplication.instance()
    main_thread = None if application is None else application.thread()
    # Shiboken's own list of some thousand, and not the collector's of all objects, which takes a tenth of a
    # second after each test.
    return [
        found
        for found in shiboken6.getAllValidWrappers()
        if isinstance(found, kind) and found is not main_thread
    ]


def _describe(child: psutil.Process) -> str:
    try:
        return f"process {child.pid}: {' '.join(child.cmdline())}"
    except psutil.Error:
        return f"process {child.pid}"


def _is_tracker(child: psutil.Process) -> bool:
    """Python's own helper, which cleans up shared memory and stays by design."""
    try:
        # The decoder of costly images is one for the whole program, which ends it when it leaves.
        shared = ("resource_tracker", "worker decoder")
        words = " ".join(child.cmdline())
        return child.status() == psutil.STATUS_ZOMBIE or any(name in words for name in shared)
    except psutil.Error:
        return True
