"""Base packs: one ``.samftbase`` file brings a base model that the program does not ship. Free of torch.

A container of a frozen image encoder (ONNX, or OpenVINO's own format), Segment Anything's prompt encoder and
mask decoder as safetensors, a description, the licence, and a picture with the embedding and the mask that
are expected of it. Nothing in it can run. ``base_pack_files`` makes and installs packs; here is what they
hold, which are installed, and which projects use them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from samft_core.distribution.container import Container, Kind, damaged, open_container
from samft_core.errors import ModelError
from samft_core.files.regular_files import read_regular
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.project.file_names import is_reserved
from samft_core.sam.preprocess import EncoderInput
from samft_core.sam.spec import BUILT_IN
from samft_core.sam.types import BASE_VERSION
from samft_core.security.trust import Signer, signer_of

BASE_PACK = Kind(
    "samft-base-pack-1", ".samftbase", "kind.base_pack", ModelError, limit=2_000_000_000, most_files=12
)

CARD, LICENCE, NOTICE = "model.json", "LICENSE", "NOTICE"
ONNX, GRAPH, GRAPH_WEIGHTS = "encoder.onnx", "encoder.xml", "encoder.bin"
PROMPT_ENCODER, MASK_DECODER = "prompt_encoder.safetensors", "mask_decoder.safetensors"
PICTURE, EXPECTED = "check.png", "check.safetensors"

WEIGHTS = (ONNX, GRAPH, GRAPH_WEIGHTS, PROMPT_ENCODER, MASK_DECODER)
"""What a model's answers depend on, besides how its input is made."""

MEGABYTE = 1_000_000
LIMITS = {
    CARD: MEGABYTE // 10,
    LICENCE: MEGABYTE,
    NOTICE: MEGABYTE,
    ONNX: 1_900 * MEGABYTE,
    GRAPH: 50 * MEGABYTE,
    GRAPH_WEIGHTS: 1_900 * MEGABYTE,
    PROMPT_ENCODER: MEGABYTE,
    MASK_DECODER: 40 * MEGABYTE,
    PICTURE: 20 * MEGABYTE,
    EXPECTED: 25 * MEGABYTE,
}
"""Every file that a pack may hold, and how large it is at most in bytes."""

_ALWAYS = {CARD, LICENCE, PROMPT_ENCODER, MASK_DECODER, PICTURE, EXPECTED}
_ENCODERS = ({ONNX}, {GRAPH, GRAPH_WEIGHTS})
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


@dataclass(frozen=True, slots=True)
class BasePack:
    """A pack that was looked at: its card, its licence in full, who signed it, and what names its weights.

    Its weights were not read yet, and nothing was written.
    """

    path: Path
    card: BaseCard
    licence_text: str
    digest: str
    size: int
    signer: Signer


def name_problem(name: str) -> str | None:
    """Why a base pack cannot be called so; None where it can."""
    if not _NAME.fullmatch(name) or is_reserved(name):
        return "a name has up to 48 small letters, digits, points, hyphens and underscores"
    if name in (*BUILT_IN, BASE_VERSION):
        return f"{name} is the name of a base model that SAMFT knows by itself"
    return None


def read_base_pack(path: Path) -> BasePack:
    """Look at a pack: its list of files, its card, its licence, its signature.

    Raises ModelError, SignatureError for a signature that does not fit, and PolicyError.
    """
    with open_container(path, BASE_PACK) as container:
        return look_at(container)


def look_at(container: Container) -> BasePack:
    """The same of an open container."""
    _require_members(container)
    card = card_of(container.read(CARD), path=container.path)
    try:
        licence = container.read(LICENCE).decode("utf-8")
    except UnicodeDecodeError as error:
        raise damaged(container.path, BASE_PACK) from error
    if not licence.strip():
        raise ModelError("The base pack has an empty licence", path=container.path, remedy=_PACK_REMEDY)
    signer = signer_of(container.list_bytes, container.signature, path=container.path)
    digests = {name: entry.sha256 for name, entry in container.files.items()}
    digest = weights_digest(digests, card)
    return BasePack(container.path, card, _harmless(licence), digest, container.size, signer)


def _harmless(text: str) -> str:
    """The text without what a terminal would take for commands."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


_PACK_REMEDY = "Ask whoever made the pack for a whole one. The guide says what it holds."


def _require_members(container: Container) -> None:
    """Refuse a pack with another set of files than packs have, or with one that is too large."""
    names = set(container.files)
    lacking = sorted(_ALWAYS - names)
    if lacking:
        message = f"The base pack lacks {lacking[0]}"
        raise ModelError(message, path=container.path, remedy=_PACK_REMEDY)
    if names & set(WEIGHTS[:3]) not in _ENCODERS:
        message = f"The base pack must hold its encoder as {ONNX} alone, or as {GRAPH} and {GRAPH_WEIGHTS}"
        raise ModelError(message, path=container.path, remedy=_PACK_REMEDY)
    foreign = sorted(names - LIMITS.keys())
    if foreign:
        message = f"The base pack holds a file that does not belong there: {foreign[0]}"
        raise ModelError(message, path=container.path, remedy=_PACK_REMEDY)
    for name in sorted(names):
        if container.files[name].size > LIMITS[name]:
            message = f"{name} in the base pack is larger than {LIMITS[name] / MEGABYTE:,.1f} MB"
            raise ModelError(message, path=container.path, remedy=_PACK_REMEDY)


def card_of(data: bytes, *, path: Path) -> BaseCard:
    """The card in these bytes. Raises ModelError naming the first entry that is wrong."""
    try:
        # Of two entries of one name one reader takes the first and the next the last: neither is taken here.
        parse_json(data, source=path)
        return BaseCard.model_validate_json(data)
    except JsonError as error:
        message = f"The base pack's description cannot be read: {error.message}"
        raise ModelError(message, path=path, remedy=_PACK_REMEDY) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or CARD
        what = first["msg"].removeprefix("Value error, ")
        message = f"The base pack's description is wrong at {where}: {what}"
        raise ModelError(message, path=path, remedy=_PACK_REMEDY) from error


def weights_digest(files: Mapping[str, str], card: BaseCard) -> str:
    """Names a base model: the SHA-256 of each file of weights, and how its input is made."""
    weights = {name: files[name] for name in WEIGHTS if name in files}
    return hashlib.sha256(f"{sorted(weights.items())}|{card.input.made_for()}".encode()).hexdigest()


def encoder_weights(files: Mapping[str, str]) -> str:
    """Names the encoder's weights alone: embeddings do not depend on the rest."""
    return "".join(files[name] for name in WEIGHTS[:3] if name in files)


def read_installed_json(path: Path) -> dict[str, Any]:
    """A small JSON file of an installed pack. Raises ModelError."""
    try:
        found = json.loads(read_regular(path, limit=LIMITS[CARD], error=ModelError))
    except (OSError, ValueError) as error:
        remedy = "Remove the base pack and add it again."
        raise ModelError("The installed base pack cannot be read", path=path, remedy=remedy) from error
    return found if isinstance(found, dict) else {}
