from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from samft_core.imaging.near_duplicates import ImageSignature, find_copies
from samft_core.resources import resource_path


def drawn(number: int) -> NDArray[np.uint8]:
    """A shipped bottle with the noise that a camera adds."""
    paths = sorted(resource_path("samples", "bottles", "test").rglob("*.png"))
    with Image.open(paths[number]) as image:
        rgb = np.asarray(image.convert("RGB"), np.float32)
    noise = np.random.default_rng(number).normal(0, 3, rgb.shape)
    return np.clip(rgb + noise, 0, 255).astype(np.uint8)


def saved(rgb: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", quality=quality)
    with Image.open(buffer) as image:
        return np.asarray(image)


@pytest.mark.parametrize("quality", [50, 75, 95])
def test_a_jpeg_of_a_picture_is_its_copy_and_other_bottles_are_not(quality: int) -> None:
    pictures = {number: drawn(number) for number in range(6)}
    pictures |= {10: saved(pictures[2], quality), 11: pictures[3].copy()}
    assert find_copies({key: ImageSignature.of(rgb) for key, rgb in pictures.items()}) == {10: 2, 11: 3}


def test_two_photographs_of_one_flat_scene_are_no_copies() -> None:
    rng = np.random.default_rng(0)
    flat = [np.clip(rng.normal(90, 4, (400, 500, 3)), 0, 255).astype(np.uint8) for _ in range(4)]
    assert find_copies({key: ImageSignature.of(rgb) for key, rgb in enumerate(flat)}) == {}
    still = np.full((400, 500, 3), 90, np.uint8)
    assert find_copies({1: ImageSignature.of(still), 2: ImageSignature.of(still + 1)}) == {}


def test_small_images() -> None:
    small = np.random.default_rng(1).integers(0, 255, (9, 5, 3), np.uint8)
    assert find_copies({1: ImageSignature.of(small), 2: ImageSignature.of(small)}) == {2: 1}
