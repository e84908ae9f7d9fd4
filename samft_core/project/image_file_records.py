"""What a project knows of its images' files: whether they can be read and are those that were added."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.context import ProjectContext
from samft_core.project.image_file_identity import FileMark, KnownFile, another_picture, file_problem
from samft_core.project.image_state import image_query, image_record, truth_changed
from samft_core.project.layout import Layout
from samft_core.project.moves import ImageMoveRepository
from samft_core.project.records import ImageRecord
from samft_core.project.schema import AnnotationRow, ImageRow

MARKS_AT_A_TIME = 200
"""Files of earlier programs that are noted in one transaction; a cancel keeps what was noted."""

# Up to so many images are asked for by their ids; more are found faster among all.
_FEW = 500


class ImageFileRepository:
    """The part of a project that watches over its images' files."""

    def __init__(self, context: ProjectContext, image_moves: ImageMoveRepository) -> None:
        self._context = context
        self._image_moves = image_moves

    def problems(
        self,
        image_ids: Collection[int],
        *,
        thorough: bool = False,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> dict[int, ImageError]:
        """Why some of these images cannot be used as they were added: missing, unreadable or changed.

        ``thorough`` reads every file; otherwise one of the same size and time counts as the same.
        """
        wanted = set(image_ids)
        query = known_files()
        # Databases limit how many values one query may name.
        if len(wanted) < _FEW:
            query = query.where(ImageRow.id.in_(wanted))
        with self._context.database.reading() as session:
            known = {row.id: known_file(row, self._context.layout) for row in session.execute(query)}
        problems: dict[int, ImageError] = {}
        ticker = Ticker(Stage.FILES, len(wanted), on_progress)
        marks: dict[int, FileMark] = {}
        for image_id in sorted(wanted & known.keys()):
            if cancel is not None:
                cancel.raise_if_cancelled()
            problem = self._problem(image_id, known[image_id], marks, thorough=thorough)
            # One file at a time, and only one that is missing: looking for all would ask every drive.
            if isinstance(problem, ImageUnreachableError) and self._image_moves.follow_one(image_id):
                with self._context.database.reading() as session:
                    row = session.execute(known_files().where(ImageRow.id == image_id)).one()
                problem = self._problem(
                    image_id, known_file(row, self._context.layout), marks, thorough=thorough
                )
            if problem is not None:
                problems[image_id] = problem
            if len(marks) >= MARKS_AT_A_TIME:
                self._note_marks(marks)
            ticker.tick(known[image_id].path.name)
        self._note_marks(marks)
        return problems

    def note_files(
        self, *, on_progress: OnProgress = ignore_progress, cancel: CancelToken | None = None
    ) -> int:
        """Note which files images of earlier programs are of, so that other ones in their place are found.

        Returns how many were noted. What is noted stays noted where this is stopped. A file that is missing,
        or not the picture that is known, is left as it is. Raises CancelledError.
        """
        with self._context.database.reading() as session:
            ids = list(session.scalars(_unmarked().where(ImageRow.error.is_(None))))
        if not ids:
            return 0
        self.problems(ids, on_progress=on_progress, cancel=cancel)
        with self._context.database.reading() as session:
            left = set(session.scalars(_unmarked().where(ImageRow.error.is_(None))))
        return len(set(ids) - left)

    def _problem(
        self, image_id: int, known: KnownFile, marks: dict[int, FileMark], *, thorough: bool
    ) -> ImageError | None:
        """Why a file cannot be used; one of an earlier program that can is put into ``marks``."""
        if known.mark is not None or self._context.database.refusal is not None:
            return file_problem(known, thorough=thorough)
        try:
            # Before the pixels are compared: a file that is replaced in between is then noticed at the
            # next look.
            mark = FileMark.of(known.path)
        except ImageError as error:
            return error
        problem = file_problem(known, thorough=True)
        if problem is None:
            marks[image_id] = mark
        return problem

    def _note_marks(self, marks: dict[int, FileMark]) -> None:
        if not marks:
            return
        with self._context.database.writing() as session:
            for image_id, mark in marks.items():
                # Not through the row: this is no change that could be in the way of somebody else's.
                unmarked = (ImageRow.id == image_id) & ImageRow.file_digest.is_(None)
                values = {
                    "file_size": mark.size,
                    "file_modified_ns": mark.modified_ns,
                    "file_digest": mark.digest,
                }
                session.execute(update(ImageRow).where(unmarked).values(**values))
            self._context.write_event(session, "image.files_noted", "project", images=sorted(marks))
        marks.clear()

    def look_again(self, image_id: int) -> ImageRecord:
        """Read an image that was unreadable; one that can be read now is noted so.

        Raises ImageError where it still cannot be read, or is another picture than its masks were drawn on.
        """
        record = self._read_one(image_id)
        rgb = read_image(record.path)
        height, width = rgb.shape[:2]
        digest = pixel_digest(rgb)
        mark = FileMark.of(record.path)
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            work = has_work(session, row)
            if work and (row.width, row.height) != (width, height):
                raise self._other_picture(row)
            if work and row.pixel_digest not in (None, digest):
                raise self._other_picture(row)
            if row.error is not None or (row.width, row.height) != (width, height):
                row.width = width
                row.height = height
                row.error = None
                row.pixel_digest = digest
                mark_file(row, mark)
                self._context.write_event(session, "image.readable", f"image:{image_id}", reason=None)
            session.flush()
            return self.read(session, image_id)

    def take_new_picture(self, image_id: int) -> ImageRecord:
        """Say that the file which took the place of an image's own shows the same, so its masks stay.

        An approval is taken away. Raises ImageError where it cannot be read or has another size.
        """
        record = self._read_one(image_id)
        rgb = read_image(record.path)
        height, width = rgb.shape[:2]
        if (width, height) != (record.width, record.height):
            message = Message(
                "image.new_picture_size",
                width=width,
                height=height,
                mask_width=record.width,
                mask_height=record.height,
            )
            raise ImageError(message, path=record.path, remedy=Message("remedy.add_under_other_name"))
        digest = pixel_digest(rgb)
        mark = FileMark.of(record.path)
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            # Asked twice, by two windows for example: the second time there is nothing left to say.
            if row.pixel_digest == digest and row.file_digest == mark.digest:
                return self.read(session, image_id)
            self._context.write_event(
                session, "image.new_picture", f"image:{image_id}", before=row.pixel_digest, after=digest
            )
            row.pixel_digest = digest
            row.error = None
            mark_file(row, mark)
            session.flush()
            truth_changed(session, [image_id])
            session.expire(row)
            return self.read(session, image_id)

    def record_digest(self, image_id: int, digest: str) -> None:
        """Note the digest of the decoded pixels.

        A digest that differs from an earlier one is a changed file. Raises ImageError where masks were drawn
        on the earlier one, or it was signed off: they are not about the new one. A project that is open only
        to look at notes nothing.
        """
        if self._context.database.refusal is not None:
            return
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            before = row.pixel_digest
            if before == digest:
                return
            if has_work(session, row):
                self._refuse_changed(row)
            action = "image.decoded" if before is None else "image.file_changed"
            self._context.write_event(session, action, f"image:{image_id}", before=before, after=digest)
            # Not through the row: reading an image for the first time is no change that could be in the way
            # of somebody else's.
            session.execute(update(ImageRow).where(ImageRow.id == image_id).values(pixel_digest=digest))
            if before is not None:
                truth_changed(session, [image_id])

    def _refuse_changed(self, row: ImageRow) -> None:
        """Raise ImageError where the file is known not to be the one that was added."""
        known = known_file(row, self._context.layout)
        if known.pixels is not None:
            raise another_picture(known.path)
        problem = file_problem(known)
        if problem is not None:
            raise problem

    def mark_unreadable(self, image_id: int, reason: str | None) -> ImageRecord:
        """Note why an image cannot be decoded (its header was fine), or with None that it can again.

        Nothing is noted of an image with masks or a sign-off: it was read once, so what is wrong now passes.
        """
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            if row.error != reason and (reason is None or not has_work(session, row)):
                row.error = reason and str(reason)
                if reason is None:
                    self._context.write_event(session, "image.readable", f"image:{image_id}", reason=None)
                else:
                    self._context.write_unreadable(session, image_id, reason)
            session.flush()
            return self.read(session, image_id)

    def _read_one(self, image_id: int) -> ImageRecord:
        with self._context.database.reading() as session:
            return self.read(session, image_id)

    def _other_picture(self, row: ImageRow) -> ImageError:
        return another_picture(self._context.layout.path(row.location))

    def read(self, session: Session, image_id: int) -> ImageRecord:
        """One image, inside a transaction. Raises ProjectError where there is none."""
        row = session.execute(image_query(image_id)).one_or_none()
        if row is None:
            self._context.row(session, ImageRow, image_id, "image")  # raises
        return image_record(row, self._context.layout)


def _unmarked() -> Select[int]:
    return select(ImageRow.id).where(ImageRow.file_digest.is_(None)).order_by(ImageRow.id)


def mark_file(row: ImageRow, mark: FileMark) -> None:
    """Note which file an image is of now."""
    row.file_size = mark.size
    row.file_modified_ns = mark.modified_ns
    row.file_digest = mark.digest


def has_work(session: Session, row: ImageRow) -> bool:
    """Whether somebody's work depends on what the image shows: masks, or a sign-off as good."""
    query = select(AnnotationRow.id).where(AnnotationRow.image_id == row.id).limit(1)
    return row.good or session.scalar(query) is not None


def known_file(row: Any, layout: Layout) -> KnownFile:
    """What the project knows of an image's file, from its row."""
    mark = None
    if row.file_digest is not None:
        mark = FileMark(row.file_size, row.file_modified_ns, row.file_digest)
    return KnownFile(layout.path(row.location), row.width, row.height, mark, row.pixel_digest)


def known_files() -> Select[int, str, int, int, int | None, int | None, str | None, str | None]:
    """The columns that ``known_file`` reads, of all images."""
    return select(
        ImageRow.id,
        ImageRow.location,
        ImageRow.width,
        ImageRow.height,
        ImageRow.file_size,
        ImageRow.file_modified_ns,
        ImageRow.file_digest,
        ImageRow.pixel_digest,
    )
