"""Which base model a project uses. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

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

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """As a project's database holds it."""
        checkpoint = data.get("checkpoint")
        return cls(
            name=data["name"],
            checkpoint=None if checkpoint is None else Path(checkpoint),
            pack_digest=data.get("pack_digest"),
        )

    def to_json(self) -> dict[str, Any]:
        """The reverse of ``from_json``; a spec without a pack is written as before there were any."""
        data = {"name": self.name, "checkpoint": None if self.checkpoint is None else str(self.checkpoint)}
        return data if self.pack_digest is None else data | {"pack_digest": self.pack_digest}
