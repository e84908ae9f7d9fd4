"""VisA, in and out: ``Data/Images/{Normal,Anomaly}`` and ``Data/Masks/Anomaly`` for each object.

``image_anno.csv`` names the kinds of defect on each image. A mask's values tell them apart: which value is
which kind is learnt from images with one kind, or read from ``mask_values.csv``, which an export writes.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.files.atomic import write_bytes
from samft_core.files.file_names import name_key, safe_file_stem
from samft_core.files.limits import TEXT_BYTES
from samft_core.files.regular_files import read_regular
from samft_core.formats.annotated_images import AnnotatedImage, DrawnObject, bring_in_images, mask_area
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

TABLE = "image_anno.csv"
VALUES = "mask_values.csv"
DEFECT = "Anomaly"
"""The class of a mask whose kind no table names: its folder's."""

_MOST_VALUES = 255


class VisaError(SamftError):
    """A table of VisA's that cannot be read."""

    exit_code = 3


# Reading


@dataclass(slots=True)
class _Part:
    """One object's folder: its images and masks by their stems, and what its tables say."""

    normal: list[Path] = field(default_factory=list)
    anomalous: list[Path] = field(default_factory=list)
    masks: dict[str, Path] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)


def recognises(source: SourceFiles) -> bool:
    """Whether images lie in Data/Images/Anomaly with masks in Data/Masks."""
    return any(part.anomalous and part.masks for part in _parts(source).values())


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in every object's images: anomalies with a mask a kind, normal ones signed off as good."""
    parts = _parts(source)
    if not parts:
        remedy = Message("remedy.choose_visa_folder")
        raise ImageError(Message("visa.no_files"), path=source.folder, remedy=remedy)
    problems = intake.report.problems
    images: list[AnnotatedImage] = []
    for folder, part in sorted(parts.items()):
        _read_tables(folder, part, problems)
        named = part.values or _learnt(part)
        images += [AnnotatedImage(path, path, good=True) for path in part.normal]
        for path in part.anomalous:
            try:
                images.append(_anomalous(path, part, named))
            except ImageError as error:
                problems.append(ImportProblem(path, error.message))
    bring_in_images(intake, images)
    taken = {image.path for image in images} | {
        path for part in parts.values() for path in part.masks.values()
    }
    intake.add([path for path in source.images if path not in taken])


def _parts(source: SourceFiles) -> dict[Path, _Part]:
    found: dict[Path, _Part] = defaultdict(_Part)
    for path in source.images:
        keys = [name_key(part) for part in path.parts[-4:-1]]
        if len(path.parts) < 5 or keys[0] != "data":
            continue
        part = found[path.parents[3]]
        if keys[1] == "images" and keys[2] == "normal":
            part.normal.append(path)
        elif keys[1] == "images" and keys[2] == "anomaly":
            part.anomalous.append(path)
        elif keys[1] == "masks":
            part.masks[name_key(path.stem)] = path
    return {folder: part for folder, part in found.items() if part.normal or part.anomalous}


def _read_tables(folder: Path, part: _Part, problems: list[ImportProblem]) -> None:
    for name in (TABLE, VALUES):
        path = folder / name
        if not path.is_file():
            continue
        try:
            text, _ = decode(read_regular(path, limit=TEXT_BYTES, error=VisaError))
            rows = list(csv.DictReader(io.StringIO(text)))
        except (SamftError, OSError, csv.Error) as error:
            problems.append(ImportProblem(path, Message("file.unreadable", reason=Message.of(error))))
            continue
        for row in rows:
            label = row.get("label") or ""
            if name == TABLE and row.get("image"):
                stem = name_key(Path(str(row["image"]).replace("\\", "/")).stem)
                # Normal and anomalous images are numbered from 000 each.
                if name_key(label) != "normal":
                    part.kinds[stem] = [kind.strip() for kind in label.split(",") if kind.strip()]
            elif name == VALUES and (row.get("value") or "").isdecimal():
                part.values[int(row["value"])] = label


def _learnt(part: _Part) -> dict[int, str]:
    """Which value is which kind, by images with one kind alone; none where no image has several."""
    if all(len(kinds) < 2 for kinds in part.kinds.values()):
        return {}
    seen: dict[int, set[str]] = defaultdict(set)
    for stem, kinds in part.kinds.items():
        if len(kinds) != 1 or stem not in part.masks:
            continue
        try:
            for value in np.unique(_values_of(part.masks[stem])):
                seen[int(value)].add(kinds[0])
        except ImageError:
            continue  # said where its image is brought in
    return {value: kinds.pop() for value, kinds in seen.items() if value and len(kinds) == 1}


def _anomalous(path: Path, part: _Part, named: dict[int, str]) -> AnnotatedImage:
    """An image with a mask a kind of defect. Raises ImageError where its mask cannot be read."""
    stem = name_key(path.stem)
    mask = part.masks.get(stem)
    image = AnnotatedImage(mask or path, path)
    if mask is None:
        image.left_out.append(Message("mask_file.missing"))
        return image
    values = _values_of(mask)
    image.size = (values.shape[0], values.shape[1])
    kinds = part.kinds.get(stem) or [DEFECT]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for value in np.unique(values):
        if not value:
            continue
        kind = kinds[0] if len(kinds) == 1 else named.get(int(value), "")
        if not kind:
            kind = " + ".join(kinds)
            image.notes.append(Message("visa.several", names=", ".join(kinds)))
        by_kind[kind].append(int(value))
    for kind, numbers in by_kind.items():
        packed = RleMask.from_array(np.isin(values, numbers))
        image.objects.append(DrawnObject(kind, mask_area(packed)))
    if not by_kind:
        image.left_out.append(Message("mask_file.empty"))
    return image


def _values_of(path: Path) -> NDArray[np.uint8]:
    """The H x W values of a mask. Raises ImageError."""
    with open_image(path) as opened:
        check_bytes(path, opened.width * opened.height * 12)
        opened.load()
        plain = opened.mode in ("L", "P")
        pixels = np.asarray(opened) if plain else np.asarray(opened.convert("RGB")).max(axis=2)
    return np.asarray(pixels, np.uint8)


# Writing


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images as one object of VisA, named as the project.

    A mask holds a value a class: objects of one class are united, and where classes overlap, a pixel is of
    the later one, which the report tells. Raises ProjectError, PolicyError, CancelledError.
    """
    names = [record.name for record in project.classes.all()]
    name = safe_file_stem(project.name)

    def make(root: Path) -> _Files:
        return _Files(root, name, names)

    def images_in(root: Path, _image: ImageRecord, objects: Sequence[Object]) -> Path:
        return root / name / "Data" / "Images" / ("Anomaly" if objects else "Normal")

    return export_whole(project, folder, make, images_in=images_in, on_progress=on_progress, cancel=cancel)


class _Files:
    def __init__(self, root: Path, name: str, names: Sequence[str]) -> None:
        if len(names) > _MOST_VALUES:
            raise ProjectError(Message("voc.too_many"), path=root)
        self._root = root
        self._part = root / name
        self._names = names
        self._rows: list[tuple[str, str, str]] = []
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        shown = copy.relative_to(self._root).as_posix()
        if not objects:
            self._rows.append((shown, "normal", ""))
            return
        united: dict[str, NDArray[np.bool_]] = {}
        for class_name, packed in objects:
            mask = packed.to_array()
            united[class_name] = united[class_name] | mask if class_name in united else mask
        values = np.zeros((image.height, image.width), np.uint8)
        for class_name, mask in united.items():
            values[mask] = self._names.index(class_name) + 1
        for class_name, mask in united.items():
            iou = mask_iou(values == self._names.index(class_name) + 1, mask)
            if iou < 1:
                self.lowest_iou = min(self.lowest_iou, iou)
                self.problems.append(ImportProblem(image.path, Message("voc.overlap"), left_out=False))
        target = self._part / "Data" / "Masks" / "Anomaly" / f"{copy.stem}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(values).save(target)
        self._rows.append((shown, ",".join(united), target.relative_to(self._root).as_posix()))
        self.masks += len(united)

    def finish(self) -> None:
        self._part.mkdir(parents=True, exist_ok=True)
        _write_table(self._part / TABLE, [("image", "label", "mask"), *self._rows])
        values = [(str(place), name) for place, name in enumerate(self._names, start=1)]
        _write_table(self._part / VALUES, [("value", "label"), *values])


def _write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    write_bytes(path, text.getvalue().encode("utf-8"))
