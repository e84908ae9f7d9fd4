"""Reading a category as MVTec AD lays one out, and the data sets that follow it with names of their own.

``train/good`` and ``test/good`` hold images free of defects, ``test/<class>`` images with one kind of defect,
``ground_truth/<class>/<name>_mask.png`` the mask of ``test/<class>/<name>.*``. Read as well:

- folders in any case, and "ok" or "normal" for good (BTAD, VisA);
- masks that bear their image's name, with or without an ending, in any format that can be read;
- several masks of an image in a folder of its name (MVTec LOCO AD);
- photographs in ``rgb`` and masks in ``gt`` inside each kind (MVTec 3D-AD);
- ``validation``, ``test_public`` with its ``ground_truth`` inside, and ``test_private``, for which nobody has
  masks (MVTec AD 2).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from samft_core.errors import ImageError, ProjectError
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.formats.dataset_items import DataSet, Item, MaskFile
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.mask_names import GOOD_FOLDERS, SURE_FOLDERS, image_stems
from samft_core.imaging.image_files import find_images
from samft_core.messages.message import Message

GOOD = "good"

_GOOD_PARTS = ("train", "validation", "val")
_MIXED_PARTS = ("test", "test_public")
_UNKNOWN_PARTS = ("test_private", "test_private_mixed")


def is_category(folder: Path) -> bool:
    """Whether a folder holds kinds of images below train or test, and good ones or masks among them."""
    parts = _parts(folder)
    tested = [kind for name in _MIXED_PARTS if name in parts for kind in _folders(parts[name])]
    trained = [kind for name in _GOOD_PARTS if name in parts for kind in _folders(parts[name])]
    has_good = any(_is_good(kind) for kind in (*tested, *trained))
    has_masks = any(any(_folders(root)) for root in _mask_roots(parts))
    # Both, because many folders are called "test"; what makes a category is good images or masks beside
    # it.
    return bool(tested) and (has_good or has_masks)


def read_category(folder: Path) -> DataSet:
    """List the images and masks of a category folder; reads no pixel. Raises ImageError where it is none."""
    parts = _parts(folder)
    if not any(name in parts for name in (*_GOOD_PARTS, *_MIXED_PARTS)):
        remedy = Message("remedy.choose_category")
        raise ImageError(Message("mvtec.no_category"), path=folder, remedy=remedy)
    found = DataSet([], [])
    masks = _Masks()
    roots = _mask_roots(parts)
    for root in roots:
        masks.read(root)
    for name in (*_GOOD_PARTS, *_MIXED_PARTS):
        if name not in parts:
            continue
        for kind in _folders(parts[name]):
            if kind not in roots:
                _read_kind(kind, masks, found, good_only=name in _GOOD_PARTS)
        found.items.extend(Item(path) for path in find_images(parts[name], recursive=False))
    for name in _UNKNOWN_PARTS:
        if name in parts:
            found.items.extend(Item(path) for path in find_images(parts[name]))
    found.problems.extend(ImportProblem(path, Message("import.no_image")) for path in masks.strays())
    return found


@dataclass(slots=True)
class _Masks:
    """Mask files by the kind of defect and the image that they belong to."""

    _files: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    _claimed: set[Path] = field(default_factory=set)

    def read(self, root: Path) -> None:
        """Note the files of each kind, also those in a folder for each image, and those of no kind."""
        for kind in _folders(root):
            self._files[name_key(kind.name)] += find_images(kind)
        self._files[""] += find_images(root, recursive=False)

    def add(self, kind: Path, folder: Path) -> None:
        """Note the masks of a kind that lie in a folder of their own."""
        self._files[name_key(kind.name)] += find_images(folder, recursive=False)

    def known(self, kind: Path) -> bool:
        """Whether there are masks for images of this kind."""
        return name_key(kind.name) in self._files

    def of(self, kind: Path, images: list[Path]) -> dict[Path, list[Path]]:
        """The masks of each image of a kind; a mask that bears an image's whole name is no other's."""
        stems = {name_key(image.stem): image for image in images}
        found: dict[Path, list[Path]] = defaultdict(list)
        for path in [*self._files.get(name_key(kind.name), ()), *self._files.get("", ())]:
            folder = "" if name_key(path.parent.name) == name_key(kind.name) else name_key(path.parent.name)
            # The surest name first: a folder of the image's name, then its whole name, then without an
            # ending; an image called 000_mask keeps its mask 000_mask.png.
            for key in (folder, *image_stems(path.stem)):
                if key in stems and path not in self._claimed:
                    found[stems[key]].append(path)
                    self._claimed.add(path)
        return found

    def strays(self) -> list[Path]:
        """Files that no image claimed."""
        return [path for files in self._files.values() for path in files if path not in self._claimed]


def _read_kind(kind: Path, masks: _Masks, found: DataSet, *, good_only: bool) -> None:
    inner = _parts(kind)
    # MVTec 3D-AD: the photographs beside their point clouds, which are pictures, too, and the masks.
    images = find_images(inner.get("rgb", kind), recursive=False)
    # A class may be called "ok" or "normal": where it has masks, it is one.
    if name_key(kind.name) == GOOD or (_is_good(kind) and not masks.known(kind)):
        found.items.extend(Item(path, good=True) for path in images)
        return
    if "rgb" in inner and "gt" in inner:
        masks.add(kind, inner["gt"])
    # A defect among images to learn from: without masks nobody can say which of the two was meant.
    if good_only and not masks.known(kind):
        reason = Message("import.good_only", folder=kind.parent.name)
        found.problems.append(ImportProblem(kind, reason))
        return
    try:
        class_name = checked_class_name(kind.name)
    except ProjectError as error:
        found.problems.append(ImportProblem(kind, error.message))
        return
    of_images = masks.of(kind, images)
    for path in images:
        files = of_images.get(path, [])
        if not files and not good_only:
            reason = Message("import.mask_expected", name=path.stem, folder=kind.name)
            found.problems.append(ImportProblem(path, reason))
        found.items.append(Item(path, tuple(MaskFile(class_name, file) for file in files)))


def _is_good(kind: Path) -> bool:
    return name_key(kind.name) in GOOD_FOLDERS


def _parts(folder: Path) -> dict[str, Path]:
    """The folders in a category by their names without case."""
    return {name_key(path.name): path for path in _folders(folder)}


def _mask_roots(parts: dict[str, Path]) -> list[Path]:
    """Where masks lie: beside the parts, or else inside one; beside them, a class may be called so."""
    beside = [path for path in parts.values() if name_key(path.name) in SURE_FOLDERS]
    inside = [path for name in _MIXED_PARTS if name in parts for path in _folders(parts[name])]
    return beside or [path for path in inside if name_key(path.name) in SURE_FOLDERS]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []  # finding the images in it will say why
