"""Which base model a project uses. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EMBEDDED = "mobile"
"""The base model that ships with the program."""

CHECKPOINTS = ("vit_b", "vit_l", "vit_h")
"""Meta's own, each from its .pth file."""

BUILT_IN = (EMBEDDED, *CHECKPOINTS)
"""Base models that this program knows by itself; every other name is that of a base pack."""


@dataclass(frozen=True)
class ModelSpec:
    """A base model by name.

    ``checkpoint`` is the .pth file of ``vit_b``, ``vit_l`` and ``vit_h``. ``pack_digest`` names the weights
    of a base pack, so that another pack of the same name is not taken for it.
    """

    name: str = EMBEDDED
    checkpoint: Path | None = None
    pack_digest: str | None = None
