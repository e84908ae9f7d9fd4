"""Has a version forgotten what the base model knows? Objects that are no defects, on foreign images.

Free of torch: the models are functions here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samft_core.evaluation.evaluate import BoxQuery, PredictFn
from samft_core.evaluation.records import Forgetting
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_iou

SURE = 0.8
"""The base model's own score from which on its answer counts as an object."""

PICTURES = 4
"""Good images of the project, and as many of the shipped samples, on which forgetting is looked for."""

OBJECTS_AN_IMAGE = 3
SMALLEST = 0.002
LARGEST = 0.8
"""Share of the image that an object may cover."""

SAME_OBJECT = 0.7
"""Boxes that overlap by this IoU show the same thing."""

# Where to look, as shares of width and height: the middle, then the quarters.
_LOOK = (
    (0.25, 0.25, 0.75, 0.75),
    (0.05, 0.05, 0.45, 0.45),
    (0.55, 0.55, 0.95, 0.95),
    (0.55, 0.05, 0.95, 0.45),
    (0.05, 0.55, 0.45, 0.95),
    (0.1, 0.1, 0.9, 0.9),
)


@dataclass(frozen=True, slots=True)
class KnownObject:
    """A thing the base model is sure of: a tight box on it, and what the base model says to that box."""

    query: BoxQuery
    mask: Mask


def find_known(predict_base: PredictFn, pictures: Sequence[BoxQuery]) -> list[KnownObject]:
    """Up to three things an image; ``pictures`` are questions whose box is left aside."""
    found: list[KnownObject] = []
    for picture in pictures:
        here: list[KnownObject] = []
        for part in _LOOK:
            if len(here) == OBJECTS_AN_IMAGE:
                break
            known = _known(predict_base, picture, part)
            boxes = [known_object.query.box for known_object in here]
            if known is not None and all(known.query.box.iou(box) < SAME_OBJECT for box in boxes):
                here.append(known)
        found += here
    return found


def forgetting_of(predict: PredictFn, known: Sequence[KnownObject], *, version: str) -> Forgetting | None:
    """How well ``ask`` agrees with the base model; None where there is nothing to ask about."""
    if not known:
        return None
    agreements = [mask_iou(predict(known_object.query).mask, known_object.mask) for known_object in known]
    return Forgetting.of(version, agreements, [known_object.query.image.image_id for known_object in known])


def _known(
    predict_base: PredictFn, picture: BoxQuery, part: tuple[float, float, float, float]
) -> KnownObject | None:
    width = picture.width
    height = picture.height
    box = Box(part[0] * width, part[1] * height, part[2] * width, part[3] * height)
    first = predict_base(BoxQuery(picture.image, box, width, height))
    share = float(first.mask.mean())
    if first.score < SURE or not SMALLEST <= share <= LARGEST:
        return None
    rows = np.flatnonzero(first.mask.any(axis=1))
    columns = np.flatnonzero(first.mask.any(axis=0))
    tight = Box(float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
    query = BoxQuery(picture.image, tight, width, height)
    again = predict_base(query)
    return KnownObject(query, again.mask) if again.score >= SURE else None
