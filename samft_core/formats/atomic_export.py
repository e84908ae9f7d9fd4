"""Exports that appear whole or not at all: one that is cut short leaves nothing that looks done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files.atomic import flush_folder, flush_tree
from samft_core.files.disk_errors import disk_error

UNFINISHED = ".exporting-"
"""How the folder of an export is called that is being written, or that was cut short."""


def _forgetting(_path: Path) -> AbstractContextManager[None]:
    return nullcontext()


@contextmanager
def whole_folder(
    folder: Path, *, remembering: Callable[[Path], AbstractContextManager[None]] = _forgetting
) -> Iterator[Path]:
    """Give an empty folder to write into; on leaving, what is in it stands in ``folder``.

    ``remembering`` is a project's ``unfinished``: after a cut, the check of the project finds what was left.

    A new ``folder`` appears in one step. Into one that is there, what was written is moved piece by piece,
    which takes a moment and copies nothing. On an exception nothing of it stays. Raises ProjectError where
    the disk refuses.
    """
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        new = not folder.exists()
        place = folder.absolute().parent if new else folder
        # Beside the target or inside it, so that the last step is a rename on one file system.
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=place))
    except OSError as error:
        raise _refused(error, folder) from error
    try:
        with remembering(unfinished):
            yield unfinished
        try:
            unfinished.chmod(0o755)  # mkdtemp makes it private to one user
            flush_tree(unfinished)
            if new:
                unfinished.rename(folder)
            else:
                _move(unfinished, folder)
            flush_folder(place)
        except OSError as error:
            raise _refused(error, folder) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _move(unfinished: Path, folder: Path) -> None:
    for path in sorted(unfinished.iterdir()):
        target = folder / path.name
        if target.is_dir() and not target.is_symlink():
            target.rmdir()  # empty, as the export has seen; Windows renames onto nothing
        path.rename(target)


def _refused(error: OSError, folder: Path) -> ProjectError:
    known = disk_error(error)
    return ProjectError(known.message, path=known.path or folder, remedy=known.remedy)
