from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from samft_core.imaging.polygons import Polygon, PolygonError, fill_polygons, ring_of, simplify, to_polygons

SIZES = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24)
NOISE = hnp.arrays(np.bool_, SIZES)


@st.composite
def blobs(draw: st.DrawFn) -> NDArray[np.bool_]:
    """Discs added and taken away: large parts with holes, islands in holes, parts at the image's edge."""
    mask = np.zeros((40, 50), np.uint8)
    spots = st.tuples(st.integers(-4, 54), st.integers(-4, 44), st.integers(0, 18), st.booleans())
    for x, y, radius, add in draw(st.lists(spots, max_size=8)):
        cv2.circle(mask, (x, y), radius, int(add), thickness=-1)
    return mask.astype(np.bool_)


def filled(polygons: list[Polygon], mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return fill_polygons(polygons, height=mask.shape[0], width=mask.shape[1])


@settings(max_examples=300, deadline=None)
@given(mask=NOISE | blobs())
def test_a_mask_comes_back_equal_to_the_pixel(mask: NDArray[np.bool_]) -> None:
    assert np.array_equal(filled(to_polygons(mask), mask), mask)


@settings(deadline=None)
@given(mask=NOISE | blobs())
def test_each_part_is_one_polygon_and_each_ring_runs_along_pixel_edges(mask: NDArray[np.bool_]) -> None:
    polygons = to_polygons(mask)
    assert len(polygons) == cv2.connectedComponents(mask.view(np.uint8), connectivity=8)[0] - 1
    enclosed = np.pad(~mask, 1, constant_values=True).view(np.uint8)
    assert sum(len(p.holes) for p in polygons) == cv2.connectedComponents(enclosed, connectivity=4)[0] - 2
    for ring in (ring for polygon in polygons for ring in polygon.rings):
        steps = np.roll(ring, -1, axis=0) - ring
        assert np.array_equal(ring, ring.round())
        assert np.all((steps == 0).sum(axis=1) == 1)  # across or down, never slanting, never standing still
        assert np.all(np.abs(np.diff(steps[:, 0] == 0)))  # every corner turns


@settings(deadline=None)
@given(mask=NOISE | blobs(), tolerance=st.floats(0, 5))
def test_simplified_outlines_tell_the_overlap_that_remains(mask: NDArray[np.bool_], tolerance: float) -> None:
    exact, fewer = to_polygons(mask), simplify(mask, tolerance)
    again = filled(fewer.polygons, mask)
    union = np.count_nonzero(again | mask)
    assert fewer.iou == (np.count_nonzero(again & mask) / union if union else 1.0)
    assert len(fewer.polygons) == len(exact)
    for before, after in zip(exact, fewer.polygons, strict=True):
        assert len(after.holes) == len(before.holes)
        assert all(3 <= len(b) <= len(a) for a, b in zip(before.rings, after.rings, strict=True))


def test_a_disc_needs_few_corners() -> None:
    disc = cv2.circle(np.zeros((200, 200), np.uint8), (100, 100), 80, 1, thickness=-1).astype(np.bool_)
    exact, fewer = to_polygons(disc), simplify(disc, 1.0)
    assert len(fewer.polygons[0].outer) < len(exact[0].outer) / 5
    assert 0.97 < fewer.iou < 1


def test_one_pixel_is_the_square_round_it() -> None:
    mask = np.zeros((5, 6), np.bool_)
    mask[3, 2] = True
    (polygon,) = to_polygons(mask)
    assert {tuple(corner) for corner in polygon.outer.tolist()} == {(2, 3), (3, 3), (3, 4), (2, 4)}


def test_a_ring_with_an_island_in_its_hole() -> None:
    mask = np.zeros((9, 9), np.bool_)
    mask[1:8, 1:8] = True
    mask[2:7, 2:7] = False
    mask[4, 4] = True
    assert sorted(len(polygon.holes) for polygon in to_polygons(mask)) == [0, 1]


def test_slanting_edges_take_the_pixels_whose_centres_they_hold() -> None:
    triangle = Polygon(ring_of([[0, 0], [4, 0], [0, 4]]))
    expected = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    assert fill_polygons([triangle], height=4, width=4).astype(int).tolist() == expected
    larger = Polygon(triangle.outer * 1.1)
    assert fill_polygons([larger], height=4, width=4).sum() == 10


def test_what_lies_outside_the_image_is_cut() -> None:
    large = Polygon(ring_of([[-9.0, -9], [99, -9], [99, 99], [-9, 99]]))
    assert fill_polygons([large], height=3, width=4).all()
    beside = Polygon(large.outer + 200)
    assert not fill_polygons([beside], height=3, width=4).any()


def test_an_empty_mask_has_no_polygon() -> None:
    assert to_polygons(np.zeros((3, 4), np.bool_)) == []


@pytest.mark.parametrize(
    "points", [None, [], [[1, 2], [3, 4]], [[1, 2, 3]] * 3, [["a", "b"]] * 3, [[1, float("nan")]] * 3]
)
def test_corners_that_are_none(points: object) -> None:
    with pytest.raises(PolygonError):
        ring_of(points)
