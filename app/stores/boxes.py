"""Boxes that wait beside the question in hand: several drawn at once, carried along, or proposed.

Each is answered by the model and becomes an object only when the inspector takes it.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from app.stores.prediction import Answer
from samft_core.engine.protocol import Predicted
from samft_core.prompts import Prompts

_ids = itertools.count(1)


class Source(enum.Enum):
    """Where a box comes from. What the inspector drew is never dropped unasked."""

    DRAWN = "drawn"
    CARRIED = "carried"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class WaitingBox:
    """One box prompt (with points where some were set) and what the versions say about it so far."""

    image_id: int
    prompts: Prompts
    source: Source = Source.DRAWN
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problem: str = ""
    id: int = field(default_factory=lambda: next(_ids))

    def answer(self, preferred: str | None = None) -> Answer | None:
        """What the preferred version says, else the one that answered first."""
        return self.answers.get(preferred or "") or next(iter(self.answers.values()), None)

    @property
    def open(self) -> bool:
        """Whether the model has still to be asked."""
        return not self.answers and not self.problem


class BoxStore(QObject):
    """The waiting boxes of every image, in the order they came; they are kept while other images are shown.

    ``changed`` carries the image whose boxes changed, ``added`` and ``removed`` a box's id.
    """

    changed = Signal(int)
    added = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[int, WaitingBox] = {}

    def get(self, box_id: int | None) -> WaitingBox | None:
        """One box; None where it is not waiting any more."""
        return self._boxes.get(box_id or 0)

    def boxes(self, image_id: int | None) -> list[WaitingBox]:
        """An image's boxes, the oldest first."""
        return sorted((b for b in self._boxes.values() if b.image_id == image_id), key=lambda box: box.id)

    def all_open(self) -> list[WaitingBox]:
        """Every image's boxes that the model has still to be asked about, the oldest first."""
        return sorted((box for box in self._boxes.values() if box.open), key=lambda box: box.id)

    def put(self, boxes: Iterable[WaitingBox]) -> None:
        """Have these wait, for the first time or again."""
        for box in boxes:
            self._boxes[box.id] = box
            self.added.emit(box.id)
            self.changed.emit(box.image_id)

    def remove(self, box_ids: Iterable[int]) -> list[WaitingBox]:
        """Let these go; returns those that were waiting."""
        gone = [self._boxes.pop(box_id) for box_id in list(box_ids) if box_id in self._boxes]
        for box in gone:
            self.removed.emit(box.id)
            self.changed.emit(box.image_id)
        return gone

    def keep(self, box_id: int, prompts: Prompts, answers: Mapping[str, Answer]) -> None:
        """Note how far the question about a box has come."""
        box = self._boxes.get(box_id)
        if box is not None and (box.prompts, dict(box.answers)) != (prompts, dict(answers)):
            self._replace(replace(box, prompts=prompts, answers=dict(answers), problem=""))

    def take(self, box_id: int, reply: Predicted) -> None:
        """Take over a version's answer."""
        box = self._boxes.get(box_id)
        if box is not None and reply.proposals:
            answer = Answer(reply.version, tuple(reply.proposals), reply.stage)
            self._replace(replace(box, answers={**box.answers, reply.version: answer}))

    def fail(self, box_id: int, message: str) -> None:
        """The model could not answer."""
        box = self._boxes.get(box_id)
        if box is not None:
            self._replace(replace(box, problem=message))

    def clear(self) -> None:
        """Another project."""
        images = {box.image_id for box in self._boxes.values()}
        self._boxes.clear()
        for image_id in images:
            self.changed.emit(image_id)

    def _replace(self, box: WaitingBox) -> None:
        self._boxes[box.id] = box
        self.changed.emit(box.image_id)
