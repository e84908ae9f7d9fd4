"""What a fit says of its steps: losses stay where they were computed until they are told."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from samft_core.errors import TrainingError
from samft_core.messages.message import Message

Losses = tuple[float, dict[str, Tensor]]
"""A question's losses, each a scalar on the fit's device, after their share in those of the step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One finished optimiser step (``number`` from 1), and how long it took."""

    number: int
    learning_rate: float
    losses: dict[str, float]
    seconds: float = 0.0


class Reports:
    """Tells ``on_step`` of steps, ``every`` so many at a time: reading a number waits for the GPU."""

    def __init__(self, on_step: Callable[[Step], None], *, every: int) -> None:
        self._on_step = on_step
        self._every = every
        self._waiting: list[tuple[int, float, list[Losses]]] = []
        self._told = time.perf_counter()

    def add(self, number: int, rate: float, losses: list[Losses]) -> None:
        """Take a finished step. Raises TrainingError as ``flush`` does."""
        self._waiting.append((number, rate, losses))
        if len(self._waiting) >= self._every:
            self.flush()

    def flush(self) -> None:
        """Tell of all steps not told of yet. Raises TrainingError where a loss is no number any more."""
        waiting = self._waiting
        self._waiting = []
        if not waiting:
            return
        scalars = [value for _, _, losses in waiting for _, parts in losses for value in parts.values()]
        # One transfer for all of them: each number read by itself would wait for the GPU again.
        values = iter(torch.stack(scalars).tolist())
        now = time.perf_counter()
        seconds = (now - self._told) / len(waiting)
        self._told = now
        for number, rate, losses in waiting:
            told: dict[str, float] = {}
            for share, parts in losses:
                for name in parts:
                    told[name] = told.get(name, 0.0) + next(values) * share
            # Noticed some steps late at the most; the run cannot recover from it, so nothing is lost by
            # that.
            if not all(map(math.isfinite, told.values())):
                raise TrainingError(Message("run.diverged", step=number), remedy=Message("remedy.new_run"))
            self._on_step(Step(number, rate, told, seconds))
