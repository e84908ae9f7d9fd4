"""Undo and redo across everything: boxes and points, the mask, its class, its deletion."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def undo(inspector, times: int = 1) -> None:
    for _ in range(times):
        inspector.press(Qt.Key.Key_Z, CTRL)


def redo(inspector, times: int = 1) -> None:
    for _ in range(times):
        inspector.press(Qt.Key.Key_Y, CTRL)


def test_boxes_and_points_before_there_is_an_object(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    predictions = inspector.hub.predictions
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_R)
    inspector.drag(image.width * 0.1, image.height * 0.1, image.width * 0.3, image.height * 0.3)
    inspector.wait(lambda: predictions.state.value == "answered", 90)
    first, answer = predictions.prompts, predictions.answer(BASE_VERSION)
    inspector.drag(image.width * 0.5, image.height * 0.5, image.width * 0.7, image.height * 0.8)
    second = predictions.prompts
    inspector.press(Qt.Key.Key_A)
    QTest.mouseClick(
        inspector.window.panels.canvas, LEFT, pos=inspector.at(image.width * 0.6, image.height * 0.6)
    )
    pointed = predictions.prompts
    assert first != second and pointed.box == second.box and len(pointed.points) == 1

    undo(inspector)
    assert predictions.prompts == second
    undo(inspector)
    assert predictions.prompts == first and predictions.answer(BASE_VERSION) == answer
    undo(inspector)
    assert predictions.state.value == "none" and not inspector.window.panels.canvas.state.boxes
    redo(inspector, 3)
    assert predictions.prompts == pointed
    inspector.wait(lambda: predictions.state.value == "answered", 90)

    # Esc lets go of it, and even that can be taken back.
    inspector.press(Qt.Key.Key_Escape)
    assert predictions.state.value == "none"
    undo(inspector)
    assert predictions.prompts == pointed and predictions.answer(BASE_VERSION) is not None


def test_everything_undone_is_the_start_and_redone_the_end(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    hub, history = inspector.hub, inspector.window.history
    project = hub.projects.project
    image = inspector.select(ImageState.ACCEPTED)
    truth = project.annotations.of_image(image.id)[0]

    def state() -> list[tuple]:
        found = project.annotations.of_image(image.id)
        return [(a.id, a.class_name, a.prompts, a.mask, a.started_from) for a in found]

    start = state()
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(truth.mask.box)
    inspector.wait(lambda: hub.predictions.state.value == "answered", 90)
    inspector.press(Qt.Key.Key_1)
    inspector.wait(lambda: len(state()) == 2)
    inspector.drag(20, 20, 60, 30)
    inspector.wait(lambda: history.index() == 3)
    inspector.window.panels.classes.class_chosen.emit("contamination")
    inspector.press(Qt.Key.Key_BracketRight, CTRL)
    painted = project.annotations.of_image(image.id)[1]
    assert painted.class_name == "contamination" and np.any(painted.mask.to_array()[20:30, 20:60])
    inspector.window.panels.objects.object_chosen.emit(truth.id)
    inspector.press(Qt.Key.Key_Delete)
    inspector.wait(lambda: len(state()) == 1)
    end = state()

    steps = history.index()
    undo(inspector, steps)
    assert state() == start and history.index() == 0
    redo(inspector, steps)
    inspector.wait(lambda: state() == end)
