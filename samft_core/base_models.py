"""Base packs that are installed, by name, and the projects that use them. Free of torch.

Each is a folder of its own in the account's data, or in the folder that the machine's policy names for all
accounts. A project names a pack and the digest of its weights; a pack of the same name with other weights is
not taken for it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from samft_core.base_packs import (
    CARD,
    BaseCard,
    card_of,
    encoder_weights,
    read_installed_json,
    weights_digest,
)
from samft_core.errors import ModelError, PolicyError
from samft_core.files import atomic
from samft_core.files.regular_files import read_regular
from samft_core.files.strict_json import parse_json
from samft_core.project.layout import DATABASE
from samft_core.sam.digests import ON_CPU, encoder_digest
from samft_core.sam.spec import BUILT_IN, ModelSpec
from samft_core.security import it_policy

FOLDER_VARIABLE = "SAMFT_BASE_PACKS"
"""Names another folder than the account's. A folder in the machine's policy comes first."""

INSTALLED, USES = "installed.json", "uses"
"""What is noted when a pack is installed, and the folder of notes on who uses it."""

_HIDDEN = "."
_log = logging.getLogger(__name__)


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
    ours = it_policy.place(it_policy.current().paths.base_packs)
    if ours is not None:
        return ours
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_data_path("samft", appauthor=False) / "base_packs"


def require_allowed() -> None:
    """Raises PolicyError where IT allows no base packs."""
    found = it_policy.in_force()
    if not found.policy.base_packs:
        message = "The policy of this PC allows no base models but those that SAMFT knows by itself"
        raise PolicyError(message, path=found.file, remedy="Ask IT, or choose another base model.")


def installed() -> list[InstalledBase | BrokenBase]:
    """Every base pack on this PC, by name; a damaged one with its problem. Raises PolicyError."""
    found: list[InstalledBase | BrokenBase] = []
    for place in _folders():
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
    remedy = "Remove the base pack and add it again."
    try:
        files = {str(name): str(entry["sha256"]) for name, entry in noted["files"].items()}
        data = read_regular(place / CARD, limit=1_000_000, error=ModelError)
    except (KeyError, TypeError, AttributeError, OSError) as error:
        raise ModelError("The installed base pack is damaged", path=place, remedy=remedy) from error
    if hashlib.sha256(data).hexdigest() != files.get(CARD):
        raise ModelError("The installed base pack is damaged", path=place / CARD, remedy=remedy)
    card = card_of(data, path=place / CARD)
    if card.name != place.name:
        raise ModelError("The installed base pack is damaged", path=place, remedy=remedy)
    return InstalledBase(place, card, weights_digest(files, card), files)


def find(name: str) -> InstalledBase | None:
    """The installed base pack of this name; None where there is none. Raises ModelError, PolicyError."""
    return next((read_base(place) for place in _folders() if place.name == name), None)


def require(spec: ModelSpec) -> InstalledBase:
    """The installed base pack that a project names.

    Raises ModelError with the remedy where it is not here or another one, PolicyError where IT forbids it.
    """
    require_allowed()
    base = find(spec.name)
    remedy = "Get its file (.samftbase) from whoever made the project, and add it: samft base-pack add FILE"
    if base is None:
        message = f"The project's base model {spec.name} is not installed on this PC"
        raise ModelError(message, path=folder() / spec.name, remedy=remedy)
    if spec.pack_digest is not None and base.digest != spec.pack_digest:
        message = (
            f"The base pack {spec.name} on this PC has other weights ({base.digest[:12]}) than the project's "
            f"({spec.pack_digest[:12]})"
        )
        raise ModelError(message, path=base.folder, remedy=f"Remove it. {remedy}")
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


def _folders() -> Iterator[Path]:
    try:
        places = sorted(folder().iterdir())
    except OSError:
        return
    for place in places:
        if place.is_dir() and not place.name.startswith(_HIDDEN):
            yield place


# Which projects use a pack


@dataclass(frozen=True, slots=True)
class Use:
    """A project that uses a base pack; ``certain`` is False where its folder cannot be looked at now."""

    project: Path
    certain: bool


def note_use(spec: ModelSpec, project: Path) -> None:
    """Note that a project uses a base pack, so that it is not removed. Nothing happens for other models.

    Where the packs lie in a folder that this account may not write, nobody but IT removes them either.
    """
    if spec.pack_digest is None:
        return
    project = project.absolute()
    note = folder() / spec.name / USES / f"{hashlib.sha256(os.fsencode(project)).hexdigest()[:24]}.json"
    try:
        if not note.exists():
            note.parent.mkdir(exist_ok=True)
            atomic.write_json(note, {"project": str(project)})
    except OSError as error:
        _log.info("It cannot be noted that %s uses %s: %s", project, spec.name, error)


def uses_of(name: str) -> list[Use]:
    """The projects that are known to use this base pack; notes on those that do not any more are left out."""
    found = []
    for note in sorted((folder() / name / USES).glob("*.json")):
        try:
            project = Path(str(read_installed_json(note)["project"]))
        except (ModelError, KeyError):
            continue
        uses = _uses(project, name)
        if uses is not False:
            found.append(Use(project, certain=uses is True))
    return found


def _uses(project: Path, name: str) -> bool | None:
    """Whether the project's base model is the pack of this name; None where that cannot be found out."""
    database = project / DATABASE
    if not database.is_file():
        # A project that was deleted is gone; one on a drive that is away may come back.
        return False if project.parent.is_dir() else None
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT base_model FROM project").fetchone()
        return row is not None and parse_json(row[0].encode(), source=database).get("name") == name
    except (sqlite3.Error, ModelError, AttributeError, TypeError):
        return None


def remove(name: str, *, force: bool = False) -> Path:
    """Remove an installed base pack, broken or not; returns the folder that is gone.

    Raises ModelError where there is none of that name, or where a project uses it and ``force`` is not given.
    """
    place = next((place for place in _folders() if place.name == name), None)
    if place is None:
        names = ", ".join(place.name for place in _folders()) or "none"
        raise ModelError(
            f"There is no base pack {name!r} on this PC", path=folder(), remedy=f"Installed: {names}."
        )
    uses = [] if force else uses_of(name)
    if uses:
        projects = ", ".join(str(use.project) for use in uses)
        unsure = "" if all(use.certain for use in uses) else " (some cannot be looked at now)"
        message = f"The base pack {name} is used by {projects}{unsure}"
        remedy = "Give these projects another base model first (samft set-base-model), or use --force."
        raise ModelError(message, path=place, remedy=remedy)
    # Hidden first, so that what is half removed is no pack.
    hidden = place.with_name(f".removed-{place.name}-{os.getpid()}")
    try:
        place.rename(hidden)
        shutil.rmtree(hidden, ignore_errors=True)
    except OSError as error:
        message = f"The base pack cannot be removed: {error.strerror or error}"
        raise ModelError(message, path=place, remedy="Close SAMFT everywhere and try again.") from error
    return place
