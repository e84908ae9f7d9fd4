"""The images of a project: adding, states, digests, moved files."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from samft_core import atomic
from samft_core.errors import ImageError, ProjectError
from samft_core.images import probe_image
from samft_core.masks import RleMask
from samft_core.progress import CancelToken, OnProgress, Ticker, ignore_progress
from samft_core.store.base import Store, now
from samft_core.store.image_query import image_query, image_record, truth_changed
from samft_core.store.inside import require_entry
from samft_core.store.names import name_key
from samft_core.store.records import ImageRecord, ImageState
from samft_core.store.schema import AnnotationRow, ImageRow
from samft_core.store.seen import Seen, refuse_unseen

BATCH = 500
"""Images added in one transaction; a cancel keeps the finished batches."""


@dataclass(frozen=True, slots=True)
class UnreadableImage:
    """An image that was added but cannot be used, and why."""

    image_id: int
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What ``add_images`` did: ids of new readable images, paths that were skipped, and unreadable images.

    ``sources`` says which image each given path is, whether new or known before.
    """

    added: list[int] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)
    unreadable: list[UnreadableImage] = field(default_factory=list)
    sources: dict[Path, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelocateReport:
    """Which missing images were found again, and which stay missing."""

    found: list[int]
    missing: list[int]


class ImageStore(Store):
    """The part of a project that knows its images."""

    def images(self) -> list[ImageRecord]:
        """All images in the order they were added; no file is looked at."""
        with self._database.reading() as session:
            return [image_record(row, self._layout) for row in session.execute(image_query())]

    def image(self, image_id: int) -> ImageRecord:
        """One image. Raises ProjectError where there is none."""
        with self._database.reading() as session:
            return self._read_image(session, image_id)

    def last_changes(self) -> dict[int, datetime]:
        """When each image was last worked on: added, annotated or signed off as good."""
        latest = select(AnnotationRow.image_id, func.max(AnnotationRow.updated_at)).group_by(
            AnnotationRow.image_id
        )
        with self._database.reading() as session:
            moments = {
                image_id: max(added, good or added)
                for image_id, added, good in session.execute(
                    select(ImageRow.id, ImageRow.added_at, ImageRow.good_at)
                )
            }
            for image_id, at in session.execute(latest):
                moments[image_id] = max(moments[image_id], at)
        return moments

    def image_count(self) -> int:
        """How many images there are."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(ImageRow)) or 0

    def image_counts(self) -> dict[ImageState, int]:
        """How many images are in each state."""
        counts = dict.fromkeys(ImageState, 0)
        for image in self.images():
            counts[image.state] += 1
        return counts

    def add_images(
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
        wrote and files already in the project are skipped. On cancel, CancelledError is raised and whole
        batches stay.
        """
        wanted = [Path(path) for path in paths]
        report = AddReport()
        with self._database.reading() as session:
            known = {row.location: row.id for row in session.execute(select(ImageRow.location, ImageRow.id))}
        ticker = Ticker("import", len(wanted), on_progress)
        for start in range(0, len(wanted), BATCH):
            if cancel is not None:
                cancel.raise_if_cancelled()
            self._add_batch(wanted[start : start + BATCH], known, group=group, copy=copy, report=report)
            ticker.tick(count=min(BATCH, len(wanted) - start))
        return report

    def remove_image(self, image_id: int) -> None:
        """Take an image and its annotations out of the project; the image file stays where it is."""
        with self._database.writing() as session:
            row = self._row(session, ImageRow, image_id, "image")
            mirror_files = self._mirror.files(session, image_id=image_id)
            lost = [_annotation_json(a) for a in _annotation_rows(session, image_id)]
            self._write_event(
                session, "image.remove", f"image:{image_id}", location=row.location, annotations=lost
            )
            session.delete(row)
        self._mirror.remove(mirror_files)

    def set_good(self, image_id: int, good: bool, *, seen: Seen | None = None) -> ImageRecord:
        """Sign an image off as free of defects, or take that back.

        Raises ProjectError where it has annotations; ConflictError where these are not the ones in ``seen``.
        """
        with self._database.writing() as session:
            row = self._row(session, ImageRow, image_id, "image")
            refuse_unseen(_annotation_rows(session, image_id), seen, self._layout.path(row.location))
            if good and row.error is not None:
                raise ProjectError("An unreadable image cannot be good", path=self._layout.path(row.location))
            if good and _annotation_rows(session, image_id):
                raise ProjectError(
                    "The image has annotations, so it cannot be good",
                    path=self._layout.path(row.location),
                    remedy="Delete the annotations first.",
                )
            if row.good != good:
                self._sign(session, [image_id], good)
                self._write_event(session, "image.good" if good else "image.not_good", f"image:{image_id}")
            return self._read_image(session, image_id)

    def sign_off_good(self, image_ids: Sequence[int]) -> None:
        """Sign new images off as good, all in one transaction. Raises ProjectError where one is not new."""
        with self._database.writing() as session:
            for image_id in image_ids:
                record = self._read_image(session, image_id)
                if record.state is not ImageState.NEW:
                    message = f"The image is {record.state.value}, not new, and cannot be signed off as good"
                    raise ProjectError(message, path=record.path)
            if image_ids:
                self._sign(session, image_ids, True)
                self._write_event(session, "image.good", "project", images=list(image_ids))

    def record_digest(self, image_id: int, digest: str) -> None:
        """Note the digest of the decoded pixels.

        A digest that differs from an earlier one is a changed file.
        """
        with self._database.writing() as session:
            row = self._row(session, ImageRow, image_id, "image")
            before = row.pixel_digest
            if before == digest:
                return
            action = "image.decoded" if before is None else "image.file_changed"
            self._write_event(session, action, f"image:{image_id}", before=before, after=digest)
            # Not through the row: reading an image for the first time is no change that could be in the way
            # of somebody else's.
            session.execute(update(ImageRow).where(ImageRow.id == image_id).values(pixel_digest=digest))
            if before is not None:
                truth_changed(session, [image_id])

    def mark_unreadable(self, image_id: int, reason: str | None) -> ImageRecord:
        """Note why an image cannot be decoded (its header was fine), or with None that it can again."""
        with self._database.writing() as session:
            row = self._row(session, ImageRow, image_id, "image")
            if row.error != reason:
                row.error = reason
                action = "image.readable" if reason is None else "image.unreadable"
                self._write_event(session, action, f"image:{image_id}", reason=reason)
            session.flush()
            return self._read_image(session, image_id)

    def set_group(self, image_ids: Sequence[int], group: str) -> None:
        """Say which lot these images belong to."""
        with self._database.writing() as session:
            for image_id in image_ids:
                self._row(session, ImageRow, image_id, "image").group_name = group
            self._write_event(session, "image.group", "project", group=group, images=list(image_ids))

    def missing_images(self) -> list[ImageRecord]:
        """Images whose file is not where the project knows it."""
        return [image for image in self.images() if not image.path.is_file()]

    def relocate_image(self, image_id: int, path: Path) -> ImageRecord:
        """Say where an image's file is now.

        Raises ImageError, or ProjectError where it is another picture's size.
        """
        info = probe_image(path)
        with self._database.writing() as session:
            row = self._row(session, ImageRow, image_id, "image")
            if row.error is None and (row.width, row.height) != (info.width, info.height):
                raise ProjectError(
                    f"This is another image: it has {info.width} x {info.height} pixels, not "
                    f"{row.width} x {row.height}",
                    path=path,
                    remedy="Choose the file that was moved.",
                )
            before, row.location = row.location, self._layout.location(path)
            row.width, row.height, row.error = info.width, info.height, None
            self._write_event(
                session, "image.relocate", f"image:{image_id}", before=before, after=row.location
            )
            session.flush()
            return self._read_image(session, image_id)

    def relocate_images(self, folder: Path) -> RelocateReport:
        """Look below ``folder`` for missing images by name and size; a name found twice decides nothing."""
        by_name: dict[str, list[Path]] = {}
        for path in folder.rglob("*"):
            if path.is_file():
                by_name.setdefault(name_key(path.name), []).append(path)
        report = RelocateReport([], [])
        for image in self.missing_images():
            found = by_name.get(name_key(image.path.name), [])
            try:
                if len(found) != 1:
                    raise ProjectError("The image was not found", path=image.path)
                self.relocate_image(image.id, found[0])
                report.found.append(image.id)
            except (ImageError, ProjectError):
                report.missing.append(image.id)
        return report

    def _sign(self, session: Session, image_ids: Sequence[int], good: bool) -> None:
        """Sign images off as good, or take that back; which of the two is the ground truth of an image."""
        signed = {
            "good": good,
            "good_by": self.inspector if good else None,
            "good_at": now() if good else None,
        }
        session.execute(update(ImageRow).where(ImageRow.id.in_(image_ids)).values(signed))
        truth_changed(session, image_ids)

    def _open_image(self, session: Session, image_id: int, mask: RleMask) -> ImageRow:
        """The image, which must be readable and of the mask's size."""
        image = self._row(session, ImageRow, image_id, "image")
        path = self._layout.path(image.location)
        if image.error is not None:
            raise ProjectError(f"The image cannot be annotated: {image.error}", path=path)
        if (mask.width, mask.height) != (image.width, image.height):
            raise ProjectError(
                f"The mask has {mask.width} x {mask.height} pixels, the image {image.width} x {image.height}",
                path=path,
                remedy="Use a mask of the image's own size.",
            )
        return image

    def _add_batch(
        self, paths: list[Path], known: dict[str, int], *, group: str, copy: bool, report: AddReport
    ) -> None:
        """Add one batch.

        Files are read and copied before the transaction, which others would have to wait for.
        """
        new: dict[str, tuple[Path, dict[str, Any]]] = {}
        for path in paths:
            target = self._copy_target(path, {*known, *new}) if copy and path.is_file() else path
            location = self._layout.location(target)
            if location in known or location in new or self._layout.owns(self._layout.path(location)):
                report.skipped.append(path)
                if location in known:
                    report.sources[path] = known[location]
                continue
            values = self._new_image(path, target, group=group)
            new[values["location"]] = path, values
        if not new:
            return
        with self._database.writing() as session:
            taken = set(session.scalars(select(ImageRow.location).where(ImageRow.location.in_(new))))
            rows = [values for location, (_, values) in new.items() if location not in taken]
            statement = insert(ImageRow).returning(ImageRow.id, sort_by_parameter_order=True)
            ids = list(session.scalars(statement, rows)) if rows else []
            if ids:
                self._write_event(session, "image.add", "project", first=ids[0], last=ids[-1], count=len(ids))
        for image_id, values in zip(ids, rows, strict=True):
            path = new[values["location"]][0]
            known[values["location"]] = report.sources[path] = image_id
            if values["error"] is None:
                report.added.append(image_id)
            else:
                report.unreadable.append(UnreadableImage(image_id, path, values["error"]))
        report.skipped.extend(new[location][0] for location in taken)

    def _new_image(self, path: Path, target: Path, *, group: str) -> dict[str, Any]:
        width = height = 0
        error = None
        try:
            info = probe_image(path)
            width, height = info.width, info.height
        except ImageError as problem:
            error, target = problem.message, path
        if target != path and not target.exists():
            require_entry(target, self.folder)
            target.parent.mkdir(exist_ok=True)
            with atomic.replacing(target) as temporary:
                shutil.copyfile(path, temporary)
        return {
            "location": self._layout.location(target),
            "name": path.name,
            "group_name": group,
            "width": width,
            "height": height,
            "good": False,
            "error": error,
            "added_at": now(),
            "row_version": 1,
        }

    def _copy_target(self, path: Path, claimed: Collection[str]) -> Path:
        """Where a copy of ``path`` goes: its own name, or with a number where another file has it.

        A file of the same content is the same image, so adding it again finds the first copy.
        """
        number = 1
        while True:
            name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
            target = self._layout.images / name
            taken = self._layout.location(target) in claimed or target.exists()
            if not taken or (target.exists() and filecmp.cmp(path, target, shallow=False)):
                return target
            number += 1

    def _read_image(self, session: Session, image_id: int) -> ImageRecord:
        row = session.execute(image_query(image_id)).one_or_none()
        if row is None:
            self._row(session, ImageRow, image_id, "image")  # raises
        return image_record(row, self._layout)


def _annotation_rows(session: Session, image_id: int) -> Sequence[AnnotationRow]:
    return session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image_id)).all()


def _annotation_json(row: AnnotationRow) -> dict[str, Any]:
    """Enough of an annotation in an audit event to draw it again."""
    mask = {"size": [row.mask_height, row.mask_width], "counts": row.mask_counts.decode("ascii")}
    return {"id": row.id, "class_id": row.class_id, "state": row.state, "mask": mask, "prompts": row.prompts}


def mask_columns(mask: RleMask) -> dict[str, Any]:
    """A mask as the columns of a row."""
    return {"mask_height": mask.height, "mask_width": mask.width, "mask_counts": mask.counts}
