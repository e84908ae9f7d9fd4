"""From the mask decoder's 256 x 256 logits to image pixels, as Segment Anything does it. Free of torch."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Frame

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
