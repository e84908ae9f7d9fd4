from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Box
from samft_core.imaging.mask_parts import boxed_parts, parts_of
from samft_core.imaging.prompts import MOST_PARTS


def mask(*boxes: tuple[int, int, int, int], side: int = 200) -> NDArray[np.bool_]:
    drawn = np.zeros((side, side), bool)
    for x0, y0, x1, y1 in boxes:
        drawn[y0:y1, x0:x1] = True
    return drawn


def test_a_mask_of_one_piece_is_its_own_only_part() -> None:
    piece = mask((10, 20, 60, 40))
    (part,) = parts_of(piece)
    assert np.array_equal(part, piece)
    assert boxed_parts(piece) == []
    assert parts_of(mask()) == [] and boxed_parts(mask()) == []


def test_pieces_that_lie_apart_are_parts_the_largest_first() -> None:
    small = mask((10, 10, 20, 20))
    large = mask((100, 120, 150, 160))
    found = parts_of(small | large)
    assert [np.array_equal(a, b) for a, b in zip(found, (large, small), strict=True)] == [True, True]
    boxes = [box for _, box in boxed_parts(small | large)]
    assert boxes == [Box(100, 120, 150, 160), Box(10, 10, 20, 20)]


def test_a_crack_that_breaks_off_for_a_pixel_or_two_is_one_part() -> None:
    broken = mask((10, 50, 60, 53), (62, 50, 110, 53))
    assert len(parts_of(broken)) == 1
    assert len(parts_of(mask((10, 50, 60, 53), (72, 50, 110, 53)))) == 2


def test_specks_are_boxed_by_nobody() -> None:
    with_speck = mask((10, 10, 60, 60), (150, 150, 153, 153))
    (part,) = parts_of(with_speck)
    assert np.array_equal(part, with_speck)
    many = mask(*((x, y, x + 4, y + 4) for x in range(5, 195, 30) for y in range(5, 195, 30)))
    assert len(parts_of(many)) == MOST_PARTS


def test_a_box_means_all_that_lies_in_it() -> None:
    ring = mask((40, 40, 140, 140)) & ~mask((55, 55, 125, 125))
    core = mask((85, 85, 95, 95))
    (all_of_it, around), (inner, own) = boxed_parts(ring | core)
    assert np.array_equal(all_of_it, ring | core) and around == Box(40, 40, 140, 140)
    assert np.array_equal(inner, core) and own == Box(85, 85, 95, 95)
