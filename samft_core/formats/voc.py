"""Pascal VOC, in and out: boxes in XML files, and indexed masks of classes and of objects.

Value k of an image in SegmentationObject is the k-th object of its XML file; 255 is the void border, which is
neither object nor background. Values of SegmentationClass are named by ``labelmap.txt``, as CVAT and datumaro
write it, or are VOC's own twenty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.files.atomic import write_text
from samft_core.files.file_names import name_key
from samft_core.files.limits import TEXT_BYTES
from samft_core.files.regular_files import open_regular, read_regular
from samft_core.files.strict_xml import read_xml
from samft_core.formats.annotated_images import (
    AnnotatedImage,
    DrawnBox,
    DrawnObject,
    bring_in_images,
    mask_area,
)
from samft_core.formats.image_finder import ImageFinder
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.text_encodings import decode
from samft_core.formats.whole_export import Object, export_whole
from samft_core.imaging.image_opening import check_bytes, open_image
from samft_core.imaging.masks import RleMask, mask_iou
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord

VOID = 255
"""The value of pixels that are neither object nor background."""

_CLASSES = "segmentationclass"
_OBJECTS = "segmentationobject"
_GLANCE = 4096
_GLANCES = 50
_TWENTY = (
    *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat"),
    *("chair", "cow", "diningtable", "dog", "horse", "motorbike", "person"),
    *("pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)


class VocError(SamftError):
    """A file of Pascal VOC's that is damaged."""

    exit_code = 3


def palette() -> NDArray[np.uint8]:
    """VOC's 256 colours, 256 x 3: each number's bits, dealt out to the channels from the highest bit down."""
    numbers = np.arange(256)
    colours = np.zeros((256, 3), np.uint8)
    for bit in range(8):
        for channel in range(3):
            colours[:, channel] |= (((numbers >> (3 * bit + channel)) & 1) << (7 - bit)).astype(np.uint8)
    return colours


# Reading


def recognises(source: SourceFiles) -> bool:
    """Whether there are XML files of VOC's, or indexed masks in its folders."""
    if any(_looks_like_voc(path) for path in source.with_ending(".xml")[:_GLANCES]):
        return True
    return any(name_key(path.parent.name) == _CLASSES for path in source.images)


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the images with their indexed masks; boxes of objects without one wait."""
    problems = intake.report.problems
    masks = [path for path in source.images if name_key(path.parent.name) in (_CLASSES, _OBJECTS)]
    photographs = [path for path in source.images if path not in set(masks)]
    by_name = {(name_key(path.parent.name), name_key(path.stem)): path for path in masks}
    names = _class_names(source, problems)
    files = [path for path in source.with_ending(".xml") if _looks_like_voc(path)]
    finder = ImageFinder(photographs)
    described = {name_key(path.stem) for path in files}
    images: list[AnnotatedImage] = []
    for path in files:
        try:
            root = read_xml(path, error=VocError)
            photograph = _photograph(finder, root, path)
            images.append(_annotated(path, photograph, root, by_name, names))
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
        except OSError as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=error)))
    for (folder, stem), path in by_name.items():
        if stem in described or (folder == _OBJECTS and (_CLASSES, stem) in by_name):
            continue
        try:
            photograph = finder.find(path.stem)
            images.append(_annotated(path, photograph, Element("annotation"), by_name, names))
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
    if not images and not problems:
        remedy = Message("remedy.choose_voc_folder")
        raise ImageError(Message("voc.no_files"), path=source.folder, remedy=remedy)
    bring_in_images(intake, images)
    named = {image.path for image in images}
    intake.add([path for path in photographs if path not in named])


def _looks_like_voc(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            glance = file.read(_GLANCE).replace(b"\0", b"")
    except OSError:
        return False
    return b"<annotation>" in glance or b"<annotation " in glance


def _photograph(finder: ImageFinder, root: Element, path: Path) -> Path:
    """The image of a file: by its own name first, which people keep, then by the name inside."""
    try:
        return finder.find(path.stem, beside=path.parent)
    except ImageError:
        return finder.find(root.findtext("filename", ""), beside=path.parent)


def _annotated(
    source: Path,
    photograph: Path,
    root: Element,
    masks: dict[tuple[str, str], Path],
    names: dict[int, str],
) -> AnnotatedImage:
    image = AnnotatedImage(source, photograph, _size(root))
    described = root.findall("object")
    stem = name_key(photograph.stem)
    of_objects = masks.get((_OBJECTS, stem))
    of_classes = masks.get((_CLASSES, stem))
    drawn = 0
    if of_objects is not None or of_classes is not None:
        classes = None if of_classes is None else indices_of(of_classes)
        objects = classes if of_objects is None else indices_of(of_objects)
        assert objects is not None  # one of the two is there
        values = [int(value) for value in np.unique(objects) if value not in (0, VOID)]
        if (objects == VOID).any():
            image.notes.append(Message("voc.void"))
        image.size = (objects.shape[0], objects.shape[1])
        for value in values:
            pixels = objects == value
            name = None
            if of_objects is not None and value <= len(described):
                name = described[value - 1].findtext("name")
            if not name:
                number = value if classes is None or of_objects is None else _most(classes, pixels)
                name = names.get(number)
                if name is None:
                    name = f"class {number}"
                    image.notes.append(Message("voc.class_unnamed", value=number, name=name))
            image.objects.append(DrawnObject(name, mask_area(RleMask.from_array(pixels))))
        drawn = max(values, default=0) if of_objects is not None else len(described)
    # Objects that have a mask have their box, too; only those beyond have nothing but a box.
    image.boxes = [_box(part) for part in described[drawn:]]
    return image


def _most(classes: NDArray[np.uint8], pixels: NDArray[np.bool_]) -> int:
    """The class that most of these pixels are of."""
    if classes.shape != pixels.shape:
        return 0
    counts = np.bincount(classes[pixels], minlength=256)
    counts[[0, VOID]] = 0
    return int(counts.argmax())


def _box(element: Element) -> DrawnBox:
    numbers = []
    for key in ("xmin", "ymin", "xmax", "ymax"):
        try:
            numbers.append(float(element.findtext(f"bndbox/{key}", "nan")))
        except ValueError:
            numbers.append(float("nan"))
    x0, y0, x1, y1 = numbers
    # VOC counts pixels from 1 and names the last one.
    return DrawnBox(element.findtext("name", ""), lambda _height, _width: (x0 - 1, y0 - 1, x1, y1))


def _size(root: Element) -> tuple[int, int] | None:
    try:
        height = int(root.findtext("size/height", ""))
        width = int(root.findtext("size/width", ""))
    except ValueError:
        return None
    return (height, width) if height > 0 and width > 0 else None


def indices_of(path: Path) -> NDArray[np.uint8]:
    """The H x W values of an indexed mask; colours count as the values that VOC gives them.

    Raises ImageError.
    """
    with open_image(path) as opened:
        check_bytes(path, opened.width * opened.height * 12)
        opened.load()
        if opened.mode in ("P", "L"):
            return np.asarray(opened)
        rgb = np.asarray(opened.convert("RGB")).astype(np.int32)
    codes = rgb @ np.array([1 << 16, 1 << 8, 1], np.int32)
    known = palette().astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    order = np.argsort(known)
    place = np.searchsorted(known[order], codes).clip(0, 255)
    found = order[place]
    # The pale border that VOC draws is the colour of 255; anything else that is unknown is no label.
    return np.asarray(np.where(known[found] == codes, found, 0), np.uint8)


def _class_names(source: SourceFiles, problems: list[ImportProblem]) -> dict[int, str]:
    for path in source.files:
        if path.name.lower() != "labelmap.txt":
            continue
        try:
            text, _ = decode(read_regular(path, limit=TEXT_BYTES, error=VocError))
        except (SamftError, OSError) as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=Message.of(error))))
            continue
        # name:colour:parts:actions, the background first.
        rows = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return {place: line.rsplit(":", 3)[0] for place, line in enumerate(rows) if place}
    return dict(enumerate(_TWENTY, start=1))


# Writing


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images: JPEGImages, Annotations, indexed masks, ``labelmap.txt``.

    Where objects overlap, a pixel is of the later one: the report tells it, and the lowest IoU. Raises
    ProjectError, PolicyError, CancelledError.
    """
    names = [record.name for record in project.classes.all()]

    def make(root: Path) -> _Files:
        return _Files(root, names)

    return export_whole(
        project,
        folder,
        make,
        images_in=lambda root, _image, _objects: root / "JPEGImages",
        on_progress=on_progress,
        cancel=cancel,
    )


class _Files:
    def __init__(self, root: Path, names: Sequence[str]) -> None:
        self._root = root
        self._names = names
        self._colours = palette()
        self._listed: dict[str, list[str]] = defaultdict(list)
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []
        if len(names) >= VOID:
            raise ProjectError(Message("voc.too_many"), path=root)
        for part in ("Annotations", "SegmentationClass", "SegmentationObject", "ImageSets/Segmentation"):
            (root / part).mkdir(parents=True)

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        if len(objects) >= VOID:
            self.problems.append(ImportProblem(image.path, Message("voc.too_many")))
            objects = objects[: VOID - 1]
        classes = np.zeros((image.height, image.width), np.uint8)
        places = np.zeros_like(classes)
        covered = 0
        for place, (class_name, packed) in enumerate(objects, start=1):
            mask = packed.to_array()
            places[mask] = place
            classes[mask] = self._names.index(class_name) + 1
            covered += packed.area
        if covered > np.count_nonzero(places):
            self.problems.append(ImportProblem(image.path, Message("voc.overlap"), left_out=False))
            ious = [
                mask_iou(places == at, packed.to_array()) for at, (_, packed) in enumerate(objects, start=1)
            ]
            self.lowest_iou = min(self.lowest_iou, *ious)
        if objects:
            self._save(self._root / "SegmentationClass" / f"{copy.stem}.png", classes)
            self._save(self._root / "SegmentationObject" / f"{copy.stem}.png", places)
            self._listed["default"].append(copy.stem)
        self._describe(image, copy, objects)
        self.masks += len(objects)

    def _save(self, path: Path, values: NDArray[Any]) -> None:
        picture = Image.fromarray(values)
        picture.putpalette(self._colours.tobytes())
        picture.save(path)

    def _describe(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        root = Element("annotation")
        SubElement(root, "folder").text = "JPEGImages"
        SubElement(root, "filename").text = copy.name
        size = SubElement(root, "size")
        for key, value in (("width", image.width), ("height", image.height), ("depth", 3)):
            SubElement(size, key).text = str(value)
        SubElement(root, "segmented").text = "1" if objects else "0"
        for class_name, packed in objects:
            element = SubElement(root, "object")
            SubElement(element, "name").text = class_name
            box = packed.box
            if box is None:
                continue
            bounds = SubElement(element, "bndbox")
            x0, y0, x1, y1 = map(int, box.as_tuple())
            for key, number in (("xmin", x0 + 1), ("ymin", y0 + 1), ("xmax", x1), ("ymax", y1)):
                SubElement(bounds, key).text = str(number)
        indent(root)
        write_text(self._root / "Annotations" / f"{copy.stem}.xml", tostring(root, encoding="unicode") + "\n")

    def finish(self) -> None:
        rows = ["# label:color_rgb:parts:actions", "background:0,0,0::"]
        for place, name in enumerate(self._names, start=1):
            red, green, blue = self._colours[min(place, VOID)].tolist()
            rows.append(f"{name}:{red},{green},{blue}::")
        write_text(self._root / "labelmap.txt", "\n".join(rows) + "\n")
        listed = "".join(f"{stem}\n" for stem in self._listed["default"])
        write_text(self._root / "ImageSets/Segmentation/default.txt", listed)
