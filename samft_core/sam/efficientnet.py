"""EfficientNet-Lite2 up to a sixteenth of the input's size, as a PyTorch module: the planes on GPUs.

Modules bear the names of EfficientNet-Lite-PyTorch, which the weights come from. Each batch normalisation is
folded into the convolution before it, as in the shipped graph, from which the weights are read. Tensors are
float32, bfloat16 within autocast.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.errors import ModelError
from samft_core.messages.message import Message
from samft_core.sam.empty_modules import empty_modules
from samft_core.sam.openvino_ir import Operation, read_operations


@dataclass(frozen=True)
class Block:
    """One inverted bottleneck: its stride, and whether it begins with an expansion or adds its own input."""

    stride: int = 1
    expands: bool = True
    residual: bool = True


_FIRST = Block(stride=1, residual=False)
_SHRINKING = Block(stride=2, residual=False)

BLOCKS = (
    Block(expands=False, residual=False),  # 16 channels, a half
    *(_SHRINKING, Block(), Block()),  # 24 channels, a quarter
    *(_SHRINKING, Block(), Block()),  # 48 channels, an eighth
    *(_SHRINKING, Block(), Block(), Block()),  # 88 channels, a sixteenth
    *(_FIRST, Block(), Block(), Block()),  # 120 channels, a sixteenth
)
OUTPUTS = {3: "s4", 6: "s8", 14: "s16"}
"""By block: the name of the output that is taken after it."""


class SameConv(nn.Conv2d):
    """A convolution padded as TensorFlow pads it: at the right and the bottom first where it is uneven."""

    def __init__(self, weight: Tensor, bias: Tensor, stride: int, groups: int) -> None:
        outs, per_group, kernel, _ = weight.shape
        with empty_modules():
            super().__init__(per_group * groups, outs, kernel, stride, groups=groups)
        # TensorFlow's "SAME" for sizes that the stride divides, which all of these are. PyTorch pads
        # both sides alike, and the planes would be shifted by half a pixel.
        pad = kernel - stride
        self._pad = (pad // 2, pad - pad // 2) * 2
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = nn.Parameter(bias, requires_grad=False)

    def forward(self, input: Tensor) -> Tensor:
        """N x C x H x W to N x ``outs`` x H/stride x W/stride."""
        return super().forward(functional.pad(input, self._pad))


class MBConvBlock(nn.Module):
    """An inverted bottleneck: expansion, depthwise convolution, projection."""

    def __init__(self, block: Block, convolutions: dict[str, SameConv]) -> None:
        super().__init__()
        self._residual = block.residual
        self._expand_conv = convolutions.get("_expand_conv")
        self._depthwise_conv = convolutions["_depthwise_conv"]
        self._project_conv = convolutions["_project_conv"]

    def forward(self, x: Tensor) -> Tensor:
        """One block: N x C x H x W to N x C' x H/stride x W/stride."""
        hidden = x if self._expand_conv is None else functional.relu6(self._expand_conv(x))
        hidden = functional.relu6(self._depthwise_conv(hidden))
        projected: Tensor = self._project_conv(hidden)
        return projected + x if self._residual else projected


class EfficientNet(nn.Module):
    """Pictures N x 3 x 512 x 512 to the layers that planes are made of, each as the network makes it."""

    def __init__(self, stem: SameConv, blocks: list[MBConvBlock]) -> None:
        super().__init__()
        self._conv_stem = stem
        self._blocks = nn.ModuleList(blocks)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """By name: "s4" N x 24 x 128 x 128, "s8" N x 48 x 64 x 64, "s16" N x 120 x 32 x 32."""
        seen: Tensor = functional.relu6(self._conv_stem(x))
        found: dict[str, Tensor] = OrderedDict()
        for number, block in enumerate(self._blocks):
            seen = block(seen)
            if number in OUTPUTS:
                found[OUTPUTS[number]] = seen
        return found


def load_efficientnet(graph: Path) -> EfficientNet:
    """The module with the weights of the shipped graph, in single precision on the CPU. Raises ModelError."""
    convolutions = _Convolutions(read_operations(graph), graph)
    stem = convolutions.take(stride=2)
    blocks = []
    for block in BLOCKS:
        parts = {"_expand_conv": convolutions.take()} if block.expands else {}
        parts["_depthwise_conv"] = convolutions.take(stride=block.stride, depthwise=True)
        parts["_project_conv"] = convolutions.take()
        blocks.append(MBConvBlock(block, parts))
    convolutions.require_all_taken()
    return EfficientNet(stem, blocks).eval()


class _Convolutions:
    """The graph's convolutions with the biases that follow them, in the order in which they are computed."""

    def __init__(self, operations: list[Operation], graph: Path) -> None:
        self._graph = graph
        weights = [
            operation for operation in operations if operation.kind in ("Convolution", "GroupConvolution")
        ]
        # An "Add" without weights of its own is a residual connection.
        biases = [operation for operation in operations if operation.kind == "Add" and operation.weights]
        if len(weights) != len(biases):
            raise self._other()
        self._left = [
            (weight.kind, weight.weights[1], bias.weights[1])
            for weight, bias in zip(weights, biases, strict=True)
        ]

    def take(self, *, stride: int = 1, depthwise: bool = False) -> SameConv:
        """The next one. Raises ModelError where it is of another kind."""
        kind = "GroupConvolution" if depthwise else "Convolution"
        if not self._left or self._left[0][0] != kind:
            raise self._other()
        _, weight, bias = self._left.pop(0)
        kernels = torch.from_numpy(weight.copy())
        groups = len(kernels) if depthwise else 1
        if depthwise:
            # OpenVINO keeps the kernels of grouped convolutions as G x 1 x 1 x K x K; PyTorch has no
            # axis for groups.
            kernels = kernels.flatten(0, 1)
        return SameConv(kernels, torch.from_numpy(bias.copy()).flatten(), stride, groups)

    def require_all_taken(self) -> None:
        """Raises ModelError where the graph has more than the network."""
        if self._left:
            raise self._other()

    def _other(self) -> ModelError:
        message = Message("weights.other_model", first="Convolution")
        return ModelError(message, path=self._graph, remedy=Message("remedy.install_again"))
