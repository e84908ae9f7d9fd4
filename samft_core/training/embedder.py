"""Embeddings for a run: everything encoded once, and how long that took."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

from samft_core.dataset.image_reader import Images, Rgb
from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.project.manifest import GoodImage, Sample
from samft_core.sam.embedding_cache import EmbeddingCache, as_stored
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import PlaneEncoder
from samft_core.sam.types import Embedding, Planes


class TimedEncoder:
    """An encoder that counts what it does and how long that takes."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self.digest = encoder.digest
        self.description = encoder.description
        self.encoded = 0
        self.seconds = 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        embedding = self._encoder.encode(rgb, view)
        self.encoded, self.seconds = self.encoded + 1, self.seconds + time.perf_counter() - started
        return embedding


class TimedPlaneEncoder:
    """The same for the second encoder."""

    def __init__(self, encoder: PlaneEncoder) -> None:
        self._encoder = encoder
        self.digest = encoder.digest
        self.weights_digest = encoder.weights_digest
        self.encoded = 0
        self.seconds = 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        planes = self._encoder.encode(rgb, view)
        self.encoded, self.seconds = self.encoded + 1, self.seconds + time.perf_counter() - started
        return planes


class Embedder:
    """Embeddings of any view, from the cache or encoded now."""

    def __init__(self, model: SamModel, cache: EmbeddingCache, images: Images) -> None:
        self._model = model
        self._cache = cache
        self._images = images

    def __call__(self, sample: Sample | GoodImage, view: View, *, planes: bool = False) -> Embedding:
        """One embedding, rounded to half precision whether it was cached or not; with ``planes`` these
        too."""
        embedding = self._embedding(sample, view)
        return replace(embedding, planes=self.planes(sample, view)) if planes else embedding

    def size(self, image: Sample | GoodImage) -> tuple[int, int]:
        """Height and width in pixels, from the file itself."""
        height, width = self._images.read(image).shape[:2]
        return height, width

    def planes(self, sample: Sample | GoodImage, view: View) -> Planes:
        """The planes of one view, from the cache or made now."""
        encoder = self._model.require_plane_encoder()
        digest = self._images.digest(sample)
        known = self._cache.get_planes(digest, view, encoder.digest)
        if known is not None:
            return known
        planes = encoder.encode(self._images.read(sample), view)
        with suppress(OSError):  # as below
            self._cache.put_planes(digest, view, planes)
        return planes

    def _embedding(self, sample: Sample | GoodImage, view: View) -> Embedding:
        encoder = self._model.require_encoder()
        digest = self._images.digest(sample)
        if isinstance(sample, Sample):
            frame = Frame(sample.mask.width, sample.mask.height, view)
            known = self._cache.get(digest, view, encoder.digest, frame)
            if known is not None:
                return known
        embedding = encoder.encode(self._images.read(sample), view)
        try:
            return self._cache.put(digest, embedding)
        except OSError:
            # A full disk makes the run slower, not wrong.
            return as_stored(embedding)
