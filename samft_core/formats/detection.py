"""Which formats a folder holds, told by its folders and files. Reads names and glances into JSON files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from samft_core.files.file_names import name_key
from samft_core.formats.mask_names import LIKELY_FOLDERS, SURE_FOLDERS, has_mask_ending
from samft_core.formats.mvtec_category import is_category
from samft_core.project.layout import DATABASE
from samft_core.project.layout import Layout as ProjectLayout

Layout = Literal["mvtec", "masks", "labelme", "folder"]

LAYOUTS: tuple[Layout, ...] = ("mvtec", "masks", "labelme", "folder")

DEEPEST = 4
"""Levels below the given folder on which categories are looked for."""

# JSON files that are looked into before a folder counts as one without labelme's.
_JSON_GLANCES = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of one format; ``without`` are folders in it that are sources of their own."""

    folder: Path
    layout: Layout
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


def _of_the_rest(folder: Path, without: tuple[Path, ...]) -> Layout:
    # Imported here: the window asks before its first paint, and these load OpenCV.
    from samft_core.formats.labelme_file import looks_like_labelme  # noqa: PLC0415
    from samft_core.formats.pairs import sort_out  # noqa: PLC0415
    from samft_core.imaging.image_files import is_image_name  # noqa: PLC0415

    files = list(files_of(folder, without))
    images = [path for path in files if is_image_name(path.name)]
    stems = {name_key(path.stem) for path in images}
    json_files = [path for path in files if path.suffix.lower() == ".json"]
    json_files.sort(key=lambda path: name_key(path.stem) not in stems)
    if any(looks_like_labelme(path) for path in json_files[:_JSON_GLANCES]):
        return "labelme"
    maybe = len(stems) < len(images) or any(
        has_mask_ending(path.stem)
        or {name_key(part) for part in path.relative_to(folder).parts[:-1]} & (SURE_FOLDERS | LIKELY_FOLDERS)
        for path in images
    )
    return "masks" if maybe and sort_out(folder, images).masks else "folder"
