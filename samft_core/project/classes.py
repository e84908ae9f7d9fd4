"""The defect classes of a project."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext
from samft_core.project.records import AnnotationState, ClassRecord
from samft_core.project.schema import AnnotationRow, ClassRow, MirrorRow


@dataclass(frozen=True, slots=True)
class ClassUses:
    """How many objects a class has, on how many images, and how many of them are accepted or locked."""

    objects: int
    images: int
    accepted: int
    locked: int


class ClassRepository:
    """The part of a project that knows its defect classes."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def all(self) -> list[ClassRecord]:
        """All defect classes in their order: as they were added, until somebody moves one."""
        with self._context.database.reading() as session:
            return [_record(row) for row in session.scalars(_in_order())]

    def add(self, name: str) -> ClassRecord:
        """Add a class, or give the one of this name back.

        Raises ProjectError where the name is no safe folder.
        """
        with self._context.database.writing() as session:
            return _record(self.named(session, name))

    def rename(self, class_id: int, name: str) -> ClassRecord:
        """Rename a class and its folder in the mirror. Raises ProjectError where another has the name."""
        clean = checked_class_name(name)
        with self._context.database.writing() as session:
            row = self._context.row(session, ClassRow, class_id, "class")
            other = _find(session, clean)
            if other is not None and other.id != class_id:
                remedy = Message("remedy.choose_other_name")
                raise ProjectError(
                    Message("class.exists", name=other.name), path=self._context.folder, remedy=remedy
                )
            old_files = self._context.mirror.files(session, class_id=class_id)
            self._context.write_event(
                session, "class.rename", f"class:{class_id}", before=row.name, after=clean
            )
            row.name = clean
            row.key = name_key(clean)
            accepted = (AnnotationRow.class_id == class_id) & (
                AnnotationRow.state == AnnotationState.ACCEPTED.value
            )
            pairs = [(i, class_id) for i in session.scalars(select(AnnotationRow.image_id).where(accepted))]
            self._context.mirror.note_strays(session, old_files)
            self._context.mirror.note_pairs(session, pairs)
            record = _record(row)
        self._context.mirror.sync()
        return record

    def set_color(self, class_id: int, color: int) -> ClassRecord:
        """Give a class another colour of the palette. Raises ProjectError where there is no such class."""
        with self._context.database.writing() as session:
            row = self._context.row(session, ClassRow, class_id, "class")
            if row.color != color:
                subject = f"class:{class_id}"
                self._context.write_event(session, "class.color", subject, before=row.color, after=color)
                row.color = color
            return _record(row)

    def move(self, class_id: int, by: int) -> None:
        """Put a class ``by`` places further down, or up where that is negative; it stops at the ends."""
        with self._context.database.writing() as session:
            rows = list(session.scalars(_in_order()))
            row = self._context.row(session, ClassRow, class_id, "class")
            place = rows.index(row)
            rows.remove(row)
            rows.insert(min(max(place + by, 0), len(rows)), row)
            # All of them: classes of an earlier program, or added at two windows at once, may share a place.
            for position, row in enumerate(rows):
                row.position = position
            self._context.write_event(
                session, "class.order", f"class:{class_id}", order=[row.id for row in rows]
            )

    def uses(self, class_id: int) -> ClassUses:
        """How many objects are of a class."""
        of_class = AnnotationRow.class_id == class_id
        accepted = AnnotationRow.state == AnnotationState.ACCEPTED.value
        with self._context.database.reading() as session:
            objects, images, truth, locked = session.execute(
                select(
                    func.count(),
                    func.count(AnnotationRow.image_id.distinct()),
                    func.count().filter(accepted),
                    func.count().filter(AnnotationRow.locked),
                ).where(of_class)
            ).one()
        return ClassUses(objects=objects, images=images, accepted=truth, locked=locked)

    def delete(self, class_id: int) -> None:
        """Delete a class without objects. Raises ProjectError where it has any."""
        with self._context.database.writing() as session:
            row = self._context.row(session, ClassRow, class_id, "class")
            used = select(AnnotationRow.id).where(AnnotationRow.class_id == class_id).limit(1)
            if session.scalar(used) is not None:
                raise ProjectError(
                    Message("class.in_use", name=row.name),
                    path=self._context.folder,
                    remedy=Message("remedy.merge_class"),
                )
            self.remove_row(session, row)
            self._context.write_event(session, "class.delete", f"class:{class_id}", name=row.name)
        self._context.mirror.sync()

    def remove_row(self, session: Session, row: ClassRow) -> None:
        """Take a class that no object is of any more out of the tables, and its files out of the folder."""
        self._context.mirror.note_strays(session, self._context.mirror.files(session, class_id=row.id))
        session.execute(delete(MirrorRow).where(MirrorRow.class_id == row.id))
        session.delete(row)

    def named(self, session: Session, name: str) -> ClassRow:
        """The class of this name, added where there is none."""
        clean = checked_class_name(name)
        row = _find(session, clean)
        if row is None:
            color = (session.scalar(select(func.max(ClassRow.color))) or 0) + 1 if _any(session) else 0
            position = (session.scalar(select(func.max(ClassRow.position))) or 0) + 1
            row = ClassRow(name=clean, key=name_key(clean), color=color, position=position)
            session.add(row)
            session.flush()
            self._context.write_event(session, "class.add", f"class:{row.id}", name=clean)
        return row


def _in_order() -> Select[ClassRow]:
    return select(ClassRow).order_by(ClassRow.position, ClassRow.id)


def _any(session: Session) -> bool:
    return session.scalar(select(ClassRow.id).limit(1)) is not None


def _find(session: Session, name: str) -> ClassRow | None:
    return session.scalar(select(ClassRow).where(ClassRow.key == name_key(name)))


def _record(row: ClassRow) -> ClassRecord:
    return ClassRecord(row.id, row.name, row.color)
