"""Thumbnails with masks drawn in, and their place on disk."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.files.containment import OutsideError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.wall_pictures import WallPictures, draw_masks

RED = (255, 0, 0)


def mask(x: int, y: int, side: int, size: tuple[int, int] = (400, 600)) -> RleMask:
    drawn = np.zeros(size, np.bool_)
    drawn[y : y + side, x : x + side] = True
    return RleMask.from_array(drawn)


def test_masks_are_drawn_where_they_are_and_the_smallest_is_seen() -> None:
    grey = np.full((100, 150, 3), 100, np.uint8)
    drawn = draw_masks(grey, [(mask(200, 200, 100), RED), (mask(599, 399, 1), RED)])
    assert tuple(drawn[50, 50]) == RED  # the outline
    assert tuple(drawn[60, 60]) == (154, 65, 65)  # the filling
    assert tuple(drawn[30, 30]) == (100, 100, 100)
    assert tuple(drawn[99, 149]) == RED
    assert (grey == 100).all()


def test_a_picture_is_kept_until_its_masks_change(tmp_path: Path) -> None:
    image = tmp_path / "a.png"
    Image.fromarray(np.full((400, 600, 3), 80, np.uint8)).save(image)
    pictures = WallPictures(tmp_path / "cache", tmp_path, 150)
    made = pictures.get(image, "one", [(mask(0, 0, 200), RED)])
    assert made.shape == (100, 150, 3)
    image.unlink()  # what is kept needs the image no more
    again = pictures.get(image, "one", [(mask(0, 0, 200), RED)])
    assert np.abs(again.astype(int) - made).mean() < 6
    with pytest.raises(Exception, match=r"a\.png"):
        pictures.get(image, "one", [(mask(0, 0, 201), RED)])
    (file,) = (tmp_path / "cache" / "wall").iterdir()
    file.write_bytes(b"damaged")
    Image.fromarray(np.full((400, 600, 3), 80, np.uint8)).save(image)
    assert pictures.get(image, "one", [(mask(0, 0, 200), RED)]).shape == (100, 150, 3)


def test_the_oldest_go_first_and_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "wall"
    folder.mkdir(parents=True)
    for age in range(5):
        (folder / f"{age}.jpg").write_bytes(b"x")
        os.utime(folder / f"{age}.jpg", (age, age))
    assert WallPictures(tmp_path / "cache", tmp_path, 150).prune(2) == 3
    assert sorted(file.name for file in folder.iterdir()) == ["3.jpg", "4.jpg"]
    image = tmp_path / "a.png"
    Image.fromarray(np.full((40, 60, 3), 80, np.uint8)).save(image)
    with pytest.raises(OutsideError):
        WallPictures(tmp_path / "elsewhere", tmp_path / "project", 150).get(image, "one", [])
