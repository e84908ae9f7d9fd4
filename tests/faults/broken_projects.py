"""Broken databases of projects, and broken packs of models."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.broken_content import ODD, broken_bytes, broken_json
from tests.faults.projects import copy, make_project

# The database


def prepare_database(place: Path) -> None:
    make_project(place / "project", place / "images", count=8)


def database_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    project = copy(prepared / "project", own / "project")
    database = project / "project.db"
    if rng.random() < 0.3:
        database.write_bytes(broken_bytes(database.read_bytes(), rng))
    else:
        _break_values(database, rng)

    def work() -> int:
        codes = [
            children.command(*arguments)()
            for arguments in (
                ("status", "-p", project),
                ("export", own / "exported", "-p", project),
                ("export", own / "labelme", "--format", "labelme", "-p", project),
                ("history", "1", "-p", project),
                ("review", "-p", project),
                ("versions", "-p", project),
                ("pack-project", own / "packed.samftproject", "-p", project),
            )
        ]
        _look(project)
        return codes[0]

    return work


def _look(project: Path) -> None:
    """What the window reads when it opens a project and shows each image."""
    from samft_core.errors import SamftError
    from samft_core.project.project import Project

    try:
        opened = Project.open(project, inspector="ada")
    except SamftError:
        return
    with opened:
        for read in (
            opened.classes.all,
            opened.versions.all,
            opened.runs.all,
            opened.versions.active,
            opened.reviews.rules,
            opened.check,
            opened.annotations.ground_truth,
            opened.history.events,
        ):
            try:
                read()
            except SamftError:
                continue
        try:
            images = opened.images.all()
        except SamftError:
            return
        for image in images:
            for read_one in (opened.annotations.of_image, opened.history.of_image, opened.reviews.of_image):
                try:
                    read_one(image.id)
                except SamftError:
                    continue


def _break_values(database: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for _ in range(rng.choice((1, 1, 2))):
            table = rng.choice([name for name in tables if not name.startswith("sqlite_")])
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            rows = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')]
            if not rows:
                continue
            value = rng.choice((*ODD, rng.randbytes(9), "2026-13-45 99:99:99", "[1", '{"a"', "accepted", 7))
            if isinstance(value, dict | list):
                value = json.dumps(value)
            if isinstance(value, str):
                value = value.encode("utf-8", "surrogatepass")
                value = rng.choice((value, value.decode("utf-8", "replace")))
            if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) > 2**62:
                value = float(value)
            try:
                connection.execute(
                    f'UPDATE "{table}" SET "{rng.choice(columns)}" = ? WHERE rowid = ?',
                    (value, rng.choice(rows)),
                )
            except sqlite3.Error:
                continue


# Packs, settings, policies, recipes, checkpoints, lines


def prepare_packs(place: Path) -> None:
    from tests.faults.projects import add_version

    make_project(place / "source", place / "images", count=6)
    name = add_version(place / "source")
    children.command("pack-project", place / "whole.samftproject", "-p", place / "source")()
    children.command("pack", name, place / "model.samftmodel", "-p", place / "source")()
    from samft_core.project.project import Project

    Project.create(place / "project", inspector="ada").close()


def pack_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    source = prepared / rng.choice(("whole.samftproject", "whole.samftproject", "model.samftmodel"))
    target = own / source.name
    if rng.random() < 0.35:
        target.write_bytes(broken_bytes(source.read_bytes(), rng))
    else:
        _break_archive(source, target, rng)
    if source.suffix == ".samftproject":
        return children.command("unpack-project", target, own / "opened", "--accept-untrusted")
    project = copy(prepared / "project", own / "project")
    return children.command("unpack", target, "-p", project, "--accept-untrusted")


def _break_archive(source: Path, target: Path, rng: random.Random) -> None:
    """The same archive with entries added, renamed, broken or doubled, and with a list that fits or not."""
    import hashlib
    import zipfile

    with zipfile.ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(entries["pack.json"])
    files = listed.get("files")
    fits = rng.random() < 0.7
    for _ in range(rng.choice((1, 1, 2))):
        kind = rng.randrange(5)
        names = [name for name in entries if name != "pack.json"]
        name = rng.choice(names)
        if kind == 0:
            entries[name] = broken_bytes(entries[name], rng)
        elif kind == 1:
            new = rng.choice(
                (
                    "../outside",
                    "/tmp/outside",
                    "a/../../b",
                    "CON",
                    "x" * 300,
                    "setup.exe",
                    "desktop.ini",
                    "report.html",
                    "models/v1/card.json",
                    ".git/hooks/post-commit",
                )
            )
            entries[new] = b"<script>alert(1)</script>"
        elif kind == 2:
            del entries[name]
        elif kind == 3 and name.endswith(".json"):
            entries[name] = broken_json(json.loads(entries[name]), rng)
        else:
            entries["pack.json"] = broken_json(listed, rng)
            fits = False
    if fits and isinstance(files, dict):
        example = next(iter(files.values()))
        fresh = {}
        for name, data in entries.items():
            if name in ("pack.json", "pack.json.minisig"):
                continue
            entry = dict(example) if isinstance(example, dict) else {}
            entry.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
            fresh[name] = entry
        listed["files"] = fresh
        entries["pack.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(entries.items(), key=lambda item: item[0] != "pack.json"):
            archive.writestr(zipfile.ZipInfo(name), data)
