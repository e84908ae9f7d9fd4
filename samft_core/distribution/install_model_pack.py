"""A packed model version put into a project, once its weights were seen to fit the base model."""

from __future__ import annotations

import tempfile
from pathlib import Path

from samft_core.distribution.model_packs import DECODER, Pack, read_pack
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord, VersionState
from samft_core.project.version_card import Origin
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.registry import load_model
from samft_core.security import trust

OF_ITS_PROJECT = ("version", "run", "train_images", "held_out_images", "manifest_digest")
"""Parts of a card that name things of the project a version comes from, and mean others elsewhere."""


def add_pack(project: Project, path: Path, *, accept_untrusted: bool = False) -> VersionRecord:
    """Add a pack's version to ``project`` as a candidate under the next free name; it is not put to use.

    The weights must fit the project's base model name by name, which is tried before anything is written.
    ``accept_untrusted`` takes a pack without a trusted signature where the policy lets it. Raises ModelError,
    ProjectError, SignatureError and PolicyError.
    """
    pack = read_pack(path)
    trust.require(pack.signer, accepted=accept_untrusted, path=path)
    _check_weights(project, pack)
    came_as = Origin(
        pack=path.name, version=pack.name, signature=pack.signer.standing.value, key=pack.signer.key
    )
    card = pack.card.changed(without=(*OF_ITS_PROJECT, "came_as"), came_as=came_as.model_dump())
    state = VersionState.REFUSED if pack.refused else VersionState.CANDIDATE
    with project.versions.new_version() as new:
        (new.folder / DECODER).write_bytes(pack.files[DECODER])
        return new.add(card, state=state)


def _check_weights(project: Project, pack: Pack) -> None:
    model = load_model(project.base_model, device="cpu", encoder=False)
    with tempfile.TemporaryDirectory(prefix="samft-pack-") as folder:
        (Path(folder) / DECODER).write_bytes(pack.files[DECODER])
        load_decoder(Path(folder), model, digest=pack.card.decoder_sha256)
