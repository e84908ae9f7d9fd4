"""The wall over 50,000 images: laid out and scrolled without asking for all of them, in bounded memory."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.panels.wall_view import WallModel, WallView
from app.services.background import Background
from app.services.images import THUMBNAIL_COUNT, ThumbnailLoader
from app.settings.settings import Settings
from app.stores.project import ImageIndex, ProjectStore
from app.stores.uncertainty import UncertaintyStore
from app.stores.wall import WallStore
from app.theme.theme import Theme
from samft_core.project.records import ImageRecord, ImageState

MANY = 50_000


def made_up(key: int) -> ImageRecord:
    path = Path(f"/nowhere/{key:05}.png")
    return ImageRecord(key, path, path.name, 640, 480, ImageState.NEW, f"lot {key % 7}", None, None, 0, 1)


@pytest.fixture
def made() -> list[int]:
    return []


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path, made: list[int]):
    guard = threading.Lock()

    def make(image: ImageRecord, side: int):
        with guard:
            made.append(image.id)
        return np.full((side * 3 // 4, side, 3), image.id % 256, np.uint8)

    background = Background(workers=2)
    projects = ProjectStore()
    wall = WallStore(projects, UncertaintyStore())
    loader = ThumbnailLoader(background, 160, make, waiting=400)
    model = WallModel(projects, wall, loader)
    application = QCoreApplication.instance()
    shown = WallView(model, Theme(application, Settings(tmp_path / "window.ini")))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    projects.set_images(ImageIndex.of([made_up(key) for key in range(1, MANY + 1)]))
    yield shown
    background.close()


def test_fifty_thousand_images_are_scrolled_without_loading_them_all(
    view: WallView, qtbot: QtBot, made: list[int]
) -> None:
    loader = view.model().thumbnails
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100_000, timeout=20_000)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    kept = []
    for step in range(1, 41):
        bar.setValue(bar.maximum() * step // 40)
        qtbot.wait(15)
        kept.append(len(loader._kept))
    at_end = view.model().record(MANY - 1)
    qtbot.waitUntil(lambda: loader.get(at_end.id, at_end) is not None, timeout=20_000)
    assert len(made) < MANY / 10  # only what came into view
    assert len(loader._kept) <= THUMBNAIL_COUNT and len(loader._waiting) <= 400
    assert max(kept) <= THUMBNAIL_COUNT


def test_a_run_of_images_is_chosen_in_their_order(view: WallView, qtbot: QtBot) -> None:
    model = view.selectionModel()
    for row in (7, 3, 5):
        model.select(view.model().index(row), model.SelectionFlag.Select)
    assert view.chosen() == [4, 6, 8]
