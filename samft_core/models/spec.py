"""Which base model a project uses. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class ModelSpec:
    """A base model by name; ``checkpoint`` is the .pth file of ``vit_b``, ``vit_l`` and ``vit_h``."""

    name: Literal["mobile", "vit_b", "vit_l", "vit_h"] = "mobile"
    checkpoint: Path | None = None
