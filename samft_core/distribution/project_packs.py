"""Project packs: one ``.samftproject`` file carries a project with its images, annotations and versions.

A container of a snapshot of the database, the ground truth, the model versions, what the runs measured, and
the images. What can be computed again stays behind: the cache, backups, reports, and checkpoints of runs.

A pack may come from anybody. Only what ``ALLOWED`` names is unpacked, and an image only if it is one; the
rest is left out with a word. A project whose database names other people's files takes none of them along:
only images of the size that it knows are packed, and the report names where they come from.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from samft_core.distribution.container import (
    Container,
    Kind,
    damaged,
    disk_errors,
    is_portable,
    open_container,
    unpacked,
)
from samft_core.distribution.container_writing import Item, write_container
from samft_core.errors import ImageUnreachableError, ProjectError
from samft_core.files.atomic import flush_folder
from samft_core.files.containment import is_inside
from samft_core.files.file_names import name_key, safe_file_stem, unique_name
from samft_core.imaging.image_files import IMAGE_SUFFIXES
from samft_core.imaging.image_io import is_image_of
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.containment import require_elsewhere
from samft_core.project.database import Database, translated
from samft_core.project.ground_truth_files import Mirror
from samft_core.project.integrity import verify_database
from samft_core.project.layout import DATABASE, Layout
from samft_core.project.project import Project
from samft_core.security import it_policy, network_places, trust
from samft_core.security.minisign import SecretKey
from samft_core.security.trust import Signer, signer_of

PROJECT_PACK = Kind("samft-project-pack-1", ".samftproject", "kind.project_pack", ProjectError)
IMAGES = "images"
MIRROR = "ground_truth"
MODELS = "models"
RUNS = "runs"
ALLOWED = (
    re.compile(rf"{MIRROR}/[^/]+/[^/]+\.png"),
    re.compile(rf"{MODELS}/[^/]+/(card\.json|decoder\.safetensors)"),
    re.compile(rf"{RUNS}/[^/]+/(recipe|manifest|run|metrics|answers-[^/]+)\.json"),
    re.compile(rf"{RUNS}/[^/]+/events\.jsonl"),
)
"""What a pack holds besides the database and images: nothing that another program would open and run."""
OWN = (MIRROR, MODELS, RUNS, "backups", "cache")
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II", b"MM", b"RIFF")
"""How the files of images begin."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What went into a project pack. ``notes`` name what did not, for people.

    ``outside`` counts the images that come from outside the project's folder, by their folder. ``left_out``
    counts the images that were to go along and could not.
    """

    file: Path
    bytes: int
    images: int
    notes: list[Message] = field(default_factory=list)
    left_out: int = 0
    outside: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnpackReport:
    """Where the project is now; ``missing`` counts images that the pack only names.

    ``left_out`` are names in the pack of what no project pack holds; ``outside`` counts the images that lie
    elsewhere on this PC, by their folder.
    """

    folder: Path
    images: int
    missing: int
    signer: Signer
    left_out: list[str] = field(default_factory=list)
    outside: dict[str, int] = field(default_factory=dict)


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
    it_policy.require("export", project.inspector)
    project.require_undamaged()
    require_elsewhere(target, project.folder)
    with _snapshot(project, target, cancel) as database:
        layout = Layout.of(project.folder)
        changed = _changed(project, on_progress, cancel)
        placed = _place_images(database, layout, outside=images, changed=changed)
        pictures = placed.items
        notes = placed.notes
        masks = _files(database.parent, Layout.of(database.parent).mirror, MIRROR)
        models = _files(layout.folder, layout.models, MODELS)
        others = [*masks, *models, *_files(layout.folder, layout.runs, RUNS)]
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
    left_out = len(notes) - placed.unasked
    if project.base_model.checkpoint is not None:
        notes.append(Message("pack.base_left_out", path=project.base_model.checkpoint))
    if project.base_model.pack_digest is not None:
        notes.append(Message("pack.base_pack_left_out", name=project.base_model.name))
    return PackReport(written, written.stat().st_size, len(pictures), notes, left_out, dict(placed.outside))


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
        remedy = Message("remedy.choose_new_or_empty")
        raise ProjectError(Message("project.folder_in_use"), path=layout.folder, remedy=remedy)
    with open_container(path, PROJECT_PACK) as container:
        signer = signer_of(container.list_bytes, container.signature, path=path)
        trust.require(signer, accepted=accept_untrusted, path=path)
        _check_names(container)
        wanted = [name for name in container.files if _is_allowed(container, name)]
        left_out = sorted(container.files.keys() - set(wanted))
        with unpacked(container, layout.folder, names=wanted, on_progress=on_progress, cancel=cancel) as made:
            _check_database(made, path)
            for name in (MODELS, RUNS):
                (made / name).mkdir(exist_ok=True)
            with disk_errors(layout.folder, PROJECT_PACK):
                if layout.folder.is_dir():  # Windows renames onto nothing, not even onto an empty folder
                    layout.folder.rmdir()
                made.rename(layout.folder)
                flush_folder(layout.folder.parent)
    with Project.open(layout.folder) as project:
        images = [image.path for image in project.images.all()]
        missing = sum(not network_places.is_file(path) for path in images)
        outside = Counter(str(path.parent) for path in images if not is_inside(path, layout.folder))
        found = len(images) - missing
        return UnpackReport(layout.folder, found, missing, signer, left_out, dict(outside))


@contextmanager
def _snapshot(project: Project, target: Path, cancel: CancelToken | None) -> Iterator[Path]:
    """A copy of the database and its ground truth beside ``target``: one moment, although others write."""
    with disk_errors(target, PROJECT_PACK):
        folder = Path(tempfile.mkdtemp(prefix=".packing-", dir=target.absolute().parent))
    try:
        # After a cut, the check of the project finds what was left.
        with project.unfinished(folder):
            _copy_database(project, folder / DATABASE, target, cancel)
            yield folder / DATABASE
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_database(project: Project, copy: Path, target: Path, cancel: CancelToken | None) -> None:
    # A damaged database would travel, and overwrite the memory of a good one at its goal.
    verify_database(project.database_file)
    with (
        translated(target),
        closing(sqlite3.connect(project.database_file)) as source,
        closing(sqlite3.connect(copy)) as made,
    ):
        # SQLite's own copy is of one moment, though others write meanwhile; copying the file would mix
        # two.
        source.backup(made)
    database = Database(copy)
    try:
        with disk_errors(target, PROJECT_PACK):
            Mirror(database, Layout.of(copy.parent)).write_all(ignore_progress, cancel)
    finally:
        database.close()


def _changed(project: Project, on_progress: OnProgress, cancel: CancelToken | None) -> set[int]:
    """The images whose file is another picture than was added, on which masks would mean something else."""
    ids = [image.id for image in project.images.all() if image.error is None]
    problems = project.image_files.problems(ids, thorough=True, on_progress=on_progress, cancel=cancel)
    return {i for i, error in problems.items() if not isinstance(error, ImageUnreachableError)}


@dataclass(slots=True)
class _Placed:
    """The images to carry along, notes on the others, and where those from outside come from."""

    items: list[Item] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    unasked: int = 0
    """How many of these nobody wanted in the pack."""
    outside: Counter[str] = field(default_factory=Counter)


def _place_images(database: Path, layout: Layout, *, outside: bool, changed: set[int]) -> _Placed:
    """Say in the snapshot where each image will be; returns what goes along and what does not."""
    placed = _Placed()
    with translated(database), closing(sqlite3.connect(database)) as snapshot, snapshot:
        # One file, as a write-ahead log beside it would be left behind.
        snapshot.execute("PRAGMA journal_mode=DELETE")
        rows = snapshot.execute("SELECT id, location, width, height FROM image ORDER BY id").fetchall()
        taken = {name_key(location) for _, location, *_ in rows if not Path(location).is_absolute()}
        for image_id, location, width, height in rows:
            source = Path(os.path.abspath(layout.path(location)))  # noqa: PTH100 - resolve() follows links
            inside = source.is_relative_to(layout.folder) and is_inside(source, layout.folder)
            name = location if inside else str(source)
            if not network_places.is_file(source):
                placed.notes.append(Message("pack.image_missing", path=source))
            elif not inside and not outside:
                placed.notes.append(Message("pack.image_outside", path=source))
                placed.unasked += 1
            # A hostile project may name any file of this PC as an image; only a picture of the known
            # size goes along.
            elif not is_image_of(source, width, height):
                placed.notes.append(Message("pack.image_foreign", path=source))
            elif image_id in changed:
                placed.notes.append(Message("pack.image_changed", path=source))
            else:
                within = source.relative_to(layout.folder).as_posix() if inside else ""
                name = within if within and is_portable(within) else _free(source, taken)
                taken.add(name_key(name))
                placed.items.append(Item(name, source))
                if not inside:
                    placed.outside[str(source.parent)] += 1
            if name != location:
                # What stays behind is named in full: beside the unpacked project lies something else.
                snapshot.execute("UPDATE image SET location = ? WHERE id = ?", (name, image_id))
        # The goal is another PC: nothing may be looked for where the project lay here.
        snapshot.execute("UPDATE project SET known_folder = NULL")
    return placed


def _free(source: Path, taken: set[str]) -> str:
    stem = f"{IMAGES}/{safe_file_stem(source.stem)}"
    suffix = f".{safe_file_stem(source.suffix[1:])}" if source.suffix else ""
    return unique_name(stem, suffix, taken)


def _files(root: Path, folder: Path, name: str) -> Iterator[Item]:
    """What is below ``folder`` and belongs into a pack; nothing that a link brings from outside ``root``."""
    for path in sorted(folder.glob("*/*")):
        listed = f"{name}/{path.relative_to(folder).as_posix()}"
        wanted = is_portable(listed) and any(allowed.fullmatch(listed) for allowed in ALLOWED)
        if wanted and not path.name.startswith(".") and path.is_file() and is_inside(path, root):
            yield Item(listed, path, compress=path.suffix in (".json", ".jsonl"))


def _check_names(container: Container) -> None:
    """A pack must not bring what a project writes itself: backups, caches, files beside the database."""
    # A file beside the database, such as project.db-wal, would be read by SQLite as part of it.
    for name in container.files:
        owned = name_key(name.split("/", 1)[0]) in ("backups", "cache")
        if owned or (name != DATABASE and name_key(name).startswith(DATABASE)):
            raise damaged(container.path, PROJECT_PACK)
    if DATABASE not in container.files:
        raise damaged(container.path, PROJECT_PACK)


def _is_allowed(container: Container, name: str) -> bool:
    """Whether a file is the database, of a kind in ``ALLOWED``, or an image by name and first bytes."""
    parts = name.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    if name_key(parts[0]) in OWN:
        return any(allowed.fullmatch(name) for allowed in ALLOWED)
    if name == DATABASE:
        return True
    is_image = PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES
    return is_image and container.starts_with(name, SIGNATURES)


def _check_database(folder: Path, path: Path) -> None:
    """Refuse a damaged database, one with triggers or views, and names that lead out of the folder."""
    database = folder / DATABASE
    try:
        verify_database(database)
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            kinds = connection.execute("SELECT DISTINCT type FROM sqlite_master").fetchall()
    except (ProjectError, sqlite3.Error) as error:
        raise damaged(path, PROJECT_PACK) from error
    # Triggers and views would run in whoever opens the project.
    if not {kind for (kind,) in kinds} <= {"table", "index"}:
        raise damaged(path, PROJECT_PACK)
    _check_stored_names(folder, path)


def _check_stored_names(folder: Path, path: Path) -> None:
    """Open the project where it was unpacked, before it has its place. Raises ProjectError naming the row."""
    try:
        with Project.open(folder):
            pass
    except ProjectError as error:
        remedy = Message("remedy.nothing_unpacked")
        raise ProjectError(error.message, path=path, remedy=remedy) from error
    # Opening made a backup, which no project pack brings.
    shutil.rmtree(folder / "backups", ignore_errors=True)
