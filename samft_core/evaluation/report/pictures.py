"""Held-out masks as pictures for the report: the image round the box with outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask
from samft_core.imaging.pixels import Rgb

Colour = tuple[int, int, int]
# Yellow, green, orange and sky from Okabe and Ito's palette, told apart by people with any colour vision.
BOX = (240, 228, 66)
TRUTH = (0, 158, 115)
BASE = (230, 159, 0)
TUNED = (86, 180, 233)

PICTURE_SIDE = 260
"""Longest side in pixels of a picture in the report."""


@dataclass(frozen=True, slots=True)
class Example:
    """One held-out mask in pictures. ``rgb`` is uint8 H x W x 3; IoU values are those of the noisy box."""

    title: str
    class_name: str
    rgb: Rgb
    box: Box
    truth: Mask
    base: Mask
    tuned: Mask
    base_iou: float
    tuned_iou: float

    @property
    def gain(self) -> float:
        """What fine-tuning changed."""
        return self.tuned_iou - self.base_iou


@dataclass(frozen=True, slots=True)
class Gallery:
    """Examples with something in common, which ``title`` names."""

    title: str
    examples: Sequence[Example]


def pictures(example: Example, *, side: int = PICTURE_SIDE) -> list[tuple[str, Rgb]]:
    """Caption and pixels of each picture of an example, all cut to the same part of the image."""
    x0, y0, x1, y1 = window_round(example.box, *example.rgb.shape[:2])
    rgb = example.rgb[y0:y1, x0:x1]
    scale = side / max(rgb.shape[:2])
    moved = example.box.moved(-x0, -y0)

    def picture(mask: Mask | None, colour: Colour) -> Rgb:
        return outlined(rgb, None if mask is None else mask[y0:y1, x0:x1], colour, scale, box=moved)

    return [
        ("Image and box", picture(None, BOX)),
        ("Ground truth", picture(example.truth, TRUTH)),
        (f"Base model, IoU {example.base_iou:.2f}", picture(example.base, BASE)),
        (f"Tuned, IoU {example.tuned_iou:.2f}", picture(example.tuned, TUNED)),
    ]


def window_round(box: Box, height: int, width: int) -> tuple[int, int, int, int]:
    """The part of a ``height`` x ``width`` image that is worth a look: the box with half its size around it.

    In whole pixels: left, top, right, bottom, the last two exclusive.
    """
    margin = 0.5 * max(box.width, box.height, 40.0)
    wide = Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin).clipped(width, height)
    return int(wide.x0), int(wide.y0), int(np.ceil(wide.x1)), int(np.ceil(wide.y1))


def outlined(
    rgb: Rgb, mask: Mask | None, colour: Colour, scale: float, *, box: Box | None = None, width: int = 2
) -> Rgb:
    """``rgb`` (uint8 H x W x 3) at another ``scale`` with the outline of ``mask`` (H x W) and the ``box``.

    The outline is ``width`` pixels of the new scale wide.
    """
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = np.ascontiguousarray(cv2.resize(rgb, size, interpolation=method))
    if box is not None:
        corners = [round(value * scale) for value in box.as_tuple()]
        cv2.rectangle(picture, (corners[0], corners[1]), (corners[2], corners[3]), BOX, 1, cv2.LINE_AA)
    if mask is not None:
        shape = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
        # The outline alone: a fill would hide the defect's edge.
        outlines, _ = cv2.findContours(shape, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(picture, outlines, -1, colour, width, cv2.LINE_AA)
    return np.asarray(picture, np.uint8)
