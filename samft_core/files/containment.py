"""Keeping to a folder: what is written or deleted is resolved first, links included."""

from __future__ import annotations

import os
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.messages.message import Message


class OutsideError(ProjectError):
    """A path of the project leads out of its folder."""


def is_inside(path: Path, root: Path) -> bool:
    """Whether ``path``, with every link on its way followed, lies below ``root``. Neither need exist."""
    # ``realpath`` follows what exists and takes the rest as it is, so it also judges a file to be made.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def require_inside(path: Path, root: Path) -> Path:
    """``path``, which is about to be written; raises OutsideError where it leads out of ``root``."""
    if not is_inside(path, root):
        raise OutsideError(
            Message("place.outside", name=path.name),
            path=path,
            remedy=Message("remedy.nothing_changed_replace_link"),
        )
    return path


def require_entry(path: Path, root: Path) -> Path:
    """``path``, which is about to be removed or replaced as an entry of its folder, be it a link or not.

    Raises OutsideError where its folder leads out of ``root``.
    """
    require_inside(path.parent, root)
    return path
