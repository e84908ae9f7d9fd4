"""Box, base mask, correction, undo, ground truth.

With mouse and keys on the real window, engine and samples.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState
from samft_core.sam.types import BASE_VERSION

NEW_IMAGES = 3


def test_from_a_box_to_ground_truth(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    project: Project = inspector.hub.projects.project
    image = inspector.select(ImageState.ACCEPTED)
    truth = project.annotations.of_image(image.id)[0]

    # Delete the mask that came with the sample, and draw it anew.
    inspector.window.panels.objects.object_chosen.emit(truth.id)
    inspector.press(Qt.Key.Key_Delete)
    inspector.wait(lambda: inspector.state() is ImageState.NEW)
    inspector.press(Qt.Key.Key_R)
    box = truth.mask.box
    inspector.drag_box(box)
    predictions = inspector.hub.predictions
    inspector.wait(lambda: predictions.versions == [BASE_VERSION], 90, "the base mask")
    assert predictions.prompts.box.iou(box) > 0.9

    # Take it, paint a stroke, take the stroke back, paint it again.
    inspector.press(Qt.Key.Key_1)
    inspector.wait(lambda: len(inspector.hub.annotations.records()) == 1)
    (record,) = inspector.hub.annotations.records()
    assert record.started_from == BASE_VERSION and record.class_name == truth.class_name
    assert inspector.window.panels.canvas.tool == "brush"
    before = record.mask.to_array()
    inspector.drag(box.x0 - 30, box.y0 - 20, box.x0, box.y0 - 20)
    inspector.wait(lambda: project.annotations.get(record.id).mask != record.mask)
    painted = project.annotations.get(record.id).mask.to_array()
    assert painted.sum() > before.sum() and not (before & ~painted).any()
    inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(project.annotations.get(record.id).mask.to_array(), before)
    inspector.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(project.annotations.get(record.id).mask.to_array(), painted)

    # Erase it again, accept, and find the file in the mirror.
    inspector.press(Qt.Key.Key_E)
    inspector.drag(box.x0 - 40, box.y0 - 20, box.x0, box.y0 - 20)
    inspector.wait(lambda: project.annotations.get(record.id).mask.area < painted.sum())
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.state() is ImageState.ACCEPTED)
    assert project.annotations.get(record.id).state is AnnotationState.ACCEPTED
    inspector.wait(
        lambda: list(project.ground_truth_files.folder.glob(f"{record.class_name}/*.png")), what="the mirror"
    )

    # On to the next image, by key.
    inspector.press(Qt.Key.Key_N)
    assert inspector.hub.selection.image_id != image.id
