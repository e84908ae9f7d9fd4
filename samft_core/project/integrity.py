"""Looking for damage in a project, and mending what can be mended without asking anybody."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from samft_core.errors import ImageError, SamftError
from samft_core.files.regular_files import open_regular
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import Mask
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project import audit_chain, leftovers
from samft_core.project.database import Database, corrupt, explain
from samft_core.project.ground_truth_files import SUFFIX, Mirror
from samft_core.project.image_file_identity import KnownFile, file_problem
from samft_core.project.image_file_records import known_file, known_files
from samft_core.project.layout import Layout
from samft_core.project.lease import holders, this_host
from samft_core.project.schema import AnnotationRow, ImageRow, RunRow, VersionRow
from samft_core.project.stored_values import damaged_values
from samft_core.project.version_card import VersionCard
from samft_core.security import network_places

_DECODER = "decoder.safetensors"
_CHUNK = 1 << 20
# Damaged values that are named; a file that was overwritten has thousands.
_MOST = 200


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``problems`` in words, each naming what it is about; empty where all is well.

    ``repaired`` says what was wrong and is mended now, ``notes`` what is no damage but worth knowing.
    """

    problems: list[Message]
    images: int
    annotations: int
    repaired: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_database(path: Path, *, quick: bool = False) -> None:
    """Read the whole database file. Raises ProjectError naming the newest backup where it is damaged.

    ``quick`` leaves out the comparison of indexes with their tables, which takes most of the time.
    """
    pragma = "quick_check" if quick else "integrity_check"
    try:
        # Read-only, so that looking at a damaged database never writes into it.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(5)")]
            # The integrity check knows nothing of references between tables.
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise explain(path, str(error)) from error
    if rows != ["ok"]:
        raise corrupt(path, rows[0])
    if orphans:
        raise corrupt(path, Message("check.orphans", count=len(orphans), table=orphans[0][0]))


def check_project(
    layout: Layout,
    database: Database,
    *,
    pictures: bool = True,
    repair: bool = False,
    since: float,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> CheckReport:
    """Check the database, every value and mask, the audit trail, and all files that belong to the project.

    ``pictures`` also decodes every image, which takes long. ``repair`` writes the ground-truth folder anew
    where it differs and removes what killed programs left; it changes nothing in the database. ``since`` is
    when this process opened the project (seconds since 1970). Raises ProjectError where the database cannot
    be read at all, CancelledError.
    """
    verify_database(database.path)
    problems = _value_problems(database.path)
    with database.reading() as session:
        files = session.execute(known_files()).all()
        unreadable = set(session.scalars(select(ImageRow.id).where(ImageRow.error.is_not(None))))
        images = [(row, row.id in unreadable) for row in files]
        annotations = session.execute(_ANNOTATIONS).all()
        problems += [
            Message("check.mask_size", annotation=row.id)
            for row in annotations
            if (row.mask_height, row.mask_width) != (row.height, row.width)
        ]
        notes = list(_guarded(_strays(session, layout)))
    unmarked = sum(row.file_digest is None and not bad for row, bad in images)
    if unmarked:
        notes.append(Message("check.unmarked", count=unmarked))
    problems += _image_problems(layout, images, pictures, on_progress, cancel)
    with database.reading() as session:
        problems += _guarded(audit_chain.breaks(session))
        problems += _guarded(_model_problems(session, layout))
    report = CheckReport(problems, len(images), len(annotations), notes=notes)
    mirror = Mirror(database, layout)
    rebuild = partial(mirror.write_all, on_progress, cancel) if repair else None
    _check_mirror(mirror, layout, report, rebuild)
    _check_leftovers(layout, report, repair, since)
    return report


_ANNOTATIONS = select(
    AnnotationRow.id,
    AnnotationRow.mask_height,
    AnnotationRow.mask_width,
    ImageRow.height,
    ImageRow.width,
).join(ImageRow, ImageRow.id == AnnotationRow.image_id)


def _value_problems(path: Path) -> list[Message]:
    found: list[Message] = []
    for damaged in damaged_values(path):
        if len(found) == _MOST:
            found.append(Message("check.more_rows", limit=_MOST))
            break
        found.append(damaged.text)
    return found


def _guarded(problems: Iterator[Message]) -> Iterator[Message]:
    """What a part of the check finds until a damaged row stops it, which is named already."""
    try:
        yield from problems
    except SamftError as error:
        yield error.message
    except (ValueError, TypeError, KeyError) as error:
        yield Message("check.part_unreadable", reason=error)


def _model_problems(session: Session, layout: Layout) -> Iterator[Message]:
    for version in session.scalars(select(VersionRow).order_by(VersionRow.id)):
        folder = layout.models / version.name
        if not folder.is_dir():
            yield Message("check.version_folder", version=version.name, path=folder)
            continue
        yield from _weight_problems(folder / _DECODER, VersionCard.read(version.card).decoder_sha256)


def _strays(session: Session, layout: Layout) -> Iterator[Message]:
    """Folders that the database does not know, as after a restored backup, and runs without a folder."""
    for name in session.scalars(select(RunRow.name).order_by(RunRow.id)):
        if not (layout.runs / name).is_dir():
            yield Message("check.run_folder", run=name, path=layout.runs / name)
    for place, column, code in (
        (layout.models, VersionRow.name, "check.stray_version"),
        (layout.runs, RunRow.name, "check.stray_run"),
    ):
        known = set(session.scalars(select(column)))
        for path in sorted(place.glob("[!.]*")):
            if path.is_dir() and path.name not in known and path.suffix != ".part":
                yield Message(code, path=path)


def damage(layout: Layout, database: Database) -> list[Message]:
    """What is wrong with values, audit trail and weights, which a pack must not carry."""
    verify_database(database.path)
    problems = _value_problems(database.path)
    with database.reading() as session:
        problems += _guarded(audit_chain.breaks(session))
        problems += _guarded(_model_problems(session, layout))
    return problems


def _weight_problems(weights: Path, digest: Any) -> Iterator[Message]:
    try:
        with open_regular(weights) as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        if digest is not None:
            yield Message("check.weights_missing", path=weights)
        return
    except OSError as error:
        yield Message("check.weights_unreadable", path=weights, reason=error)
        return
    if weights.stat().st_size == 0 or (digest is not None and found != digest):
        yield Message("check.weights_damaged", path=weights)


def _image_problems(
    layout: Layout, rows: Any, pictures: bool, on_progress: OnProgress, cancel: CancelToken | None
) -> Iterator[Message]:
    ticker = Ticker(Stage.CHECK, len(rows), on_progress)
    for row, unreadable in rows:
        if cancel is not None:
            cancel.raise_if_cancelled()
        known = known_file(row, layout)
        if not network_places.is_file(known.path):
            yield Message("check.image_missing", path=known.path)
        elif not unreadable:
            yield from _file_problems(known, pictures)
        ticker.tick(known.path.name)


def _file_problems(known: KnownFile, pictures: bool) -> Iterator[Message]:
    """A file whose bytes are as they were added is whole; of an older project's file the pixels tell."""
    error = file_problem(known, thorough=pictures)
    if error is not None:
        yield Message("check.file", problem=error.message, path=known.path)
    elif pictures and known.mark is None:
        try:
            read_image(known.path)
        except ImageError as problem:
            yield Message("check.file", problem=problem.message, path=known.path)


def _check_mirror(
    mirror: Mirror, layout: Layout, report: CheckReport, rebuild: Callable[[], int] | None
) -> None:
    """``rebuild`` writes the folder anew; None where nothing is to be mended."""
    found = list(_guarded(_mirror_problems(mirror, layout)))
    if not found:
        return
    if rebuild is None:
        report.problems.extend(found)
        return
    try:
        rebuild()
    except (OSError, SamftError) as error:
        report.problems.extend([*found, Message("mirror.unwritable", reason=error)])
        return
    report.repaired.extend(found)
    # Looked at once more: only what is right now counts as repaired.
    report.problems.extend(_guarded(_mirror_problems(mirror, layout)))


def _mirror_problems(mirror: Mirror, layout: Layout) -> Iterator[Message]:
    expected = set()
    for path, mask in mirror.expected():
        expected.add(path)
        problem = _mirror_problem(path, mask)
        if problem is not None:
            yield problem
    for path in sorted(layout.mirror.glob(f"*/*{SUFFIX}")):
        if path not in expected:
            yield Message("check.stray_mask", path=path)
    behind = mirror.behind()
    if behind:
        yield Message("check.mirror_behind", changes=behind, path=layout.mirror)


def _mirror_problem(path: Path, mask: Mask) -> Message | None:
    try:
        with Image.open(path, formats=["PNG"]) as image:
            same = np.array_equal(np.asarray(image) == 255, mask)
    except FileNotFoundError:
        return Message("check.mask_missing", path=path)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        return Message("check.mask_damaged", path=path, reason=error)
    return None if same else Message("check.mask_differs", path=path)


def _check_leftovers(layout: Layout, report: CheckReport, repair: bool, since: float) -> None:
    found = leftovers.leftovers(layout, since=since)
    words = [Message("check.left_behind", path=path) for path in found]
    if repair:
        try:
            leftovers.remove(found)
        except OSError as error:
            report.problems.extend([*words, Message("check.cannot_remove", reason=error)])
        else:
            report.repaired.extend(words)
    else:
        report.notes.extend(words)
    host = this_host()
    for holder in holders(layout.folder):
        if holder.host.key != host.key and holder.stale:
            report.notes.append(Message("check.silent_pc", host=holder.host.name, since=holder.since))
