"""Which images to annotate next: unlike those that are known, and hard for the model. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samft_core.sam.types import Embedding

Vector = NDArray[np.float32]

UNCERTAINTY_SHARE = 0.5
"""How much the model's uncertainty counts beside being unlike the known images."""


def image_vector(embedding: Embedding) -> Vector:
    """An image in one direction of unit length (256 float32): the mean of its embedding, padding left
    out.
    """
    side = embedding.features.shape[-1]
    cell = embedding.frame.side / side
    height, width = (max(1, min(side, round(length / cell))) for length in embedding.frame.content_size)
    mean = embedding.features[:, :height, :width].mean(axis=(1, 2), dtype=np.float64)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


def rank_images(
    candidates: Mapping[int, Vector],
    known: Sequence[Vector],
    *,
    uncertainties: Mapping[int, float] | None = None,
    uncertainty_share: float = UNCERTAINTY_SHARE,
    count: int | None = None,
) -> list[int]:
    """The candidates (image ids), the most useful first; ``count`` of them, None: all.

    Each pick is the one farthest from everything known and picked before it (farthest-point order: Sener
    and Savarese, Active Learning for Convolutional Neural Networks, 2018), and uncertain to the model.
    ``uncertainties`` are 0 (sure) to 1; an image without one counts as uncertain as the others on average.
    With nothing known and no uncertainties, the image nearest to the middle of all comes first.
    """
    if not candidates:
        return []
    ids = list(candidates)
    vectors = np.stack([candidates[image_id] for image_id in ids]).astype(np.float64)
    uncertain = _filled(ids, uncertainties)
    gap = _distances(vectors, np.stack(list(known)).astype(np.float64)).min(axis=1) if len(known) else None
    left = list(range(len(ids)))
    order = []
    for _ in range(len(ids) if count is None else min(count, len(ids))):
        unlike = -_distances(vectors, vectors.mean(axis=0)[None])[:, 0] if gap is None else gap
        # Both scaled over what is left, because distances shrink as images are taken out.
        worth = (1 - uncertainty_share) * _scaled(unlike, left) + uncertainty_share * _scaled(uncertain, left)
        # Equal ones in the order they were given, so that the same project names the same image.
        pick = max(left, key=lambda place, worth=worth: (worth[place], -place))  # type: ignore[misc]
        order.append(ids[pick])
        left.remove(pick)
        nearer = _distances(vectors, vectors[pick][None])[:, 0]
        gap = nearer if gap is None else np.minimum(gap, nearer)
    return order


@dataclass(frozen=True, slots=True)
class NextImage:
    """One image: how far it lies from the nearest known one, and how uncertain the model is about it.

    Either is None where it is not known: the image was not encoded, or not asked about.
    """

    image_id: int
    gap: float | None
    uncertainty: float | None
    for_uncertainty: bool
    """Whether uncertainty counted more than being unlike."""


def pick_image(
    ids: Sequence[int],
    vectors: Mapping[int, Vector],
    known: Sequence[Vector],
    uncertainties: Mapping[int, float],
    *,
    uncertainty_share: float = UNCERTAINTY_SHARE,
) -> NextImage | None:
    """The image of ``ids`` that ``rank_images`` would name first, where not all of them were encoded.

    One without a vector counts as unlike as the others are on average. None where nothing tells them apart.
    """
    placed = [image_id for image_id in ids if image_id in vectors] if len(known) else []
    if not placed and not any(image_id in uncertainties for image_id in ids):
        return None
    gaps: dict[int, float] = {}
    if placed:
        ours = np.stack([vectors[image_id] for image_id in placed]).astype(np.float64)
        nearest = _distances(ours, np.stack(list(known)).astype(np.float64)).min(axis=1)
        gaps = dict(zip(placed, map(float, nearest), strict=True))
    everyone = range(len(ids))
    unlike = (1 - uncertainty_share) * _scaled(_filled(ids, gaps), everyone)
    uncertain = uncertainty_share * _scaled(_filled(ids, uncertainties), everyone)
    best = int(np.argmax(unlike + uncertain))
    image_id = ids[best]
    return NextImage(
        image_id,
        gaps.get(image_id),
        uncertainties.get(image_id),
        image_id in uncertainties and bool(uncertain[best] >= unlike[best]),
    )


def _filled(ids: Sequence[int], values_of: Mapping[int, float] | None) -> NDArray[np.float64]:
    """One value per image; the mean of the others where an image has none."""
    known = values_of or {}
    values = [known[image_id] for image_id in ids if image_id in known]
    usual = sum(values) / len(values) if values else 0.0
    return np.array([known.get(image_id, usual) for image_id in ids], np.float64)


def _distances(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Euclidean distances, N x M, without an array of N x M x 256."""
    # |a - b|² = |a|² + |b|² - 2ab; rounding can leave it a little below 0.
    squares = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1)[None] - 2 * ours @ theirs.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)), np.float64)


def _scaled(values: NDArray[np.float64], left: Sequence[int]) -> NDArray[np.float64]:
    """``values`` so that those at ``left`` run from 0 to 1; all 0 where they are equal."""
    low = values[left].min()
    high = values[left].max()
    return (values - low) / (high - low) if high > low else np.zeros_like(values)
