"""The pixels of an image: their type, what names them, and where they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""H x W x 3, 0 to 255."""


def pixel_digest(rgb: Rgb) -> str:
    """SHA-256 in hex of the shape and the pixels of an image."""
    digest = hashlib.sha256("x".join(map(str, rgb.shape)).encode("ascii"))
    digest.update(np.ascontiguousarray(rgb).data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class SourceImage:
    """An image that a model may be asked about.

    ``digest`` is the ``pixel_digest`` of its pixels. ``rgb()`` gives these and decodes the file only when it
    is called: where the embedding is known, nobody does.
    """

    width: int
    height: int
    digest: str
    rgb: Callable[[], Rgb]

    @classmethod
    def of(cls, rgb: Rgb) -> Self:
        """An image that is in memory already."""
        height, width = rgb.shape[:2]
        return cls(width, height, pixel_digest(rgb), lambda: rgb)
