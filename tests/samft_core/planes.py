"""Planes without a second encoder."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.sam.planes import LAYERS
from samft_core.sam.types import Planes


def made_planes(seed: int = 0, digest: str = "planes-of-a-test") -> Planes:
    """Noise of the right shapes, the same for the same seed."""
    rng = np.random.default_rng([abs(seed), seed < 0])
    layers = {name: rng.normal(2, 3, shape).astype(np.float16) for name, shape in LAYERS.items()}
    return Planes(layers, digest)


class FakePlaneEncoder:
    """Makes planes of how bright a view is, at once; remembers what it was asked for."""

    digest = "fake planes"
    weights_digest = "fake weights"

    def __init__(self) -> None:
        self.seen: list[View] = []

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Planes:
        self.seen.append(view)
        return made_planes(int(view.render(rgb).mean()), self.digest)
