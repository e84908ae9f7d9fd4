"""What every export does, whatever it writes: who may, where to, which images, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from samft_core.errors import ProjectError
from samft_core.formats.atomic_export import whole_folder
from samft_core.formats.image_copies import ImageCopies
from samft_core.formats.import_report import ExportReport, ImportProblem
from samft_core.formats.intact_images import intact_images
from samft_core.imaging.masks import RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.containment import require_elsewhere
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord
from samft_core.security import it_policy

Object = tuple[str, RleMask]
"""A class's name and the pixels of one accepted object."""


class FormatFiles(Protocol):
    """Writes one format's files into a folder.

    ``masks`` counts what was written, ``lowest_iou`` is of what was written with what was meant.
    """

    masks: int
    lowest_iou: float
    problems: list[ImportProblem]

    def write(self, image: ImageRecord, copy: Path, objects: Sequence[Object]) -> None:
        """Note one image, which was copied to ``copy``, with its objects; without any, it is a good one."""

    def finish(self) -> None:
        """Write what belongs to all images."""


def export_whole(
    project: Project,
    folder: Path,
    make: Callable[[Path], FormatFiles],
    *,
    images_in: Callable[[Path, ImageRecord, Sequence[Object]], Path] = lambda root, _image, _objects: (
        root / "images"
    ),
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images into ``folder``, which must be empty or new.

    Where the project requires review, only what was approved. Images are copied byte for byte into
    ``images_in``. It appears whole or not at all. Raises ProjectError, PolicyError, CancelledError.
    """
    it_policy.require("export", project.inspector)
    require_elsewhere(folder, project.folder)
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError(Message("folder.not_empty"), path=folder, remedy=Message("remedy.choose_empty"))
    by_image: dict[int, list[Object]] = defaultdict(list)
    for annotation in project.annotations.ground_truth():
        by_image[annotation.image_id].append((annotation.class_name, annotation.mask))
    good = {image.id for image in project.reviews.good_images()}
    images = [image for image in project.images.all() if image.id in good or image.id in by_image]
    images, problems = intact_images(project, images, on_progress=on_progress, cancel=cancel)
    ticker = Ticker(Stage.EXPORT, len(images), on_progress)
    copies = ImageCopies()
    with whole_folder(folder, remembering=project.unfinished) as unfinished:
        try:
            files = make(unfinished)
            for image in images:
                if cancel is not None:
                    cancel.raise_if_cancelled()
                if not image.path.is_file():
                    problems.append(ImportProblem(image.path, Message("export.image_missing")))
                    continue
                objects = by_image.get(image.id, [])
                copy = copies.copy(image, images_in(unfinished, image, objects))
                files.write(image, copy, objects)
                ticker.tick(image.name)
            files.finish()
        except OSError as error:
            remedy = Message("remedy.choose_other_folder_or_free")
            message = Message("export.unwritable", reason=error)
            raise ProjectError(message, path=folder, remedy=remedy) from error
    return ExportReport(copies.count, files.masks, [*problems, *files.problems], files.lowest_iou)
