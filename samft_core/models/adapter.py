"""A small network between the frozen encoder's embedding and the mask decoder, tuned with the decoder.

The encoder knows everyday things; what tells a scratch from a reflection may lie in its embedding without
the decoder asking for it. A bottleneck on the embedding (Houlsby et al. 2019, "Parameter-Efficient Transfer
Learning for NLP", here with a depthwise convolution in the middle) lets tuning bring it forward. Its last
layer begins at zero, so that an untrained one changes nothing.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.models.sam_parts import MaskDecoder

EMBEDDING_CHANNELS = 256
NAME = "adapter"
"""The decoder's attribute, and the first part of its parameters' names."""
LAST_LAYER = f"{NAME}.up."
"""Its parameters in proportion to which the whole adapter works."""


class EmbeddingAdapter(nn.Module):
    """Adds to an embedding N x 256 x 64 x 64 what ``channels`` channels of it, looked at 3 x 3, suggest."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(EMBEDDING_CHANNELS, channels, 1)
        self.mid = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.up = nn.Conv2d(channels, EMBEDDING_CHANNELS, 1)

    def forward(self, features: Tensor) -> Tensor:
        """The embedding with its correction, of the same shape."""
        correction: Tensor = self.up(functional.gelu(self.mid(self.down(features))))
        return features + correction

    @torch.no_grad()
    def start(self, seed: int) -> None:
        """Set the weights to where tuning begins; the same seed gives the same ones."""
        generator = torch.Generator().manual_seed(seed)
        for parameter in self.parameters():
            parameter.zero_()
        for layer in (self.down, self.mid):
            nn.init.kaiming_uniform_(layer.weight, a=math.sqrt(5), generator=generator)


def adapted(decoder: MaskDecoder, features: Tensor) -> Tensor:
    """The embedding as this decoder wants it: unchanged where the decoder has no adapter."""
    adapter = getattr(decoder, NAME, None)
    return features if adapter is None else adapter(features)


def attach(decoder: MaskDecoder, channels: int, *, seed: int = 0) -> None:
    """Give the decoder a new adapter on its own device, last among its modules."""
    adapter = EmbeddingAdapter(channels)
    adapter.start(seed)
    decoder.add_module(NAME, adapter.to(next(decoder.parameters()).device))


def channels_in(shapes: dict[str, torch.Size]) -> int:
    """How many channels the adapter among these weights has; 0 without one."""
    down = shapes.get(f"{NAME}.down.weight")
    return down[0] if down else 0
