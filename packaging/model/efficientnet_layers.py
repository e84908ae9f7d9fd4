"""The blocks of EfficientNet-Lite2 up to a sixteenth of the input's size, as data."""

from __future__ import annotations

from dataclasses import dataclass


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
