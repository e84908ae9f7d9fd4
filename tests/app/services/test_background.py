from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from app.services.background import Background


def test_results_arrive_on_the_gui_thread(qtbot: QtBot, background: Background) -> None:
    heard: list[tuple[int, int]] = []
    background.run_task(
        lambda _token: threading.get_ident(),
        done=lambda worker: heard.append((worker, threading.get_ident())),
        failed=pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(heard))
    worker, receiver = heard[0]
    assert worker != receiver == threading.get_ident()


def test_an_error_arrives_as_such(qtbot: QtBot, background: Background) -> None:
    heard: list[BaseException] = []

    def work(_token: object) -> None:
        raise ValueError("no")

    background.run_task(work, done=lambda _: pytest.fail("done"), failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], ValueError)


def test_a_cancelled_result_is_dropped(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    heard: list[int] = []
    job = background.run_task(lambda _token: go.wait(60), done=heard.append, failed=pytest.fail)
    job.cancel()
    go.set()
    background.run_task(lambda _token: 7, done=heard.append, failed=pytest.fail)
    qtbot.waitUntil(lambda: heard == [7])
    assert job.token.cancelled


def test_nothing_arrives_after_closing(qtbot: QtBot) -> None:
    pool = Background(name="samft-test")
    heard: list[int] = []
    pool.run_task(lambda _token: 1, done=heard.append, failed=pytest.fail)
    pool.close()
    qtbot.wait(50)
    assert heard == []
