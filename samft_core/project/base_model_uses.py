"""Which projects use an installed base pack: noted beside it, and looked up before it is removed."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from samft_core.errors import ModelError
from samft_core.files import atomic
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.project.layout import DATABASE
from samft_core.sam.base_models import folder, read_installed_json
from samft_core.sam.spec import ModelSpec

USES = "uses"
"""The folder of notes among a pack's files."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PackUse:
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


def uses_of(name: str) -> list[PackUse]:
    """The projects that are known to use this base pack; notes on those that do not any more are left out."""
    found = []
    for note in sorted((folder() / name / USES).glob("*.json")):
        try:
            project = Path(str(read_installed_json(note)["project"]))
        except (ModelError, KeyError):
            continue
        uses = _uses(project, name)
        if uses is not False:
            found.append(PackUse(project, certain=uses is True))
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
    except (sqlite3.Error, JsonError, AttributeError, TypeError):
        return None
