"""What a project's images hold at a glance, as plain values: facts, filters and counts for the wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samft_core.project.records import ImageRecord, ImageState, ReviewState


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What the objects of one image tell. ``largest`` is the area of the largest object in pixels.

    ``revision`` is another one after each change of its masks or classes; ``day`` is when it was last worked
    on, in the PC's time zone.
    """

    classes: frozenset[str]
    inspectors: frozenset[str]
    day: date
    largest: int
    revision: str


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """One object, for the counts: its class, who made or accepted it, and on which day."""

    class_name: str
    inspector: str
    day: date
    accepted: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """``images`` by id; ``doubles`` are the ids of images that show exactly the same as another one."""

    images: Mapping[int, ImageFacts] = field(default_factory=dict)
    objects: tuple[ObjectFacts, ...] = ()
    doubles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class WallFilter:
    """What the wall shows; None lets everything pass. Days are included, ``least_area`` is in pixels.

    ``below_score`` passes only images about which the model was asked and less sure than that (0 to 1).
    """

    class_name: str | None = None
    state: ImageState | ReviewState | None = None
    inspector: str | None = None
    lot: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    least_area: int = 0
    below_score: float | None = None
    doubles: bool = False

    def passes(self, image: ImageRecord, overview: Overview, score: float | None) -> bool:
        """Whether an image is shown; ``score`` is how sure the model is of it."""
        facts = overview.images.get(image.id)
        if self.state is not None and image.state is not self.state and image.review is not self.state:
            return False
        if self.lot is not None and image.group != self.lot:
            return False
        if self.doubles and image.id not in overview.doubles:
            return False
        if self.below_score is not None and (score is None or score >= self.below_score):
            return False
        if facts is None:
            return self._asks_nothing_of_objects
        return self._passes_facts(facts)

    @property
    def _asks_nothing_of_objects(self) -> bool:
        wanted = (self.class_name, self.inspector, self.first_day, self.last_day)
        return not self.least_area and all(value is None for value in wanted)

    def _passes_facts(self, facts: ImageFacts) -> bool:
        return (
            (self.class_name is None or self.class_name in facts.classes)
            and (self.inspector is None or self.inspector in facts.inspectors)
            and (self.first_day is None or facts.day >= self.first_day)
            and (self.last_day is None or facts.day <= self.last_day)
            and facts.largest >= self.least_area
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many objects there are by class, day and inspector."""

    by_class: Mapping[str, int]
    by_day: Mapping[date, int]
    by_inspector: Mapping[str, int]

    @classmethod
    def of(cls, objects: Iterable[ObjectFacts]) -> Counts:
        """Count; the largest first, days in their order."""
        listed = list(objects)
        classes = Counter(item.class_name for item in listed)
        days = Counter(item.day for item in listed)
        inspectors = Counter(item.inspector for item in listed)
        return cls(dict(classes.most_common()), dict(sorted(days.items())), dict(inspectors.most_common()))
