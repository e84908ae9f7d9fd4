"""A small network between the frozen encoder's embedding and the mask decoder, tuned with the decoder.

The encoder knows everyday things; what tells a scratch from a reflection may lie in its embedding without
the decoder asking for it. A bottleneck on the embedding (Houlsby et al. 2019, "Parameter-Efficient Transfer
Learning for NLP", here with a depthwise convolution in the middle) lets tuning bring it forward. Its last
layer begins at zero, so that an untrained one changes nothing.

Its first layer may read further planes of the view as well (``planes.py``), and how far each place is from
good images (``good_distance.py``); what the decoder is given has the embedding's 256 channels all the same.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.sam.good_distance import NAME as GOOD
from samft_core.sam.good_distance import GoodDistance
from samft_core.sam.planes import CHANNELS, PlaneStatistics
from samft_core.sam.upstream import MaskDecoder

EMBEDDING_CHANNELS = 256
# Planes come in units of their own; brought to the embedding's, one learning rate serves both.
PLANES_SCALE = 0.1
"""A channel that is usual everywhere varies by this much, as the embedding's own do."""
NAME = "adapter"
"""The decoder's attribute, and the first part of its parameters' names."""
LAST_LAYER = f"{NAME}.up."
"""Its parameters in proportion to which the whole adapter works."""


class EmbeddingAdapter(nn.Module):
    """Adds to an embedding N x 256 x 64 x 64 what ``channels`` channels of it, looked at 3 x 3, suggest.

    With ``planes`` further ones, these follow the embedding's in the input; how they are centred and scaled
    is kept with the weights. With ``cells`` places of good images, how far all places are from these is one
    plane more.
    """

    centre: Tensor
    scale: Tensor

    def __init__(self, channels: int, planes: int = 0, cells: int = 0) -> None:
        super().__init__()
        self.planes = planes
        self.down = nn.Conv2d(EMBEDDING_CHANNELS + planes + (cells > 0), channels, 1)
        self.mid = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.up = nn.Conv2d(channels, EMBEDDING_CHANNELS, 1)
        if planes:
            self.register_buffer("centre", torch.zeros(planes))
            self.register_buffer("scale", torch.ones(planes))
        self.good = GoodDistance(cells) if cells else None

    def forward(self, features: Tensor) -> Tensor:
        """The embedding with its correction, float32 N x 256 x 64 x 64, planes left out.

        ``features`` may have further channels after the 256; planes that it does not read are passed over.
        """
        embedding = features[:, :EMBEDDING_CHANNELS]
        seen = features[:, : EMBEDDING_CHANNELS + self.planes]
        if self.planes:
            further = (seen[:, EMBEDDING_CHANNELS:] - self.centre[:, None, None]) * self.scale[:, None, None]
            told = [] if self.good is None else [self.good(seen[:, EMBEDDING_CHANNELS:])]
            seen = torch.cat([embedding, further, *told], dim=1)
        correction: Tensor = self.up(functional.gelu(self.mid(self.down(seen))))
        return embedding + correction

    @torch.no_grad()
    def start(self, seed: int) -> None:
        """Set the weights to where tuning begins; the same seed gives the same ones."""
        generator = torch.Generator().manual_seed(seed)
        # All zero first: biases stay so, and ``up``, the last layer, with them, so that an untrained
        # adapter adds nothing.
        for parameter in self.parameters():
            parameter.zero_()
        for layer in (self.down, self.mid):
            # PyTorch's own start for convolutions (its a is that square root, too), but from a
            # generator of ours: the global one would make the weights depend on what was drawn before.
            nn.init.kaiming_uniform_(layer.weight, a=math.sqrt(5), generator=generator)

    @torch.no_grad()
    def settle(self, usual: PlaneStatistics) -> None:
        """Centre and scale planes by what is usual in them."""
        self.centre.copy_(torch.from_numpy(usual.mean))
        self.scale.copy_(PLANES_SCALE / torch.from_numpy(usual.deviation))

    @torch.no_grad()
    def widen(self, weight: Tensor) -> None:
        """Take over the first layer of an adapter without planes, float32 channels x 256 x 1 x 1.

        What it makes of planes begins at zero.
        """
        # The further planes' columns keep this zero: tuning starts from exactly what the narrower
        # adapter did.
        self.down.weight.zero_()
        self.down.weight[:, :EMBEDDING_CHANNELS] = weight


def adapted(decoder: MaskDecoder, features: Tensor) -> Tensor:
    """The embedding as this decoder wants it: unchanged where the decoder has no adapter.

    ``features`` is float32 N x 256 x 64 x 64, or has further planes after these channels.
    """
    adapter = getattr(decoder, NAME, None)
    return features[:, :EMBEDDING_CHANNELS] if adapter is None else adapter(features)


def reads_planes(decoder: MaskDecoder | None) -> bool:
    """Whether this decoder's adapter looks at planes; None is the base model's decoder."""
    adapter = getattr(decoder, NAME, None)
    return adapter is not None and adapter.planes > 0


def attach(
    decoder: MaskDecoder, channels: int, *, planes: int = 0, cells: int = 0, seed: int = 0
) -> EmbeddingAdapter:
    """Give the decoder a new adapter on its own device, last among its modules."""
    adapter = EmbeddingAdapter(channels, planes, cells)
    adapter.start(seed)
    # Last, so that the order of the decoder's own parameters, and with it the optimiser's memory in a
    # checkpoint, stays as it was without one.
    decoder.add_module(NAME, adapter.to(next(decoder.parameters()).device))
    return adapter


def channels_in(shapes: dict[str, torch.Size]) -> int:
    """How many channels the adapter among these weights has; 0 without one."""
    down = shapes.get(f"{NAME}.down.weight")
    return down[0] if down else 0


def planes_in(shapes: dict[str, torch.Size]) -> int:
    """How many planes the adapter among these weights reads: ``CHANNELS``, or 0."""
    down = shapes.get(f"{NAME}.down.weight")
    # Told by the shape of the first layer: weights carry no other description that could contradict it.
    further = down[1] - EMBEDDING_CHANNELS - (cells_in(shapes) > 0) if down else 0
    return CHANNELS if further == CHANNELS else 0


def cells_in(shapes: dict[str, torch.Size]) -> int:
    """How many places of good images are kept among these weights; 0: none."""
    cells = shapes.get(f"{NAME}.{GOOD}.cells")
    return cells[0] if cells else 0
