"""One value that SAMFT never writes in one column of one row, for every column that the tables have.

The columns come from the tables themselves: a new one is walked without anybody thinking of it.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from tests.faults.kills import Tally
from tests.faults.projects import make_project

LONG = "x" * 100_000
DEEP = "[" * 20_000

TEXTS: tuple[Any, ...] = (
    "",
    "a\0b",
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xff\xfe",
    LONG,
    "<b>x</b><script>alert(1)</script>",
    "..",
    "../../outside",
    "/etc/passwd",
    "C:\\Windows\\x",
    "\\\\server\\share\\x.png",
    "a/b",
    "CON",
    "\u202egnp.exe",
    "{0} %s \n\r\t",
    "ACCEPTED",
)
NUMBERS: tuple[Any, ...] = (-1, 0, 2**31, 2**63 - 1, -(2**63), 1.5, float("inf"), float("-inf"), 1e308)
DATES: tuple[Any, ...] = (
    "2026-13-45 99:99:99",
    "0001-01-01 00:00:00.000000",
    "9999-12-31 23:59:59.999999",
    "2026-01-01T00:00:00+99:99",
    "2026-01-01",
    "now",
)
JSONS: tuple[Any, ...] = (
    "[]",
    "1",
    "null",
    "{}",
    '{"a": NaN}',
    '{"a": Infinity}',
    '{"a": 1e999}',
    '{"a": "\\ud800"}',
    '{"a": "\\u0000"}',
    '{"box": [1, 2], "points": {}}',
    '{"box": [NaN, 0, 1, 2], "points": []}',
    '{"name": "../../x", "checkpoint": "/etc/passwd", "pack_digest": 1}',
    '{"metrics": [], "gate": "x", "recipe": 7, "contrast": {}}',
    '{"annotations": "x", "message": {"code": 1}}',
    DEEP,
)
OTHERS: tuple[Any, ...] = (None, b"", b"\0" * 9, "5", 7, "text")
EVERYTHING: tuple[Any, ...] = (*TEXTS, *NUMBERS, *DATES, *JSONS, *OTHERS)


@dataclass(frozen=True, slots=True)
class Try:
    """A column, and what is put there."""

    table: str
    column: str
    value: Any

    def __str__(self) -> str:
        return f"{self.table}.{self.column} = {str(self.value)[:60]!r}"


@dataclass(slots=True)
class Result:
    """What came of a try: which steps refused it, what is wrong about that."""

    refused: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def _tables() -> set[str]:
    return {table for table, _column in columns()}


def columns() -> Iterator[tuple[str, str]]:
    """Every column of every table."""
    from samft_core.project.schema import Base

    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            yield table.name, column.name


def prepare(place: Path) -> None:
    """A project with a row in every table."""
    from samft_core.dataset.build import build_manifest
    from samft_core.imaging.geometry import Box
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.project import Project
    from samft_core.project.records import ImageState, RunState
    from samft_core.project.version_card import VersionCard
    from samft_core.project.waiting_boxes import NewWaitingBox
    from samft_core.sam.types import BASE_VERSION

    make_project(place / "project", place / "images", count=8)
    with Project.open(place / "project", inspector="ben") as project:
        image = next(i for i in project.images.all() if i.state is ImageState.ACCEPTED)
        mask = project.annotations.of_image(image.id)[0].mask
        project.predictions.save(image.id, version="base", prompts=Prompts(), mask=mask, score=0.5)
        project.waiting_boxes.add([NewWaitingBox(image.id, Prompts(box=Box(1, 2, 9, 8)), "drawn")])
        project.reviews.return_image(image.id, row_version=image.row_version, comment="Look again")
        project.annotations.accept_image(image.id)
        project.scale.set(0.1)
        digest = project.runs.freeze_manifest(build_manifest(project))
        run = project.runs.start(recipe={}, seed=1, manifest_digest=digest)
        project.runs.finish(run.id, RunState.FAILED, "stopped")
        project.versions.add(card=VersionCard.read({"who": "ada"}))
        project.versions.activate("v1")
        project.versions.activate(BASE_VERSION)


def fill_empty_tables(database: Path) -> None:
    """What a whole project has no row in: work left undone by a program that was cut off."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO mirror_pending (image_id, class_id) VALUES (1, 1)")


def truth_of(project: Any) -> list[tuple[object, ...]]:
    """What is learnt from and exported: each accepted mask with its image and class, each good image."""
    masks = [(a.image_id, a.class_name, a.mask) for a in project.annotations.ground_truth()]
    return [*masks, *((image.id,) for image in project.reviews.good_images())]


def put(database: Path, one: Try) -> bool:
    """Write the value as another program would; False where the database itself refuses it."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.text_factory = bytes
        row = connection.execute(f'SELECT rowid, "{one.column}" FROM "{one.table}" LIMIT 1').fetchone()
        # A lone surrogate is no text to Python, but bytes may be called so.
        as_text = isinstance(one.value, bytes) and one.value[:1] > b"\x7f"
        mark = "CAST(? AS TEXT)" if as_text else "?"
        statement = f'UPDATE "{one.table}" SET "{one.column}" = {mark} WHERE rowid = ?'
        try:
            connection.execute(statement, (one.value, row[0]))
        except sqlite3.Error:
            return False
        after = connection.execute(
            f'SELECT "{one.column}" FROM "{one.table}" WHERE rowid = ?', (row[0],)
        ).fetchone()
        # The number of the row itself may be what was changed.
        return after is None or bool(after[0] != row[1])


def attempt(prepared: Path, own: Path, one: Try, truth: list[tuple[object, ...]]) -> Result | None:
    """Put the value there and do all that reads a project; None where it cannot be there."""
    from samft_core.errors import SamftError
    from samft_core.project.project import Project

    project = Path(shutil.copytree(prepared / "project", own / "project"))
    if not put(project / "project.db", one):
        return None
    result = Result()

    def step(name: str, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except SamftError as error:
            result.refused[name] = str(error)
        except Exception:  # noqa: BLE001 - exactly what must not come through
            result.faults.append(f"{one}: {name}: traceback: {traceback.format_exc(limit=-3)}")
        return None

    opened = step("open", lambda: Project.open(project, inspector="ada"))
    if opened is not None:
        with opened:
            found = step("ground truth", lambda: truth_of(opened))
            changed = found is not None and found != truth
            for name, work in reading(opened, own).items():
                step(name, work)
            if changed and not result.refused:
                result.faults.append(f"{one}: ground truth is another one, and nothing says so")
    _commands(project, own, one, result)
    # Where a row's number was changed, it is the rows that refer to it which are wrong.
    if result.refused and not any(name in text for text in result.refused.values() for name in _tables()):
        result.faults.append(f"{one}: refused without its table: {result.refused}")
    return result


def reading(project: Any, own: Path) -> dict[str, Callable[[], Any]]:
    """What the window and a run read, each by its name."""
    from samft_core.dataset.build import build_manifest
    from samft_core.training.estimate.preflight import preflight_data
    from samft_core.training.recipe import recipe_named

    def each(read: Callable[[int], Any]) -> Callable[[], Any]:
        return lambda: [read(image.id) for image in project.images.all()]

    return {
        "images": project.images.all,
        "annotations": each(project.annotations.of_image),
        "histories": each(project.history.of_image),
        "verdicts": each(project.reviews.of_image),
        "predictions": each(project.predictions.of_image),
        "classes": project.classes.all,
        "versions": project.versions.all,
        "active": project.versions.active,
        "runs": project.runs.all,
        "rules": project.reviews.rules,
        "events": lambda: project.history.events(limit=1000),
        "changes": project.changes.last_event,
        "boxes": project.waiting_boxes.records,
        "scale": project.scale.mm_per_pixel,
        "last changes": project.images.last_changes,
        "manifest": lambda: build_manifest(project),
        "preflight": lambda: preflight_data(project, recipe_named("auto")),
        "check": project.check,
    }


def _commands(project: Path, own: Path, one: Try, result: Result) -> None:
    from samft_core.cli.main import main

    for arguments in (
        ("status", "-p", project),
        ("export", own / "masks", "-p", project),
        ("export", own / "labelme", "--format", "labelme", "-p", project),
        ("history", "1", "-p", project),
        ("check", "-p", project),
    ):
        said = StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(said):
                main([str(argument) for argument in arguments])
        except SystemExit:
            pass
        except Exception:  # noqa: BLE001 - exactly what must not come through
            result.faults.append(f"{one}: {arguments[0]}: traceback: {traceback.format_exc(limit=-3)}")
        if "Traceback" in said.getvalue():
            result.faults.append(f"{one}: {arguments[0]} printed a traceback: {said.getvalue()[-900:]}")


def tries(per_column: int, seed: int) -> Iterator[Try]:
    """So many values for each column, others with each seed; all of them where that is more."""
    rng = random.Random(seed)
    for table, column in columns():
        values = list(EVERYTHING)
        rng.shuffle(values)
        for value in values[:per_column]:
            yield Try(table, column, value)


def run_all(count: int, seed: int) -> list[Tally]:
    """``count`` values for each column of each table."""
    tally = Tally("columns")
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        prepare(place)
        from samft_core.project.project import Project

        with Project.open(place / "project", inspector="ada") as project:
            truth = truth_of(project)
            assert truth, "nothing to falsify"
        fill_empty_tables(place / "project" / "project.db")
        for number, change in enumerate(tries(count, seed)):
            own = place / f"try{number}"
            own.mkdir()
            result = attempt(place, own, change, truth)
            shutil.rmtree(own)
            if result is None:
                counts["no such value can be there"] += 1
                continue
            tally.tries += 1
            counts["refused in words" if result.refused else "right all the same"] += 1
            tally.faults.extend(result.faults)
    tally.counts.update(counts)
    return [tally]
