"""The task centre: what takes long is listed, can be cancelled, and says what went wrong."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.controllers import project as project_controller
from app.services.opening import import_source
from app.services.task_center import TaskState
from app.stores.project import ImageIndex
from samft_core.progress import CancelToken, OnProgress, Progress
from samft_core.project.images import BATCH
from samft_core.project.project import Project

pytestmark = pytest.mark.usefixtures("no_model")


def ended(inspector, title: str) -> list:
    return [task for task in inspector.hub.tasks.tasks() if title in task.name and not task.running]


def test_a_folder_with_a_broken_file_is_imported_and_the_file_named(inspector, image_folder: Path) -> None:
    (image_folder / "zz.png").write_bytes(b"no picture")
    window = inspector.window
    window.controllers.project.open_path(image_folder)
    inspector.wait(lambda: len(inspector.hub.projects) >= 3, what="the images")
    inspector.wait(lambda: bool(ended(inspector, "Import")))
    (task,) = ended(inspector, "Import")
    assert task.state is TaskState.DONE and "zz.png" in task.log
    # Opening was listed while it ran, and is gone now that the project is on the screen.
    assert not [task for task in inspector.hub.tasks.tasks() if "Open" in task.name]
    inspector.press(Qt.Key.Key_F5)
    assert window.panels.tasks.isVisible() and "left out" in window.panels.tasks._rows[task.id]._detail.text()


def test_a_cancelled_import_shows_what_came_in(
    inspector, image_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(2 * BATCH):
        shutil.copy(image_folder / "000.png", many / f"{number:04d}.png")

    def until_cancelled(project: Project, source: Path, tell: OnProgress, cancel: CancelToken) -> object:
        """The import itself, waiting after its first batch for the inspector."""

        def wait(progress: Progress) -> None:
            tell(progress)
            while progress.done and not cancel.cancelled:
                time.sleep(0.01)
                tell(progress)  # reports that come fast are thinned out, and this may be one of those

        return import_source(project, source, wait, cancel)

    monkeypatch.setattr(project_controller, "import_source", until_cancelled)
    hub, window = inspector.hub, inspector.window
    window.controllers.project.open_path(many)
    inspector.wait(lambda: any(task.done == BATCH for task in hub.tasks.tasks()))
    (task,) = hub.tasks.tasks()
    inspector.press(Qt.Key.Key_F5)
    QTest.mouseClick(window.panels.tasks._rows[task.id]._cancel, Qt.MouseButton.LeftButton)
    inspector.wait(lambda: task.state is TaskState.CANCELLED)
    inspector.wait(lambda: len(hub.projects) == BATCH, what="the images that came in")
    inspector.wait_picture()


def test_the_project_chosen_last_is_the_one_that_opens(
    inspector, image_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        Project.create(folder, inspector="ada").close()
    closed: list[Path] = []
    close = Project.close

    def watched(project: Project) -> None:
        closed.append(project.folder)
        close(project)

    monkeypatch.setattr(Project, "close", watched)
    inspector.window.controllers.project.open_path(first)
    inspector.window.controllers.project.open_path(second)
    inspector.wait(lambda: inspector.hub.projects.is_open and inspector.hub.projects.folder == second)
    inspector.wait(lambda: first in closed, what="the other project's end")
    # The word of its end comes from another thread, after the project was closed there.
    inspector.wait(lambda: not inspector.hub.tasks.tasks(), what="an empty list of tasks")
    assert inspector.hub.projects.folder == second


def test_a_failed_export_keeps_its_log(inspector, samples: Path, tmp_path: Path) -> None:
    inspector.open(samples, images=24)
    occupied = tmp_path / "occupied"
    occupied.write_text("a file, no folder")
    inspector.window.controllers.project.export(occupied)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    (task,) = ended(inspector, "Export")
    assert task.state is TaskState.FAILED and "occupied" in task.log
    inspector.reports.clear()
    assert ImageIndex.of(inspector.hub.projects.project.images.all()).order
