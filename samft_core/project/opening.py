"""What is done before a project is opened to write: may it be written, is a backup due, what was left."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import suppress

from samft_core.errors import UnwritableError
from samft_core.messages.message import Message
from samft_core.project import backups, leftovers
from samft_core.project.database import explain
from samft_core.project.integrity import verify_database
from samft_core.project.layout import Layout
from samft_core.project.lease import holders

_log = logging.getLogger(__name__)


def require_writable(layout: Layout) -> None:
    """Raises UnwritableError where SQLite would find out only at the first change."""
    log = layout.database.with_name(f"{layout.database.name}-wal")
    for path in (layout.folder, layout.database, log):
        if path.exists() and not os.access(path, os.W_OK):
            remedy = Message("remedy.ask_to_write_or_copy_project")
            raise UnwritableError(Message("project.not_writable"), path=path, remedy=remedy)


def back_up_when_due(layout: Layout) -> None:
    """At most once a day, and only where something changed.

    A damaged database never pushes out a good backup.
    """
    try:
        if backups.due(layout.database):
            verify_database(layout.database, quick=True)
            backups.back_up(layout.database)
    except sqlite3.Error as error:
        # SQLite says of a full disk only in words.
        if "full" not in str(error):
            raise explain(layout.database, str(error)) from error
        _log.warning("No backup of %s was made: %s", layout.database, error)
    except OSError as error:
        # The project itself still works; a full disk must not keep an inspector from looking at it.
        _log.warning("No backup of %s was made: %s", layout.database, error)


def clear_leftovers(layout: Layout) -> None:
    """Remove what killed programs left in the project, where nobody else has it open who may be writing."""
    # Alone, counting this process itself.
    if len(holders(layout.folder)) == 1:
        # What cannot be removed is in nobody's way; the check names it.
        with suppress(OSError):
            leftovers.remove(leftovers.inside(layout))
