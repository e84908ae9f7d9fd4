"""A COCO data set is dropped on the window: it tells its counts, waits for a yes, and its boxes wait."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog, QLabel

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from app.stores.waiting_boxes import Source


def test_a_dropped_coco_folder_tells_its_counts_and_its_boxes_wait(desk, tmp_path: Path) -> None:
    folder = tmp_path / "coco"
    (folder / "images").mkdir(parents=True)
    pixels = np.random.default_rng(1).integers(0, 200, (120, 160, 3), np.uint8)
    Image.fromarray(pixels).save(folder / "images/x.png")
    square = [[10, 10, 40, 10, 40, 40, 10, 40]]
    data = {
        "images": [{"id": 41, "file_name": "x.png", "height": 120, "width": 160}],
        "categories": [{"id": 5, "name": "bubble"}],
        "annotations": [
            {"id": 1, "image_id": 41, "category_id": 5, "segmentation": square},
            {"id": 2, "image_id": 41, "category_id": 5, "bbox": [50, 20, 30, 40]},
        ],
    }
    (folder / "instances.json").write_text(json.dumps(data))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    no_keys = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no_keys)
    # Qt delivers a drop only within a drag of the system's; the handler itself is what counts here.
    desk.window.dropEvent(event)

    def questions() -> list[QuestionDialog]:
        return [d for d in desk.window.findChildren(QuestionDialog) if d.isVisible()]

    desk.wait(lambda: len(questions()) == 1, what="the question")
    text = " ".join(label.text() for label in questions()[0].findChildren(QLabel))
    assert "1 new image" in text and "bubble 1" in text and "1 box" in text
    count = len(desk.hub.projects)
    desk.click(questions()[0].yes)
    desk.wait(lambda: len(desk.hub.projects) == count + 1, what="the image")
    image = next(image for image in desk.hub.projects.images() if image.name == "x.png")
    desk.hub.selection.select_image(image.id)
    desk.wait(lambda: bool(desk.hub.boxes.boxes(image.id)), what="the box")
    (box,) = desk.hub.boxes.boxes(image.id)
    assert (box.class_name, box.source) == ("bubble", Source.IMPORTED)
    desk.wait(lambda: bool(desk.hub.boxes.boxes(image.id)[0].answers), what="the version's answer")
    desk.window.controllers.waiting_boxes.take_all()
    names = [record.class_name for record in desk.project.annotations.of_image(image.id)]
    assert names == ["bubble", "bubble"] and desk.hub.boxes.boxes(image.id) == []


def test_the_window_writes_the_format_that_was_chosen(desk, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "out"
    monkeypatch.setattr(
        "app.window.handlers.project.QFileDialog.getExistingDirectory", lambda *_args: str(target)
    )
    desk.window.commands[ActionId.PROJECT_EXPORT].trigger()
    dialog = next(d for d in desk.window.findChildren(QInputDialog) if d.objectName() == "export_format")
    dialog.setTextValue("COCO")
    dialog.accept()
    desk.wait((target / "annotations/instances_default.json").is_file, what="the file")
