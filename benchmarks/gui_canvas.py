"""The part of ``gui.py`` about the canvas: mouse move to paint, on a large image with many objects."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.items import ComparisonMode, ComparisonSide, MaskOverlay, ObjectOverlay
from app.canvas.palette import class_color
from app.canvas.widget import CanvasWidget
from benchmarks.gui_driver import ellipse
from benchmarks.gui_figures import Figure
from benchmarks.gui_peers import items_and_overlay
from samft_core.imaging.masks import RleMask

LEFT = Qt.MouseButton.LeftButton
WIDTH = 4000
HEIGHT = 3000
OBJECTS = 50
STROKES = 30
FRAME_MS = 16.0
SIZE = (1600, 1000)
Times = tuple[list[float], list[float]]


def measure_strokes(_folder: Path) -> list[Figure]:
    """The brush at several zooms, panning, showing the image; and the brush the peer's way."""
    application = QApplication.instance() or QApplication([])
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    masks = [ellipse(rng, WIDTH, HEIGHT) for _ in range(OBJECTS)]
    overlays = [
        MaskOverlay(
            ObjectOverlay(number), RleMask.from_array(mask), class_color(number), label=f"object {number}"
        )
        for number, mask in enumerate(masks)
    ]
    canvas = CanvasWidget()
    canvas.resize(*SIZE)
    canvas.show()
    wait_until_shown(canvas)
    figures = [timed("show 4000 x 3000 with 50 objects", lambda: open_image(canvas, pixels, overlays), 1)]
    peer = peer_strokes(pixels, masks)
    way = "an item a mask; the whole overlay becomes a pixmap again at each move"
    for name, scale in (("fit", None), ("100 %", 1.0), ("400 %", 4.0)):
        canvas.fit() if scale is None else canvas.set_zoom(scale)
        canvas.repaint()
        for size in (20, 200):
            times, work = strokes(canvas, rng, size, STROKES)
            beside = {"peer": peer, "peer_way": way} if scale is None else {}
            name_of = f"brush {size} to paint, {name}"
            figures.append(Figure.of(name_of, "ms", times, work=work, target=FRAME_MS, **beside))
        figures.append(timed(f"pan, {name}", lambda: pan(canvas), 30))
    canvas.set_comparison(ComparisonMode.SIDE_BY_SIDE, *sides(overlays))
    canvas.fit()
    figures.append(timed("pan, fit, side by side", lambda: pan(canvas), 30))
    canvas.close()
    application.processEvents()
    return figures


def open_image(canvas: CanvasWidget, pixels: np.ndarray, overlays: list[MaskOverlay]) -> None:
    """From pixels and masks to the first paint."""
    canvas.set_image(pixels, 1)
    canvas.set_overlays(overlays)
    canvas.set_active_mask(np.zeros(pixels.shape[:2], np.bool_))
    canvas.set_tool("brush")
    canvas.repaint()


def strokes(canvas: CanvasWidget, rng: np.random.Generator, size: int, count: int) -> Times:
    """Milliseconds from each mouse move to the end of the paint it asked for, and of the work in it."""
    canvas.set_brush_size(size)
    painted = []
    worked = []
    for _ in range(count):
        at = rng.uniform((100, 100), (canvas.width() - 100, canvas.height() - 100))
        heading = rng.uniform(0, 2 * np.pi)
        send(canvas, QEvent.Type.MouseButtonPress, at, LEFT)
        for _ in range(20):
            heading += rng.normal(0, 0.4)
            at = at + 14 * np.array([np.cos(heading), np.sin(heading)])
            start = time.perf_counter()
            cpu = time.thread_time()
            send(canvas, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
            QApplication.sendPostedEvents(canvas.window(), QEvent.Type.UpdateRequest.value)
            painted.append((time.perf_counter() - start) * 1000)
            worked.append((time.thread_time() - cpu) * 1000)
        send(canvas, QEvent.Type.MouseButtonRelease, at, LEFT)
        QApplication.processEvents()
    return painted, worked


def send(canvas: QWidget, kind: QEvent.Type, at: np.ndarray, button: Qt.MouseButton) -> None:
    """One mouse event at a widget position."""
    where = QPointF(float(at[0]), float(at[1]))
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, where, canvas.mapToGlobal(where), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def pan(canvas: CanvasWidget) -> None:
    """Move a little and paint."""
    canvas.pan(7, 3)
    canvas.repaint()


def sides(overlays: list[MaskOverlay]) -> tuple[ComparisonSide, ComparisonSide]:
    """Two versions to compare."""
    return ComparisonSide("base", (overlays[0].mask,)), ComparisonSide("v1", (overlays[1].mask,))


def peer_strokes(pixels: np.ndarray, masks: list[np.ndarray]) -> float:
    """The 95th percentile of a brush move to paint, ms, the peer's way."""
    view, stroke = items_and_overlay(pixels, [(m, class_color(n)) for n, m in enumerate(masks)], SIZE)
    wait_until_shown(view)
    times = []
    for step in range(20):
        start = time.perf_counter()
        stroke(step)
        times.append((time.perf_counter() - start) * 1000)
    view.close()
    return Figure.of("", "", times).p95


def wait_until_shown(widget: QWidget) -> None:
    """Let the platform show the window."""
    deadline = time.perf_counter() + 5
    while not widget.windowHandle().isExposed() and time.perf_counter() < deadline:
        QApplication.processEvents()


def timed(name: str, work: Callable[[], None], count: int) -> Figure:
    """Time ``work`` ``count`` times."""
    times = []
    worked = []
    for _ in range(count):
        start = time.perf_counter()
        cpu = time.thread_time()
        work()
        times.append((time.perf_counter() - start) * 1000)
        worked.append((time.thread_time() - cpu) * 1000)
    return Figure.of(name, "ms", times, work=worked)
