"""Imports as one step: what each of them added is known by its key, so that it can be taken back whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from samft_core.project.annotation_rows import AnnotationRows
from samft_core.project.context import CURRENT_IMPORT, ProjectContext
from samft_core.project.image_state import image_query, image_record
from samft_core.project.images import ImageRepository
from samft_core.project.records import ImageState
from samft_core.project.removal import annotation_json
from samft_core.project.schema import (
    AnnotationRow,
    AuditRow,
    ClassRow,
    ImageRow,
    MirrorRow,
    ReviewRow,
    WaitingBoxRow,
)

# Images a query: databases limit how many values one may name.
_CHUNK = 500


@dataclass(slots=True)
class UndoneImport:
    """What went; ``left`` names the images that were worked on since and stay as they are."""

    images: int = 0
    annotations: int = 0
    good: int = 0
    boxes: int = 0
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LastImport:
    """The newest import: who made it and when, and what taking it back would do now."""

    key: str
    who: str
    at: datetime
    undo: UndoneImport

    @property
    def can_be_taken_back(self) -> bool:
        """Whether anything of it is still as it came in."""
        return bool(self.undo.images or self.undo.annotations or self.undo.good or self.undo.boxes)


@dataclass(slots=True)
class _Added:
    """The rows that one import added, by its events."""

    images: set[int] = field(default_factory=set)
    annotations: dict[int, set[int]] = field(default_factory=dict)
    good: set[int] = field(default_factory=set)
    classes: list[int] = field(default_factory=list)
    boxes: dict[int, set[int]] = field(default_factory=dict)

    @property
    def touched(self) -> list[int]:
        return sorted(self.images | set(self.annotations) | self.good | set(self.boxes))


class ImportRepository:
    """The part of a project that takes imports back."""

    def __init__(self, context: ProjectContext, images: ImageRepository, rows: AnnotationRows) -> None:
        self._context = context
        self._images = images
        self._rows = rows

    @contextmanager
    def running(self) -> Iterator[str]:
        """Everything that this thread writes meanwhile belongs to one import; yields its key."""
        with self._context.database.reading() as session:
            # Part of the key, so that the events of an import are looked for after this number only.
            last = session.scalar(select(func.max(AuditRow.id))) or 0
        key = f"{last}-{uuid4().hex}"
        # A context variable: writes deep inside know of it without an argument, and other threads do
        # not.
        token = CURRENT_IMPORT.set(key)
        try:
            yield key
        finally:
            CURRENT_IMPORT.reset(token)

    def undo(self, key: str) -> UndoneImport:
        """Take out what an import added, where nobody has changed it since; all in one transaction.

        Images that it added go with their masks; images that were there before lose its masks or its
        sign-off. Image files stay where they are, and the audit trail keeps every mask.
        """
        return self._undo(key, None)

    def last(self) -> LastImport | None:
        """The newest import that the audit trail knows; None where there is none. Changes nothing."""
        key_of = AuditRow.detail["import"].as_string()
        with self._context.database.reading() as session:
            newest = session.scalar(
                select(AuditRow).where(key_of.is_not(None)).order_by(AuditRow.id.desc()).limit(1)
            )
            if newest is None:
                return None
            key = str(newest.detail["import"])
            added = _added_by(session, key)
            undo = UndoneImport()
            for image, annotations, unchanged in _images_of(session, added, added.touched):
                if unchanged:
                    undo.images += image.id in added.images
                    undo.annotations += len(annotations)
                    undo.good += image.good
                    undo.boxes += len(added.boxes.get(image.id, ()))
                else:
                    undo.left.append(image.name)
            return LastImport(key, newest.who, newest.at, undo)

    def drop_doubles(self, key: str) -> UndoneImport:
        """Take out the images of an import whose pixels the project had already, under another file.

        Nothing is lost with them: they go where the image that was there is decided on, or where they bring
        no ground truth themselves. Only images whose pixels were decoded are compared.
        """
        with self._context.database.reading() as session:
            added = _added_by(session, key).images
            rows = [image_record(row, self._context.layout) for row in session.execute(image_query())]
        # Compared with what was there before only: two equal pictures within one import are left as
        # they came.
        there = {row.pixel_digest: row for row in rows if row.id not in added and row.pixel_digest}
        doubles = set()
        for row in rows:
            twin = there.get(row.pixel_digest or "") if row.id in added else None
            # Never where the new one brings a decision and the old one has none.
            if twin is not None and (twin.state is not ImageState.NEW or row.state is ImageState.NEW):
                doubles.add(row.id)
        return self._undo(key, doubles) if doubles else UndoneImport()

    def _undo(self, key: str, only: Collection[int] | None) -> UndoneImport:
        """Take out all of an import, or some of its images."""
        undone = UndoneImport()
        with self._context.database.writing() as session:
            added = _added_by(session, key)
            wanted = added.touched if only is None else sorted(only)
            # Listed first: rows are deleted in the loop, under the query's feet.
            for image, annotations, unchanged in list(_images_of(session, added, wanted)):
                if not unchanged:
                    undone.left.append(image.name)
                    continue
                undone.annotations += len(annotations)
                undone.good += image.good
                undone.boxes += len(added.boxes.get(image.id, ()))
                if image.id in added.images:
                    undone.images += 1
                    self._take_out(session, image, annotations)
                else:
                    self._take_back(session, image, annotations)
                    self._drop_boxes(session, added.boxes.get(image.id, set()))
            # Before the classes: whether one is still used is asked of the database.
            session.flush()
            self._drop_unused(session, added.classes)
            self._context.write_event(
                session,
                "import.undo",
                "project",
                images=undone.images,
                annotations=undone.annotations,
                good=undone.good,
                left=undone.left,
            )
        # After the transaction: files cannot be rolled back.
        self._context.mirror.sync()
        return undone

    def _take_out(self, session: Session, image: ImageRow, annotations: list[AnnotationRow]) -> None:
        lost = [annotation_json(row) for row in annotations]
        self._context.write_event(
            session,
            "image.remove",
            f"image:{image.id}",
            location=image.location,
            good=image.good,
            annotations=lost,
        )
        self._context.mirror.note_strays(session, self._context.mirror.files(session, image_id=image.id))
        session.delete(image)

    def _take_back(self, session: Session, image: ImageRow, annotations: list[AnnotationRow]) -> None:
        for row in annotations:
            self._rows.note_deletion(session, row)
            session.delete(row)
        if image.good:
            self._images.sign(session, [image.id], False)
            self._context.write_event(session, "image.not_good", f"image:{image.id}")

    def _drop_boxes(self, session: Session, box_ids: Collection[int]) -> None:
        for row in session.scalars(select(WaitingBoxRow).where(WaitingBoxRow.id.in_(list(box_ids)))).all():
            subject = f"image:{row.image_id}/box:{row.id}"
            self._context.write_event(session, "box.remove", subject, source=row.source, prompts=row.prompts)
            session.delete(row)

    def _drop_unused(self, session: Session, class_ids: list[int]) -> None:
        for class_id in class_ids:
            row = session.get(ClassRow, class_id)
            used = select(AnnotationRow.id).where(AnnotationRow.class_id == class_id).limit(1)
            # A file may still lie in the class's folder until the mirror has removed it.
            mirrored = select(MirrorRow.image_id).where(MirrorRow.class_id == class_id).limit(1)
            if row is None or session.scalar(used) is not None or session.scalar(mirrored) is not None:
                continue
            self._context.write_event(session, "class.remove", f"class:{class_id}", name=row.name)
            session.delete(row)


def _added_by(session: Session, key: str) -> _Added:
    added = _Added()
    start = int(key.partition("-")[0])
    # Read one after the other instead of asked for by key: keys within JSON have no index.
    for row in session.scalars(select(AuditRow).where(AuditRow.id > start).order_by(AuditRow.id)):
        if row.detail.get("import") != key:
            continue
        number = row.subject.partition(":")[2]
        # A range, as an import adds tens of thousands; rows in between that are gone by now do not
        # count.
        if row.action == "image.add":
            ids = select(ImageRow.id).where(ImageRow.id.between(row.detail["first"], row.detail["last"]))
            added.images.update(session.scalars(ids))
        elif row.action == "annotation.add":
            image_id, _, annotation = number.partition("/annotation:")
            added.annotations.setdefault(int(image_id), set()).add(int(annotation))
        elif row.action == "image.good":
            added.good.update(row.detail.get("images", ()))
        elif row.action == "box.add":
            image_id, _, box = number.partition("/box:")
            added.boxes.setdefault(int(image_id), set()).add(int(box))
        elif row.action == "class.add":
            added.classes.append(int(number))
    return added


def _images_of(
    session: Session, added: _Added, wanted: Collection[int]
) -> Iterator[tuple[ImageRow, list[AnnotationRow], bool]]:
    """The wanted images that are still there, with what is on them and whether that is as it came in."""
    for start in range(0, len(wanted), _CHUNK):
        ids = list(wanted)[start : start + _CHUNK]
        worked_on = set(session.scalars(select(ReviewRow.image_id).where(ReviewRow.image_id.in_(ids))))
        waiting: dict[int, set[int]] = {}
        boxes = select(WaitingBoxRow.image_id, WaitingBoxRow.id).where(WaitingBoxRow.image_id.in_(ids))
        for image_id, box_id in session.execute(boxes):
            waiting.setdefault(image_id, set()).add(box_id)
        # Boxes that came in with the import and still wait are nobody's work; one that was taken, dropped
        # or drawn beside them is.
        worked_on |= {i for i in ids if waiting.get(i, set()) != added.boxes.get(i, set())}
        here: dict[int, list[AnnotationRow]] = {}
        for row in session.scalars(select(AnnotationRow).where(AnnotationRow.image_id.in_(ids))):
            here.setdefault(row.image_id, []).append(row)
        for image in session.scalars(select(ImageRow).where(ImageRow.id.in_(ids)).order_by(ImageRow.id)):
            annotations = here.get(image.id, [])
            same = {row.id for row in annotations} == added.annotations.get(image.id, set())
            # Each change of a row counts its version up.
            untouched = all(row.row_version == 1 for row in annotations)
            good = image.good == (image.id in added.good)
            yield image, annotations, same and untouched and good and image.id not in worked_on
