from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import Rgb, SourceImage
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.model import SamModel
from samft_core.sam.types import Embedding, Planes
from tests.samft_core.planes import made_planes

MIRRORED = View(mirrored=True)


class CountingEncoder:
    """Encodes with another encoder and remembers the views."""

    def __init__(self, model: SamModel) -> None:
        self._encoder = model.require_encoder()
        self.digest = self._encoder.digest
        self.description = self._encoder.description
        self.views: list[View] = []

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        self.views.append(view)
        return self._encoder.encode(rgb, view)


class CountingPlanes:
    """A second encoder with made-up planes."""

    digest = made_planes(1).digest
    weights_digest = "weights"

    def __init__(self) -> None:
        self.views: list[View] = []

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        self.views.append(view)
        return made_planes(1)


@pytest.fixture
def encoder(model: SamModel) -> CountingEncoder:
    return CountingEncoder(model)


@pytest.fixture
def planes() -> CountingPlanes:
    return CountingPlanes()


@pytest.fixture
def counted(model: SamModel, encoder: CountingEncoder, planes: CountingPlanes) -> SamModel:
    return replace(model, encoder=encoder, plane_encoder=planes)


@pytest.fixture
def image(bottle_image: Rgb) -> SourceImage:
    return SourceImage.of(bottle_image)


def test_a_view_is_encoded_once_for_everybody_who_shares_a_cache(
    counted: SamModel, encoder: CountingEncoder, image: SourceImage, tmp_path: Path
) -> None:
    first = Embedder(counted, EmbeddingCache(tmp_path))
    made = first.embedding(image)
    assert first.embedding(image) is not None and encoder.views == [FULL_VIEW]
    again = Embedder(counted, EmbeddingCache(tmp_path)).embedding(image)
    np.testing.assert_array_equal(made.features, again.features)
    assert made.frame == again.frame and encoder.views == [FULL_VIEW]
    without = Embedder(counted, None).embedding(image)
    np.testing.assert_array_equal(made.features, without.features)
    assert encoder.views == [FULL_VIEW, FULL_VIEW]


def test_planes_come_exactly_where_they_are_asked_for(
    counted: SamModel, encoder: CountingEncoder, planes: CountingPlanes, image: SourceImage, tmp_path: Path
) -> None:
    embedder = Embedder(counted, EmbeddingCache(tmp_path))
    assert embedder.embedding(image).planes is None and planes.views == []
    assert embedder.lacks_planes(image.digest)
    assert embedder.embedding(image, planes=True).planes is not None
    # Whoever does not read planes must not find them among the channels.
    assert embedder.embedding(image).planes is None
    assert embedder.embedding(image, planes=True).planes is not None
    assert embedder.planes(image, FULL_VIEW).digest == planes.digest
    assert planes.views == [FULL_VIEW] and encoder.views == [FULL_VIEW]
    assert not embedder.lacks_planes(image.digest)


def test_memory_holds_so_many_embeddings_and_no_more(
    counted: SamModel, encoder: CountingEncoder, image: SourceImage
) -> None:
    small = Embedder(counted, None, keep=1)
    for view in (FULL_VIEW, FULL_VIEW, MIRRORED, FULL_VIEW):
        small.embedding(image, view)
    assert encoder.views == [FULL_VIEW, MIRRORED, FULL_VIEW]


def test_prefetching_fills_the_cache_once_and_says_where_it_is_full(
    counted: SamModel, encoder: CountingEncoder, planes: CountingPlanes, image: SourceImage, tmp_path: Path
) -> None:
    embedder = Embedder(counted, EmbeddingCache(tmp_path))
    assert embedder.prefetch(image, MIRRORED) and not embedder.prefetch(image, MIRRORED)
    assert embedder.is_cached(image.digest, MIRRORED) and not embedder.is_cached(image.digest)
    assert embedder.prefetch(image, MIRRORED, planes=True)
    assert encoder.views == [MIRRORED] and planes.views == [MIRRORED]
    full = Embedder(counted, EmbeddingCache(tmp_path / "full", quota_bytes=0))
    with pytest.raises(OSError, match="space"):
        full.prefetch(image, FULL_VIEW)


class TogetherEncoder(CountingEncoder):
    """Takes several views at a time, and remembers how many."""

    batch_views = 8

    def __init__(self, model: SamModel) -> None:
        super().__init__(model)
        self.batches: list[int] = []

    def encode_batch(self, items: Sequence[tuple[Rgb, View]]) -> list[Embedding]:
        self.batches.append(len(items))
        return [self.encode(rgb, view) for rgb, view in items]


def test_views_that_the_cache_lacks_are_encoded_together(
    model: SamModel, image: SourceImage, tmp_path: Path
) -> None:
    encoder = TogetherEncoder(model)
    embedder = Embedder(replace(model, encoder=encoder), EmbeddingCache(tmp_path))
    embedder.embedding(image)
    embedder.encode_together([(image, FULL_VIEW), (image, MIRRORED), (image, MIRRORED)])
    embedder.encode_together([(image, MIRRORED)])
    assert encoder.batches == [1] and encoder.views == [FULL_VIEW, MIRRORED]
    embedder.embedding(image, MIRRORED)
    assert encoder.views == [FULL_VIEW, MIRRORED]
    Embedder(replace(model, encoder=encoder), None).encode_together([(image, FULL_VIEW)])
    assert encoder.batches == [1]
