"""Fine planes that reach the decoder where it makes its picture large, past the grid of the embedding.

SAM 2 adds layers of its encoder after each transposed convolution of the decoder (Ravi et al. 2024); SAM's
own encoder has none that are fine enough. The second encoder has: at a quarter of its input, 128 x 128, just
as large as the picture is after the first transposed convolution. A small network looks at them 3 x 3 and
adds what it finds there. Its last layer begins at zero, so that an untrained one changes nothing.
Tensors are float32, bfloat16 within autocast.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.sam.adapter import EMBEDDING_CHANNELS
from samft_core.sam.planes import CHANNELS, FINE_CHANNELS, FINEST, LAYERS, PlaneStatistics
from samft_core.sam.upstream import MaskDecoder

NAME = "skip"
"""The decoder's attribute, and the first part of its parameters' names."""
LAST_LAYER = f"{NAME}.up."
"""Its parameters in proportion to which the whole skip works."""

HALF_CHANNELS = 64
"""Channels of the decoder's picture after the first transposed convolution."""
WIDTH = 32
"""Channels in between."""
FIRST = EMBEDDING_CHANNELS + CHANNELS
"""Where the fine planes begin among the features of a row."""


class FineSkip(nn.Module):
    """Makes of fine planes, laid as ``planes.fine_cells`` does, what is added in the upscaling."""

    centre: Tensor
    scale: Tensor

    def __init__(self) -> None:
        super().__init__()
        channels = LAYERS[FINEST][0]
        self.mid = nn.Conv2d(channels, WIDTH, 3, padding=1)
        self.up = nn.Conv2d(WIDTH, HALF_CHANNELS, 1)
        self.register_buffer("centre", torch.zeros(channels))
        self.register_buffer("scale", torch.ones(channels))

    def forward(self, fine: Tensor) -> Tensor:
        """N x 4096 x 4 x 64 in the order of ``decoder.upscale``: tokens, then places in a token's block."""
        # Back from cells of 2 x 2 to a picture of 128 x 128, so that the convolution sees true
        # neighbours.
        seen = functional.pixel_shuffle(fine, 2)
        seen = (seen - self.centre[:, None, None]) * self.scale[:, None, None]
        found: Tensor = self.up(functional.gelu(self.mid(seen)))
        cells = functional.pixel_unshuffle(found, 2).flatten(2)
        return cells.view(len(fine), HALF_CHANNELS, 4, -1).permute(0, 3, 2, 1)

    @torch.no_grad()
    def start(self, seed: int) -> None:
        """Set the weights to where tuning begins; the same seed gives the same ones."""
        generator = torch.Generator().manual_seed(seed)
        for parameter in self.parameters():
            parameter.zero_()
        nn.init.kaiming_uniform_(self.mid.weight, a=math.sqrt(5), generator=generator)

    @torch.no_grad()
    def settle(self, usual: PlaneStatistics) -> None:
        """Centre and scale the planes by what is usual in them: one standard deviation becomes one."""
        channels = len(self.centre)
        self.centre.copy_(torch.from_numpy(usual.mean[:channels]))
        self.scale.copy_(1 / torch.from_numpy(usual.deviation[:channels]))


def added(decoder: MaskDecoder, features: Tensor) -> Tensor | None:
    """What this decoder adds after its first transposed convolution; None where it has no skip.

    ``features`` are a row's embedding, planes and fine planes, N x 544 x 64 x 64.
    """
    skip = getattr(decoder, NAME, None)
    return None if skip is None else skip(features[:, FIRST : FIRST + FINE_CHANNELS])


def has_skip(decoder: MaskDecoder | None) -> bool:
    """Whether this decoder looks at fine planes; None is the base model's decoder."""
    return getattr(decoder, NAME, None) is not None


def attach_skip(decoder: MaskDecoder, *, seed: int = 0) -> FineSkip:
    """Give the decoder a new skip on its own device, last among its modules."""
    skip = FineSkip()
    skip.start(seed)
    decoder.add_module(NAME, skip.to(next(decoder.parameters()).device))
    return skip


def skip_in(names: Mapping[str, object]) -> bool:
    """Whether there is a skip among weights of these names."""
    return f"{NAME}.mid.weight" in names
