"""The connection to a project's database, and the words for what can go wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool

from samft_core.errors import ConflictError, ProjectError, SamftError
from samft_core.store import backups

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process (the trainer, a second window) to finish its transaction."""

_WRITES = "samft_writes"


class Database:
    """Sessions on one SQLite file: ``reading()`` and ``writing()``, each a transaction, from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = _engine(path)
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(
            self.engine.execution_options(**{_WRITES: True}), expire_on_commit=False, autoflush=True
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the database."""
        with translated(self.path), self._readers() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that holds the write lock from its start.

        Commits on leaving, rolls back on an exception.
        """
        with translated(self.path), self._writers.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file."""
        self.engine.dispose()


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _engine(path: Path) -> Engine:
    # URL.create, because a path may hold characters that mean something in a URL's text.
    engine = create_engine(_url(path), connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def migration_engine(path: Path) -> Engine:
    """An engine that keeps no connection; foreign keys stay unchecked while tables are copied."""
    engine = create_engine(_url(path), poolclass=NullPool)
    event.listen(engine, "connect", _take_over_transactions)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _take_over_transactions(connection: sqlite3.Connection, _: Any) -> None:
    # sqlite3 would start transactions late and end them round DDL; the "begin" event starts them itself.
    connection.isolation_level = None


def _configure(connection: sqlite3.Connection, record: Any) -> None:
    _take_over_transactions(connection, record)
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",  # every accepted edit survives a power cut, not just a crash
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads and then writes must hold the write lock first, or it could write over a
    # change.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's exceptions into ConflictError and ProjectError with a remedy."""
    try:
        yield
    except SamftError:
        raise
    except StaleDataError as error:
        raise conflict(path) from error
    except IntegrityError as error:
        raise ProjectError(f"The database refused the change: {error.orig}", path=path) from error
    except DBAPIError as error:
        raise explain(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise explain(path, str(error)) from error
    except OSError as error:
        remedy = "Nothing was changed. Check the right to write there and the free space."
        message = f"A file of the project cannot be written: {error}"
        raise ProjectError(message, path=path.parent, remedy=remedy) from error


def conflict(path: Path) -> ConflictError:
    """The error for a row that somebody else changed or deleted."""
    return ConflictError(
        "Somebody else changed this in the meantime; nothing was overwritten",
        path=path,
        remedy="Look at the newer state and make your change again.",
    )


def explain(path: Path, reason: str) -> ProjectError:
    """SQLite's words as an error with a remedy."""
    lower = reason.lower()
    if any(words in lower for words in ("malformed", "not a database", "corrupt")):
        return corrupt(path, reason)
    if "locked" in lower or "busy" in lower:
        message, remedy = "The project is busy in another program", "Try again, or close the other program."
    elif "readonly" in lower or "unable to open" in lower:
        message = "The project's folder cannot be written"
        remedy = "Ask for the right to write there, or copy the project to a folder of your own."
    elif "full" in lower:
        message, remedy = "The disk is full; nothing was changed", "Free some space and try again."
    else:
        message, remedy = f"The project's database failed: {reason}", "Run the check of the project."
    return ProjectError(message, path=path, remedy=remedy)


def corrupt(path: Path, reason: str) -> ProjectError:
    """The error for a damaged database; names the newest backup and leaves the file as it is."""
    newest = backups.newest(path.parent)
    remedy = (
        f"Nothing was changed. The newest backup is {newest}: keep the damaged file elsewhere, then copy the "
        f"backup to {path}."
        if newest is not None
        else "Nothing was changed. The project holds no backup; restore the folder from your own."
    )
    return ProjectError(f"The project's database is damaged: {reason}", path=path, remedy=remedy)
