"""Pixels for the screen, decoded off the GUI thread: whole images with their neighbours, and thumbnails."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.services.background import Background, Job
from samft_core.imaging.pixels import Rgb

FULL_CACHE_BYTES = 200_000_000
"""Three images of 4000 x 3000 as the canvas wants them: the one in view and its neighbours."""
THUMBNAIL_COUNT = 600
THUMBNAILS_WAITING = 80
ONE_LOOK_S = 0.03
RETRY_S = 10.0
"""How long a thumbnail that could not be made is not tried again while its row stays in view."""

Picture = Any
"""What the window shows an image from; has ``nbytes``."""


def read_pixels(path: Path) -> Rgb:
    """The image as uint8 H x W x 3. Raises ImageError."""
    from samft_core.imaging.image_io import read_image  # noqa: PLC0415 - the codecs are not needed for the first paint

    return read_image(path)


def _thumbnail(path: Path, side: int) -> Rgb:
    from samft_core.imaging.image_io import thumbnail  # noqa: PLC0415 - see above

    return thumbnail(path, side)


class ImageLoader(QObject):
    """Whole images, the last few kept; ``loaded`` and ``failed`` carry the image's id.

    ``read`` decodes a file and does whatever else takes long before the image can be shown.
    """

    loaded = Signal(int)
    failed = Signal(int, object)

    def __init__(
        self,
        background: Background,
        read: Callable[[Path], Picture] = read_pixels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._read = read
        self._kept: OrderedDict[int, Picture] = OrderedDict()
        self._jobs: dict[int, Job] = {}
        self._wanted: int | None = None
        self._limit = FULL_CACHE_BYTES

    def set_limit(self, limit: int) -> None:
        """Keep so many bytes of pictures; more only where the one in view alone is larger."""
        self._limit = limit
        self._drop_oldest()

    def get(self, image_id: int) -> Picture | None:
        """The picture where it is in memory."""
        picture = self._kept.get(image_id)
        if picture is not None:
            self._kept.move_to_end(image_id)
        return picture

    def load(self, image_id: int, path: Path) -> Picture | None:
        """The picture where it is in memory; else None, and ``loaded`` follows.

        It stays in memory until another one is asked for.
        """
        self._wanted = image_id
        return self._load(image_id, path)

    def _load(self, image_id: int, path: Path) -> Picture | None:
        picture = self.get(image_id)
        if picture is None and image_id not in self._jobs:
            self._jobs[image_id] = self._background.run_task(
                lambda _token: self._read(path),
                done=lambda picture: self._done(image_id, picture),
                failed=lambda error: self._failed(image_id, error),
            )
        return picture

    def prefetch(self, images: Iterable[tuple[int, Path]], keep: int | None = None) -> None:
        """Load ``images`` soon and stop loading any other, except ``keep``."""
        wanted = dict(images)
        for image_id in [i for i in self._jobs if i not in wanted and i != keep]:
            self._jobs.pop(image_id).cancel()
        for image_id, path in wanted.items():
            self._load(image_id, path)

    def _drop_oldest(self) -> None:
        size = sum(kept.nbytes for kept in self._kept.values())
        # What is on the screen is never dropped, however large it is.
        for oldest in [i for i in self._kept if i != self._wanted]:
            if size > self._limit:
                size -= self._kept.pop(oldest).nbytes

    def forget(self, image_id: int) -> None:
        """Drop one picture, whose file is another one now."""
        self._kept.pop(image_id, None)

    def clear(self) -> None:
        """Forget everything, for another project."""
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        self._kept.clear()

    def _done(self, image_id: int, picture: Picture) -> None:
        self._jobs.pop(image_id, None)
        self._kept[image_id] = picture
        self._drop_oldest()
        self.loaded.emit(image_id)

    def _failed(self, image_id: int, error: BaseException) -> None:
        self._jobs.pop(image_id, None)
        self.failed.emit(image_id, error)


class ThumbnailLoader(QObject):
    """Small pictures for the list, made when first seen.

    What is in view now comes first, from the top; what was long scrolled past is dropped. ``make`` gets what
    ``get`` was given, a path unless it knows something else, in a thread beside the window's.
    """

    loaded = Signal(int)

    def __init__(
        self,
        background: Background,
        side: int = 144,
        make: Callable[[Any, int], NDArray[Any]] = _thumbnail,
        waiting: int = THUMBNAILS_WAITING,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._most_waiting = waiting
        self._background = background
        self._side = side
        self._make = make
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._failed_at: dict[int, float] = {}
        self._waiting: OrderedDict[int, tuple[int, object]] = OrderedDict()
        self._look_number = 0
        self._looked_at = 0.0
        self._working: dict[int, Job] = {}

    def get(self, image_id: int, source: object) -> QPixmap | None:
        """The thumbnail where it is ready.

        Else None, and ``loaded`` follows (not for an unreadable image).
        """
        if image_id in self._kept:
            self._kept.move_to_end(image_id)
            return self._kept[image_id]
        if time.monotonic() < self._failed_at.get(image_id, -RETRY_S) + RETRY_S:
            return None
        if image_id not in self._working:
            self._waiting[image_id] = (self._current_paint(), source)
            self._waiting.move_to_end(image_id)
            while len(self._waiting) > self._most_waiting:
                self._waiting.popitem(last=False)
            self._next()
        return None

    def forget(self, image_id: int) -> None:
        """Make one thumbnail anew when it is next seen."""
        self._kept.pop(image_id, None)
        self._failed_at.pop(image_id, None)

    def clear(self) -> None:
        """Forget everything, for another project."""
        self._failed_at.clear()
        self._waiting.clear()
        for job in self._working.values():
            job.cancel()
        self._working.clear()
        self._kept.clear()

    def _next(self) -> None:
        while self._waiting and len(self._working) < 2:
            # The newest look first, and in it from the top, as rows were asked for in that order.
            newest = next(reversed(self._waiting.values()))[0]
            image_id = next(i for i, (paint, _source) in self._waiting.items() if paint == newest)
            self._make_one(image_id, self._waiting.pop(image_id)[1])

    def _current_paint(self) -> int:
        """Requests in quick succession belong to one look at the list: one paint of the rows in view."""
        now = time.monotonic()
        if now - self._looked_at > ONE_LOOK_S:
            self._look_number += 1
        self._looked_at = now
        return self._look_number

    def _make_one(self, image_id: int, source: object) -> None:
        def make(_token: object) -> QImage:
            pixels = np.ascontiguousarray(self._make(source, self._side))
            height, width = pixels.shape[:2]
            # A copy: QImage only points at NumPy's memory, which goes when this function returns.
            return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()

        self._working[image_id] = self._background.run_task(
            make,
            done=lambda image: self._done(image_id, QPixmap.fromImage(image)),
            failed=lambda _error: self._failed(image_id),
        )

    def _failed(self, image_id: int) -> None:
        """A drive may be away for a moment: asked again later, but not at each paint."""
        self._working.pop(image_id, None)
        self._failed_at[image_id] = time.monotonic()
        self._next()

    def _done(self, image_id: int, pixmap: QPixmap) -> None:
        self._working.pop(image_id, None)
        self._kept[image_id] = pixmap
        while len(self._kept) > THUMBNAIL_COUNT:
            self._kept.popitem(last=False)
        self.loaded.emit(image_id)
        self._next()
