"""Real defects laid onto good images."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import Rgb, pixel_digest
from samft_core.project.manifest import GoodImage, Sample
from samft_core.training.fit.pasting import FIRST_ID, MOST_RELIT, SCALE, pasted, pasted_samples
from tests.samft_core.training.rows import sample

GROUND = np.full((120, 160, 3), 90, np.uint8)


def defect() -> tuple[Rgb, np.ndarray]:
    """A red patch on grey that is lighter than the ground by less than what is made to fit."""
    mask = sample(3).mask.to_array()
    rgb = np.full((120, 160, 3), 90 + int(MOST_RELIT) - 10, np.uint8)
    rgb[mask] = (250, 60, 60)
    return rgb, mask


def test_the_defect_lies_under_its_mask_and_fits_the_new_ground() -> None:
    rgb, mask = defect()
    for seed in range(20):
        made = pasted(rgb, mask, GROUND, np.random.default_rng(seed))
        assert made is not None
        picture, there = made
        share = there.sum() / mask.sum()
        assert SCALE[0] ** 2 * 0.65 < share < SCALE[1] ** 2 * 1.05
        red = picture[..., 0].astype(int) - picture[..., 1] > 60
        assert (red & there).sum() / (red | there).sum() > 0.85
        # What is near was brought to the light of the ground, but for the random gain.
        away = cv2.distanceTransform((~there).astype(np.uint8), cv2.DIST_L2, 5) > 3
        assert np.abs(picture[away].astype(int) - 90).max() <= 12
        untouched = np.abs(picture.astype(int) - 90).max(axis=2) == 0
        assert untouched.mean() > 0.6


def test_a_ground_of_another_size_is_brought_to_that_of_the_defects_image() -> None:
    rgb, mask = defect()
    made = pasted(rgb, mask, np.full((60, 50, 3), 90, np.uint8), np.random.default_rng(0))
    assert made is not None and made[0].shape == rgb.shape


def test_pasted_images_are_files_with_masks_and_the_same_again(tmp_path: Path) -> None:
    rgb, _ = defect()
    masks = [sample(number) for number in (3, 4)]
    good = [GoodImage(9, Path("good.png"))]

    def read(image: Sample | GoodImage) -> Rgb:
        return GROUND if isinstance(image, GoodImage) else rgb

    made = pasted_samples(masks, good, 5, read=read, folder=tmp_path)
    assert [copy.image_id for copy in made] == [FIRST_ID - number for number in range(5)]
    for copy in made:
        picture = read_image(copy.path)
        assert pixel_digest(picture) == copy.pixel_digest
        assert picture.shape[:2] == (copy.mask.height, copy.mask.width) and copy.class_name == "crack"
        assert copy.mask.box == copy.box
    assert len({copy.pixel_digest for copy in made}) == 5
    again = pasted_samples(masks, good, 5, read=read, folder=tmp_path)
    assert again == made and len(list(tmp_path.iterdir())) == 5
    other = pasted_samples([replace(masks[0], pixel_digest="other")], good, 1, read=read, folder=tmp_path)
    assert other[0].pixel_digest != made[0].pixel_digest
    assert pasted_samples(masks, [], 5, read=read, folder=tmp_path) == []
