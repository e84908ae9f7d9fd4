"""A project that somebody sends: its names lead elsewhere or look like commands, and its digests fit them.

Unlike a database that was damaged, nothing about it looks wrong to who compares digests.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.projects import add_version, copy, make_project

NAMES = (
    "../../victim",
    "../victim.txt",
    "..",
    ".",
    "",
    " ",
    "/etc/victim",
    "C:\\victim",
    "\\\\server\\share\\victim",
    "CON",
    "aux.txt",
    "a/b",
    "a\\b",
    "x:y",
    "victim\n",
    "a\0b",
    "x" * 5000,
    ".hidden",
    "-rf",
    "--help",
    "$(touch victim)",
    "`touch victim`",
    "a;b|c&d",
    "'; DROP TABLE annotation; --",
    "~root",
    "%s%n%d",
    "{{ 7*7 }}",
    "{0}{name}",
    "<script>alert(1)</script>",
    "[bold]x[/]",
    "\u202egnp.exe",
    "e\u0301",
    "瓶子",
    "a\tb\r\nc",
    "models",
    "project.db",
)

PLACES = (
    ("ClassRow", "name"),
    ("ClassRow", "key"),
    ("VersionRow", "name"),
    ("RunRow", "name"),
    ("MirrorRow", "file_name"),
    ("MirrorRow", "file_key"),
    ("ImageRow", "location"),
    ("ImageRow", "name"),
    ("ImageRow", "group_name"),
    ("ImageRow", "good_by"),
    ("ProjectRow", "name"),
    ("ProjectRow", "created_by"),
    ("ProjectRow", "known_folder"),
    ("AnnotationRow", "inspector"),
    ("AnnotationRow", "accepted_by"),
    ("AnnotationRow", "started_from"),
)
"""Texts that a path, a page or a line of the console is made of."""

VICTIMS = ("victim/000_mask.png", "victim.txt", "deep/victim/precious.txt", "deep/victim.txt")
"""Files beside the project at the places that the names lead to, relative to the try's own folder."""

PRECIOUS = b"precious"


def prepare(place: Path) -> None:
    """A project with its images, masks, sign-offs, a version in use and a run."""
    from samft_core.project.project import Project

    make_project(place / "project", place / "images", count=8)
    add_version(place / "project", active=True)
    with Project.open(place / "project", inspector="ada") as project:
        project.runs.start(recipe={}, seed=1, manifest_digest=None)


def attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    """Give one or two rows hostile names, and do with the project what an inspector would."""
    (own / "deep").mkdir()
    project = copy(prepared / "project", own / "deep" / "project")
    for name in VICTIMS:
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(PRECIOUS)
    changes = [
        (*rng.choice(PLACES), rng.choice(NAMES), rng.randrange(8)) for _ in range(rng.choice((1, 1, 2)))
    ]

    def work() -> int:
        for kind, column, name, number in changes:
            _rename(project / "project.db", kind, column, name, number)
        before = _beside(own, project)
        codes = [children.command(*arguments)() for arguments in _commands(own / "out", project)]
        _use(project)
        after = _beside(own, project)
        if after != before:
            changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
            raise AssertionError(f"touched beside the project: {sorted(changed)[:5]}, by {changes}")
        taken = [path.name for path in (own / "out").rglob("*") if path.is_file() and _holds(path)]
        if taken:
            raise AssertionError(f"took a file from beside the project along: {taken}, by {changes}")
        return codes[0]

    return work


def _rename(database: Path, kind: str, column: str, name: str, number: int) -> None:
    """Write a name as SAMFT itself would, with its digest."""
    from sqlalchemy import create_engine, select
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session

    from samft_core.project import row_digests, schema

    engine = create_engine(f"sqlite:///{database}")
    assert row_digests.SEALED  # seals each row that is written
    try:
        with Session(engine) as session:
            rows = session.scalars(select(getattr(schema, kind))).all()
            setattr(rows[number % len(rows)], column, name)
            session.commit()
    except IntegrityError:
        return  # the name is taken, and only one row may have it
    finally:
        engine.dispose()


def _commands(out: Path, project: Path) -> list[tuple[str | Path, ...]]:
    out.mkdir()
    here: tuple[str | Path, ...] = ("-p", project)
    return [
        ("status", *here),
        ("check", *here),
        ("export", out / "masks", *here),
        ("export", out / "labelme", "--format", "labelme", *here),
        ("versions", *here),
        ("history", "1", *here),
        ("review", *here),
        ("pack", "v1", out / "v1.samftmodel", *here),
        ("rollback", *here),
        ("activate", "v1", *here),
        ("pack-project", out / "whole.samftproject", *here),
        ("check", "--repair", *here),
    ]


def _use(project: Path) -> None:
    """What the window does: accept, delete, rename, sign off, add a version."""
    from samft_core.errors import SamftError
    from samft_core.project.project import Project

    try:
        opened = Project.open(project, inspector="ada")
    except SamftError:
        return
    with opened:
        for do in (_decide, _rename_classes, _add_version):
            try:
                do(opened)
            except SamftError:
                continue


def _decide(project: Any) -> None:
    from samft_core.errors import SamftError
    from samft_core.project.records import ImageState

    for image in project.images.all():
        try:
            found = project.annotations.of_image(image.id)
            if found:
                project.annotations.accept_image(image.id)
                project.annotations.delete(
                    found[0].id, row_version=project.annotations.get(found[0].id).row_version
                )
            else:
                project.images.set_good(image.id, image.state is not ImageState.GOOD)
        except SamftError:
            continue


def _rename_classes(project: Any) -> None:
    for record in project.classes.all():
        project.classes.rename(record.id, f"{record.id} renamed")


def _add_version(project: Any) -> None:
    from samft_core.project.version_card import VersionCard

    project.versions.add(
        card=VersionCard(), folder_builder=lambda made: (made / "decoder.safetensors").write_bytes(b"weights")
    )


def _beside(own: Path, project: Path) -> dict[str, str]:
    """Every file that is neither in the project nor a result."""
    return {
        path.relative_to(own).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in own.rglob("*")
        if path.is_file() and not path.is_relative_to(project) and not path.is_relative_to(own / "out")
    }


def _holds(path: Path) -> bool:
    """Whether a result, or an entry of a result that is a pack, is one of the files beside the project."""
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return any(archive.read(name) == PRECIOUS for name in archive.namelist())
    return path.read_bytes() == PRECIOUS
