"""Masks as image files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.images import open_image
from samft_core.masks import Mask


def read_mask(path: Path) -> Mask:
    """Read a mask as it is stored (no rotation, no scaling): H x W bool, True where any channel is not 0.

    Raises ImageError.
    """
    with open_image(path) as image:
        # A palette's colours do not matter, its index does: 0 is background.
        stored = np.asarray(image)
        if stored.ndim == 3:
            colours = stored[:, :, : 1 if image.mode == "LA" else 3]
            return np.ascontiguousarray((colours != 0).any(axis=2))
        return np.ascontiguousarray(stored != 0)
