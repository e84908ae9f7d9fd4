"""Does a score mean what it says? A map from predicted to true IoU, and how far off scores are. No torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict

from samft_core.sam.calibration import LEAST_SLOPE, Calibration

PRIOR_ANSWERS = 6
"""The map is pulled towards the score itself as if this many answers had agreed with it."""

PRIOR_SPREAD = 0.1
"""Standard deviation of the scores of those answers."""

MOST_BINS = 10
LEAST_BINS = 3
"""One bin would tell how far scores are off on the whole, and nothing of how far each can be believed."""

ANSWERS_A_BIN = 10
"""With fewer answers in a bin, chance alone looks like an error of several points: few answers err high."""

LEAST_ANSWERS = 6
"""With fewer measured answers no map is fitted."""

Floats = NDArray[np.float64]


class Bin(BaseModel):
    """Answers of about one score: the mean score, their mean IoU, and how many they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: float
    iou: float
    answers: int


class Reliability(BaseModel):
    """How scores held on held-out answers, as given and after the map.

    ``mapped`` is judged fairly: each image's scores went through a map fitted on the other images.
    ``error`` is the expected calibration error: the mean of |score - IoU| over bins, by their size.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    calibration: Calibration
    raw: list[Bin]
    mapped: list[Bin]
    raw_error: float
    error: float
    answers: int
    images: int

    @classmethod
    def of(cls, scores: Sequence[float], ious: Sequence[float], images: Sequence[int]) -> Reliability | None:
        """Fit and measure; None with fewer than ``LEAST_ANSWERS`` answers or fewer than three images."""
        if len(scores) < LEAST_ANSWERS or len(set(images)) < 3:
            return None
        fair = leave_one_image_out(scores, ious, images)
        raw = bins(scores, ious)
        mapped = bins(fair, ious)
        return cls(
            calibration=fit_calibration(scores, ious),
            raw=raw,
            mapped=mapped,
            raw_error=expected_error(raw),
            error=expected_error(mapped),
            answers=len(scores),
            images=len(set(images)),
        )


def fit_calibration(scores: ArrayLike, ious: ArrayLike) -> Calibration:
    """The straight line from score to IoU with the least squared error, never falling.

    Two parameters only, with a weak pull towards "the score is right": there are a few dozen answers.
    """
    x = np.asarray(scores, np.float64)
    y = np.asarray(ious, np.float64)
    # The sum of squares that the imagined answers, which lie on the diagonal, add above and below.
    pull = PRIOR_ANSWERS * PRIOR_SPREAD**2
    across = float(((x - x.mean()) * (y - y.mean())).sum()) + pull
    slope = max(across / (float(((x - x.mean()) ** 2).sum()) + pull), LEAST_SLOPE)
    shift = float((y - slope * x).sum() + PRIOR_ANSWERS * x.mean() * (1 - slope)) / (len(x) + PRIOR_ANSWERS)
    return Calibration(slope=slope, offset=shift)


def leave_one_image_out(scores: ArrayLike, ious: ArrayLike, images: Sequence[int]) -> Floats:
    """Each answer's mapped score, from a map that saw nothing of its image."""
    x = np.asarray(scores, np.float64)
    y = np.asarray(ious, np.float64)
    labels = np.asarray(images)
    fair = np.empty_like(x)
    for image in np.unique(labels):
        own = labels == image
        # By image, not by answer: tight and loose box of one mask are nearly the same answer.
        fair[own] = fit_calibration(x[~own], y[~own]).apply(x[own])
    return fair


def bins(scores: ArrayLike, ious: ArrayLike) -> list[Bin]:
    """Answers in order of score, in three to ten bins of equal size, of about ten answers where there are."""
    x = np.asarray(scores, np.float64)
    y = np.asarray(ious, np.float64)
    order = np.argsort(x, kind="stable")
    count = int(np.clip(len(x) // ANSWERS_A_BIN, min(LEAST_BINS, len(x)), MOST_BINS))
    return [
        Bin(score=float(x[part].mean()), iou=float(y[part].mean()), answers=len(part))
        for part in np.array_split(order, count)
    ]


def expected_error(parts: Sequence[Bin]) -> float:
    """The expected calibration error of bins (Guo et al. 2017, with bins of equal size)."""
    total = sum(part.answers for part in parts)
    return sum(part.answers * abs(part.score - part.iou) for part in parts) / total
