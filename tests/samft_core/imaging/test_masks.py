from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import (
    Mask,
    MaskDelta,
    MaskError,
    RleMask,
    apply,
    components,
    mask_box,
    polygons,
)

shapes = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24)
masks = hnp.arrays(np.bool_, shapes)
pairs = shapes.flatmap(lambda shape: st.tuples(hnp.arrays(np.bool_, shape), hnp.arrays(np.bool_, shape)))


@settings(max_examples=100, deadline=None)
@given(masks)
def test_rle_keeps_every_pixel(mask: Mask) -> None:
    packed = RleMask.from_array(mask)
    again = RleMask.from_json(packed.to_json())
    assert again == packed
    assert np.array_equal(again.to_array(), mask)
    assert packed.area == mask.sum()
    assert packed.box == mask_box(mask)


def test_decoded_mask_is_the_callers_own() -> None:
    packed = RleMask.from_array(np.ones((3, 4), np.bool_))
    first = packed.to_array()
    first[:] = False
    assert packed.to_array().all()
    assert first.flags.c_contiguous


def test_holes_and_islands_stay() -> None:
    mask = np.zeros((20, 30), np.bool_)
    mask[2:12, 3:15] = True
    mask[5:8, 6:9] = False
    mask[18, 28] = True
    packed = RleMask.from_array(mask)
    assert np.array_equal(packed.to_array(), mask)
    assert packed.box == Box(3, 2, 29, 19)


@pytest.mark.parametrize("shape", [(0, 4), (4, 0), (4,), (2, 3, 4)])
def test_only_two_dimensions_with_pixels(shape: tuple[int, ...]) -> None:
    with pytest.raises(MaskError, match="H x W"):
        RleMask.from_array(np.zeros(shape))


def test_runs_of_another_size_are_damage() -> None:
    packed = RleMask.from_array(np.ones((3, 4), np.bool_))
    wrong = RleMask(4, 4, packed.counts)
    for read in (wrong.to_array, wrong.validate, lambda: wrong.area, lambda: wrong.box):
        with pytest.raises(MaskError, match="do not fill 4 x 4"):
            read()


@pytest.mark.parametrize(
    "data", [{}, {"size": [1], "counts": "1"}, {"size": 3, "counts": "1"}, {"size": [1, 1]}]
)
def test_foreign_json_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(MaskError):
        RleMask.from_json(data)


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_delta_and_its_inverse(pair: tuple[Mask, Mask]) -> None:
    before, after = pair
    mask = before.copy()
    delta = MaskDelta.between(before, after)
    inverse = apply(mask, delta)
    assert np.array_equal(mask, after)
    redo = apply(mask, inverse)
    assert np.array_equal(mask, before)
    apply(mask, redo)
    assert np.array_equal(mask, after)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_many_edits_undone_are_the_start(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    start = random.random((17, 23)) < 0.5
    mask, inverses = start.copy(), []
    for _ in range(count):
        y0, x0 = int(random.integers(0, 17)), int(random.integers(0, 23))
        shape = (int(random.integers(1, 18 - y0)), int(random.integers(1, 24 - x0)))
        inverses.append(apply(mask, MaskDelta(x0, y0, random.random(shape) < 0.5)))
    for inverse in reversed(inverses):
        apply(mask, inverse)
    assert np.array_equal(mask, start)


def test_delta_is_as_small_as_the_change() -> None:
    before = np.zeros((10, 10), np.bool_)
    after = before.copy()
    after[4, 2:5] = True
    delta = MaskDelta.between(before, after)
    assert delta.box == Box(2, 4, 5, 5)
    assert MaskDelta.between(before, before).empty


@pytest.mark.parametrize(("x0", "y0"), [(-1, 0), (0, -1), (9, 0), (0, 9)])
def test_delta_outside_changes_nothing(x0: int, y0: int) -> None:
    mask = np.zeros((10, 10), np.bool_)
    with pytest.raises(MaskError, match="outside"):
        apply(mask, MaskDelta(x0, y0, np.ones((2, 2), np.bool_)))
    assert not mask.any()


def test_components_touch_at_corners_and_come_largest_first() -> None:
    mask = np.zeros((12, 12), np.bool_)
    mask[0, 0] = True
    mask[4:7, 4:7] = True
    mask[7, 7] = True
    parts = components(mask)
    assert [int(part.sum()) for part in parts] == [10, 1]
    assert np.array_equal(np.logical_or.reduce(parts), mask)
    assert components(np.zeros((3, 3), np.bool_)) == []


def test_polygons_outline_parts_and_holes() -> None:
    mask = np.zeros((12, 12), np.bool_)
    mask[1:9, 1:9] = True
    mask[4:6, 4:6] = False
    outlines = polygons(mask)
    assert len(outlines) == 2
    assert {(1.0, 1.0), (8.0, 8.0)} <= set(outlines[0])


@settings(max_examples=100, deadline=None)
@given(masks, st.data())
def test_a_cut_equals_the_same_part_of_the_whole(mask: Mask, data: st.DataObject) -> None:
    y0, y1 = sorted(data.draw(st.integers(0, mask.shape[0])) for _ in range(2))
    x0, x1 = sorted(data.draw(st.integers(0, mask.shape[1])) for _ in range(2))
    assert np.array_equal(RleMask.from_array(mask).cut(x0, y0, x1, y1), mask[y0:y1, x0:x1])


@pytest.mark.parametrize(
    "size", [[float("inf"), 3], [3, 2.5], [True, 3], [-1, 3], ["3", 3], [None, 3], [3], 7, [2**70, "x"]]
)
def test_a_size_that_is_none_is_refused(size: object) -> None:
    with pytest.raises(MaskError):
        RleMask.from_json({"size": size, "counts": "9"})


def test_a_few_letters_cannot_ask_for_a_terabyte() -> None:
    small = RleMask.from_array(np.zeros((4, 4), np.bool_))
    huge = RleMask(1 << 20, 1 << 20, small.counts)
    for ask in (huge.to_array, huge.validate, lambda: huge.area, lambda: huge.box):
        with pytest.raises(MaskError, match="larger than any image"):
            ask()
