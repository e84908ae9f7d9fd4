"""How far each place of a view is from all places of the good images, as one plane more for the adapter."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.sam.good_cells import GoodCells
from samft_core.sam.planes import CHANNELS

NAME = "good"
"""The adapter's attribute."""

SCALE = 0.5
"""What a distance weighs that is one deviation from the usual: as much as five of the other planes do."""
MOST = 12.0
"""Deviations above which all is equally strange; three below the usual, nothing is more usual."""
LEAST = -3.0


class GoodDistance(nn.Module):
    """The plane N x 1 x 64 x 64 of planes N x ``CHANNELS`` x 64 x 64.

    The good images' places are kept with the weights, so a version answers alike wherever it is installed.
    """

    cells: Tensor
    centre: Tensor
    scale: Tensor
    usual: Tensor
    spread: Tensor

    def __init__(self, cells: int) -> None:
        super().__init__()
        self.register_buffer("cells", torch.zeros(cells, CHANNELS))
        self.register_buffer("centre", torch.zeros(CHANNELS))
        self.register_buffer("scale", torch.ones(CHANNELS))
        self.register_buffer("usual", torch.zeros(1))
        self.register_buffer("spread", torch.ones(1))

    @torch.no_grad()
    def forward(self, planes: Tensor) -> Tensor:
        """The distance in deviations from the usual one, scaled, float32 N x 1 x 64 x 64; not learnt."""
        with torch.autocast(planes.device.type, enabled=False):
            places = (planes.float() - self.centre[:, None, None]) * self.scale[:, None, None]
            directions = functional.normalize(places.flatten(2), dim=1)
            # One row after the other: all products together would take 16 MB for each.
            nearest = torch.stack([(self.cells @ row).amax(dim=0) for row in directions])
            strange = ((1 - nearest) - self.usual) / self.spread
            return (SCALE * strange.clamp(LEAST, MOST)).view(len(planes), 1, *planes.shape[2:])

    @torch.no_grad()
    def settle(self, good: GoodCells) -> None:
        """Take over what good images look like."""
        self.cells.copy_(torch.from_numpy(good.cells))
        self.centre.copy_(torch.from_numpy(good.mean))
        self.scale.copy_(1 / torch.from_numpy(good.deviation))
        self.usual.fill_(good.usual)
        self.spread.fill_(good.spread)
