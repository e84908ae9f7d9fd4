"""The project of commit 9ac131e in tests/data, put together as that program left it.

The archive keeps weights as their difference from the shipped decoder, and packs as their members;
``make.py`` in it made them. ``unpack`` writes ``project``, ``packs`` and ``station`` (settings, policy and
public keys).
"""

from __future__ import annotations

import json
import shutil
import struct
import tarfile
import zipfile
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file

DATA = Path(__file__).parent.parent / "data"
CARDS = DATA / "version_cards"
DECODER = Path(__file__).parents[2] / "resources" / "models" / "mobile" / "mask_decoder.safetensors"
DIFFERENCE, MEMBERS = ".difference", ".members"


def station_file(name: str) -> bytes:
    """A file of the old station: window.json, policy.json, line2.pub or update.pub."""
    with tarfile.open(DATA / "old_project.tar.xz") as archive:
        file = archive.extractfile(f"station/{name}")
        assert file is not None
        return file.read()


def unpack(folder: Path) -> Path:
    """Put the old project, its packs and its station into ``folder``; returns the project's folder."""
    with tarfile.open(DATA / "old_project.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    shipped = {name: value.astype(np.float32) for name, value in load_file(DECODER).items()}
    for difference in list(folder.rglob(f"*{DIFFERENCE}")):
        difference.with_suffix("").write_bytes(_whole(difference, shipped))
        difference.unlink()
    for members in list(folder.rglob(f"*{MEMBERS}")):
        with zipfile.ZipFile(members.with_suffix(""), "w") as pack:
            for path in sorted(members.rglob("*")):
                if path.is_file():
                    pack.writestr(path.relative_to(members).as_posix(), path.read_bytes())
        shutil.rmtree(members)
    return folder / "project"


def _whole(difference: Path, shipped: dict[str, np.ndarray]) -> bytes:
    """The bytes of a decoder's file: what is kept of a tensor is its bits xor those of the shipped one."""
    kept = load_file(difference)
    with safe_open(difference, "np") as file:
        header = file.metadata()["header"]
    entries = json.loads(header)
    entries.pop("__metadata__")
    parts = [struct.pack("<Q", len(header.encode())), header.encode()]
    for name, _ in sorted(entries.items(), key=lambda entry: entry[1]["data_offsets"]):
        raw = shipped[name].tobytes()
        if name in kept:
            raw = (np.frombuffer(raw, np.uint8) ^ kept[name]).tobytes()
        parts.append(raw)
    return b"".join(parts)
