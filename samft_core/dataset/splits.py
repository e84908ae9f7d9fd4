"""Which images are learnt from and which are held out.

Lots: images of one lot look alike, so a lot on both sides of a split makes held-out scores too good. An image
belongs to the lot that the project names for it (``ImageRecord.group``). Where it names none, file names may
show lots: what stands before the number at the end (``L42_0007.png`` is of ``L42``). They are believed where
they show at least five lots none of which holds more than a third of the images; otherwise each image is on
its own. Images of equal pixels, and near copies that a run found, stay together like a lot, whatever their
names and lots.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samft_core.errors import TrainingError
from samft_core.messages.message import Message
from samft_core.project.manifest import Sample, Split

_MINIMUM_LOTS = 5


def lot_of_name(name: str) -> str:
    """The lot that a file name shows: its stem without the number at the end; empty where nothing is left."""
    return re.sub(r"[\s_.#-]*\d+$", "", Path(name).stem)


def with_lots_of_names(samples: Sequence[Sample]) -> list[Sample]:
    """Put samples without a group into the lots that their file names show, where they clearly show lots."""
    images = {s.image_id: lot_of_name(s.path.name) for s in samples if not s.group}
    sizes = Counter(images.values())
    clear = "" not in sizes and len(sizes) >= _MINIMUM_LOTS and max(sizes.values()) * 3 <= len(images)
    if not clear or len(sizes) == len(images):
        return list(samples)
    return [s if s.group else replace(s, group=images[s.image_id]) for s in samples]


def split_k_fold(samples: Sequence[Sample], k: int, seed: int = 0) -> tuple[Split, ...]:
    """``k`` splits in which each image is held out once; lots stay together, classes are spread evenly.

    Deterministic by ``seed``, whatever the order of ``samples``. Raises TrainingError where there are fewer
    than ``k`` images (or lots).
    """
    lots = _lots(samples)
    if k < 2 or len(lots) < k:
        raise TrainingError(
            Message("data.few_for_folds", folds=k, wanted=max(k, 2), images=len(lots)),
            remedy=Message("remedy.accept_more_or_fewer_folds"),
        )
    folds = _deal(lots, [1.0] * k, seed)
    everything = {image for fold in folds for image in fold}
    return tuple(Split(tuple(sorted(everything - fold)), tuple(sorted(fold))) for fold in folds)


def split_hold_out(samples: Sequence[Sample], *, share: float = 0.3, seed: int = 0) -> Split:
    """One split that holds out about ``share`` (0 to 1) of the images of every class; lots stay together.

    Deterministic by ``seed``. Raises TrainingError where there are fewer than two images (or lots).
    """
    lots = _lots(samples)
    if not 0 < share < 1 or len(lots) < 2:
        raise TrainingError(
            Message("data.few_to_hold_out", share=share, images=len(lots)),
            remedy=Message("remedy.accept_more"),
        )
    train, held_out = _deal(lots, [1 - share, share], seed)
    return Split(tuple(sorted(train)), tuple(sorted(held_out)))


def lots_of(samples: Iterable[Sample]) -> dict[int, int]:
    """Each image's lot, told by the smallest id of the images that stay together with it."""
    return _joined(samples, lambda s: [f"lot:{s.group}"] if s.group else [])


def pictures_of(samples: Iterable[Sample]) -> dict[int, int]:
    """Each image's picture, told by the smallest id of the images that show it: lots do not count."""
    return _joined(samples, lambda _: [])


def _joined(samples: Iterable[Sample], more: Callable[[Sample], list[str]]) -> dict[int, int]:
    """Join images that share a key, through any number of steps."""
    parent: dict[int, int] = {}
    first_of: dict[str, int] = {}

    def top(image: int) -> int:
        parent.setdefault(image, image)
        while parent[image] != image:
            parent[image] = parent[parent[image]]
            image = parent[image]
        return image

    for sample in samples:
        keys = [f"copy:{sample.image_id if sample.copy_of is None else sample.copy_of}", *more(sample)]
        if sample.pixel_digest is not None:
            keys.append(f"pixels:{sample.pixel_digest}")
        for key in keys:
            ends = top(sample.image_id), top(first_of.setdefault(key, sample.image_id))
            parent[max(ends)] = min(ends)
    return {image: top(image) for image in list(parent)}


@dataclass(frozen=True, slots=True)
class _Lot:
    """Images that stay together, and how many masks of each class they hold."""

    images: tuple[int, ...]
    classes: Counter[str]


def _lots(samples: Sequence[Sample]) -> list[_Lot]:
    images: dict[int, set[int]] = defaultdict(set)
    classes: dict[int, Counter[str]] = defaultdict(Counter)
    lot_of = lots_of(samples)
    for sample in samples:
        key = lot_of[sample.image_id]
        images[key].add(sample.image_id)
        classes[key][sample.class_name] += 1
    lots = [_Lot(tuple(sorted(images[key])), classes[key]) for key in images]
    return sorted(lots, key=lambda lot: lot.images)


def _deal(lots: list[_Lot], shares: list[float], seed: int) -> list[set[int]]:
    """Deal lots into parts of about ``shares`` of the images: large lots first, then by their rarest class.

    Each lot goes to the part that lacks its classes most, measured against its share; no part stays empty.
    """
    order = list(lots)
    random.Random(seed).shuffle(order)
    totals = sum((lot.classes for lot in lots), Counter[str]())
    order.sort(key=lambda lot: (-len(lot.images), min((totals[c], c) for c in lot.classes)))
    image_total = sum(len(lot.images) for lot in lots)
    parts: list[set[int]] = [set() for _ in shares]
    held: list[Counter[str]] = [Counter() for _ in shares]

    def need(part: int, lot: _Lot) -> tuple[float, float]:
        share = shares[part] / sum(shares)
        # In a fixed order: a sum of floats in another order may be another number, and break a tie.
        wanted = sorted(lot.classes.items())
        lacking = sum(n * (share - held[part][c] / totals[c]) / share for c, n in wanted)
        return lacking, share - len(parts[part]) / image_total

    for position, lot in enumerate(order):
        empty = sum(not part for part in parts)
        must_fill = empty >= len(order) - position
        candidates = [p for p in range(len(parts)) if not must_fill or not parts[p]]
        chosen = max(candidates, key=lambda part: need(part, lot))
        parts[chosen].update(lot.images)
        held[chosen] += lot.classes
    return parts
