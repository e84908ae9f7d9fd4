"""Bringing a project's database to the schema of this program.

Alembic is imported only where there is work.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.project import backups
from samft_core.project.database import corrupt, explain, migration_engine, translated

HEAD = "0019"
"""The revision of ``schema``; a test compares it with the migration scripts."""

REVISION = re.compile(r"[0-9]{4}")
"""How the migrations are numbered."""

SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(path: Path) -> None:
    """Migrate an existing database to HEAD after a backup.

    Raises ProjectError where it is newer or damaged.
    """
    revision = read_revision(path)
    if revision == HEAD:
        return
    if not REVISION.fullmatch(revision):
        raise corrupt(path, Message("project.unknown_schema", schema=repr(revision[:40])))
    # As text: all revisions have four digits, which the pattern above has made sure of.
    if revision > HEAD:
        raise ProjectError(
            Message("project.newer", schema=revision, known=HEAD),
            path=path,
            remedy=Message("remedy.update_samft_project"),
        )
    if not any((SCRIPTS / "versions").glob(f"{revision}_*.py")):
        raise corrupt(path, Message("project.unknown_schema", schema=revision))
    with translated(path):
        # Before any table is touched; the way back for older programs, too.
        backups.back_up(path, kind="migration")
    upgrade(path)


def read_revision(path: Path) -> str:
    """The revision that a database carries. Raises ProjectError where it is no SAMFT database or damaged."""
    try:
        with closing(
            # Not read-only: a log that a crash left is folded in at the first read, which writes. "rw"
            # makes no file.
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10)
        ) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0])  # of another kind than text it is no number of ours, which the caller tells
    except (sqlite3.DatabaseError, TypeError) as error:
        reason = str(error)
        if isinstance(error, TypeError) or "no such table" in reason:
            raise corrupt(path, Message("project.no_project_there")) from error
        raise explain(path, reason) from error


def upgrade(path: Path, revision: str = "head") -> None:
    """Apply the migrations up to ``revision`` in one transaction; creates a database where there is none."""
    from alembic import command  # noqa: PLC0415 - a fifth of a second that an up-to-date project need not pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic's configuration expands % as Python's configparser does.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = migration_engine(path)
    try:
        with translated(path), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()
