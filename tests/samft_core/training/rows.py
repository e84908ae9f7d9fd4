"""Masks to learn from and an encoder that does not encode, for tests of banks."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.imaging.geometry import Frame, View
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Sample
from samft_core.sam.types import Embedding
from tests.samft_core.planes import made_planes


def sample(number: int, *, width: int = 160, height: int = 120) -> Sample:
    mask = np.zeros((height, width), bool)
    mask[40:60, 30 + number % 20 : 70 + number % 20] = True
    rle = RleMask.from_array(mask)
    assert rle.box is not None
    return Sample(number, Path(f"{number}.png"), "", "crack", rle, rle.box, number)


class Encoder:
    """Fills an embedding with the sample's number; counts the calls."""

    calls = 0

    def __call__(self, sample: Sample, view: View, *, planes: bool = False) -> Embedding:
        self.calls += 1
        features = np.full((256, 64, 64), sample.image_id, np.float32)
        frame = Frame(sample.mask.width, sample.mask.height, view)
        return Embedding(features, frame, "fake", made_planes(sample.image_id) if planes else None)
