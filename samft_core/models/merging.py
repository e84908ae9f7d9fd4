"""One answer from several views: logits averaged in image pixels, then an optional clean-up. No torch."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.geometry import Box, Frame
from samft_core.masks import Mask
from samft_core.models.policy import CleanUp
from samft_core.models.resample import OUTSIDE, logits_to_image
from samft_core.prompts import PointPrompt, Prompts


def merge_views(answers: Sequence[tuple[NDArray[np.float32], Frame]]) -> NDArray[np.float32]:
    """The mean logit of every image pixel over the views that show it; H x W float32.

    Each answer is a view's 256 x 256 logits and its frame. A pixel that no view shows is ``OUTSIDE``.
    """
    if len(answers) == 1:
        return logits_to_image(*answers[0])
    first = answers[0][1]
    total = np.zeros((first.image_height, first.image_width), np.float32)
    count = np.zeros_like(total)
    for logits, frame in answers:
        x0, y0, x1, y1 = frame.crop
        total[y0:y1, x0:x1] += logits_to_image(logits, frame)[y0:y1, x0:x1]
        count[y0:y1, x0:x1] += 1
    merged: NDArray[np.float32] = np.where(count > 0, total / np.maximum(count, 1), OUTSIDE)
    return merged


def clean_mask(mask: Mask, rules: CleanUp, prompts: Prompts) -> Mask:
    """Apply the clean-up that the policy asks for; the mask itself where it asks for none.

    A part that a positive point of ``prompts`` lies on stays, however small: it was asked for.
    """
    if rules.box_margin is not None and prompts.box is not None:
        mask = _inside(mask, prompts.box, rules.box_margin)
    if rules.min_component_share > 0:
        mask = _without_crumbs(mask, rules.min_component_share, prompts.points)
    return mask


def _inside(mask: Mask, box: Box, margin: float) -> Mask:
    dx, dy = box.width * margin, box.height * margin
    x0, y0 = max(int(np.floor(box.x0 - dx)), 0), max(int(np.floor(box.y0 - dy)), 0)
    x1, y1 = max(int(np.ceil(box.x1 + dx)), 0), max(int(np.ceil(box.y1 + dy)), 0)
    kept = np.zeros_like(mask)
    kept[y0:y1, x0:x1] = mask[y0:y1, x0:x1]
    return kept


def _without_crumbs(mask: Mask, share: float, points: Sequence[PointPrompt]) -> Mask:
    # Counting parts takes longer the more pixels there are; a mask is a small piece of its image.
    x0, y0, width, height = cv2.boundingRect(mask.astype(np.uint8))
    if width == 0:
        return mask
    window = np.s_[y0 : y0 + height, x0 : x0 + width]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask[window].astype(np.uint8), connectivity=8)
    if count <= 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0
    keep: NDArray[np.bool_] = areas >= areas.max() * share
    for point in points:
        column, row = int(point.x) - x0, int(point.y) - y0
        if point.positive and 0 <= column < width and 0 <= row < height:
            keep[labels[row, column]] = True
    keep[0] = False
    cleaned = np.zeros_like(mask)
    cleaned[window] = keep[labels]
    return cleaned
