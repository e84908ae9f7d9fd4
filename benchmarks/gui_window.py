"""The parts of ``gui.py`` that need the real window: start, event loop, large images, box, 50,000 images."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, QPoint
from sqlalchemy import insert

from app.actions.ids import ActionId
from benchmarks import gui_peers
from benchmarks.gui_driver import REPOSITORY, TURN_MS, Driver, ellipse, make_large
from benchmarks.gui_figures import Figure

START = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
if sys.argv[2] == "peer":
    from samft_core.sam.registry import load_model
from app.bootstrap import make_application, make_window

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            QTimer.singleShot(0, leave)
        return False

def leave():
    print(time.time() - float(sys.argv[1]), time.process_time())
    application.exit()

application = make_application()
if sys.argv[2] == "peer":
    model = load_model()
window = make_window(application)
watch = Watch()
window.installEventFilter(watch)
window.show()
application.exec()
window.close()
"""


def measure_start(_folder: Path) -> list[Figure]:
    """From process start to the window's first paint; the first start warms the disk and is left out."""
    starts = [_start("own") for _ in range(8)][1:]
    peer = Figure.of("", "", [_start("peer")[0] for _ in range(4)][1:]).median
    way = "the model is loaded in the window's process before it is shown (median)"
    return [
        Figure.of(
            "process start to first paint", "ms", [wall for wall, _work in starts],
            work=[work for _wall, work in starts], judged="median", target=1500, peer=peer, peer_way=way,
        )
    ]  # fmt: skip


def _start(way: str) -> tuple[float, float]:
    """Milliseconds, and of processor time."""
    command = [sys.executable, "-c", START, str(time.time()), way]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    wall, work = done.stdout.split()[-2:]
    return float(wall) * 1000, float(work) * 1000


def measure_loop(folder: Path) -> list[Figure]:
    """Turns of the event loop on the samples: scrolling, leafing, encoding, predicting, training."""
    from samft_core.imaging.geometry import Box

    driver = Driver(folder)
    driver.open_samples()
    window = driver.window
    hub = driver.hub
    with driver.watching("scrolling"):
        scroll(driver, 80)
    with driver.watching("leafing through"):
        leaf(driver, 24)
    with driver.watching("encoding all, scrolling"):
        window.commands[ActionId.MODEL_EMBED_ALL].trigger()
        while hub.tasks.running_count:
            scroll(driver, 10)
    with driver.watching("predicting"):
        for step in range(20):
            window.controllers.prompting.prompt_box(Box(100 + step, 100, 300, 300))
            driver.wait(lambda: bool(hub.predictions.versions))
    driver.wait(window.commands[ActionId.MODEL_TRAIN].isEnabled)
    with driver.watching("training, leafing through"):
        window.commands[ActionId.MODEL_TRAIN].trigger()
        end = time.monotonic() + 40
        while hub.trainer.running and time.monotonic() < end:
            leaf(driver, 4)
            scroll(driver, 10)
        window.controllers.fine_tuning.cancel()
        driver.wait(lambda: not hub.trainer.running)
    peer = gui_peers.longest_turn_encoding(folder / "peer")
    way = "the image is encoded on the window's thread"
    figures = driver.close()
    return [
        _with_peer(figure, peer, way) if figure.name == "encoding all, scrolling: longest turn" else figure
        for figure in figures
    ]


def _with_peer(figure: Figure, peer: float, way: str) -> Figure:
    return replace(figure, peer=peer, peer_way=way)


def scroll(driver: Driver, steps: int) -> None:
    """Drag the list's scroll bar up and down."""
    bar = driver.window.panels.images.view.verticalScrollBar()
    for step in range(steps):
        bar.setValue(bar.maximum() * (step % 20) // 20)
        driver.pause(10)


def leaf(driver: Driver, steps: int) -> None:
    """Go from image to image."""
    for _ in range(steps):
        driver.window.panels.images.step(1)
        driver.pause(80)


def measure_large(folder: Path) -> list[Figure]:
    """Turns of the event loop on 4000 x 3000 images with 50 objects: leafing, correcting, accepting."""
    driver = Driver(folder)
    driver.open(make_large(folder / "large", 5), 5)
    window = driver.window
    hub = driver.hub
    add_objects(driver, 50)
    with driver.watching("4000 x 3000, leafing through"):
        for step in (1, 1, 1, -1, -1, -1):
            window.panels.images.step(step)
            driver.wait_picture()
            driver.pause(400)
    driver.encode_current()
    hub.selection.select_annotation(hub.annotations.records()[0].id)
    driver.pause(300)
    window.handlers.tools.choose_tool("brush")
    with driver.watching("4000 x 3000, brush strokes"):
        for step in range(8):
            line = [QPoint(150 + 20 * move, 150 + 40 * step) for move in range(20)]
            driver.drag(line, between=lambda: driver.pause(8))
            driver.pause(60)
    with driver.watching("4000 x 3000, undo and redo"):
        for name in (ActionId.EDIT_UNDO, ActionId.EDIT_REDO) * 5:
            window.commands[name].trigger()
            driver.pause(60)
    with driver.watching("4000 x 3000, grow and smooth"):
        for name in (ActionId.MASK_GROW, ActionId.MASK_SMOOTH, ActionId.MASK_SHRINK, ActionId.MASK_FILL):
            window.commands[name].trigger()
            driver.pause(100)
    with driver.watching("4000 x 3000, box, mask, use it"):
        predict_and_use(driver)
    with driver.watching("4000 x 3000, accept and reopen"):
        for name in (ActionId.IMAGE_ACCEPT, ActionId.IMAGE_REOPEN, ActionId.IMAGE_ACCEPT):
            window.commands[name].trigger()
            driver.pause(300)
    return driver.close()


def predict_and_use(driver: Driver) -> None:
    """Ask with three boxes and take each mask."""
    window = driver.window
    hub = driver.hub
    for step in range(3):
        window.handlers.tools.choose_tool("box")
        corner = QPoint(160 + 170 * step, 180)
        driver.drag([corner, corner + QPoint(60, 60), corner + QPoint(120, 120)])
        driver.wait(lambda: bool(hub.predictions.versions))
        driver.pause(600)
        window.commands[ActionId.PREDICT_USE].trigger()
        driver.pause(200)


def add_objects(driver: Driver, count: int) -> None:
    """Give the image in view ``count`` objects."""
    import numpy as np

    from samft_core.imaging.masks import RleMask
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.records import NewAnnotation

    rng = np.random.default_rng(1)
    hub = driver.hub
    image = hub.projects.image(hub.selection.image_id)
    made = [
        NewAnnotation(
            image.id, "broken_large", Prompts(), RleMask.from_array(ellipse(rng, image.width, image.height))
        )
        for _ in range(count)
    ]
    hub.projects.project.annotations.add_all(made)
    hub.projects.classes.reload()
    hub.projects.refresh_image(image.id)
    hub.annotations.load(image.id)
    driver.pause(500)


def measure_box(folder: Path) -> list[Figure]:
    """From the release of a box, drawn with the mouse, to the paint that shows the first mask."""
    driver = Driver(folder)
    driver.open_samples()
    hub = driver.hub
    canvas = driver.window.panels.canvas
    driver.encode_current()
    painted: list[float] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and hub.predictions.versions and not painted:
                painted.append(time.perf_counter())
            return False

    watch = Watch()
    canvas.installEventFilter(watch)
    times = []
    driver.window.handlers.tools.choose_tool("box")
    for step in range(42):
        hub.predictions.clear()
        driver.pause(30)
        painted.clear()
        start = QPoint(180 + step, 200)
        end = QPoint(330 + step, 330)
        driver.drag([start, (start + end) / 2, end])
        released = time.perf_counter()
        driver.wait(lambda: bool(painted))
        times.append((painted[0] - released) * 1000)
    driver.close()
    peer = Figure.of("", "", gui_peers.encode_and_decode(folder / "peer")).p95
    return [
        Figure.of(
            "box release to first mask painted", "ms", times[2:], target=200, peer=peer,
            peer_way="the image is encoded again for each question",
        )
    ]  # fmt: skip


def measure_many(folder: Path) -> list[Figure]:
    """A project of 50,000 images: opening, filtering, scrolling, memory."""
    project = make_many(folder / "many", 50_000)
    driver = Driver(folder)
    start = time.perf_counter()
    with driver.watching("50,000 images, opening"):
        driver.window.controllers.project.open_path(project)
        driver.wait(lambda: driver.hub.selection.image_id is not None)
        opened = time.perf_counter() - start
        driver.pause(500)
    memory = psutil.Process().memory_info().rss / 1e6
    with driver.watching("50,000 images, scrolling"):
        scroll(driver, 60)
    times = []
    with driver.watching("50,000 images, filtering"):
        for words in ("lot3 01", "lot", "lot5", "0499", ""):
            begin = time.perf_counter()
            driver.window.panels.images.model.set_filter(None, words)
            times.append((time.perf_counter() - begin) * 1000)
            driver.pause(50)
    turns = driver.close()
    seconds, megabytes = gui_peers.list_of_items(50_000)
    way = "one list item an image, without thumbnails"
    return [
        Figure.of(
            "50,000 images, open", "s", [opened], judged="worst", target=2, peer=seconds, peer_way=way
        ),
        Figure.of(
            "50,000 images, GUI process", "MB", [memory], judged="worst", target=400, peer=megabytes,
            peer_way=f"{way}, beside an empty window",
        ),
        Figure.of("50,000 images, filter", "ms", times, judged="worst", target=TURN_MS),
        *turns,
    ]  # fmt: skip


def make_many(folder: Path, count: int) -> Path:
    """A project that knows ``count`` images; only the rows, the files are not needed to list them."""
    from samft_core.project.context import now
    from samft_core.project.project import Project
    from samft_core.project.schema import ImageRow

    with Project.create(folder) as project, project._context.database.writing() as session:
        rows = [
            {
                "location": f"/line/lot{i % 7}/{i:06d}.png", "name": f"{i:06d}.png", "group_name": "",
                "width": 900, "height": 900, "good": i % 3 == 0, "error": None,
                "added_at": now(), "row_version": 1,
            }
            for i in range(count)
        ]  # fmt: skip
        session.execute(insert(ImageRow), rows)
    return folder
