"""What masks mean, as anybody sees them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from samft_core.errors import ImageError
from samft_core.formats.mask_files import orientation_of, read_mask, read_objects, turned_mask
from samft_core.formats.mask_values import objects_of, objects_of_colours
from samft_core.messages.message import Message

ROWS, COLUMNS = np.mgrid[:90, :120]
DISC = (ROWS - 40) ** 2 + (COLUMNS - 50) ** 2 < 25**2
BAR = (ROWS >= 75) & (ROWS < 85) & (COLUMNS >= 80)


def grey(mask: NDArray[np.bool_], on: int = 255, off: int = 0) -> Image.Image:
    return Image.fromarray(np.where(mask, on, off).astype(np.uint8))


@settings(max_examples=60, deadline=None)
@given(mask=hnp.arrays(np.bool_, (6, 9)), value=st.integers(1, 255))
def test_two_values_need_no_words(mask: NDArray[np.bool_], value: int) -> None:
    if mask.all():
        return
    found = objects_of(np.where(mask, value, 0).astype(np.uint8))
    assert np.array_equal(found.united(mask.shape), mask)
    assert not found.notes or "inverted" in found.notes[0]


@settings(max_examples=60, deadline=None)
@given(values=hnp.arrays(np.uint8, (7, 8)))
def test_any_values_are_read_or_refused(values: NDArray[np.uint8]) -> None:
    try:
        found = objects_of(values)
    except ImageError:
        return
    assert all(mask.shape == values.shape and mask.any() for mask in found.objects)
    assert not found.united((7, 8))[values == 0].any()


@pytest.mark.parametrize("how", ["quantize", "adaptive", "index 0 is white"])
def test_palette_colours_count(tmp_path: Path, how: str) -> None:
    if how == "quantize":
        image = grey(DISC).quantize(2)
    elif how == "adaptive":
        image = grey(DISC).convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    else:
        image = Image.fromarray((~DISC).astype(np.uint8))
        image.putpalette([255, 255, 255, 0, 0, 0])
    image.save(tmp_path / "m.png")
    assert np.array_equal(read_mask(tmp_path / "m.png"), DISC)


def soft(kind: str) -> Image.Image:
    if kind == "blurred":
        return grey(DISC).filter(ImageFilter.GaussianBlur(2))
    if kind == "resized":
        return grey(DISC).resize((30, 22)).resize((120, 90), Image.Resampling.BICUBIC)
    buffer = io.BytesIO()
    grey(DISC).save(buffer, "JPEG", quality=75)
    return Image.open(io.BytesIO(buffer.getvalue()))


@pytest.mark.parametrize("kind", ["blurred", "resized", "jpeg"])
def test_half_of_white_decides_where_edges_are_soft(kind: str) -> None:
    found = objects_of(np.asarray(soft(kind)))
    [mask] = found.objects
    assert mask.sum() == pytest.approx(DISC.sum(), rel=0.04)
    assert "values between" in found.notes[0]


def test_a_background_of_1_is_told_and_other_backgrounds_are_refused() -> None:
    found = objects_of(np.where(DISC, 255, 1).astype(np.uint8))
    assert np.array_equal(found.objects[0], DISC) and "1 was taken as the background" in found.notes[0]
    for values in (np.where(DISC, 2, 1), np.where(DISC, 255, 200), np.ones((9, 9))):
        with pytest.raises(ImageError, match=r"background|nothing tells"):
            objects_of(values.astype(np.uint8))


def test_labels_are_objects_of_their_own_and_ignore_is_none() -> None:
    labels = np.zeros((90, 120), np.uint8)
    labels[DISC], labels[BAR] = 1, 2
    found = objects_of(labels)
    assert [mask.sum() for mask in found.objects] == [DISC.sum(), BAR.sum()]
    assert "2 values" in found.notes[0]
    ring = ((ROWS - 40) ** 2 + (COLUMNS - 50) ** 2 < 29**2) & ~DISC
    voc = np.where(DISC, 1, 0).astype(np.uint8)
    voc[ring] = 255
    found = objects_of(voc)
    assert np.array_equal(found.united((90, 120)), DISC) and "'ignore'" in found.notes[0]


@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.float32, np.bool_])
def test_every_depth(dtype: Any) -> None:
    white = {np.uint16: 65535, np.int32: 7, np.float32: 1.0, np.bool_: True}[dtype]
    found = objects_of((DISC * np.array(white)).astype(dtype))
    assert np.array_equal(found.objects[0], DISC) and not found.notes


def test_colours() -> None:
    rgb = np.zeros((90, 120, 3), np.uint8)
    rgb[DISC], rgb[BAR] = (128, 0, 0), (0, 128, 0)
    assert sorted(int(mask.sum()) for mask in objects_of_colours(rgb).objects) == sorted(
        [int(DISC.sum()), int(BAR.sum())]
    )
    rgb[~DISC & ~BAR] = (255, 255, 255)
    with pytest.raises(ImageError, match="black"):
        objects_of_colours(rgb)


def test_a_photograph_is_no_mask() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ImageError, match=r"no mask|background"):
        objects_of_colours(rng.integers(40, 220, (60, 60, 3), np.uint8))


def test_a_dark_photograph_without_black_is_no_mask() -> None:
    rng = np.random.default_rng(0)
    rgb = rng.integers(90, 120, (150, 200, 3)).astype(np.uint8)
    rgb[40:90, 60:110] = 20
    with pytest.raises(ImageError, match="background"):
        objects_of_colours(rgb)


def test_further_pages_are_told(tmp_path: Path) -> None:
    first, second = grey(DISC), grey(~DISC)
    first.save(tmp_path / "m.tif", save_all=True, append_images=[second])
    objects, _shape = read_objects(tmp_path / "m.tif")
    assert np.array_equal(objects.objects[0], DISC)
    assert objects.notes == (Message("mask_file.more_pages"),)


def test_transparency(tmp_path: Path) -> None:
    path = tmp_path / "m.png"
    alpha = np.where(DISC, 255, 0).astype(np.uint8)
    for colour in (255, 0):
        rgba = np.dstack([np.full((90, 120, 3), colour, np.uint8), alpha])
        Image.fromarray(rgba).save(path)
        assert np.array_equal(read_mask(path), DISC)
    Image.fromarray(np.dstack([np.full((90, 120, 3), 255, np.uint8), alpha * 0])).save(path)
    with pytest.raises(ImageError, match="transparent"):
        read_mask(path)


def test_an_inverted_mask_is_told() -> None:
    assert "inverted" in objects_of(np.where(DISC, 0, 255).astype(np.uint8)).notes[0]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_count(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    grey(DISC).save(tmp_path / "m.png", exif=exif)
    assert orientation_of(tmp_path / "m.png") == orientation
    found, shape = read_objects(tmp_path / "m.png")
    assert shape == ((120, 90) if orientation >= 5 else (90, 120))
    assert np.array_equal(found.objects[0], turned_mask(DISC, orientation))
