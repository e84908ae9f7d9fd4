"""Which formats a folder holds, told by its folders and files. Reads names and glances into JSON files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samft_core.formats.mvtec_category import is_category
from samft_core.formats.registry import FORMATS, SourceFiles
from samft_core.project.layout import DATABASE
from samft_core.project.layout import Layout as ProjectLayout

DEEPEST = 4
"""Levels below the given folder on which categories are looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of one format, by its name; ``without`` are folders in it that are sources of their own."""

    folder: Path
    layout: str
    without: tuple[Path, ...] = ()


def find_sources(folder: Path) -> list[Source]:
    """What a folder holds: categories in it, on any of the upper levels, and what lies beside them."""
    if is_category(folder):
        return [Source(folder, "mvtec")]
    categories = tuple(_categories(folder, DEEPEST))
    sources = [Source(category, "mvtec") for category in categories]
    if not categories:
        return [Source(folder, _of_the_rest(folder, ()))]
    if next(files_of(folder, categories), None) is not None:
        sources.append(Source(folder, _of_the_rest(folder, categories), categories))
    return sources


def files_of(folder: Path, without: tuple[Path, ...] = (), *, recursive: bool = True) -> Iterator[Path]:
    """All visible files below a folder, in order, but those of ``without`` and those that a project wrote.

    Links to folders are not followed.
    """
    for where, folders, files in os.walk(folder):
        parent = Path(where)
        # A project may lie among the images; its ground truth would come in as a second set of images.
        own = {path.name for path in ProjectLayout.of(parent).own} if DATABASE in files else set()
        kept = sorted(
            f for f in folders if not f.startswith(".") and f not in own and parent / f not in without
        )
        folders[:] = kept if recursive else []
        yield from (parent / f for f in sorted(files) if not f.startswith("."))


def _categories(folder: Path, levels: int) -> Iterator[Path]:
    try:
        children = sorted(c for c in folder.iterdir() if c.is_dir() and not c.name.startswith("."))
    except OSError:
        return
    for child in children:
        if is_category(child):
            yield child
        # A link could lead back up, and the same categories would be found again and again.
        elif levels > 1 and not child.is_symlink():
            yield from _categories(child, levels - 1)


def _of_the_rest(folder: Path, without: tuple[Path, ...]) -> str:
    source = SourceFiles(folder, list(files_of(folder, without)))
    return next(known.name for known in FORMATS if known.reader.recognises(source))
