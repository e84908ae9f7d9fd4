"""A folder of labelme 5 files, in and out: each image with a JSON file of its name beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samft_core import policy
from samft_core.atomic import write_json
from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.formats import labelme_file
from samft_core.formats.copies import ImageCopies
from samft_core.formats.labelme_file import LabelmeFile
from samft_core.formats.report import ExportReport, ImportProblem, ImportReport
from samft_core.masks import Mask, RleMask
from samft_core.progress import CancelToken, OnProgress, Ticker, ignore_progress
from samft_core.prompts import Prompts
from samft_core.store.names import checked_class_name
from samft_core.store.project import NewAnnotation, Project
from samft_core.store.records import AnnotationState, ImageRecord, ImageState


def export(
    project: Project,
    folder: Path,
    *,
    tolerance: float = 0.0,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images into ``folder``, which must be empty or new.

    Where the project requires review, only what was approved. Images are copied byte for byte. ``tolerance``
    (pixels) leaves corners out of polygons; the report tells the lowest IoU that remains, and 0 keeps every
    pixel. Raises ProjectError, PolicyError, CancelledError.
    """
    policy.require("export", project.inspector)
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError("The folder is not empty", path=folder, remedy="Choose an empty folder.")
    by_image: dict[int, list[tuple[str, Mask]]] = defaultdict(list)
    for annotation in project.ground_truth():
        by_image[annotation.image_id].append((annotation.class_name, annotation.mask.to_array()))
    good = {image.id for image in project.good_images()}
    images = [image for image in project.images() if image.id in good or image.id in by_image]
    ticker = Ticker("export", len(images), on_progress)
    writer = _Writer(folder, tolerance)
    for image in images:
        if cancel is not None:
            cancel.raise_if_cancelled()
        writer.write(image, by_image.get(image.id, []))
        ticker.tick(image.name)
    return ExportReport(writer.copies.count, writer.masks, writer.problems, writer.lowest_iou)


class _Writer:
    def __init__(self, folder: Path, tolerance: float) -> None:
        self._folder, self._tolerance = folder, tolerance
        self.copies = ImageCopies()
        self.masks, self.lowest_iou = 0, 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, objects: list[tuple[str, Mask]]) -> None:
        if not image.path.is_file():
            self.problems.append(ImportProblem(image.path, "the image file is missing; left out"))
            return
        shapes = []
        for group, (class_name, mask) in enumerate(objects, start=1):
            made, iou = labelme_file.shapes_of(class_name, mask, group=group, tolerance=self._tolerance)
            shapes += made
            self.lowest_iou = min(self.lowest_iou, iou)
        try:
            copy = self.copies.copy(image, self._folder)
            size = {"height": image.height, "width": image.width}
            data = labelme_file.document(copy.name, shapes, **size, good=not objects)
            write_json(copy.with_suffix(".json"), data)
        except OSError as error:
            remedy = "Choose another folder, or free some space."
            raise ProjectError(
                f"The export cannot be written: {error}", path=self._folder, remedy=remedy
            ) from error
        self.masks += len(objects)


@dataclass(frozen=True, slots=True)
class _Found:
    json: Path
    image: Path
    content: LabelmeFile


def import_labelme(
    project: Project,
    folder: Path,
    *,
    copy: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add the images that the folder's labelme files name, their objects as accepted annotations.

    An image that already has annotations, or was signed off, is left as it is. Shapes without area (points,
    lines) are left out and reported. Raises ImageError where there is no file, CancelledError.
    """
    problems: list[ImportProblem] = []
    found = list(_read_all(folder, problems))
    added = project.add_images([f.image for f in found], copy=copy, on_progress=on_progress, cancel=cancel)
    problems += [ImportProblem(image.path, image.reason) for image in added.unreadable]
    images = {image.id: image for image in project.images()}
    ticker = Ticker("masks", len(found), on_progress)
    good = annotations = 0
    for item in found:
        if cancel is not None:
            cancel.raise_if_cancelled()
        image_id = added.sources.get(item.image)
        if image_id is not None and images[image_id].state is ImageState.NEW:
            new = list(_annotations(item, images[image_id], problems))
            if new:
                project.add_annotations(new)
            elif item.content.good:
                project.sign_off_good([image_id])
                good += 1
            annotations += len(new)
        ticker.tick()
    return ImportReport(len(added.added), len(added.skipped), good, annotations, problems)


def _read_all(folder: Path, problems: list[ImportProblem]) -> Iterator[_Found]:
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        remedy = "Choose the folder that holds the .json files."
        raise ImageError("The folder holds no labelme files", path=folder, remedy=remedy)
    for path in files:
        try:
            content = labelme_file.read(path)
        except SamftError as error:
            problems.append(ImportProblem(path, error.message))
            continue
        for kind in content.left_out:
            problems.append(ImportProblem(path, f"a shape {kind!r} has no area; left out"))
        yield _Found(path, (folder / content.image_path).resolve(), content)


def _annotations(item: _Found, image: ImageRecord, problems: list[ImportProblem]) -> Iterator[NewAnnotation]:
    content = item.content
    if (content.height, content.width) != (image.height, image.width):
        sizes = f"{content.width} x {content.height} pixels, its image {image.width} x {image.height}"
        problems.append(ImportProblem(item.json, f"the file is for {sizes}"))
        return
    for label, mask in content.objects:
        try:
            class_name = checked_class_name(label)
        except ProjectError as error:
            problems.append(ImportProblem(item.json, error.message))
            continue
        if not mask.any():
            problems.append(ImportProblem(item.json, "the mask is empty"))
            continue
        packed = RleMask.from_array(mask)
        yield NewAnnotation(
            image.id, class_name, Prompts(box=packed.box), packed, state=AnnotationState.ACCEPTED
        )
