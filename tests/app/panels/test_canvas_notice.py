from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.panels.canvas_notice import CanvasNotice
from app.stores.project import ImageIndex, ProjectStore
from app.stores.selection import SelectionStore


def test_a_canvas_without_a_picture_says_why(projects: ProjectStore, qtbot: QtBot) -> None:
    canvas, selection = QWidget(), SelectionStore()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    notice = CanvasNotice(canvas, projects, selection)
    canvas.show()
    assert "Choose an image" in notice.text() and canvas.rect().contains(notice.geometry())
    first = projects.index.order[0]
    selection.select_image(first)
    assert notice.isHidden()
    projects.mark_unreadable(first, "The file is cut short")
    assert notice.isHidden()  # the picture's own notice says so
    selection.select_image(None)
    canvas.resize(900, 700)
    qtbot.waitUntil(lambda: abs(notice.geometry().center().y() - 350) < 3)
    projects.set_images(ImageIndex.of([]))
    assert "Drop a folder" in notice.text()
    projects.close()
    assert notice.isHidden()
