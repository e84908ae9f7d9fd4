"""Label Studio's JSON, in and out: brushes as run lengths, outlines, ellipses and boxes.

A brush is a picture of four channels in its own run lengths: numbers of bits, packed without gaps. Its fourth
channel is the mask. Coordinates of outlines and boxes are per cent of the image's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import numpy as np

from samft_core.errors import ImageError, SamftError
from samft_core.files.atomic import write_json, write_text
from samft_core.files.file_names import name_key
from samft_core.files.regular_files import open_regular
from samft_core.files.strict_json import read_json
from samft_core.formats.annotated_images import (
    AnnotatedImage,
    Area,
    DrawnBox,
    DrawnObject,
    bring_in_images,
    polygons_area,
)
from samft_core.formats.brush_runs import brush_to_mask, mask_to_brush
from samft_core.formats.image_finder import ImageFinder
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.labelme_shapes import ShapeError
from samft_core.formats.mask_names import GOOD_FOLDERS
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.whole_export import Object, export_whole
from samft_core.imaging.masks import RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord

FILE = "tasks.json"
CONFIG = "label_config.xml"
_GLANCE = 65_536
_LOCAL = "/data/local-files/?d=images/"


class LabelStudioError(SamftError):
    """A JSON file that is none of Label Studio's, or is damaged."""

    exit_code = 3


# Reading


def recognises(source: SourceFiles) -> bool:
    """Whether there is a JSON file with tasks."""
    return any(_looks_like_tasks(path) for path in source.with_ending(".json"))


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the images that the folder's tasks name, and its other images as new."""
    problems = intake.report.problems
    tasks: list[tuple[Path, str, dict[str, Any]]] = []
    for path in source.with_ending(".json"):
        if not _looks_like_tasks(path):
            continue
        try:
            data = read_json(path, error=LabelStudioError, any_numbers=True)
            tasks += [(path, name, task) for name, task in _tasks_in(data)]
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
        except OSError as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=error)))
    if not tasks:
        if problems:
            raise ImageError(problems[0].reason, path=problems[0].path)
        remedy = Message("remedy.choose_label_studio_folder")
        raise ImageError(Message("label_studio.no_files"), path=source.folder, remedy=remedy)
    finder = ImageFinder(source.images, (name for _, name, _ in tasks))
    images: list[AnnotatedImage] = []
    for path, name, task in tasks:
        try:
            found = _find(finder, name, path.parent)
        except ImageError as error:
            problems.append(ImportProblem(path, error.message))
        else:
            images.append(_annotated(path, found, task))
    bring_in_images(intake, images)
    named = {image.path for image in images}
    intake.add([path for path in source.images if path not in named])


def _find(finder: ImageFinder, name: str, beside: Path) -> Path:
    try:
        return finder.find(name, beside=beside)
    except ImageError:
        # An upload bears eight characters in front of its name, which an export of the images may not.
        folder, _, last = name.rpartition("/")
        prefix, dash, rest = last.partition("-")
        if not dash or len(prefix) != 8 or not rest:
            raise
        return finder.find(f"{folder}/{rest}" if folder else rest, beside=beside)


def _looks_like_tasks(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            head = file.read(_GLANCE)
            file.seek(max(file.seek(0, 2) - _GLANCE, 0))
            glance = head + file.read(_GLANCE)
    except OSError:
        return False
    return b'"data"' in glance and (
        b'"annotations"' in glance or b'"result"' in glance or b'"completions"' in glance
    )


def _tasks_in(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for task in data if isinstance(data, list) else [data]:
        if not isinstance(task, dict):
            continue
        # One file an annotation, as the server keeps them, has the task inside.
        holder = task if isinstance(task.get("data"), dict) else task.get("task")
        values = holder.get("data") if isinstance(holder, dict) else None
        if not isinstance(values, dict):
            continue
        texts = [value for key, value in values.items() if isinstance(value, str)]
        name = values.get("image") if isinstance(values.get("image"), str) else next(iter(texts), "")
        yield str(name), task if "result" not in task else {"annotations": [task]}


def _annotated(source: Path, path: Path, task: dict[str, Any]) -> AnnotatedImage:
    image = AnnotatedImage(source, path)
    kept = [
        annotation
        for annotation in _dicts(task.get("annotations", task.get("completions")))
        if not annotation.get("was_cancelled")
    ]
    # The one that Label Studio itself was told to believe, else the first.
    kept.sort(key=lambda annotation: annotation.get("ground_truth") is not True)
    if len(kept) > 1:
        image.notes.append(Message("label_studio.others"))
    for drafts, holders in (
        (False, kept[:1]),
        (True, _dicts(task.get("predictions"))[:1] if not kept else []),
    ):
        for holder in holders:
            for region in _dicts(holder.get("result")):
                try:
                    _put(image, region, draft=drafts)
                except ShapeError as error:
                    image.left_out.append(Message.of(error))
    return image


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _put(image: AnnotatedImage, region: dict[str, Any], *, draft: bool) -> None:
    value = region.get("value")
    if not isinstance(value, dict):
        raise ShapeError(Message("shape.no_object"))
    if "choices" in value:
        good = isinstance(value["choices"], list) and any(
            name_key(str(c)) in GOOD_FOLDERS for c in value["choices"]
        )
        image.good = image.good or (good and not draft)
        return
    if image.size is None:
        image.size = _size(region)
    area = _area(value, region)
    if area is None and "rle" not in value and "points" not in value and "width" not in value:
        return  # a label without a shape: its brush stands in a region of its own
    name = _label(value)
    if area is not None:
        image.objects.append(DrawnObject(name, area, draft))
        return
    x, y, width, height = (_number(value, key) for key in ("x", "y", "width", "height"))

    def corners(rows: int, columns: int) -> tuple[float, float, float, float]:
        return (
            x * columns / 100,
            y * rows / 100,
            (x + width) * columns / 100,
            (y + height) * rows / 100,
        )

    image.boxes.append(DrawnBox(name, corners))


def _label(value: dict[str, Any]) -> str:
    for key in ("brushlabels", "polygonlabels", "rectanglelabels", "ellipselabels", "labels"):
        labels = value.get(key)
        if isinstance(labels, list) and labels and isinstance(labels[0], str):
            return labels[0]
    raise ShapeError(Message("shape.no_label"))


def _size(region: dict[str, Any]) -> tuple[int, int] | None:
    height = region.get("original_height")
    width = region.get("original_width")
    known = type(height) is int and type(width) is int and height > 0 and width > 0
    return (height, width) if known and type(height) is int and type(width) is int else None


def _number(value: dict[str, Any], key: str) -> float:
    number = value.get(key)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ShapeError(Message("shape.no_pairs", kind=key))
    return float(number)


def _area(value: dict[str, Any], region: dict[str, Any]) -> Area | None:
    """What a region covers; None where it is a box."""
    if "rle" in value:
        return _brushed(value["rle"], _size(region))
    if isinstance(value.get("points"), list):
        points = value["points"]
        return lambda height, width: polygons_area([_scaled(points, height, width)])(height, width)
    if "radiusX" in value:
        x, y, rx, ry = (_number(value, key) for key in ("x", "y", "radiusX", "radiusY"))
        angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
        ring = np.stack((x + rx * np.cos(angles), y + ry * np.sin(angles)), axis=1).tolist()
        return lambda height, width: polygons_area([_scaled(ring, height, width)])(height, width)
    if "width" in value and value.get("rotation") in (None, 0, 0.0):
        return None
    kind = str(region.get("type", "region"))[:40]
    raise ShapeError(Message("label_studio.unread_kind", kind=kind))


def _scaled(points: list[Any], height: int, width: int) -> list[list[float]]:
    try:
        ring = np.asarray(points, np.float64) * (width / 100, height / 100)
    except (TypeError, ValueError) as error:
        raise ShapeError(Message("shape.no_pairs", kind="polygon")) from error
    # A corner of a pixel, written in per cent, is that corner again.
    nearest = np.round(ring)
    scaled: list[list[float]] = np.where(np.abs(ring - nearest) < 1e-6, nearest, ring).tolist()
    return scaled


def _brushed(runs: Any, size: tuple[int, int] | None) -> Area:
    def area(height: int, width: int) -> RleMask:
        rows, columns = size or (height, width)
        return RleMask.from_array(brush_to_mask(runs, height=rows, width=columns))

    return area


# Writing


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images: ``images``, ``tasks.json`` and ``label_config.xml``.

    Objects are brushes; a good image has the choice "good". Image addresses are those of local storage with
    the folder as its document root. Raises ProjectError, PolicyError, CancelledError.
    """
    names = [record.name for record in project.classes.all()]

    def make(root: Path) -> _Files:
        return _Files(root, names)

    return export_whole(project, folder, make, on_progress=on_progress, cancel=cancel)


class _Files:
    def __init__(self, root: Path, names: Sequence[str]) -> None:
        self._root = root
        self._names = names
        self._tasks: list[dict[str, Any]] = []
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        result = [self._brush(image, place, *drawn) for place, drawn in enumerate(objects)]
        if not objects:
            value = {"choices": ["good"]}
            result.append(
                {"id": "good", "from_name": "state", "to_name": "image", "type": "choices", "value": value}
            )
        self._tasks.append(
            {
                "id": len(self._tasks) + 1,
                "data": {"image": _LOCAL + quote(copy.name)},
                "annotations": [{"result": result}],
            }
        )
        self.masks += len(objects)

    def _brush(self, image: ImageRecord, place: int, class_name: str, mask: RleMask) -> dict[str, Any]:
        return {
            "id": f"object{place}",
            "from_name": "label",
            "to_name": "image",
            "type": "brushlabels",
            "original_width": image.width,
            "original_height": image.height,
            "image_rotation": 0,
            "value": {"format": "rle", "rle": mask_to_brush(mask.to_array()), "brushlabels": [class_name]},
        }

    def finish(self) -> None:
        write_json(self._root / FILE, self._tasks)
        view = Element("View")
        SubElement(view, "Image", name="image", value="$image")
        labels = SubElement(view, "BrushLabels", name="label", toName="image")
        for name in self._names:
            SubElement(labels, "Label", value=name)
        choices = SubElement(view, "Choices", name="state", toName="image")
        SubElement(choices, "Choice", value="good")
        indent(view)
        write_text(self._root / CONFIG, tostring(view, encoding="unicode") + "\n")
