from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from tests import leaks
from tests.leaks import Leaks


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "PATIENCE_S", 0.0)


@pytest.fixture
def watched() -> Iterator[Leaks]:
    yield Leaks()


def test_a_thread_is_found(watched: Leaks) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left-behind")
    thread.start()
    assert watched.found(qt=False) == ["thread left-behind"]
    end.set()
    thread.join()
    assert watched.found(qt=False) == []


def test_a_process_is_found_and_named_once(watched: Leaks) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (left,) = watched.found(qt=False)
    assert "input()" in left
    assert watched.found(qt=False) == []
    child.communicate(b"\n")


def test_a_timer_is_found_and_stopped(watched: Leaks, qtbot: QtBot) -> None:
    timer = QTimer(interval=60_000)
    timer.start()
    assert watched.found(qt=True) == ["timer of None, 60000 ms"]
    assert not timer.isActive()


def test_a_qt_thread_is_found(watched: Leaks, qtbot: QtBot) -> None:
    thread = QThread()
    thread.start()
    (left,) = watched.found(qt=True)
    assert "QThread" in left
    thread.quit()
    assert thread.wait(30_000)
    assert watched.found(qt=True) == []


def test_a_timer_that_ends_by_itself_is_none(watched: Leaks, qtbot: QtBot) -> None:
    soon, late = (QTimer(interval=interval, singleShot=True) for interval in (120, 60_000))
    soon.start()
    late.start()
    assert watched.found(qt=True) == ["timer of None, 60000 ms"]
    assert not soon.isActive()
