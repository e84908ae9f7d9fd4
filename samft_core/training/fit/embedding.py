"""The embeddings that a fit learns from; apart from its batches, which are planned without PyTorch."""

from __future__ import annotations

from samft_core.dataset.image_reader import Images
from samft_core.imaging.geometry import View
from samft_core.project.manifest import Sample
from samft_core.sam.embedder import Embedder
from samft_core.sam.types import Embedding
from samft_core.training.fit.batches import Embed


def embed_with(embedder: Embedder, images: Images) -> Embed:
    """Embeddings of samples whose pixels ``images`` reads."""

    def embed(sample: Sample, view: View, *, planes: bool = False) -> Embedding:
        return embedder.embedding(images.open(sample), view, planes=planes)

    return embed
