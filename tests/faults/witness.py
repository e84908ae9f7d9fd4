"""What a project holds, read without the product's own reading code wherever that is possible."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from samft_core.imaging.masks import RleMask

Fact = tuple[str, str, str]
"""Class, state and digest of the mask of one annotation."""

QUERY = """SELECT a.id, a.image_id, c.name, a.state, a.mask_height, a.mask_width, a.mask_counts
FROM annotation a JOIN defect_class c ON c.id = a.class_id"""


@dataclass(slots=True)
class Truth:
    """Annotations by id as (image, fact), the images signed off as good, the newest audit event's id."""

    annotations: dict[int, tuple[int, Fact]] = field(default_factory=dict)
    good: set[int] = field(default_factory=set)
    last_event: int = 0

    def of_image(self, image_id: int) -> dict[str, Any]:
        """One image's part as plain data, comparable with what a writer acknowledged."""
        facts = {str(a): list(fact) for a, (image, fact) in self.annotations.items() if image == image_id}
        return {"annotations": facts, "good": image_id in self.good}

    def accepted(self) -> dict[int, tuple[int, Fact]]:
        """Ground truth: the accepted annotations."""
        return {a: value for a, value in self.annotations.items() if value[1][1] == "accepted"}


def fact(class_name: str, state: str, height: int, width: int, counts: bytes) -> Fact:
    """One annotation in short."""
    digest = hashlib.sha256(f"{height}x{width}:".encode() + counts).hexdigest()
    return class_name, state, digest


def connect(folder: Path) -> sqlite3.Connection:
    """The project's database, to read. An unfinished journal is taken into account."""
    connection = sqlite3.connect(
        f"{(folder / 'project.db').resolve().as_uri()}?mode=rw", uri=True, timeout=10
    )
    connection.execute("PRAGMA query_only=ON")
    return connection


def read_truth(folder: Path, connection: sqlite3.Connection | None = None) -> Truth:
    """Everything that an inspector may rely on."""
    if connection is None:
        with closing(connect(folder)) as opened:
            return read_truth(folder, opened)
    truth = Truth()
    for row in connection.execute(QUERY):
        truth.annotations[row[0]] = (row[1], fact(row[2], row[3], row[4], row[5], row[6]))
    truth.good = {row[0] for row in connection.execute("SELECT id FROM image WHERE good")}
    truth.last_event = connection.execute("SELECT coalesce(max(id), 0) FROM audit_event").fetchone()[0]
    return truth


def events_after(connection: sqlite3.Connection, event_id: int) -> list[tuple[str, str, str]]:
    """Action, subject and detail (JSON text) of the audit events after one."""
    query = "SELECT action, subject, detail FROM audit_event WHERE id > ? ORDER BY id"
    return [tuple(row) for row in connection.execute(query, (event_id,))]


def changed_images(before: Truth, after: Truth) -> set[int]:
    """Images whose ground truth is not what it was."""
    old = before.accepted()
    new = after.accepted()
    differing = {a for a in old.keys() | new.keys() if old.get(a) != new.get(a)}
    images = {facts[a][0] for facts in (old, new) for a in differing if a in facts}
    return images | (before.good ^ after.good)


def same_masks(before: Truth, after: Truth, image: int) -> bool:
    """Whether only class names differ."""

    def plain(truth: Truth) -> set[tuple[int, str, str]]:
        return {(a, f[1], f[2]) for a, (i, f) in truth.accepted().items() if i == image}

    return plain(before) == plain(after) and (image in before.good) == (image in after.good)


def unseen_masks(before: Truth, after: Truth, shown: set[tuple[str, str]]) -> list[int]:
    """Annotations accepted since with masks that were not on the screen."""
    old = before.accepted()
    new = after.accepted()
    return [
        a
        for a, (image, found) in new.items()
        if (a not in old or old[a][1][2] != found[2]) and (str(image), found[2]) not in shown
    ]


def database_damage(folder: Path) -> list[str]:
    """What SQLite itself finds wrong."""
    with closing(connect(folder)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found += [f"orphan in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return [] if found == ["ok"] else found


def mirror_differences(folder: Path) -> list[str]:
    """Where the ground-truth folder is not what the database says, each in words."""
    with closing(connect(folder)) as connection:
        table = _mirror_table(connection)
        names = {
            (image, class_id): (class_name, file_name)
            for image, class_id, class_name, file_name in connection.execute(
                f"SELECT m.image_id, m.class_id, c.name, m.file_name FROM {table} m"
                " JOIN defect_class c ON c.id = m.class_id"
            )
        }
        rows = connection.execute(
            "SELECT image_id, class_id, mask_height, mask_width, mask_counts FROM annotation"
            " WHERE state = 'accepted'"
        ).fetchall()
    wanted: dict[Path, np.ndarray] = {}
    problems: list[str] = []
    for image, class_id, height, width, counts in rows:
        if (image, class_id) not in names:
            problems.append(f"image {image} has no file name in class {class_id}")
            continue
        path = folder.joinpath("ground_truth", *names[image, class_id])
        mask = RleMask(height, width, counts).to_array()
        wanted[path] = wanted[path] | mask if path in wanted else mask
    there = {path for path in (folder / "ground_truth").glob("*/*") if path.is_file()}
    problems += [f"missing: {path}" for path in sorted(wanted.keys() - there)]
    problems += [f"stray: {path}" for path in sorted(there - wanted.keys())]
    for path in sorted(wanted.keys() & there):
        try:
            with Image.open(path) as image_file:
                same = np.array_equal(np.asarray(image_file) == 255, wanted[path])
        except OSError as error:
            problems.append(f"unreadable: {path}: {error}")
            continue
        problems += [] if same else [f"differs: {path}"]
    return problems


def _mirror_table(connection: sqlite3.Connection) -> str:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%file_key%'"
    return str(connection.execute(query).fetchone()[0])


def leftovers(folder: Path) -> list[str]:
    """Unfinished files and folders of ours, which nobody will ever finish."""
    names = (".*.tmp", ".building-*", ".packing-*", ".unpacking-*", ".project.db.new", "*.part")
    return sorted(str(path) for name in names for path in folder.rglob(name))
