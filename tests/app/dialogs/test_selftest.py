"""The self-test's dialog over stand-in programs."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.selftest import SelfTestDialog, selftest_command
from app.services.background import Background
from app.services.task_center import TaskCenter, TaskState

PASSES = "print('ok  1.0 s  weights: fine', flush=True)"
FAILS = "import sys; print('ok'); sys.exit('Error: the engine does not answer')"
HANGS = "import time; print('ok', flush=True); time.sleep(600)"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def tasks(background: Background) -> TaskCenter:
    return TaskCenter(background)


def opened(window: QWidget, tasks: TaskCenter, program: str) -> SelfTestDialog:
    dialog = SelfTestDialog(window, tasks, lambda: [sys.executable, "-c", program])
    dialog.open()
    return dialog


def test_each_line_is_shown_and_the_verdict(window: QWidget, tasks: TaskCenter, qtbot: QtBot) -> None:
    dialog = opened(window, tasks, PASSES)
    qtbot.waitUntil(lambda: dialog.verdict.text() == "Everything works.", timeout=30_000)
    assert "weights: fine" in dialog.lines.toPlainText()
    assert [task.state for task in tasks.tasks()] == [TaskState.DONE]


def test_a_failure_is_said_with_its_reason(window: QWidget, tasks: TaskCenter, qtbot: QtBot) -> None:
    dialog = opened(window, tasks, FAILS)
    qtbot.waitUntil(lambda: "does not work" in dialog.verdict.text(), timeout=30_000)
    assert "the engine does not answer" in dialog.lines.toPlainText()
    (task,) = tasks.tasks()
    assert task.state is TaskState.FAILED and "the engine does not answer" in task.log


def test_closing_ends_the_test(window: QWidget, tasks: TaskCenter, qtbot: QtBot) -> None:
    dialog = opened(window, tasks, HANGS)
    qtbot.waitUntil(lambda: "ok" in dialog.lines.toPlainText(), timeout=30_000)
    process = dialog._process
    (task,) = tasks.tasks()
    assert task.running and task.detail == "ok"
    tasks.request_cancel(task.id)
    assert not process.running and not dialog.isVisible()
    assert task.state is TaskState.CANCELLED


def test_the_real_command_is_the_self_test() -> None:
    assert selftest_command()[-1] == "selftest"
