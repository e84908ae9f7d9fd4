"""Three proposals for one box: asked for and cycled by key and by wheel, with their scores at the cursor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION


def turn_wheel(canvas, at: QPoint, turned: int) -> None:
    """The wheel with Alt held."""
    place = QPointF(at)
    event = QWheelEvent(
        place, canvas.mapToGlobal(place), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def grab(canvas) -> np.ndarray:
    """What the canvas looks like, H x W x 4."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.array(image.constBits()).reshape(image.height(), image.width(), 4)


def test_three_proposals_by_wheel_and_key(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    window, predictions = inspector.window, inspector.hub.predictions
    canvas = window.panels.canvas
    image = inspector.select(ImageState.ACCEPTED)
    box = inspector.hub.projects.project.annotations.of_image(image.id)[0].mask.box
    middle = inspector.at(*box.centre)
    turn_wheel(canvas, middle, -120)
    assert not predictions.versions  # nothing to propose for
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(box)
    inspector.wait(lambda: predictions.state.value == "answered", 90, "one mask")
    assert len(predictions.answer(BASE_VERSION).proposals) == 1

    turn_wheel(canvas, middle, -120)
    inspector.wait(lambda: len(predictions.answer(BASE_VERSION).proposals) == 3, 60, "three masks")
    scores = [p.score for p in predictions.answer(BASE_VERSION).proposals]
    assert scores == sorted(scores, reverse=True)
    inspector.wait(lambda: "Alt" in window.panels.status_bar.hint.text())
    turn_wheel(canvas, middle, -120)
    assert predictions.answer(BASE_VERSION).chosen == 1
    inspector.press(Qt.Key.Key_P)
    assert predictions.answer(BASE_VERSION).chosen == 2
    turn_wheel(canvas, middle, 120)
    assert predictions.answer(BASE_VERSION).chosen == 1

    # The scores stand beside the cursor.
    QTest.mouseMove(canvas, middle)
    with_scores = grab(canvas)
    canvas.set_proposals([], 0)
    without = grab(canvas)
    rows, columns = np.nonzero((with_scores != without).any(axis=2))
    ratio = canvas.devicePixelRatioF()
    assert len(rows) > 500
    assert rows.min() >= middle.y() * ratio and columns.min() >= middle.x() * ratio

    inspector.press(Qt.Key.Key_U)
    new = next(a for a in inspector.hub.annotations.records() if a.started_from)
    assert new.mask == predictions.answer(BASE_VERSION).proposals[1].rle()
    # Changing one's mind afterwards changes that object.
    inspector.press(Qt.Key.Key_P)
    changed = inspector.hub.annotations.record(new.id)
    assert changed.mask == predictions.answer(BASE_VERSION).proposals[2].rle()
