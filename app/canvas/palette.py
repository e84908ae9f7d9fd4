"""Colours of masks and prompts that people with any colour vision tell apart (Okabe and Ito, 2008).

Colour never stands alone: sides of a comparison also differ in line pattern, points in shape, differences
in hatching.
"""

from __future__ import annotations

from typing import Final

from app.theme import tokens

Rgb = tuple[int, int, int]


def _rgb(color: str) -> Rgb:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


ORANGE: Final[Rgb] = (230, 159, 0)
SKY_BLUE: Final[Rgb] = (86, 180, 233)
GREEN: Final[Rgb] = (0, 158, 115)
YELLOW: Final[Rgb] = (240, 228, 66)
BLUE: Final[Rgb] = (0, 114, 178)
VERMILLION: Final[Rgb] = (213, 94, 0)
PURPLE: Final[Rgb] = (204, 121, 167)
WHITE: Final[Rgb] = (255, 255, 255)
HALO: Final[Rgb] = (16, 16, 16)

CLASS_COLORS: Final[tuple[Rgb, ...]] = tuple(_rgb(color) for color in tokens.CLASS_COLORS)
"""Of their own: none of them is near what the two models are drawn in."""
LEFT: Final[Rgb] = ORANGE
RIGHT: Final[Rgb] = SKY_BLUE
DIFFERENCE: Final[Rgb] = PURPLE
POSITIVE: Final[Rgb] = GREEN
NEGATIVE: Final[Rgb] = VERMILLION


def class_color(index: int) -> Rgb:
    """The colour of the defect class with this palette index; repeats after the last."""
    return CLASS_COLORS[index % len(CLASS_COLORS)]
