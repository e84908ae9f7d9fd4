"""Rows of drawn defects between those of real masks: what a few masks cannot teach, and must not undo.

A decoder tuned on one or two masks learns these by heart. The shipped sample bottles, whose masks are exact,
are rehearsed beside them, as in continual learning (Robins 1995); with many masks they are not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from hashlib import sha256
from math import floor
from typing import Protocol

import numpy as np

from samft_core.errors import ImageError
from samft_core.formats.mask_files import read_mask
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import pixel_digest
from samft_core.messages.message import Message
from samft_core.project.manifest import Sample
from samft_core.resources import resource_path
from samft_core.training.fit.batches import Batch, Embed, ViewDataset, gather
from samft_core.training.recipe import Recipe

SAMPLES = ("samples", "bottles")
"""Where the drawings are, among the shipped resources."""


Paste = Callable[[Sequence[Sample], int], list[Sample]]
"""Makes so many further samples after these masks."""


class BatchSource(Protocol):
    """Where a fit gets its batches from."""

    @property
    def parts(self) -> tuple[ViewDataset, ...]:
        """The datasets whose rows make the batches."""

    def draw(self, step: int, seed: int) -> Batch:
        """The batch of ``step`` (from 0)."""


class MixedDataset:
    """Rows of masks and of other datasets in a fixed rhythm, so that each one's own order stays whole."""

    def __init__(
        self, masks: ViewDataset, others: Sequence[tuple[ViewDataset, float]], *, batch_rows: int
    ) -> None:
        """``others`` come with their share of all rows, which sum to less than 1."""
        self._masks = masks
        self._others = list(others)
        self._batch_rows = batch_rows

    @property
    def parts(self) -> tuple[ViewDataset, ...]:
        """That of the masks, then the others."""
        return (self._masks, *(dataset for dataset, _ in self._others))

    def draw(self, step: int, seed: int) -> Batch:
        """The batch of ``step`` (from 0); of n rows in a row, n times its share are of each other dataset."""
        rng = np.random.default_rng([seed, step])
        first = step * self._batch_rows
        rows = []
        for place in range(first, first + self._batch_rows):
            dataset, own = self._turn(place)
            rows.append((dataset, dataset.row(own, seed, rng)))
        return gather(rows, rng)

    def _turn(self, place: int) -> tuple[ViewDataset, int]:
        """Whose turn it is at ``place`` of all rows, and the place among that dataset's own."""
        left = 1.0
        for dataset, share in self._others:
            # What earlier datasets leave is divided anew.
            own = share / left
            drawn = floor(place * own)
            # The rhythm of Bresenham's line: the share holds over any stretch of rows, without a random
            # number that would shift all others.
            if floor((place + 1) * own) > drawn:
                return dataset, drawn
            place = place - drawn
            left = left - share
        return self._masks, place


def datasets_of(
    fits: Sequence[Sequence[Sample]],
    recipe: Recipe,
    embed: Embed,
    *,
    run: Sequence[Sample],
    paste: Paste | None = None,
    nothing: Paste | None = None,
) -> list[BatchSource]:
    """The rows of each fit of a run, with those of drawings and pasted defects where the recipe wants them.

    ``run`` is every mask of the run, held-out ones too: their number decides about views and drawings, and a
    drawing that is among them is not rehearsed. The fits share the drawings' rows in memory. ``paste`` lays a
    fit's own defects onto good images, ``nothing`` gives boxes on good images that hold none; None: there are
    too few of these.
    """
    views = recipe.views.per_mask(len(run))
    rehearsal = recipe.rehearsal
    masks = [ViewDataset(samples, recipe, embed, views_each=views) for samples in fits]
    others: list[list[tuple[ViewDataset, float]]] = [[] for _ in fits]
    rehearsed = drawings_for(recipe, run)
    if rehearsed:
        drawn = ViewDataset(rehearsed, recipe, embed, views_each=rehearsal.views)
        others = [[(drawn, rehearsal.share)] for _ in fits]
    if paste is not None and recipe.pasting.wanted(len(run)):
        for samples, further in zip(fits, others, strict=True):
            made = paste(samples, recipe.pasting.images)
            dataset = ViewDataset(made, recipe, embed, views_each=recipe.pasting.views)
            if made:
                further.append((dataset, recipe.pasting.share))
    if nothing is not None and recipe.negatives.share:
        for samples, further in zip(fits, others, strict=True):
            made = nothing(samples, recipe.negatives.boxes)
            dataset = ViewDataset(made, recipe, embed, views_each=recipe.negatives.views)
            if made:
                further.append((dataset, recipe.negatives.share))
    return [
        MixedDataset(one, further, batch_rows=recipe.batch_rows) if further else one
        for one, further in zip(masks, others, strict=True)
    ]


def drawings_for(recipe: Recipe, run: Collection[Sample]) -> list[Sample]:
    """The drawings that a run on these masks rehearses; none with many masks."""
    if not recipe.rehearsal.wanted(len(run)):
        return []
    known = {sample.pixel_digest for sample in run}
    # By its pixels: on the sample project the drawings are the very images that are measured.
    return [drawing for drawing in drawings() if drawing.pixel_digest not in known]


def drawings_digest(drawn: Collection[Sample]) -> str | None:
    """A SHA-256 over the drawings' pixels and masks; None without any."""
    if not drawn:
        return None
    parts = (f"{one.pixel_digest} {sha256(one.mask.counts).hexdigest()}" for one in drawn)
    return sha256("\n".join(parts).encode("utf-8")).hexdigest()


def drawing(image_id: int) -> Sample:
    """The drawing with this id, which is below 0. Raises SamftError where there is none."""
    found = next((one for one in drawings() if one.image_id == image_id), None)
    if found is None:
        raise ImageError(Message("image.missing"), remedy=Message("remedy.install_again"))
    return found


@cache
def drawings() -> tuple[Sample, ...]:
    """The shipped drawings with a defect, under ids below 0, which no project has.

    Reads all of them, once. Raises SamftError where they are missing or damaged.
    """
    found: list[Sample] = []
    try:
        for item in read_category(resource_path(*SAMPLES)).items:
            for file in item.masks:
                mask = RleMask.from_array(read_mask(file.path))
                assert mask.box is not None
                number = -1 - len(found)
                digest = pixel_digest(read_image(item.path))
                found.append(Sample(number, item.path, "", file.class_name, mask, mask.box, number, digest))
    except ImageError as error:
        # It is the program's file, not the inspector's.
        raise ImageError(error.message, path=error.path, remedy=Message("remedy.install_again")) from error
    return tuple(found)
