"""Copies of the database in the project's ``backups`` folder, made while it is in use.

Their order is the number in their name, never a clock: a clock that was set back must not make the newest
copy look like the oldest, which is the one that is dropped.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samft_core.files.atomic import make_folder, replacing
from samft_core.files.containment import require_inside

FOLDER = "backups"
KEEP_DAILY = 10
KEEP_MIGRATIONS = 5
MINIMUM_AGE = timedelta(days=1)
"""A new daily backup is made at open when the newest one is older than this, and something changed."""

_STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(r"project-(?P<kind>daily|migration)-(?:n(?P<number>\d{1,9})-)?(?P<stamp>[\d-]+)\.db")


def all_backups(folder: Path) -> list[Path]:
    """The backups of the project in ``folder``, of either kind, in the order in which they were made."""
    return sorted((folder / FOLDER).glob("project-*.db"), key=_place)


def newest(folder: Path) -> Path | None:
    """The backup of the project in ``folder`` that was made last, of either kind."""
    found = all_backups(folder)
    return found[-1] if found else None


def back_up(database: Path, *, kind: str = "daily", now: datetime | None = None) -> Path:
    """Copy the database, in use or not, and drop the oldest copies of this kind.

    Raises sqlite3.Error and OSError, OutsideError where the folder has become a link that leads elsewhere.
    """
    folder = require_inside(database.parent / FOLDER, database.parent)
    make_folder(folder)
    stamp = (now or datetime.now(UTC)).strftime(_STAMP)
    number = max((_place(path)[0] for path in all_backups(database.parent)), default=0) + 1
    target = folder / f"project-{kind}-n{number:06d}-{stamp}.db"
    with (
        replacing(target) as temporary,
        closing(sqlite3.connect(database)) as source,
        closing(sqlite3.connect(temporary)) as copy,
    ):
        # SQLite's own way of copying: one moment of a database that others write to meanwhile.
        source.backup(copy)
        # A backup is one file that can be put back; a write-ahead log beside it would be left behind.
        copy.execute("PRAGMA journal_mode=DELETE")
    keep = KEEP_DAILY if kind == "daily" else KEEP_MIGRATIONS
    for old in sorted(folder.glob(f"project-{kind}-*.db"), key=_place)[:-keep]:
        # The newest is never dropped, even where all kept ones carry higher numbers from elsewhere.
        if old != target:
            old.unlink(missing_ok=True)
    return target


def due(database: Path, *, now: datetime | None = None) -> bool:
    """Whether the newest backup is older than a day and the project has changed since.

    One that seems to come from the future was made before the clock was set back, and counts as old.
    """
    last = newest(database.parent)
    if last is None:
        return True
    age = (now or datetime.now(UTC)) - datetime.fromtimestamp(last.stat().st_mtime, UTC)
    fresh = timedelta(0) <= age < MINIMUM_AGE
    return not fresh and last_event(database) != last_event(last)


def last_event(database: Path) -> int | None:
    """The id of the newest audit event; every change writes one. None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT max(id) FROM audit_event").fetchone()
            return None if row[0] is None else int(row[0])
    except sqlite3.Error:
        return None


def _place(path: Path) -> tuple[int, str]:
    """What backups are sorted by; those of earlier programs carry no number and come first."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return 0, path.name
    return int(found["number"] or 0), found["stamp"]
