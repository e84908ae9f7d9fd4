"""The images of a project: adding, states, digests, moved files."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from samft_core.errors import ImageError, ProjectError
from samft_core.files import atomic
from samft_core.files.containment import require_entry
from samft_core.files.file_names import numbered
from samft_core.imaging.image_files import name_problem
from samft_core.imaging.image_io import probe_image
from samft_core.imaging.masks import RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.context import ProjectContext, now
from samft_core.project.image_file_identity import FileMark
from samft_core.project.image_file_records import ImageFileRepository, known_file, known_files
from samft_core.project.image_state import change_images, image_query, image_record, truth_changed
from samft_core.project.missing_images import LostImages
from samft_core.project.moves import ImageMoveRepository
from samft_core.project.records import ImageRecord, ImageState
from samft_core.project.row_digests import sealed
from samft_core.project.schema import AnnotationRow, ImageRow
from samft_core.project.seen_state import Seen, Signed, refuse_unseen
from samft_core.security import network_places

BATCH = 500
"""Images added in one transaction; a cancel keeps the finished batches."""


@dataclass(frozen=True, slots=True)
class UnreadableImage:
    """An image that cannot be used, and why. ``image_id`` is None where it was not even added."""

    image_id: int | None
    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class AddReport:
    """What ``add`` did: ids of new readable images, paths that were skipped, and unreadable images.

    ``sources`` says which image each given path is, whether new or known before; ``readable`` are images that
    were unreadable and can be read now.
    """

    added: list[int] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)
    unreadable: list[UnreadableImage] = field(default_factory=list)
    sources: dict[Path, int] = field(default_factory=dict)
    readable: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Adding:
    """One call of ``add`` at work: what is known by location, what is unreadable, what is missing."""

    known: dict[str, int]
    unreadable: set[int]
    lost: LostImages
    group: str
    copy: bool
    report: AddReport


class ImageRepository:
    """The part of a project that knows its images."""

    def __init__(
        self, context: ProjectContext, image_moves: ImageMoveRepository, image_files: ImageFileRepository
    ) -> None:
        self._context = context
        self._image_moves = image_moves
        self._image_files = image_files

    def all(self) -> list[ImageRecord]:
        """All images in the order they were added; no file is looked at."""
        with self._context.database.reading() as session:
            return [image_record(row, self._context.layout) for row in session.execute(image_query())]

    def __call__(self) -> list[ImageRecord]:
        """The same as ``all``, for scripts from when ``images`` was a method of the project."""
        return self.all()

    def get(self, image_id: int) -> ImageRecord:
        """One image. Raises ProjectError where there is none."""
        with self._context.database.reading() as session:
            return self._image_files.read(session, image_id)

    def last_changes(self) -> dict[int, datetime]:
        """When each image was last worked on: added, annotated or signed off as good."""
        latest = select(AnnotationRow.image_id, func.max(AnnotationRow.updated_at)).group_by(
            AnnotationRow.image_id
        )
        with self._context.database.reading() as session:
            moments = {
                image_id: max(added, good or added)
                for image_id, added, good in session.execute(
                    select(ImageRow.id, ImageRow.added_at, ImageRow.good_at)
                )
            }
            for image_id, at in session.execute(latest):
                moments[image_id] = max(moments[image_id], at)
        return moments

    def count(self) -> int:
        """How many images there are."""
        with self._context.database.reading() as session:
            return session.scalar(select(func.count()).select_from(ImageRow)) or 0

    def counts(self) -> dict[ImageState, int]:
        """How many images are in each state."""
        counts = dict.fromkeys(ImageState, 0)
        for image in self.all():
            counts[image.state] += 1
        return counts

    def add(
        self,
        paths: Iterable[Path],
        *,
        group: str = "",
        copy: bool = False,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> AddReport:
        """Add image files, reading only headers. ``copy`` puts them into the project's ``images`` folder.

        ``group`` names the lot; images of one lot stay together when data is split. Files that SAMFT itself
        wrote and files already in the project are skipped; of these, unreadable ones are looked at again. A
        file that is a missing image of the project, by its bytes or pixels, is that image from now on. On
        cancel, CancelledError is raised and whole batches stay.
        """
        wanted = [Path(path) for path in paths]
        for path in wanted:
            network_places.confirm(path)
        # Before anything is compared by place: after a move all known places would look new.
        self._image_moves.follow_move()
        report = AddReport()
        adding = self._adding(group=group, copy=copy, report=report)
        ticker = Ticker(Stage.IMPORT, len(wanted), on_progress)
        for start in range(0, len(wanted), BATCH):
            if cancel is not None:
                cancel.raise_if_cancelled()
            self._add_batch(wanted[start : start + BATCH], adding)
            ticker.tick(count=min(BATCH, len(wanted) - start))
        return report

    def _adding(self, *, group: str, copy: bool, report: AddReport) -> _Adding:
        with self._context.database.reading() as session:
            rows = session.execute(known_files()).all()
            unreadable = set(session.scalars(select(ImageRow.id).where(ImageRow.error.is_not(None))))
        # Earlier programs named what is near the project by its absolute path.
        known = {
            self._context.layout.location(self._context.layout.path(row.location)): row.id for row in rows
        }
        lost = LostImages((row.id, known_file(row, self._context.layout)) for row in rows)
        return _Adding(known, unreadable, lost, group, copy, report)

    def set_good(
        self, image_id: int, good: bool, *, seen: Seen | None = None, signed: Signed | None = None
    ) -> ImageRecord:
        """Sign an image off as free of defects, or take that back.

        ``signed`` says whose earlier sign-off stands again, where an undo brings it back. Raises ProjectError
        where the image has annotations; ConflictError where these are not the ones in ``seen``.
        """
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            refuse_unseen(_annotation_rows(session, image_id), seen, self._context.layout.path(row.location))
            if good and row.error is not None:
                raise ProjectError(
                    Message("image.unreadable_good"), path=self._context.layout.path(row.location)
                )
            if good and _annotation_rows(session, image_id):
                raise ProjectError(
                    Message("image.annotated_not_good"),
                    path=self._context.layout.path(row.location),
                    remedy=Message("remedy.delete_annotations"),
                )
            if row.good != good:
                self.sign(session, [image_id], good)
                if good and signed is not None:
                    values = dict(zip(("good_by", "good_at", "good_account"), signed, strict=True))
                    # After the new sign-off, which it overwrites: an undo must bring back who signed
                    # first, and when.
                    change_images(session, [image_id], **values)
                self._context.write_event(
                    session, "image.good" if good else "image.not_good", f"image:{image_id}"
                )
            return self._image_files.read(session, image_id)

    def sign_off_good(self, image_ids: Sequence[int]) -> None:
        """Sign new images off as good, all in one transaction. Raises ProjectError where one is not new."""
        with self._context.database.writing() as session:
            for image_id in image_ids:
                record = self._image_files.read(session, image_id)
                if record.state is not ImageState.NEW:
                    message = Message("image.not_new", state=Message(f"state.{record.state.value}"))
                    raise ProjectError(message, path=record.path)
            if image_ids:
                self.sign(session, image_ids, True)
                self._context.write_event(session, "image.good", "project", images=list(image_ids))

    def set_group(self, image_ids: Sequence[int], group: str) -> None:
        """Say which lot these images belong to."""
        with self._context.database.writing() as session:
            for image_id in image_ids:
                self._context.row(session, ImageRow, image_id, "image").group_name = group
            self._context.write_event(session, "image.group", "project", group=group, images=list(image_ids))

    def sign(self, session: Session, image_ids: Sequence[int], good: bool) -> None:
        """Sign images off as good, or take that back; which of the two is the ground truth of an image."""
        signed = {
            "good": good,
            "good_by": self._context.inspector if good else None,
            "good_account": self._context.account if good else None,
            "good_at": now() if good else None,
        }
        change_images(session, image_ids, **signed)
        truth_changed(session, image_ids)

    def annotatable(self, session: Session, image_id: int, mask: RleMask) -> ImageRow:
        """The image, which must be readable and of the mask's size."""
        image = self._context.row(session, ImageRow, image_id, "image")
        path = self._context.layout.path(image.location)
        if image.error is not None:
            raise ProjectError(Message("image.not_annotatable", reason=image.error), path=path)
        if (mask.width, mask.height) != (image.width, image.height):
            raise ProjectError(
                Message(
                    "mask.other_size",
                    width=mask.width,
                    height=mask.height,
                    image_width=image.width,
                    image_height=image.height,
                ),
                path=path,
                remedy=Message("remedy.use_mask_of_size"),
            )
        return image

    def _add_batch(self, paths: list[Path], adding: _Adding) -> None:
        """Add one batch.

        Files are read and copied before the transaction, which others would have to wait for.
        """
        new: dict[str, tuple[Path, dict[str, Any]]] = {}
        moved: dict[int, dict[str, Any]] = {}
        for path in paths:
            problem = name_problem(path)
            if problem is not None:
                adding.report.unreadable.append(UnreadableImage(None, path, problem))
                continue
            claimed = {*adding.known, *new}
            target = self._copy_target(path, claimed) if adding.copy and path.is_file() else path
            location = self._context.layout.location(target)
            if location in claimed or self._context.layout.owns(self._context.layout.path(location)):
                self._skip(path, location, adding)
                continue
            values = self._new_image(path, target, group=adding.group)
            image_id = adding.lost.take(path, values)
            if image_id is None:
                new[values["location"]] = path, values
            else:
                moved[image_id] = values
                adding.known[values["location"]] = adding.report.sources[path] = image_id
                adding.report.skipped.append(path)
        if moved:
            self._take_moved(moved)
        if new:
            self._insert(new, adding)

    def _skip(self, path: Path, location: str, adding: _Adding) -> None:
        """Pass over what is known; an image that was unreadable may have come right since."""
        adding.report.skipped.append(path)
        image_id = adding.known.get(location)
        if image_id is None:
            return
        adding.report.sources[path] = image_id
        if image_id in adding.unreadable:
            with suppress(ImageError):
                self._image_files.look_again(image_id)
                adding.report.readable.append(image_id)

    def _take_moved(self, moved: dict[int, dict[str, Any]]) -> None:
        with self._context.database.writing() as session:
            for image_id, values in moved.items():
                row = self._context.row(session, ImageRow, image_id, "image")
                self._image_moves.note(session, row, values["location"])
                row.file_size = values["file_size"]
                row.file_digest = values["file_digest"]
                row.file_modified_ns = values["file_modified_ns"]

    def _insert(self, new: dict[str, tuple[Path, dict[str, Any]]], adding: _Adding) -> None:
        report = adding.report
        with self._context.database.writing() as session:
            # Asked again inside the transaction: somebody else may have added the same files since.
            names = [*new, *(str(self._context.layout.path(location)) for location in new)]
            stored = session.scalars(select(ImageRow.location).where(ImageRow.location.in_(names)))
            taken = {
                self._context.layout.location(self._context.layout.path(location)) for location in stored
            }
            rows = [
                sealed(ImageRow, values | {"error": values["error"] and str(values["error"])})
                for location, (_, values) in new.items()
                if location not in taken
            ]
            # In the order of the rows, which SQL does not promise by itself: ids are matched to paths
            # below.
            statement = insert(ImageRow).returning(ImageRow.id, sort_by_parameter_order=True)
            ids = list(session.scalars(statement, rows)) if rows else []
            if ids:
                self._context.write_event(
                    session, "image.add", "project", first=ids[0], last=ids[-1], count=len(ids)
                )
            for image_id, values in zip(ids, rows, strict=True):
                reason = new[values["location"]][1]["error"]
                if reason is not None:
                    self._context.write_unreadable(session, image_id, reason)
        for image_id, values in zip(ids, rows, strict=True):
            path = new[values["location"]][0]
            adding.known[values["location"]] = report.sources[path] = image_id
            if values["error"] is None:
                report.added.append(image_id)
            else:
                reason = new[values["location"]][1]["error"]
                report.unreadable.append(UnreadableImage(image_id, path, reason))
        report.skipped.extend(new[location][0] for location in taken)

    def _new_image(self, path: Path, target: Path, *, group: str) -> dict[str, Any]:
        width = height = 0
        error = mark = None
        try:
            info = probe_image(path)
            mark = FileMark.of(path)
            width = info.width
            height = info.height
        except ImageError as problem:
            error = problem.message
            target = path
        if target != path and not target.exists():
            require_entry(target, self._context.folder)
            atomic.make_folder(target.parent)
            with atomic.replacing(target) as temporary:
                shutil.copyfile(path, temporary)
        if mark is not None and target != path:
            # The bytes are the same, the copy's time is its own; it would count as changed at the next
            # look.
            mark = replace(mark, modified_ns=target.stat().st_mtime_ns)
        return {
            "location": self._context.layout.location(target),
            "name": path.name,
            "group_name": group,
            "width": width,
            "height": height,
            "good": False,
            "error": error,
            "file_size": mark and mark.size,
            "file_modified_ns": mark and mark.modified_ns,
            "file_digest": mark and mark.digest,
            "added_at": now(),
            "row_version": 1,
        }

    def _copy_target(self, path: Path, claimed: Collection[str]) -> Path:
        """Where a copy of ``path`` goes: its own name, or with a number where another file has it.

        A file of the same content is the same image, so adding it again finds the first copy.
        """
        number = 1
        while True:
            name = numbered(path, number)
            target = self._context.layout.images / name
            taken = self._context.layout.location(target) in claimed or target.exists()
            # By content, not by size and time as ``filecmp`` would: copying sets both as it likes.
            if not taken or (target.exists() and filecmp.cmp(path, target, shallow=False)):
                return target
            number += 1


def _annotation_rows(session: Session, image_id: int) -> Sequence[AnnotationRow]:
    return session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image_id)).all()


def mask_columns(mask: RleMask) -> dict[str, Any]:
    """A mask as the columns of a row."""
    return {"mask_height": mask.height, "mask_width": mask.width, "mask_counts": mask.counts}
