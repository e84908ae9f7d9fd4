"""Copies of the database in the project's ``backups`` folder, made while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samft_core.atomic import replacing

FOLDER = "backups"
KEEP_DAILY = 10
KEEP_MIGRATIONS = 5
MINIMUM_AGE = timedelta(days=1)
"""A new daily backup is made at open when the newest one is older than this, and something changed."""

_STAMP = "%Y%m%d-%H%M%S-%f"


def newest(folder: Path) -> Path | None:
    """The newest backup of the project in ``folder``, of either kind."""
    found = sorted((folder / FOLDER).glob("project-*.db"), key=lambda p: p.stat().st_mtime)
    return found[-1] if found else None


def back_up(database: Path, *, kind: str = "daily", now: datetime | None = None) -> Path:
    """Copy the database, in use or not, and drop the oldest copies of this kind.

    Raises sqlite3.Error and OSError.
    """
    folder = database.parent / FOLDER
    folder.mkdir(exist_ok=True)
    stamp = (now or datetime.now(UTC)).strftime(_STAMP)
    target = folder / f"project-{kind}-{stamp}.db"
    with (
        replacing(target) as temporary,
        closing(sqlite3.connect(database)) as source,
        closing(sqlite3.connect(temporary)) as copy,
    ):
        source.backup(copy)
        # A backup is one file that can be copied back; a write-ahead log beside it would be left behind.
        copy.execute("PRAGMA journal_mode=DELETE")
    keep = KEEP_DAILY if kind == "daily" else KEEP_MIGRATIONS
    for old in sorted(folder.glob(f"project-{kind}-*.db"))[:-keep]:
        old.unlink(missing_ok=True)
    return target


def due(database: Path, *, now: datetime | None = None) -> bool:
    """Whether the newest backup is older than a day and the project has changed since."""
    last = newest(database.parent)
    if last is None:
        return True
    age = (now or datetime.now(UTC)) - datetime.fromtimestamp(last.stat().st_mtime, UTC)
    return age >= MINIMUM_AGE and last_event(database) != last_event(last)


def last_event(database: Path) -> int | None:
    """The id of the newest audit event; every change writes one. None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT max(id) FROM audit_event").fetchone()
            return None if row[0] is None else int(row[0])
    except sqlite3.Error:
        return None
