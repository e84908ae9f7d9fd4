"""What describes a base model that the program does not ship: its name, its licence, its encoder's input."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from samft_core.errors import ModelError
from samft_core.files.file_names import is_reserved
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message
from samft_core.sam.preprocess import EncoderInput
from samft_core.sam.spec import BUILT_IN
from samft_core.sam.types import BASE_VERSION

CARD = "model.json"
"""The description among a base model's files."""

ONNX = "encoder.onnx"
GRAPH = "encoder.xml"
GRAPH_WEIGHTS = "encoder.bin"

PROMPT_ENCODER = "prompt_encoder.safetensors"
MASK_DECODER = "mask_decoder.safetensors"

ENCODERS = (ONNX, GRAPH, GRAPH_WEIGHTS)
"""Files that an encoder may lie in."""

WEIGHTS = (*ENCODERS, PROMPT_ENCODER, MASK_DECODER)
"""What a model's answers depend on, besides how its input is made."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,46}[a-z0-9])?")

Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]

Positive = Annotated[float, Field(allow_inf_nan=False, gt=1e-6, le=1e6)]

Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class InputCard(_Part):
    """How the encoder's input is made; see ``EncoderInput``."""

    side: Annotated[int, Field(ge=64, le=2048)] = 1024
    mean: tuple[Number, Number, Number] = (123.675, 116.28, 103.53)
    deviation: tuple[Positive, Positive, Positive] = (58.395, 57.12, 57.375)
    channels: Literal["rgb", "bgr"] = "rgb"

    def made_for(self) -> EncoderInput:
        """The same as the encoder takes it."""
        return EncoderInput(self.side, self.mean, self.deviation, self.channels)


class CheckCard(_Part):
    """The box asked about on the pack's picture, in its pixels.

    ``expected_from`` says who computed what is expected: the model's own program, or the one that made the
    pack.
    """

    box: tuple[Number, Number, Number, Number]
    expected_from: Literal["original", "pack"] = "pack"


class BaseCard(_Part):
    """``model.json``: what a base pack is. ``name`` is what projects call it."""

    format: Literal[1] = 1
    name: str
    title: Line
    licence: Line
    author: Line
    source: Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    input: InputCard = InputCard()
    check: CheckCard

    @model_validator(mode="after")
    def _named_well(self) -> BaseCard:
        problem = name_problem(self.name)
        if problem is not None:
            raise ValueError(problem)
        return self


PACK_REMEDY = "remedy.ask_for_whole_pack"
"""The code of what to do where a pack is not whole."""


def name_problem(name: str) -> Message | None:
    """Why a base pack cannot be called so; None where it can."""
    if not _NAME.fullmatch(name) or is_reserved(name):
        return Message("base_pack.name_letters")
    if name in (*BUILT_IN, BASE_VERSION):
        return Message("base_pack.name_taken", name=name)
    return None


def card_of(data: bytes, *, path: Path) -> BaseCard:
    """The card in these bytes. Raises ModelError naming the first entry that is wrong."""
    try:
        # Of two entries of one name one reader takes the first and the next the last: neither is taken here.
        parse_json(data, source=path)
        return BaseCard.model_validate_json(data)
    except JsonError as error:
        message = Message("base_pack.card_unreadable", reason=error.message)
        raise ModelError(message, path=path, remedy=Message(PACK_REMEDY)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or CARD
        refused = first.get("ctx", {}).get("error")
        what = Message.of(refused) if isinstance(refused, ValueError) else first["msg"]
        message = Message("base_pack.card_wrong", place=where, reason=what)
        raise ModelError(message, path=path, remedy=Message(PACK_REMEDY)) from error


def weights_digest(files: Mapping[str, str], card: BaseCard) -> str:
    """Names a base model: the SHA-256 of each file of weights, and how its input is made."""
    weights = {name: files[name] for name in WEIGHTS if name in files}
    return hashlib.sha256(f"{sorted(weights.items())}|{card.input.made_for()}".encode()).hexdigest()


def encoder_weights(files: Mapping[str, str]) -> str:
    """Names the encoder's weights alone: embeddings do not depend on the rest."""
    return "".join(files[name] for name in ENCODERS if name in files)
