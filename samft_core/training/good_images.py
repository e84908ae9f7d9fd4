"""Good images as teachers: what a run learns from images that were signed off as free of defects."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from samft_core.imaging.geometry import FULL_VIEW, Box, Frame, View, square_crop
from samft_core.imaging.pixels import SourceImage
from samft_core.project.manifest import GoodImage, Sample
from samft_core.sam.good_cells import GoodCells, good_cells
from samft_core.sam.types import Planes

LEAST_IMAGES = 3
"""With fewer good images nothing tells how much they differ among themselves."""

MOST_IMAGES = 12
"""Good images that places are taken from; further ones hardly add places."""

CROPS = 2
"""Crops of each good image beside the whole of it."""

VIEWS_EACH = 2 * (1 + CROPS)
"""Views of each good image: plain, and with stretched contrast."""

ZOOM = (1.6, 2.6)
"""Sides of the crops, in multiples of the longer side of a defect's box: as masks are shown to learn from."""


PlanesOf = Callable[[SourceImage, View], Planes]
"""The planes of one view, from the cache or from the second encoder."""


def places_of(
    good: Sequence[GoodImage],
    samples: Sequence[Sample],
    *,
    open_image: Callable[[GoodImage], SourceImage],
    planes_of: PlanesOf,
) -> GoodCells | None:
    """What good images look like, at the sizes at which the ``samples`` are shown; None with too few of them.

    Views as photographed and views with stretched contrast: a version may see either.
    """
    chosen = chosen_of(good)
    if not chosen:
        return None
    return good_cells([_views(image, open_image(image), samples, planes_of) for image in chosen])


def chosen_of(good: Sequence[GoodImage]) -> list[GoodImage]:
    """The good images that places are taken from, evenly over all; none where they are too few."""
    if len(good) < LEAST_IMAGES:
        return []
    count = min(len(good), MOST_IMAGES)
    # Evenly over the order in which they were added: neighbours often show the same minute of a shift.
    return [good[place * len(good) // count] for place in range(count)]


def good_digest(good: Sequence[GoodImage]) -> str:
    """A SHA-256 over the pixels of the good images that places are taken from."""
    names = [image.pixel_digest or image.path.as_posix() for image in chosen_of(good)]
    return hashlib.sha256("\n".join(names).encode("utf-8")).hexdigest()


def _views(
    image: GoodImage, opened: SourceImage, samples: Sequence[Sample], planes_of: PlanesOf
) -> list[tuple[Planes, Frame]]:
    width = opened.width
    height = opened.height
    plain = [FULL_VIEW, *crops_of(image, samples, width=width, height=height)]
    both = [replace(view, stretched=stretched) for view in plain for stretched in (False, True)]
    return [(planes_of(opened, view), Frame(width, height, view)) for view in both]


def crops_of(image: GoodImage, samples: Sequence[Sample], *, width: int, height: int) -> list[View]:
    """A few crops of a good image at random, as large as those round the boxes of the ``samples``.

    They depend on the image and on the boxes' sizes alone.
    """
    sides = sorted(
        max(sample.box.width / sample.mask.width, sample.box.height / sample.mask.height)
        for sample in samples
    )
    name = image.pixel_digest or image.path.name
    rng = np.random.default_rng(list(hashlib.sha256(name.encode("utf-8")).digest()[:8]))
    found = []
    for number in range(CROPS):
        # Evenly over the sizes, a small one first.
        side = sides[(2 * number + 1) * len(sides) // (2 * CROPS)] if sides else 0.2
        across = max(1.0, side * width)
        down = max(1.0, side * height)
        x = rng.uniform(0, max(1.0, width - across))
        y = rng.uniform(0, max(1.0, height - down))
        box = Box(float(x), float(y), float(min(width, x + across)), float(min(height, y + down)))
        scale = float(rng.uniform(*ZOOM))
        found.append(View(square_crop(box, scale=scale, width=width, height=height)))
    return found
