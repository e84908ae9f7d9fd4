"""MVTec AD's layout of a category, in and out; ``mvtec_category`` says what of it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files.atomic import make_folder, write_bytes
from samft_core.formats.atomic_export import whole_folder
from samft_core.formats.dataset_items import import_items
from samft_core.formats.image_copies import ImageCopies
from samft_core.formats.import_report import ExportReport, ImportProblem, ImportReport
from samft_core.formats.intact_images import intact_images
from samft_core.formats.intake import Intake
from samft_core.formats.mvtec_category import GOOD, is_category, read_category
from samft_core.formats.registry import ExportOptions, SourceFiles
from samft_core.imaging.masks import Mask, RleMask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.containment import require_elsewhere
from samft_core.project.ground_truth_files import SUFFIX, mask_png
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord
from samft_core.security import it_policy


def recognises(source: SourceFiles) -> bool:
    """Whether the folder is a category."""
    return is_category(source.folder)


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring a category in, as ``import_category`` does."""
    import_items(intake, read_category(source.folder))


def import_category(
    project: Project,
    folder: Path,
    *,
    group: str = "",
    copy: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add a category: its images, its masks as accepted annotations, its good images signed off.

    Each object of a mask file becomes one annotation with the box of all its pixels. An image that already
    has annotations, or was signed off, is left as it is, so importing again adds only what is new. Raises
    ImageError, CancelledError (what was added stays).
    """
    intake = Intake(project, group=group, copy=copy, on_progress=on_progress, cancel=cancel)
    import_items(intake, read_category(folder))
    return intake.report


def export(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write ground truth and good images as a category into ``folder``, which must hold none yet.

    Where the project requires review, only what was approved. Image files are copied byte for byte. The
    layout knows one mask per class and image: several annotations of one class are united, and an image with
    two classes appears under both. Good images go to ``train/good`` where they came from one, else to
    ``test/good``. It appears whole or not at all. Raises ProjectError, PolicyError, CancelledError.
    """
    it_policy.require("export", project.inspector)
    require_elsewhere(folder, project.folder)
    _refuse_occupied(folder)
    by_image: dict[int, dict[str, list[RleMask]]] = defaultdict(lambda: defaultdict(list))
    for annotation in project.annotations.ground_truth():
        by_image[annotation.image_id][annotation.class_name].append(annotation.mask)
    good = {image.id for image in project.reviews.good_images()}
    images = [image for image in project.images.all() if image.id in good or image.id in by_image]
    images, problems = intact_images(project, images, on_progress=on_progress, cancel=cancel)
    ticker = Ticker(Stage.EXPORT, len(images), on_progress)
    with whole_folder(folder, remembering=project.unfinished) as unfinished:
        writer = _Writer(unfinished)
        writer.problems += problems
        for image in images:
            if cancel is not None:
                cancel.raise_if_cancelled()
            writer.write(image, by_image.get(image.id, {}))
            ticker.tick(image.name)
    return ExportReport(writer.copies.count, writer.masks, writer.problems)


class _Writer:
    """Writes images and their masks under names that are unique in each folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.copies = ImageCopies()
        self.masks = 0
        self.problems: list[ImportProblem] = []

    def write(self, image: ImageRecord, masks: dict[str, list[RleMask]]) -> None:
        """Write one image with its masks, which are decoded one class after the other."""
        if not image.path.is_file():
            self.problems.append(ImportProblem(image.path, Message("export.image_missing")))
            return
        try:
            if not masks:
                # Good images that were for learning stay so: who trains on the export must not test on
                # them.
                origin = "train" if image.path.parent.parent.name == "train" else "test"
                self.copies.copy(image, self._folder / origin / GOOD)
            for class_name, objects in masks.items():
                mask = _united(objects)
                # The mask takes the stem that the copy got, which may have a number behind it.
                stem = self.copies.copy(image, self._folder / "test" / class_name).stem
                target = self._folder / "ground_truth" / class_name / (stem + SUFFIX)
                make_folder(target.parent)
                write_bytes(target, mask_png(mask))
                self.masks += 1
        except OSError as error:
            remedy = Message("remedy.choose_other_folder_or_free")
            raise ProjectError(
                Message("export.unwritable", reason=error), path=self._folder, remedy=remedy
            ) from error


def _united(objects: Sequence[RleMask]) -> Mask:
    whole = objects[0].to_array()
    for mask in objects[1:]:
        whole |= mask.to_array()
    return whole


def _refuse_occupied(folder: Path) -> None:
    for part in ("train", "test", "ground_truth"):
        if (folder / part).is_dir() and any((folder / part).iterdir()):
            remedy = Message("remedy.choose_empty")
            raise ProjectError(Message("export.folder_there", name=part), path=folder, remedy=remedy)
