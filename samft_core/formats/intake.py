"""How files of any format get into a project: images with their lot, decoded once, then ground truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from samft_core.errors import ImageError, ProjectError
from samft_core.formats.import_report import ImportProblem, ImportReport
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord, ImageState, NewAnnotation
from samft_core.security import network_places


class Intake:
    """One import under way. What cannot be used goes into ``report.problems``, and the rest goes on."""

    def __init__(
        self,
        project: Project,
        *,
        group: str = "",
        copy: bool = False,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> None:
        self.project = project
        self.group = group
        self.copy = copy
        self.on_progress = on_progress
        self._cancel = cancel
        self.report = ImportReport()
        self._new: set[int] = set()

    def raise_if_cancelled(self) -> None:
        """Raise CancelledError where somebody asked to stop."""
        if self._cancel is not None:
            self._cancel.raise_if_cancelled()

    def add(
        self, paths: Sequence[Path], *, quietly: bool = False, copy: bool | None = None
    ) -> dict[Path, ImageRecord]:
        """Add image files; which image each path is, new or known before, if it can be read.

        A lot that was named is also set on images that the project knew. ``quietly`` tells no progress.
        """
        added = self.project.images.add(
            paths,
            group=self.group,
            copy=self.copy if copy is None else copy,
            on_progress=ignore_progress if quietly else self.on_progress,
            cancel=self._cancel,
        )
        self._new.update(added.added)
        self.report.added += len(added.added)
        self.report.skipped += len(added.skipped)
        self.report.problems += [ImportProblem(image.path, image.reason) for image in added.unreadable]
        wanted = set(added.sources.values())
        records = {image.id: image for image in self._records(wanted)}
        if self.group:
            others = [image.id for image in records.values() if image.group != self.group]
            if others:
                self.project.images.set_group(sorted(others), self.group)
        return {path: records[image_id] for path, image_id in added.sources.items() if image_id in records}

    def decode(self, image: ImageRecord) -> bool:
        """Whether an image can be decoded to its end; notes its pixels' digest, so that copies are known.

        A damaged one is named and counts as unreadable.
        """
        if image.pixel_digest is not None:
            return True
        try:
            digest = pixel_digest(read_image(image.path))
        except ImageError as error:
            self.report.problems.append(ImportProblem(image.path, error.message))
            # A drive that is away says nothing about the picture. Ground truth is never taken back by
            # an import.
            if network_places.is_file(image.path) and image.state is ImageState.NEW:
                self.project.image_files.mark_unreadable(image.id, error.message)
                # It was counted when it was added, and is now among the problems: not twice.
                self.report.added -= image.id in self._new
            return False
        self.project.image_files.record_digest(image.id, digest)
        return True

    def annotate(self, items: Sequence[NewAnnotation]) -> None:
        """Add annotations, all at once; where that fails, image by image, so that one takes none along."""
        by_image: dict[int, list[NewAnnotation]] = {}
        for item in items:
            by_image.setdefault(item.image_id, []).append(item)
        stored = self._store(
            list(by_image),
            lambda ids: self.project.annotations.add_all([a for i in ids for a in by_image[i]]),
        )
        self.report.annotations += sum(len(by_image[image_id]) for image_id in stored)

    def sign_off(self, image_ids: Sequence[int]) -> None:
        """Sign images off as good, all at once; where that fails, one by one."""
        self.report.good += len(self._store(image_ids, self.project.images.sign_off_good))

    def _store(self, image_ids: Sequence[int], store: Callable[[Sequence[int]], object]) -> list[int]:
        """The images whose ground truth was stored."""
        if not image_ids:
            return []
        try:
            store(image_ids)
        except ProjectError as error:
            if len(image_ids) > 1:
                return [stored for image_id in image_ids for stored in self._store([image_id], store)]
            path = self.project.images.get(image_ids[0]).path
            self.report.problems.append(ImportProblem(path, error.message))
            return []
        return list(image_ids)

    def _records(self, image_ids: set[int]) -> list[ImageRecord]:
        if len(image_ids) <= _FEW:
            return [self.project.images.get(image_id) for image_id in sorted(image_ids)]
        return [image for image in self.project.images.all() if image.id in image_ids]


# Up to so many images are read one by one; more in one query for all.
_FEW = 50
