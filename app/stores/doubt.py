"""How unsure the model is about each image: its own score, and how far two versions disagree."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from samft_core.engine.protocol import Predicted
from samft_core.masks import RleMask


class Reason(enum.Enum):
    """Why an image is worth a look."""

    SCORE = "score"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Doubt:
    """``value`` is a version's own score or the overlap (IoU) of two versions, 0 to 1; low is doubtful."""

    image_id: int
    reason: Reason
    value: float
    versions: tuple[str, ...]


class DoubtStore(QObject):
    """Learns from every answer of the engine about a project's images, and from what the project keeps."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doubts: dict[int, Doubt] = {}
        self._question: tuple[int, int] | None = None
        self._answers: dict[str, tuple[float, RleMask]] = {}

    def set_scores(self, scores: dict[int, tuple[str, float]]) -> None:
        """Start again with a project's kept predictions: the lowest score of each image and its version."""
        self._question = None
        self._doubts = {
            image_id: Doubt(image_id, Reason.SCORE, score, (version,))
            for image_id, (version, score) in scores.items()
        }
        self.changed.emit()

    def take(self, reply: Predicted) -> None:
        """Learn from an answer. A newer question about an image replaces what was known of it."""
        if not reply.proposals:
            return
        if self._question != (reply.image_id, reply.id):
            self._question = (reply.image_id, reply.id)
            self._answers = {}
        best = reply.proposals[0]
        self._answers[reply.version] = (best.score, best.rle())
        self._doubts[reply.image_id] = min(self._found(reply.image_id), key=lambda doubt: doubt.value)
        self.changed.emit()

    def _found(self, image_id: int) -> Iterable[Doubt]:
        for version, (score, _mask) in self._answers.items():
            yield Doubt(image_id, Reason.SCORE, score, (version,))
        if len(self._answers) == 2:
            (one, (_, left)), (other, (_, right)) = self._answers.items()
            yield Doubt(image_id, Reason.DISAGREEMENT, overlap(left, right), (one, other))

    def value_of(self, image_id: int) -> float | None:
        """How sure the model is about an image, 0 to 1; None where it was not asked."""
        doubt = self._doubts.get(image_id)
        return None if doubt is None else doubt.value

    def most_doubtful(self, image_ids: Iterable[int]) -> Doubt | None:
        """The most doubtful of these images; None where nothing is known about any of them."""
        known = [self._doubts[image_id] for image_id in image_ids if image_id in self._doubts]
        return min(known, key=lambda doubt: doubt.value, default=None)


def overlap(one: RleMask, other: RleMask) -> float:
    """Intersection over union of two masks of one size; 1 for two empty ones."""
    boxes = [box for box in (one.box, other.box) if box is not None]
    if not boxes:
        return 1.0
    corners = (
        int(min(box.x0 for box in boxes)),
        int(min(box.y0 for box in boxes)),
        int(max(box.x1 for box in boxes)),
        int(max(box.y1 for box in boxes)),
    )
    left, right = one.cut(*corners), other.cut(*corners)
    return int((left & right).sum()) / int((left | right).sum())
