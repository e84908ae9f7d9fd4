"""Points refine the mask of the box, before and after it was taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_points_refine_the_object(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    window, predictions = inspector.window, inspector.hub.predictions
    image = inspector.select(ImageState.ACCEPTED)
    truth = inspector.hub.projects.project.annotations.of_image(image.id)[0]
    box = truth.mask.box
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(box)
    inspector.wait(lambda: predictions.answer(BASE_VERSION) is not None, 90, "the mask of the box")
    boxed = predictions.answer(BASE_VERSION).proposal

    inspector.press(Qt.Key.Key_S)
    QTest.mouseClick(
        window.panels.canvas, Qt.MouseButton.LeftButton, pos=inspector.at((box.x0 + box.x1) / 2, box.y0 + 3)
    )
    assert len(predictions.prompts.points) == 1 and not predictions.prompts.points[0].positive
    assert predictions.prompts.box is not None
    inspector.wait(lambda: answered(inspector, boxed.mask), 60, "the mask of box and point")
    pointed = predictions.answer(BASE_VERSION).proposal

    # Taken, a further point changes the same object; undo takes the point's effect back.
    inspector.press(Qt.Key.Key_1)
    objects = inspector.hub.annotations.records
    inspector.wait(lambda: len(objects()) == 2)
    new = next(a for a in objects() if a.id != truth.id)
    assert new.mask == pointed.rle() and len(new.prompts.points) == 1
    inspector.press(Qt.Key.Key_A)
    QTest.mouseClick(
        window.panels.canvas, Qt.MouseButton.LeftButton, pos=inspector.at(box.x0 - 25, box.y0 - 15)
    )
    record = inspector.hub.annotations.record
    inspector.wait(lambda: len(record(new.id).prompts.points) == 2, 60, "the refined object")
    assert record(new.id).mask != new.mask and len(objects()) == 2
    inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert record(new.id).mask == new.mask and len(record(new.id).prompts.points) == 1


def answered(inspector, other: object) -> bool:
    answer = inspector.hub.predictions.answer(BASE_VERSION)
    return answer is not None and answer.proposal.mask != other
