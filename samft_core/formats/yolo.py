"""YOLO's label files, in and out: a text beside each image, a row an object, relative to the image's size.

A row of a class and four numbers is a box; more numbers are the corners of an outline. Outlines have no holes
and no parts: an export cuts a hole in with a seam, which encloses nothing, and writes a row a part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from samft_core.errors import ImageError, SamftError
from samft_core.files.atomic import write_text
from samft_core.files.file_names import name_key
from samft_core.files.limits import TEXT_BYTES
from samft_core.files.regular_files import open_regular, read_regular
from samft_core.formats.annotated_images import (
    AnnotatedImage,
    Area,
    DrawnBox,
    DrawnObject,
    bring_in_images,
    polygons_area,
)
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.text_encodings import decode
from samft_core.formats.whole_export import Object, export_whole
from samft_core.imaging.masks import RleMask, mask_iou
from samft_core.imaging.polygon_fill import Ring
from samft_core.imaging.polygons import Polygon, fill_polygons, simplify
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord

_GLANCE = 4096
_GLANCES = 200
_ROW = re.compile(r"^\d+(?:\s+[-+.\deE]+){4,}\s*$")
_LISTS = (
    "classes.txt",
    "obj.names",
    "labels.txt",
    "class_names.txt",
    "_darknet.labels",
    "predefined_classes.txt",
)
_NUMBERED = re.compile(r"^\s*(\d+)\s*:\s*(.+?)\s*$")
_DIGITS = 10
"""Decimals of a coordinate: no corner of any image that is read moves by a thousandth of a pixel."""


class YoloError(SamftError):
    """A label file or list of classes that cannot be read."""

    exit_code = 3


# Reading


def recognises(source: SourceFiles) -> bool:
    """Whether texts bear the names of images and hold rows as YOLO's do."""
    texts = [path for path in source.with_ending(".txt") if name_key(path.stem) in source.image_stems]
    return any(_looks_like_rows(path) for path in texts[:_GLANCES])


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the images with the outlines and boxes of their label files."""
    problems = intake.report.problems
    images: list[AnnotatedImage] = []
    names = _class_names(source, problems)
    for path, label_file in _pairs(source):
        image = AnnotatedImage(label_file, path)
        try:
            _read_rows(image, names)
        except SamftError as error:
            problems.append(ImportProblem(label_file, error.message))
        except OSError as error:
            problems.append(ImportProblem(label_file, Message("file.unreadable", reason=error)))
        else:
            images.append(image)
    if not images and not problems:
        remedy = Message("remedy.choose_yolo_folder")
        raise ImageError(Message("yolo.no_files"), path=source.folder, remedy=remedy)
    if not names:
        problems.append(ImportProblem(source.folder, Message("yolo.no_names"), left_out=False))
    bring_in_images(intake, images)
    named = {image.path for image in images}
    intake.add([path for path in source.images if path not in named])


def _looks_like_rows(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            first = file.read(_GLANCE).decode("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return False
    return bool(first) and _ROW.match(first[0]) is not None


def _pairs(source: SourceFiles) -> Iterator[tuple[Path, Path]]:
    """Each image with its label file: in the folder "labels" that corresponds to "images", or beside it."""
    texts = {_key(path): path for path in source.with_ending(".txt")}
    for image in source.images:
        parts = list(image.relative_to(source.folder).parts)
        for place in reversed(range(len(parts) - 1)):
            # The innermost "images" first; elsewhere in a path the word may mean something else.
            if name_key(parts[place]) == "images":
                parts[place] = "labels"
                break
        for candidate in (source.folder.joinpath(*parts), image, image.parent / "labels" / image.name):
            found = texts.get(_key(candidate))
            if found is not None:
                yield image, found
                break


def _key(path: Path) -> tuple[str, ...]:
    return (*(name_key(part) for part in path.parent.parts), name_key(path.stem))


def _read_rows(image: AnnotatedImage, names: dict[int, str]) -> None:
    text, encoding = decode(read_regular(image.source, limit=TEXT_BYTES, error=YoloError))
    if encoding is not None:
        image.notes.append(Message("labelme.read_as", encoding=encoding))
    for line in text.splitlines():
        fields = line.split()
        if not fields:
            continue
        try:
            number = int(fields[0])
            values = [float(field) for field in fields[1:]]
        except ValueError:
            image.left_out.append(Message("yolo.row"))
            continue
        name = names.get(number, f"class {number}")
        # Five numbers are a box with a detector's score; outlines are pairs, so the two never meet.
        if len(values) in (4, 5):
            image.boxes.append(_box(name, values))
        elif len(values) >= 6 and len(values) % 2 == 0:
            image.objects.append(DrawnObject(name, _outline(values)))
        else:
            image.left_out.append(Message("yolo.row"))


def _box(name: str, values: Sequence[float]) -> DrawnBox:
    x, y, w, h = values[:4]

    def corners(height: int, width: int) -> tuple[float, float, float, float]:
        half_width = w * width / 2
        half_height = h * height / 2
        return (
            x * width - half_width,
            y * height - half_height,
            x * width + half_width,
            y * height + half_height,
        )

    return DrawnBox(name, corners)


def _outline(values: Sequence[float]) -> Area:
    def area(height: int, width: int) -> RleMask:
        ring = np.asarray(values, np.float64).reshape(-1, 2) * (width, height)
        # A corner of a pixel, written with ten decimals, is that corner again.
        nearest = np.round(ring)
        ring = np.where(np.abs(ring - nearest) < 1e-4, nearest, ring)
        return polygons_area([ring.tolist()])(height, width)

    return area


def _class_names(source: SourceFiles, problems: list[ImportProblem]) -> dict[int, str]:
    """The classes by their numbers, as a list or a YAML file beside the data names them."""
    for path in source.files:
        try:
            if path.name.lower() in _LISTS:
                lines = _text(path).splitlines()
                return {place: line.strip() for place, line in enumerate(lines) if line.strip()}
            if path.suffix.lower() in (".yaml", ".yml"):
                names = names_in_yaml(_text(path))
                if names:
                    return names
        except (SamftError, OSError) as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=Message.of(error))))
    return {}


def _text(path: Path) -> str:
    return decode(read_regular(path, limit=TEXT_BYTES, error=YoloError))[0]


def names_in_yaml(text: str) -> dict[int, str]:
    """The entry ``names`` of a data set's YAML: a list in brackets or of dashes, or numbers with names.

    These three are all that YOLO's tools write, and a whole reader of YAML can be made to build objects.
    """
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if line.startswith("names:")), None)
    if start is None:
        return {}
    rest = lines[start].removeprefix("names:").strip()
    if rest.startswith(("[", "{")):
        closing = "]" if rest[0] == "[" else "}"
        for line in lines[start + 1 :]:
            if closing in rest:
                break
            rest += " " + line.strip()
        items = [item.strip() for item in rest[1 : rest.find(closing)].split(",") if item.strip()]
        if closing == "}":
            return dict(pair for item in items if (pair := _numbered(item)) is not None)
        return {place: _unquoted(item) for place, item in enumerate(items)}
    found: dict[int, str] = {}
    for line in lines[start + 1 :]:
        if line.strip().startswith("- "):
            found[len(found)] = _unquoted(line.strip()[2:])
        elif line.startswith((" ", "\t")):
            pair = _numbered(line)
            if pair is not None:
                found[pair[0]] = pair[1]
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return found


def _numbered(item: str) -> tuple[int, str] | None:
    match = _NUMBERED.match(item)
    return None if match is None else (int(match[1]), _unquoted(match[2]))


def _unquoted(text: str) -> str:
    text = text.strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1].replace("''", "'")
    return text.split(" #")[0].strip()


# Writing


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images: ``images``, ``labels`` and ``data.yaml``, each part an outline.

    The report tells the lowest IoU of what the rows enclose with what was meant, and names objects of several
    parts. Raises ProjectError, PolicyError, CancelledError.
    """
    names = [record.name for record in project.classes.all()]
    chosen = options or ExportOptions()

    def make(root: Path) -> _Files:
        return _Files(root, names, chosen.tolerance)

    return export_whole(project, folder, make, on_progress=on_progress, cancel=cancel)


class _Files:
    def __init__(self, root: Path, names: Sequence[str], tolerance: float) -> None:
        self._root = root
        self._names = names
        self._numbers = {name: place for place, name in enumerate(names)}
        self._tolerance = tolerance
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        rows: list[str] = []
        for class_name, packed in objects:
            mask = packed.to_array()
            rings = [_with_seams(polygon) for polygon in simplify(mask, self._tolerance).polygons]
            if len(rings) > 1:
                message = Message("yolo.parts", count=len(rings))
                self.problems.append(ImportProblem(image.path, message, left_out=False))
            written = [Polygon(ring) for ring in rings]
            filled = fill_polygons(written, height=image.height, width=image.width)
            self.lowest_iou = min(self.lowest_iou, mask_iou(filled, mask))
            for ring in rings:
                values = (ring / (image.width, image.height)).ravel()
                numbers = " ".join(f"{value:.{_DIGITS}f}" for value in values)
                rows.append(f"{self._numbers[class_name]} {numbers}")
            self.masks += 1
        folder = self._root / "labels"
        folder.mkdir(exist_ok=True)
        # Also for good images: an empty file is how trainers know an image without objects.
        write_text(folder / f"{copy.stem}.txt", "".join(f"{row}\n" for row in rows))

    def finish(self) -> None:
        lines = [
            f"  {place}: {json.dumps(name, ensure_ascii=False)}\n" for place, name in enumerate(self._names)
        ]
        write_text(self._root / "data.yaml", "path: .\ntrain: images\nval: images\nnames:\n" + "".join(lines))


def _with_seams(polygon: Polygon) -> Ring:
    """One ring that encloses what a polygon with holes does: each hole is reached over a seam and back."""
    ring = polygon.outer
    for hole in polygon.holes:
        # The nearest pair of corners; the seam is walked twice, so that it turns over no pixel.
        apart = ((ring[:, None, :] - hole[None, :, :]) ** 2).sum(axis=2)
        at, start = np.unravel_index(int(apart.argmin()), apart.shape)
        around = np.concatenate([hole[start:], hole[: start + 1]])
        ring = np.concatenate([ring[: at + 1], around, ring[at:]])
    return ring
