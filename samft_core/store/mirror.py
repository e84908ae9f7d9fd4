"""The ground truth as PNG files, ``ground_truth/<class>/<name>_mask.png``: a copy for other programs to read.

The database is the truth; a mirror that cannot be written loses nothing, is logged, and is made again by
``rebuild``.
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from samft_core.atomic import write_bytes
from samft_core.errors import SamftError
from samft_core.masks import Mask, RleMask
from samft_core.progress import CancelToken, OnProgress, Ticker, ignore_progress
from samft_core.store.database import Database
from samft_core.store.inside import OutsideError, require_entry
from samft_core.store.layout import Layout
from samft_core.store.names import name_key, safe_file_stem, unique_name
from samft_core.store.records import AnnotationState
from samft_core.store.schema import AnnotationRow, ClassRow, ImageRow, MirrorRow

SUFFIX = "_mask.png"

_log = logging.getLogger(__name__)


def mask_png(mask: Mask) -> bytes:
    """A mask as 8-bit grey PNG, 0 and 255."""
    stream = io.BytesIO()
    Image.fromarray(np.where(mask, np.uint8(255), np.uint8(0))).save(stream, "PNG")
    return stream.getvalue()


def union(masks: Sequence[RleMask]) -> Mask | None:
    """All masks of one size in one, H x W bool; None where there is none."""
    if not masks:
        return None
    whole = np.zeros((masks[0].height, masks[0].width), np.bool_)
    for mask in masks:
        if mask.box is not None:
            x0, y0, x1, y1 = map(int, mask.box.as_tuple())
            whole[y0:y1, x0:x1] |= mask.cut(x0, y0, x1, y1)
    return whole


def assign_file(session: Session, image_id: int, class_id: int) -> None:
    """Give the image a file name in the class's folder that no other image has; once given it stays."""
    if session.get(MirrorRow, (image_id, class_id)) is not None:
        return
    image = session.get_one(ImageRow, image_id)
    stem = safe_file_stem(Path(image.name).stem)
    key_start = name_key(stem)
    taken = set(
        session.scalars(
            select(MirrorRow.file_key).where(
                MirrorRow.class_id == class_id, MirrorRow.file_key.startswith(key_start, autoescape=True)
            )
        )
    )
    name = unique_name(stem, SUFFIX, taken)
    session.add(MirrorRow(image_id=image_id, class_id=class_id, file_name=name, file_key=name_key(name)))
    session.flush()


class Mirror:
    """Keeps the PNG files in step. ``problem`` says why the last attempt failed, None when it did not."""

    def __init__(self, database: Database, layout: Layout) -> None:
        self._database, self._layout = database, layout
        self._lock, self._queue_lock = threading.Lock(), threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self._pending: set[tuple[int, int]] = set()
        self.problem: str | None = None

    def catch_up(self) -> None:
        """Bring to an end what a program that was cut off left undone."""

    def write_behind(self) -> None:
        """From now on ``sync`` returns at once and a thread does the work, until ``finish``."""
        self._writer = self._writer or ThreadPoolExecutor(1, thread_name_prefix="samft-mirror")

    def finish(self) -> None:
        """Wait until everything is written; the thread ends."""
        with self._queue_lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.shutdown()

    def sync(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Write or remove the files of these (image id, class id) pairs."""
        wanted = set(pairs)
        with self._queue_lock:
            if self._writer is not None:
                # Changes in quick succession to one pair are written once, with the newest state.
                self._pending |= wanted
                self._writer.submit(self._sync_pending)
                return
        self._sync_now(wanted)

    def _sync_pending(self) -> None:
        with self._queue_lock:
            pairs, self._pending = self._pending, set()
        try:
            self._sync_now(pairs)
        except SamftError as error:
            self._failed(error)

    def _sync_now(self, pairs: Iterable[tuple[int, int]]) -> None:
        wanted = sorted(pairs)
        if not wanted:
            return
        # The masks are read inside the lock: of two threads the later always writes the newer state.
        with self._lock:
            try:
                for image_id, class_id in wanted:
                    self._sync_pair(image_id, class_id)
                self.problem = None
            except (OSError, OutsideError) as error:
                self._failed(error)

    def files(
        self, session: Session, *, image_id: int | None = None, class_id: int | None = None
    ) -> list[Path]:
        """The mirror files of an image or a class, existing or not."""
        query = select(ClassRow.name, MirrorRow.file_name).join(ClassRow, ClassRow.id == MirrorRow.class_id)
        if image_id is not None:
            query = query.where(MirrorRow.image_id == image_id)
        if class_id is not None:
            query = query.where(MirrorRow.class_id == class_id)
        return [self._layout.mirror / folder / name for folder, name in session.execute(query)]

    def remove(self, files: Iterable[Path]) -> None:
        """Remove mirror files, and class folders that become empty."""
        with self._lock:
            try:
                for path in files:
                    self._remove(path)
            except (OSError, OutsideError) as error:
                self._failed(error)

    def rebuild(self, on_progress: OnProgress = ignore_progress, cancel: CancelToken | None = None) -> int:
        """Write every accepted mask again and remove stray mask files; returns the number of files.

        Raises OSError where the folder cannot be written, CancelledError.
        """
        with self._lock:
            with self._database.writing() as session:
                pairs = _accepted_pairs(session)
                for image_id, class_id in pairs:
                    assign_file(session, image_id, class_id)
            written: set[Path] = set()
            ticker = Ticker("mirror", len(pairs), on_progress)
            for image_id, class_id in pairs:
                if cancel is not None:
                    cancel.raise_if_cancelled()
                path = self._sync_pair(image_id, class_id)
                if path is not None:
                    written.add(path)
                ticker.tick()
            # A killed program leaves its unfinished temporary files behind.
            strays = {
                *self._layout.mirror.glob(f"*/*{SUFFIX}"),
                *self._layout.mirror.glob(f"*/.*{SUFFIX}.*.tmp"),
            }
            for stray in strays - written:
                self._remove(stray)
            self.problem = None
            return len(written)

    def expected(self) -> Iterator[tuple[Path, Mask]]:
        """Every file that should be there, with its mask."""
        with self._database.reading() as session:
            for image_id, class_id in _accepted_pairs(session):
                path, mask = self._wanted(session, image_id, class_id)
                if path is not None and mask is not None:
                    yield path, mask

    def _sync_pair(self, image_id: int, class_id: int) -> Path | None:
        with self._database.reading() as session:
            path, mask = self._wanted(session, image_id, class_id)
        if path is None:
            return None
        if mask is None:
            self._remove(path)
            return None
        require_entry(path, self._layout.folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, mask_png(mask))
        return path

    def _wanted(self, session: Session, image_id: int, class_id: int) -> tuple[Path | None, Mask | None]:
        """The pair's file, and the union of its accepted masks (None where there is none)."""
        row = session.get(MirrorRow, (image_id, class_id))
        if row is None:
            return None, None
        path = self._layout.mirror / session.get_one(ClassRow, class_id).name / row.file_name
        query = select(AnnotationRow.mask_height, AnnotationRow.mask_width, AnnotationRow.mask_counts).where(
            AnnotationRow.image_id == image_id,
            AnnotationRow.class_id == class_id,
            AnnotationRow.state == AnnotationState.ACCEPTED.value,
        )
        return path, union([RleMask(*row) for row in session.execute(query)])

    def _remove(self, path: Path) -> None:
        """Remove a file, and its folder where that becomes empty."""
        require_entry(path, self._layout.folder)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or already gone: both are fine
            path.parent.rmdir()

    def _failed(self, error: Exception) -> None:
        self.problem = f"The ground truth folder could not be brought up to date: {error}"
        _log.warning("%s. The masks are safe in the project; rebuild the folder later.", self.problem)


def forget_class(session: Session, class_id: int) -> None:
    """Drop the file names of a class."""
    session.execute(delete(MirrorRow).where(MirrorRow.class_id == class_id))


def _accepted_pairs(session: Session) -> list[tuple[int, int]]:
    query = (
        select(AnnotationRow.image_id, AnnotationRow.class_id)
        .where(AnnotationRow.state == AnnotationState.ACCEPTED.value)
        .distinct()
        .order_by(AnnotationRow.image_id, AnnotationRow.class_id)
    )
    return [(image_id, class_id) for image_id, class_id in session.execute(query)]
