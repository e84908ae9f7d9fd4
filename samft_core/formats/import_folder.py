"""Bringing any folder in: what it holds is found out, and each part is read by its format's own module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samft_core.errors import ImageError
from samft_core.formats.detection import Source, files_of, find_sources
from samft_core.formats.folder import import_folder
from samft_core.formats.import_report import ImportReport
from samft_core.formats.intake import Intake
from samft_core.formats.registry import BY_NAME, SourceFiles
from samft_core.formats.unread_files import unread_annotations
from samft_core.imaging.image_files import PassedOver, is_image_name, scan_images
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.security import network_places


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is the same for every source: the lot, copies into the project, and folders in folders."""

    group: str = ""
    copy: bool = False
    recursive: bool = True


def import_source(
    project: Project,
    folder: Path,
    *,
    layout: str | None = None,
    options: ImportOptions | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Iterator[tuple[Source, ImportReport]]:
    """Bring a folder in, as ``layout`` says or as it looks: a report for each source in it.

    Raises ImageError where there is no such folder or it is not of that layout, CancelledError.
    """
    network_places.confirm(folder)
    if folder.is_file() and layout in (None, "folder"):
        sources = [Source(folder, "folder")]
    elif not folder.is_dir():
        raise ImageError(Message("folder.missing"), path=folder, remedy=Message("remedy.choose_image_folder"))
    else:
        sources = find_sources(folder) if layout is None else [Source(folder, layout)]
    for source in sources:
        yield source, _imported(project, source, options or ImportOptions(), on_progress, cancel)


def _imported(
    project: Project,
    source: Source,
    options: ImportOptions,
    on_progress: OnProgress,
    cancel: CancelToken | None,
) -> ImportReport:
    folder = source.folder
    copy = options.copy
    group = options.group
    if folder.is_file():
        return import_folder(project, folder, copy=copy, group=group, on_progress=on_progress, cancel=cancel)
    files = list(files_of(folder, source.without, recursive=options.recursive))
    images, passed_over = _images_among(source, files, recursive=options.recursive)
    own = set(images)
    listed = [path for path in files if path in own or not is_image_name(path.name)]
    intake = Intake(project, copy=copy, group=group, on_progress=on_progress, cancel=cancel)
    BY_NAME[source.layout].reader.bring_in(intake, SourceFiles(folder, listed))
    report = intake.report
    report.name(passed_over)
    report.problems += unread_annotations(files, layout=source.layout)
    return report


def _images_among(
    source: Source, files: Sequence[Path], *, recursive: bool
) -> tuple[list[Path], list[PassedOver]]:
    """The images of a source, and what else in it may be taken for one and is not read."""
    own = set(files)
    scanned = scan_images(source.folder, recursive)
    elsewhere = source.without
    passed_over = [
        file for file in scanned.passed_over if not any(file.path.is_relative_to(part) for part in elsewhere)
    ]
    return [path for path in scanned.images if path in own], passed_over
