"""CVAT for images 1.1, in and out: one XML file about all images of a task.

A mask stands in its box, row by row, as runs of background and object in turn; masks come back equal to the
pixel. Shapes of one class and one ``group_id`` are one object, as CVAT's own COCO export takes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import ImageError, SamftError
from samft_core.files.atomic import write_bytes
from samft_core.files.file_names import name_key
from samft_core.files.limits import MAX_PIXELS
from samft_core.files.regular_files import open_regular
from samft_core.files.strict_xml import read_xml
from samft_core.formats.annotated_images import (
    AnnotatedImage,
    Area,
    Corners,
    DrawnBox,
    DrawnObject,
    bring_in_images,
    polygons_area,
)
from samft_core.formats.image_finder import ImageFinder
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.labelme_shapes import ShapeError
from samft_core.formats.mask_names import GOOD_FOLDERS
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.whole_export import Object, export_whole
from samft_core.imaging.masks import Mask, Patch, RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord

FILE = "annotations.xml"
"""What CVAT calls it in its archives."""

_GLANCE = 65_536
_LINES = ("polyline", "points", "cuboid", "skeleton")
# What an image element holds besides shapes.
_PASSED_OVER = ("attribute",)


class CvatError(SamftError):
    """An XML file that is none of CVAT's, or is damaged."""

    exit_code = 3


# Reading


def recognises(source: SourceFiles) -> bool:
    """Whether there is an XML file of CVAT's."""
    return any(_looks_like_cvat(path) for path in source.with_ending(".xml"))


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the images that the folder's XML files name, and its other images as new."""
    problems = intake.report.problems
    elements: list[tuple[Path, Element]] = []
    for path in source.with_ending(".xml"):
        if not _looks_like_cvat(path):
            continue
        try:
            elements += [(path, element) for element in _images_of(path)]
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
        except OSError as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=error)))
    if not elements:
        if problems:
            raise ImageError(problems[0].reason, path=problems[0].path)
        remedy = Message("remedy.choose_cvat_folder")
        raise ImageError(Message("cvat.no_files"), path=source.folder, remedy=remedy)
    finder = ImageFinder(source.images, (element.get("name", "") for _, element in elements))
    images: list[AnnotatedImage] = []
    for path, element in elements:
        try:
            found = finder.find(element.get("name", ""), beside=path.parent)
        except ImageError as error:
            problems.append(ImportProblem(path, error.message))
        else:
            images.append(_annotated(path, found, element))
    bring_in_images(intake, images)
    named = {image.path for image in images}
    intake.add([path for path in source.images if path not in named])


def _looks_like_cvat(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            # Without NULs UTF-16 looks like ASCII.
            glance = file.read(_GLANCE).replace(b"\0", b"")
    except OSError:
        return False
    return b"<annotations" in glance and any(word in glance for word in (b"<image", b"<track", b"<meta"))


def _images_of(path: Path) -> list[Element]:
    root = read_xml(path, error=CvatError)
    if root.tag != "annotations":
        raise CvatError(Message("cvat.no_files"), path=path)
    images = root.findall("image")
    if not images and root.find("track") is not None:
        raise CvatError(Message("cvat.video"), path=path)
    return images


def _annotated(source: Path, path: Path, element: Element) -> AnnotatedImage:
    image = AnnotatedImage(source, path, _size(element))
    groups: dict[tuple[str, str], list[Area]] = {}
    for place, shape in enumerate(element):
        if shape.tag in _PASSED_OVER:
            continue
        label = shape.get("label", "")
        try:
            if shape.tag == "tag":
                image.good = image.good or _is_good(label, image)
            elif shape.tag == "box" and not float(shape.get("rotation", "0") or 0):
                image.boxes.append(DrawnBox(label, _corners(shape)))
            else:
                group = shape.get("group_id", "0")
                key = f"alone {place}" if group in ("", "0") else f"group {group}"
                area = _area_of(shape)
                groups.setdefault((label, key), []).append(area)
        except ShapeError as error:
            image.left_out.append(Message.of(error))
        except ValueError:
            image.left_out.append(Message("shape.no_pairs", kind=shape.tag[:40]))
    image.objects = [DrawnObject(label, _any_of(areas)) for (label, _), areas in groups.items()]
    return image


def _is_good(label: str, image: AnnotatedImage) -> bool:
    if name_key(label) in GOOD_FOLDERS:
        return True
    image.notes.append(Message("cvat.tag", name=label[:80]))
    return False


def _size(element: Element) -> tuple[int, int] | None:
    try:
        height = int(element.get("height", ""))
        width = int(element.get("width", ""))
    except ValueError:
        return None
    return (height, width) if height > 0 and width > 0 else None


def _corners(shape: Element) -> Corners:
    x0, y0, x1, y1 = (float(shape.get(name, "nan")) for name in ("xtl", "ytl", "xbr", "ybr"))
    return lambda _height, _width: (x0, y0, x1, y1)


def _area_of(shape: Element) -> Area:
    if shape.tag == "mask":
        return _masked(shape)
    if shape.tag == "polygon":
        return polygons_area([_points(shape.get("points", ""))])
    if shape.tag == "box":
        return polygons_area([_turned_box(shape)])
    if shape.tag == "ellipse":
        return polygons_area([_ellipse(shape)])
    if shape.tag in _LINES:
        raise ShapeError(Message("shape.no_area", kind=shape.tag))
    raise ShapeError(Message("shape.unknown_kind", kind=shape.tag[:40]))


def _any_of(areas: Sequence[Area]) -> Area:
    def area(height: int, width: int) -> RleMask:
        if len(areas) == 1:
            return areas[0](height, width)
        whole = np.zeros((height, width), np.bool_)
        for area in areas:
            whole |= area(height, width).to_array()
        return RleMask.from_array(whole)

    return area


def _points(text: str) -> list[list[float]]:
    return [[float(number) for number in pair.split(",")] for pair in text.split(";") if pair.strip()]


def _turned(points: NDArray[np.float64], degrees: float, centre: tuple[float, float]) -> list[list[float]]:
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved: list[list[float]] = ((points - centre) @ turn + centre).tolist()
    return moved


def _turned_box(shape: Element) -> list[list[float]]:
    x0, y0, x1, y1 = (float(shape.get(name, "nan")) for name in ("xtl", "ytl", "xbr", "ybr"))
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    return _turned(corners, float(shape.get("rotation", "0")), ((x0 + x1) / 2, (y0 + y1) / 2))


def _ellipse(shape: Element) -> list[list[float]]:
    x, y, rx, ry = (float(shape.get(name, "nan")) for name in ("cx", "cy", "rx", "ry"))
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    points = np.stack((x + rx * np.cos(angles), y + ry * np.sin(angles)), axis=1)
    return _turned(points, float(shape.get("rotation", "0") or 0), (x, y))


def _masked(shape: Element) -> Area:
    left, top, columns, rows = (int(shape.get(name, "")) for name in ("left", "top", "width", "height"))
    runs = [int(run) for run in shape.get("rle", "").split(",") if run.strip()]
    # Before anything is made of them: a few digits can stand for any number of pixels.
    if min(columns, rows) < 1 or columns * rows > MAX_PIXELS or min(runs, default=-1) < 0:
        raise ShapeError(Message("coco.no_runs"))
    if sum(runs) != columns * rows:
        raise ShapeError(Message("mask.runs_do_not_fill", width=columns, height=rows))

    def area(height: int, width: int) -> RleMask:
        values = np.arange(len(runs)) % 2 == 1
        pixels = np.repeat(values, runs).reshape(rows, columns)
        inside = pixels[max(-top, 0) : max(height - top, 0), max(-left, 0) : max(width - left, 0)]
        patch = Patch(max(left, 0), max(top, 0), np.ascontiguousarray(inside))
        if not inside.any():
            raise ShapeError(Message("shape.covers_nothing", kind="mask"))
        return RleMask.from_patch(patch, height=height, width=width)

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
    """Write ground truth and good images: ``images`` and ``annotations.xml``, each object a mask.

    Good images bear the tag "good". Raises ProjectError, PolicyError, CancelledError.
    """
    names = [record.name for record in project.classes.all()]

    def make(root: Path) -> _Files:
        return _Files(root, names)

    return export_whole(project, folder, make, on_progress=on_progress, cancel=cancel)


class _Files:
    def __init__(self, root: Path, names: Sequence[str]) -> None:
        self._path = root / FILE
        self._root = Element("annotations")
        SubElement(self._root, "version").text = "1.1"
        labels = SubElement(SubElement(SubElement(self._root, "meta"), "task"), "labels")
        for name, kind in [*((name, "mask") for name in names), ("good", "tag")]:
            label = SubElement(labels, "label")
            SubElement(label, "name").text = name
            SubElement(label, "type").text = kind
            SubElement(label, "attributes")
        self._count = 0
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        element = SubElement(self._root, "image", id=str(self._count), name=copy.name)
        element.set("width", str(image.width))
        element.set("height", str(image.height))
        self._count += 1
        if not objects:
            SubElement(element, "tag", label="good", source="manual")
        for order, (class_name, mask) in enumerate(objects):
            box = mask.box
            if box is None:
                continue
            x0, y0, x1, y1 = map(int, box.as_tuple())
            SubElement(
                element,
                "mask",
                label=class_name,
                source="manual",
                occluded="0",
                rle=", ".join(_runs_by_rows(mask.cut(x0, y0, x1, y1))),
                left=str(x0),
                top=str(y0),
                width=str(x1 - x0),
                height=str(y1 - y0),
                z_order=str(order),
            )
            self.masks += 1

    def finish(self) -> None:
        indent(self._root)
        text = tostring(self._root, encoding="utf-8", xml_declaration=True)
        write_bytes(self._path, text + b"\n")


def _runs_by_rows(pixels: Mask) -> Iterator[str]:
    flat = pixels.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    # The first run is of background, with length 0 where the object begins at once.
    bounds = [0, *([0] if flat[0] else []), *edges.tolist(), flat.size]
    return (str(after - before) for before, after in pairwise(bounds))
