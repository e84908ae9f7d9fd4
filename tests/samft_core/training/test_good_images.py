from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import SourceImage
from samft_core.project.manifest import GoodImage
from samft_core.sam.types import Planes
from samft_core.training.good_images import (
    CROPS,
    LEAST_IMAGES,
    MOST_IMAGES,
    chosen_of,
    crops_of,
    good_digest,
    places_of,
)
from tests.samft_core.planes import made_planes
from tests.samft_core.training.rows import sample


class PlanesAsked:
    """Planes of made-up images, and which ones were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, View]] = []

    def planes_of(self, image: SourceImage, view: View) -> Planes:
        self.asked.append((image.digest, view))
        return made_planes(int(image.digest))


def opened(image: GoodImage) -> SourceImage:
    return SourceImage(160, 120, str(image.image_id), lambda: np.zeros((120, 160, 3), np.uint8))


def good(count: int) -> list[GoodImage]:
    return [GoodImage(number, Path(f"good-{number}.png"), f"pixels-{number}") for number in range(count)]


def test_places_come_from_whole_images_and_crops_plain_and_stretched() -> None:
    seen = PlanesAsked()
    found = places_of(good(LEAST_IMAGES), [sample(1)], open_image=opened, planes_of=seen.planes_of)
    assert found is not None
    np.testing.assert_allclose(np.linalg.norm(found.cells, axis=1), 1, rtol=1e-4)
    assert len(seen.asked) == len(set(seen.asked)) == LEAST_IMAGES * (1 + CROPS) * 2
    assert {view.stretched for _, view in seen.asked} == {False, True}
    assert FULL_VIEW in {view for _, view in seen.asked}


def test_with_too_few_good_images_there_are_no_places() -> None:
    seen = PlanesAsked()
    few = good(LEAST_IMAGES - 1)
    assert places_of(few, [sample(1)], open_image=opened, planes_of=seen.planes_of) is None
    assert not seen.asked


def test_of_many_good_images_some_are_taken_evenly() -> None:
    chosen = [image.image_id for image in chosen_of(good(100))]
    assert len(chosen) == MOST_IMAGES and chosen[0] == 0 and chosen[-1] > 85
    assert max(np.diff(chosen)) <= 9
    assert good_digest(good(100)) == good_digest(good(100)) != good_digest(good(99))


def test_crops_hang_on_the_image_and_the_boxes_alone() -> None:
    one, other = good(2)
    masks = [sample(number) for number in range(4)]
    crops = crops_of(one, masks, width=160, height=120)
    assert crops == crops_of(one, masks[::-1], width=160, height=120) and len(crops) == CROPS
    assert crops != crops_of(other, masks, width=160, height=120)
    for view in crops:
        assert view.crop is not None
        x0, y0, x1, y1 = view.crop
        assert 0 <= x0 < x1 <= 160 and 0 <= y0 < y1 <= 120
    assert len(crops_of(one, [], width=5, height=4)) == CROPS
