"""Going on with a restore that was cut off: the steps from the verified copy on."""

from __future__ import annotations

import os
from pathlib import Path

import filelock

from samft_core.errors import ProjectError
from samft_core.files import atomic
from samft_core.files.containment import require_inside
from samft_core.files.regular_files import read_regular
from samft_core.project.layout import DATABASE, RESTORING, Layout

RESTORED = ".project.db.restored"
"""The verified copy of the backup, until it takes the database's place."""


RESTORE_LOCK = ".restore.lock"
# What belongs to a database in use; one without the others is another state of it.
_PARTS = ("", "-wal", "-shm", "-journal")


def finish_interrupted(layout: Layout) -> None:
    """Go on with a restore that was cut off; does nothing where there is none. Raises OSError."""
    marker = layout.folder / RESTORING
    if not marker.exists():
        return
    with filelock.FileLock(layout.folder / RESTORE_LOCK):
        if marker.exists():
            name = read_regular(marker, limit=4096, error=ProjectError).decode("utf-8", "replace").strip()
            go_on(layout, layout.backups / Path(name).name)


def go_on(layout: Layout, aside: Path) -> None:
    """The steps from the written copy on. Each may have been done before a cut, so each looks first."""
    new = layout.folder / RESTORED
    if new.exists():
        atomic.make_folder(require_inside(aside, layout.folder))
        for part in _PARTS:
            source = layout.folder / f"{DATABASE}{part}"
            if source.exists() and not (aside / source.name).exists():
                os.replace(source, aside / source.name)  # noqa: PTH105 - flushed for all of them below
        atomic.flush_folder(aside)
        atomic.flush_folder(layout.folder)
        atomic.replace(new, layout.database)
    (layout.folder / RESTORING).unlink(missing_ok=True)
    atomic.flush_folder(layout.folder)
