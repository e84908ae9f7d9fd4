"""How most annotation windows do the same, written anew, so that both ways are timed on one PC in one run."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QListWidget, QListWidgetItem

from app.services.turns import TurnWatch
from benchmarks.gui_driver import SAMPLES
from samft_core.imaging.masks import Mask

if TYPE_CHECKING:
    from samft_core.engine.session import ModelSession


def longest_turn_encoding(folder: Path) -> float:
    """The longest turn, ms, where the encoder runs on the window's thread."""
    session, images = _session(folder)
    application = QApplication.instance() or QApplication([])
    watch = TurnWatch()
    watch.start()
    for image_id in images[:4]:
        QTimer.singleShot(0, lambda chosen=image_id: session.encode(chosen))
    QTimer.singleShot(100, application.quit)
    application.exec()
    watch.stop()
    session.close()
    return max(watch.wall)


def encode_and_decode(folder: Path) -> list[float]:
    """Milliseconds for a question where nothing keeps the embedding."""
    from samft_core.imaging.geometry import Box
    from samft_core.imaging.prompts import Prompts

    session, images = _session(folder)
    session.predict(images[0], Prompts(box=Box(300, 300, 500, 500)), stage="first")
    times = []
    for image_id in images[1:10]:
        start = time.perf_counter()
        session.predict(image_id, Prompts(box=Box(300, 300, 500, 500)), stage="first")
        times.append((time.perf_counter() - start) * 1000)
    session.close()
    return times


def _session(folder: Path) -> tuple[ModelSession, list[int]]:
    from samft_core.engine.session import ModelSession
    from samft_core.project.project import Project

    pictures = sorted(Path(shutil.copytree(SAMPLES, folder / "pictures"), "test").rglob("*.png"))
    with Project.create(folder / "project") as project:
        images = project.images.add(pictures).added
    return ModelSession.open(folder / "project"), images


def list_of_items(count: int) -> tuple[float, float]:
    """Seconds and megabytes for a list with an item an image."""
    application = QApplication.instance() or QApplication([])
    before = psutil.Process(os.getpid()).memory_info().rss
    start = time.perf_counter()
    view = QListWidget()
    for number in range(count):
        item = QListWidgetItem(f"/line/lot{number % 7}/{number:06d}.png")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        view.addItem(item)
    view.resize(300, 800)
    view.show()
    application.processEvents()
    seconds = time.perf_counter() - start
    grown = psutil.Process(os.getpid()).memory_info().rss - before
    view.close()
    return seconds, grown / 1e6


def items_and_overlay(
    pixels: np.ndarray, objects: list[tuple[Mask, tuple[int, int, int]]], size: tuple[int, int]
) -> tuple[QGraphicsView, Callable[[int], None]]:
    """Image and masks as pixmap items; each brush move makes a pixmap of the whole overlay again."""
    height, width = pixels.shape[:2]
    scene = QGraphicsScene()
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    scene.addPixmap(QPixmap.fromImage(image))
    for mask, color in objects:
        rows = np.flatnonzero(mask.any(axis=1))
        columns = np.flatnonzero(mask.any(axis=0))
        if not len(rows):
            continue
        part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        colored = np.zeros((*part.shape, 4), np.uint8)
        colored[part] = (*color[::-1], 90)
        image = QImage(
            colored.data, part.shape[1], part.shape[0], 4 * part.shape[1], QImage.Format.Format_ARGB32
        )
        scene.addPixmap(QPixmap.fromImage(image)).setPos(float(columns[0]), float(rows[0]))
    overlay = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    overlay.fill(Qt.GlobalColor.transparent)
    item = scene.addPixmap(QPixmap.fromImage(overlay))
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    view.resize(*size)
    view.show()
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def stroke(step: int) -> None:
        painter = QPainter(overlay)
        painter.setBrush(Qt.GlobalColor.red)
        painter.drawEllipse(1000 + 14 * step, 1500, 20, 20)
        painter.end()
        item.setPixmap(QPixmap.fromImage(overlay))
        view.viewport().repaint()

    return view, stroke
