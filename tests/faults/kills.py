"""kill -9 at random points of what writes into a project, or at each of its changes of a file in turn."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import children, shim
from tests.faults.ledger import Ledger, faults_of
from tests.faults.projects import add_version, copy, make_images, make_project
from tests.faults.shim import Fault
from tests.faults.witness import connect
from tests.faults.writing import write

MOST_EDITS = 60
"""Edits after which a writer is killed at the latest: by number and not by time, as machines differ."""

LONGEST_PAUSE = 0.03
"""Seconds from an acknowledgement to the kill: about as long as an edit takes."""


@dataclass(slots=True)
class Tally:
    """Counts of one part, and its faults in words."""

    part: str
    tries: int = 0
    edits: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def fault(self, kind: str, words: str) -> None:
        """Note one fault."""
        self.counts[kind] += 1
        self.faults.append(f"{kind}: {words}")

    def to_json(self) -> dict[str, Any]:
        """Plain data for a table or a test."""
        return {
            "part": self.part,
            "tries": self.tries,
            "edits": self.edits,
            "counts": dict(self.counts),
            "faults": self.faults[:400],
        }


def opens_again(folder: Path) -> Callable[[], dict[str, Any]]:
    """Open and close the project as the next start would, then check and tidy it up; for a child."""

    def work() -> dict[str, Any]:
        from samft_core.project.project import Project

        with Project.open(folder, inspector="bob") as project:
            report = project.check()
        problems = [str(problem) for problem in report.problems]
        if not problems:  # what nobody will finish is no damage; tidying up takes it away and nothing else
            children.command("check", "--repair", "-p", folder)()
        return {"problems": problems}

    return work


def examine(folder: Path, ledger: Ledger | None, tally: Tally, what: str) -> None:
    """Open a project after a fault, and note all that is wrong."""
    outcome = children.run(opens_again(folder))
    if outcome.hangs:
        tally.fault("hang", f"{what}: opening took {outcome.work_seconds:.0f} s of work")
    if outcome.result is None:
        tally.fault("does not open", f"{what}: {outcome.words[-600:]}")
        return
    for problem in outcome.result["problems"]:
        tally.fault("check", f"{what}: {problem}")
    for kind, problems in faults_of(folder, ledger).items():
        for problem in problems:
            tally.fault(kind, f"{what}: {problem}")


def store(count: int, seed: int, place: Path) -> Tally:
    """Kill a writer of edits at random moments."""
    tally, rng = Tally("store"), random.Random(seed)
    template = place / "template"
    children.must(lambda: make_project(template, place / "images"))
    for number in range(count):
        folder = copy(template, place / f"store-{number}")
        ledger = Ledger.of_project(folder)
        reading, writing = os.pipe()
        output, since = place / "output.txt", time.monotonic()
        behind, writer_seed = number % 2 == 1, rng.randrange(1 << 30)
        edit = partial(write, folder, writer_seed, writing, behind=behind)
        child = children.start(edit, output)
        os.close(writing)
        os.set_blocking(reading, False)
        said = read_until(reading, rng.randint(1, MOST_EDITS))
        time.sleep(rng.uniform(0.0, LONGEST_PAUSE))
        kill_at = time.monotonic()
        outcome = children.finish(child, output, since=since, seconds=children.PATIENCE, kill_at=kill_at)
        said += read_all(reading)
        os.close(reading)
        ledger.take(said)
        tally.tries += 1
        tally.edits += ledger.edits
        if outcome.signal is None:
            tally.fault("ended by itself", outcome.words[-600:])
        for refusal in ledger.refused:
            tally.counts[f"refused: {refusal.split(':')[0][:50]}"] += 0
        examine(folder, ledger, tally, f"store, kill {number}")
        shutil.rmtree(folder)
    return tally


def read_until(descriptor: int, edits: int, *, word: bytes = b'"kind": "done"') -> bytes:
    """Read what a writer says until it has acknowledged so many edits; not for ever, as it may have died."""
    said = b""
    end = time.monotonic() + children.PATIENCE / 2
    while said.count(word) < edits and time.monotonic() < end:
        said += read_all(descriptor)
        time.sleep(0.002)
    return said


def read_all(descriptor: int) -> bytes:
    """What can be read from a pipe without waiting."""
    data = b""
    while True:
        try:
            chunk = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return data
        if not chunk:
            return data
        data += chunk


@dataclass(frozen=True, slots=True)
class Job:
    """A command to be killed: what it needs, what it runs, and what must be whole or absent afterwards."""

    name: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]
    changed: Callable[[Path], Path]
    """The folder or file whose changes are counted."""
    made: Callable[[Path], str | None] = lambda _place: None
    """What is wrong with the result that is there after the kill; None where nothing is."""


def _kill_command(job: Job, count: int, seed: int, place: Path) -> Tally:
    """Kill a command ``count`` times, spread over all of its changes of files."""
    tally, rng = Tally(job.name), random.Random(seed)
    template = place / "template"
    template.mkdir(parents=True)
    children.must(lambda: job.prepare(template))
    trial = copy(template, place / "trial")
    total = _armed(job, trial, Fault.COUNT, 0).result["changes"]
    shutil.rmtree(trial)
    moments = list(range(1, total + 1)) if count >= total else sorted(rng.sample(range(1, total + 1), count))
    for moment in moments:
        trial = copy(template, place / "trial")
        project = trial / "project"
        ledger = Ledger.of_project(project) if (project / "project.db").exists() else None
        outcome = _armed(job, trial, Fault.KILL, moment)
        tally.tries += 1
        what = f"{job.name}, killed at change {moment} of {total}"
        if outcome.signal is None:
            tally.counts["not reached"] += 1
        if ledger is not None:
            if job.name.startswith("import"):  # new images may have come in, the old ones are as they were
                ledger.pending = None
            examine(project, ledger, tally, what)
        problem = job.made(trial)
        if problem:
            tally.fault("half a result", f"{what}: {problem}")
        if moment % 5 == 0:  # the same command again must do what the killed one did not
            again = children.run(children.command(*job.arguments(trial)))
            if again.traceback:
                tally.fault("traceback", f"{what}, then again: {again.words[-800:]}")
        shutil.rmtree(trial)
    return tally


def _armed(job: Job, trial: Path, fault: Fault, number: int) -> children.Outcome:
    def work() -> dict[str, int]:
        changed = job.changed(trial)
        shim.arm(changed, fault, number)
        code = children.command(*job.arguments(trial))()
        return {"code": code, "changes": shim.count()}

    return children.run(work, memory=8 * children.GIGABYTE)


def jobs() -> list[Job]:
    """Import, export, packs of projects and of models, on a project of twelve images."""

    def with_project(place: Path) -> None:
        make_project(place / "project", place / "images")

    def with_new_images(place: Path) -> None:
        with_project(place)
        from PIL import Image

        from tests.faults.projects import draw

        (place / "more").mkdir()
        for index in range(6):
            Image.fromarray(draw(100 + index)).save(place / "more" / f"new {index}.png")

    def with_pack(place: Path) -> None:
        with_project(place)
        children.command("pack-project", place / "packed.samftproject", "-p", place / "project")()

    def with_version(place: Path) -> None:
        with_project(place)
        add_version(place / "project", active=True)

    def with_model_pack(place: Path) -> None:
        with_version(place)
        children.command("pack", "v1", place / "model.samftmodel", *project_option(place))()

    def project_option(place: Path) -> list[str]:
        return ["-p", str(place / "project")]

    def whole_model_pack(place: Path) -> str | None:
        """A pack that is there under its name can be added to a project."""
        pack = place / "v1.samftmodel"
        if not pack.exists():
            return None
        arguments = ("unpack", pack, "--accept-untrusted", *project_option(place))
        outcome = children.run(children.command(*arguments), memory=8 * children.GIGABYTE)
        return None if outcome.code == 0 else outcome.words[-400:]

    def whole_pack(place: Path) -> str | None:
        pack = place / "packed.samftproject"
        if not pack.exists():
            return None
        target = place / "opened"
        outcome = children.run(children.command("unpack-project", pack, target, "--accept-untrusted"))
        shutil.rmtree(target, ignore_errors=True)
        return None if outcome.code == 0 else outcome.words[-400:]

    def whole_project(place: Path) -> str | None:
        target = place / "opened"
        if not (target / "project.db").exists():
            return None
        outcome = children.run(opens_again(target))
        if outcome.result is None:
            return outcome.words[-400:]
        problems = [problem for kind in faults_of(target).values() for problem in kind]
        return "; ".join(outcome.result["problems"] + problems) or None

    def with_reference(place: Path) -> None:
        with_project(place)
        children.command("export", place / "reference", *project_option(place))()

    def whole_export(place: Path) -> str | None:
        """An export that was cut short must not look like a whole one: it is not there under its name."""
        target = place / "exported"
        if not target.exists():
            return None
        wanted, found = _contents(place / "reference"), _contents(target)
        return None if found == wanted else f"{len(found)} of {len(wanted)} files under the export's own name"

    return [
        Job(
            "import",
            with_new_images,
            lambda place: ["import", str(place / "more"), "--copy", *project_option(place)],
            lambda place: place,
        ),
        Job(
            "export",
            with_reference,
            lambda place: ["export", str(place / "exported"), *project_option(place)],
            lambda place: place,
            whole_export,
        ),
        Job(
            "pack-project",
            with_project,
            lambda place: ["pack-project", str(place / "packed.samftproject"), *project_option(place)],
            lambda place: place,
            whole_pack,
        ),
        Job(
            "unpack-project",
            with_pack,
            lambda place: [
                "unpack-project",
                str(place / "packed.samftproject"),
                str(place / "opened"),
                "--accept-untrusted",
            ],
            lambda place: place,
            whole_project,
        ),
        Job(
            "pack",
            with_version,
            lambda place: ["pack", "v1", str(place / "v1.samftmodel"), *project_option(place)],
            lambda place: place,
            whole_model_pack,
        ),
        Job(
            "unpack",
            with_model_pack,
            lambda place: [
                "unpack",
                str(place / "model.samftmodel"),
                "--accept-untrusted",
                *project_option(place),
            ],
            lambda place: place,
            lambda place: wrong_weights(place / "project"),
        ),
        Job(
            "new",
            lambda place: make_images(place / "images", 2) and None,
            lambda place: ["new", str(place / "opened")],
            lambda place: place,
            whole_project,
        ),
    ]


def wrong_weights(project: Path) -> str | None:
    """Which model versions of a project have other weights than they were added with; None where none has."""
    with closing(connect(project)) as connection:
        rows = connection.execute("SELECT name, card FROM model_version").fetchall()
    wrong = []
    for name, card in rows:
        weights = project / "models" / name / "decoder.safetensors"
        data = weights.read_bytes() if weights.is_file() else b""
        wanted = json.loads(card).get("decoder_sha256")
        if wanted is None or hashlib.sha256(data).hexdigest() != wanted:
            wrong.append(f"{name} has {len(data)} bytes of other weights than its card says")
    return "; ".join(wrong) or None


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def versions(count: int, seed: int, place: Path) -> Tally:
    """Kill while a model version is built and put to use."""
    tally = Tally("version")
    template = place / "template"
    children.must(lambda: make_project(template / "project", template / "images"))

    def work(folder: Path, fault: Fault, number: int) -> Callable[[], dict[str, int]]:
        def run() -> dict[str, int]:
            shim.arm(folder, fault, number)
            add_version(folder, active=True)
            return {"changes": shim.count()}

        return run

    trial = copy(template, place / "trial")
    counted = children.run(work(trial / "project", Fault.COUNT, 0), memory=8 << 30)
    total = counted.result["changes"]
    shutil.rmtree(trial)
    rng = random.Random(seed)
    for moment in sorted(rng.sample(range(1, total + 1), min(count, total))):
        trial = copy(template, place / "trial")
        ledger = Ledger.of_project(trial / "project")
        children.run(work(trial / "project", Fault.KILL, moment), memory=8 << 30)
        tally.tries += 1
        what = f"version, killed at change {moment} of {total}"
        examine(trial / "project", ledger, tally, what)
        problem = wrong_weights(trial / "project")
        if problem:
            tally.fault("weights lost", f"{what}: {problem}")
        shutil.rmtree(trial)
    return tally


def run_all(count: int, seed: int) -> Iterator[Tally]:
    """Kills of everything that needs no window and no model."""
    with tempfile.TemporaryDirectory(prefix="samft-kills-") as name:
        place = Path(name)
        children.preload()
        yield store(count, seed, place)
        if shim.active():
            children.preload("samft_core.distribution.install_model_pack", *children.MODEL)
            for job in jobs():
                yield _kill_command(job, count, seed, place / job.name)
            yield versions(count, seed, place / "version")
