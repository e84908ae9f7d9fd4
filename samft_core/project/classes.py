"""The defect classes of a project."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext
from samft_core.project.records import AnnotationState, ClassRecord
from samft_core.project.schema import AnnotationRow, ClassRow


class ClassRepository:
    """The part of a project that knows its defect classes."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def all(self) -> list[ClassRecord]:
        """All defect classes in the order they were added."""
        with self._context.database.reading() as session:
            return [_record(row) for row in session.scalars(select(ClassRow).order_by(ClassRow.id))]

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

    def named(self, session: Session, name: str) -> ClassRow:
        """The class of this name, added where there is none."""
        clean = checked_class_name(name)
        row = _find(session, clean)
        if row is None:
            color = (session.scalar(select(func.max(ClassRow.color))) or 0) + 1 if _any(session) else 0
            row = ClassRow(name=clean, key=name_key(clean), color=color)
            session.add(row)
            session.flush()
            self._context.write_event(session, "class.add", f"class:{row.id}", name=clean)
        return row


def _any(session: Session) -> bool:
    return session.scalar(select(ClassRow.id).limit(1)) is not None


def _find(session: Session, name: str) -> ClassRow | None:
    return session.scalar(select(ClassRow).where(ClassRow.key == name_key(name)))


def _record(row: ClassRow) -> ClassRecord:
    return ClassRecord(row.id, row.name, row.color)
