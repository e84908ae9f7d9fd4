"""A fit's moving parts, and where they are kept while it works."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from samft_core.sam.upstream import MaskDecoder
from samft_core.training.fit.checkpoint import (
    Checkpoint,
    load_checkpoint,
    optimizer_moments,
    restore_moments,
    save_checkpoint,
)


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Where a fit keeps its state, how often, and a text that names recipe, data and base model."""

    path: Path
    fingerprint: str
    every: int = 25


class SavingSchedule:
    """When to save: every so many steps, and no sooner than ``seconds`` after the time before."""

    def __init__(self, checkpoints: Checkpoints | None, *, seconds: float) -> None:
        self._checkpoints = checkpoints
        self._seconds = seconds
        self._last = time.monotonic()

    def due(self, step: int) -> bool:
        """Whether to save after ``step`` finished steps."""
        # A fixed grid of steps, and the clock only leaves some out: where a run goes on does not depend
        # on how fast it was.
        if self._checkpoints is None or step % self._checkpoints.every:
            return False
        now = time.monotonic()
        if now - self._last < self._seconds:
            return False
        self._last = now
        return True


class Fitted:
    """A fit's moving parts: weights, their running average, the optimiser's memory."""

    def __init__(
        self, decoder: MaskDecoder, names: list[str], optimizer: torch.optim.Optimizer, decay: float | None
    ) -> None:
        self._decoder = decoder
        self._names = names
        self._optimizer = optimizer
        self._decay = decay
        parameters = dict(decoder.named_parameters())
        self._trainable = {name: parameters[name] for name in names}
        self._average = (
            {name: value.detach().clone() for name, value in self._trainable.items()} if decay else {}
        )

    @torch.no_grad()
    def average_in(self, step: int) -> None:
        """Move the running average towards the weights; faster in the first steps, to forget the start."""
        if self._decay is None:
            return
        # The usual warm-up of a running average: with 0.98 from the start, the first weights would
        # still make up a third after 50 steps.
        decay = min(self._decay, (1 + step) / (10 + step))
        # All at once: a GPU takes longer to be asked for each than to do it.
        averages = list(self._average.values())
        torch._foreach_lerp_(averages, [self._trainable[name] for name in self._average], 1 - decay)

    def save(self, checkpoints: Checkpoints | None, step: int) -> None:
        """Write the state after ``step`` finished steps."""
        if checkpoints is None:
            return
        # The trainable ones alone: the frozen ones are those of the base model, which the fingerprint
        # names.
        weights = {name: value.detach().cpu() for name, value in self._trainable.items()}
        average = {name: value.cpu() for name, value in self._average.items()}
        moments = optimizer_moments(self._optimizer, self._names)
        cpu = {name: {kind: value.cpu() for kind, value in kinds.items()} for name, kinds in moments.items()}
        save_checkpoint(checkpoints.path, Checkpoint(step, checkpoints.fingerprint, weights, average, cpu))

    @torch.no_grad()
    def restore(self, checkpoints: Checkpoints) -> int:
        """Go back to the saved state, if there is one; returns how many steps are done."""
        saved = load_checkpoint(checkpoints.path, fingerprint=checkpoints.fingerprint)
        if saved is None:
            return 0
        for name, value in saved.weights.items():
            self._trainable[name].copy_(value)
        for name, value in saved.average.items():
            self._average[name].copy_(value)
        restore_moments(self._optimizer, self._names, saved.moments)
        return saved.step

    def result(self) -> dict[str, Tensor]:
        """All weights of the decoder, averaged ones in place of the trained, on the CPU."""
        state = {name: value.detach().cpu().clone() for name, value in self._decoder.state_dict().items()}
        return state | {name: value.cpu().clone() for name, value in self._average.items()}
