"""What a data set holds, whatever its layout: images, each with its masks, and how they come in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samft_core.errors import ImageError, SamftError
from samft_core.files.regular_files import open_regular
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.mask_files import orientation_of, read_objects, turned_mask
from samft_core.imaging.masks import Mask, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import Stage, Ticker
from samft_core.project.records import AnnotationState, ImageRecord, ImageState, NewAnnotation

# Images whose ground truth is written in one transaction; a cancel keeps the finished batches.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class MaskFile:
    """A file with the mask of a defect of this class."""

    class_name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Item:
    """One image of a data set; ``good`` where it says that the image is free of defects."""

    path: Path
    masks: tuple[MaskFile, ...] = ()
    good: bool = False


@dataclass(frozen=True, slots=True)
class DataSet:
    """What a folder holds, and what in it cannot be used."""

    items: list[Item]
    problems: list[ImportProblem]


def import_items(intake: Intake, data: DataSet) -> None:
    """Add the images, their masks as accepted annotations, and sign the good ones off.

    An image that already has annotations, or was signed off, is left as it is. Each image is decoded once:
    one that is damaged is named and left without ground truth. Raises CancelledError; what was added stays.
    """
    intake.report.problems += data.problems
    items = _merged(data.items, intake.report.problems)
    images = intake.add([item.path for item in items])
    fresh = [
        (item, images[item.path])
        for item in items
        if item.path in images and images[item.path].state is ImageState.NEW
    ]
    ticker = Ticker(Stage.MASKS, len(fresh), intake.on_progress)
    for start in range(0, len(fresh), _BATCH):
        new: list[NewAnnotation] = []
        good: list[int] = []
        for item, image in fresh[start : start + _BATCH]:
            intake.raise_if_cancelled()
            if not intake.decode(image):
                continue
            if item.good:
                good.append(image.id)
            new += _annotations(item, image, intake.report.problems)
        intake.sign_off(good)
        intake.annotate(new)
        ticker.tick(count=min(_BATCH, len(fresh) - start))


def _merged(items: Sequence[Item], problems: list[ImportProblem]) -> list[Item]:
    """The items, where a picture that lies under several classes is one image with all their masks.

    An export that knows one class per folder writes a picture with two defects twice. Equal files of one
    class stay apart: somebody took them for two images.
    """
    merged: dict[int, Item] = dict(enumerate(items))
    for places in _equal_files(items):
        first = places[0]
        for place in places[1:]:
            item = merged[first]
            other = items[place]
            classes = {mask.class_name for mask in item.masks}
            if item.good and other.good:
                continue
            if item.good != other.good:
                defect, good = (other, item) if item.good else (item, other)
                reason = Message("import.same_picture", name=_named(defect))
                problems.append(ImportProblem(good.path, reason))
                merged[first] = replace(defect, good=False)
            elif classes.isdisjoint(mask.class_name for mask in other.masks):
                merged[first] = replace(item, masks=item.masks + other.masks)
            else:
                continue
            del merged[place]
    return list(merged.values())


def _named(item: Item) -> str:
    return ", ".join(sorted({mask.class_name for mask in item.masks})) or item.path.parent.name


def _equal_files(items: Sequence[Item]) -> Iterator[list[int]]:
    """The places of items whose files are equal, byte for byte."""
    # Files of different size cannot be equal, so hardly any needs to be read for its digest.
    by_size: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        try:
            by_size[item.path.stat().st_size].append(place)
        except OSError:
            continue
    for candidates in by_size.values():
        # Only across folders: two equal files in one folder were put there as two.
        if len({items[place].path.parent for place in candidates}) < 2:
            continue
        by_content: dict[bytes, list[int]] = defaultdict(list)
        for place in candidates:
            digest = _file_digest(items[place].path)
            if digest is not None:
                by_content[digest].append(place)
        yield from (places for places in by_content.values() if len(places) > 1)


def _file_digest(path: Path) -> bytes | None:
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None  # reading it as an image will say so


def _annotations(item: Item, image: ImageRecord, problems: list[ImportProblem]) -> Iterator[NewAnnotation]:
    # Run lengths of equal masks are equal, so a set finds an object that two files hold.
    known: set[tuple[str, bytes]] = set()
    for mask_file in item.masks:
        try:
            masks = list(_fitting(mask_file.path, image, problems))
        except SamftError as error:
            problems.append(ImportProblem(mask_file.path, error.message))
            continue
        for mask in masks:
            if (mask_file.class_name, mask.counts) in known:
                problems.append(ImportProblem(mask_file.path, Message("import.same_mask")))
                continue
            known.add((mask_file.class_name, mask.counts))
            yield NewAnnotation(
                image.id,
                mask_file.class_name,
                Prompts(box=mask.box),
                mask,
                state=AnnotationState.ACCEPTED,
            )


def _fitting(path: Path, image: ImageRecord, problems: list[ImportProblem]) -> Iterable[RleMask]:
    """The objects of a mask file, which must be of its image's size. Raises ImageError."""
    if not path.is_file():
        raise ImageError(Message("mask_file.missing"), path=path)
    found, (height, width) = read_objects(path)
    notes = list(found.notes)
    objects: Iterable[Mask] = found.objects
    if (height, width) != (image.height, image.width):
        orientation = orientation_of(image.path)
        as_stored = (width, height) == (image.height, image.width)
        # A mask of the swapped size was drawn on the image as stored, by a program that did not turn
        # it. Only then is it turned, and only if the mask itself asks for no turn.
        if not as_stored or orientation not in (5, 6, 7, 8) or orientation_of(path) != 1:
            raise ImageError(
                Message(
                    "mask_file.other_size",
                    width=width,
                    height=height,
                    image_width=image.width,
                    image_height=image.height,
                ),
                path=path,
            )
        notes.append(Message("import.mask_turned"))
        objects = (turned_mask(mask, orientation) for mask in found.objects)
    if not found.objects:
        raise ImageError(Message("mask_file.empty"), path=path)
    problems += [ImportProblem(path, note, left_out=False) for note in notes]
    return [RleMask.from_array(mask) for mask in objects]
