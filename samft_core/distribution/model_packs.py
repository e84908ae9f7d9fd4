"""Model packs: one ``.samftmodel`` file carries a model version from one PC to others.

A container of the version's card and weights. Nothing in it could run; ``install_model_pack`` unpacks it.
Reports stay behind, as nobody can tell what a page holds that came from elsewhere: ``samft report`` makes
them anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from samft_core.distribution.container import Kind, damaged, open_container
from samft_core.distribution.container_writing import Item, write_container
from samft_core.errors import ModelError
from samft_core.files.limits import CARD_BYTES
from samft_core.files.regular_files import open_regular
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message
from samft_core.project.containment import require_elsewhere
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.security import it_policy
from samft_core.security.minisign import SecretKey
from samft_core.security.trust import Signer, signer_of

MODEL_PACK = Kind(
    "samft-model-pack-1", ".samftmodel", "kind.model_pack", ModelError, limit=200_000_000, most_files=8
)
CARD = "card.json"
DECODER = "decoder.safetensors"
REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and checked: the version's name where it was made, its card, and its files."""

    name: str
    refused: bool
    card: VersionCard
    files: dict[str, bytes]
    signer: Signer


def write_pack(
    project: Project, version: VersionRecord, target: Path, *, key: SecretKey | None = None
) -> Path:
    """Write ``version`` to ``target`` (with the ending .samftmodel), signed with ``key``; returns the file.

    Raises ModelError and PolicyError.
    """
    it_policy.require("export", project.inspector)
    require_elsewhere(target, project.folder)
    decoder = version.folder / DECODER
    if not decoder.is_file():
        remedy = Message("remedy.choose_other_version")
        raise ModelError(Message("version.weights_missing"), path=version.folder, remedy=remedy)
    digest = version.card.decoder_sha256
    with open_regular(decoder) as stream:
        if digest is not None and hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            remedy = Message("remedy.choose_other_version_or_tune")
            raise ModelError(Message("version.weights_damaged"), path=decoder, remedy=remedy)
    # Weights are not compressed: they hardly get smaller, and it would take seconds.
    items = [Item(CARD, data=json.dumps(version.card.to_json(), indent=2, sort_keys=True).encode("utf-8"))]
    items.append(Item(DECODER, decoder))
    about = {"name": version.name, "refused": version.state is VersionState.REFUSED}
    return write_container(target, MODEL_PACK, about, items, key=key)


def read_pack(path: Path) -> Pack:
    """Read a pack, check every file and who signed it. Nothing is written.

    Raises ModelError, SignatureError for a signature that does not fit, and PolicyError.
    """
    with open_container(path, MODEL_PACK) as container:
        signer = signer_of(container.list_bytes, container.signature, path=path)
        names = set(container.files)
        if not {CARD, DECODER} <= names <= {CARD, DECODER, REPORT}:
            raise damaged(path, MODEL_PACK)
        if container.files[CARD].size > CARD_BYTES:
            raise damaged(path, MODEL_PACK)
        # Packs of earlier versions bring a report, which is left out.
        files = {name: container.read(name) for name in (CARD, DECODER)}
        try:
            card = parse_json(files[CARD], source=path)
            name = container.about["name"]
            refused = container.about["refused"]
        except (JsonError, KeyError) as error:
            raise damaged(path, MODEL_PACK) from error
    if not isinstance(card, dict) or not isinstance(name, str) or not isinstance(refused, bool):
        raise damaged(path, MODEL_PACK)
    return Pack(name, refused, VersionCard.read(card), files, signer)
