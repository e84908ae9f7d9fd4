"""The simulated clicker: how many corrections a mask needs. Free of torch: the model is a function here.

The usual protocol of interactive segmentation (Sofiiuk et al., Reviving Iterative Training with Mask
Guidance, 2021), started with a box: each click lands where the largest wrong region is widest, and says
"more" where object is missing and "less" where there is too much. NoC@85 is the number of clicks until IoU
reaches 0.85.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.evaluation.evaluate import ScoredMask
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_iou
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.progress import CancelToken

TARGET_IOU = 0.85
MOST_CLICKS = 20

MASKS_CLICKED = 8
FEWEST_CLICKED = 3
"""How many held-out masks a run corrects: every click is an answer of the whole model."""

PIXELS_CLICKED = 32_000_000
"""Fewer masks where images are larger than a share of this: an answer takes as long as its image is large."""

PATIENCE = 10
"""Clicks that a run allows; a person would have taken the brush long before."""

Answer = Callable[[Prompts], ScoredMask]
"""The model under test: a mask of the image's size for a prompt, and the IoU it expects."""


@dataclass(frozen=True, slots=True)
class CorrectionRun:
    """What it took to correct one mask.

    ``ious`` holds the IoU after the box and after each click, ``scores`` what the model expected each to be;
    ``clicks`` is how many it took to reach the target, or the most that were allowed where it was never
    ``reached``.
    """

    clicks: int
    reached: bool
    ious: tuple[float, ...]
    scores: tuple[float, ...]


def correct_by_clicks(
    answer: Answer,
    truth: Mask,
    box: Box,
    *,
    target: float = TARGET_IOU,
    most: int = MOST_CLICKS,
    cancel: CancelToken | None = None,
) -> CorrectionRun:
    """Ask with ``box``, then click until ``target`` IoU with ``truth`` (H x W) or ``most`` clicks.

    Raises CancelledError.
    """
    points: tuple[PointPrompt, ...] = ()
    ious: list[float] = []
    scores: list[float] = []
    while True:
        if cancel is not None:
            cancel.raise_if_cancelled()
        scored = answer(Prompts(box=box, points=points))
        ious.append(mask_iou(scored.mask, truth))
        scores.append(scored.score)
        if ious[-1] >= target:
            return CorrectionRun(len(points), True, tuple(ious), tuple(scores))
        click = next_click(scored.mask, truth, points) if len(points) < most else None
        if click is None:
            return CorrectionRun(most, False, tuple(ious), tuple(scores))
        points += (click,)


def masks_to_click(images: Sequence[int]) -> int:
    """How many held-out masks a run corrects, given the pixels of each mask's image."""
    if not images:
        return 0
    affordable = int(PIXELS_CLICKED * len(images) / max(sum(images), 1))
    return min(len(images), max(FEWEST_CLICKED, min(MASKS_CLICKED, affordable)))


def next_click(mask: Mask, truth: Mask, clicked: Collection[PointPrompt] = ()) -> PointPrompt | None:
    """Where the largest wrong region of ``mask`` is widest; None where nothing is wrong.

    Pixels that were ``clicked`` before are left out: a model that does not listen gets another try elsewhere.
    """
    missing = _depth(truth & ~mask)
    surplus = _depth(mask & ~truth)
    for point in clicked:
        missing[int(point.y), int(point.x)] = surplus[int(point.y), int(point.x)] = 0
    positive = bool(missing.max() >= surplus.max())
    depth = missing if positive else surplus
    if depth.max() <= 0:
        return None
    # Many pixels of a long region are equally deep: the middle one, where a person would click.
    deepest = np.flatnonzero(depth == depth.max())
    y, x = divmod(int(deepest[len(deepest) // 2]), depth.shape[1])
    # The pixel's centre, in continuous coordinates.
    return PointPrompt(float(x) + 0.5, float(y) + 0.5, positive)


def _depth(region: Mask) -> NDArray[np.float32]:
    """How far each pixel of ``region`` is from its border, in pixels; the image's edge is a border."""
    # The frame is border: without it a region that touches the image's edge would seem endless there.
    padded = np.pad(region.astype(np.uint8), 1)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.ascontiguousarray(distance[1:-1, 1:-1], np.float32)
