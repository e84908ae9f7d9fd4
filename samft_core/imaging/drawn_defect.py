"""A picture whose answer is known, for checks of a PC that need no project."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Box
from samft_core.imaging.pixels import Rgb


def drawn_defect() -> tuple[Rgb, NDArray[np.bool_], Box]:
    """A bright ellipse on dark ground: 480 x 640 x 3 uint8, the ellipse's mask, and its box."""
    height = 480
    width = 640
    rows, columns = np.mgrid[0:height, 0:width] + 0.5
    mask = ((columns - 330) / 120) ** 2 + ((rows - 230) / 80) ** 2 <= 1
    rng = np.random.default_rng(7)
    rgb = rng.normal((70, 90, 80), 4, (height, width, 3))
    rgb[mask] = rng.normal((205, 190, 150), 4, (int(mask.sum()), 3))
    return rgb.clip(0, 255).astype(np.uint8), mask, Box(210, 150, 450, 310)
