"""What of a project must lie inside its folder, and what others write outside it.

A project may come from anybody. A link in its folder, or a name in its database, must not make SAMFT write
or delete what belongs to somebody else.
"""

from __future__ import annotations

import os
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files.containment import require_inside
from samft_core.messages.message import Message
from samft_core.project.layout import DATABASE, Layout

HELPERS = (
    ".lease",
    ".unfinished",
    ".ground-truth.lock",
    ".restore.lock",
    ".project.db.aside",
    ".project.db.restored",
    ".project.db.new",
)
"""Files and folders beside the database that SAMFT writes or removes without being asked."""


def verify_own_paths(layout: Layout) -> None:
    """Raises OutsideError where the database, or a folder that SAMFT writes into, leads outside.

    Images may lie anywhere, as they are only read.
    """
    database = layout.database
    for suffix in ("", "-wal", "-shm", "-journal"):
        require_inside(database.with_name(DATABASE + suffix), layout.folder)
    for name in HELPERS:
        require_inside(layout.folder / name, layout.folder)
    for folder in (layout.mirror, layout.models, layout.runs):
        require_inside(folder, layout.folder)
        for entry in _links(folder):
            require_inside(entry, layout.folder)
    require_inside(layout.backups, layout.folder)
    if layout.cache.is_relative_to(layout.folder):  # the machine's policy may put it elsewhere
        require_inside(layout.cache, layout.folder)
        for entry in (*_links(layout.cache), *_links(layout.cache / "embeddings")):
            require_inside(entry, layout.folder)


def _links(folder: Path) -> list[Path]:
    """What lies in ``folder`` as a link or, on Windows, as another junction."""
    try:
        with os.scandir(folder) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if entry.is_symlink() or (os.name == "nt" and entry.is_dir())
            ]
    except OSError:  # not there, or not readable: whoever needs it says so
        return []


def require_elsewhere(path: Path, project: Path) -> None:
    """Raises ProjectError where ``path``, which a person chose to write to, is the project's own.

    In the folders that SAMFT writes, and in place of its database, what others put is taken for its own,
    tidied up or written over.
    """
    layout = Layout.of(os.path.realpath(project))
    real = Path(os.path.realpath(path))
    if layout.owns(real) or real == layout.images or real.name.startswith(DATABASE):
        remedy = Message("remedy.choose_outside")
        raise ProjectError(Message("project.place_of_its_own"), path=path, remedy=remedy)
