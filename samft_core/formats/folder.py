"""A plain folder of images."""

from __future__ import annotations

from pathlib import Path

from samft_core.formats.report import ImportProblem, ImportReport
from samft_core.images import find_images
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
    """Add the images below ``folder``; those already in the project are skipped, unreadable ones reported.

    Raises ImageError where there is no such folder, CancelledError (what was added stays).
    """
    paths = find_images(folder, recursive)
    report = project.add_images(paths, group=group, copy=copy, on_progress=on_progress, cancel=cancel)
    problems = [ImportProblem(image.path, image.reason) for image in report.unreadable]
    return ImportReport(len(report.added), len(report.skipped), 0, 0, problems)
