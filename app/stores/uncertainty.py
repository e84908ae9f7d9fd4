"""Which image is worth a look: where the model is unsure, and what looks unlike the images that are known."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from samft_core.active_learning.next_image import Vector, pick_image
from samft_core.engine.protocol import Predicted
from samft_core.imaging.masks import RleMask, mask_iou

MOST_KNOWN = 500
"""Images with masks that others are compared with: the latest."""


class Reason(enum.Enum):
    """Why an image is worth a look."""

    SCORE = "score"
    DISAGREEMENT = "disagreement"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """``value`` is a version's own score or the overlap (IoU) of two versions, 0 to 1; low is doubtful.

    With the reason UNLIKE it is how alike the image and the nearest known one are (cosine).
    """

    image_id: int
    reason: Reason
    value: float
    versions: tuple[str, ...]


class UncertaintyStore(QObject):
    """Learns from every answer of the engine about a project's images, and from what the project keeps."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._uncertainties: dict[int, Uncertainty] = {}
        self._vectors: dict[int, Vector] = {}
        self._latest: tuple[int, int] | None = None
        self._answers: dict[str, tuple[float, RleMask]] = {}

    def set_scores(self, scores: dict[int, tuple[str, float]]) -> None:
        """Start again with a project's kept predictions: the lowest score of each image and its version."""
        self._latest = None
        self._vectors = {}
        self._uncertainties = {
            image_id: Uncertainty(image_id, Reason.SCORE, score, (version,))
            for image_id, (version, score) in scores.items()
        }
        self.changed.emit()

    def see(self, image_id: int, vector: Sequence[float]) -> None:
        """Learn in which direction an image lies."""
        if vector:
            self._vectors[image_id] = np.asarray(vector, np.float32)

    def take(self, reply: Predicted) -> None:
        """Learn from an answer. A newer request for an image replaces what was known of it."""
        if not reply.proposals:
            return
        if self._latest != (reply.image_id, reply.id):
            self._latest = (reply.image_id, reply.id)
            self._answers = {}
        best = reply.proposals[0]
        self._answers[reply.version] = (best.score, best.rle())
        # The most doubtful sign counts, be it a score or a disagreement.
        self._uncertainties[reply.image_id] = min(
            self._found(reply.image_id), key=lambda uncertainty: uncertainty.value
        )
        self.changed.emit()

    def _found(self, image_id: int) -> Iterable[Uncertainty]:
        for version, (score, _mask) in self._answers.items():
            yield Uncertainty(image_id, Reason.SCORE, score, (version,))
        if len(self._answers) == 2:
            (one, (_, left)), (other, (_, right)) = self._answers.items()
            yield Uncertainty(image_id, Reason.DISAGREEMENT, overlap(left, right), (one, other))

    def value_of(self, image_id: int) -> float | None:
        """How sure the model is about an image, 0 to 1; None where it was not asked."""
        uncertainty = self._uncertainties.get(image_id)
        return None if uncertainty is None else uncertainty.value

    def alike(self, image_id: int) -> dict[int, float]:
        """How alike other images are (cosine, 1 for the same), by id; empty where it is not known."""
        own = self._vectors.get(image_id)
        if own is None:
            return {}
        return {key: float(own @ vector) for key, vector in self._vectors.items()}

    def most_useful(self, waiting: Sequence[int], known: Sequence[int]) -> Uncertainty | None:
        """The image of ``waiting`` that would teach the model most, given that ``known`` have their masks.

        Half unlike the known ones, half doubtful, where images were encoded; else doubtful alone. None where
        nothing is known of any of them.
        """
        compared = [self._vectors[image_id] for image_id in known if image_id in self._vectors]
        uncertainties = {i: 1.0 - self._uncertainties[i].value for i in waiting if i in self._uncertainties}
        pick = pick_image(waiting, self._vectors, compared[-MOST_KNOWN:], uncertainties)
        if pick is None:
            return None
        if pick.for_uncertainty or pick.gap is None:
            return self._uncertainties.get(pick.image_id)
        # Of unit vectors the distance tells the cosine.
        return Uncertainty(pick.image_id, Reason.UNLIKE, 1.0 - pick.gap**2 / 2, ())


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
    return mask_iou(one.cut(*corners), other.cut(*corners))
