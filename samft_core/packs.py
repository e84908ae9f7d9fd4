"""Model packs: one ``.samftmodel`` file carries a model version from one PC to others.

A zip archive of the version's files with the digest of each in ``pack.json``. Nothing in it could run. The
digests find damage; they do not tell who made the pack.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samft_core import __version__
from samft_core.atomic import replacing
from samft_core.errors import ModelError
from samft_core.store.project import Project
from samft_core.store.records import VersionRecord, VersionState

SUFFIX = ".samftmodel"
FORMAT = "samft-model-pack-1"
CARD, DECODER, REPORT = "card.json", "decoder.safetensors", "report.html"
LIST = "pack.json"
LIMIT_BYTES = 500_000_000
"""More than any version takes; an archive that unpacks to more is refused before it is unpacked."""

OF_ITS_PROJECT = ("version", "run", "train_images", "held_out_images", "manifest_digest")
"""Parts of a card that name things of the project a version comes from, and mean others elsewhere."""

_REMEDY = "Have the pack written again and carry it over once more."


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and checked: the version's name where it was made, its card, and its files."""

    name: str
    refused: bool
    card: dict[str, Any]
    files: dict[str, bytes]


def write_pack(version: VersionRecord, target: Path) -> Path:
    """Write ``version`` to ``target`` (with the suffix .samftmodel); returns the file. Raises ModelError."""
    target = target if target.suffix == SUFFIX else target.with_name(f"{target.name}{SUFFIX}")
    files = {CARD: json.dumps(version.card, indent=2, sort_keys=True).encode("utf-8")}
    for name in (DECODER, REPORT):
        path = version.folder / name
        if path.is_file():
            files[name] = path.read_bytes()
    if DECODER not in files:
        remedy = "Choose another model version."
        raise ModelError("The model version's weights are missing", path=version.folder, remedy=remedy)
    about = {
        "format": FORMAT,
        "version": version.name,
        "refused": version.state is VersionState.REFUSED,
        "program": f"SAMFT {__version__}",
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    # Not compressed: weights hardly get smaller, and it would take seconds.
    with replacing(target) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        archive.writestr(LIST, json.dumps(about, indent=2))
        for name, data in files.items():
            archive.writestr(name, data)
    return target


def read_pack(path: Path) -> Pack:
    """Read a pack and check every file against its digest; raises ModelError. Nothing is unpacked to disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT_BYTES:
                raise ModelError("The pack is larger than a model version", path=path, remedy=_REMEDY)
            about = json.loads(archive.read(LIST))
            known = about["format"] == FORMAT
            names = [name for name in (CARD, DECODER, REPORT) if name in about["files"]] if known else []
            files = {name: archive.read(name) for name in names}
        if not known:
            remedy = "Update SAMFT on this PC."
            raise ModelError("The pack was written by another SAMFT", path=path, remedy=remedy)
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        if digests != about["files"] or not {CARD, DECODER} <= set(digests):
            raise ModelError("The pack is damaged", path=path, remedy=_REMEDY)
        return Pack(str(about["version"]), bool(about["refused"]), dict(json.loads(files[CARD])), files)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise ModelError("The file is no model pack, or damaged", path=path, remedy=_REMEDY) from error


def add_pack(project: Project, path: Path) -> VersionRecord:
    """Add a pack's version to ``project`` as a candidate under the next free name; it is not put to use.

    The weights must fit the project's base model name by name, which is tried before anything is written.
    Raises ModelError and ProjectError.
    """
    pack = read_pack(path)
    _check_weights(project, pack)
    card = {key: value for key, value in pack.card.items() if key not in OF_ITS_PROJECT}
    card["came_as"] = {"pack": path.name, "version": pack.name}

    def build(folder: Path) -> None:
        for name in (DECODER, REPORT):
            if name in pack.files:
                (folder / name).write_bytes(pack.files[name])

    state = VersionState.REFUSED if pack.refused else VersionState.CANDIDATE
    return project.add_version(card=card, folder_builder=build, state=state)


def _check_weights(project: Project, pack: Pack) -> None:
    from samft_core.models.registry import load_model  # noqa: PLC0415 - torch
    from samft_core.models.versions import load_decoder  # noqa: PLC0415 - torch

    model = load_model(project.base_model, device="cpu", encoder=False)
    with tempfile.TemporaryDirectory(prefix="samft-pack-") as folder:
        (Path(folder) / DECODER).write_bytes(pack.files[DECODER])
        load_decoder(Path(folder), model, digest=pack.card.get("decoder_sha256"))
