"""Two classes become one, and can be taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from samft_core.errors import LockedError, ProjectError
from samft_core.messages.message import Message
from samft_core.project.annotation_rows import AnnotationRows
from samft_core.project.classes import ClassRepository
from samft_core.project.context import ProjectContext
from samft_core.project.schema import AnnotationRow, ClassRow


@dataclass(frozen=True, slots=True)
class MovedObject:
    """One object that got another class: who had accepted it before, and the row version it has now."""

    annotation_id: int
    row_version: int
    accepted_by: str | None
    accepted_at: datetime | None
    accepted_account: str | None


@dataclass(frozen=True, slots=True)
class ClassMerge:
    """What a merge did, for ``take_apart``: the class that is gone, and the objects it had."""

    class_id: int
    name: str
    key: str
    color: int
    position: int
    into: int
    objects: tuple[MovedObject, ...]


class ClassMergeRepository:
    """The part of a project that merges classes."""

    def __init__(self, context: ProjectContext, classes: ClassRepository, rows: AnnotationRows) -> None:
        self._context = context
        self._classes = classes
        self._rows = rows

    def merge(self, class_id: int, into: int) -> ClassMerge:
        """Give all objects of a class to the class ``into`` and delete the first; all of it or nothing.

        No mask changes. What was accepted stays so, under the name of whoever merges: who accepted it before
        did not see this class. An approval is given anew. Raises LockedError where one of the objects is
        locked, ProjectError where the two are one.
        """
        if class_id == into:
            raise ProjectError(Message("class.itself"), path=self._context.folder)
        with self._context.database.writing() as session:
            row = self._context.row(session, ClassRow, class_id, "class")
            target = self._context.row(session, ClassRow, into, "class")
            objects = self._objects(session, class_id)
            self._refuse_locked(objects, row.name)
            moved = [self._move(session, item, target) for item in objects]
            done = ClassMerge(class_id, row.name, row.key, row.color, row.position, into, tuple(moved))
            self._classes.remove_row(session, row)
            self._context.write_event(
                session,
                "class.merge",
                f"class:{class_id}",
                name=done.name,
                into=target.name,
                objects=len(moved),
            )
        self._context.mirror.sync()
        return done

    def take_apart(self, merge: ClassMerge) -> int:
        """Bring the class back, with those of its objects that nobody changed since; returns how many.

        They are signed again by who had accepted them. Raises ProjectError where another class has the name
        by now.
        """
        with self._context.database.writing() as session:
            taken = session.scalar(select(ClassRow).where(ClassRow.key == merge.key))
            if taken is not None:
                remedy = Message("remedy.choose_other_name")
                raise ProjectError(
                    Message("class.exists", name=taken.name), path=self._context.folder, remedy=remedy
                )
            row = ClassRow(
                id=merge.class_id,
                name=merge.name,
                key=merge.key,
                color=merge.color,
                position=merge.position,
            )
            session.add(row)
            session.flush()
            self._context.write_event(session, "class.take_apart", f"class:{row.id}", name=row.name)
            back = 0
            for before in merge.objects:
                item = session.get(AnnotationRow, before.annotation_id)
                if item is None or item.locked or item.class_id != merge.into:
                    continue
                if item.row_version == before.row_version:
                    self._move(session, item, row, signed=before)
                    back += 1
        self._context.mirror.sync()
        return back

    def _objects(self, session: Session, class_id: int) -> Sequence[AnnotationRow]:
        query = select(AnnotationRow).where(AnnotationRow.class_id == class_id).order_by(AnnotationRow.id)
        return session.scalars(query).all()

    def _refuse_locked(self, objects: Sequence[AnnotationRow], name: str) -> None:
        if any(item.locked for item in objects):
            raise LockedError(
                Message("class.locked", name=name),
                path=self._context.folder,
                remedy=Message("remedy.unlock_first"),
            )

    def _move(
        self, session: Session, item: AnnotationRow, target: ClassRow, signed: MovedObject | None = None
    ) -> MovedObject:
        before = (item.accepted_by, item.accepted_at, item.accepted_account)
        self._rows.set_class(session, item, target)
        if signed is not None and signed.accepted_at is not None:
            item.accepted_by = signed.accepted_by
            item.accepted_at = signed.accepted_at
            item.accepted_account = signed.accepted_account
            session.flush()
        return MovedObject(item.id, item.row_version, *before)
