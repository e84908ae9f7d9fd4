"""COCO's JSON, in and out: images, categories, and annotations as run lengths, polygons or boxes.

Read are run lengths, compressed and not, polygons, boxes, and lists of results with scores, whose masks come
in as drafts: a model drew them. Written are run lengths with ``iscrowd`` 0, as trainers pass over what is 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from samft_core.errors import ImageError, SamftError
from samft_core.files.atomic import write_json
from samft_core.files.regular_files import open_regular
from samft_core.files.strict_json import read_json
from samft_core.formats.annotated_images import (
    AnnotatedImage,
    Area,
    DrawnBox,
    DrawnObject,
    bring_in_images,
    mask_area,
    polygons_area,
)
from samft_core.formats.image_finder import ImageFinder
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.labelme_shapes import ShapeError
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.whole_export import Object, export_whole
from samft_core.imaging import rle
from samft_core.imaging.masks import RleMask
from samft_core.imaging.polygons import simplify
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord

FILE = Path("annotations") / "instances_default.json"
"""Where an export writes: the name that CVAT and datumaro look for."""

Key = TypeVar("Key", int, str)

_GLANCE = 65_536
_RESULT_KEYS = (b'"image_id"', b'"category_id"')


class CocoError(SamftError):
    """A file that is none of COCO's, or is damaged."""

    exit_code = 3


# Reading


def recognises(source: SourceFiles) -> bool:
    """Whether there is a JSON file with COCO's lists."""
    return any(_looks_like_document(path) for path in source.with_ending(".json"))


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the images that the folder's COCO files name, and its other images as new."""
    documents, results = _read_all(source, intake.report.problems)
    if not documents and intake.report.problems:
        first = intake.report.problems[0]
        raise ImageError(first.reason, path=first.path)
    if not documents:
        remedy = Message("remedy.choose_coco_folder")
        raise ImageError(Message("coco.no_files"), path=source.folder, remedy=remedy)
    for path, items in results:
        _add_results(documents, path, items, intake.report.problems)
    finder = ImageFinder(
        source.images, (image.name for document in documents for image in document.images.values())
    )
    images: list[AnnotatedImage] = []
    ids: dict[Path, int] = {}
    for document in documents:
        for number, found in _located(document, finder, intake.report.problems):
            images.append(found)
            ids.setdefault(found.path, number)
    placed = bring_in_images(intake, images)
    of_images = {placed[path].id: number for path, number in ids.items() if path in placed}
    of_classes = {name: number for document in documents for number, name in document.categories.items()}
    intake.project.coco_ids.note(of_images, of_classes)
    named = {image.path for image in images}
    intake.add([path for path in source.images if path not in named])


@dataclass(slots=True)
class _Image:
    name: str
    size: tuple[int, int] | None
    good: bool
    annotations: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    """One file's lists, by their ids."""

    path: Path
    categories: dict[int, str]
    images: dict[int, _Image]


def _looks_like_document(path: Path) -> bool:
    glance = _glance(path)
    return b'"images"' in glance and (b'"annotations"' in glance or b'"categories"' in glance)


def _glance(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            head = file.read(_GLANCE)
            file.seek(max(file.seek(0, 2) - _GLANCE, 0))
            return head + file.read(_GLANCE)
    except OSError:
        return b""


def _read_all(
    source: SourceFiles, problems: list[ImportProblem]
) -> tuple[list[_Document], list[tuple[Path, list[Any]]]]:
    documents: list[_Document] = []
    results: list[tuple[Path, list[Any]]] = []
    for path in source.with_ending(".json"):
        glance = _glance(path)
        if not _looks_like_document(path) and not all(key in glance for key in _RESULT_KEYS):
            continue
        try:
            data = read_json(path, error=CocoError, any_numbers=True)
            if isinstance(data, list):
                results.append((path, data))
            else:
                documents.append(_document(path, data, problems))
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
        except OSError as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=error)))
    return documents, results


def _document(path: Path, data: Any, problems: list[ImportProblem]) -> _Document:
    if not isinstance(data, dict) or not isinstance(data.get("images"), list):
        raise CocoError(Message("coco.no_lists"), path=path)
    document = _Document(path, {}, {})
    left_out = 0
    for item in _items(data.get("categories", [])):
        number = item.get("id")
        name = item.get("name")
        if type(number) is int and isinstance(name, str):
            document.categories.setdefault(number, name)
    for item in _items(data["images"]):
        number = item.get("id")
        name = item.get("file_name")
        if type(number) is not int or not isinstance(name, str) or number in document.images:
            left_out += 1
            continue
        document.images[number] = _Image(name, _size(item), item.get("good") is True)
    for item in _items(data.get("annotations", [])):
        image = document.images.get(_key(item.get("image_id")))
        if image is None:
            left_out += 1
        else:
            image.annotations.append(item)
    if left_out:
        problems.append(ImportProblem(path, Message("coco.without_image", count=left_out)))
    return document


def _items(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (item if isinstance(item, dict) else {} for item in value)


def _key(value: Any) -> int:
    # Unhashable and foreign values mean no image; ids of COCO are not negative.
    return value if type(value) is int else -1


def _size(item: dict[str, Any]) -> tuple[int, int] | None:
    height = item.get("height")
    width = item.get("width")
    if type(height) is int and type(width) is int and height > 0 and width > 0:
        return height, width
    return None


def _add_results(
    documents: Sequence[_Document], path: Path, items: Iterable[Any], problems: list[ImportProblem]
) -> None:
    """Put a model's results to the images of the one document that has all their ids."""
    listed = list(_items(list(items)))
    wanted = {_key(item.get("image_id")) for item in listed}
    fitting = [document for document in documents if wanted & document.images.keys()]
    # Train and val number their images from 1 each; with both at hand nobody can say whose results these are.
    if len(fitting) > 1:
        fitting = [document for document in fitting if wanted <= document.images.keys()]
    if len(fitting) != 1:
        problems.append(ImportProblem(path, Message("coco.results_of_none")))
        return
    left_out = 0
    for item in listed:
        image = fitting[0].images.get(_key(item.get("image_id")))
        if image is None:
            left_out += 1
        else:
            image.annotations.append({**item, _RESULT: True})
    if left_out:
        problems.append(ImportProblem(path, Message("coco.without_image", count=left_out)))


_RESULT = "\0result"
"""Marks an annotation that came from a list of results; no file can hold such a key."""


def _located(
    document: _Document, finder: ImageFinder, problems: list[ImportProblem]
) -> Iterator[tuple[int, AnnotatedImage]]:
    for number, image in document.images.items():
        try:
            path = finder.find(image.name, beside=document.path.parent)
        except ImageError as error:
            problems.append(ImportProblem(document.path, error.message))
            continue
        found = AnnotatedImage(document.path, path, image.size, good=image.good)
        for item in image.annotations:
            try:
                _put(found, item, document.categories)
            except ShapeError as error:
                found.left_out.append(Message.of(error))
        yield number, found


def _put(found: AnnotatedImage, item: dict[str, Any], categories: dict[int, str]) -> None:
    name = categories.get(_key(item.get("category_id")))
    if name is None:
        raise ShapeError(Message("coco.no_category"))
    # A score stands in what a model said; people's annotations have none.
    draft = _RESULT in item or isinstance(item.get("score"), int | float)
    segmentation = item.get("segmentation")
    if segmentation:
        found.objects.append(DrawnObject(name, _area(segmentation), draft))
        return
    box = item.get("bbox")
    if not isinstance(box, list) or len(box) != 4 or not all(type(v) in (int, float) for v in box):
        raise ShapeError(Message("coco.no_segmentation"))
    x, y, width, height = map(float, box)
    found.boxes.append(DrawnBox(name, lambda _h, _w: (x, y, x + width, y + height)))


def _area(segmentation: Any) -> Area:
    if isinstance(segmentation, dict):
        return mask_area(_run_lengths(segmentation))
    if not isinstance(segmentation, list):
        raise ShapeError(Message("coco.no_segmentation"))
    # One flat list is a polygon, too, as some programs write it.
    flat = all(type(value) in (int, float) for value in segmentation)
    polygons = [_pairs(ring) for ring in ([segmentation] if flat else segmentation)]
    return polygons_area(polygons)


def _pairs(ring: Any) -> list[list[Any]]:
    if not isinstance(ring, list) or len(ring) % 2:
        raise ShapeError(Message("shape.no_pairs", kind="polygon"))
    return [list(pair) for pair in zip(ring[::2], ring[1::2], strict=True)]


def _run_lengths(data: dict[str, Any]) -> RleMask:
    counts = data.get("counts")
    size = data.get("size")
    try:
        if isinstance(counts, str):
            return RleMask.from_json({"size": size, "counts": counts})
        height, width = size if isinstance(size, list) and len(size) == 2 else (None, None)
        if not isinstance(counts, list) or type(height) is not int or type(width) is not int:
            raise ShapeError(Message("coco.no_segmentation"))
        if not all(type(run) is int and 0 <= run < 2**40 for run in counts):
            raise ShapeError(Message("coco.no_runs"))
        runs = np.asarray(counts, np.int64)
        # COCO writes no empty run at the end; equal masks must have equal texts.
        runs = runs[:-1] if runs.size > 1 and runs[-1] == 0 else runs
        return RleMask(height, width, rle.runs_to_text(runs))
    except SamftError as error:
        raise ShapeError(error.message) from error


# Writing


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images: ``images`` and ``annotations/instances_default.json``.

    Images and classes keep the ids that a COCO file gave them. With ``polygons`` in ``options`` objects
    without holes go as polygons, simplified by its ``tolerance``. Raises ProjectError, PolicyError,
    CancelledError.
    """
    names = [record.name for record in project.classes.all()]
    image_ids = _numbers([image.id for image in project.images.all()], project.coco_ids.images())
    class_ids = _numbers(names, project.coco_ids.classes())
    chosen = options or ExportOptions()

    def make(root: Path) -> _Files:
        return _Files(root, image_ids, class_ids, chosen)

    return export_whole(project, folder, make, on_progress=on_progress, cancel=cancel)


def _numbers(keys: Sequence[Key], known: dict[Key, int]) -> dict[Key, int]:
    """An id for each key: the one it came with, else the next that nobody has, from 1 on."""
    taken = set(known.values())
    numbers = dict(known)
    free = 1
    for key in keys:
        if key in numbers:
            continue
        while free in taken:
            free += 1
        numbers[key] = free
        taken.add(free)
    return numbers


class _Files:
    def __init__(
        self, root: Path, image_ids: dict[int, int], class_ids: dict[str, int], options: ExportOptions
    ) -> None:
        self._root = root
        self._image_ids = image_ids
        self._class_ids = class_ids
        self._options = options
        self._images: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        number = self._image_ids[image.id]
        entry: dict[str, Any] = {
            "id": number,
            "file_name": copy.name,
            "height": image.height,
            "width": image.width,
        }
        if not objects:
            # COCO has no word for "looked at and free of defects"; other readers pass over the entry.
            entry["good"] = True
        self._images.append(entry)
        for class_name, mask in objects:
            self._annotations.append(self._annotation(number, class_name, mask))
            self.masks += 1

    def _annotation(self, image_id: int, class_name: str, mask: RleMask) -> dict[str, Any]:
        box = mask.box
        x0, y0, x1, y1 = (0.0, 0.0, 0.0, 0.0) if box is None else box.as_tuple()
        return {
            "id": len(self._annotations) + 1,
            "image_id": image_id,
            "category_id": self._class_ids[class_name],
            "segmentation": self._segmentation(mask),
            "area": mask.area,
            "bbox": [x0, y0, x1 - x0, y1 - y0],
            "iscrowd": 0,
        }

    def _segmentation(self, mask: RleMask) -> Any:
        if not self._options.polygons:
            return mask.to_json()
        simplified = simplify(mask.to_array(), self._options.tolerance)
        if any(polygon.holes for polygon in simplified.polygons):
            # COCO's polygons have no holes.
            return mask.to_json()
        self.lowest_iou = min(self.lowest_iou, simplified.iou)
        return [polygon.outer.ravel().tolist() for polygon in simplified.polygons]

    def finish(self) -> None:
        by_id = sorted((number, name) for name, number in self._class_ids.items())
        data = {
            "info": {},
            "licenses": [],
            "categories": [{"id": number, "name": name} for number, name in by_id],
            "images": self._images,
            "annotations": self._annotations,
        }
        path = self._root / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        write_json(path, data)
