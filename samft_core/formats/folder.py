"""A plain folder of images, and image files one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samft_core.formats.import_report import ImportProblem, ImportReport
from samft_core.formats.intake import Intake
from samft_core.formats.pairs import sort_out
from samft_core.formats.registry import SourceFiles
from samft_core.formats.unread_files import not_read
from samft_core.imaging.image_files import scan_images, sort_files
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project


def recognises(source: SourceFiles) -> bool:
    """Always: whatever is of no other format is a plain folder."""
    return True


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Add the images; masks among them are not taken for images."""
    found = sort_out(source.folder, source.images)
    intake.add(found.photographs)
    intake.report.problems += not_read(found.masks, Message("import.use_masks_format"))


def import_folder(
    project: Project,
    folder: Path,
    *,
    images: Sequence[Path] | None = None,
    recursive: bool = True,
    copy: bool = False,
    group: str = "",
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add the images below ``folder``, or the one that it is; those already in the project are skipped.

    ``images`` are those of the folder that count, where they are known. Masks are not taken for images.
    Unreadable ones and files that are passed over are reported. Raises ImageError where there is nothing of
    this name, CancelledError (what was added stays).
    """
    if folder.is_file():
        return import_files(project, [folder], copy=copy, group=group, on_progress=on_progress, cancel=cancel)
    intake = Intake(project, copy=copy, group=group, on_progress=on_progress, cancel=cancel)
    if images is None:
        scanned = scan_images(folder, recursive)
        intake.report.name(scanned.passed_over)
        images = scanned.images
    bring_in(intake, SourceFiles(folder, images))
    return intake.report


def import_files(
    project: Project,
    files: list[Path],
    *,
    copy: bool = False,
    group: str = "",
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add files that somebody chose; those that are no images are reported. Raises CancelledError."""
    intake = Intake(project, copy=copy, group=group, on_progress=on_progress, cancel=cancel)
    found = sort_files(files)
    intake.report.problems += [ImportProblem(file.path, file.reason) for file in found.passed_over]
    intake.add(found.images)
    return intake.report
