"""Where the images of a project are: missing, moved, changed and unreadable files, and the ways back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samft_core.errors import ImageError, ImageUnreachableError, ProjectError
from samft_core.files.file_names import name_key
from samft_core.imaging.image_io import probe_image, read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.context import ProjectContext
from samft_core.project.image_file_identity import FileMark
from samft_core.project.image_file_records import ImageFileRepository, has_work, mark_file
from samft_core.project.images import ImageRepository
from samft_core.project.moves import ImageMoveRepository
from samft_core.project.records import ImageRecord
from samft_core.project.schema import ImageRow
from samft_core.security import network_places


@dataclass(frozen=True, slots=True)
class RelocateReport:
    """Which missing images were found again, and which stay missing."""

    found: list[int]
    missing: list[int]


@dataclass(frozen=True, slots=True)
class CheckAgainReport:
    """Which images can be read again, and why the others cannot."""

    readable: list[int]
    problems: dict[int, ImageError]


class ImageLocationRepository:
    """The part of a project that finds its images again."""

    def __init__(
        self,
        context: ProjectContext,
        image_moves: ImageMoveRepository,
        image_files: ImageFileRepository,
        images: ImageRepository,
    ) -> None:
        self._context = context
        self._image_moves = image_moves
        self._image_files = image_files
        self._images = images

    def missing(self) -> list[ImageRecord]:
        """Images whose file is not where the project knows it."""
        self._image_moves.follow_move()
        return [image for image in self._images.all() if not network_places.is_file(image.path)]

    def check_again(
        self,
        image_ids: Iterable[int] | None = None,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> CheckAgainReport:
        """Look at the unreadable images again, or at ``image_ids``; raises CancelledError."""
        if image_ids is None:
            self._image_moves.follow_move()
        wanted = [image.id for image in self._images.all() if image.error is not None]
        if image_ids is not None:
            wanted = list(image_ids)
        report = CheckAgainReport([], {})
        ticker = Ticker(Stage.FILES, len(wanted), on_progress)
        for image_id in wanted:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                self._image_files.look_again(image_id)
                report.readable.append(image_id)
            # Says nothing about the file: a share that is away must not mark thousands of images as
            # unreadable.
            except ImageUnreachableError as error:
                report.problems[image_id] = error
            except ImageError as error:
                self._image_files.mark_unreadable(image_id, error.message)
                report.problems[image_id] = error
            ticker.tick()
        return report

    def relocate(self, image_id: int, path: Path) -> ImageRecord:
        """Say where an image's file is now.

        Raises ImageError, or ProjectError where it is another picture than its masks were drawn on.
        """
        # A person chose this place, which is what makes it one that may be asked on the network.
        network_places.confirm(path)
        info = probe_image(path)
        mark = FileMark.of(path)
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            # An image that never could be read has no size to hold on to, and may be replaced freely
            # while nothing was drawn on it.
            if (row.error is None or has_work(session, row)) and (row.width, row.height) != (
                info.width,
                info.height,
            ):
                raise ProjectError(
                    Message(
                        "image.other_size",
                        width=info.width,
                        height=info.height,
                        old_width=row.width,
                        old_height=row.height,
                    ),
                    path=path,
                    remedy=Message("remedy.choose_moved_file"),
                )
            # The size alone does not tell two photographs of one camera apart, and masks would lie on
            # another bottle.
            if has_work(session, row) and _is_another(row, path, mark):
                message = Message("image.other_same_size")
                raise ProjectError(message, path=path, remedy=Message("remedy.choose_moved_file"))
            self._image_moves.note(session, row, self._context.layout.location(path))
            row.width = info.width
            row.height = info.height
            row.error = None
            mark_file(row, mark)
            session.flush()
            return self._image_files.read(session, image_id)

    def find_below(
        self,
        folder: Path,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> RelocateReport:
        """Look below ``folder`` for missing images by name and size.

        Of several files of a name, the one with the bytes that were added is taken; without one, none.
        """
        network_places.confirm(folder)
        by_name: dict[str, list[Path]] = {}
        for parent, _folders, files in os.walk(folder):
            for name in files:
                # By a key, as a copy made on Windows or macOS may differ in case or in how an accent is
                # written.
                by_name.setdefault(name_key(name), []).append(Path(parent) / name)
        report = RelocateReport([], [])
        missing = self.missing()
        ticker = Ticker(Stage.FILES, len(missing), on_progress)
        for image in missing:
            if cancel is not None:
                cancel.raise_if_cancelled()
            found = self._alike(image.id, by_name.get(name_key(image.path.name), []))
            try:
                # Never the first of several: a wrong image under a mask is worse than one that stays
                # missing.
                if len(found) != 1:
                    raise ProjectError(Message("image.not_found"), path=image.path)
                self.relocate(image.id, found[0])
                report.found.append(image.id)
            except (ImageError, ProjectError):
                report.missing.append(image.id)
            ticker.tick()
        return report

    def relocate_folder(
        self,
        before: Path,
        after: Path,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> RelocateReport:
        """Say that what was below ``before`` is below ``after`` now, image by image.

        Images that are not below ``before``, or that are still where they were, are left alone.
        """
        # Links are not resolved: the project knows the path as it was added, and the old place may be
        # gone.
        before = Path(os.path.abspath(before))  # noqa: PTH100 - no links
        after = Path(os.path.abspath(after))  # noqa: PTH100 - no links
        network_places.confirm(after)
        self._image_moves.follow_move()
        report = RelocateReport([], [])
        moved = [
            image
            for image in self._images.all()
            if image.path.is_relative_to(before) and not network_places.is_file(image.path)
        ]
        ticker = Ticker(Stage.FILES, len(moved), on_progress)
        for image in moved:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                self.relocate(image.id, after / image.path.relative_to(before))
                report.found.append(image.id)
            except (ImageError, ProjectError):
                report.missing.append(image.id)
            ticker.tick()
        return report

    def follow(self, image_id: int) -> ImageRecord:
        """One image that is not where the project knows it: looked for as in ``follow_move``, it alone."""
        self._image_moves.follow_one(image_id)
        return self._images.get(image_id)

    def _alike(self, image_id: int, paths: list[Path]) -> list[Path]:
        """Of several files of a name, those whose bytes were added; one alone is left to its size."""
        if len(paths) < 2:
            return paths
        with self._context.database.reading() as session:
            digest = self._context.row(session, ImageRow, image_id, "image").file_digest
        alike = []
        for path in paths if digest is not None else ():
            try:
                if FileMark.of(path).digest == digest:
                    alike.append(path)
            except ImageError:
                continue
        # Equal bytes are the same picture, so any of them will do.
        return alike[:1]


def _is_another(row: ImageRow, path: Path, mark: FileMark) -> bool:
    """Whether a file is known to show something else than the one that was added."""
    # Of images that an earlier program added nothing is known to compare with.
    if (row.file_digest is None and row.pixel_digest is None) or row.file_digest == mark.digest:
        return False
    return row.pixel_digest is None or pixel_digest(read_image(path)) != row.pixel_digest
