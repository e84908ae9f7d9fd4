"""The connection to a project's database, and the words for what can go wrong with it."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool

from samft_core.errors import (
    BusyError,
    ConflictError,
    DamagedError,
    ProjectError,
    SamftError,
    UnwritableError,
)
from samft_core.messages.message import Message
from samft_core.project import audit_chain, backups
from samft_core.project.lease import Lease
from samft_core.project.shared_transaction import SharedTransaction

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process (the trainer, a second window) to finish its transaction."""

IMPATIENT_TIMEOUT_MS = 250
"""The same on the window's thread, which must not stand still while another program writes."""

WaitForTurn = Callable[[Callable[[], bool]], bool]
"""Passes time, calling what it is given now and then, until that returns True or patience is over; returns
whether it did. A window shows in the meantime that it is alive."""

_WRITES = "samft_writes"


class Database:
    """Sessions on one SQLite file: ``reading()`` and ``writing()``, each a transaction, from any thread.

    ``refusal`` is raised by ``writing()`` where the project can only be looked at. ``lease`` is asked before
    each change whether this PC still holds the project.
    """

    def __init__(
        self, path: Path, *, refusal: UnwritableError | None = None, lease: Lease | None = None
    ) -> None:
        self.path = path
        self.refusal = refusal
        self._lease = lease
        self._presence = Presence(path)
        self._impatient: int | None = None
        self._wait: WaitForTurn | None = None
        self._waiting = False
        self._local = threading.local()
        self.engine = _engine(path)
        event.listen(self.engine, "begin", self._begin)
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(
            self.engine.execution_options(**{_WRITES: True}), expire_on_commit=False, autoflush=True
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the database; inside ``one_transaction`` with what was written there."""
        with translated(self.path):
            written = None if self._shared is None else self._shared.look()
            if written is not None:
                yield written
                return
            with self._readers() as session:
                yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that holds the write lock from its start.

        It commits on leaving and rolls back on an exception. Inside ``one_transaction`` it is a part of that.
        """
        shared = self._shared
        if shared is not None:
            with translated(self.path), shared.writing() as session:
                yield session
            return
        self._require_writable()
        with translated(self.path), self._writers.begin() as session:
            yield session
            audit_chain.close(session)
        # On most systems a deleted file can still be written: what was committed into it is gone.
        self._presence.require(committed=True)

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """What this thread writes inside is one transaction: all of it is there or, on an error, nothing.

        The lock is taken, and waited for, with the first write. An error spoils all of it, also one that was
        caught inside: it is raised at the end. May be nested, which changes nothing.
        """
        if self._shared is not None:
            yield
            return
        shared = SharedTransaction(self._begun, busy=lambda: busy(self.path))
        self._local.shared = shared
        try:
            with translated(self.path):
                try:
                    yield
                    wrote = shared.session is not None
                    if shared.session is not None and shared.error is None:
                        audit_chain.close(shared.session)
                    shared.commit()
                except BaseException as error:
                    shared.roll_back(error)
                    raise
        finally:
            self._local.shared = None
        if wrote:
            self._presence.require(committed=True)
        shared.finish()

    def after_commit(self, then: Callable[[], None]) -> bool:
        """Have ``then`` done at the end of ``one_transaction``; False, and nothing, outside of one."""
        shared = self._shared
        if shared is None:
            return False
        shared.afterwards(then)
        return True

    @property
    def _shared(self) -> SharedTransaction | None:
        return getattr(self._local, "shared", None)

    @contextmanager
    def _begun(self) -> Iterator[Session]:
        """A session whose transaction has the write lock already."""
        self._require_writable()
        with self._writers.begin() as session:
            session.connection()
            yield session

    def _require_writable(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self._presence.require()
        if self._lease is not None:
            self._lease.require()

    def never_keep_waiting(self, thread: int, wait: WaitForTurn | None = None) -> None:
        """On the thread of this number, never stand still where another program writes just now.

        ``wait`` passes the time until it is done; BusyError is raised where that takes too long, and at once
        without ``wait``. What the thread does meanwhile may read the project; writing raises BusyError, so
        that changes come in their order.
        """
        self._impatient = thread
        self._wait = wait

    def _begin(self, connection: Connection) -> None:
        # Connections go from thread to thread, so each transaction says how long it may wait.
        raw = connection.connection.dbapi_connection
        if self._impatient is None or raw is None:
            _begin(connection)
            return
        impatient = threading.get_ident() == self._impatient
        _set_busy_timeout(raw, IMPATIENT_TIMEOUT_MS if impatient else BUSY_TIMEOUT_MS)
        if impatient and _writes(connection):
            self._begin_in_turn(raw)
        else:
            _begin(connection)

    def _begin_in_turn(self, raw: DBAPIConnection) -> None:
        """Take the write lock on the window's thread; while another program holds it, ``wait``."""
        if self._waiting:
            raise busy(self.path)
        if _took_write_lock(raw):
            return
        if self._wait is None:
            raise busy(self.path)
        _set_busy_timeout(raw, 0)
        self._waiting = True
        try:
            taken = self._wait(lambda: _took_write_lock(raw))
        finally:
            self._waiting = False
            _set_busy_timeout(raw, IMPATIENT_TIMEOUT_MS)
        if not taken:
            raise busy(self.path)

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file."""
        self.engine.dispose()


class Presence:
    """Whether the database's file is still the one that was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = self._identity()

    def require(self, *, committed: bool = False) -> None:
        """Raises ProjectError where the file, or the log beside it, was deleted, moved or replaced.

        ``committed`` says that something was just written, which then is lost.
        """
        now = self._identity()
        if self._opened is None:
            self._opened = now
        log = self._path.with_name(f"{self._path.name}-wal")
        if now is not None and now == self._opened and (not committed or log.exists()):
            return
        lost = Message("project.last_lost") if committed else Message("project.nothing_changed")
        raise ProjectError(
            Message("project.folder_lost", lost=lost),
            path=self._path.parent,
            remedy=Message("remedy.put_folder_back"),
        )

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _engine(path: Path) -> Engine:
    # URL.create, because a path may hold characters that mean something in a URL's text.
    engine = create_engine(_url(path), connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _configure)
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
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITES, False))


def _set_busy_timeout(raw: DBAPIConnection, milliseconds: int) -> None:
    raw.cursor().execute(f"PRAGMA busy_timeout={milliseconds}")


def _took_write_lock(raw: DBAPIConnection) -> bool:
    """Begin a transaction that writes; False where another connection holds the lock."""
    try:
        raw.cursor().execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if _is_busy(str(error)):
            return False
        raise
    return True


def _is_busy(reason: str) -> bool:
    lower = reason.lower()
    return "locked" in lower or "busy" in lower


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
        raise ProjectError(Message("project.refused_change", reason=error.orig), path=path) from error
    except NoResultFound as error:
        raise _dangling(path) or explain(path, str(error)) from error
    except DBAPIError as error:
        if "decode to UTF-8" in str(error.orig):
            _raise_damaged(path, error)
        raise explain(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise explain(path, str(error)) from error
    except OSError as error:
        raise unwritable(path.parent, error) from error
    except UnicodeEncodeError as error:
        # A name from a terminal or a disk of another encoding; what is in the database is never encoded anew.
        message = Message("project.half_character", text=ascii(str(error.object)[:60]))
        raise ProjectError(message, path=path, remedy=Message("remedy.type_again_utf8")) from error
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        # Either a fault of the program, or a value in the database that SAMFT never wrote: the file tells.
        _raise_damaged(path, error)
        raise


def _raise_damaged(path: Path, error: Exception) -> None:
    """Raise the error that names the first row which SAMFT did not write; returns where there is none."""
    from samft_core.project.stored_values import first_damaged  # noqa: PLC0415 - only after something went wrong

    damaged = first_damaged(path)
    if damaged is not None:
        raise damaged.error() from error


def _dangling(path: Path) -> DamagedError | None:
    """The error for rows that refer to missing ones, with their table; None where there are none."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error:
        return None
    if not orphans:
        return None
    return corrupt(path, Message("check.orphans", count=len(orphans), table=str(orphans[0][0])))


def unwritable(folder: Path, error: OSError) -> UnwritableError:
    """The error for a file of a project that cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UnwritableError(Message("disk.project_full"), path=folder, remedy=Message("remedy.free_space"))
    return UnwritableError(
        Message("project.file_unwritable", reason=error),
        path=folder,
        remedy=Message("remedy.nothing_changed_check_rights"),
    )


def conflict(path: Path) -> ConflictError:
    """The error for a row that somebody else changed or deleted."""
    return ConflictError(
        Message("conflict.row"),
        path=path,
        remedy=Message("remedy.change_again_newer"),
    )


def busy(path: Path) -> BusyError:
    """The error for a database that another program writes to for longer than is waited."""
    return BusyError(Message("project.busy"), path=path, remedy=Message("remedy.try_in_a_moment"))


def explain(path: Path, reason: str | Message) -> ProjectError:
    """SQLite's words as an error with a remedy."""
    lower = reason.lower()
    if any(words in lower for words in ("malformed", "not a database", "corrupt")):
        return corrupt(path, reason)
    if _is_busy(reason):
        return busy(path)
    if "readonly" in lower or "unable to open" in lower:
        return UnwritableError(
            Message("project.folder_unwritable"),
            path=path,
            remedy=Message("remedy.ask_to_write_or_copy_project"),
        )
    if "full" in lower:
        return UnwritableError(Message("disk.project_full"), path=path, remedy=Message("remedy.free_space"))
    if "i/o error" in lower:
        return UnwritableError(
            Message("disk.project_unreachable"),
            path=path,
            remedy=Message("remedy.check_disk"),
        )
    remedy = Message("remedy.check_project")
    return ProjectError(Message("project.database_failed", reason=reason), path=path, remedy=remedy)


def corrupt(path: Path, reason: str | Message) -> DamagedError:
    """The error for a damaged database; names the newest backup and leaves the file as it is."""
    newest = backups.newest(path.parent)
    remedy = (
        Message("remedy.nothing_changed_newest_backup", backup=newest)
        if newest is not None
        else Message("remedy.nothing_changed_no_backup")
    )
    return DamagedError(Message("project.database_damaged", reason=reason), path=path, remedy=remedy)
