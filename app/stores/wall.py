"""What the wall shows: the facts of all images, the filter and the order, and the rows that follow."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.stores.project import ProjectStore
from app.stores.uncertainty import UncertaintyStore
from samft_core.project.image_facts import ImageFacts, ObjectFacts, Overview, WallFilter
from samft_core.project.records import ImageRecord

_NOT_ASKED = 2.0
"""Beyond every score, which ends at 1."""


class WallOrder(enum.Enum):
    """How the wall is sorted."""

    ADDED = "added"
    UNSURE = "unsure"
    LARGEST = "largest"
    NEWEST = "newest"


class WallStore(QObject):
    """``changed`` follows when other rows are shown, ``counted`` when the facts were read anew."""

    changed = Signal()
    counted = Signal()

    def __init__(
        self, projects: ProjectStore, uncertainties: UncertaintyStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects = projects
        self._uncertainties = uncertainties
        self.overview = Overview()
        self.filter = WallFilter()
        self.order = WallOrder.ADDED
        self.like: int | None = None
        """The image that the shown ones are like, the most alike first; None for the usual order."""
        self.ids: list[int] = []
        self.row_of: dict[int, int] = {}
        projects.closed.connect(self._closed)
        projects.images_added.connect(self.work_out)

    def set_overview(self, overview: Overview) -> None:
        """Take over facts that were read in a thread."""
        self.overview = overview
        self.work_out()
        self.counted.emit()

    def set_filter(self, wanted: WallFilter) -> None:
        """Show other images."""
        self.filter = wanted
        self.work_out()

    def set_order(self, order: WallOrder) -> None:
        """Sort by another rule."""
        self.order = order
        self.like = None
        self.work_out()

    def show_like(self, image_id: int | None) -> bool:
        """Show the most alike first; False where nothing is known of how the image looks."""
        if image_id is not None and not self._uncertainties.alike(image_id):
            return False
        self.like = image_id
        self.work_out()
        return True

    def work_out(self) -> None:
        """Work out the rows again. Whole lists at once: 50,000 calls of a method would be felt."""
        score = self._uncertainties.value_of
        shown = [
            image
            for image in self._projects.images()
            if self.filter.passes(image, self.overview, score(image.id))
        ]
        if self.like is not None:
            alike = self._uncertainties.alike(self.like)
            shown = [image for image in shown if image.id in alike]
            shown.sort(key=lambda image: alike[image.id], reverse=True)
        else:
            self._sort(shown)
        self.ids = [image.id for image in shown]
        self.row_of = {image_id: row for row, image_id in enumerate(self.ids)}
        self.changed.emit()

    def shown_objects(self) -> tuple[ObjectFacts, ...]:
        """All objects of the project, for the counts."""
        return self.overview.objects

    def facts(self, image_id: int) -> ImageFacts | None:
        """What the image's objects tell; None where it has none."""
        return self.overview.images.get(image_id)

    def values_of(self, read: Callable[[ImageFacts], frozenset[str]]) -> list[str]:
        """Every name that ``read`` finds in the facts of any image, sorted."""
        return sorted({name for facts in self.overview.images.values() for name in read(facts)})

    def _sort(self, shown: list[ImageRecord]) -> None:
        images = self.overview.images
        match self.order:
            case WallOrder.UNSURE:
                shown.sort(key=lambda image: self._sureness(image.id))
            case WallOrder.LARGEST:
                shown.sort(
                    key=lambda image: images[image.id].largest if image.id in images else 0, reverse=True
                )
            case WallOrder.NEWEST:
                touched = self._projects.last_touched()
                shown.sort(key=lambda image: touched[image.id], reverse=True)

    def _sureness(self, image_id: int) -> float:
        """How sure the model is; images it was not asked about come after all others."""
        value = self._uncertainties.value_of(image_id)
        return _NOT_ASKED if value is None else value

    def _closed(self) -> None:
        self.overview = Overview()
        self.filter = WallFilter()
        self.like = None
        self.ids = []
        self.row_of = {}
        self.changed.emit()
