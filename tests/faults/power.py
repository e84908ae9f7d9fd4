"""Power cuts: the loop device's file as it is at a random moment is what a PC finds after one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.disks import FILE_SYSTEMS, FileSystem, image_now, loop, mounted, why_no_loop
from tests.faults.kills import LONGEST_PAUSE, MOST_EDITS, Tally, examine, read_all, read_until
from tests.faults.ledger import Ledger
from tests.faults.projects import add_version, copy, make_project
from tests.faults.writing import say, write

FEW = 6
"""Fewer cuts than this stay with one kind of file system."""


def _edits(folder: Path, seed: int, descriptor: int, behind: bool) -> Any:
    return write(folder, seed, descriptor, behind=behind)


def _versions(folder: Path, descriptor: int) -> Any:
    """Build model versions and put them to use; each is said with its weights' digest when it is in use."""
    import hashlib

    for _ in range(200):
        name = add_version(folder, active=True)
        weights = folder / "models" / name / "decoder.safetensors"
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        say(descriptor, "version", 0, {"name": name, "sha256": digest})
    return 0


def cut(
    kind: FileSystem, template: Path, place: Path, work: Callable[[Path, int], Any], edits: int, word: bytes
) -> tuple[bytes, Path]:
    """Let ``work`` write to a fresh disk, and cut the power; what it said, and the disk as it was then.

    The cut comes a random while after so many ``edits``, each of which it says with ``word``.
    """
    image, after = place / "disk.img", place / "after.img"
    reading, writing = os.pipe()
    with loop(image, place / "disk", kind) as disk:
        project = copy(template, disk / "project")
        subprocess.run(["sync", "-f", str(disk)], check=True)
        since = time.monotonic()
        child = children.start(partial(work, project, writing), place / "output.txt", memory=8 << 30)
        os.close(writing)
        os.set_blocking(reading, False)
        said = read_until(reading, edits, word=word)
        time.sleep(random.uniform(0.0, LONGEST_PAUSE))
        # Stopped first: what it says until then was flushed before, so it counts.
        os.kill(child, signal.SIGSTOP)
        _wait_stopped(child)
        image_now(image, after)
        said += read_all(reading)
        children.finish(
            child, place / "output.txt", since=since, seconds=children.PATIENCE, kill_at=time.monotonic()
        )
        os.close(reading)
    image.unlink()
    return said, after


def _wait_stopped(child: int) -> None:
    """Wait until no thread of a child works any more: a flush that is under way goes on to its end."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        states = [
            (task / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
            for task in Path(f"/proc/{child}/task").iterdir()
        ]
        if all(state in "TZX" for state in states):
            return
        time.sleep(0.002)
    raise RuntimeError("the writer could not be stopped")


def edits(kind: FileSystem, count: int, seed: int, place: Path) -> Tally:
    """Cut the power while ground truth is edited."""
    tally, rng = Tally(f"power cut, {kind.name}"), random.Random(seed)
    template = place / "template"
    children.must(lambda: make_project(template, place / "images"))
    before = Ledger.of_project(template)
    for number in range(count):
        work = partial(_edit_here, rng.randrange(1 << 30), number % 2 == 1)
        said, after = cut(kind, template, place, work, rng.randint(1, MOST_EDITS), b'"kind": "done"')
        ledger = Ledger(dict(before.states))
        ledger.take(said)
        tally.tries += 1
        tally.edits += ledger.edits
        with mounted(after, place / "after", kind) as disk:
            examine(disk / "project", ledger, tally, f"power cut {number} on {kind.name}")
        after.unlink()
    return tally


def _edit_here(seed: int, behind: bool, project: Path, descriptor: int) -> Any:
    return _edits(project, seed, descriptor, behind)


def versions(kind: FileSystem, count: int, seed: int, place: Path) -> Tally:
    """Cut the power while model versions are built and put to use."""
    import hashlib
    import json

    tally, rng = Tally(f"versions on {kind.name}"), random.Random(seed)
    children.preload(*children.MODEL)
    template = place / "template-versions"
    children.must(lambda: make_project(template, place / "images-versions", count=4))
    for number in range(count):
        said, after = cut(kind, template, place, _versions, rng.randint(1, 2), b'"kind": "version"')
        tally.tries += 1
        with mounted(after, place / "after", kind) as disk:
            what = f"power cut {number} on {kind.name}"
            examine(disk / "project", None, tally, what)
            for line in said.split(b"\n")[:-1]:
                version = json.loads(line)["state"]
                weights = disk / "project" / "models" / version["name"] / "decoder.safetensors"
                data = weights.read_bytes() if weights.is_file() else b""
                tally.edits += 1
                if hashlib.sha256(data).hexdigest() != version["sha256"]:
                    tally.fault("weights lost", f"{what}: {version['name']} has {len(data)} bytes")
        after.unlink()
    return tally


def run_all(count: int, seed: int, names: tuple[str, ...] = ()) -> Iterator[Tally]:
    """``count`` power cuts on each kind of file system that can be had, and a quarter as many with versions.

    A few are all on the first kind, whose making takes least.
    """
    chosen = [kind for kind in FILE_SYSTEMS if kind.name in names] if names else list(FILE_SYSTEMS)
    for kind in chosen[:1] if count < FEW else chosen:
        # A folder of its own: a part may leave a project there by the name that the next one takes.
        with tempfile.TemporaryDirectory(prefix="samft-power-") as name:
            place = Path(name)
            reason = why_no_loop(place, kind)
            if reason is not None:
                yield Tally(f"power cuts on {kind.name} skipped: {reason}")
                continue
            try:
                yield edits(kind, count, seed, place)
                yield versions(kind, max(1, count // 4), seed, place)
            finally:
                shutil.rmtree(place / "disk", ignore_errors=True)
