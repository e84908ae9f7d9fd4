"""A plain folder of images, and image files one by one."""

from __future__ import annotations

from pathlib import Path

from samft_core.formats.report import ImportProblem, ImportReport
from samft_core.image_files import FoundImages, scan_images, sort_files
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.store.project import Project


def import_folder(
    project: Project,
    folder: Path,
    *,
    recursive: bool = True,
    copy: bool = False,
    group: str = "",
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Add the images below ``folder``, or the one that it is; those already in the project are skipped.

    Unreadable ones and files that are passed over are reported. Raises ImageError where there is nothing of
    this name, CancelledError (what was added stays).
    """
    found = sort_files([folder]) if folder.is_file() else scan_images(folder, recursive)
    return _add(project, found, group=group, copy=copy, on_progress=on_progress, cancel=cancel)


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
    found = sort_files(files)
    return _add(project, found, group=group, copy=copy, on_progress=on_progress, cancel=cancel)


def _add(
    project: Project,
    found: FoundImages,
    *,
    group: str,
    copy: bool,
    on_progress: OnProgress,
    cancel: CancelToken | None,
) -> ImportReport:
    report = project.add_images(found.images, group=group, copy=copy, on_progress=on_progress, cancel=cancel)
    problems = [ImportProblem(image.path, image.reason) for image in report.unreadable]
    problems += [ImportProblem(one.path, one.reason) for one in found.passed_over]
    return ImportReport(len(report.added), len(report.skipped), 0, 0, problems)
