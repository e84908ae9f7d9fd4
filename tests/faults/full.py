"""A full disk, a disk that fails and one that cannot be written to, for every command."""

from __future__ import annotations

import errno
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from samft_core.errors import SamftError
from tests.faults import children, shim
from tests.faults.disks import small, why_no_tmpfs
from tests.faults.kills import Tally, examine
from tests.faults.ledger import Ledger
from tests.faults.projects import add_version, copy, make_images, make_project
from tests.faults.shim import Fault
from tests.faults.writing import write

ROOMS = (0, 40_000, 400_000)
"""Bytes left on a full disk."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)

Arguments = Callable[[Path], list[str]]


def _project(place: Path) -> list[str]:
    return ["-p", str(place / "project")]


COMMANDS: dict[str, Arguments] = {
    "new": lambda p: ["new", str(p / "made")],
    "import": lambda p: ["import", str(p / "more"), "--copy", *_project(p)],
    "import masks": lambda p: ["import", str(p / "exported"), *_project(p)],
    "status": lambda p: ["status", *_project(p)],
    "export": lambda p: ["export", str(p / "out"), *_project(p)],
    "export labelme": lambda p: ["export", str(p / "out"), "--format", "labelme", *_project(p)],
    "measures": lambda p: ["measures", str(p / "measures.csv"), *_project(p)],
    "pack": lambda p: ["pack", "v1", str(p / "v1.samftmodel"), *_project(p)],
    "unpack": lambda p: ["unpack", str(p / "model.samftmodel"), "--accept-untrusted", *_project(p)],
    "pack-project": lambda p: ["pack-project", str(p / "whole.samftproject"), *_project(p)],
    "unpack-project": lambda p: [
        "unpack-project", str(p / "packed.samftproject"), str(p / "opened"), "--accept-untrusted",
    ],
    "activate": lambda p: ["activate", "v1", *_project(p)],
    "rollback": lambda p: ["rollback", *_project(p)],
    "history": lambda p: ["history", "1", *_project(p)],
    "check": lambda p: ["check", *_project(p)],
    "check --repair": lambda p: ["check", "--repair", *_project(p)],
    "restore": lambda p: ["restore", *_project(p)],
    "review": lambda p: ["review", *_project(p)],
    "report": lambda p: ["report", "v1", *_project(p)],
}  # fmt: skip
"""Every command that reads or writes a project and needs no model to answer."""

PRELOAD = ("samft_core.distribution.install_model_pack", *children.MODEL)


def prepare(place: Path) -> None:
    """What all commands need."""
    make_project(place / "project", place / "images", count=8)
    add_version(place / "project", active=True)
    make_images(place / "more", 3)
    command = children.command
    command("export", place / "exported", *_project(place))()
    command("pack", "v1", place / "model.samftmodel", *_project(place))()
    command("pack-project", place / "packed.samftproject", *_project(place))()


def edit_something(place: Path) -> int:
    """An inspector's edits, as the window makes them."""
    with Path(os.devnull).open("wb") as nowhere:
        try:
            write(place / "project", 7, nowhere.fileno(), edits=12)
        except SamftError as error:
            return error.exit_code
    return 0


def works(place: Path) -> dict[str, Callable[[], int]]:
    """Each command, and edits, as work for a child."""
    found = {name: children.command(*arguments(place)) for name, arguments in COMMANDS.items()}
    return found | {"edits": partial(edit_something, place)}


def judge(tally: Tally, outcome: children.Outcome, what: str) -> None:
    """A command ends by itself and says what is wrong in words."""
    if outcome.hangs:
        tally.fault("hang", what)
    elif outcome.signal is not None:
        tally.fault("crash", f"{what}: signal {outcome.signal}")
    elif outcome.traceback:
        tally.fault("traceback", f"{what}: {outcome.words[-1500:]}")
    else:
        tally.counts["done" if outcome.code == 0 else "refused"] += 1


def failing_writes(count: int, seed: int, place: Path) -> Tally:
    """Let the n-th change of a file fail, once or from then on, for each command; ``count`` times each."""
    children.preload(*PRELOAD)
    template = place / "template"
    children.must(partial(prepare, template))
    rng = random.Random(seed)
    tally = Tally("failing writes")
    before = _accepted(template / "project")
    for name in works(place):
        total = _armed(template, place, name, Fault.COUNT, 0, 0, None)
        if total.result is None:
            tally.fault("crash", f"{name}: {total.words[-800:]}")
            continue
        changes = total.result["changes"]
        for _ in range(min(count, changes)):
            at, error = rng.randint(1, changes), rng.choice(ERRORS)
            how = rng.choice((Fault.FAIL_ONCE, Fault.FAIL_ON))
            what = f"{name}, {errno.errorcode[error]} at change {at} of {changes}, {how.name.lower()}"
            tally.tries += 1
            judge(
                tally,
                _armed(template, place, name, how, at, error, partial(_still, before, tally, name, what)),
                what,
            )
    return tally


def _still(before: dict[int, object], tally: Tally, name: str, what: str, trial: Path) -> None:
    """After the fault everything that was accepted is there; edits aside, nothing else may have changed."""
    examine(trial / "project", None, tally, what)
    if name not in ("edits",):
        after = _accepted(trial / "project")
        lost = [key for key, value in before.items() if after.get(key) != value]
        if lost:
            tally.fault("lost", f"{what}: annotations {lost}")


def _accepted(project: Path) -> dict[int, object]:
    from tests.faults.witness import read_truth

    return dict(read_truth(project).accepted())


def _armed(
    template: Path, place: Path, name: str, how: Fault, at: int, error: int,
    afterwards: Callable[[Path], None] | None,
) -> children.Outcome:  # fmt: skip
    trial = copy(template, place / "trial")
    try:
        work = works(trial)[name]

        def armed() -> dict[str, int]:
            shim.arm(trial, how, at, error)
            code = work()
            changes = shim.count()
            shim.arm(trial, Fault.OFF)
            return {"code": code, "changes": changes}

        outcome = children.run(armed, memory=8 << 30)
        if outcome.result is not None:
            outcome.code = outcome.result["code"]
        if afterwards is not None:
            afterwards(trial)
        return outcome
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def full_disk(count: int, seed: int, place: Path) -> Tally:
    """Every command with little room left, down to none; then room again: nothing is lost.

    With a ``count`` of 1 each command meets one of the disks, else all of them.
    """
    tally, rng = Tally("full disk"), random.Random(seed)
    children.preload(*PRELOAD)
    template = place / "full-template"
    children.must(partial(prepare, template))
    size = 2 + sum(f.stat().st_size for f in template.rglob("*") if f.is_file()) // (1 << 20)
    for name in works(place):
        for room in ROOMS if count > 1 else (rng.choice(ROOMS),):
            with small(place / "disk", megabytes=size + 1) as disk:
                trial = copy(template, disk / "trial")
                ledger = Ledger.of_project(trial / "project")
                _fill(disk, room)
                outcome = children.run(works(trial)[name], memory=8 << 30)
                what = f"{name} with {room} bytes left"
                tally.tries += 1
                judge(tally, outcome, what)
                (disk / "filler").unlink()
                examine(trial / "project", None if name in ("edits", "import masks") else ledger, tally, what)
    return tally


def _fill(disk: Path, room: int) -> None:
    stat = shutil.disk_usage(disk)
    with (disk / "filler").open("wb") as stream:
        left = max(0, stat.free - room)
        while left > 0:
            try:
                left -= stream.write(bytes(min(left, 1 << 16)))
                stream.flush()
            except OSError:
                break


def run_all(count: int, seed: int) -> Iterator[Tally]:
    """Full and failing disks."""
    with tempfile.TemporaryDirectory(prefix="samft-disks-") as name:
        place = Path(name)
        if shim.active():
            yield failing_writes(count, seed, place)
        reason = why_no_tmpfs(place)
        if reason is not None:
            yield Tally(f"full disk skipped: {reason}")
            return
        yield full_disk(count, seed, place)
