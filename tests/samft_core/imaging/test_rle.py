from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from pycocotools import mask as coco

from samft_core.imaging import rle

masks = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=40))


@settings(max_examples=150, deadline=None)
@given(masks)
def test_text_equals_cocos(mask: NDArray[np.bool_]) -> None:
    text = rle.runs_to_text(rle.runs_of(mask))
    assert text == coco.encode(np.asfortranarray(mask, dtype=np.uint8))["counts"]


@settings(max_examples=150, deadline=None)
@given(masks)
def test_text_gives_the_mask_back(mask: NDArray[np.bool_]) -> None:
    runs = rle.text_to_runs(rle.runs_to_text(rle.runs_of(mask)))
    assert np.array_equal(rle.fill_runs(runs, *mask.shape), mask)


@st.composite
def shapes(draw: st.DrawFn) -> NDArray[np.bool_]:
    """A few rectangles, set and taken away: long runs, as real masks have, up to every border."""
    mask = np.zeros((draw(st.integers(1, 70)), draw(st.integers(1, 70))), np.bool_)
    for value in draw(st.lists(st.booleans(), max_size=5)):
        rows, columns = (sorted(draw(st.tuples(*[st.integers(0, side)] * 2))) for side in mask.shape)
        mask[slice(*rows), slice(*columns)] = value
    return mask


@settings(max_examples=300, deadline=None)
@given(shapes(), st.data())
def test_masks_of_long_runs_survive_too(mask: NDArray[np.bool_], data: st.DataObject) -> None:
    runs = rle.runs_of(mask)
    assert rle.runs_to_text(runs) == coco.encode(np.asfortranarray(mask, dtype=np.uint8))["counts"]
    filled = rle.fill_runs(runs, *mask.shape)
    assert np.array_equal(filled, mask)
    assert filled.flags.c_contiguous
    (y0, y1), (x0, x1) = (sorted(data.draw(st.tuples(*[st.integers(0, side)] * 2))) for side in mask.shape)
    assert np.array_equal(rle.fill_box(runs, mask.shape[0], (x0, y0, x1, y1)), mask[y0:y1, x0:x1])


@settings(max_examples=150, deadline=None)
@given(masks)
def test_box_holds_all_pixels(mask: NDArray[np.bool_]) -> None:
    box = rle.box_of_runs(rle.runs_of(mask), mask.shape[0])
    if not mask.any():
        assert box is None
        return
    rows, columns = np.nonzero(mask)
    assert box == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)


def test_long_runs_of_a_large_mask() -> None:
    mask = np.zeros((3000, 4000), np.bool_)
    mask[7:2900, 11:3999] = True
    text = rle.runs_to_text(rle.runs_of(mask))
    assert text == coco.encode(np.asfortranarray(mask, dtype=np.uint8))["counts"]
    assert np.array_equal(rle.fill_runs(rle.text_to_runs(text), 3000, 4000), mask)


@pytest.mark.parametrize("text", [b"", b"\x00", b"\xff\xff", b"P", b"PPPPPPPPPPP1", b"O"])
def test_foreign_text_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"text|run"):
        rle.text_to_runs(text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=40))
def test_any_text_is_read_or_refused(text: bytes) -> None:
    try:
        runs = rle.text_to_runs(text)
    except ValueError:
        return
    assert (runs >= 0).all()
