"""Class colours are told apart from each other and from the models', with every kind of colour vision."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from app.canvas import palette
from app.theme.tokens import BASE_COLOR, CLASS_COLORS, TUNED_COLOR

VISION = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira and Fernandes, 2009, severity 1.0, on linear RGB."""

XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def lab(color: str, vision: str) -> np.ndarray:
    """CIELAB of "#rrggbb" as somebody with this vision sees it."""
    rgb = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ @ np.clip(np.array(VISION[vision]) @ linear, 0, 1) / WHITE
    fx, fy, fz = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("vision", VISION)
def test_no_class_looks_like_another_or_like_a_model(vision: str) -> None:
    def apart(one: str, other: str) -> float:
        return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))

    assert min(apart(a, b) for a, b in combinations(CLASS_COLORS, 2)) >= 19.5
    assert min(apart(a, b) for a in CLASS_COLORS for b in (BASE_COLOR, TUNED_COLOR)) >= 30


def test_list_and_picture_show_a_class_in_one_colour() -> None:
    for index, color in enumerate([*CLASS_COLORS, CLASS_COLORS[0]]):
        assert "#{:02x}{:02x}{:02x}".format(*palette.class_color(index)) == color
