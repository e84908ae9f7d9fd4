import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samft_core.imaging import mask_ops

MASKS = arrays(np.bool_, st.tuples(st.integers(2, 12), st.integers(2, 12)))


def ring() -> np.ndarray:
    mask = np.zeros((12, 12), bool)
    mask[2:9, 2:9] = True
    mask[4:7, 4:7] = False
    mask[11, 11] = True
    return mask


@settings(max_examples=50, deadline=None)
@given(MASKS)
def test_shrink_is_grow_of_the_background(mask):
    assert np.array_equal(mask_ops.shrink(mask), ~mask_ops.grow(~mask))


@settings(max_examples=50, deadline=None)
@given(MASKS)
def test_grow_adds_the_pixels_that_share_a_side(mask):
    padded = np.pad(mask, 1)
    expected = mask | padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]
    assert np.array_equal(mask_ops.grow(mask), expected)


def test_fill_holes_fills_the_hole_and_nothing_else():
    filled = mask_ops.fill_holes(ring())
    assert filled[4:7, 4:7].all() and filled[11, 11]
    assert filled.sum() == ring().sum() + 9


def test_fill_holes_leaves_larger_holes_than_asked():
    assert np.array_equal(mask_ops.fill_holes(ring(), largest=8), ring())


def test_remove_islands_keeps_the_largest_and_its_hole():
    kept = mask_ops.remove_islands(ring())
    assert not kept[11, 11] and not kept[5, 5] and kept.sum() == ring().sum() - 1
    assert np.array_equal(mask_ops.remove_islands(ring(), smallest=1), ring())
    areas = ring().sum() - 1
    assert np.array_equal(mask_ops.remove_islands(ring(), share=1 / areas), ring())
    assert np.array_equal(mask_ops.remove_islands(ring(), share=1.01 / areas), kept)


def test_operations_on_an_empty_mask_stay_empty():
    empty = np.zeros((5, 6), bool)
    for change in (mask_ops.grow, mask_ops.shrink, mask_ops.smooth, mask_ops.fill_holes):
        assert not change(empty).any()
    assert not mask_ops.remove_islands(empty).any()
    assert not mask_ops.remove_islands(empty, share=0.5).any()


def test_smooth_takes_a_spike_and_fills_a_dent():
    mask = np.zeros((9, 9), bool)
    mask[4:, :] = True
    mask[3, 4] = True
    mask[4, 1] = False
    expected = np.zeros((9, 9), bool)
    expected[4:, :] = True
    assert np.array_equal(mask_ops.smooth(mask), expected)


@settings(max_examples=100, deadline=None)
@given(MASKS, st.tuples(*[st.integers(0, 4)] * 4))
def test_far_background_changes_nothing(mask, margins):
    top, bottom, left, right = margins
    wide = np.pad(mask, ((top, bottom), (left, right)))
    whole = wide.astype(np.uint8)
    assert np.array_equal(mask_ops.grow(wide), cv2.dilate(whole, mask_ops._CROSS))
    assert np.array_equal(mask_ops.shrink(wide), cv2.erode(whole, mask_ops._CROSS))
    assert np.array_equal(mask_ops.smooth(wide), cv2.medianBlur(whole, 3))
    assert np.array_equal(mask_ops.fill_holes(wide, largest=2), mask_ops._filled(wide, 2))
    assert np.array_equal(mask_ops.fill_holes(wide), mask_ops._filled(wide, None))
    assert np.array_equal(mask_ops.remove_islands(wide), mask_ops._kept(wide, None))


@settings(max_examples=50, deadline=None)
@given(MASKS)
def test_components_are_the_mask_in_pieces_the_largest_first(mask):
    pieces = mask_ops.components(mask)
    assert len(pieces) == mask_ops.count_components(mask)
    assert np.array_equal(sum((piece.astype(int) for piece in pieces), np.zeros(mask.shape, int)), mask)
    sizes = [int(piece.sum()) for piece in pieces]
    assert sizes == sorted(sizes, reverse=True) and all(sizes)
    assert all(mask_ops.count_components(piece) == 1 for piece in pieces)


@settings(max_examples=50, deadline=None)
@given(MASKS, st.integers(-14, 14), st.integers(-14, 14))
def test_moved_keeps_every_pixel_that_stays_in_the_image(mask, dx, dy):
    moved = mask_ops.moved(mask, dx, dy)
    ys, xs = np.nonzero(mask)
    stays = (xs + dx >= 0) & (xs + dx < mask.shape[1]) & (ys + dy >= 0) & (ys + dy < mask.shape[0])
    expected = np.zeros_like(mask)
    expected[ys[stays] + dy, xs[stays] + dx] = True
    assert np.array_equal(moved, expected)
