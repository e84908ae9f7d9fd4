"""What killed programs left behind: temporary files, half-built folders, unfinished exports and packs."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files import atomic
from samft_core.files.containment import is_inside, require_inside
from samft_core.files.regular_files import read_regular
from samft_core.project.layout import Layout
from samft_core.project.lease import others_here

NOTES = ".unfinished"
"""A folder with a note for each file or folder outside the project that is being written."""

NOTE_BYTES = 100_000

_PATTERNS = (
    ".*project.db.*.tmp",
    ".project.db.new*",
    "models/.building-*",
    "runs/*/.*.tmp",
    "runs/*/*.part",
    "ground_truth/*/.*.tmp",
    "images/.*.tmp",
    "backups/.*.tmp*",
    ".unfinished/.*.tmp",
)


_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp(-journal|-wal|-shm)?")


@contextmanager
def noted(layout: Layout, path: Path) -> Iterator[None]:
    """Remember that ``path``, outside the project, is being written, so that a cut leaves a trace of it.

    A project that cannot be written remembers nothing.
    """
    note = layout.folder / NOTES / f"{secrets.token_hex(8)}.txt"
    with contextlib.suppress(OSError):
        require_inside(note.parent, layout.folder).mkdir(exist_ok=True)
        atomic.write_text(note, str(path.absolute()))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)
            note.parent.rmdir()


def inside(layout: Layout) -> list[Path]:
    """Unfinished files and folders in the project. Where nobody else has it open, nobody will finish them."""
    found = [path for pattern in _PATTERNS for path in layout.folder.glob(pattern)]
    found += layout.cache.glob("**/.*.tmp")
    places = (layout.folder, layout.cache)
    return [
        path
        for path in found
        if _is_temporary(path.name) and any(is_inside(path.parent, place) for place in places)
    ]


def leftovers(layout: Layout, *, since: float) -> list[Path]:
    """What nobody who is at work now has begun, in the project and outside, with the notes about it.

    ``since`` is when this process opened the project (seconds since 1970), and so may have begun something.
    """
    found = inside(layout)
    for note in (layout.folder / NOTES).glob("*.txt"):
        with contextlib.suppress(OSError, ValueError, ProjectError):  # a pipe, say, or no path at all
            path = Path(read_regular(note, limit=NOTE_BYTES, error=ProjectError).decode("utf-8"))
            if path.exists() and _ours(path):
                found.append(path)
        found.append(note)
    # Whatever is younger than the oldest process at work may still be its own.
    begun = min([since, *(holder.process_started for holder in others_here(layout.folder))])
    return sorted({path for path in found if _older(path, begun)})


def remove(paths: list[Path]) -> None:
    """Delete leftovers. Raises OSError where one cannot be."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # only a folder of notes that is empty now
            if path.parent.name == NOTES:
                path.parent.rmdir()


def _ours(path: Path) -> bool:
    """A note may have been written by anybody: only names that SAMFT gives to what is unfinished."""
    return path.name.startswith((".exporting-", ".packing-", ".unpacking-"))


def _is_temporary(name: str) -> bool:
    """Whether SAMFT gives such names; a user's own file that ends in .tmp is not ours to delete."""
    built = name.startswith((".building-", ".project.db.new")) or name.endswith(".part")
    return built or _TEMPORARY.fullmatch(name) is not None


def _older(path: Path, moment: float) -> bool:
    try:
        # The link's own time, not that of what it leads to.
        return path.lstat().st_mtime < moment
    except OSError:
        return False
