import math

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.canvas import box_handles, raster
from app.canvas.raster import Rect
from samft_core.imaging.geometry import Box

COORD = st.floats(-15, 45, allow_nan=False, width=32)
POINT = st.tuples(COORD, COORD)
W, H = 30, 24


def distance_to_segment(x, y, a, b):
    (xa, ya), (xb, yb) = a, b
    square = (xb - xa) ** 2 + (yb - ya) ** 2
    t = 0.0 if square == 0 else min(max(((x - xa) * (xb - xa) + (y - ya) * (yb - ya)) / square, 0), 1)
    return math.hypot(x - xa - t * (xb - xa), y - ya - t * (yb - ya))


@settings(max_examples=150, deadline=None)
@given(POINT, POINT, st.floats(1, 20, width=32))
def test_a_stroke_covers_exactly_the_centres_within_its_radius(a, b, radius):
    mask = np.zeros((H, W), bool)
    spans = raster.capsule_spans(a, b, radius, width=W, height=H)
    raster.fill_spans(mask, spans, True)
    for y in range(H):
        for x in range(W):
            distance = distance_to_segment(x + 0.5, y + 0.5, a, b)
            if abs(distance - radius) > 1e-6:
                assert mask[y, x] == (distance < radius), (x, y)
    ys, xs = np.nonzero(mask)
    if len(ys):
        assert spans.rect == Rect(xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
    else:
        assert spans.rect.empty


@settings(max_examples=150, deadline=None)
@given(
    st.tuples(st.floats(0, 29.99), st.floats(0, 23.99)), st.tuples(st.floats(0, 29.99), st.floats(0, 23.99))
)
def test_the_thinnest_stroke_has_no_gap(a, b):
    mask = np.zeros((H, W), bool)
    raster.fill_spans(mask, raster.capsule_spans(a, b, 0.5, width=W, height=H), True)
    for t in np.linspace(0, 1, 50):
        x, y = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
        near = mask[max(int(y) - 1, 0) : int(y) + 2, max(int(x) - 1, 0) : int(x) + 2]
        assert near.any()
    assert mask[int(a[1]), int(a[0])] and mask[int(b[1]), int(b[0])]


def winding(points, x, y):
    total = 0
    for (xa, ya), (xb, yb) in zip(points, points[1:] + points[:1], strict=True):
        if (ya <= y) != (yb <= y):
            cross = xa + (y - ya) * (xb - xa) / (yb - ya)
            if cross <= x:
                total += 1 if yb > ya else -1
    return total


@settings(max_examples=150, deadline=None)
@given(st.lists(POINT, min_size=3, max_size=9))
@example([(0.0, 0.0), (1.0, 1.0), (9.6875, 9.6875)])  # two edges on each other, through centres of pixels
def test_a_polygon_covers_the_centres_it_winds_round(points):
    whole = np.zeros((H, W), bool)
    edges = list(zip(points, points[1:] + points[:1], strict=True))
    rect, patch = raster.polygon_mask(points, width=W, height=H)
    whole[rect.y0 : rect.y1, rect.x0 : rect.x1] = patch
    for y in range(H):
        for x in range(W):
            centre = (x + 0.5, y + 0.5)
            # A centre on an edge may go either way.
            if min(distance_to_segment(*centre, a, b) for a, b in edges) > 1e-6:
                assert whole[y, x] == (winding(points, *centre) != 0)


def test_a_line_is_no_polygon():
    rect, patch = raster.polygon_mask([(0, 0), (5, 5)], width=9, height=9)
    assert rect.empty and patch.size == 0


BOX = st.builds(Box.from_corners, COORD, COORD, COORD, COORD)


@settings(max_examples=100, deadline=None)
@given(BOX, st.sampled_from([h[0] for h in box_handles.handle_points(Box(0, 0, 1, 1))]), COORD, COORD)
def test_resizing_keeps_the_box_ordered_and_the_other_sides(box, handle, x, y):
    new = box_handles.resized(box, handle, x, y)
    assert new.x0 <= new.x1 and new.y0 <= new.y1
    if handle in ("n", "s"):
        assert (new.x0, new.x1) == (box.x0, box.x1)
    if handle in ("e", "w"):
        assert (new.y0, new.y1) == (box.y0, box.y1)


def test_hits():
    box = Box(10, 10, 30, 20)
    assert box_handles.handle_at(box, 11, 9, 2) == "nw"
    assert box_handles.handle_at(box, 20, 20, 2) == "s"
    assert box_handles.handle_at(box, 15, 15, 2) is None
    assert box_handles.on_border(box, 14, 10.5, 1)
    assert box_handles.on_border(box, 14, 9.5, 1)
    assert not box_handles.on_border(box, 14, 15, 1)
    assert not box_handles.on_border(box, 40, 40, 3)


@settings(max_examples=100, deadline=None)
@given(BOX)
def test_a_box_that_fits_is_shifted_inside_whole(box):
    inside = box_handles.kept_inside(box, width=100, height=100)
    assert 0 <= inside.x0 <= inside.x1 <= 100 and 0 <= inside.y0 <= inside.y1 <= 100
    if box.width <= 50 and box.height <= 50:
        assert math.isclose(inside.width, box.width, abs_tol=1e-5)
        assert math.isclose(inside.height, box.height, abs_tol=1e-5)


def test_rectangles():
    assert Rect(0, 0, 2, 2).united(raster.NOTHING) == Rect(0, 0, 2, 2)
    assert raster.NOTHING.united(Rect(5, 5, 6, 6)) == Rect(5, 5, 6, 6)
    assert Rect(0, 0, 2, 2).united(Rect(5, 1, 6, 9)) == Rect(0, 0, 6, 9)
    assert Rect(0, 0, 4, 4).intersected(Rect(4, 0, 8, 4)).empty
