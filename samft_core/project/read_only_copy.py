"""Looking at a project that cannot be written: a copy of its database in a temporary folder.

SQLite reads a database with a write-ahead log only where it can write an index beside it, which a read-only
or full disk refuses, and which two PCs do not share. A copy needs none of that, and is migrated where it is
old.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from samft_core.errors import ProjectError, SamftError, UnwritableError
from samft_core.messages.message import Message
from samft_core.project.integrity import verify_database
from samft_core.project.layout import DATABASE

TRIES = 5
"""How often a copy is made anew while another program writes to what is copied."""

_LOG = "-wal"


class ReadOnlyCopy:
    """``database`` is a copy of a project's database with its write-ahead log; ``remove`` deletes it."""

    def __init__(self, source: Path) -> None:
        self.database = _copied(source)

    def remove(self) -> None:
        """Delete the copy; does nothing the second time."""
        shutil.rmtree(self.database.parent, ignore_errors=True)


def read_only_error(reason: UnwritableError) -> UnwritableError:
    """The error that every change of such a project raises."""
    return UnwritableError(
        Message("project.only_to_look", reason=reason.message),
        path=reason.path,
        remedy=reason.remedy,
        stale=reason.stale,
    )


def _copied(source: Path) -> Path:
    """Copy until nothing changed meanwhile. Raises ProjectError where there is no room or no rest."""
    problem: Exception | None = None
    for folder in _places():
        try:
            return _copied_to(source, folder)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
                raise ProjectError(Message("project.unreadable", reason=error), path=source) from error
            problem = error
    remedy = Message("remedy.free_temporary")
    message = Message("project.no_room_for_copy")
    raise ProjectError(message, path=source, remedy=remedy) from problem


def _places() -> Iterator[str]:
    """Folders for temporary files; the one in memory still works where every disk is full."""
    yield tempfile.gettempdir()
    if Path("/dev/shm").is_dir():
        yield "/dev/shm"


def _copied_to(source: Path, folder: str) -> Path:
    place = Path(tempfile.mkdtemp(prefix="samft-look-", dir=folder))
    copy = place / DATABASE
    try:
        for attempt in range(TRIES):
            # Size and time of both files before and after: equal means that the two copies are of one
            # moment.
            before = _states(source)
            for ending in ("", _LOG):
                target = copy.with_name(DATABASE + ending)
                # Of the attempt before; a log of it would be replayed over the newer database.
                target.unlink(missing_ok=True)
                part = source.with_name(source.name + ending)
                if part.exists():
                    shutil.copyfile(part, target)
            try:
                verify_database(copy, quick=True)
            except SamftError:
                if _states(source) == before or attempt == TRIES - 1:
                    raise
                continue
            if _states(source) == before:
                return copy
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return copy


def _states(source: Path) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for ending in ("", _LOG):
        part = source.with_name(source.name + ending)
        try:
            status = part.stat()
            found.append((status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found
