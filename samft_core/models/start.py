"""Where fine-tuning starts: the base model's mask decoder, or one that has learnt from drawn defects.

Segment Anything knows things; a defect is a region that differs from what is round it. Weights that have
learnt this from drawings need fewer masks of real defects. ``packaging/tune_start.py`` makes them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from samft_core.errors import ModelError
from samft_core.models.adapter import NAME, attach, channels_in
from samft_core.models.sam import SamModel
from samft_core.models.sam_parts import MaskDecoder
from samft_core.models.versions import load_decoder
from samft_core.models.weights import State

CARD = "start.json"
_REMEDY = "Install SAMFT again."


def start_digest(model: SamModel) -> str | None:
    """The SHA-256 of the weights learnt from drawings; None where this base model comes without any.

    Raises ModelError.
    """
    if model.start_folder is None:
        return None
    path = model.start_folder / CARD
    try:
        card: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return str(card["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("The model's description cannot be read", path=path, remedy=_REMEDY) from error


def drawn_weights(model: SamModel) -> State | None:
    """The weights learnt from drawings, or None. Raises ModelError where they are missing or damaged."""
    folder: Path | None = model.start_folder
    return None if folder is None else load_decoder(folder, model, digest=start_digest(model))


def starting_decoder(model: SamModel, *, drawn: bool, adapter_channels: int, seed: int) -> MaskDecoder:
    """A decoder to fine-tune, with an adapter of ``adapter_channels`` (0: none).

    ``drawn`` takes the weights learnt from drawings where the base model has them; their adapter is taken
    too where it is as wide, else a new one starts from ``seed``. Raises ModelError.
    """
    state = (drawn_weights(model) if drawn else None) or dict(model.mask_decoder.state_dict())
    if channels_in({name: value.shape for name, value in state.items()}) != adapter_channels:
        state = {name: value for name, value in state.items() if not name.startswith(f"{NAME}.")}
    decoder = model.new_decoder(state)
    if adapter_channels and getattr(decoder, NAME, None) is None:
        attach(decoder, adapter_channels, seed=seed)
    return decoder
