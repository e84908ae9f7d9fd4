"""The names in a project's database that become paths, checked once when the project is opened.

They are SAMFT's own where it wrote them. A project that somebody sends, or a database that another program
changed, may hold anything: ``../..``, ``C:\\Windows``, ``\\\\server\\share``, ``CON``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from samft_core.errors import DamagedError, ProjectError
from samft_core.files.file_names import checked_class_name, has_forbidden, is_reserved, name_key
from samft_core.files.limits import MAX_PIXELS
from samft_core.messages.message import Message
from samft_core.project.layout import DATABASE, Layout
from samft_core.project.row_digests import damaged_row
from samft_core.project.schema import ClassRow, ImageRow, MirrorRow, ProjectRow, RunRow, VersionRow

VERSION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""A model version's or a run's name, which is its folder's."""

Row = tuple[Any, ...]


def verify_stored_names(session: Session, layout: Layout) -> None:
    """Raises ProjectError naming table and row where a name could lead out of the project's folder."""
    checks: list[tuple[str, Select[*tuple[Any, ...]], Callable[[Row], Message | None]]] = [
        ("project", select(ProjectRow.id, ProjectRow.known_folder), _known_folder_problem),
        ("defect_class", select(ClassRow.id, ClassRow.name, ClassRow.key), _class_problem),
        ("model_version", select(VersionRow.id, VersionRow.name), _folder_problem),
        ("run", select(RunRow.id, RunRow.name), _folder_problem),
        ("mirror_file", select(MirrorRow.image_id, MirrorRow.file_name, MirrorRow.file_key), _file_problem),
        (
            "image",
            select(ImageRow.id, ImageRow.location, ImageRow.width, ImageRow.height),
            _image_check(layout),
        ),
    ]
    for table, query, problem_of in checks:
        for row in session.execute(query):
            problem = problem_of(tuple(row))
            if problem is not None:
                raise _refused(table, row, problem, layout)


def is_folder_name(name: object) -> bool:
    """Whether a model version or a run may have this name."""
    return (
        isinstance(name, str)
        and VERSION_NAME.fullmatch(name) is not None
        and not name.endswith(".")
        and not is_reserved(name)
    )


def _known_folder_problem(row: Row) -> Message | None:
    folder = row[1]
    return None if folder is None or isinstance(folder, str) else Message("value.no_text")


def _class_problem(row: Row) -> Message | None:
    _, name, key = row
    if not isinstance(name, str):
        return Message("value.no_text")
    try:
        clean = checked_class_name(name)
    except ProjectError as error:
        reason = error.message.values.get("reason")
        return reason if isinstance(reason, Message) else error.message
    if clean != name:
        return Message("name.not_stored")
    return None if key == name_key(name) else Message("name.other_key")


def _folder_problem(row: Row) -> Message | None:
    return None if is_folder_name(row[1]) else Message("name.no_folder")


def _file_problem(row: Row) -> Message | None:
    _, name, key = row
    if not isinstance(name, str) or not name or has_forbidden(name) or name[0] == "." or name[-1] in ". ":
        return Message("name.no_file")
    return None if not is_reserved(name) and key == name_key(name) else Message("name.no_mask_file")


def _image_check(layout: Layout) -> Callable[[Row], Message | None]:
    folders = {name_key(path.name) for path in layout.own if path.parent == layout.folder}
    # An image that is named so could be "removed from the project" or overwritten together with it.
    taken = folders | {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"}

    def problem(row: Row) -> Message | None:
        _, location, width, height = row
        if not isinstance(location, str) or not location or "\0" in location:
            return Message("name.no_place")
        if not isinstance(width, int) or not isinstance(height, int) or min(width, height) < 0:
            return Message("name.no_size")
        if width * height > MAX_PIXELS:
            return Message("name.too_large")
        first = _first_inside(location)
        return Message("name.own_files") if name_key(first) in taken else None

    return problem


def _first_inside(location: str) -> str:
    """The file or folder of the project's folder in which a location lies; "" for one outside."""
    parts = Path(os.path.normpath(location)).parts
    outside = PurePosixPath(location).is_absolute() or PureWindowsPath(location).is_absolute()
    return "" if outside or not parts or parts[0] == ".." else parts[0]


def _refused(table: str, row: Any, problem: Message, layout: Layout) -> DamagedError:
    shown = ascii(row[1])[:80]
    # The key is SAMFT's own doing, so this is damage and no attempt to lead elsewhere.
    if problem.code == "name.other_key":
        return damaged_row(table, row[0], layout.database, Message.plain(shown))
    message = Message("row.unusable", row=row[0], table=table, column=shown, reason=problem)
    remedy = Message("remedy.nothing_changed_restore_or_ask")
    return DamagedError(message, path=layout.database, remedy=remedy)
