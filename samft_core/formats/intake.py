"""How files of any format get into a project: images with their lot, decoded once, then ground truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from samft_core.errors import ImageError, ProjectError
from samft_core.formats.import_report import ImportProblem, ImportReport
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageRecord, ImageState, NewAnnotation
from samft_core.project.waiting_boxes import NewWaitingBox
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
        self._before: dict[tuple[int, int], list[ImageRecord]] | None = None
        self._digests: dict[int, str | None] = {}

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
        states = [item.state for image_id in stored for item in by_image[image_id]]
        self.report.annotations += states.count(AnnotationState.ACCEPTED)
        self.report.drafts += states.count(AnnotationState.DRAFT)

    def twin(self, image: ImageRecord) -> ImageRecord:
        """The image that the project had before under another file with the same pixels, else this one.

        Compares what was decoded: ``image`` must be, those of its size that were there are decoded now.
        """
        if image.id not in self._new or image.pixel_digest is None:
            return image
        if self._before is None:
            self._before = defaultdict(list)
            for there in self.project.images.all():
                if there.id not in self._new:
                    self._before[there.width, there.height].append(there)
        for there in self._before[image.width, image.height]:
            if self._digest_of(there) == image.pixel_digest:
                return self.project.images.get(there.id)
        return image

    def _digest_of(self, image: ImageRecord) -> str | None:
        if image.pixel_digest is not None:
            return image.pixel_digest
        if image.id not in self._digests:
            self.raise_if_cancelled()
            try:
                digest = pixel_digest(read_image(image.path))
                self.project.image_files.record_digest(image.id, digest)
                self._digests[image.id] = digest
            except ImageError:
                self._digests[image.id] = None  # not this import's business
        return self._digests[image.id]

    def wait(self, boxes: Sequence[NewWaitingBox]) -> None:
        """Have boxes wait for the model and for somebody to take them; those that wait already are not
        added again."""
        known = {
            (record.image_id, record.prompts, record.class_name)
            for image_id in {box.image_id for box in boxes}
            for record in self.project.waiting_boxes.records(image_id)
        }
        new = [box for box in boxes if (box.image_id, box.prompts, box.class_name) not in known]
        self.project.waiting_boxes.add(new)
        self.report.boxes += len(new)

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
