"""The parts of accepted masks as masks of their own, as if each had been boxed alone. Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from samft_core.imaging.mask_parts import boxed_parts
from samft_core.imaging.masks import Patch, RleMask
from samft_core.project.manifest import Sample

MOST_ASKED = 24
"""Parts that a run asks about in all; each costs the encodings of its own crops."""


def part_samples(sample: Sample) -> list[Sample]:
    """Each part of a mask with its own box, the largest first; empty where the mask is of one piece.

    Image, class and annotation are those of the whole mask.
    """
    whole = sample.mask.box
    if whole is None:
        return []
    x0, y0, x1, y1 = map(int, whole.as_tuple())
    found = []
    for part, box in boxed_parts(sample.mask.cut(x0, y0, x1, y1)):
        patch = Patch(x0, y0, part)
        mask = RleMask.from_patch(patch, height=sample.mask.height, width=sample.mask.width)
        found.append(replace(sample, mask=mask, box=box.moved(x0, y0)))
    return found


def parts_to_ask(samples: Sequence[Sample], *, most: int = MOST_ASKED) -> list[Sample]:
    """The parts of held-out masks that a run asks about, the largest of every mask before the second ones."""
    turns = zip_longest(*map(part_samples, samples))
    return [part for part in chain.from_iterable(turns) if part is not None][:most]
