"""The box is moved and resized afterwards: the mask follows while the mouse is still down."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION

LEFT = Qt.MouseButton.LeftButton


def ask(inspector) -> Box:
    """Draw a box that is too small round a defect, and wait for its mask."""
    image = inspector.select(ImageState.ACCEPTED)
    truth = inspector.hub.projects.project.annotations.of_image(image.id)[0].mask.box
    cx, cy = truth.centre
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(Box(truth.x0, truth.y0, cx, cy))
    predictions = inspector.hub.predictions
    inspector.wait(lambda: predictions.state.value == "answered", 90, "the first mask")
    return truth


def hold_corner(inspector, x: float, y: float) -> None:
    """Take the active box's lower right corner to an image position, without letting go."""
    canvas = inspector.window.panels.canvas
    box = inspector.hub.predictions.prompts.box
    QTest.mouseMove(canvas, inspector.at(box.x1, box.y1))
    QTest.mousePress(canvas, LEFT, pos=inspector.at(box.x1, box.y1))
    QTest.mouseMove(canvas, inspector.at((box.x1 + x) / 2, (box.y1 + y) / 2))
    QTest.mouseMove(canvas, inspector.at(x, y))


def test_the_mask_follows_the_corner_while_it_is_held(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    truth, predictions = ask(inspector), inspector.hub.predictions
    small = predictions.answer(BASE_VERSION).proposal.mask
    hold_corner(inspector, truth.x1, truth.y1)
    assert predictions.versions == [BASE_VERSION], "the mask so far stays in view"
    inspector.wait(lambda: predictions.answer(BASE_VERSION).proposal.mask != small, 60, "a live mask")
    QTest.mouseRelease(inspector.window.panels.canvas, LEFT, pos=inspector.at(truth.x1, truth.y1))
    assert predictions.prompts.box.iou(truth) > 0.8
    # Without waiting for the answer: the mask that is taken becomes the one of the box as it was let go.
    inspector.press(Qt.Key.Key_1)
    inspector.wait(lambda: predictions.state.value == "answered", 60)
    new = [a for a in inspector.hub.annotations.records() if a.started_from is not None]
    assert len(new) == 1
    record = inspector.hub.annotations.record(new[0].id)
    assert record.mask == predictions.answer(BASE_VERSION).proposal.rle()


def test_an_objects_box_is_one_undo_and_esc_puts_all_back(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    truth, hub = ask(inspector), inspector.hub
    inspector.press(Qt.Key.Key_1)
    inspector.wait(lambda: any(a.started_from for a in hub.annotations.records()))
    taken = next(a for a in hub.annotations.records() if a.started_from)

    def record():
        return hub.annotations.record(taken.id)

    inspector.press(Qt.Key.Key_R)
    hold_corner(inspector, truth.x1, truth.y1)
    inspector.wait(lambda: record().mask != taken.mask, 60, "the object follows")
    inspector.press(Qt.Key.Key_Escape)
    inspector.wait(lambda: record().mask == taken.mask, what="the object as it was")
    QTest.mouseRelease(inspector.window.panels.canvas, LEFT, pos=inspector.at(truth.x1, truth.y1))
    assert record().prompts == taken.prompts and not inspector.window.history.canRedo()

    steps = inspector.window.history.index()
    box = taken.prompts.box
    inspector.drag(box.x1, box.y1, truth.x1, truth.y1)
    inspector.wait(lambda: hub.predictions.state.value == "answered", 60)
    assert inspector.window.history.index() == steps + 1
    assert record().prompts.box.iou(truth) > 0.8
    inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert record().mask == taken.mask and record().prompts == taken.prompts


def test_a_box_may_start_outside_the_image(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_R)
    inspector.drag(-8, -8, image.width * 0.6, image.height * 0.5)
    predictions = inspector.hub.predictions
    box = predictions.prompts.box
    assert (box.x0, box.y0) == (0, 0) and box.x1 > image.width * 0.5
    inspector.wait(lambda: predictions.answer(BASE_VERSION) is not None, 90, "its mask")
    mask = predictions.answer(BASE_VERSION).proposal.rle().to_array()
    assert mask.shape == (image.height, image.width) and np.any(mask)
