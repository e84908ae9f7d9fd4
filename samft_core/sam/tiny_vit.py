"""TinyViT as MobileSAM uses it, as a PyTorch module: the embedded model's image encoder for GPUs.

Wu et al. 2022, "TinyViT"; Zhang et al. 2023, "Faster Segment Anything". Modules bear the names of MobileSAM's
own. Each batch normalisation is folded into the convolution before it, as in the shipped graph, from which
the weights are read. Tensors are float32, bfloat16 within autocast.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from samft_core.messages.message import Message
from samft_core.sam.empty_modules import empty_modules
from samft_core.sam.openvino_ir import Operation, read_operations
from samft_core.sam.weights import State, load_strictly

EMBED_DIMS = (64, 128, 160, 320)
"""Channels of each stage."""
DEPTHS = (2, 2, 6, 2)
"""Blocks of each stage."""
WINDOWS = (7, 14, 7)
"""Sides of the windows of the stages with attention, which all but the first are."""
STRIDES = (2, 2, 1)
"""Of the downsampling after each stage but the last."""
HEAD_DIM = 32
EXPANSION = 4
"""How much wider the hidden layer of a block is."""
OUT_CHANNELS = 256
_NECK_EPS = 1e-6


class ConvNorm(nn.Module):
    """A convolution with its batch normalisation folded in (MobileSAM's ``Conv2d_BN``)."""

    def __init__(self, ins: int, outs: int, kernel: int = 1, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.c = nn.Conv2d(ins, outs, kernel, stride, kernel // 2, groups=groups)

    def forward(self, x: Tensor) -> Tensor:
        """N x ``ins`` x H x W to N x ``outs`` x H/stride x W/stride."""
        result: Tensor = self.c(x)
        return result


class PatchEmbed(nn.Module):
    """Pixels N x 3 x H x W to patches N x 64 x H/4 x W/4."""

    def __init__(self) -> None:
        super().__init__()
        width = EMBED_DIMS[0]
        self.seq = nn.Sequential(ConvNorm(3, width // 2, 3, 2), nn.GELU(), ConvNorm(width // 2, width, 3, 2))

    def forward(self, x: Tensor) -> Tensor:
        """Cut pictures N x 3 x H x W into patches N x 64 x H/4 x W/4."""
        result: Tensor = self.seq(x)
        return result


class MBConv(nn.Module):
    """The block of the first stage: an inverted bottleneck of convolutions."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        hidden = dim * EXPANSION
        self.conv1 = ConvNorm(dim, hidden)
        self.conv2 = ConvNorm(hidden, hidden, 3, groups=hidden)
        self.conv3 = ConvNorm(hidden, dim)

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to the same."""
        hidden = functional.gelu(self.conv2(functional.gelu(self.conv1(x))))
        return functional.gelu(self.conv3(hidden) + x)


class PatchMerging(nn.Module):
    """What leads from one stage to the next."""

    def __init__(self, ins: int, outs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = ConvNorm(ins, outs)
        self.conv2 = ConvNorm(outs, outs, 3, stride, groups=outs)
        self.conv3 = ConvNorm(outs, outs)

    def forward(self, x: Tensor) -> Tensor:
        """N x ``ins`` x H x W to N x ``outs`` x H/stride x W/stride."""
        result: Tensor = self.conv3(functional.gelu(self.conv2(functional.gelu(self.conv1(x)))))
        return result


class Attention(nn.Module):
    """Attention within windows of ``side`` x ``side`` places, biased by how they lie to each other."""

    ab: Tensor

    def __init__(self, dim: int, side: int) -> None:
        super().__init__()
        self.heads = dim // HEAD_DIM
        self.norm = nn.LayerNorm(dim)
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)
        places = side * side
        # MobileSAM's table of biases as it is used: one number for each head and pair of places.
        self.register_buffer("ab", torch.zeros(self.heads, places, places))

    def forward(self, x: Tensor) -> Tensor:
        """Windows W x P x C to the same."""
        windows, places, _ = x.shape
        # Query, key and value lie side by side within each head, not head by head within each of them:
        # the shipped weights are ordered so.
        mixed = self.qkv(self.norm(x)).view(windows, places, self.heads, 3 * HEAD_DIM)
        query, key, value = (part.transpose(1, 2) for part in mixed.split(HEAD_DIM, dim=3))
        bias = self.ab.to(query.dtype)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        result: Tensor = self.proj(seen.transpose(1, 2).flatten(2))
        return result


class Mlp(nn.Module):
    """The two layers at the end of a block, applied to each place alone."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(dim, dim * EXPANSION)
        self.fc2 = nn.Linear(dim * EXPANSION, dim)

    def forward(self, x: Tensor) -> Tensor:
        """M x C to the same, with any axes before them."""
        result: Tensor = self.fc2(functional.gelu(self.fc1(self.norm(x))))
        return result


class TinyViTBlock(nn.Module):
    """Attention within windows, a depthwise convolution across them, and two layers for each place."""

    def __init__(self, dim: int, window: int) -> None:
        super().__init__()
        self.window = window
        self.attn = Attention(dim, window)
        self.local_conv = ConvNorm(dim, dim, 3, groups=dim)
        self.mlp = Mlp(dim)

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to the same."""
        places = x.permute(0, 2, 3, 1)
        attended = places + self._attended(places)
        local = self.local_conv(attended.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        result: Tensor = local + self.mlp(local)
        return result.permute(0, 3, 1, 2)

    def _attended(self, places: Tensor) -> Tensor:
        """N x H x W x C, cut into windows, padded where these do not fill the last row and column."""
        count, height, width, channels = places.shape
        side = self.window
        # How many rows are lacking to the next multiple of the window's side.
        below = -height % side
        beside = -width % side
        padded = functional.pad(places, (0, 0, 0, beside, 0, below))
        rows = (height + below) // side
        columns = (width + beside) // side
        windows = padded.reshape(count, rows, side, columns, side, channels).transpose(2, 3)
        seen: Tensor = self.attn(windows.reshape(-1, side * side, channels))
        seen = seen.view(count, rows, columns, side, side, channels).transpose(2, 3)
        whole = seen.reshape(count, rows * side, columns * side, channels)
        return whole[:, :height, :width]


class Stage(nn.Module):
    """Blocks of one width, and what leads to the next stage."""

    def __init__(self, number: int) -> None:
        super().__init__()
        dim = EMBED_DIMS[number]
        blocks = [
            TinyViTBlock(dim, WINDOWS[number - 1]) if number else MBConv(dim) for _ in range(DEPTHS[number])
        ]
        self.blocks = nn.Sequential(*blocks)
        last = number == len(EMBED_DIMS) - 1
        following = EMBED_DIMS[-1] if last else EMBED_DIMS[number + 1]
        self.downsample = None if last else PatchMerging(dim, following, STRIDES[number])

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to the next stage's."""
        seen: Tensor = self.blocks(x)
        return seen if self.downsample is None else self.downsample(seen)


class LayerNorm2d(nn.Module):
    """Normalises the channels of each place."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to the same."""
        places = x.permute(0, 2, 3, 1)
        normed = functional.layer_norm(places, places.shape[-1:], self.weight, self.bias, _NECK_EPS)
        return normed.permute(0, 3, 1, 2)


class TinyViT(nn.Module):
    """Pictures N x 3 x 1024 x 1024 to embeddings N x 256 x 64 x 64."""

    def __init__(self) -> None:
        super().__init__()
        self.patch_embed = PatchEmbed()
        self.layers = nn.Sequential(*(Stage(number) for number in range(len(EMBED_DIMS))))
        self.neck = nn.Sequential(
            nn.Conv2d(EMBED_DIMS[-1], OUT_CHANNELS, 1, bias=False),
            LayerNorm2d(OUT_CHANNELS),
            nn.Conv2d(OUT_CHANNELS, OUT_CHANNELS, 3, padding=1, bias=False),
            LayerNorm2d(OUT_CHANNELS),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Encode pictures N x 3 x 1024 x 1024, normalised as Segment Anything's are: N x 256 x 64 x 64."""
        result: Tensor = self.neck(self.layers(self.patch_embed(x)))
        return result


def load_tiny_vit(graph: Path) -> TinyViT:
    """The module with the weights of the shipped graph, in single precision on the CPU. Raises ModelError."""
    # Each weight is taken over from the graph.
    with empty_modules():
        module = TinyViT()
    state = weights_of(read_operations(graph))
    load_strictly(module, state, path=graph, remedy=Message("remedy.install_again"))
    return module.eval().requires_grad_(False)


def weights_of(operations: list[Operation]) -> State:
    """The weights under the module's names, from the names that the graph's operations were exported with."""
    found: State = {}
    for operation in operations:
        place = operation.name.strip("/").split("/")
        for value in operation.weights.values():
            if value.ndim == 0:
                continue  # the attention's scale
            name = _parameter(operation.kind, place)
            tensor = torch.from_numpy(value.copy())
            found[name] = _shaped(tensor, operation.kind, name)
    return found


def _parameter(kind: str, place: list[str]) -> str:
    if place == ["output"]:  # the last addition bears the graph's own output name
        return "neck.3.bias"
    # The exporter names each module by its whole path, one after the other ("layers.0",
    # "layers.0.blocks"); only those count that the next one does not repeat.
    owner = [part for part, inner in zip(place, [*place[1:], ""], strict=True)
             if not inner.startswith(f"{part}.")]  # fmt: skip
    owner = [part for part in owner if part not in ("WithoutBiases", "Conv")]
    if kind in ("Convolution", "GroupConvolution"):
        return f"{'.'.join(owner)}.weight"
    if place[-1] == "Conv":
        return f"{'.'.join(owner)}.bias"
    suffix = {"MatMul": "weight", "Multiply": "weight", "Add": "bias", "ScaledDotProductAttention": "ab"}
    return f"{'.'.join(owner[:-1])}.{suffix[kind]}"


def _shaped(value: Tensor, kind: str, name: str) -> Tensor:
    # The graph keeps these with axes of length 1, to be broadcast.
    if kind in ("Add", "Multiply"):
        return value.flatten()
    if kind == "GroupConvolution":
        return value.flatten(0, 1)
    return value
