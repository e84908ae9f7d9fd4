"""An encoder that encodes each view of the same pixels once, for tests of what is done with embeddings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import pixel_digest
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.types import Embedding


class RememberingEncoder:
    """Answers as ``encoder`` does: for the same pixels and view it gives the same embedding each time."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, View], Embedding] = {}
        self.digest = encoder.digest
        self.description = encoder.description

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        key = (pixel_digest(rgb), view)
        if key not in self._known:
            self._known[key] = self._encoder.encode(rgb, view)
        return self._known[key]
