"""Corrections as data: a step asks again with points where its own answer was wrong."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from samft_core.evaluation.simulated_clicks import next_click
from samft_core.imaging.geometry import ENCODER_SIDE
from samft_core.imaging.masks import Mask
from samft_core.training.fit.batches import TARGET_SIDE
from samft_core.training.recipe import Corrections

CELL = ENCODER_SIDE / TARGET_SIDE
"""Frame pixels from one cell of the decoder's mask to the next."""

Clicks = list[tuple[float, float, int]]
"""Points of one row: ``x, y`` in frame pixels and 1 (object) or 0 (not)."""


class PromptBatch(NamedTuple):
    """The prompts of N rows.

    ``boxes`` is N x 4 and ``places`` N x P x 2 in frame pixels, ``signs`` N x P (1 object, 0 not),
    ``mask_inputs`` N x 1 x 256 x 256 logits.
    """

    boxes: Tensor | None
    places: Tensor | None = None
    signs: Tensor | None = None
    mask_inputs: Tensor | None = None


class SimulatedPrompts:
    """The questions of one step: the first prompt, then points where the answers were wrong.

    ``boxes`` is N x 4 in frame pixels, ``target`` and ``content`` N x 256 x 256. The same step, seed and
    answers give the same questions.
    """

    def __init__(
        self, recipe: Corrections, boxes: Tensor, target: Tensor, content: Tensor, *, step: int, seed: int
    ) -> None:
        self._recipe = recipe
        self._device = boxes.device
        # The 2 parts this stream from those of the batches, which have the same seed and step.
        self._rng = np.random.default_rng([seed, step, 2])
        self.rounds = 1 + (recipe.rounds if self._rng.random() < recipe.share else 0)
        """How many questions there are, the first one included."""
        self.current = PromptBatch(boxes)
        """What to ask next."""
        if self.rounds == 1 and recipe.start == "box":
            return
        self._content = content > 0.5
        self._truths = self._masks(target > 0.5)
        self._clicks: list[Clicks] = [[] for _ in self._truths]
        if recipe.start == "alternate" and step % 2 == 0:
            self._clicks = [[_inside(truth, self._rng)] for truth in self._truths]
            self.current = PromptBatch(None, *self._points())

    def update(self, logits: Tensor) -> None:
        """Take the answer to ``current`` (float32 logits N x 256 x 256) and make up the next prompts."""
        # The next round builds on this answer as on a given one; a gradient through all rounds would
        # hold all of them in memory.
        logits = logits.detach()
        masks = self._masks(logits > 0)
        for known, mask, truth in zip(self._clicks, masks, self._truths, strict=True):
            known.extend(self._corrections(mask, truth))
        feed_back = self._rng.random() < self._recipe.mask_share
        mask_inputs = logits[:, None] if feed_back else None
        self.current = PromptBatch(self.current.boxes, *self._points(), mask_inputs)

    def _masks(self, inside: Tensor) -> list[Mask]:
        return list((inside & self._content).cpu().numpy())

    def _corrections(self, mask: Mask, truth: Mask) -> Clicks:
        """The points that correct one row; every row gets equally many, so that rows stay one batch."""
        if self._recipe.points == "pair":
            missing = truth & ~mask
            surplus = mask & ~truth
            more = _random(missing if missing.any() else truth, self._rng)
            less = _random(surplus if surplus.any() else ~truth, self._rng)
            return [(*more, 1), (*less, 0)]
        # With nothing to correct: say once more where the object is widest, or where there is none.
        nothing = np.zeros_like(truth)
        all_of_it = np.ones_like(truth)
        click = next_click(mask, truth) or next_click(nothing, truth) or next_click(all_of_it, truth)
        assert click is not None  # one of the two cannot be right
        return [(click.x * CELL, click.y * CELL, int(click.positive))]

    def _points(self) -> tuple[Tensor, Tensor]:
        data: NDArray[np.float32] = np.array(self._clicks, np.float32)
        places = torch.from_numpy(np.ascontiguousarray(data[:, :, :2]))
        signs = torch.from_numpy(data[:, :, 2].astype(np.int64))
        return places.to(self._device), signs.to(self._device)


def _inside(truth: Mask, rng: np.random.Generator) -> tuple[float, float, int]:
    return (*_random(truth, rng), 1)


def _random(region: Mask, rng: np.random.Generator) -> tuple[float, float]:
    """The middle of a random cell of ``region``, in frame pixels; of any cell where it is empty."""
    cells = np.flatnonzero(region) if region.any() else np.arange(region.size)
    row, column = divmod(int(rng.choice(cells)), region.shape[1])
    return (column + 0.5) * CELL, (row + 0.5) * CELL
