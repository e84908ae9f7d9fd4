from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samft_core.imaging.masks import RleMask
from samft_core.imaging.measures import Measures, measure, measure_object

MASKS = arrays(np.bool_, st.tuples(st.integers(1, 14), st.integers(1, 14)))


def rectangle(width: int, height: int, x: int = 3, y: int = 5) -> np.ndarray:
    mask = np.zeros((height + y + 4, width + x + 2), np.bool_)
    mask[y : y + height, x : x + width] = True
    return mask


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 9), st.integers(0, 9))
def test_a_rectangle_is_as_long_as_its_diagonal_and_as_wide_as_its_shorter_side(width, height, x, y):
    found = measure(rectangle(width, height, x, y))
    assert found is not None
    assert found.area == width * height
    assert found.length == pytest.approx(math.hypot(width, height))
    assert found.width == pytest.approx(min(width, height))
    assert (found.x, found.y) == (pytest.approx(x + width / 2), pytest.approx(y + height / 2))


def test_a_single_pixel_is_a_square_of_one():
    found = measure(rectangle(1, 1, 0, 0))
    assert found == Measures(1.0, pytest.approx(math.sqrt(2)), pytest.approx(1.0), 0.5, 0.5)


@settings(max_examples=60, deadline=None)
@given(MASKS)
def test_run_lengths_are_measured_alike(mask):
    found, expected = measure_object(RleMask.from_array(mask)), measure(mask)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        for name in ("area", "length", "width", "x", "y"):
            assert getattr(found, name) == pytest.approx(getattr(expected, name))


def test_nothing_has_no_measures():
    assert measure(np.zeros((5, 7), np.bool_)) is None


@pytest.mark.parametrize("angle", [0, 17, 45, 61, 90])
def test_a_turned_bar_keeps_its_length_and_its_width(angle):
    mask = np.zeros((400, 400), np.uint8)
    corners = cv2.boxPoints(((200, 200), (240, 40), angle))
    cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 1)
    found = measure(mask.astype(bool))
    assert found is not None
    assert found.length == pytest.approx(math.hypot(240, 40), abs=3)
    assert found.width == pytest.approx(40, abs=3)


def test_a_disc_is_the_same_whichever_way_it_is_measured():
    y, x = np.mgrid[:201, :201]
    found = measure((x - 100) ** 2 + (y - 100) ** 2 <= 80**2)
    assert found is not None
    assert found.length == pytest.approx(161, abs=1.5) and found.width == pytest.approx(161, abs=1.5)
    assert found.area == pytest.approx(math.pi * 80**2, rel=0.01)


@settings(max_examples=60, deadline=None)
@given(MASKS)
def test_turning_and_mirroring_changes_no_size(mask):
    found = measure(mask)
    for other in (mask[::-1], mask[:, ::-1], mask.T, np.rot90(mask)):
        turned = measure(np.ascontiguousarray(other))
        if found is None:
            assert turned is None
        else:
            assert turned is not None and turned.area == found.area
            assert turned.length == pytest.approx(found.length)
            assert turned.width == pytest.approx(found.width)


@settings(max_examples=60, deadline=None)
@given(MASKS.filter(lambda mask: mask.any()))
def test_the_object_fits_into_its_measures(mask):
    found = measure(mask)
    assert found is not None and found.area == mask.sum()
    rows, columns = np.nonzero(mask)
    assert found.width <= found.length
    spans = (np.ptp(rows) + 1, np.ptp(columns) + 1)
    assert found.width <= min(spans) + 1e-9 and found.length >= max(spans) - 1e-9
    assert found.length <= math.hypot(*spans) + 1e-9
    # As in any direction: no object is larger than the product of its two diameters.
    assert found.area <= found.length * found.width + 1e-9
    assert columns.min() < found.x < columns.max() + 1 and rows.min() < found.y < rows.max() + 1


@settings(max_examples=30, deadline=None)
@given(MASKS.filter(lambda mask: mask.any()), st.floats(0.001, 10))
def test_millimetres_are_pixels_times_the_scale(mask, scale):
    pixels = measure(mask)
    assert pixels is not None
    mm = pixels.scaled(scale)
    assert mm.area == pytest.approx(pixels.area * scale * scale)
    assert mm.length == pytest.approx(pixels.length * scale)
    assert mm.width == pytest.approx(pixels.width * scale)
    large = measure(np.kron(mask, np.ones((3, 3), bool)))
    assert large is not None and large.length == pytest.approx(3 * pixels.length)
    assert large.width == pytest.approx(3 * pixels.width) and large.area == 9 * pixels.area
