"""Putting a backup in the place of a project's database.

Nothing is destroyed: the database is moved aside together with its write-ahead log and that log's index,
which SQLite would otherwise replay over the backup. A restore that is cut off is finished at the next
opening.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import filelock

from samft_core.errors import BusyError, DamagedError, ProjectError, SamftError
from samft_core.files import atomic
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project import backups, migrate
from samft_core.project.containment import verify_own_paths
from samft_core.project.database import unwritable
from samft_core.project.integrity import verify_database
from samft_core.project.interrupted_restore import RESTORE_LOCK, RESTORED, go_on
from samft_core.project.layout import RESTORING, Layout
from samft_core.project.lease import Lease, others_here
from samft_core.project.project import Project


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup: when it was made, how large it is, and what is wrong with it (None: nothing)."""

    path: Path
    made: datetime
    bytes: int
    problem: Message | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """``aside`` holds the files that were replaced. ``skipped`` names newer backups that are damaged."""

    backup: Path
    aside: Path
    masks: int
    skipped: list[str] = field(default_factory=list)


def list_backups(folder: Path) -> list[BackupInfo]:
    """The backups of the project in ``folder``, newest first, each read whole."""
    found = []
    for path in reversed(backups.all_backups(folder)):
        status = path.stat()
        made = datetime.fromtimestamp(status.st_mtime, UTC)
        found.append(BackupInfo(path, made, status.st_size, _problem(path)))
    return found


def restore(
    folder: Path,
    backup: Path | None = None,
    *,
    inspector: str | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> RestoreReport:
    """Put ``backup``, or the newest undamaged one, in the database's place; write the ground truth anew.

    Raises ProjectError where the project is open anywhere, no backup is usable or the disk is full. The
    database and what belongs to it are kept in ``backups/replaced-…``.
    """
    layout = Layout.of(folder)
    verify_own_paths(layout)
    with _alone(layout):
        chosen, skipped = _choose(layout, backup)
        aside = _replace(layout, chosen)
    with Project.open(layout.folder, inspector=inspector) as project:
        project.note_restore(chosen.name, aside.name)
        masks = project.ground_truth_files.rebuild(on_progress, cancel)
    return RestoreReport(chosen, aside, masks, skipped)


def _choose(layout: Layout, backup: Path | None) -> tuple[Path, list[str]]:
    if backup is not None:
        path = backup if backup.is_file() else layout.backups / backup.name
        if not path.is_file():
            remedy = Message("remedy.list_backups")
            raise ProjectError(Message("backup.unknown"), path=backup, remedy=remedy)
        problem = _problem(path)
        if problem is not None:
            raise DamagedError(
                Message("backup.unusable", reason=problem),
                path=path,
                remedy=Message("remedy.choose_other_backup"),
            )
        return path, []
    skipped: list[str] = []
    for path in reversed(backups.all_backups(layout.folder)):
        problem = _problem(path)
        if problem is None:
            return path, skipped
        skipped.append(f"{path.name}: {problem}")
    raise ProjectError(
        Message("backup.none_usable"),
        path=layout.backups,
        remedy=Message("remedy.bring_folder_back"),
    )


def _problem(path: Path) -> Message | None:
    """What is wrong with a backup; None where it is whole and this program can open it."""
    try:
        verify_database(path)
        revision = migrate.read_revision(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            kinds = {kind for (kind,) in connection.execute("SELECT DISTINCT type FROM sqlite_master")}
            projects = connection.execute("SELECT count(*) FROM project").fetchone()[0]
    except SamftError as error:
        return error.message
    except (sqlite3.Error, OSError) as error:
        return Message.of(error)
    if not revision.isdigit() or int(revision) > int(migrate.HEAD):
        return Message("backup.newer")
    # A file from elsewhere may look like a backup; triggers and views would run once it is opened.
    if projects != 1 or not kinds <= {"table", "index"}:
        return Message("project.no_project_there")
    return None


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Nobody else has the project open, here or on another PC, and nobody else restores it."""
    try:
        lease = Lease.take(layout.folder)
    except OSError as error:
        raise unwritable(layout.folder, error) from error
    try:
        others = others_here(layout.folder)
        if others:
            raise BusyError(
                Message("backup.open_elsewhere", count=len(others), process=others[0].pid),
                path=layout.folder,
                remedy=Message("remedy.close_samft"),
            )
        with filelock.FileLock(layout.folder / RESTORE_LOCK, timeout=0):
            yield
    except filelock.Timeout as error:
        remedy = Message("remedy.wait")
        message = Message("backup.restored_by_another")
        raise BusyError(message, path=layout.folder, remedy=remedy) from error
    finally:
        lease.release()


def _replace(layout: Layout, backup: Path) -> Path:
    new = layout.folder / RESTORED
    verify_own_paths(layout)
    try:
        with atomic.replacing(new) as temporary:
            shutil.copyfile(backup, temporary)
        # The copy, not the backup: a disk that is full or failing shows only here.
        verify_database(new)
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        aside = next(
            place
            for number in range(1, 10_000)
            if not (place := layout.backups / f"replaced-{stamp}-{number}").exists()
        )
        # From this note on the restore is finished at the next opening, whenever it is cut.
        atomic.write_text(layout.folder / RESTORING, aside.name + "\n")
        go_on(layout, aside)
    except OSError as error:
        raise unwritable(layout.folder, error) from error
    return aside
