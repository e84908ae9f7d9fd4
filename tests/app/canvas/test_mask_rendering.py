import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas import palette
from app.canvas.items import MaskOverlay, ObjectOverlay
from app.canvas.mask_rendering import MaskLayer, MaskStyle, cut_pyramid, draw_mask
from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.masks import RleMask

VIEW = Rect(0, 0, 80, 60)


PLAIN = ViewTransform()


def drawn(mask, style, transform=PLAIN, rect=VIEW, ground=200):
    target = np.full((rect.y1 - rect.y0, rect.x1 - rect.x0, 4), ground, np.uint8)
    pyramid = cut_pyramid(mask)
    if pyramid is not None:
        draw_mask(target, rect, pyramid, transform, style)
    return target


def block():
    mask = np.zeros((60, 80), bool)
    mask[20:40, 30:60] = True
    mask[28:32, 40:45] = False
    return mask


def test_fill_mixes_and_leaves_the_rest():
    out = drawn(block(), MaskStyle((100, 0, 0), 0.5, 0))
    assert tuple(out[25, 35, 2::-1]) == (150, 100, 100)
    assert (out[..., :3][~block()] == 200).all()


def test_line_inside_halo_outside_hole_kept():
    out = drawn(block(), MaskStyle(palette.YELLOW, 0.0, 2))
    assert tuple(out[20, 30, 2::-1]) == palette.YELLOW and tuple(out[21, 40, 2::-1]) == palette.YELLOW
    assert out[19, 40, 0] < 120
    assert tuple(out[24, 35, :3]) == (200, 200, 200)
    assert tuple(out[27, 42, 2::-1]) == palette.YELLOW
    assert out[28, 42, 0] < 120


def test_the_outline_follows_pixels_when_zoomed():
    mask = np.zeros((60, 80), bool)
    mask[3, 4] = True
    out = drawn(mask, MaskStyle(palette.GREEN, 0.0, 1), ViewTransform(10.0, 0, 0))
    assert tuple(out[30, 45, 2::-1]) == palette.GREEN and tuple(out[39, 49, 2::-1]) == palette.GREEN
    assert tuple(out[35, 45, :3]) == (200, 200, 200)


STYLE = st.builds(
    MaskStyle,
    st.sampled_from(palette.CLASS_COLORS),
    st.sampled_from([0.0, 0.35, 1.0]),
    st.integers(0, 3),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(
    STYLE,
    st.builds(ViewTransform, st.floats(0.2, 9), st.floats(-60, 60), st.floats(-60, 60)),
    st.integers(0, 70),
    st.integers(0, 50),
    st.integers(1, 30),
    st.integers(1, 30),
    st.integers(0, 99),
)
def test_a_patch_equals_the_same_part_of_the_whole(style, transform, x, y, w, h, seed):
    mask = np.random.default_rng(seed).random((70, 90)) < 0.05
    mask[20:50, 30:70] ^= True
    patch = Rect(x, y, min(x + w, 80), min(y + h, 60))
    whole = drawn(mask, style, transform)
    assert np.array_equal(
        whole[patch.y0 : patch.y1, patch.x0 : patch.x1], drawn(mask, style, transform, patch)
    )


def test_overlay_wishes_go_before_the_canvas_settings():
    mask = RleMask.from_array(block())
    plain = MaskLayer(MaskOverlay(ObjectOverlay(1), mask))
    assert plain.style(opacity=0.3, outline_only=False, line=2).opacity == 0.3
    assert plain.style(opacity=0.3, outline_only=True, line=2).opacity == 0
    own = MaskLayer(MaskOverlay(ObjectOverlay(1), mask, outline_only=False, opacity=0.7, selected=True))
    assert own.style(opacity=0.3, outline_only=True, line=2) == MaskStyle(palette.SKY_BLUE, 0.7, 3)
    assert plain.contains(35, 25) and not plain.contains(42, 30) and not plain.contains(0, 0)
    assert plain.box is not None and plain.box.as_tuple() == (30, 20, 60, 40)


def test_an_empty_mask_is_nothing():
    empty = MaskLayer(MaskOverlay(ObjectOverlay(1), np.zeros((5, 5), bool)))
    assert empty.pyramid is None and empty.box is None and not empty.contains(1, 1)
