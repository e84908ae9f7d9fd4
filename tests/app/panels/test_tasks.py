from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.panels.tasks import TaskRow, TasksPanel
from app.services.background import Background
from app.services.task_center import Task, TaskCenter, TaskState
from samft_core.progress import Progress


@pytest.fixture
def center(background: Background) -> TaskCenter:
    return TaskCenter(background)


@pytest.fixture
def panel(center: TaskCenter, qtbot: QtBot) -> TasksPanel:
    panel = TasksPanel(center)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def row_of(panel: TasksPanel, task: Task, qtbot: QtBot) -> TaskRow:
    row = panel._rows[task.id]
    qtbot.waitUntil(row.isVisible)
    return row


def test_an_empty_list_says_what_will_be_in_it(panel: TasksPanel, center: TaskCenter) -> None:
    assert panel._empty.isVisible() and "import" in panel._empty.text()
    center.open("Export")
    assert not panel._empty.isVisible()


def test_progress_remaining_time_and_cancel(panel: TasksPanel, center: TaskCenter, qtbot: QtBot) -> None:
    asked: list[str] = []
    task = center.open("Import", cancel=lambda: asked.append("stop"))
    center.report(task.id, Progress("Reading images", 30, 120, 95.0))
    row = row_of(panel, task, qtbot)
    for words in ("Reading images", "30", "120", "2 min"):
        assert words in row._detail.text()
    row._cancel.click()
    assert asked == ["stop"] and "Stopping" in row._detail.text() and not row._cancel.isEnabled()


def test_a_failure_shows_its_log_to_read_and_to_copy(
    panel: TasksPanel, center: TaskCenter, qtbot: QtBot
) -> None:
    task = center.open("Export")
    row = row_of(panel, task, qtbot)
    assert not row._details.isVisible() and not row._log.isVisible()
    center.fail(task.id, "The disk is full")
    assert row._log.isVisible() and row._log.toPlainText() == "The disk is full"
    row._copy.click()
    assert QGuiApplication.clipboard().text() == "The disk is full"
    row._details.click()
    assert not row._log.isVisible()


def test_what_ended_well_with_something_left_out_says_so(
    panel: TasksPanel, center: TaskCenter, qtbot: QtBot
) -> None:
    task = center.open("Import")
    center.finish(task.id)
    center.note(task.id, "a.png: broken")
    row = row_of(panel, task, qtbot)
    assert task.state is TaskState.DONE and "left out" in row._detail.text()
    assert row._details.isVisible() and not row._log.isVisible()
    panel._clear.click()
    assert panel._empty.isVisible()


def test_a_title_that_follows_the_language_is_said_in_words(
    panel: TasksPanel, center: TaskCenter, qtbot: QtBot
) -> None:
    task = center.open(lambda: "Fine-tune")
    center.report(task.id, Progress("Learning", 13, 60, None, "Learning: 13 of 60"))
    row = row_of(panel, task, qtbot)
    assert task.name == "Fine-tune" and row._log.accessibleName() == "Details of Fine-tune"
    assert row._detail.text() == "Learning: 13 of 60"
