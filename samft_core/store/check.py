"""Looking for damage in a project."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from samft_core.masks import Mask, MaskError, RleMask
from samft_core.store.database import Database, corrupt, explain
from samft_core.store.file_store import known_file, known_files
from samft_core.store.files import KnownFile, file_problem
from samft_core.store.layout import Layout
from samft_core.store.mirror import Mirror
from samft_core.store.schema import AnnotationRow, ImageRow, VersionRow


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``problems`` in words, each naming what it is about; empty where all is well."""

    problems: list[str]
    images: int
    annotations: int

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


def check_project(layout: Layout, database: Database, mirror: Mirror) -> CheckReport:
    """Check the database, every mask, image files, mirror files and version folders."""
    verify_database(layout.database)
    problems: list[str] = []
    with database.reading() as session:
        images = session.execute(known_files()).all()
        unreadable = set(session.scalars(select(ImageRow.id).where(ImageRow.error.is_not(None))))
        for image in images:
            problem = None if image.id in unreadable else _image_problem(known_file(image, layout))
            problems += [] if problem is None else [problem]
        rows = session.execute(
            select(
                AnnotationRow.id,
                AnnotationRow.mask_height,
                AnnotationRow.mask_width,
                AnnotationRow.mask_counts,
                ImageRow.height,
                ImageRow.width,
            ).join(ImageRow, ImageRow.id == AnnotationRow.image_id)
        ).all()
        for annotation_id, height, width, counts, image_height, image_width in rows:
            problems += _mask_problems(
                annotation_id, RleMask(height, width, counts), (image_height, image_width)
            )
        for name in session.scalars(select(VersionRow.name)):
            if not (layout.models / name).is_dir():
                problems.append(f"Folder of model version {name} missing: {layout.models / name}")
    if not problems:
        problems += [p for path, mask in mirror.expected() if (p := _mirror_problem(path, mask)) is not None]
    return CheckReport(problems, len(images), len(rows))


def _image_problem(known: KnownFile) -> str | None:
    """What is wrong with an image's file, which is read whole."""
    if not known.path.is_file():
        return f"Image file missing: {known.path}"
    error = file_problem(known, thorough=True)
    return None if error is None else f"{error.message}: {known.path}"


def _mask_problems(annotation_id: int, mask: RleMask, image_size: tuple[int, int]) -> list[str]:
    try:
        mask.validate()
    except MaskError as error:
        return [f"Annotation {annotation_id} has a damaged mask: {error}"]
    if (mask.height, mask.width) != image_size:
        return [f"Annotation {annotation_id} has a mask of another size than its image"]
    return []


def _mirror_problem(path: Path, mask: Mask) -> str | None:
    try:
        with Image.open(path) as image:
            same = np.array_equal(np.asarray(image) == 255, mask)
    except FileNotFoundError:
        return f"Mask file missing in the mirror: {path}"
    except (UnidentifiedImageError, OSError) as error:
        return f"Mask file damaged in the mirror: {path} ({error})"
    return None if same else f"Mask file differs from the project: {path}"
