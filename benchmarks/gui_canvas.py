"""How long the canvas takes from mouse move to painted stroke, on a large image with many objects.

    python benchmarks/gui_canvas.py [--json FILE]

Needs a display (or ``xvfb-run``; QT_QPA_PLATFORM=offscreen works, without the copy to the screen). The
peer's way, one
pixmap item per mask in a QGraphicsView, is timed in the same run.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from app.canvas.items import ComparisonMode, ComparisonSide, MaskOverlay
from app.canvas.palette import class_color
from app.canvas.view import CanvasWidget
from samft_core.masks import RleMask

LEFT = Qt.MouseButton.LeftButton


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--width", type=int, default=4000)
    parser.add_argument("--height", type=int, default=3000)
    parser.add_argument("--objects", type=int, default=50)
    parser.add_argument("--strokes", type=int, default=30)
    options = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (options.height, options.width, 3), np.uint8)
    overlays = [ellipse(rng, options, number) for number in range(options.objects)]
    canvas = CanvasWidget()
    canvas.resize(1600, 1000)
    canvas.show()
    wait_until_shown(canvas)
    results: dict[str, dict[str, float]] = {}
    timed(results, "show image and objects", lambda: open_image(canvas, pixels, overlays), 1)
    for name, scale in (("fit", None), ("100 %", 1.0), ("400 %", 4.0)):
        canvas.fit() if scale is None else canvas.set_zoom(scale)
        canvas.repaint()
        for size in (20, 200):
            results[f"stroke, {name}, brush {size}"] = spread(strokes(canvas, rng, size, options.strokes))
        timed(results, f"pan, {name}", lambda: pan(canvas), 30)
    canvas.set_comparison(ComparisonMode.SIDE_BY_SIDE, *sides(overlays))
    canvas.fit()
    timed(results, "pan, fit, side by side", lambda: pan(canvas), 30)
    canvas.clear_comparison()
    results["memory"] = {"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    canvas.close()
    timed(results, "peer: repaint of mask items, fit", graphics_view(pixels, overlays), 10)
    app.processEvents()
    report(results, options.json)
    return 0


def ellipse(rng: np.random.Generator, options: argparse.Namespace, number: int) -> MaskOverlay:
    y, x = np.ogrid[: options.height, : options.width]
    cx, cy = rng.uniform(0, options.width), rng.uniform(0, options.height)
    rx, ry = rng.uniform(60, 300), rng.uniform(60, 300)
    mask = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
    return MaskOverlay(number, RleMask.from_array(mask), class_color(number), label=f"object {number}")


def open_image(canvas: CanvasWidget, pixels: np.ndarray, overlays: list[MaskOverlay]) -> None:
    canvas.set_image(pixels, 1)
    canvas.set_overlays(overlays)
    canvas.set_active_mask(np.zeros(pixels.shape[:2], np.bool_))
    canvas.set_tool("brush")
    canvas.repaint()


def strokes(canvas: CanvasWidget, rng: np.random.Generator, size: int, count: int) -> list[float]:
    """Milliseconds from each mouse move to the end of the paint it asked for."""
    canvas.set_brush_size(size)
    painted: list[float] = []
    for _ in range(count):
        at = rng.uniform((100, 100), (canvas.width() - 100, canvas.height() - 100))
        heading = rng.uniform(0, 2 * np.pi)
        send(canvas, QEvent.Type.MouseButtonPress, at, LEFT)
        for _ in range(20):
            heading += rng.normal(0, 0.4)
            at = at + 14 * np.array([np.cos(heading), np.sin(heading)])
            start = time.perf_counter()
            send(canvas, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
            QApplication.sendPostedEvents(canvas.window(), QEvent.Type.UpdateRequest.value)
            painted.append((time.perf_counter() - start) * 1000)
        send(canvas, QEvent.Type.MouseButtonRelease, at, LEFT)
        QApplication.processEvents()
    return painted


def send(canvas: QWidget, kind: QEvent.Type, at: np.ndarray, button: Qt.MouseButton) -> None:
    where = QPointF(float(at[0]), float(at[1]))
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, where, canvas.mapToGlobal(where), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def pan(canvas: CanvasWidget) -> None:
    canvas.pan(7, 3)
    canvas.repaint()


def sides(overlays: list[MaskOverlay]) -> tuple[ComparisonSide, ComparisonSide]:
    return ComparisonSide("base", (overlays[0].mask,)), ComparisonSide("v1", (overlays[1].mask,))


def graphics_view(pixels: np.ndarray, overlays: list[MaskOverlay]) -> Callable[[], None]:
    """What most annotators do: the image and each mask as a pixmap item, repainted on every brush move."""
    height, width = pixels.shape[:2]
    scene = QGraphicsScene()
    scene.addPixmap(
        QPixmap.fromImage(QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
    )
    for overlay in overlays:
        mask = overlay.mask.to_array() if isinstance(overlay.mask, RleMask) else overlay.mask
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not len(rows):
            continue
        part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        colored = np.zeros((*part.shape, 4), np.uint8)
        colored[part] = (*overlay.color[::-1], 90)
        data = np.ascontiguousarray(colored)
        image = QImage(
            data.data, part.shape[1], part.shape[0], 4 * part.shape[1], QImage.Format.Format_ARGB32
        )
        scene.addPixmap(QPixmap.fromImage(image)).setPos(float(columns[0]), float(rows[0]))
    active = scene.addPixmap(QPixmap(width, height))
    canvas_image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    canvas_image.fill(Qt.GlobalColor.transparent)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    view.resize(1600, 1000)
    view.show()
    wait_until_shown(view)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def stroke(_: QGraphicsScene = scene) -> None:  # keeps the scene alive
        painter = QPainter(canvas_image)
        painter.drawEllipse(2000, 1500, 20, 20)
        painter.end()
        active.setPixmap(QPixmap.fromImage(canvas_image))
        view.viewport().repaint()

    return stroke


def wait_until_shown(widget: QWidget) -> None:
    deadline = time.perf_counter() + 5
    while not widget.windowHandle().isExposed() and time.perf_counter() < deadline:
        QApplication.processEvents()


def timed(results: dict[str, dict[str, float]], name: str, work: Callable[[], None], count: int) -> None:
    times = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    results[name] = spread(times)


def spread(times: list[float]) -> dict[str, float]:
    return {
        "median_ms": float(np.median(times)),
        "p95_ms": float(np.percentile(times, 95)),
        "worst_ms": float(max(times)),
        "count": float(len(times)),
    }


def report(results: dict[str, dict[str, float]], path: Path | None) -> None:
    print(f"{'':40}{'median':>10}{'p95':>10}{'worst':>10}   ms")
    for name, row in results.items():
        if "median_ms" in row:
            print(f"{name:40}{row['median_ms']:10.2f}{row['p95_ms']:10.2f}{row['worst_ms']:10.2f}")
        else:
            print(f"{name:40}{row['peak_mib']:10.0f} MiB at most")
    if path is not None:
        path.write_text(json.dumps(results, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
