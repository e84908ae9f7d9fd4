"""A fit's rows where it works: on a GPU they are laid into its memory once, and batches are made there.

The loop then hands nothing but boxes over, and waits for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from samft_core.imaging.geometry import View
from samft_core.progress import CancelToken
from samft_core.sam.cuda import free_bytes
from samft_core.training.fit.batches import UPRIGHT, Row, RowChoice, ViewDataset, gather
from samft_core.training.fit.replay import BatchSource

MEMORY_SHARE = 0.5
"""What rows may take of the GPU's memory that is free; the rest is for the steps, and for the engine."""


class DeviceBatch(NamedTuple):
    """``batches.Rows`` on the device where the fit works."""

    features: Tensor
    boxes: Tensor
    targets: Tensor
    content: Tensor

    def part(self, rows: slice) -> DeviceBatch:
        """Some of the rows, without a copy."""
        return DeviceBatch(*(tensor[rows] for tensor in self))


def to_device(array: NDArray[Any], device: torch.device) -> Tensor:
    """A copy of the same shape and the same dtype on the device; for a GPU one that nobody waits for."""
    tensor = torch.from_numpy(np.ascontiguousarray(array))
    if device.type != "cuda":
        return tensor.to(device)
    # Only from memory that stays in place does a copy go on beside the program.
    return tensor.pin_memory().to(device, non_blocking=True)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a row asks for: ``target`` and ``content``, float32 256 x 256."""

    target: Tensor
    content: Tensor


class DeviceRows:
    """Batches of a fit on ``device``; the same numbers, to the last bit, as ``gather`` gives.

    ``resident``: rows stay on the device, as many as its memory has room for; the others, and those that are
    mirrored or turned, are handed over with each step.
    """

    def __init__(self, source: BatchSource, device: torch.device, *, resident: bool | None = None) -> None:
        self._source = source
        self._device = device
        self._resident = device.type == "cuda" if resident is None else resident
        self._features: dict[tuple[int, Path, View], Tensor] = {}
        self._answers: dict[tuple[int, Row], _Answer] = {}
        self._left = int(free_bytes(device) * MEMORY_SHARE) if device.type == "cuda" else 0
        if self._resident and device.type != "cuda":
            self._left = 2**40

    def load(self, cancel: CancelToken | None = None) -> None:
        """Lay all rows onto the device for which there is room. A cancelled run stops loading."""
        if not self._resident:
            return
        for dataset in self._source.parts:
            for row in dataset.rows:
                if cancel is not None and cancel.cancelled:
                    return
                self._load(dataset, row)

    def forget(self) -> None:
        """Give the memory back; from now on each step hands its rows over."""
        self._resident = False
        self._features.clear()
        self._answers.clear()

    def batch(self, step: int, seed: int) -> DeviceBatch:
        """The batch of ``step`` (from 0)."""
        chosen = self._source.choose(step, seed)
        # All rows of a batch come from one side: mixing both would wait for the slower one anyway.
        if not self._resident or not all(self._has(*row) for row in chosen.rows):
            return self._handed_over(chosen)
        if any(turn != UPRIGHT for turn in chosen.turns):
            return self._handed_over(chosen)
        answers = [self._answers[id(dataset), row] for dataset, row in chosen.rows]
        return DeviceBatch(
            torch.stack([self._features[_place(dataset, row)] for dataset, row in chosen.rows]),
            to_device(chosen.boxes, self._device),
            torch.stack([answer.target for answer in answers]),
            torch.stack([answer.content for answer in answers]),
        )

    def _handed_over(self, chosen: RowChoice) -> DeviceBatch:
        rows = gather(chosen)
        parts = (rows.features, rows.boxes, rows.targets, rows.content)
        return DeviceBatch(*(to_device(part, self._device) for part in parts))

    def _has(self, dataset: ViewDataset, row: Row) -> bool:
        return _place(dataset, row) in self._features and (id(dataset), row) in self._answers

    def _load(self, dataset: ViewDataset, row: Row) -> None:
        place = _place(dataset, row)
        if place not in self._features:
            features = dataset.features(row)
            # This one has no room; a later one that shares its embedding, or is smaller, may have.
            if features.nbytes > self._left:
                return
            self._left -= features.nbytes
            self._features[place] = to_device(features, self._device)
        entry = dataset.entry(row)
        # As gather does it: a GPU may divide otherwise, by a last digit.
        target = entry.target.astype(np.float32) / np.float32(255)
        content = entry.content.astype(np.float32)
        self._left -= target.nbytes + content.nbytes
        self._answers[id(dataset), row] = _Answer(
            to_device(target, self._device), to_device(content, self._device)
        )


def _place(dataset: ViewDataset, row: Row) -> tuple[int, Path, View]:
    """What a row's embedding is of: a mask and its parts share views."""
    entry = dataset.entry(row)
    return id(dataset), entry.sample.path, entry.frame.view
