"""The open project and its images as the window knows them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.stores.classes import ClassStore
from samft_core.errors import ProjectError, SamftError
from samft_core.messages.message import Message
from samft_core.project.records import ClassRecord, ImageRecord, ImageState, ReviewState

if TYPE_CHECKING:  # the database library costs 0.4 s that the window's start must not pay
    from samft_core.project.database import WaitForTurn
    from samft_core.project.project import Project
    from samft_core.project.removal import RemovedImage


@dataclass(slots=True)
class ImageIndex:
    """A list of images with what is often looked up in it; built off the GUI thread where it is long."""

    images: dict[int, ImageRecord]
    order: list[int]
    places: dict[int, int]
    counts: Counter[ImageState]
    reviews: Counter[ReviewState | None]
    texts: dict[int, str]

    @classmethod
    def of(cls, images: list[ImageRecord]) -> ImageIndex:
        """Index ``images`` in their order."""
        order = [image.id for image in images]
        return cls(
            images={image.id: image for image in images},
            order=order,
            places={image_id: place for place, image_id in enumerate(order)},
            counts=Counter(image.state for image in images),
            reviews=Counter(image.review for image in images),
            texts={image.id: f"{image.path} {image.group}".casefold() for image in images},
        )


class ProjectStore(QObject):
    """Images in their order, and the states that change; ``classes`` has the defect classes.

    The project's database stays the record of truth. ``truth_left`` carries an image as it was before, where
    it is no longer accepted or good, or has fewer accepted objects. ``wait_for_turn``
    passes the time while another program writes into the database; without it a change is refused at once.
    Between ``transaction_begun`` and ``transaction_refused`` nothing was changed after all: whoever keeps
    something of the project keeps again what it did before.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    images_added = Signal()
    last_import_changed = Signal()
    image_changed = Signal(int)
    truth_left = Signal(object)
    scale_changed = Signal()
    transaction_begun = Signal()
    transaction_refused = Signal()

    def __init__(self, parent: QObject | None = None, *, wait_for_turn: WaitForTurn | None = None) -> None:
        super().__init__(parent)
        self._wait_for_turn = wait_for_turn
        self._project: Project | None = None
        self.index = ImageIndex.of([])
        """The images in their order, their counts and search texts; only the store changes it."""
        self.classes = ClassStore(lambda: self.project, self)
        self._moments = itertools.count(1)
        self._touched: dict[int, int] = {}
        self._in_transaction: set[int] | None = None
        self.importing = 0
        """How many imports are under way here; what they add is shown when they end."""
        self.mm_per_pixel: float | None = None
        """How large a pixel of the open project is; None where nobody said so."""
        self.last_import = ""
        """The key of the import that can be taken back; empty where there is none."""

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open project. Raises ProjectError where there is none."""
        if self._project is None:
            raise ProjectError(Message("project.none_open"), remedy=Message("remedy.open_or_make"))
        return self._project

    @property
    def folder(self) -> Path:
        """The open project's folder."""
        return self.project.folder

    def adopt(self, project: Project, index: ImageIndex, classes: list[ClassRecord]) -> None:
        """Take over a project read elsewhere; the one before is closed."""
        self.close()
        # The window stands still while this thread waits, and another program may write for long.
        project.never_keep_waiting(self._wait_for_turn)
        self._project = project
        self.mm_per_pixel = project.scale.mm_per_pixel()
        self.classes.records = classes
        self.index = index
        self.opened.emit()

    def close(self) -> None:
        """Close the project; does nothing where none is open."""
        if self._project is None:
            return
        self.closing.emit()  # the last moment to write something
        project = self._project
        # Nobody who hears of the closing may still write: from here on there is no project.
        self._project = None
        self.classes.records = []
        self._touched = {}
        self.importing = 0
        self.last_import = ""
        self.index = ImageIndex.of([])
        self.closed.emit()
        # Last: whoever listens to ``closed`` lets go of what the database still gave them.
        project.close()

    def set_last_import(self, key: str) -> None:
        """Note which import can be taken back; empty for none."""
        self.last_import = key
        self.last_import_changed.emit()

    def set_images(self, index: ImageIndex) -> None:
        """Take over a new list, after images were added."""
        self.index = index
        self.images_added.emit()

    def __len__(self) -> int:
        return len(self.index.order)

    def __contains__(self, image_id: int) -> bool:
        return image_id in self.index.images

    def image(self, image_id: int) -> ImageRecord:
        """One image as last read."""
        return self.index.images[image_id]

    def images(self) -> Iterator[ImageRecord]:
        """All images in the project's order."""
        return (self.index.images[image_id] for image_id in self.index.order)

    def last_touched(self) -> dict[int, tuple[int, datetime]]:
        """A sort key for each image: when it was last worked on, in this session or before.

        Reads the database: for a sort on request, not for every paint.
        """
        known = self.project.images.last_changes() if self.is_open else {}
        return {image_id: (self._touched.get(image_id, 0), at) for image_id, at in known.items()}

    @property
    def in_transaction(self) -> bool:
        """Whether changes are part of ``one_transaction`` right now, which a refusal ends as a whole."""
        return self._in_transaction is not None

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """Make what is changed inside one transaction, see ``Database.one_transaction``. May be nested."""
        if self._in_transaction is not None:
            yield
            return
        taken: set[int] = set()
        self._in_transaction = taken
        self.transaction_begun.emit()
        try:
            with self.project.one_transaction():
                yield
        except BaseException:
            self._in_transaction = None
            self._read_after_refusal(taken)
            raise
        finally:
            self._in_transaction = None

    def _read_after_refusal(self, image_ids: Iterable[int]) -> None:
        self.transaction_refused.emit()
        # A disk that is gone says so in the refusal itself; this is only about what is shown.
        with suppress(SamftError):
            self.classes.reload()
            for image_id in image_ids:
                self.refresh_image(image_id)

    def refresh_image(self, image_id: int) -> ImageRecord:
        """Read one image again and tell who shows it."""
        return self._take(self.project.images.get(image_id))

    def show_newer(self, record: ImageRecord) -> None:
        """Take over an image that somebody else changed."""
        self._take(record)

    def set_good(
        self,
        image_id: int,
        good: bool,
        *,
        seen: Mapping[int, int] | None = None,
        signed: tuple[str | None, datetime | None, str | None] | None = None,
    ) -> ImageRecord:
        """Sign an image off as good, or take it back; ``seen`` names its objects as they were shown.

        ``signed`` says whose earlier sign-off stands again.
        """
        return self._take(self.project.images.set_good(image_id, good, seen=seen, signed=signed))

    def accept(self, image_id: int) -> ImageRecord:
        """Make the image's masks ground truth."""
        return self._take(self.project.annotations.accept_image(image_id))

    def reopen(self, image_id: int) -> ImageRecord:
        """Make an accepted or good image a draft again."""
        if self.image(image_id).state is ImageState.GOOD:
            return self.set_good(image_id, False)
        return self._take(self.project.annotations.reopen_image(image_id))

    def set_lots(self, lots: Mapping[int, str]) -> None:
        """Put images into lots, by image."""
        by_lot: dict[str, list[int]] = {}
        for image_id, lot in lots.items():
            by_lot.setdefault(lot, []).append(image_id)
        for lot, image_ids in by_lot.items():
            self.project.images.set_group(image_ids, lot)
        self.read_images()

    def remove_images(self, image_ids: Sequence[int]) -> list[RemovedImage]:
        """Take images out of the project; returns what ``put_back_images`` needs."""
        removed = [self.project.removal.remove(image_id) for image_id in image_ids]
        self.read_images()
        return removed

    def put_back_images(self, removed: Sequence[RemovedImage]) -> None:
        """Put removed images back under their ids, as they were."""
        for item in removed:
            self.project.removal.restore(item)
        self.read_images()

    def read_images(self) -> None:
        """Read the whole list again, after a change of many."""
        self.set_images(ImageIndex.of(self.project.images.all()))

    def set_scale(self, mm_per_pixel: float | None) -> None:
        """Say how large a pixel is; None for unknown."""
        self.project.scale.set(mm_per_pixel)
        self.reload_scale()

    def reload_scale(self) -> None:
        """Read the scale again, after another window changed it."""
        self.mm_per_pixel = self.project.scale.mm_per_pixel()
        self.scale_changed.emit()

    @property
    def read_only(self) -> bool:
        """Whether the open project can only be looked at."""
        return self._project is not None and self._project.read_only_reason is not None

    def mark_unreadable(self, image_id: int, reason: str) -> ImageRecord:
        """Note why an image cannot be shown."""
        return self._take(self.project.image_files.mark_unreadable(image_id, reason))

    def _take(self, record: ImageRecord) -> ImageRecord:
        before = self.index.images.get(record.id)
        if before is not None:
            # Counted along, not anew: with 50,000 images a count for each change would be felt.
            self.index.counts[before.state] -= 1
            self.index.counts[record.state] += 1
            self.index.reviews[before.review] -= 1
            self.index.reviews[record.review] += 1
        self.index.images[record.id] = record
        self._touched[record.id] = next(self._moments)
        if self._in_transaction is not None:
            self._in_transaction.add(record.id)
        self.image_changed.emit(record.id)
        if before is not None and truth_has_left(before, record):
            self.truth_left.emit(before)
        return record


def truth_has_left(before: ImageRecord, after: ImageRecord) -> bool:
    """Whether something that was ground truth no longer is, whatever the image's state.

    An accepted mask counts on a draft image too: drafts beside it take nothing away from it.
    """
    decided = before.state in (ImageState.ACCEPTED, ImageState.GOOD)
    return (decided and before.state is not after.state) or after.accepted_count < before.accepted_count


def needs_work(images: Iterable[ImageRecord]) -> Iterator[int]:
    """The ids of images that are neither accepted, nor good, nor unreadable."""
    open_states = (ImageState.NEW, ImageState.DRAFT)
    return (image.id for image in images if image.state in open_states)
