"""Opening things: a dropped folder, a project, a bad path; signing off; the engine's death."""

from __future__ import annotations

from pathlib import Path

import psutil
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.dialogs.error import ErrorDialog
from app.services.engine import EngineState
from app.services.errors import ErrorReport
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Qt delivers a drop only within a drag of the system's; the handler itself is what counts here.
    window.dropEvent(event)


def test_a_dropped_folder_becomes_a_project_and_is_found_again(inspector, image_folder: Path) -> None:
    window = inspector.window
    assert window.panels.pages.currentWidget() is window.panels.start_page
    drop(window, image_folder)
    inspector.wait(lambda: len(inspector.hub.projects) == 3, what="three images")
    assert "A project was made in" in window.panels.status_bar.hint.text()
    assert inspector.hub.projects.folder == image_folder.parent / "images-samft"
    assert inspector.hub.projects.project.inspector == "ada"
    assert inspector.hub.settings.recent_projects == [inspector.hub.projects.folder]
    inspector.wait_picture()

    # Ctrl+G signs off, the state is in the list, and the way back is one key.
    inspector.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert inspector.state() is ImageState.GOOD
    inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert inspector.state() is ImageState.NEW
    inspector.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    inspector.press(Qt.Key.Key_PageDown)
    assert inspector.hub.projects.index.places[inspector.hub.selection.image_id] == 1

    # Undo shows the image whose change it takes back.
    inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert inspector.hub.projects.index.places[inspector.hub.selection.image_id] == 0
    assert inspector.state() is ImageState.NEW

    window.controllers.project.close()
    assert window.panels.pages.currentWidget() is window.panels.start_page
    drop(window, image_folder)
    inspector.wait(lambda: len(inspector.hub.projects) == 3)
    inspector.wait(lambda: "already has a project" in window.panels.status_bar.hint.text())


def test_what_cannot_be_opened_is_said_with_a_remedy(inspector, tmp_path: Path) -> None:
    inspector.window.controllers.project.open_path(tmp_path / "nowhere")
    (report,) = inspector.reports
    assert isinstance(report, ErrorReport) and report.remedy and report.path == tmp_path / "nowhere"
    dialog = inspector.window.findChild(ErrorDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.accept()
    inspector.reports.clear()


def test_a_box_is_answered_although_the_engine_died(inspector, image_folder: Path) -> None:
    hub, window = inspector.hub, inspector.window
    states: list[EngineState] = []
    hub.engine.state_changed.connect(lambda state, _detail: states.append(state))
    inspector.open(image_folder, images=3)
    inspector.wait_engine()
    psutil.Process(hub.engine.pid).kill()
    inspector.wait(lambda: EngineState.RESTARTING in states, what="the restart")
    assert "restarted" in window.panels.status_bar._engine.text()
    # Drawn while there is no engine: shown as queued, answered when there is one.
    inspector.drag_box(Box(60, 30, 110, 80))
    assert hub.predictions.prompts.box is not None
    assert "being loaded" in window.panels.prediction._status.text()
    inspector.wait(lambda: bool(hub.predictions.versions), 90, "the answer")
