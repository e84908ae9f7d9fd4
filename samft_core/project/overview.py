"""Reads what all images of a project hold in one go: for the wall of thumbnails and its counts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select

from samft_core.imaging.masks import RleMask
from samft_core.project.context import ProjectContext
from samft_core.project.image_facts import ImageFacts, ObjectFacts, Overview
from samft_core.project.records import AnnotationState
from samft_core.project.schema import AnnotationRow, ClassRow, ImageRow

_CHUNK = 2000
"""Rows read at a time: masks of 50,000 images are never in memory together."""


class OverviewRepository:
    """The part of a project that tells of all its images at once. Reads only."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def read(self, cancelled: Callable[[], bool] = lambda: False) -> Overview:
        """Look at every image and mask once; for a thread beside the window's. Stops early if cancelled."""
        gathered: dict[int, _Gathered] = defaultdict(_Gathered)
        objects: list[ObjectFacts] = []
        with self._context.database.reading() as session:
            names: dict[int, str] = {
                row.id: row.name for row in session.execute(select(ClassRow.id, ClassRow.name))
            }
            good = select(ImageRow.id, ImageRow.good_by, ImageRow.good_at).where(ImageRow.good)
            for image_id, who, at in session.execute(good):
                gathered[image_id].sign(who or "", at)
            columns = (
                AnnotationRow.id,
                AnnotationRow.image_id,
                AnnotationRow.class_id,
                AnnotationRow.state,
                AnnotationRow.inspector,
                AnnotationRow.accepted_by,
                AnnotationRow.updated_at,
                AnnotationRow.row_version,
                AnnotationRow.mask_height,
                AnnotationRow.mask_width,
                AnnotationRow.mask_counts,
            )
            rows = session.execute(select(*columns).order_by(AnnotationRow.id)).yield_per(_CHUNK)
            for key, image_id, class_id, state, by, accepted_by, at, version, height, width, counts in rows:
                if cancelled():
                    break
                who = accepted_by or by
                area = RleMask(height, width, counts).area
                gathered[image_id].add(names[class_id], who, at, area, f"{key}.{version}.{class_id}")
                accepted = state == AnnotationState.ACCEPTED.value
                objects.append(ObjectFacts(names[class_id], who, _day(at), accepted))
            digests = session.execute(select(ImageRow.id, ImageRow.pixel_digest, ImageRow.file_digest)).all()
        images = {image_id: found.facts() for image_id, found in gathered.items()}
        return Overview(images, tuple(objects), _doubles((row[0], row[1:]) for row in digests))


class _Gathered:
    """What is known of an image so far."""

    def __init__(self) -> None:
        self._classes: set[str] = set()
        self._inspectors: set[str] = set()
        self._at: datetime | None = None
        self._largest = 0
        self._versions: list[str] = []

    def sign(self, who: str, at: datetime | None) -> None:
        self._inspectors.add(who)
        if at is not None:
            self._at = at if self._at is None else max(self._at, at)

    def add(self, class_name: str, who: str, at: datetime, area: int, version: str) -> None:
        self.sign(who, at)
        self._classes.add(class_name)
        self._largest = max(self._largest, area)
        self._versions.append(version)

    def facts(self) -> ImageFacts:
        revision = hashlib.sha256(" ".join(self._versions).encode("ascii")).hexdigest()[:16]
        day = date.min if self._at is None else _day(self._at)
        return ImageFacts(frozenset(self._classes), frozenset(self._inspectors), day, self._largest, revision)


def _day(at: datetime) -> date:
    return at.astimezone().date()


def _doubles(images: Iterable[tuple[int, Collection[str | None]]]) -> frozenset[int]:
    """The ids of images of which another one has the same pixels or the same file."""
    alike: dict[str, list[int]] = defaultdict(list)
    for image_id, digests in images:
        for digest in digests:
            if digest is not None:
                alike[digest].append(image_id)
    return frozenset(image_id for ids in alike.values() if len(ids) > 1 for image_id in ids)
