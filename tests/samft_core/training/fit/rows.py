"""Rows without images: a few masks and made-up embeddings."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.imaging.geometry import Frame, View
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Sample
from samft_core.sam.types import Embedding
from samft_core.training.fit.batches import ViewDataset
from samft_core.training.recipe import Recipe
from tests.samft_core.planes import made_planes


def sample(number: int) -> Sample:
    """A bar that lies elsewhere for each number, on 160 x 120 pixels."""
    mask = np.zeros((120, 160), bool)
    mask[40:60, 30 + 5 * number : 70 + 5 * number] = True
    rle = RleMask.from_array(mask)
    assert rle.box is not None
    return Sample(number, Path(f"{number}.png"), "", "crack", rle, rle.box, number)


def noise(sample: Sample, view: View, *, planes: bool = False) -> Embedding:
    """Noise for an embedding, the same for the same image and view."""
    rng = np.random.default_rng([sample.image_id, len(view.key)])
    features = rng.normal(0, 0.1, (256, 64, 64)).astype(np.float32)
    made = made_planes(sample.image_id) if planes else None
    return Embedding(features, Frame(160, 120, view), "fake", made)


def dataset_for(recipe: Recipe, *, masks: int = 2, views_each: int = 1) -> ViewDataset:
    """The rows of so many masks."""
    return ViewDataset([sample(number) for number in range(masks)], recipe, noise, views_each=views_each)
