"""Polygons, and a picture made brighter for the eye only."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions.ids import ActionId
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState

pytestmark = pytest.mark.usefixtures("no_model")

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def click(inspector, x: float, y: float) -> None:
    QTest.mouseClick(inspector.window.panels.canvas, LEFT, pos=inspector.at(x, y))


def polygon(inspector, *corners: tuple[float, float]) -> None:
    for corner in corners:
        click(inspector, *corner)
    QTest.keyClick(inspector.window.panels.canvas, Qt.Key.Key_Return)


def test_polygons_add_and_take_away(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    project = inspector.hub.projects.project
    image = inspector.select(ImageState.ACCEPTED)
    record = project.annotations.of_image(image.id)[0]
    inspector.window.panels.objects.object_chosen.emit(record.id)
    inspector.window.panels.canvas.setFocus()
    inspector.press(Qt.Key.Key_K)
    assert inspector.window.panels.canvas.tool == "polygon_add"
    polygon(inspector, (20, 20), (80, 20), (80, 60), (20, 60))
    inspector.wait(lambda: project.annotations.get(record.id).mask != record.mask, what="the polygon")
    added = project.annotations.get(record.id).mask.to_array()
    assert added[40, 50] and not record.mask.to_array()[40, 50]
    assert abs(int(added.sum()) - record.mask.area - 60 * 40) < 400
    inspector.press(Qt.Key.Key_K, SHIFT)
    polygon(inspector, (40, 30), (60, 30), (60, 50), (40, 50))
    inspector.wait(lambda: not project.annotations.get(record.id).mask.to_array()[40, 50], what="the hole")
    assert project.annotations.get(record.id).mask.to_array()[25, 50]


def test_brightness_is_for_the_eye_only(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    canvas, display = inspector.window.panels.canvas, inspector.window.handlers.views.display
    canvas.repaint()
    before, seen = canvas.compositor.pixels.copy(), []
    inspector.press(Qt.Key.Key_J)
    assert display.isVisible()
    display.sliders[2].setFocus()
    for _ in range(10):
        QTest.keyClick(display.sliders[2], Qt.Key.Key_Right)
    canvas.repaint()
    assert canvas.compositor.pixels[..., :3].mean() > before[..., :3].mean()
    canvas.cursor_moved.connect(lambda _x, _y, value: seen.append(value))
    QTest.mouseMove(canvas, inspector.at(100, 100))
    pixel = inspector.hub.loader.get(inspector.hub.selection.image_id).value(100, 100)
    assert seen and np.allclose(np.asarray(seen[-1]).max(), max(pixel), atol=40)
    QTest.mouseClick(display.reset_button, LEFT)
    canvas.repaint()
    assert np.array_equal(canvas.compositor.pixels, before)
    inspector.press(Qt.Key.Key_J)
    assert not display.isVisible()


def test_fill_grid_and_crosshair_follow_their_switches(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    window, canvas = inspector.window, inspector.window.panels.canvas
    image = inspector.select(ImageState.ACCEPTED)
    box = inspector.hub.projects.project.annotations.of_image(image.id)[0].mask.box

    def pixels() -> np.ndarray:
        canvas.repaint()
        return canvas.compositor.pixels.copy()

    filled = pixels()
    inspector.press(Qt.Key.Key_J)
    window.handlers.views.display.opacity.setValue(0)
    empty = pixels()
    window.handlers.views.display.opacity.setValue(35)
    assert not np.array_equal(empty, filled) and np.array_equal(pixels(), filled)
    inspector.press(Qt.Key.Key_J)
    inspector.press(Qt.Key.Key_O)
    assert np.array_equal(pixels(), empty)
    inspector.press(Qt.Key.Key_O)

    canvas.set_zoom(10.0)
    canvas.zoom_to(Box(box.x0, box.y0, box.x0 + 20, box.y0 + 20))
    assert canvas.zoom >= 8
    grid = pixels()
    window.commands[ActionId.VIEW_GRID].trigger()
    assert not np.array_equal(pixels(), grid)
    window.commands[ActionId.VIEW_GRID].trigger()
    assert np.array_equal(pixels(), grid)
    assert canvas.prompt_layer.crosshair
    window.commands[ActionId.VIEW_CROSSHAIR].trigger()
    assert not canvas.prompt_layer.crosshair
    inspector.hub.settings.scheme = "dark"
    assert not window.commands[ActionId.VIEW_CROSSHAIR].isChecked()


def test_a_straight_line_with_shift_and_masks_changed_on_request_only(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    project, window = inspector.hub.projects.project, inspector.window
    image = inspector.select(ImageState.ACCEPTED)
    record = project.annotations.of_image(image.id)[0]
    window.panels.objects.object_chosen.emit(record.id)
    window.panels.canvas.setFocus()
    inspector.press(Qt.Key.Key_B)
    window.panels.canvas.set_brush_size(6)

    def mask() -> np.ndarray:
        return project.annotations.get(record.id).mask.to_array()

    start = mask()
    click(inspector, 20, 20)
    inspector.wait(lambda: mask()[20, 20])
    QTest.mouseClick(window.panels.canvas, LEFT, SHIFT, inspector.at(120, 60))
    inspector.wait(lambda: mask()[60, 120])
    assert mask()[40, 70] and not mask()[60, 20] and not mask()[20, 120]

    # A ring, then what is done on request: the hole is filled, the islands go, and undo brings all back.
    painted = mask()
    corners = [(30, 90), (60, 90), (60, 120), (30, 120), (30, 90)]
    for corner, end in pairwise(corners):
        inspector.drag(*corner, *end)
    inspector.wait(lambda: mask()[90, 45] and mask()[105, 30])
    ring = mask()
    assert not ring[105, 45]
    window.commands[ActionId.MASK_FILL].trigger()
    assert mask()[105, 45]
    window.commands[ActionId.MASK_ISLANDS].trigger()
    assert not mask()[105, 45] and mask().sum() < ring.sum()
    for action in (ActionId.MASK_GROW, ActionId.MASK_SMOOTH, ActionId.MASK_SHRINK):
        window.commands[action].trigger()
    while not np.array_equal(mask(), ring):
        inspector.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.history.setIndex(0)
    assert np.array_equal(mask(), start) and painted.sum() > start.sum()
