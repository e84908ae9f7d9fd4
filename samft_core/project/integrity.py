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
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import Mask
from samft_core.progress import CancelToken, OnProgress, Ticker, ignore_progress
from samft_core.project import audit_chain, leftovers
from samft_core.project.database import Database, corrupt, explain
from samft_core.project.ground_truth_files import SUFFIX, Mirror
from samft_core.project.image_file_identity import KnownFile, file_problem
from samft_core.project.image_file_records import known_file, known_files
from samft_core.project.layout import Layout
from samft_core.project.lease import holders, this_host
from samft_core.project.schema import AnnotationRow, ImageRow, RunRow, VersionRow
from samft_core.project.stored_values import damaged_values

_DECODER = "decoder.safetensors"
_CHUNK = 1 << 20
_MOST = 200
"""Damaged values that are named; a file that was overwritten has thousands."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``problems`` in words, each naming what it is about; empty where all is well.

    ``repaired`` says what was wrong and is mended now, ``notes`` what is no damage but worth knowing.
    """

    problems: list[str]
    images: int
    annotations: int
    repaired: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(5)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise explain(path, str(error)) from error
    if rows != ["ok"]:
        raise corrupt(path, rows[0])
    if orphans:
        raise corrupt(path, f"{len(orphans)} rows refer to missing ones, the first in {orphans[0][0]}")


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
            f"Annotation {row.id} has a mask of another size than its image"
            for row in annotations
            if (row.mask_height, row.mask_width) != (row.height, row.width)
        ]
        notes = list(_guarded(_strays(session, layout)))
    problems += _image_problems(layout, images, pictures, on_progress, cancel)
    with database.reading() as session:
        problems += _guarded(audit_chain.breaks(session))
        problems += _guarded(_model_problems(session, layout))
    report = CheckReport(problems, len(images), len(annotations), notes=notes)
    mirror = Mirror(database, layout)
    rebuild = partial(mirror.rebuild, on_progress, cancel) if repair else None
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


def _value_problems(path: Path) -> list[str]:
    found: list[str] = []
    for damaged in damaged_values(path):
        if len(found) == _MOST:
            found.append(f"More than {_MOST} rows are damaged; the others are not named")
            break
        found.append(str(damaged))
    return found


def _guarded(problems: Iterator[str]) -> Iterator[str]:
    """What a part of the check finds until a damaged row stops it, which is named already."""
    try:
        yield from problems
    except SamftError as error:
        yield error.message
    except (ValueError, TypeError, KeyError) as error:
        yield f"A part of the database cannot be read: {error}"


def _model_problems(session: Session, layout: Layout) -> Iterator[str]:
    for version in session.scalars(select(VersionRow).order_by(VersionRow.id)):
        folder = layout.models / version.name
        if not folder.is_dir():
            yield f"Folder of model version {version.name} missing: {folder}"
            continue
        yield from _weight_problems(folder / _DECODER, version.card.get("decoder_sha256"))


def _strays(session: Session, layout: Layout) -> Iterator[str]:
    """Folders that the database does not know, as after a restored backup, and runs without a folder."""
    for name in session.scalars(select(RunRow.name).order_by(RunRow.id)):
        if not (layout.runs / name).is_dir():
            yield f"Folder of run {name} missing: {layout.runs / name}"
    for place, column, what in (
        (layout.models, VersionRow.name, "model version"),
        (layout.runs, RunRow.name, "run"),
    ):
        known = set(session.scalars(select(column)))
        for path in sorted(place.glob("[!.]*")):
            if path.is_dir() and path.name not in known and path.suffix != ".part":
                yield f"A folder of no {what} that the project knows: {path}"


def damage(layout: Layout, database: Database) -> list[str]:
    """What is wrong with values, audit trail and weights, which a pack must not carry."""
    verify_database(database.path)
    problems = _value_problems(database.path)
    with database.reading() as session:
        problems += _guarded(audit_chain.breaks(session))
        problems += _guarded(_model_problems(session, layout))
    return problems


def _weight_problems(weights: Path, digest: Any) -> Iterator[str]:
    try:
        with weights.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        if digest is not None:
            yield f"Weights missing: {weights}"
        return
    except OSError as error:
        yield f"Weights cannot be read: {weights} ({error})"
        return
    if weights.stat().st_size == 0 or (digest is not None and found != digest):
        yield f"Weights damaged: {weights}"


def _image_problems(
    layout: Layout, rows: Any, pictures: bool, on_progress: OnProgress, cancel: CancelToken | None
) -> Iterator[str]:
    ticker = Ticker("check", len(rows), on_progress)
    for row, unreadable in rows:
        if cancel is not None:
            cancel.raise_if_cancelled()
        known = known_file(row, layout)
        if not known.path.is_file():
            yield f"Image file missing: {known.path}"
        elif not unreadable:
            yield from _file_problems(known, pictures)
        ticker.tick(known.path.name)


def _file_problems(known: KnownFile, pictures: bool) -> Iterator[str]:
    """A file whose bytes are as they were added is whole; of an older project's file the pixels tell."""
    error = file_problem(known, thorough=pictures)
    if error is not None:
        yield f"{error.message}: {known.path}"
    elif pictures and known.mark is None:
        try:
            read_image(known.path)
        except ImageError as problem:
            yield f"{problem.message}: {known.path}"


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
        report.problems.extend([*found, f"The ground truth folder cannot be written: {error}"])
        return
    report.repaired.extend(found)
    report.problems.extend(_guarded(_mirror_problems(mirror, layout)))


def _mirror_problems(mirror: Mirror, layout: Layout) -> Iterator[str]:
    expected = set()
    for path, mask in mirror.expected():
        expected.add(path)
        problem = _mirror_problem(path, mask)
        if problem is not None:
            yield problem
    for path in sorted(layout.mirror.glob(f"*/*{SUFFIX}")):
        if path not in expected:
            yield f"Mask file that belongs to no accepted mask: {path}"
    behind = mirror.behind()
    if behind:
        yield f"The ground truth folder does not show {behind} changes yet: {layout.mirror}"


def _mirror_problem(path: Path, mask: Mask) -> str | None:
    try:
        with Image.open(path, formats=["PNG"]) as image:
            same = np.array_equal(np.asarray(image) == 255, mask)
    except FileNotFoundError:
        return f"Mask file missing in the mirror: {path}"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        return f"Mask file damaged in the mirror: {path} ({error})"
    return None if same else f"Mask file differs from the project: {path}"


def _check_leftovers(layout: Layout, report: CheckReport, repair: bool, since: float) -> None:
    found = leftovers.leftovers(layout, since=since)
    words = [f"Left behind by a program that was cut off: {path}" for path in found]
    if repair:
        try:
            leftovers.remove(found)
        except OSError as error:
            report.problems.extend([*words, f"It cannot be removed: {error}"])
        else:
            report.repaired.extend(words)
    else:
        report.notes.extend(words)
    host = this_host()
    for holder in holders(layout.folder):
        if holder.host.key != host.key and holder.stale:
            report.notes.append(
                f"The PC {holder.host.name} has had the project open since {holder.since} and is silent; "
                "if SAMFT does not run there: samft take-over"
            )
