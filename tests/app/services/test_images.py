from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.services import images as images_module
from app.services.background import Background
from app.services.images import ImageLoader, ThumbnailLoader
from samft_core.errors import ImageError
from samft_core.messages.message import Message


def pixels(side: int = 8) -> np.ndarray:
    return np.zeros((side, side, 3), np.uint8)


def test_an_image_is_decoded_off_the_gui_thread_and_kept(qtbot: QtBot, background: Background) -> None:
    threads: list[int] = []

    def read(_path: Path) -> np.ndarray:
        threads.append(threading.get_ident())
        return pixels()

    loader = ImageLoader(background, read)
    with qtbot.waitSignal(loader.loaded):
        assert loader.load(1, Path("a")) is None
    assert loader.load(1, Path("a")) is loader.get(1) is not None
    assert len(threads) == 1 and threads[0] != threading.get_ident()


def test_the_oldest_goes_when_memory_is_full(
    qtbot: QtBot, background: Background, monkeypatch: object
) -> None:
    monkeypatch.setattr(images_module, "FULL_CACHE_BYTES", 2 * pixels().nbytes)  # type: ignore[attr-defined]
    loader = ImageLoader(background, lambda _path: pixels())
    for image_id in (1, 2, 3):
        with qtbot.waitSignal(loader.loaded):
            loader.load(image_id, Path("a"))
    assert loader.get(1) is None and loader.get(2) is not None and loader.get(3) is not None


def test_neighbours_never_push_out_the_image_in_view(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images_module, "FULL_CACHE_BYTES", 2 * pixels().nbytes)
    loader, loaded = ImageLoader(background, lambda _path: pixels()), []
    loader.loaded.connect(loaded.append)
    loader.load(1, Path("a"))
    loader.prefetch([(2, Path("b")), (3, Path("c"))], keep=1)
    qtbot.waitUntil(lambda: len(loaded) == 3, timeout=20_000)
    assert loader.get(1) is not None
    assert len(loader._kept) == 2


def test_an_unreadable_image_says_why(qtbot: QtBot, background: Background) -> None:
    def read(path: Path) -> np.ndarray:
        raise ImageError(Message.plain("broken"), path=path)

    loader = ImageLoader(background, read)
    with qtbot.waitSignal(loader.failed) as heard:
        loader.load(1, Path("a"))
    assert heard.args is not None and heard.args[0] == 1 and isinstance(heard.args[1], ImageError)


def test_prefetching_gives_up_what_is_no_longer_near(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()

    def read(path: Path) -> np.ndarray:
        go.wait(60)
        return pixels()

    loader = ImageLoader(background, read)
    loader.prefetch([(image_id, Path("a")) for image_id in (1, 2, 3, 4)])
    loader.prefetch([(5, Path("a"))], keep=1)
    go.set()
    qtbot.waitUntil(lambda: loader.get(5) is not None and loader.get(1) is not None)
    assert loader.get(3) is None and loader.get(4) is None


class ByHand:
    """A background whose work is done when the test says so, in the order in which it was handed over."""

    def __init__(self) -> None:
        self.given: list[tuple[Callable[[object], Any], Callable[[Any], None]]] = []

    def run_task(self, work: Callable[[object], Any], *, done: Callable[[Any], None], failed: object) -> None:
        self.given.append((work, done))

    def finish_all(self) -> None:
        for work, done in self.given:  # grows while it runs: each end starts the next
            done(work(None))


def test_thumbnails_in_view_are_made_first_from_the_top(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def make(path: Path, _side: int) -> np.ndarray:
        made.append(path.name)
        return pixels(4)

    monkeypatch.setattr(images_module, "ONE_LOOK_S", 60.0)  # however slow this machine is just now
    by_hand = ByHand()
    loader = ThumbnailLoader(by_hand, make=make)
    for image_id in range(4):
        loader.get(image_id, Path(str(image_id)))
    loader._looked_at = -1e9  # the list was scrolled, some time later
    for image_id in range(4, 8):
        loader.get(image_id, Path(str(image_id)))
    by_hand.finish_all()
    # Two were under way, then what is in view, then what was.
    assert made == ["0", "1", "4", "5", "6", "7", "2", "3"]
    assert loader.get(7, Path("7")) is not None


def test_a_thumbnail_that_cannot_be_made_is_tried_again_later(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    def make(path: Path, _side: int) -> np.ndarray:
        tries.append(path)
        raise ImageError(Message.plain("broken"), path=path)

    loader = ThumbnailLoader(background, make=make)
    loader.get(1, Path("a"))
    qtbot.waitUntil(lambda: 1 in loader._failed_at)
    for _ in range(5):  # each paint asks
        assert loader.get(1, Path("a")) is None and len(tries) == 1
    loader.forget(1)
    loader.get(1, Path("a"))
    qtbot.waitUntil(lambda: 1 in loader._failed_at and len(tries) == 2)
    monkeypatch.setattr("app.services.images.RETRY_S", 0.0)
    loader.get(1, Path("a"))
    qtbot.waitUntil(lambda: len(tries) == 3)
    qtbot.waitUntil(lambda: not loader._working)
