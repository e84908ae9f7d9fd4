"""Whether planes help on the masks that a fit learns from: they decide themselves, before anything is learnt.

A linear reading of the embedding tries to tell object from ground inside boxes whose image it has not seen,
once without and once with the planes. Where planes make it no better, the fit leaves them out, and nobody
pays for them afterwards. What is held out has no say. Free of torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from samft_core.sam.planes import CHANNELS
from samft_core.training.fit.batches import Row, ViewDataset
from samft_core.training.recipe import Recipe

EMBEDDING_CHANNELS = 256
CELL = 16
"""Channels before the planes, and encoder pixels per cell of the 64 x 64 grid."""

LEAST_GAIN = 0.01
"""Mean gain of the area under the curve from which a fit reads planes."""

LEAST_IMAGES = 3
"""With fewer images nothing can be tried; planes are read then, as they help most where little is known."""

FOLDS = 4
VIEWS = 2
MOST_CELLS = 400
"""Folds by image; crops of each mask, and cells of each crop that are looked at."""

MARGIN = 0.25
"""How far round the box ground is looked at, as a share of the box."""

RIDGE = 1.0
"""Pull towards zero, as a share of each standardised channel's own weight."""

Array = NDArray[np.float64]


class PlanesTrial(BaseModel):
    """The decision: the mean area under the curve that planes add, over ``masks`` masks."""

    model_config = ConfigDict(frozen=True)

    gain: float
    masks: int
    read: bool


@dataclass(frozen=True, slots=True)
class _Crop:
    """Cells of one crop of a mask: values N x channels, which are object (N bool), and the image's id."""

    values: Array
    objects: NDArray[np.bool_]
    image_id: int
    annotation_id: int


def try_planes(dataset: ViewDataset) -> PlanesTrial:
    """The decision for a fit that learns from the masks of ``dataset``, whose recipe reads planes."""
    crops = [crop for row in _rows(dataset) if (crop := _crop(dataset, row)) is not None]
    images = sorted({crop.image_id for crop in crops})
    if len(images) < LEAST_IMAGES:
        return PlanesTrial(gain=0.0, masks=0, read=True)
    # By image: cells of one image are so alike that any reading would seem to know them.
    fold_of = {image_id: place % min(FOLDS, len(images)) for place, image_id in enumerate(images)}
    folds = [fold_of[crop.image_id] for crop in crops]
    gains: dict[int, list[float]] = {}
    for fold in sorted(set(folds)):
        learnt = [crop for crop, own in zip(crops, folds, strict=True) if own != fold]
        asked = [crop for crop, own in zip(crops, folds, strict=True) if own == fold]
        for crop, gain in zip(asked, _gains(learnt, asked), strict=True):
            gains.setdefault(crop.annotation_id, []).append(gain)
    # First within each mask, then over masks: large masks have no more crops than small ones, but some
    # lack one.
    mean = float(np.mean([np.mean(found) for found in gains.values()]))
    return PlanesTrial(gain=mean, masks=len(gains), read=mean > LEAST_GAIN)


def tried(recipe: Recipe, trial: PlanesTrial) -> Recipe:
    """The recipe with the decision in it and nothing left to decide."""
    planes = recipe.planes if trial.read else "none"
    return recipe.model_copy(update={"planes": planes, "planes_when": "always"})


def _rows(dataset: ViewDataset) -> list[Row]:
    """A few crops of each mask, the whole image where there is none."""
    by_mask: dict[int, list[Row]] = {}
    for row in dataset.rows:
        by_mask.setdefault(row[0], []).append(row)
    return [row for rows in by_mask.values() for row in (rows[1:] or rows)[:VIEWS]]


def _crop(dataset: ViewDataset, row: Row) -> _Crop | None:
    """The cells in and round the box; None where they are all object or all ground."""
    entry = dataset.entry(row)
    x0, y0, x1, y1 = entry.frame.boxes_to_frame(np.array([entry.sample.box.as_tuple()]))[0] / CELL
    dx = (x1 - x0) * MARGIN + 1
    dy = (y1 - y0) * MARGIN + 1
    rows = slice(max(0, int(y0 - dy)), int(y1 + dy) + 1)
    columns = slice(max(0, int(x0 - dx)), int(x1 + dx) + 1)
    shares = entry.target.reshape(64, 4, 64, 4).mean(axis=(1, 3))[rows, columns].ravel()
    shown = entry.content.reshape(64, 4, 64, 4).mean(axis=(1, 3))[rows, columns].ravel() > 0.5
    values = dataset.features(row)[: EMBEDDING_CHANNELS + CHANNELS, rows, columns]
    values = values.reshape(values.shape[0], -1).T[shown]
    objects = shares[shown] > 127
    if not objects.any() or objects.all():
        return None
    chosen = np.linspace(0, len(values) - 1, min(len(values), MOST_CELLS)).astype(int)
    sample = entry.sample
    return _Crop(values[chosen].astype(np.float64), objects[chosen], sample.image_id, sample.annotation_id)


def _gains(learnt: Sequence[_Crop], asked: Sequence[_Crop]) -> list[float]:
    """What planes add to the area under the curve of each asked crop."""
    values = np.concatenate([crop.values for crop in learnt])
    # Each crop counts alike, and object as much as ground.
    weights = np.concatenate([_balance(crop.objects) for crop in learnt])
    wanted = np.concatenate([np.where(crop.objects, 1.0, -1.0) for crop in learnt])
    mean = np.average(values, axis=0, weights=weights)
    deviation = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=weights)) + 1e-9
    seen = (values - mean) / deviation
    weighted = seen * weights[:, None]
    # Ridge regression in closed form. Computed once for all channels; leaving the planes out is leaving
    # out its last rows and columns.
    moments = weighted.T @ seen + RIDGE * weights.sum() * np.eye(seen.shape[1])
    products = weighted.T @ wanted
    areas = []
    for channels in (EMBEDDING_CHANNELS, EMBEDDING_CHANNELS + CHANNELS):
        reading = np.linalg.solve(moments[:channels, :channels], products[:channels])
        scores = [((crop.values - mean) / deviation)[:, :channels] @ reading for crop in asked]
        areas.append([_area(found, crop.objects) for found, crop in zip(scores, asked, strict=True)])
    return [together - without for without, together in zip(*areas, strict=True)]


def _balance(objects: NDArray[np.bool_]) -> Array:
    return np.asarray(
        np.where(objects, 0.5 / max(objects.sum(), 1), 0.5 / max((~objects).sum(), 1)), np.float64
    )


def _area(scores: Array, objects: NDArray[np.bool_]) -> float:
    """How often an object cell scores above one of the ground; a half where only one kind was chosen."""
    inside = scores[objects]
    outside = scores[~objects]
    if not len(inside) or not len(outside):
        return 0.5
    return float((inside[:, None] > outside[None]).mean())
