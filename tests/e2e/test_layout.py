"""What an inspector has arranged is there again at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.panels.image_list_model import ImageOrder
from app.settings.settings import Settings
from samft_core.project.records import ImageState


class WidthWatch(QObject):
    """Notes every width a widget is given."""

    def __init__(self, widths: set[int]) -> None:
        super().__init__()
        self._widths = widths

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._widths.add(watched.width())
        return False


pytestmark = pytest.mark.usefixtures("no_model")


def test_columns_tab_filter_and_order_are_kept(inspector, image_folder: Path, qtbot) -> None:
    window, file = inspector.window, inspector.hub.settings.file
    inspector.open(image_folder, images=3)
    window.resize(1240, 700)
    window.panels.workspace.setSizes([300, 500, 434])
    qtbot.wait(50)
    inspector.press(Qt.Key.Key_F4)
    panel = window.panels.images
    panel.state_filter.setCurrentIndex(panel.state_filter.findData(ImageState.NEW))
    panel.order.setCurrentIndex(panel.order.findData(ImageOrder.CHANGED))
    qtbot.wait(50)
    sizes, size = window.panels.workspace.sizes(), window.size()
    assert size.height() == 700
    window.close()

    again = make_window(make_application(), Settings(file))
    again.resize(1240, 700)  # the screen of a test is narrower, so Qt has cut the width
    again.show()
    again.controllers.project.open_path(image_folder)
    qtbot.waitUntil(lambda: len(again.hub.projects) == 3, timeout=20_000)
    qtbot.wait(50)
    assert again.height() == size.height()
    shares = [width / sum(sizes) for width in sizes]
    kept = [width / sum(again.panels.workspace.sizes()) for width in again.panels.workspace.sizes()]
    assert kept == pytest.approx(shares, abs=0.02) and shares[2] > 0.28
    assert again.panels.versions.isVisible() and again.commands[ActionId.VIEW_VERSIONS].isChecked()
    assert again.panels.images.state is ImageState.NEW
    assert again.panels.images.order.currentData() is ImageOrder.CHANGED
    assert len(again.panels.images.model.ids()) == 3
    again.close()
    gone: list[bool] = []
    again.destroyed.connect(lambda *_: gone.append(True))
    again.deleteLater()
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)


def test_an_arrangement_of_another_version_is_no_obstacle(inspector) -> None:
    panel = inspector.window.panels.images
    panel.restore_arrangement({"state": "blue", "order": "by smell"})
    assert panel.state is None
    assert panel.order.currentData() is ImageOrder.ADDED


def test_the_picture_is_not_pushed_about_when_images_come(inspector, image_folder: Path, qtbot) -> None:
    canvas = inspector.window.panels.canvas
    widths: set[int] = set()  # none before the first project: another page is in front of the canvas
    watch = WidthWatch(widths)
    canvas.installEventFilter(watch)
    inspector.open(image_folder, images=3)
    inspector.select(ImageState.NEW, place=1)
    qtbot.wait(200)
    canvas.removeEventFilter(watch)
    assert widths == {canvas.width()}
