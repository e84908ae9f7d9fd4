"""Finding the same picture in files whose pixels differ a little: saved as JPEG, scaled down and up again.

Two photographs of one kind of bottle look alike when they are small, but not as alike as copies: on 61
photographs of MVTec AD's bottles, 32 x 32 grey means of different ones differ by 24 levels or more
somewhere, those of copies (JPEG of quality 30 to 95, halved and doubled) by at most 2. Where a scene is so
flat that means tell nothing, the grain must agree as well: copies have the noise of their original
(correlation 0.43 and more there), other photographs their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.pixels import Rgb

SIDE = 32
"""Means across and down that stand for an image."""

MEANS_WITHIN = 2
"""Levels (0 to 255) by which copies' means may differ."""

GRAIN_ALIKE = 0.4
"""Correlation of copies' grain."""

# Side in pixels of each of the 3 x 3 places at which the grain is looked at.
_PATCH = 48


@dataclass(frozen=True, slots=True)
class ImageSignature:
    """What is kept of an image to find copies of it: 20 kB."""

    height: int
    width: int
    means: NDArray[np.uint8]
    grain: NDArray[np.int8]

    @classmethod
    def of(cls, rgb: Rgb) -> ImageSignature:
        """Look at an H x W x 3 image."""
        grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        height, width = grey.shape
        small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        # What a small blur takes away.
        fine = grey.astype(np.int16) - cv2.blur(grey, (5, 5))
        patches = [
            fine[_around(height, row), _around(width, column)].ravel()
            for row in (1, 3, 5)
            for column in (1, 3, 5)
        ]
        grain = np.clip(np.concatenate(patches), -127, 127).astype(np.int8)
        return cls(height, width, np.asarray(small, np.uint8), grain)


def find_copies(glances: Mapping[int, ImageSignature]) -> dict[int, int]:
    """The images (by id) that show the picture of an image with a smaller id, and which."""
    found: dict[int, int] = {}
    sizes: dict[tuple[int, int], list[int]] = {}
    for image_id, glance in sorted(glances.items()):
        sizes.setdefault((glance.height, glance.width), []).append(image_id)
    for ids in sizes.values():
        # Signed, because differences of uint8 would wrap round.
        means = np.stack([glances[image_id].means for image_id in ids]).reshape(len(ids), -1).astype(np.int16)
        whole = means.mean(axis=1)
        for place in range(1, len(ids)):
            # The mean of the means first: one number an image leaves few pairs for the 1024 of each.
            near = np.flatnonzero(np.abs(whole[:place] - whole[place]) <= MEANS_WITHIN)
            alike = near[np.abs(means[near] - means[place]).max(axis=1) <= MEANS_WITHIN]
            for earlier in alike:
                first = ids[int(earlier)]
                if _same_grain(glances[first], glances[ids[place]]):
                    # A copy of a copy belongs to the first of them all, so that each group has one
                    # name.
                    found[ids[place]] = found.get(first, first)
                    break
    return found


def _around(length: int, sixths: int) -> slice:
    start = max(length * sixths // 6 - _PATCH // 2, 0)
    return slice(start, start + _PATCH)


def _same_grain(one: ImageSignature, other: ImageSignature) -> bool:
    first = one.grain.astype(np.float32)
    second = other.grain.astype(np.float32)
    length = float(np.sqrt((first @ first) * (second @ second)))
    return length > 0 and float(first @ second) / length >= GRAIN_ALIKE
