"""A box drawn before the model can answer is queued, shown as such, and answered when it can."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.services.engine import EngineState
from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION


def test_a_box_before_the_engine_is_ready(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    window, predictions = inspector.window, inspector.hub.predictions
    image = inspector.select(ImageState.ACCEPTED)
    assert inspector.hub.engine.state is EngineState.STARTING
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(inspector.hub.projects.project.annotations.of_image(image.id)[0].mask.box)
    (box,) = window.panels.canvas.state.boxes
    assert box.queued and box.active
    inspector.wait(lambda: "queued" in window.panels.status_bar.hint.text())
    inspector.wait(lambda: predictions.answer(BASE_VERSION) is not None, 90, "the mask")
    (box,) = window.panels.canvas.state.boxes
    assert not box.queued
    inspector.wait(lambda: "queued" not in window.panels.status_bar.hint.text())
