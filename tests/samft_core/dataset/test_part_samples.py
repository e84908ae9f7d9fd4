from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.dataset.part_samples import part_samples, parts_to_ask
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Sample


def sample(number: int, *boxes: tuple[int, int, int, int]) -> Sample:
    drawn = np.zeros((120, 160), bool)
    for x0, y0, x1, y1 in boxes:
        drawn[y0:y1, x0:x1] = True
    rle = RleMask.from_array(drawn)
    assert rle.box is not None
    return Sample(number, Path(f"{number}.png"), "lot", "pore", rle, rle.box, number + 10, f"digest {number}")


def test_parts_keep_what_the_whole_is_and_lie_where_it_lies() -> None:
    whole = sample(3, (20, 30, 40, 50), (100, 90, 110, 100))
    first, second = part_samples(whole)
    assert (first.box, second.box) == (Box(20, 30, 40, 50), Box(100, 90, 110, 100))
    assert np.array_equal(first.mask.to_array() | second.mask.to_array(), whole.mask.to_array())
    assert {(p.image_id, p.path, p.class_name, p.annotation_id) for p in (first, second)} == {
        (3, Path("3.png"), "pore", 13)
    }
    assert part_samples(sample(1, (20, 30, 40, 50))) == []


def test_the_largest_part_of_every_mask_is_asked_before_the_second_ones() -> None:
    two = sample(1, (20, 30, 40, 50), (100, 90, 110, 100))
    three = sample(2, (20, 30, 50, 60), (100, 90, 112, 100), (140, 10, 146, 16))
    whole = sample(3, (20, 30, 40, 50))
    asked = parts_to_ask([two, whole, three])
    assert [(p.image_id, p.box.width) for p in asked] == [(1, 20), (2, 30), (1, 10), (2, 12), (2, 6)]
    assert parts_to_ask([two, whole, three], most=2) == asked[:2]
