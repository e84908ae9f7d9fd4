"""What no model at all would say: the yardsticks that a mask model has to beat. Free of torch."""

from __future__ import annotations

import numpy as np

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask


def filled_box(box: Box, *, width: int, height: int) -> Mask:
    """Every pixel whose centre lies in ``box``, height x width."""
    columns, rows = _centres(width, height)
    inside_x = (columns >= box.x0) & (columns < box.x1)
    inside_y = (rows >= box.y0) & (rows < box.y1)
    return np.asarray(inside_y[:, None] & inside_x[None, :])


def ellipse(box: Box, *, width: int, height: int) -> Mask:
    """Every pixel whose centre lies in the ellipse that fills ``box``, height x width."""
    columns, rows = _centres(width, height)
    cx, cy = box.centre
    x = (columns - cx) / max(box.width / 2, 0.5)
    y = (rows - cy) / max(box.height / 2, 0.5)
    return np.asarray(x[None, :] ** 2 + y[:, None] ** 2 <= 1.0)


def _centres(width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(width) + 0.5, np.arange(height) + 0.5
