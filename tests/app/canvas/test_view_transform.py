import math

from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.raster import Rect
from app.canvas.view_transform import LARGEST, SMALLEST, ViewTransform, stepped
from samft_core.imaging.geometry import Box

SCALE = st.floats(SMALLEST, LARGEST)
OFFSET = st.floats(-5000, 5000)
TRANSFORM = st.builds(ViewTransform, SCALE, OFFSET, OFFSET)
POSITION = st.floats(-4000, 4000)


@settings(deadline=None)
@given(TRANSFORM, POSITION, POSITION)
def test_there_and_back(transform, x, y):
    back = transform.to_image(*transform.to_view(x, y))
    assert math.isclose(back[0], x, abs_tol=1e-6) and math.isclose(back[1], y, abs_tol=1e-6)


@settings(deadline=None)
@given(TRANSFORM, SCALE, POSITION, POSITION)
def test_zoom_keeps_what_is_under_the_cursor(transform, scale, u, v):
    x, y = transform.to_image(u, v)
    zoomed = transform.zoomed(scale, u, v)
    now = zoomed.to_view(x, y)
    slack = 0.5 + 0.5 * scale / transform.scale + 1e-6
    assert abs(now[0] - u) <= slack and abs(now[1] - v) <= slack


@settings(deadline=None)
@given(TRANSFORM, st.lists(SCALE, max_size=6), POSITION, POSITION)
def test_zooming_in_and_out_does_not_drift(transform, scales, u, v):
    there = transform
    for scale in scales:
        there = there.zoomed(scale, u, v)
    back = there.zoomed(transform.scale, u, v)
    assert math.isclose(back.offset_x, transform.offset_x, rel_tol=1e-6, abs_tol=1e-3)


@given(st.floats(1, 5000), st.floats(1, 5000), st.integers(50, 3000), st.integers(50, 3000))
def test_fit_shows_everything_centred(width, height, view_width, view_height):
    fitted = ViewTransform.fitting(Box(0, 0, width, height), width=view_width, height=view_height, margin=5)
    u0, v0 = fitted.to_view(0, 0)
    u1, v1 = fitted.to_view(width, height)
    if fitted.scale > SMALLEST:
        assert u0 >= 3.5 and v0 >= 3.5 and u1 <= view_width - 3.5 and v1 <= view_height - 3.5
    assert abs((u0 + u1) - view_width) <= 2 and abs((v0 + v1) - view_height) <= 2


@given(SCALE, st.integers(1, 5))
def test_whole_steps_meet_a_ladder_with_100_percent(scale, steps):
    up = stepped(scale, steps)
    assert up > scale
    assert math.isclose((math.log2(up) * 4) % 1, 0, abs_tol=1e-6) or math.isclose((math.log2(up) * 4) % 1, 1)
    assert stepped(scale, -steps) < scale
    assert math.isclose(stepped(stepped(1.0, steps), -steps), 1.0)


def test_rectangles_cover():
    transform = ViewTransform(2.5, 10.2, 0)
    assert transform.rect_to_view(Rect(1, 1, 3, 3)) == Rect(12, 2, 18, 8)


def test_the_image_cannot_be_lost():
    lost = ViewTransform(1.0, 9000, -9000).kept_in_sight(image=(100, 100), view=(500, 400), margin=40)
    assert (lost.offset_x, lost.offset_y) == (460, -60)
