"""The waiting boxes of a project: prompts that the model was asked about and nobody took or dropped yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from samft_core.errors import ProjectError
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext, now
from samft_core.project.records import WaitingBoxRecord
from samft_core.project.schema import ImageRow, WaitingBoxRow


@dataclass(frozen=True, slots=True)
class NewWaitingBox:
    """One box to be kept; ``answers`` by version, as JSON, may be empty where nobody has answered yet.

    ``class_name`` is the class that its object is to get, where the box came with one.
    """

    image_id: int
    prompts: Prompts
    source: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    class_name: str = ""


class WaitingBoxRepository:
    """The part of a project that knows its waiting boxes. None of them is an annotation yet."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def records(self, image_id: int | None = None) -> list[WaitingBoxRecord]:
        """The waiting boxes of one image, or of all, the oldest first. Raises ProjectError on a bad row."""
        query = select(WaitingBoxRow).order_by(WaitingBoxRow.id)
        if image_id is not None:
            query = query.where(WaitingBoxRow.image_id == image_id)
        with self._context.database.reading() as session:
            return [self._box_record(row) for row in session.scalars(query)]

    def add(self, boxes: Sequence[NewWaitingBox]) -> list[int]:
        """Keep these; returns their ids in the order given. All of them or, on an error, none."""
        moment = now()
        with self._context.database.writing() as session:
            rows = []
            for box in boxes:
                self._context.row(session, ImageRow, box.image_id, "image")
                row = WaitingBoxRow(
                    image_id=box.image_id,
                    prompts=box.prompts.to_json(),
                    source=box.source,
                    answers=dict(box.answers),
                    class_name=box.class_name,
                    inspector=self._context.inspector,
                    created_at=moment,
                    updated_at=moment,
                )
                session.add(row)
                rows.append(row)
            session.flush()
            for row in rows:
                subject = f"image:{row.image_id}/box:{row.id}"
                self._context.write_event(session, "box.add", subject, source=row.source, prompts=row.prompts)
            return [row.id for row in rows]

    def update(self, box_id: int, *, prompts: Prompts, source: str, answers: Mapping[str, Any]) -> bool:
        """Keep what became of a box; False where it does not wait any more."""
        with self._context.database.writing() as session:
            row = session.get(WaitingBoxRow, box_id)
            if row is None:
                return False
            # Answers come and go with each version that is asked; only a change of the question is an
            # event.
            if row.prompts != prompts.to_json():
                row.prompts = prompts.to_json()
                subject = f"image:{row.image_id}/box:{box_id}"
                self._context.write_event(session, "box.update", subject, prompts=row.prompts)
            row.source = source
            row.answers = dict(answers)
            row.updated_at = now()
            return True

    def remove(self, box_ids: Iterable[int]) -> list[int]:
        """Take these away, because they were taken as objects or dropped; returns those that were there."""
        with self._context.database.writing() as session:
            rows = session.scalars(select(WaitingBoxRow).where(WaitingBoxRow.id.in_(list(box_ids)))).all()
            gone = [row.id for row in rows]
            for row in rows:
                subject = f"image:{row.image_id}/box:{row.id}"
                self._context.write_event(
                    session, "box.remove", subject, source=row.source, prompts=row.prompts
                )
                session.delete(row)
        return gone

    def _box_record(self, row: WaitingBoxRow) -> WaitingBoxRecord:
        try:
            prompts = Prompts.from_json(row.prompts)
        except (KeyError, TypeError, ValueError) as error:
            raise ProjectError(
                Message("waiting_box.unreadable", row=row.id, reason=error),
                path=self._context.layout.database,
                remedy=Message("remedy.restore_backup"),
            ) from error
        return WaitingBoxRecord(
            row.id,
            row.image_id,
            prompts,
            row.source,
            row.answers,
            row.inspector,
            row.created_at,
            row.updated_at,
            row.class_name,
        )
