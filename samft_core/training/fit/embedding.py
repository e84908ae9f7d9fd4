"""The embeddings that a fit learns from; apart from its batches, which are planned without PyTorch."""

from __future__ import annotations

from collections.abc import Sequence

from samft_core.dataset.image_reader import Images
from samft_core.imaging.geometry import View
from samft_core.project.manifest import Sample
from samft_core.sam.embedder import Embedder
from samft_core.sam.types import Embedding
from samft_core.training.fit.batches import Embed, Prepare


def embed_with(embedder: Embedder, images: Images) -> Embed:
    """Embeddings of samples whose pixels ``images`` reads."""

    def embed(sample: Sample, view: View, *, planes: bool = False) -> Embedding:
        return embedder.embedding(images.open(sample), view, planes=planes)

    return embed


def prepare_with(embedder: Embedder, images: Images) -> Prepare:
    """Encodes samples' views, several at once, into the cache."""

    def prepare(views: Sequence[tuple[Sample, View]]) -> None:
        embedder.encode_together([(images.open(sample), view) for sample, view in views])

    return prepare
