"""Base packs: one ``.samftbase`` file brings a base model that the program does not ship. Free of torch.

A container of a frozen image encoder (ONNX, or OpenVINO's own format), Segment Anything's prompt encoder and
mask decoder as safetensors, a description, the licence, and a picture with the embedding and the mask that
are expected of it. Nothing in it can run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samft_core.distribution.container import Container, Kind, damaged, open_container
from samft_core.errors import ModelError
from samft_core.messages.message import Message
from samft_core.sam.base_card import (
    CARD,
    ENCODERS,
    GRAPH,
    GRAPH_WEIGHTS,
    MASK_DECODER,
    ONNX,
    PACK_REMEDY,
    PROMPT_ENCODER,
    BaseCard,
    card_of,
    weights_digest,
)
from samft_core.security.trust import Signer, signer_of

BASE_PACK = Kind(
    "samft-base-pack-1", ".samftbase", "kind.base_pack", ModelError, limit=2_000_000_000, most_files=12
)

LICENCE = "LICENSE"
NOTICE = "NOTICE"
PICTURE = "check.png"
EXPECTED = "check.safetensors"

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

_ONE_ENCODER = ({ONNX}, {GRAPH, GRAPH_WEIGHTS})


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
    # It is what the user accepts; an empty page cannot be accepted.
    if not licence.strip():
        raise ModelError(Message("base_pack.empty_licence"), path=container.path, remedy=Message(PACK_REMEDY))
    signer = signer_of(container.list_bytes, container.signature, path=container.path)
    digests = {name: entry.sha256 for name, entry in container.files.items()}
    # From the digests that the signed list names: the weights are read when they are unpacked, and
    # compared then.
    digest = weights_digest(digests, card)
    return BasePack(container.path, card, _harmless(licence), digest, container.size, signer)


def _harmless(text: str) -> str:
    """The text without what a terminal would take for commands."""
    # Escape sequences could hide or rewrite lines of the licence on the terminal.
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def _require_members(container: Container) -> None:
    """Refuse a pack with another set of files than packs have, or with one that is too large."""
    names = set(container.files)
    lacking = sorted(_ALWAYS - names)
    if lacking:
        message = Message("base_pack.lacks", name=lacking[0])
        raise ModelError(message, path=container.path, remedy=Message(PACK_REMEDY))
    if names & set(ENCODERS) not in _ONE_ENCODER:
        message = Message("base_pack.encoder_files", alone=ONNX, graph=GRAPH, weights=GRAPH_WEIGHTS)
        raise ModelError(message, path=container.path, remedy=Message(PACK_REMEDY))
    foreign = sorted(names - LIMITS.keys())
    if foreign:
        message = Message("base_pack.foreign_file", name=foreign[0])
        raise ModelError(message, path=container.path, remedy=Message(PACK_REMEDY))
    for name in sorted(names):
        if container.files[name].size > LIMITS[name]:
            message = Message("base_pack.member_too_large", name=name, megabytes=LIMITS[name] / MEGABYTE)
            raise ModelError(message, path=container.path, remedy=Message(PACK_REMEDY))
