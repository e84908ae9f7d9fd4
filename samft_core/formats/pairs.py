"""Images with their masks in folders of any layout: ``images`` and ``masks``, or side by side by name.

A mask belongs to the image of its name, with or without an ending such as ``_mask``, ``_gt`` or ``_label``,
in the folder that corresponds: ``images/a/1.jpg`` and ``masks/a/1.png`` (most tools), ``crack/1.jpg`` and
``mask/crack/1.png`` (anomalib's Folder), ``Images/Anomaly/1.JPG`` and ``Masks/Anomaly/1.png`` (VisA),
``1.jpg`` and ``1_label.bmp`` beside it (KolektorSDD), ``Label/1_label.PNG`` below it (DAGM).

No mask is ever taken for a photograph. A name decides where it can (``ground_truth``, ``masks``, ``_mask``);
where a bottle's photographs might bear it, too (``labels``), only a file that has an image and looks like its
mask counts as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from samft_core.errors import ImageError, ProjectError
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.formats.dataset_items import DataSet, Item, MaskFile, import_items
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.mask_names import (
    GOOD_FOLDERS,
    IMAGE_FOLDERS,
    LIKELY_FOLDERS,
    SPLIT_FOLDERS,
    SURE_FOLDERS,
    bare_image_stem,
    has_mask_ending,
    image_stems,
    is_surely_mask,
)
from samft_core.formats.registry import SourceFiles
from samft_core.imaging.image_io import probe_image, read_image, thumbnail
from samft_core.messages.message import Message

DEFECT = "defect"
"""The class of masks whose folders name none."""

_GLANCE_SIDE = 256
# Share of a mask's pixels that are nearly black or nearly its brightest; a photograph has far less.
_FEW_SHADES = 0.9


def recognises(source: SourceFiles) -> bool:
    """Whether some of the folder's images are masks of others."""
    images = source.images
    maybe = len(source.image_stems) < len(images) or any(
        has_mask_ending(path.stem)
        or {name_key(part) for part in path.relative_to(source.folder).parts[:-1]}
        & (SURE_FOLDERS | LIKELY_FOLDERS)
        for path in images
    )
    return maybe and bool(sort_out(source.folder, images).masks)


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring the images in with their masks as accepted annotations."""
    import_items(intake, read_pairs(source.folder, source.images))


@dataclass(slots=True)
class SortedFiles:
    """Image files told apart: photographs, and masks."""

    photographs: list[Path] = field(default_factory=list)
    masks: list[Path] = field(default_factory=list)


def sort_out(root: Path, files: Sequence[Path]) -> SortedFiles:
    """Tell masks from photographs among image files below ``root``; looks into few files only."""
    found = SortedFiles()
    likely: list[Path] = []
    for path in files:
        parts = {name_key(part) for part in path.relative_to(root).parts[:-1]}
        if parts & SURE_FOLDERS or is_surely_mask(path.stem):
            found.masks.append(path)
        elif parts & LIKELY_FOLDERS or has_mask_ending(path.stem):
            likely.append(path)
        else:
            found.photographs.append(path)
    stems = {stem for path in found.photographs for stem in (name_key(path.stem), bare_image_stem(path.stem))}
    for folder, paths in _by_folder(likely).items():
        partners = [path for path in paths if stems.intersection(image_stems(path.stem))]
        # Two of a folder are looked at, not all: folders are of one kind, and each look decodes an
        # image.
        is_masks = bool(partners) and all(_looks_like_mask(path) for path in (partners[0], partners[-1]))
        for path in paths:
            whole_folder = {name_key(part) for part in folder.relative_to(root).parts} & LIKELY_FOLDERS
            if is_masks and (whole_folder or path in partners):
                found.masks.append(path)
            else:
                found.photographs.append(path)
    bare = _masks_by_looks(found.photographs)
    found.masks += sorted(bare)
    found.photographs = sorted(set(found.photographs) - bare)
    return found


def _masks_by_looks(files: Sequence[Path]) -> set[Path]:
    """Masks whose names say nothing: beside, or in a folder beside, an image of the same name and size.

    Nothing but a few exact values, 0 among them, tells them for certain. A folder is looked at where all its
    files have such a partner, by its first and last one.
    """
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        by_stem[name_key(path.stem)].append(path)
    found: set[Path] = set()
    for (_folder, _suffix), paths in _by_folder_and_suffix(files).items():
        partners = [_partner_of(path, by_stem[name_key(path.stem)]) for path in paths]
        ends = [(paths[0], partners[0]), (paths[-1], partners[-1])]
        if all(partners) and all(
            partner is not None and _is_plainly_mask(path, partner) for path, partner in ends
        ):
            found.update(paths)
    return found


def _partner_of(path: Path, alike: Sequence[Path]) -> Path | None:
    """The one other file of a name: in the same folder, else in another; None where several might be it."""
    others = [other for other in alike if other != path]
    beside = [other for other in others if other.parent == path.parent]
    wanted = beside or others
    return wanted[0] if len(wanted) == 1 else None


def _by_folder_and_suffix(paths: Iterable[Path]) -> dict[tuple[Path, str], list[Path]]:
    groups: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for path in paths:
        groups[path.parent, path.suffix.lower()].append(path)
    return groups


_PLAIN_MODES = ("1", "L", "P")
_FEW_VALUES = 8


def _is_plainly_mask(path: Path, photograph: Path) -> bool:
    """Whether a file holds a few exact values with 0 among them, and an image of its size does not."""
    try:
        if probe_image(path).mode not in _PLAIN_MODES or _size_of(path) != _size_of(photograph):
            return False
        values = np.unique(read_image(path))
        return bool(values[0] == 0 and 1 < values.size <= _FEW_VALUES) and not _looks_like_mask(photograph)
    except ImageError:
        return False


def _size_of(path: Path) -> tuple[int, int]:
    info = probe_image(path)
    return info.width, info.height


def read_pairs(root: Path, files: Sequence[Path]) -> DataSet:
    """The images among ``files`` with their masks; looks into those whose names leave open what they are."""
    found = sort_out(root, files)
    data = DataSet([], [])
    photographs: dict[tuple[tuple[str, ...], str], Path] = {}
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for path in found.photographs:
        # 1.jpg and 1.bmp in one folder: the first by name takes the mask, always the same one.
        photographs.setdefault((_place(root, path), name_key(path.stem)), path)
        by_stem[name_key(path.stem)].append(path)
    for path in found.photographs:
        bare = bare_image_stem(path.stem)
        if bare != name_key(path.stem):
            photographs.setdefault((_place(root, path), bare), path)
            by_stem[bare].append(path)
    masks: dict[Path, list[MaskFile]] = defaultdict(list)
    for path in found.masks:
        photograph = _photograph_of(root, path, photographs, by_stem)
        if photograph is None:
            data.problems.append(ImportProblem(path, Message("import.no_image")))
            continue
        try:
            masks[photograph].append(MaskFile(checked_class_name(_class_of(root, path, photograph)), path))
        except ProjectError as error:
            data.problems.append(ImportProblem(path, error.message))
    for path in found.photographs:
        good = bool({name_key(part) for part in path.relative_to(root).parts[:-1]} & GOOD_FOLDERS)
        data.items.append(Item(path, tuple(masks.get(path, ())), good=good and path not in masks))
    return data


def _photograph_of(
    root: Path,
    mask: Path,
    photographs: dict[tuple[tuple[str, ...], str], Path],
    by_stem: dict[str, list[Path]],
) -> Path | None:
    for stem in image_stems(mask.stem):
        found = photographs.get((_place(root, mask), stem))
        if found is not None:
            return found
        # A name that is there only once needs no folder to match.
        if len(by_stem.get(stem, ())) == 1:
            return by_stem[stem][0]
    # A folder for each image, with a file for each of its objects.
    own = mask.parent
    if name_key(own.name) in SURE_FOLDERS and own != root:
        own = own.parent  # abc/images/abc.png and abc/masks/1.png
    alone = by_stem.get(name_key(own.name), [])
    return alone[0] if len(alone) == 1 else None


def _place(root: Path, path: Path) -> tuple[str, ...]:
    """The folders of a file without those that only say whether it is an image or a mask."""
    folders = (name_key(part) for part in path.relative_to(root).parts[:-1])
    return tuple(f for f in folders if f not in SURE_FOLDERS | LIKELY_FOLDERS | IMAGE_FOLDERS)


def _class_of(root: Path, mask: Path, photograph: Path) -> str:
    """The innermost folder that names a kind of defect."""
    general = SURE_FOLDERS | LIKELY_FOLDERS | IMAGE_FOLDERS | SPLIT_FOLDERS | GOOD_FOLDERS
    for path in (mask, photograph):
        folders = path.relative_to(root).parts[:-1]
        named = [
            f for f in folders if name_key(f) not in general and name_key(f) != name_key(photograph.stem)
        ]
        if named:
            return named[-1]
    return DEFECT


def _by_folder(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        folders[path.parent].append(path)
    return folders


def _looks_like_mask(path: Path) -> bool:
    """Whether nearly all pixels are black or of one brightness; small numbers for labels look black."""
    try:
        rgb = thumbnail(path, _GLANCE_SIDE)
    except ImageError:
        return False
    grey = rgb.max(axis=2).astype(np.int16)
    peak = int(grey.max())
    near = (grey <= 12) | (grey >= peak - 12)
    # Twelve levels of 255 let JPEG's noise pass. Some black must be there, or a white page would be a
    # mask.
    return bool(np.count_nonzero(near) >= _FEW_SHADES * grey.size and np.count_nonzero(grey <= 12) > 0)
