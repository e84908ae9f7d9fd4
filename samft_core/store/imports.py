"""Imports as one step: what each of them added is known by its key, so that it can be taken back whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from samft_core.store.annotations import AnnotationStore
from samft_core.store.base import CURRENT_IMPORT
from samft_core.store.image_query import image_query, image_record
from samft_core.store.records import ImageState
from samft_core.store.removal import annotation_json
from samft_core.store.schema import (
    AnnotationRow,
    AuditRow,
    ClassRow,
    ImageRow,
    MirrorRow,
    ReviewRow,
    WaitingBoxRow,
)


@dataclass(slots=True)
class UndoneImport:
    """What went; ``left`` names the images that were worked on since and stay as they are."""

    images: int = 0
    annotations: int = 0
    good: int = 0
    left: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Added:
    """The rows that one import added, by its events."""

    images: set[int] = field(default_factory=set)
    annotations: dict[int, set[int]] = field(default_factory=dict)
    good: set[int] = field(default_factory=set)
    classes: list[int] = field(default_factory=list)

    @property
    def touched(self) -> list[int]:
        return sorted(self.images | set(self.annotations) | self.good)


class ImportStore(AnnotationStore):
    """The part of a project that takes imports back."""

    @contextmanager
    def importing(self) -> Iterator[str]:
        """Everything that this thread writes meanwhile belongs to one import; yields its key."""
        with self._database.reading() as session:
            last = session.scalar(select(func.max(AuditRow.id))) or 0
        key = f"{last}-{uuid4().hex}"
        token = CURRENT_IMPORT.set(key)
        try:
            yield key
        finally:
            CURRENT_IMPORT.reset(token)

    def undo_import(self, key: str) -> UndoneImport:
        """Take out what an import added, where nobody has changed it since; all in one transaction.

        Images that it added go with their masks; images that were there before lose its masks or its
        sign-off. Image files stay where they are, and the audit trail keeps every mask.
        """
        return self._undo(key, None)

    def drop_doubles(self, key: str) -> UndoneImport:
        """Take out the images of an import whose pixels the project had already, under another file.

        Nothing is lost with them: they go where the image that was there is decided on, or where they bring
        no ground truth themselves. Only images whose pixels were decoded are compared.
        """
        with self._database.reading() as session:
            added = _added_by(session, key).images
            rows = [image_record(row, self._layout) for row in session.execute(image_query())]
        there = {row.pixel_digest: row for row in rows if row.id not in added and row.pixel_digest}
        doubles = set()
        for row in rows:
            twin = there.get(row.pixel_digest or "") if row.id in added else None
            if twin is not None and (twin.state is not ImageState.NEW or row.state is ImageState.NEW):
                doubles.add(row.id)
        return self._undo(key, doubles) if doubles else UndoneImport()

    def _undo(self, key: str, only: Collection[int] | None) -> UndoneImport:
        """Take out all of an import, or some of its images."""
        undone = UndoneImport()
        with self._database.writing() as session:
            added = _added_by(session, key)
            for image_id in added.touched if only is None else sorted(only):
                image = session.get(ImageRow, image_id)
                if image is None:
                    continue
                annotations = session.scalars(
                    select(AnnotationRow).where(AnnotationRow.image_id == image_id)
                ).all()
                if not _unchanged(session, image, list(annotations), added):
                    undone.left.append(image.name)
                    continue
                undone.annotations += len(annotations)
                undone.good += image.good
                if image_id in added.images:
                    undone.images += 1
                    self._take_out(session, image, list(annotations))
                else:
                    self._take_back(session, image, list(annotations))
            session.flush()
            self._drop_unused(session, added.classes)
            self._write_event(
                session,
                "import.undo",
                "project",
                images=undone.images,
                annotations=undone.annotations,
                good=undone.good,
                left=undone.left,
            )
        self._mirror.sync()
        return undone

    def _take_out(self, session: Session, image: ImageRow, annotations: list[AnnotationRow]) -> None:
        lost = [annotation_json(row) for row in annotations]
        self._write_event(
            session,
            "image.remove",
            f"image:{image.id}",
            location=image.location,
            good=image.good,
            annotations=lost,
        )
        self._mirror.note_strays(session, self._mirror.files(session, image_id=image.id))
        session.delete(image)

    def _take_back(self, session: Session, image: ImageRow, annotations: list[AnnotationRow]) -> None:
        for row in annotations:
            self._note_deletion(session, row)
            session.delete(row)
        if image.good:
            self._sign(session, [image.id], False)
            self._write_event(session, "image.not_good", f"image:{image.id}")

    def _drop_unused(self, session: Session, class_ids: list[int]) -> None:
        for class_id in class_ids:
            row = session.get(ClassRow, class_id)
            used = select(AnnotationRow.id).where(AnnotationRow.class_id == class_id).limit(1)
            mirrored = select(MirrorRow.image_id).where(MirrorRow.class_id == class_id).limit(1)
            if row is None or session.scalar(used) is not None or session.scalar(mirrored) is not None:
                continue
            self._write_event(session, "class.remove", f"class:{class_id}", name=row.name)
            session.delete(row)


def _added_by(session: Session, key: str) -> _Added:
    added = _Added()
    start = int(key.partition("-")[0])
    for row in session.scalars(select(AuditRow).where(AuditRow.id > start).order_by(AuditRow.id)):
        if row.detail.get("import") != key:
            continue
        number = row.subject.partition(":")[2]
        if row.action == "image.add":
            added.images.update(range(row.detail["first"], row.detail["last"] + 1))
        elif row.action == "annotation.add":
            image_id, _, annotation = number.partition("/annotation:")
            added.annotations.setdefault(int(image_id), set()).add(int(annotation))
        elif row.action == "image.good":
            added.good.update(row.detail.get("images", ()))
        elif row.action == "class.add":
            added.classes.append(int(number))
    return added


def _unchanged(session: Session, image: ImageRow, annotations: list[AnnotationRow], added: _Added) -> bool:
    """Whether an image is as the import left it."""
    same = {row.id for row in annotations} == added.annotations.get(image.id, set())
    untouched = all(row.row_version == 1 for row in annotations)
    judged = select(ReviewRow.id).where(ReviewRow.image_id == image.id).limit(1)
    boxes = select(WaitingBoxRow.id).where(WaitingBoxRow.image_id == image.id).limit(1)
    free = session.scalar(judged) is None and session.scalar(boxes) is None
    return same and untouched and free and image.good == (image.id in added.good)
