"""Polygons, and a picture made brighter for the eye only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samft_core.store.records import ImageState

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def click(inspector, x: float, y: float) -> None:
    QTest.mouseClick(inspector.window.canvas, LEFT, pos=inspector.at(x, y))


def polygon(inspector, *corners: tuple[float, float]) -> None:
    for corner in corners:
        click(inspector, *corner)
    QTest.keyClick(inspector.window.canvas, Qt.Key.Key_Return)


def test_polygons_add_and_take_away(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    project = inspector.hub.projects.project
    image = inspector.select(ImageState.ACCEPTED)
    record = project.annotations(image.id)[0]
    inspector.window.objects.object_chosen.emit(record.id)
    inspector.window.canvas.setFocus()
    inspector.press(Qt.Key.Key_K)
    assert inspector.window.canvas.tool == "polygon_add"
    polygon(inspector, (20, 20), (80, 20), (80, 60), (20, 60))
    inspector.wait(lambda: project.annotation(record.id).mask != record.mask, what="the polygon")
    added = project.annotation(record.id).mask.to_array()
    assert added[40, 50] and not record.mask.to_array()[40, 50]
    assert abs(int(added.sum()) - record.mask.area - 60 * 40) < 400
    inspector.press(Qt.Key.Key_K, SHIFT)
    polygon(inspector, (40, 30), (60, 30), (60, 50), (40, 50))
    inspector.wait(lambda: not project.annotation(record.id).mask.to_array()[40, 50], what="the hole")
    assert project.annotation(record.id).mask.to_array()[25, 50]


def test_brightness_is_for_the_eye_only(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    canvas, display = inspector.window.canvas, inspector.window.handlers.display
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
