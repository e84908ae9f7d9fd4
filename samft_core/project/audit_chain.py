"""The audit trail as a chain: each event carries the digest of itself and of the event before it.

An event that is altered or removed later breaks the chain, which the check of the project finds. The newest
link is kept with the project, so that taking events off the end is found too. Whoever can write to the
database and knows this program can compute a whole new chain: it shows accidents and clumsy hands, no more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from samft_core.messages.message import Message
from samft_core.project.row_digests import digest_of
from samft_core.project.schema import AuditRow, ProjectRow

START = ""
"""What the first event is linked to."""

COLUMNS = ("at", "who", "account", "action", "subject", "detail")

_HEAD = "samft_audit_head"


def link(before: str, values: dict[str, Any]) -> str:
    """The digest of an event that follows the one with the digest ``before``."""
    return hashlib.sha256(json.dumps([before, digest_of(values, COLUMNS)]).encode("ascii")).hexdigest()


def append(
    session: Session,
    *,
    at: datetime,
    who: str,
    account: str,
    action: str,
    subject: str,
    detail: dict[str, Any],
) -> None:
    """Add an event at the end of the trail, in the transaction of what it tells."""
    values = {
        "at": at,
        "who": who,
        "account": account,
        "action": action,
        "subject": subject,
        "detail": detail,
    }
    # The newest link of this transaction, which is not in the database yet.
    before = session.info.get(_HEAD)
    if before is None:
        # Reading would flush the pending rows, and so write them before their event.
        with session.no_autoflush:
            before = session.scalar(select(ProjectRow.audit_head)) or START
    head = session.info[_HEAD] = link(before, values)
    session.add(AuditRow(**values, digest=head))


def close(session: Session) -> None:
    """Keep the newest link with the project; to be called before the transaction ends."""
    head = session.info.pop(_HEAD, None)
    if head is not None:
        # The events first, so that the link that is kept is never newer than they are.
        session.flush()
        session.execute(update(ProjectRow).values(audit_head=head))


def breaks(session: Session) -> Iterator[Message]:
    """Where the trail is not as it was written, in words."""
    before = START
    for row in session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)):
        if row.digest != link(before, {name: getattr(row, name) for name in COLUMNS}):
            yield Message("check.altered", event=row.id)
        # Goes on from what is stored, not from what should be: one altered event is then one finding,
        # not thousands.
        before = row.digest or START
    if (session.scalar(select(ProjectRow.audit_head)) or START) != before:
        yield Message("check.trail_end")
