"""What a model sees in an image: from the cache, or encoded now and put into it."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Sequence
from dataclasses import replace

from cachetools import LRUCache

from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.imaging.pixels import SourceImage
from samft_core.sam.embedding_cache import EmbeddingCache, as_stored
from samft_core.sam.encoder import encode_views
from samft_core.sam.model import SamModel
from samft_core.sam.types import Embedding, Planes

KEPT_IN_MEMORY = 16
"""Embeddings held in memory, 4 MiB each: base and tuned version ask about the same views in turn."""
_log = logging.getLogger(__name__)


class Embedder:
    """Embeddings and planes of views of images, each encoded once.

    Numbers are half floats whether they were cached or not, so a mask does not depend on a cache hit. Where
    the cache cannot be written, they are encoded again next time. ``cache`` None: nothing is kept on disk. It
    belongs to one thread.
    """

    def __init__(self, model: SamModel, cache: EmbeddingCache | None, *, keep: int = KEPT_IN_MEMORY) -> None:
        self._model = model
        self._cache = cache
        self._recent: LRUCache[tuple[str, View], Embedding] = LRUCache(keep)

    def embedding(self, image: SourceImage, view: View = FULL_VIEW, *, planes: bool = False) -> Embedding:
        """The embedding of one view, with its ``planes`` exactly where these are asked for.

        Raises ModelError where the model has no encoder for them, and what ``image.rgb`` raises.
        """
        key = (image.digest, view)
        embedding = self._recent.get(key)
        if embedding is None:
            embedding = self._from_cache(image, view) or self._encoded(image, view)
        if planes and embedding.planes is None:
            embedding = replace(embedding, planes=self.planes(image, view))
        self._recent[key] = embedding
        return embedding if planes else replace(embedding, planes=None)

    def planes(self, image: SourceImage, view: View) -> Planes:
        """The planes of one view alone. Raises as ``embedding`` does."""
        encoder = self._model.require_plane_encoder()
        if self._cache is None:
            return encoder.encode(image.rgb(), view)
        known = self._cache.get_planes(image.digest, view, encoder.digest)
        if known is not None:
            return known
        planes = encoder.encode(image.rgb(), view)
        try:
            self._cache.put_planes(image.digest, view, planes)
        except OSError as error:
            _warn(error)
        return planes

    def encode_together(self, views: Sequence[tuple[SourceImage, View]]) -> None:
        """Put the embeddings of all these views into the cache, those that it lacks encoded at once.

        Without a cache nothing is done: they are encoded when they are asked for. Raises as ``embedding``.
        """
        missing = {
            (image.digest, view): image for image, view in views if not self.is_cached(image.digest, view)
        }
        if self._cache is None or not missing:
            return
        items = [(image.rgb(), view) for (_, view), image in missing.items()]
        found = encode_views(self._model.require_encoder(), items)
        for (digest, _), embedding in zip(missing, found, strict=True):
            try:
                self._cache.put(digest, embedding)
            except OSError as error:
                _warn(error)
                return

    def is_cached(self, digest: str, view: View = FULL_VIEW) -> bool:
        """Whether the cache holds a view's embedding of the image with this ``digest``."""
        encoder = self._model.require_encoder()
        return self._cache is not None and self._cache.contains(digest, view, encoder.digest)

    def lacks_planes(self, digest: str, view: View = FULL_VIEW) -> bool:
        """Whether the model sees planes and the cache does not hold those of a view."""
        encoder = self._model.plane_encoder
        if encoder is None or self._cache is None:
            return encoder is not None
        return not self._cache.contains(digest, view, encoder.digest)

    def prefetch(self, image: SourceImage, view: View, *, planes: bool = False) -> bool:
        """Put one view's embedding into the cache, and its ``planes``; whether anything had to be encoded.

        What is used now matters more than what may be used later: raises OSError where the cache is full or
        cannot be written, and what ``image.rgb`` raises.
        """
        lacks = not self.is_cached(image.digest, view)
        planeless = planes and self.lacks_planes(image.digest, view)
        if self._cache is None or not (lacks or planeless):
            return False
        if not self._cache.has_room():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if lacks:
            self._cache.put(image.digest, self._model.encode(image.rgb(), view))
        if planeless:
            encoder = self._model.require_plane_encoder()
            self._cache.put_planes(image.digest, view, encoder.encode(image.rgb(), view))
        return True

    def _from_cache(self, image: SourceImage, view: View) -> Embedding | None:
        if self._cache is None:
            return None
        frame = Frame(image.width, image.height, view)
        return self._cache.get(image.digest, view, self._model.require_encoder().digest, frame)

    def _encoded(self, image: SourceImage, view: View) -> Embedding:
        embedding = self._model.encode(image.rgb(), view)
        if self._cache is None:
            return as_stored(embedding)
        try:
            return self._cache.put(image.digest, embedding)
        except OSError as error:
            # A full or read-only disk makes answers slower, not wrong.
            _warn(error)
            return as_stored(embedding)


def _warn(error: OSError) -> None:
    _log.warning("The embedding cache cannot be written: %s", error)
