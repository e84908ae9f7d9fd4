"""Points refine: each further point is asked together with the mask that the points before it gave."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samft_core.geometry import View
from samft_core.models.sam import SamModel
from samft_core.models.sam_parts import MaskDecoder
from samft_core.models.types import Embedding
from samft_core.prompts import Prompts

LowRes = NDArray[np.float32]
_KEPT = 96
"""Logits held in memory, 256 KiB each: base and tuned version are asked in turn, the tuned one through
several views, points taken back."""


@dataclass(frozen=True, slots=True)
class _Key:
    pixel_digest: str
    view: View
    prompts: Prompts


class PointRefinement:
    """The mask to feed back with a prompt that has points, as a function of the prompt alone.

    The chain is asked again from its start where it is not remembered: whoever asks the same prompts gets
    the same mask, in the window, on the command line and after a restart.
    """

    def __init__(self, model: SamModel) -> None:
        self._model = model
        self._kept: OrderedDict[_Key, tuple[MaskDecoder | None, LowRes]] = OrderedDict()

    def mask_input(
        self, embedding: Embedding, pixel_digest: str, prompts: Prompts, decoder: MaskDecoder | None
    ) -> LowRes | None:
        """The logits (256 x 256) that all but the last point of ``prompts`` give; None for no such prompt."""
        mask_input: LowRes | None = None
        for count in range(len(prompts.points)):
            before = replace(prompts, points=prompts.points[:count])
            if before.empty:
                continue
            mask_input = self._logits(embedding, pixel_digest, before, decoder, mask_input)
        return mask_input

    def remember(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        decoder: MaskDecoder | None,
        logits: LowRes,
    ) -> None:
        """Keep the answer to ``prompts`` (256 x 256): the next point will build on it."""
        key = _Key(pixel_digest, embedding.frame.view, prompts)
        self._kept[key] = (decoder, logits)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _logits(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        decoder: MaskDecoder | None,
        mask_input: LowRes | None,
    ) -> LowRes:
        known = self._kept.get(_Key(pixel_digest, embedding.frame.view, prompts))
        # Another decoder means another version, or the same name read again.
        if known is not None and known[0] is decoder:
            return known[1]
        logits, _ = self._model.logits(embedding, prompts, decoder=decoder, mask_input=mask_input)
        answer: LowRes = logits[0]
        self.remember(embedding, pixel_digest, prompts, decoder, answer)
        return answer
