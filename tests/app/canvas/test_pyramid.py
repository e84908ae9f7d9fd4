import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.pyramid import ImagePyramid, MaskPyramid
from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform

SCALE = st.one_of(st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0, 8.0]), st.floats(0.1, 12))
TRANSFORM = st.builds(ViewTransform, SCALE, st.floats(-80, 80), st.floats(-80, 80))
VIEW = Rect(0, 0, 90, 70)
RGB = np.random.default_rng(0).integers(0, 256, (75, 101, 3), np.uint8)
IMAGE = ImagePyramid(RGB)


def drawn(transform, rect):
    out = np.zeros((rect.y1 - rect.y0, rect.x1 - rect.x0, 4), np.uint8)
    IMAGE.sample(transform, rect, out)
    return out


@settings(max_examples=60, deadline=None)
@given(TRANSFORM, st.integers(0, 60), st.integers(0, 40), st.integers(1, 30), st.integers(1, 30))
def test_a_patch_equals_the_same_part_of_the_whole(transform, x, y, w, h):
    whole, patch = drawn(transform, VIEW), drawn(transform, Rect(x, y, x + w, y + h))
    difference = np.abs(whole[y : y + h, x : x + w].astype(int) - patch)
    assert difference.max() <= (0 if transform.scale >= 2 else 1)


@settings(max_examples=40, deadline=None)
@given(TRANSFORM)
def test_above_200_percent_pixels_are_squares(transform):
    if transform.scale < 2:
        return
    out, (ox, oy) = drawn(transform, VIEW), transform.origin
    for v in range(0, 70, 7):
        for u in range(0, 90, 7):
            x = int(np.floor((u + 0.5 - ox) / transform.scale))
            y = int(np.floor((v + 0.5 - oy) / transform.scale))
            if 0 <= x < 101 and 0 <= y < 75:
                assert tuple(out[v, u, 2::-1]) == tuple(RGB[y, x])


def test_at_100_percent_nothing_is_changed():
    out = drawn(ViewTransform(1.0, 3.4, -2.0), VIEW)
    assert np.array_equal(out[:70, 3:90, 2::-1], RGB[2:72, :87])
    assert IMAGE.value(5, 7) == tuple(RGB[7, 5])


def test_halved_sizes_stay_in_place():
    rgb = np.zeros((129, 129, 3), np.uint8)
    rgb[64:, 64:] = 255
    out = np.zeros((40, 40, 4), np.uint8)
    ImagePyramid(rgb).sample(ViewTransform(0.25, 0, 0), Rect(0, 0, 40, 40), out)
    assert (
        out[16:33, 16:33, 0].min() == 255 and out[:16, :16].max() in (0, 255) and out[:16, :16, 0].max() == 0
    )


@settings(max_examples=60, deadline=None)
@given(TRANSFORM, st.integers(0, 2**31))
def test_mask_samples_patchwise_and_cut_out(transform, seed):
    rng = np.random.default_rng(seed)
    mask = np.zeros((150, 170), bool)
    mask[70:120, 66:140] = rng.random((50, 74)) < 0.1
    whole = MaskPyramid(mask).sample(transform, VIEW)
    assert np.array_equal(MaskPyramid(mask).sample(transform, Rect(10, 5, 60, 50)), whole[5:50, 10:60])
    cut = MaskPyramid(mask[64:128, 64:170], left=64, top=64).sample(transform, VIEW)
    assert np.array_equal(cut, whole)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), SCALE)
def test_changing_a_part_equals_building_anew(seed, scale):
    rng = np.random.default_rng(seed)
    mask = rng.random((131, 97)) < 0.02
    pyramid = MaskPyramid(mask.copy())
    x, y = int(rng.integers(0, 90)), int(rng.integers(0, 120))
    pyramid.mask[y : y + 9, x : x + 5] ^= True
    pyramid.changed(Rect(x, y, x + 5, y + 9))
    transform = ViewTransform(scale, 0, 0)
    assert np.array_equal(
        pyramid.sample(transform, VIEW), MaskPyramid(pyramid.mask.copy()).sample(transform, VIEW)
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 399), st.floats(0.1, 1), st.booleans())
def test_a_scratch_stays_a_line_when_zoomed_out(at, scale, upright):
    mask = np.zeros((400, 400), bool)
    mask[at] = True
    side = int(400 * scale)
    seen = MaskPyramid(mask.T.copy() if upright else mask).sample(
        ViewTransform(scale, 0, 0), Rect(0, 0, side, side)
    )
    rows = seen.any(axis=0 if upright else 1)
    assert rows.sum() <= 3 and (rows.any() or at * scale >= side - 1)
    assert seen.all(axis=0 if upright else 1).sum() == rows.sum()
