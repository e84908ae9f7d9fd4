"""MVTec AD's layout of a category, in and out.

``train/good`` and ``test/good`` hold images free of defects, ``test/<class>`` images with one kind of defect,
and ``ground_truth/<class>/<name>_mask.png`` the mask of ``test/<class>/<name>.*``: 8-bit grey, 0 and 255.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samft_core import policy
from samft_core.atomic import write_bytes
from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.formats.copies import ImageCopies
from samft_core.formats.mask_files import read_mask
from samft_core.formats.report import ExportReport, ImportProblem, ImportReport
from samft_core.images import find_images
from samft_core.masks import Mask, RleMask
from samft_core.progress import CancelToken, OnProgress, Ticker, ignore_progress
from samft_core.prompts import Prompts
from samft_core.store.mirror import SUFFIX, mask_png
from samft_core.store.names import checked_class_name
from samft_core.store.project import NewAnnotation, Project
from samft_core.store.records import AnnotationState, ImageRecord, ImageState

GOOD = "good"

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One image of a category. ``class_name`` None means good; ``mask_path`` is where its mask should be."""

    path: Path
    class_name: str | None
    mask_path: Path | None


@dataclass(frozen=True, slots=True)
class Category:
    """What a category folder holds, and what in it cannot be used."""

    items: list[Item]
    problems: list[ImportProblem]


def read_category(folder: Path) -> Category:
    """List the images and masks of a category folder; reads no pixel. Raises ImageError where it is none."""
    if not (folder / "test").is_dir() and not (folder / "train").is_dir():
        remedy = "Choose the folder that holds test and ground_truth."
        raise ImageError("The folder is no MVTec AD category", path=folder, remedy=remedy)
    items: list[Item] = []
    problems: list[ImportProblem] = []
    for kind in [*_folders(folder / "train"), *_folders(folder / "test")]:
        class_name = None
        if kind.name.lower() != GOOD:
            if kind.parent.name == "train":
                problems.append(ImportProblem(kind, "train holds good images only; left out"))
                continue
            try:
                class_name = checked_class_name(kind.name)
            except ProjectError as error:
                problems.append(ImportProblem(kind, error.message))
                continue
        masks = folder / "ground_truth" / kind.name
        for path in find_images(kind, recursive=False):
            items.append(Item(path, class_name, None if class_name is None else masks / (path.stem + SUFFIX)))
    expected = {item.mask_path for item in items}
    for kind in _folders(folder / "ground_truth"):
        strays = (path for path in find_images(kind, recursive=False) if path not in expected)
        problems += [ImportProblem(path, "there is no image for this mask") for path in strays]
    return Category(items, problems)


def import_category(
    project: Project,
    folder: Path,
    *,
    copy: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add a category: its images, its masks as accepted annotations, its good images signed off.

    Each mask file becomes one annotation with the box of all its pixels. An image that already has
    annotations, or was signed off, is left as it is, so importing again adds only what is new. Raises
    ImageError, CancelledError (what was added stays).
    """
    category = read_category(folder)
    added = project.add_images(
        [i.path for i in category.items], copy=copy, on_progress=on_progress, cancel=cancel
    )
    problems = category.problems + [ImportProblem(image.path, image.reason) for image in added.unreadable]
    fresh = [
        (item, image) for item, image in _matched(project, category.items, added.sources) if _untouched(image)
    ]
    ticker = Ticker("masks", len(fresh), on_progress)
    good = annotations = 0
    for start in range(0, len(fresh), _BATCH):
        if cancel is not None:
            cancel.raise_if_cancelled()
        batch = fresh[start : start + _BATCH]
        free = [image.id for item, image in batch if item.class_name is None]
        project.sign_off_good(free)
        new = list(_annotations(batch, problems))
        if new:
            project.add_annotations(new)
        good, annotations = good + len(free), annotations + len(new)
        ticker.tick(count=len(batch))
    return ImportReport(len(added.added), len(added.skipped), good, annotations, problems)


def export(
    project: Project,
    folder: Path,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images as a category into ``folder``, which must hold none yet.

    Where the project requires review, only what was approved. Image files are copied byte for byte. The
    layout knows one mask a class and image: several annotations of
    one class are united, and an image with two classes appears under both. Good images go to ``train/good``
    where they came from one, else to ``test/good``. Raises ProjectError, PolicyError, CancelledError.
    """
    policy.require("export", project.inspector)
    _refuse_occupied(folder)
    by_image: dict[int, dict[str, Mask]] = defaultdict(dict)
    for annotation in project.ground_truth():
        masks, mask = by_image[annotation.image_id], annotation.mask.to_array()
        known = masks.get(annotation.class_name)
        masks[annotation.class_name] = mask if known is None else known | mask
    good = {image.id for image in project.good_images()}
    images = [image for image in project.images() if image.id in good or image.id in by_image]
    ticker = Ticker("export", len(images), on_progress)
    writer = _Writer(folder)
    for image in images:
        if cancel is not None:
            cancel.raise_if_cancelled()
        writer.write(image, by_image.get(image.id, {}))
        ticker.tick(image.name)
    return ExportReport(writer.copies.count, writer.masks, writer.problems)


class _Writer:
    """Writes images and their masks under names that are unique in each folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.copies = ImageCopies()
        self.masks = 0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, masks: dict[str, Mask]) -> None:
        if not image.path.is_file():
            self.problems.append(ImportProblem(image.path, "the image file is missing; left out"))
            return
        try:
            if not masks:
                origin = "train" if image.path.parent.parent.name == "train" else "test"
                self.copies.copy(image, self._folder / origin / GOOD)
            for class_name, mask in masks.items():
                stem = self.copies.copy(image, self._folder / "test" / class_name).stem
                target = self._folder / "ground_truth" / class_name / (stem + SUFFIX)
                target.parent.mkdir(parents=True, exist_ok=True)
                write_bytes(target, mask_png(mask))
                self.masks += 1
        except OSError as error:
            remedy = "Choose another folder, or free some space."
            raise ProjectError(
                f"The export cannot be written: {error}", path=self._folder, remedy=remedy
            ) from error


def _matched(
    project: Project, items: list[Item], sources: dict[Path, int]
) -> Iterator[tuple[Item, ImageRecord]]:
    images = {image.id: image for image in project.images()}
    for item in items:
        image_id = sources.get(item.path)
        if image_id is not None:
            yield item, images[image_id]


def _untouched(image: ImageRecord) -> bool:
    return image.state is ImageState.NEW


def _annotations(
    batch: list[tuple[Item, ImageRecord]], problems: list[ImportProblem]
) -> Iterator[NewAnnotation]:
    for item, image in batch:
        if item.class_name is None or item.mask_path is None:
            continue
        try:
            mask = _read_fitting(item.mask_path, image)
        except SamftError as error:
            problems.append(ImportProblem(item.mask_path, error.message))
            continue
        prompts = Prompts(box=mask.box)
        yield NewAnnotation(image.id, item.class_name, prompts, mask, state=AnnotationState.ACCEPTED)


def _read_fitting(path: Path, image: ImageRecord) -> RleMask:
    if not path.is_file():
        raise ImageError("the mask is missing", path=path)
    mask = read_mask(path)
    if mask.shape != (image.height, image.width):
        height, width = mask.shape
        raise ImageError(
            f"the mask has {width} x {height} pixels, its image {image.width} x {image.height}", path=path
        )
    if not np.any(mask):
        raise ImageError("the mask is empty", path=path)
    return RleMask.from_array(mask)


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _refuse_occupied(folder: Path) -> None:
    for part in ("train", "test", "ground_truth"):
        if (folder / part).is_dir() and any((folder / part).iterdir()):
            remedy = "Choose an empty folder."
            raise ProjectError(f"The folder already holds a {part} folder", path=folder, remedy=remedy)
