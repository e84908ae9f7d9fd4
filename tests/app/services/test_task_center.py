from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.services.background import Background
from app.services.task_center import KEPT_FINISHED, StageThroughput, TaskCenter, TaskState
from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Progress, Stage


@pytest.fixture
def center(background: Background) -> TaskCenter:
    return TaskCenter(background)


def test_progress_is_listed_and_the_end_told(qtbot: QtBot, center: TaskCenter) -> None:
    heard: list[int] = []

    def work(on_progress: OnProgress, _cancel: CancelToken) -> int:
        on_progress(Progress(Stage.IMPORT, 3, 3, 0.0))
        return 3

    task_id = center.start("Import", work, done=heard.append, failed=pytest.fail)
    assert center.running_count == 1
    qtbot.waitUntil(lambda: heard == [3])
    task = center.task(task_id)
    assert (task.state, task.done, task.total) == (TaskState.DONE, 3, 3)
    assert center.running_count == 0


def test_a_cancelled_task_tells_so_and_nothing_else(qtbot: QtBot, center: TaskCenter) -> None:
    heard: list[str] = []

    def work(_on_progress: OnProgress, cancel: CancelToken) -> None:
        while not cancel.cancelled:
            pass
        cancel.raise_if_cancelled()

    task_id = center.start(
        "Import",
        work,
        done=lambda _: pytest.fail("done"),
        failed=pytest.fail,
        cancelled=lambda: heard.append("cancelled"),
    )
    center.request_cancel(task_id)
    assert center.task(task_id).state is TaskState.CANCELLING
    qtbot.waitUntil(lambda: heard == ["cancelled"])
    assert center.task(task_id).state is TaskState.CANCELLED


def test_a_failure_keeps_its_log(qtbot: QtBot, center: TaskCenter) -> None:
    heard: list[BaseException] = []

    def work(_on_progress: OnProgress, _cancel: CancelToken) -> None:
        raise ProjectError(Message.plain("The disk is full"), remedy=Message.plain("Free some space."))

    task_id = center.start("Export", work, done=lambda _: pytest.fail("done"), failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert center.task(task_id).state is TaskState.FAILED
    assert "Free some space" in center.task(task_id).log


def test_the_list_stays_short(center: TaskCenter) -> None:
    for number in range(KEPT_FINISHED + 5):
        center.finish(center.open(str(number)).id)
    center.open("last")
    assert len(center.tasks()) == KEPT_FINISHED + 1
    assert center.tasks()[0].title == "last"
    center.clear_finished()
    assert [task.title for task in center.tasks()] == ["last"]


def test_nothing_changes_after_the_end(center: TaskCenter) -> None:
    task = center.open("run")
    center.finish(task.id)
    center.fail(task.id, "late")
    center.report(task.id, Progress("late", 1, 2))
    assert (task.state, task.log, task.total) == (TaskState.DONE, "", 0)


def test_a_brief_task_leaves_the_list_unless_it_failed(center: TaskCenter) -> None:
    good, bad = center.open("Open a", brief=True), center.open("Open b", brief=True)
    center.finish(good.id)
    center.fail(bad.id, "damaged")
    assert [task.title for task in center.tasks()] == ["Open b"]


def test_work_that_ends_well_can_leave_a_note(center: TaskCenter) -> None:
    task = center.open("Import")
    center.finish(task.id)
    center.note(task.id, "a.png: broken")
    assert (task.state, task.log) == (TaskState.DONE, "a.png: broken")


def test_the_remaining_time_comes_from_the_pace_where_the_work_names_none() -> None:
    pace = StageThroughput()
    assert pace.remaining_s(Progress("learn", 10, 100), 50.0) is None
    assert pace.remaining_s(Progress("learn", 20, 100), 55.0) == pytest.approx(40.0)
    # A new stage, or the next fold of the same one, begins anew.
    assert pace.remaining_s(Progress("learn", 1, 100), 60.0) is None
    assert pace.remaining_s(Progress("measure", 5, 10), 70.0) is None
