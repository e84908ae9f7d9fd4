"""Base models from packs that are installed on this PC, by name. Free of torch.

Each is a folder of its own in the account's data, or in the folder that the machine's policy names for all
accounts. A project names a pack and the digest of its weights; a pack of the same name with other weights is
not taken for it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from samft_core.errors import ModelError, PolicyError
from samft_core.files.regular_files import read_regular
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.sam.base_card import CARD, BaseCard, card_of, encoder_weights, weights_digest
from samft_core.sam.digests import ON_CPU, encoder_digest
from samft_core.sam.spec import BUILT_IN, ModelSpec
from samft_core.security import it_policy

FOLDER_VARIABLE = "SAMFT_BASE_PACKS"
"""Names another folder than the account's. A folder in the machine's policy comes first."""

INSTALLED = "installed.json"
"""What is noted when a pack is installed."""

NOTE_BYTES = 1_000_000
"""A small JSON file of an installed pack."""

_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class InstalledBase:
    """A base pack on this PC. ``files`` gives the SHA-256 of each of its files."""

    folder: Path
    card: BaseCard
    digest: str
    files: dict[str, str]

    @property
    def name(self) -> str:
        """What projects call it."""
        return self.card.name

    @property
    def spec(self) -> ModelSpec:
        """This base model as a project names it."""
        return ModelSpec(self.name, pack_digest=self.digest)

    @property
    def encoder_weights(self) -> str:
        """Names the encoder's weights."""
        return encoder_weights(self.files)

    @property
    def encoder_digest(self) -> str:
        """Names everything that its embeddings depend on."""
        return encoder_digest(self.encoder_weights, ON_CPU, self.card.input.made_for())


@dataclass(frozen=True, slots=True)
class BrokenBase:
    """A folder among the base packs that is none any more, and why."""

    folder: Path
    problem: ModelError


def folder() -> Path:
    """Where base packs are installed. Raises PolicyError."""
    # The policy first: a variable of the account must not lead around it.
    ours = it_policy.place(it_policy.current().paths.base_packs)
    if ours is not None:
        return ours
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_data_path("samft", appauthor=False) / "base_packs"


def require_allowed() -> None:
    """Raises PolicyError where IT allows no base packs."""
    found = it_policy.in_force()
    if not found.policy.base_packs:
        message = Message("policy.no_base_packs")
        raise PolicyError(message, path=found.file, remedy=Message("remedy.ask_it_other_base"))


def installed() -> list[InstalledBase | BrokenBase]:
    """Every base pack on this PC, by name; a damaged one with its problem. Raises PolicyError."""
    found: list[InstalledBase | BrokenBase] = []
    for place in base_folders():
        try:
            found.append(read_base(place))
        except ModelError as error:
            found.append(BrokenBase(place, error))
    return found


def usable() -> list[InstalledBase]:
    """The base packs that a project may choose now. Raises PolicyError where the policy cannot be read."""
    if not it_policy.current().base_packs:
        return []
    return [base for base in installed() if isinstance(base, InstalledBase)]


def read_base(place: Path) -> InstalledBase:
    """The installed pack in this folder, by its notes; its weights are not read. Raises ModelError."""
    noted = read_installed_json(place / INSTALLED)
    remedy = Message("remedy.base_pack_again")
    try:
        files = {str(name): str(entry["sha256"]) for name, entry in noted["files"].items()}
        data = read_regular(place / CARD, limit=NOTE_BYTES, error=ModelError)
    except (KeyError, TypeError, AttributeError, OSError) as error:
        raise ModelError(Message("base_pack.damaged"), path=place, remedy=remedy) from error
    # The card is small and decides how pictures are prepared, so it is checked whenever it is read; the
    # weights, some hundred megabytes, only when they are loaded.
    if hashlib.sha256(data).hexdigest() != files.get(CARD):
        raise ModelError(Message("base_pack.damaged"), path=place / CARD, remedy=remedy)
    card = card_of(data, path=place / CARD)
    # Folders are looked for by name: a folder that was renamed by hand would answer for another pack.
    if card.name != place.name:
        raise ModelError(Message("base_pack.damaged"), path=place, remedy=remedy)
    return InstalledBase(place, card, weights_digest(files, card), files)


def find(name: str) -> InstalledBase | None:
    """The installed base pack of this name; None where there is none. Raises ModelError, PolicyError."""
    return next((read_base(place) for place in base_folders() if place.name == name), None)


def require(spec: ModelSpec) -> InstalledBase:
    """The installed base pack that a project names.

    Raises ModelError with the remedy where it is not here or another one, PolicyError where IT forbids it.
    """
    require_allowed()
    base = find(spec.name)
    remedy = Message("remedy.get_base_pack")
    if base is None:
        message = Message("base_pack.not_installed", name=spec.name)
        raise ModelError(message, path=folder() / spec.name, remedy=remedy)
    # Versions were tuned on these very weights; on others their masks would be wrong without an error.
    if spec.pack_digest is not None and base.digest != spec.pack_digest:
        message = Message(
            "base_pack.other_weights", name=spec.name, digest=base.digest[:12], wanted=spec.pack_digest[:12]
        )
        raise ModelError(message, path=base.folder, remedy=Message("remedy.replace_base_pack", then=remedy))
    return base


def known_names() -> list[str]:
    """The names of all base models that may be chosen now. Raises PolicyError."""
    return [*BUILT_IN, *(base.name for base in usable())]


def encoder_digest_of(spec: ModelSpec) -> str | None:
    """What the embeddings of this base pack are named by; None where it cannot be used now."""
    try:
        return require(spec).encoder_digest
    except (ModelError, PolicyError):
        return None


def base_folders() -> Iterator[Path]:
    """The folders of all installed packs, broken ones too."""
    try:
        places = sorted(folder().iterdir())
    # No such folder: most PCs have no base pack.
    except OSError:
        return
    for place in places:
        # Hidden folders are packs that are being unpacked.
        if place.is_dir() and not place.name.startswith(_HIDDEN):
            yield place


def read_installed_json(path: Path) -> dict[str, Any]:
    """A small JSON file of an installed pack. Raises ModelError."""
    try:
        found = read_json(path, limit=NOTE_BYTES)
    except (OSError, JsonError) as error:
        remedy = Message("remedy.base_pack_again")
        raise ModelError(Message("base_pack.installed_unreadable"), path=path, remedy=remedy) from error
    return found if isinstance(found, dict) else {}
