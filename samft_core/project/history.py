"""What happened to one image, as messages for people, from the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, or_, select

from samft_core.messages.message import Message
from samft_core.project.audit_events import WHOLE_PROJECT, Values, annotation_of, meaning_of
from samft_core.project.context import ProjectContext
from samft_core.project.records import AuditEvent
from samft_core.project.schema import AnnotationRow, AuditRow, ClassRow


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step, or several of one kind in a row; ``values`` fills the message ``history.<kind>``.

    ``at`` is when the last of ``times`` was.
    """

    at: datetime
    who: str
    kind: str
    values: Values
    annotation_id: int | None = None
    times: int = 1

    @property
    def message(self) -> Message:
        """The sentence."""
        sentence = Message(f"history.{self.kind}", who=self.who, **self.values)
        return sentence if self.times == 1 else Message("history.times", sentence=sentence, count=self.times)


class HistoryRepository:
    """The part of a project that tells an image's history."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def events(self, limit: int = 100, subject: str | None = None) -> list[AuditEvent]:
        """The newest events of the audit trail first.

        ``subject`` "image:7" also gives the events of that image's annotations.
        """
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        if subject is not None:
            below = AuditRow.subject.startswith(f"{subject}/", autoescape=True)
            query = query.where((AuditRow.subject == subject) | below)
        with self._context.database.reading() as session:
            return [
                AuditEvent(r.id, r.at, r.who, r.action, r.subject, r.detail, r.account)
                for r in session.scalars(query)
            ]

    def of_image(self, image_id: int) -> list[HistoryEntry]:
        """What happened to one image, newest first. Strokes on one mask in a row are one entry."""
        subject = f"image:{image_id}"
        # A range, because LIKE would read the whole trail; "0" follows "/".
        below = and_(AuditRow.subject > f"{subject}/", AuditRow.subject < f"{subject}0")
        project = and_(AuditRow.subject == "project", AuditRow.action.in_(WHOLE_PROJECT))
        query = select(AuditRow).where(or_(AuditRow.subject == subject, below, project)).order_by(AuditRow.id)
        names = select(AnnotationRow.id, ClassRow.name).join(ClassRow, ClassRow.id == AnnotationRow.class_id)
        with self._context.database.reading() as session:
            rows = [row for row in session.scalars(query) if _concerns(row, image_id)]
            found = session.execute(names.where(AnnotationRow.image_id == image_id))
            known = {row.id: row.name for row in found}
            # While reading, where an event that says nothing sensible is told as damage.
            return _joined(entry for row in rows if (entry := _entry(row, known)) is not None)[::-1]


def _concerns(row: AuditRow, image_id: int) -> bool:
    if row.subject != "project":
        return row.subject == f"image:{image_id}" or row.subject.startswith(f"image:{image_id}/")
    if row.action == "image.add":
        return bool(row.detail["first"] <= image_id <= row.detail["last"])
    return image_id in row.detail.get("images", ())


def _entry(row: AuditRow, known: dict[int, str]) -> HistoryEntry | None:
    """One event in words; None for what only the program did, such as reading the file."""
    annotation_id = annotation_of(row.subject)
    found = meaning_of(row.action, row.detail, known.get(annotation_id or -1, "?"))
    if found is None:
        return None
    kind, values = found
    return HistoryEntry(row.at, row.who, kind, values, annotation_id)


def _joined(entries: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Strokes, prompts and answers on one object in a row are one step of one person's work."""
    joined: list[HistoryEntry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, entry):
            joined[-1] = _both(last, entry)
        else:
            joined.append(entry)
    return joined


def _goes_on(last: HistoryEntry, entry: HistoryEntry) -> bool:
    drawing = ("mask", "prompts")
    same = (last.who, last.annotation_id) == (entry.who, entry.annotation_id)
    return same and last.kind in drawing and entry.kind in drawing


def _both(last: HistoryEntry, entry: HistoryEntry) -> HistoryEntry:
    if last.kind == entry.kind:
        before = {key: last.values[key] for key in ("before",) if key in last.values}
        return replace(entry, values=entry.values | before, times=last.times + 1)
    # Prompts and the mask that answers them are one step, and the mask says more.
    mask = entry if entry.kind == "mask" else last
    return replace(mask, at=entry.at, times=last.times)
