"""Project packs: one ``.samftproject`` file carries a project with its images, annotations and versions.

A container of a snapshot of the database, the ground truth, the model versions, what the runs measured, and
the images. What can be computed again stays behind: the cache, backups, and checkpoints of runs.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from samft_core import policy, trust
from samft_core.atomic import flush_folder
from samft_core.container import (
    Container,
    Item,
    Kind,
    damaged,
    disk_errors,
    is_portable,
    open_container,
    unpacked,
    write_container,
)
from samft_core.errors import ProjectError
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.signing import SecretKey
from samft_core.store.check import verify_database
from samft_core.store.database import Database, translated
from samft_core.store.layout import DATABASE, Layout
from samft_core.store.mirror import Mirror
from samft_core.store.names import name_key, safe_file_stem, unique_name
from samft_core.store.project import Project
from samft_core.trust import Signer, signer_of

PROJECT_PACK = Kind("samft-project-pack-1", ".samftproject", "project pack", ProjectError)
IMAGES, MIRROR, MODELS, RUNS = "images", "ground_truth", "models", "runs"
LEFT_OUT = ("checkpoint-", "weights-")
"""Starts of names in a run's folder that only help to go on with the run."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What went into a project pack. ``notes`` name what did not, for people."""

    file: Path
    bytes: int
    images: int
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnpackReport:
    """Where the project is now; ``missing`` counts images that the pack only names."""

    folder: Path
    images: int
    missing: int
    signer: Signer


def write_project_pack(
    project: Project,
    target: Path,
    *,
    images: bool = True,
    key: SecretKey | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> PackReport:
    """Write ``project`` to ``target``; the project may be in use meanwhile.

    ``images`` carries images along that lie outside the project's folder; those inside always go. Raises
    ProjectError, PolicyError and CancelledError; the file appears whole or not at all.
    """
    policy.require("export", project.inspector)
    with _snapshot(project, target, cancel) as database:
        layout = Layout.of(project.folder)
        pictures, notes = _place_images(database, layout, outside=images)
        masks = _files(Layout.of(database.parent).mirror, MIRROR)
        others = [*masks, *_files(layout.models, MODELS), *_files(layout.runs, RUNS)]
        items = [Item(DATABASE, database, compress=True), *others, *pictures]
        about = {"name": project.name, "images": len(pictures), "missing": len(notes)}
        written = write_container(
            target,
            PROJECT_PACK,
            about,
            items,
            key=key,
            count=len(items),
            on_progress=on_progress,
            cancel=cancel,
        )
    if project.base_model.checkpoint is not None:
        notes.append(f"The base model is not in the pack: {project.base_model.checkpoint}")
    return PackReport(written, written.stat().st_size, len(pictures), notes)


def signer_of_project_pack(path: Path) -> Signer:
    """Who signed a project pack. Raises ProjectError, SignatureError and PolicyError."""
    with open_container(path, PROJECT_PACK) as container:
        return signer_of(container.list_bytes, container.signature, path=path)


def unpack_project_pack(
    path: Path,
    folder: Path,
    *,
    accept_untrusted: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> UnpackReport:
    """Make a project of a pack in ``folder``, which must be new or empty. It appears whole or not at all.

    Raises ProjectError, SignatureError, PolicyError and CancelledError.
    """
    layout = Layout.of(folder)
    if layout.folder.exists() and (not layout.folder.is_dir() or any(layout.folder.iterdir())):
        remedy = "Choose a new or an empty folder."
        raise ProjectError("The folder is in use already", path=layout.folder, remedy=remedy)
    with open_container(path, PROJECT_PACK) as container:
        signer = signer_of(container.list_bytes, container.signature, path=path)
        trust.require(signer, accepted=accept_untrusted, path=path)
        _check_names(container)
        with unpacked(container, layout.folder, on_progress=on_progress, cancel=cancel) as made:
            _check_database(made / DATABASE, path)
            for name in (MODELS, RUNS):
                (made / name).mkdir(exist_ok=True)
            with disk_errors(layout.folder, PROJECT_PACK):
                if layout.folder.is_dir():  # Windows renames onto nothing, not even onto an empty folder
                    layout.folder.rmdir()
                made.rename(layout.folder)
                flush_folder(layout.folder.parent)
    with Project.open(layout.folder) as project:
        missing = sum(not image.path.is_file() for image in project.images())
        return UnpackReport(layout.folder, project.image_count() - missing, missing, signer)


@contextmanager
def _snapshot(project: Project, target: Path, cancel: CancelToken | None) -> Iterator[Path]:
    """A copy of the database and its ground truth beside ``target``: one moment, although others write."""
    with disk_errors(target, PROJECT_PACK):
        folder = Path(tempfile.mkdtemp(prefix=".packing-", dir=target.absolute().parent))
    try:
        verify_database(Layout.of(project.folder).database)
        copy = folder / DATABASE
        with (
            translated(target),
            closing(sqlite3.connect(Layout.of(project.folder).database)) as source,
            closing(sqlite3.connect(copy)) as made,
        ):
            source.backup(made)
        database = Database(copy)
        try:
            with disk_errors(target, PROJECT_PACK):
                Mirror(database, Layout.of(folder)).rebuild(ignore_progress, cancel)
        finally:
            database.close()
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _place_images(database: Path, layout: Layout, *, outside: bool) -> tuple[list[Item], list[str]]:
    """Say in the snapshot where each image will be; returns the images to carry and notes on the others."""
    items: list[Item] = []
    notes: list[str] = []
    with translated(database), closing(sqlite3.connect(database)) as snapshot, snapshot:
        # One file, as a write-ahead log beside it would be left behind.
        snapshot.execute("PRAGMA journal_mode=DELETE")
        rows = snapshot.execute("SELECT id, location FROM image ORDER BY id").fetchall()
        taken = {name_key(location) for _, location in rows if not Path(location).is_absolute()}
        for image_id, location in rows:
            source = layout.path(location)
            inside = source.is_relative_to(layout.folder)
            if not source.is_file():
                notes.append(f"Missing: {source}")
            elif not inside and not outside:
                notes.append(f"Not in the pack: {source}")
            else:
                name = location if inside and is_portable(location) else _free(source, taken)
                taken.add(name_key(name))
                items.append(Item(name, source))
                if name != location:
                    snapshot.execute("UPDATE image SET location = ? WHERE id = ?", (name, image_id))
    return items, notes


def _free(source: Path, taken: set[str]) -> str:
    stem = f"{IMAGES}/{safe_file_stem(source.stem)}"
    suffix = f".{safe_file_stem(source.suffix[1:])}" if source.suffix else ""
    return unique_name(stem, suffix, taken)


def _files(folder: Path, name: str) -> Iterator[Item]:
    """What is below ``folder``, without what is still being written and what is not worth carrying."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if path.is_file() and not hidden and not any(part.startswith(LEFT_OUT) for part in parts[1:]):
            listed = "/".join((name, *parts))
            if is_portable(listed):
                yield Item(listed, path, compress=path.suffix in (".json", ".jsonl", ".html"))


def _check_names(container: Container) -> None:
    """A pack must not bring what a project does not have: backups, caches, files beside the database."""
    for name in container.files:
        owned = name.split("/", 1)[0] in ("backups", "cache")
        if owned or (name != DATABASE and name_key(name).startswith(DATABASE)):
            raise damaged(container.path, PROJECT_PACK)
    if DATABASE not in container.files:
        raise damaged(container.path, PROJECT_PACK)


def _check_database(database: Path, path: Path) -> None:
    """Refuse a damaged database, and one with triggers or views, which SAMFT never writes."""
    try:
        verify_database(database)
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            kinds = connection.execute("SELECT DISTINCT type FROM sqlite_master").fetchall()
    except (ProjectError, sqlite3.Error) as error:
        raise damaged(path, PROJECT_PACK) from error
    if not {kind for (kind,) in kinds} <= {"table", "index"}:
        raise damaged(path, PROJECT_PACK)
