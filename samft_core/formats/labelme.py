"""Folders of labelme files, in and out: each image with a JSON file of its name beside it."""

from __future__ import annotations

import contextlib
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.files.atomic import write_json
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.formats import labelme_document, labelme_file
from samft_core.formats.atomic_export import whole_folder
from samft_core.formats.detection import files_of
from samft_core.formats.image_copies import ImageCopies
from samft_core.formats.import_report import ExportReport, ImportProblem, ImportReport
from samft_core.formats.intact_images import intact_images
from samft_core.formats.intake import Intake
from samft_core.formats.labelme_file import LabelmeFile, looks_like_labelme
from samft_core.formats.labelme_images import find_image, unpack_image
from samft_core.formats.pairs import sort_out
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.formats.unread_files import not_read
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.containment import require_elsewhere
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageRecord, ImageState, NewAnnotation
from samft_core.security import it_policy


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images into ``folder``, which must be empty or new.

    Where the project requires review, only what was approved. Images are copied byte for byte. A tolerance
    in ``options`` leaves corners out of polygons; the report tells the lowest IoU that remains, and 0 keeps
    every pixel. It appears whole or not at all. Raises ProjectError, PolicyError, CancelledError.
    """
    it_policy.require("export", project.inspector)
    require_elsewhere(folder, project.folder)
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError(Message("folder.not_empty"), path=folder, remedy=Message("remedy.choose_empty"))
    by_image: dict[int, list[tuple[str, RleMask]]] = defaultdict(list)
    for annotation in project.annotations.ground_truth():
        by_image[annotation.image_id].append((annotation.class_name, annotation.mask))
    good = {image.id for image in project.reviews.good_images()}
    images = [image for image in project.images.all() if image.id in good or image.id in by_image]
    images, problems = intact_images(project, images, on_progress=on_progress, cancel=cancel)
    ticker = Ticker(Stage.EXPORT, len(images), on_progress)
    with whole_folder(folder, remembering=project.unfinished) as unfinished:
        writer = _Writer(unfinished, (options or ExportOptions()).tolerance)
        writer.problems += problems
        for image in images:
            if cancel is not None:
                cancel.raise_if_cancelled()
            writer.write(image, by_image.get(image.id, []))
            ticker.tick(image.name)
    return ExportReport(writer.copies.count, writer.masks, writer.problems, writer.lowest_iou)


class _Writer:
    def __init__(self, folder: Path, tolerance: float) -> None:
        self._folder = folder
        self._tolerance = tolerance
        self.copies = ImageCopies()
        self.masks = 0
        self.lowest_iou = 1.0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, objects: list[tuple[str, RleMask]]) -> None:
        """Write one image with its objects, which are decoded one after the other."""
        if not image.path.is_file():
            self.problems.append(ImportProblem(image.path, Message("export.image_missing")))
            return
        shapes = []
        for group, (class_name, packed) in enumerate(objects, start=1):
            mask = packed.to_array()
            made, iou = labelme_document.shapes_of(class_name, mask, group=group, tolerance=self._tolerance)
            shapes += made
            self.lowest_iou = min(self.lowest_iou, iou)
        try:
            copy = self.copies.copy(image, self._folder)
            size = {"height": image.height, "width": image.width}
            data = labelme_document.document(copy.name, shapes, **size, good=not objects)
            write_json(copy.with_suffix(".json"), data)
        except OSError as error:
            remedy = Message("remedy.choose_other_folder_or_free")
            raise ProjectError(
                Message("export.unwritable", reason=error), path=self._folder, remedy=remedy
            ) from error
        self.masks += len(objects)


# JSON files that are looked into before a folder counts as one without labelme's.
_JSON_GLANCES = 200


def recognises(source: SourceFiles) -> bool:
    """Whether there is a JSON file of labelme's family, those of the images' names first."""
    json_files = source.with_ending(".json")
    json_files.sort(key=lambda path: name_key(path.stem) not in source.image_stems)
    return any(looks_like_labelme(path) for path in json_files[:_JSON_GLANCES])


def import_labelme(
    project: Project,
    folder: Path,
    *,
    files: Sequence[Path] | None = None,
    recursive: bool = True,
    group: str = "",
    copy: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Bring a folder in on its own, as ``bring_in`` does; ``files`` are those of it that count."""
    listed = list(files_of(folder, recursive=recursive) if files is None else files)
    intake = Intake(project, group=group, copy=copy, on_progress=on_progress, cancel=cancel)
    bring_in(intake, SourceFiles(folder, listed))
    return intake.report


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Add the images that a folder's labelme files name, their objects as accepted annotations.

    Images that no file names come in as
    new, masks that lie among them do not. An image that already has annotations, or was signed off, is left
    as it is. What is odd about a shape or a file is reported and takes nothing along. Memory does not grow
    with the number of files. Raises ImageError where there is no labelme file, CancelledError.
    """
    json_files = source.with_ending(".json")
    if not json_files:
        remedy = Message("remedy.choose_json_folder")
        raise ImageError(Message("labelme.no_files"), path=source.folder, remedy=remedy)
    ticker = Ticker(Stage.MASKS, len(json_files), intake.on_progress)
    named: set[Path] = set()
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path in source.images:
        by_name[name_key(path.name)].append(path)
    # Pictures from inside files lie here until they are copied into the project.
    with tempfile.TemporaryDirectory(prefix="samft-") as scratch:
        for batch in _batches(json_files):
            intake.raise_if_cancelled()
            named |= _import_batch(intake, batch, Path(scratch), by_name)
            ticker.tick(count=len(batch))
    found = sort_out(source.folder, source.images)
    intake.add([path for path in found.photographs if path not in named])
    intake.report.problems += not_read(found.masks, Message("import.shapes_read"))


_BATCH_FILES = 32
# What is read at a time: files with their picture inside take megabytes each.
_BATCH_BYTES = 32_000_000


def _batches(files: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in files:
        batch.append(path)
        with contextlib.suppress(OSError):  # reading it will say so
            size += path.stat().st_size
        if len(batch) == _BATCH_FILES or size > _BATCH_BYTES:
            yield batch
            batch = []
            size = 0
    if batch:
        yield batch


def _import_batch(
    intake: Intake, files: Sequence[Path], scratch: Path, by_name: Mapping[str, Sequence[Path]]
) -> set[Path]:
    """Bring a few files in; the images that they name. ``by_name`` lists the images of the whole folder."""
    contents: list[tuple[LabelmeFile, Path]] = []
    inside: list[tuple[LabelmeFile, Path]] = []
    for path in files:
        try:
            content = labelme_file.read(path)
            image = find_image(content, by_name)
            if image is not None:
                contents.append((content, image))
            else:
                inside.append((content, unpack_image(content, scratch)))
        except SamftError as error:
            intake.report.problems.append(ImportProblem(path, error.message))
    images = intake.add([image for _, image in contents], quietly=True)
    # A picture that is in the file only has no place of its own: it goes into the project.
    images |= intake.add([image for _, image in inside], quietly=True, copy=True)
    for content, image in [*contents, *inside]:
        if image in images:
            _import_objects(intake, content, images[image])
    for _, image in inside:
        image.unlink(missing_ok=True)
    return {image for _, image in contents}


def _import_objects(intake: Intake, content: LabelmeFile, image: ImageRecord) -> None:
    problems = intake.report.problems
    problems += [ImportProblem(content.path, note, left_out=False) for note in content.notes]
    if content.size not in (None, (image.height, image.width)):
        height, width = content.size or (0, 0)
        reason = Message(
            "import.other_size",
            width=width,
            height=height,
            image_width=image.width,
            image_height=image.height,
        )
        problems.append(ImportProblem(content.path, reason))
        return
    # What somebody annotated or signed off is never changed by an import.
    if image.state is not ImageState.NEW or not intake.decode(image):
        return
    new = list(_annotations(content, image, problems))
    intake.annotate(new)
    if content.good and not new:
        intake.sign_off([image.id])


def _annotations(
    content: LabelmeFile, image: ImageRecord, problems: list[ImportProblem]
) -> Iterator[NewAnnotation]:
    left_out: list[Message] = []
    size = {"height": image.height, "width": image.width}
    for label, patch in content.objects(**size, left_out=left_out):
        try:
            class_name = checked_class_name(label)
        except ProjectError as error:
            left_out.append(error.message)
            continue
        packed = RleMask.from_patch(patch, **size)
        yield NewAnnotation(
            image.id, class_name, Prompts(box=packed.box), packed, state=AnnotationState.ACCEPTED
        )
    for reason, count in Counter(left_out).items():
        left = (
            Message("import.left_out", reason=reason)
            if count == 1
            else Message("import.left_out_times", reason=reason, count=count)
        )
        problems.append(ImportProblem(content.path, left))
