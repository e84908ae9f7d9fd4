"""Answers refine: a question is asked together with the mask that the question before it gave.

What comes before is the same box (a policy may ask it more than once), or all but the last of the points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from samft_core.imaging.geometry import View
from samft_core.imaging.prompts import Prompts
from samft_core.sam.model import SamModel
from samft_core.sam.types import Embedding
from samft_core.sam.upstream import MaskDecoder

LowRes = NDArray[np.float32]
DecoderFor = Callable[[Prompts], MaskDecoder | None]
"""Which decoder answers a prompt; None is the base model's own."""
# Logits held in memory, 256 KiB each: base and tuned version are asked in turn, the tuned one through
# several views, points taken back.
_KEPT = 96


@dataclass(frozen=True, slots=True)
class _Key:
    pixel_digest: str
    view: View
    prompts: Prompts
    turn: int
    """How often the same prompts were answered before."""


class Refinement:
    """The mask to feed back with a prompt, as a function of the prompt alone.

    The chain is asked again from its start where it is not remembered: whoever asks the same prompts gets
    the same mask, in the window, on the command line and after a restart.
    """

    def __init__(self, model: SamModel) -> None:
        self._model = model
        self._kept: LRUCache[_Key, tuple[MaskDecoder | None, LowRes]] = LRUCache(_KEPT)

    def mask_input(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        decoder_for: DecoderFor,
        *,
        passes: int = 1,
    ) -> LowRes | None:
        """The logits (256 x 256) that all questions before the last one give; None where it is the first.

        A box is asked ``passes`` times, then each further point once.
        """
        mask_input: LowRes | None = None
        for before, turn in _questions(prompts, passes)[:-1]:
            key = _Key(pixel_digest, embedding.frame.view, before, turn)
            mask_input = self._logits(key, embedding, decoder_for(before), mask_input)
        return mask_input

    def remember(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        decoder_for: DecoderFor,
        logits: LowRes,
        *,
        passes: int = 1,
    ) -> None:
        """Keep the answer to the last question of ``prompts`` (256 x 256): the next builds on it."""
        last, turn = _questions(prompts, passes)[-1]
        self._kept[_Key(pixel_digest, embedding.frame.view, last, turn)] = (decoder_for(last), logits)

    def _logits(
        self, key: _Key, embedding: Embedding, decoder: MaskDecoder | None, mask_input: LowRes | None
    ) -> LowRes:
        known = self._kept.get(key)
        # Another decoder means another version, or the same name read again.
        if known is not None and known[0] is decoder:
            return known[1]
        logits, _ = self._model.logits(embedding, key.prompts, decoder=decoder, mask_input=mask_input)
        answer: LowRes = logits[0]
        self._kept[key] = (decoder, answer)
        return answer


def _questions(prompts: Prompts, passes: int) -> list[tuple[Prompts, int]]:
    """What is asked in turn, ``prompts`` themselves last, each with how often it was asked before."""
    # The box without points comes first, so that a point corrects the mask that was on the screen.
    boxed = [(replace(prompts, points=()), turn) for turn in range(passes)] if prompts.box is not None else []
    counts = range(1, len(prompts.points) + 1)
    return boxed + [(replace(prompts, points=prompts.points[:count]), 0) for count in counts]
