"""What every part of a project shares: its folder, its database, its inspector, its audit trail."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.project import audit_chain
from samft_core.project.database import Database
from samft_core.project.ground_truth_files import Mirror
from samft_core.project.layout import Layout
from samft_core.project.schema import Base
from samft_core.security.accounts import account_name

Row = TypeVar("Row", bound=Base)

CURRENT_IMPORT: ContextVar[str | None] = ContextVar("CURRENT_IMPORT", default=None)
"""The import that the running thread writes for; each of its audit events carries the key."""


class ProjectContext:
    """What each repository is given. Every writing method writes its audit event in the same transaction."""

    def __init__(self, layout: Layout, database: Database, inspector: str) -> None:
        self.layout = layout
        self.database = database
        self.inspector = inspector
        self.mirror = Mirror(database, layout)

    @property
    def folder(self) -> Path:
        """The project's folder, absolute."""
        return self.layout.folder

    @property
    def account(self) -> str:
        """The system's account that this runs on. Unlike the inspector's name, nobody can choose it."""
        return account_name()

    def write_event(self, session: Session, action: str, subject: str, **detail: Any) -> None:
        """Add an event to the audit trail, in the transaction of the change that it tells of."""
        # A context variable and not a parameter: an import calls the same methods as an inspector does,
        # and none of them need know of it.
        key = CURRENT_IMPORT.get()
        if key is not None:
            detail["import"] = key
        audit_chain.append(
            session,
            at=now(),
            who=self.inspector,
            account=self.account,
            action=action,
            subject=subject,
            detail=detail,
        )

    def write_unreadable(self, session: Session, image_id: int, reason: str) -> None:
        """Note why an image cannot be read: in English for older programs, and with its code."""
        said = {"message": reason.to_json()} if isinstance(reason, Message) else {}
        self.write_event(session, "image.unreadable", f"image:{image_id}", reason=str(reason), **said)

    def row(self, session: Session, kind: type[Row], key: Any, what: str) -> Row:
        """The row of this key. Raises ProjectError, which calls it ``what``, where there is none."""
        row = session.get(kind, key)
        if row is None:
            remedy = Message("remedy.was_deleted")
            raise ProjectError(Message(f"row.missing_{what}", key=key), path=self.folder, remedy=remedy)
        return row


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)
