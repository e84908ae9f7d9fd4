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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import filelock
import numpy as np
from PIL import Image
from sqlalchemy import Connection, Table, delete, event, func, insert, inspect, select
from sqlalchemy.orm import Mapper, Session

from samft_core.errors import ProjectError, SamftError
from samft_core.files.atomic import flush_folder, make_folder, write_bytes
from samft_core.files.containment import require_entry
from samft_core.files.file_names import name_key, safe_file_stem, unique_name
from samft_core.imaging.masks import Mask, RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.database import Database
from samft_core.project.layout import Layout
from samft_core.project.records import AnnotationState
from samft_core.project.schema import AnnotationRow, ClassRow, ImageRow, MirrorPendingRow, MirrorRow

SUFFIX = "_mask.png"

LOCK = ".ground-truth.lock"
"""Held in the project's folder while mask files are written."""

LOCK_TIMEOUT_S = 60.0
_MANY = 500

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
    """Keeps the PNG files in step. ``problem`` says why the last attempt failed, None when it did not.

    What is to be done stands in the database, written in the transaction of each change; ``sync`` does it.
    """

    def __init__(self, database: Database, layout: Layout) -> None:
        self._database = database
        self._layout = layout
        self._queue_lock = threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self._waiting = False
        self.problem: Message | None = None

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._layout.mirror

    def catch_up(self) -> None:
        """Work off what a program that was cut off left undone."""
        self._sync_now()

    def write_behind(self) -> None:
        """From now on ``sync`` returns at once and a thread does the work, until ``finish``.

        For a window that must not wait for it. After a crash ``rebuild`` writes what is missing.
        """
        self._writer = self._writer or ThreadPoolExecutor(1, thread_name_prefix="samft-mirror")

    def finish(self) -> None:
        """Wait until everything is written; the thread ends."""
        with self._queue_lock:
            writer = self._writer
            self._writer = None
        if writer is not None:
            writer.shutdown()

    def settle(self) -> None:
        """Wait until the thread has written what changes so far ask for."""
        with self._queue_lock:
            done = None if self._writer is None else self._writer.submit(self._sync_now)
        if done is not None:
            done.result()

    def sync(self) -> None:
        """Write or remove the files that changes since the last time ask for.

        Inside ``Database.one_transaction`` after its commit.
        """
        if self._database.after_commit(self.sync):
            return
        with self._queue_lock:
            if self._writer is not None:
                # Changes in quick succession to one file are written once, with the newest state.
                if not self._waiting:
                    self._waiting = True
                    self._writer.submit(self._sync_behind)
                return
        self._sync_now()

    def note_pairs(self, session: Session, pairs: Iterable[tuple[int, int]]) -> None:
        """Have the files of these (image id, class id) pairs written anew after this transaction."""
        rows = [{"image_id": image_id, "class_id": class_id} for image_id, class_id in pairs]
        if rows:
            session.execute(insert(MirrorPendingRow), rows)

    def note_strays(self, session: Session, files: Iterable[Path]) -> None:
        """Have these files of the folder removed after this transaction, where no mask is theirs by then."""
        rows = [{"file": path.relative_to(self._layout.mirror).as_posix()} for path in files]
        if rows:
            session.execute(insert(MirrorPendingRow), rows)

    def behind(self) -> int:
        """How many changes the folder does not show yet."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(MirrorPendingRow)) or 0

    def _sync_behind(self) -> None:
        with self._queue_lock:
            # Before the work, not after it: a change that comes in the middle of it must ask for
            # another round.
            self._waiting = False
        self._sync_now()

    def _sync_now(self) -> None:
        try:
            with self._database.reading() as session:
                # Asked without the lock: mostly there is nothing to do, and waiting for it would cost
                # every edit.
                if session.scalar(select(MirrorPendingRow.id).limit(1)) is None:
                    return
            with self._alone():
                self._work_off()
            self.problem = None
        except (OSError, SamftError) as error:
            self._failed(error)

    def _work_off(self) -> None:
        with self._database.reading() as session:
            pending = session.execute(
                select(
                    MirrorPendingRow.id,
                    MirrorPendingRow.image_id,
                    MirrorPendingRow.class_id,
                    MirrorPendingRow.file,
                )
            ).all()
            files = {row.file for row in pending if row.file is not None}
            pairs = {(row.image_id, row.class_id) for row in pending if row.image_id and row.class_id}
            for file in files:
                owner = self._owner(session, file)
                if owner is not None:  # the name was given again since
                    pairs.add(owner)
        for file in sorted(files):
            folder, slash, name = file.partition("/")
            # The database may come from anybody: nothing but a mask file in a class's folder is removed.
            if slash and folder not in ("", ".", "..") and "/" not in name and name.endswith(SUFFIX):
                self._remove(self._layout.mirror / folder / name)
        # The masks are read inside the lock: of two processes the later always writes the newer state.
        for image_id, class_id in sorted(pairs):
            self._sync_pair(image_id, class_id)
        self._forget([row.id for row in pending])

    def _forget(self, ids: list[int]) -> None:
        """Only these: what was noted since waits for its own turn."""
        with self._database.writing() as session:
            for start in range(0, len(ids), _MANY):
                chosen = MirrorPendingRow.id.in_(ids[start : start + _MANY])
                session.execute(delete(MirrorPendingRow).where(chosen))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process or thread writes mask files of this project."""
        with filelock.FileLock(self._layout.folder / LOCK, timeout=LOCK_TIMEOUT_S, thread_local=False):
            yield

    def _owner(self, session: Session, file: str) -> tuple[int, int] | None:
        folder, _, name = file.partition("/")
        query = (
            select(MirrorRow.image_id, MirrorRow.class_id)
            .join(ClassRow, ClassRow.id == MirrorRow.class_id)
            .where(ClassRow.key == name_key(folder), MirrorRow.file_key == name_key(name))
        )
        found = session.execute(query).first()
        return None if found is None else (found.image_id, found.class_id)

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

    def rebuild(self, on_progress: OnProgress = ignore_progress, cancel: CancelToken | None = None) -> int:
        """Write the whole folder again from the database; returns the number of files.

        Raises ProjectError where it cannot be written, UnwritableError where the project may only be looked
        at, CancelledError.
        """
        if self._database.refusal is not None:
            raise self._database.refusal
        try:
            return self.write_all(on_progress, cancel)
        except OSError as error:
            remedy = Message("remedy.ask_to_write_or_free")
            message = Message("mirror.unwritable", reason=error)
            raise ProjectError(message, path=self.folder, remedy=remedy) from error

    def write_all(self, on_progress: OnProgress = ignore_progress, cancel: CancelToken | None = None) -> int:
        """Write every accepted mask again and remove stray mask files; returns the number of files.

        Raises OSError where the folder cannot be written, CancelledError.
        """
        with self._alone():
            with self._database.writing() as session:
                pending = list(session.scalars(select(MirrorPendingRow.id)))
                pairs = _accepted_pairs(session)
                for image_id, class_id in pairs:
                    assign_file(session, image_id, class_id)
            written: set[Path] = set()
            ticker = Ticker(Stage.MIRROR, len(pairs), on_progress)
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
            self._forget(pending)
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
        make_folder(path.parent)
        write_bytes(path, mask_png(mask))
        return path

    def _wanted(self, session: Session, image_id: int, class_id: int) -> tuple[Path | None, Mask | None]:
        """The pair's file, and the union of its accepted masks (None where there is none)."""
        row = session.get(MirrorRow, (image_id, class_id))
        if row is None:
            return None, None
        path = self._layout.mirror / session.get_one(ClassRow, class_id).name / row.file_name
        query = select(AnnotationRow).where(  # whole rows, which are compared with their digests
            AnnotationRow.image_id == image_id,
            AnnotationRow.class_id == class_id,
            AnnotationRow.state == AnnotationState.ACCEPTED.value,
        )
        rows = session.scalars(query)
        return path, union([RleMask(r.mask_height, r.mask_width, r.mask_counts) for r in rows])

    def _remove(self, path: Path) -> None:
        """Remove a file, and its folder where that becomes empty."""
        require_entry(path, self._layout.folder)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        # A mask that was withdrawn must not come back with the next power cut.
        flush_folder(path.parent)
        with suppress(OSError):  # not empty, or already gone: both are fine
            path.parent.rmdir()
            flush_folder(path.parent.parent)

    def _failed(self, error: Exception) -> None:
        self.problem = Message("mirror.behind", reason=error)
        _log.warning("%s. The masks are safe in the project; rebuild the folder later.", self.problem)


def _note_change(connection: Connection, *pairs: tuple[int, int]) -> None:
    rows = [{"image_id": image_id, "class_id": class_id} for image_id, class_id in pairs]
    connection.execute(insert(cast(Table, MirrorPendingRow.__table__)), rows)


def _note_row(_mapper: Mapper[Any], connection: Connection, row: AnnotationRow) -> None:
    if row.state == AnnotationState.ACCEPTED.value:
        _note_change(connection, (row.image_id, row.class_id))


def _note_update(_mapper: Mapper[Any], connection: Connection, row: AnnotationRow) -> None:
    """Every change that touches ground truth, by whichever method, also one that takes it away."""
    attributes = inspect(row).attrs
    # SQLAlchemy keeps what the attribute was before: the file must go when an object leaves ground
    # truth, too.
    states = {row.state, *(attributes.state.history.deleted or ())}
    if AnnotationState.ACCEPTED.value in states:
        classes = {row.class_id, *(attributes.class_id.history.deleted or ())}
        _note_change(connection, *((row.image_id, class_id) for class_id in sorted(classes)))


# Listeners, so that no method that changes an annotation can forget its file. Statements that go past
# the mapper, as in ``restore``, note theirs by hand.
event.listen(AnnotationRow, "after_insert", _note_row)
event.listen(AnnotationRow, "after_update", _note_update)
event.listen(AnnotationRow, "after_delete", _note_row)


def _accepted_pairs(session: Session) -> list[tuple[int, int]]:
    query = (
        select(AnnotationRow.image_id, AnnotationRow.class_id)
        .where(AnnotationRow.state == AnnotationState.ACCEPTED.value)
        .distinct()
        .order_by(AnnotationRow.image_id, AnnotationRow.class_id)
    )
    return [(image_id, class_id) for image_id, class_id in session.execute(query)]
