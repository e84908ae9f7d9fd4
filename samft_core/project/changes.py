"""What was written to a project since somebody looked last, from the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select

from samft_core.project.context import ProjectContext
from samft_core.project.schema import AuditRow

_LISTS = ("image.good", "image.group")


@dataclass(slots=True)
class Changes:
    """``last`` is the newest event looked at; ``images`` who changed which image last.

    ``added`` says that images came or went, the others that this part is to be read again.
    """

    last: int
    images: dict[int, str] = field(default_factory=dict)
    added: bool = False
    classes: bool = False
    versions: bool = False
    rules: bool = False
    scale: bool = False


class ChangeRepository:
    """The part of a project that tells what is new."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def last_event(self) -> int:
        """The newest event's number; 0 without any."""
        with self._context.database.reading() as session:
            return session.scalar(select(func.max(AuditRow.id))) or 0

    def since(self, event: int) -> Changes:
        """Everything written after ``event``, by whichever program."""
        with self._context.database.reading() as session:
            rows = session.scalars(select(AuditRow).where(AuditRow.id > event).order_by(AuditRow.id)).all()
        changes = Changes(rows[-1].id if rows else event)
        for row in rows:
            _note(changes, row)
        return changes


def _note(changes: Changes, row: AuditRow) -> None:
    kind, _, rest = row.subject.partition(":")
    if kind == "image":
        changes.images[int(rest.partition("/")[0])] = row.who
        changes.added |= row.action == "image.remove"
    elif row.action in _LISTS:
        changes.images.update(dict.fromkeys(row.detail.get("images", ()), row.who))
    elif row.action == "image.add":
        changes.added = True
    changes.classes |= kind == "class"
    changes.versions |= kind == "version"
    changes.rules |= row.action == "project.review"
    changes.scale |= row.action == "project.scale"
