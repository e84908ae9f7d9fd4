"""How well a mask fits, at native resolution. Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from samft_core.imaging.masks import Mask, mask_iou

BOUNDARY_SHARE = 0.02
"""Width of the boundary band as a share of the image's diagonal (Cheng et al. 2021)."""

RESAMPLES = 2000
"""Bootstrap draws: the ends of a 95 % interval then move by about 0.001 from seed to seed."""

EXACT_GROUPS = 12
"""Up to this many groups, all 4096 ways of turning signs are counted."""


class Interval(BaseModel):
    """A 95 % interval."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float


def dice(ours: Mask, truth: Mask) -> float:
    """Twice the intersection over the sum of areas, 0 to 1; two empty masks agree fully (Dice 1945)."""
    both = int(np.count_nonzero(ours)) + int(np.count_nonzero(truth))
    return 2 * int(np.count_nonzero(ours & truth)) / both if both else 1.0


def boundary_iou(ours: Mask, truth: Mask, *, share: float = BOUNDARY_SHARE) -> float:
    """IoU of the inner boundary bands, 0 to 1 (Cheng et al., Boundary IoU, CVPR 2021).

    The band is what an erosion by ``share`` of the image's diagonal takes away; the image's edge counts as
    boundary.
    """
    width = max(1, round(share * float(np.hypot(*truth.shape))))
    return mask_iou(_band(ours, width), _band(truth, width))


def bootstrap_mean(values: Sequence[float] | NDArray[Any], *, seed: int = 0) -> Interval:
    """The 95 % interval of the mean: percentile bootstrap (Efron 1979) over N values of any numeric type.

    At least one.
    """
    data = np.asarray(values, np.float64)
    # A fixed seed: the same rows give the same interval, on the card and in a report made later.
    draws = np.random.default_rng(seed).integers(0, len(data), size=(RESAMPLES, len(data)))
    low, high = np.percentile(data[draws].mean(axis=1), (2.5, 97.5))
    return Interval(low=float(low), high=float(high))


def bootstrap_grouped(values: Sequence[float], groups: Sequence[int], *, seed: int = 0) -> Interval:
    """The 95 % interval of the mean where the values of a group (an image) belong together: draws groups."""
    data = np.asarray(values, np.float64)
    labels = np.asarray(groups)
    names = np.unique(labels)
    sums = np.array([data[labels == name].sum() for name in names])
    counts = np.array([(labels == name).sum() for name in names])
    draws = np.random.default_rng(seed).integers(0, len(names), size=(RESAMPLES, len(names)))
    # Divided by the masks that were drawn: images with many masks count for more, as in the mean
    # itself.
    means = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return Interval(low=float(low), high=float(high))


def sign_flip_chance(differences: Sequence[float], groups: Sequence[int], *, seed: int = 0) -> float:
    """How often luck alone gives a sum of differences as low as this one (0 to 1).

    Were there no real difference, each group (an image) could as well have come out the other way round. All
    ways of turning signs are counted, so with few groups the number is exact: with four of them it is 1/16 at
    the least, however bad they look. More than ``EXACT_GROUPS`` groups are drawn at random.
    """
    data = np.asarray(differences, np.float64)
    labels = np.asarray(groups)
    sums = np.array([data[labels == name].sum() for name in np.unique(labels)])
    if len(sums) <= EXACT_GROUPS:
        # The binary digits of 0, 1, 2, … are all ways of choosing signs.
        bits = np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums)) & 1
        signs = 1.0 - 2.0 * bits
    else:
        signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(2**EXACT_GROUPS, len(sums)))
    # The small number lets the way that was observed count as itself after rounding.
    return float((signs @ sums <= sums.sum() + 1e-12).mean())


def tenth_percentile(values: Sequence[float]) -> float:
    """The value that a tenth of ``values`` lie below: how bad the bad ones are."""
    return float(np.percentile(np.asarray(values, np.float64), 10))


def _band(mask: Mask, width: int) -> Mask:
    # A frame of background, so that an object at the image's edge has a boundary there.
    solid = np.pad(mask.astype(np.uint8), 1)
    kernel = np.ones((3, 3), np.uint8)
    inner = cv2.erode(solid, kernel, iterations=width)[1:-1, 1:-1]
    return np.asarray(mask & (inner == 0), bool)
