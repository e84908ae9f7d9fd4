"""Rows of drawn defects between those of real masks: what a few masks cannot teach, and must not undo.

A decoder tuned on one or two masks learns these by heart. The shipped sample bottles, whose masks are exact,
are learnt beside them, as in the replay of continual learning (Robins 1995); with many masks they are not
needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import floor
from typing import Protocol

import numpy as np

from samft_core.dataset.drawn_defects import drawn_defects
from samft_core.project.manifest import Sample
from samft_core.training.fit.batches import Batch, Embed, RowChoice, ViewDataset, chosen, gather
from samft_core.training.recipe import Parts, Recipe

Paste = Callable[[Sequence[Sample], int], list[Sample]]
"""Makes so many further samples after these masks."""


class BatchSource(Protocol):
    """Where a fit gets its batches from."""

    @property
    def parts(self) -> tuple[ViewDataset, ...]:
        """The datasets whose rows make the batches."""

    def draw(self, step: int, seed: int) -> Batch:
        """The batch of ``step`` (from 0)."""

    def choose(self, step: int, seed: int) -> RowChoice:
        """What the batch of ``step`` is made of, without reading any of it."""


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
        return gather(self.choose(step, seed))

    def choose(self, step: int, seed: int) -> RowChoice:
        """What the batch of ``step`` is made of, without reading any of it."""
        rng = np.random.default_rng([seed, step])
        first = step * self._batch_rows
        rows = []
        for place in range(first, first + self._batch_rows):
            dataset, own = self._turn(place)
            rows.append((dataset, dataset.row(own, seed, rng)))
        return chosen(rows, rng)

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
    """The rows of each fit of a run, with those of drawn and pasted defects where the recipe wants them.

    ``run`` is every mask of the run, held-out ones too: their number decides about views and drawn defects,
    and one that is among them is not replayed. The fits share the drawn defects' rows in memory. ``paste``
    lays a fit's own defects onto good images, ``nothing`` gives boxes on good images that hold none; None:
    there are too few of these.
    """
    views = recipe.views.per_mask(len(run))
    rehearsal = recipe.rehearsal
    masks = [ViewDataset(samples, recipe, embed, views_each=views) for samples in fits]
    others: list[list[tuple[ViewDataset, float]]] = [[] for _ in fits]
    # Only the masks themselves are learnt part by part: what is beside them is to cost no more encodings.
    whole = recipe.model_copy(update={"parts": Parts()})
    replayed = replayed_defects(recipe, run)
    if replayed:
        drawn = ViewDataset(replayed, whole, embed, views_each=rehearsal.views)
        others = [[(drawn, rehearsal.share)] for _ in fits]
    if paste is not None and recipe.pasting.wanted(len(run)):
        for samples, further in zip(fits, others, strict=True):
            made = paste(samples, recipe.pasting.images)
            dataset = ViewDataset(made, whole, embed, views_each=recipe.pasting.views)
            if made:
                further.append((dataset, recipe.pasting.share))
    if nothing is not None and recipe.negatives.share:
        for samples, further in zip(fits, others, strict=True):
            made = nothing(samples, recipe.negatives.boxes)
            dataset = ViewDataset(made, whole, embed, views_each=recipe.negatives.views)
            if made:
                further.append((dataset, recipe.negatives.share))
    return [
        MixedDataset(dataset, further, batch_rows=recipe.batch_rows) if further else dataset
        for dataset, further in zip(masks, others, strict=True)
    ]


def replayed_defects(recipe: Recipe, run: Collection[Sample]) -> list[Sample]:
    """The drawn defects that a run on these masks replays; none with many masks."""
    if not recipe.rehearsal.wanted(len(run)):
        return []
    known = {sample.pixel_digest for sample in run}
    # By its pixels: on the sample project the drawn defects are the very images that are measured.
    return [sample for sample in drawn_defects() if sample.pixel_digest not in known]
