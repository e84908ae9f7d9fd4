"""From the decoder's logits to a mask of the image: resampled, averaged over views, cleaned up. No torch."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Box, Frame
from samft_core.imaging.mask_ops import remove_islands
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.sam.inference_policy import CleanUp

OUTSIDE = np.float32(-1e4)
"""The logit of image pixels that the view's crop does not show: certainly not object."""


def logits_to_image(logits: NDArray[np.float32], frame: Frame) -> NDArray[np.float32]:
    """Logits (256 x 256) at image resolution: H x W float32, ``OUTSIDE`` where the crop does not reach.

    Bilinear twice, 256 to 1024 and then, without the padding, to the view's size: the same two steps as
    ``Sam.postprocess_masks``, so a mask does not depend on which of the two programs drew it.
    """
    content_height, content_width = frame.content_size
    view_height, view_width = frame.view_size
    square = cv2.resize(logits, (frame.side, frame.side), interpolation=cv2.INTER_LINEAR)
    content = np.ascontiguousarray(square[:content_height, :content_width])
    shown = np.asarray(
        cv2.resize(content, (view_width, view_height), interpolation=cv2.INTER_LINEAR), np.float32
    )
    restored: NDArray[np.float32] = frame.view.restore(shown)
    if frame.view.crop is None:
        return restored
    x0, y0, x1, y1 = frame.crop
    whole = np.full((frame.image_height, frame.image_width), OUTSIDE, np.float32)
    whole[y0:y1, x0:x1] = restored
    return whole


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
    # The maximum keeps the division quiet where no view shows the pixel; ``where`` overwrites those.
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
    dx = box.width * margin
    dy = box.height * margin
    x0 = max(int(np.floor(box.x0 - dx)), 0)
    y0 = max(int(np.floor(box.y0 - dy)), 0)
    x1 = max(int(np.ceil(box.x1 + dx)), 0)
    y1 = max(int(np.ceil(box.y1 + dy)), 0)
    kept = np.zeros_like(mask)
    kept[y0:y1, x0:x1] = mask[y0:y1, x0:x1]
    return kept


def _without_crumbs(mask: Mask, share: float, points: Sequence[PointPrompt]) -> Mask:
    cleaned = remove_islands(mask, share=share)
    height, width = mask.shape
    for point in points:
        column = int(point.x)
        row = int(point.y)
        inside = 0 <= column < width and 0 <= row < height
        if point.positive and inside and mask[row, column] and not cleaned[row, column]:
            parts = mask.astype(np.uint8)
            # Eight neighbours, as ``remove_islands`` counts what belongs together.
            cv2.floodFill(parts, None, (column, row), 2, flags=8)
            cleaned |= parts == 2
    return cleaned
