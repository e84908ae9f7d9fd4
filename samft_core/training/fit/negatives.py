"""Boxes on good images with nothing in them, to learn from: what a box on nothing should be answered with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import GoodImage, Sample

FIRST_ID = -20_001
"""The first id of a box on nothing; those of pasted defects end above it."""


def empty_boxes(
    samples: Sequence[Sample],
    good: Sequence[GoodImage],
    count: int,
    *,
    size: Callable[[GoodImage], tuple[int, int]],
) -> list[Sample]:
    """``count`` boxes on good images, each as large as that of one of the ``samples`` and with an empty mask.

    Every other one lies where that defect lay, the rest anywhere. They depend on the masks and good images
    alone. ``size`` gives an image's height and width.
    """
    if not samples or not good:
        return []
    found = []
    for number in range(count):
        sample = samples[number % len(samples)]
        image = good[number % len(good)]
        name = f"{sample.pixel_digest or sample.path.name} nothing {number}".encode() + sample.mask.counts
        rng = np.random.default_rng(list(hashlib.sha256(name).digest()[:8]))
        height, width = size(image)
        box = _placed(sample, height, width, rng if number % 2 else None)
        nothing = RleMask.from_array(np.zeros((height, width), bool))
        own = FIRST_ID - number
        found.append(Sample(own, image.path, "", sample.class_name, nothing, box, own, image.pixel_digest))
    return found


def _placed(sample: Sample, height: int, width: int, rng: np.random.Generator | None) -> Box:
    """The box of a mask on an image of another size; somewhere else with ``rng``."""
    x = width / sample.mask.width
    y = height / sample.mask.height
    box = Box(sample.box.x0 * x, sample.box.y0 * y, sample.box.x1 * x, sample.box.y1 * y)
    if rng is None:
        return box
    return box.moved(
        float(rng.uniform(-box.x0, width - box.x1)), float(rng.uniform(-box.y0, height - box.y1))
    )
