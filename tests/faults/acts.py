"""Kills in the middle of acts that change many rows: each is there as a whole afterwards, or not at all."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults import children, shim
from tests.faults.kills import Tally, opens_again
from tests.faults.ledger import faults_of
from tests.faults.projects import copy, make_images, make_project
from tests.faults.shim import Fault
from tests.faults.witness import connect, read_truth

Act = Callable[[Any, Path], None]
"""Changes an open project; the path is the place of all, with ``moved`` for images that were moved there."""

OFFCUTS = 8
"""Images that the import brought which is taken back."""


def merge_classes(project: Any, _place: Path) -> None:
    """All objects of one class to another."""
    first, second = project.classes.all()[:2]
    project.class_merges.merge(first.id, second.id)


def take_apart(project: Any, _place: Path) -> None:
    """A merge of classes, and its undo."""
    first, second = project.classes.all()[:2]
    project.class_merges.take_apart(project.class_merges.merge(first.id, second.id))


def merge_objects(project: Any, _place: Path) -> None:
    """Two objects of an image to one, as the window's command does."""
    first, second = _pair(project)
    with project.one_transaction():
        mask = first.mask.to_array() | second.mask.to_array()
        project.annotations.update(
            first.id, row_version=first.row_version, mask=type(first.mask).from_array(mask)
        )
        project.annotations.delete(second.id, row_version=second.row_version)


def split(project: Any, _place: Path) -> None:
    """The halves of an object to two objects, as the window's command does."""
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.records import NewAnnotation

    whole = project.annotations.ground_truth()[0]
    left = whole.mask.to_array()
    right = left.copy()
    middle = int(whole.mask.box.x0 + whole.mask.box.x1) // 2
    left[:, middle:] = False
    right[:, :middle] = False
    make = type(whole.mask).from_array
    with project.one_transaction():
        project.annotations.add(NewAnnotation(whole.image_id, whole.class_name, Prompts(), make(right)))
        project.annotations.update(whole.id, row_version=whole.row_version, mask=make(left))


def set_lot(project: Any, _place: Path) -> None:
    """A lot for every image."""
    project.images.set_group([image.id for image in project.images.all()], "LOT7")


def undo_import(project: Any, _place: Path) -> None:
    """What the last import added."""
    project.imports.undo(project.imports.last().key)


ACTS: dict[str, Act] = {
    "merge classes": merge_classes,
    "merge classes and take apart": take_apart,
    "merge objects": merge_objects,
    "split": split,
    "set lot": set_lot,
    "undo import": undo_import,
}


def _pair(project: Any) -> tuple[Any, Any]:
    for image in project.images.all():
        found = project.annotations.of_image(image.id)
        if len(found) > 1:
            return found[0], found[1]
    raise AssertionError("no image has two objects")


def prepare(place: Path) -> None:
    """A project whose last import can be taken back."""
    from samft_core.project.project import Project

    make_project(place / "project", place / "images")
    with Project.open(place / "project", inspector="ada") as project:
        paths = make_images(place / "more", OFFCUTS)
        with project.imports.running():
            project.images.add(paths)


def state_of(folder: Path) -> tuple[object, ...]:
    """All that an act may change: objects, sign-offs, classes, images with their lots and places."""
    truth = read_truth(folder)
    with closing(connect(folder)) as connection:
        classes = connection.execute("SELECT id, name FROM defect_class ORDER BY id").fetchall()
        images = connection.execute("SELECT id, location, group_name FROM image ORDER BY id").fetchall()
    return sorted(truth.annotations.items()), sorted(truth.good), classes, images


def kill_act(name: str, count: int, seed: int, place: Path, template: Path) -> Tally:
    """Kill one act ``count`` times, spread over all of its changes of files."""
    tally = Tally(name)

    def work(trial: Path, fault: Fault, moment: int) -> Callable[[], dict[str, int]]:
        def run() -> dict[str, int]:
            from samft_core.project.project import Project

            with Project.open(trial / "project", inspector="ada") as project:
                shim.arm(trial, fault, moment)
                ACTS[name](project, trial)
                changes = shim.count()
                shim.arm(trial, Fault.OFF)
            return {"changes": changes}

        return run

    before = state_of(template / "project")
    trial = copy(template, place / "trial")
    counted = children.must(work(trial, Fault.COUNT, 0))
    total = counted["changes"]
    after = state_of(trial / "project")
    shutil.rmtree(trial)
    moments = range(1, total + 1)
    for moment in sorted(random.Random(seed).sample(moments, min(count, total))):
        trial = copy(template, place / "trial")
        outcome = children.run(work(trial, Fault.KILL, moment))
        what = f"{name}, killed at change {moment} of {total}"
        tally.tries += 1
        if outcome.signal is None:
            tally.counts["not reached"] += 1
        opened = children.run(opens_again(trial / "project"))
        if opened.result is None:
            tally.fault("does not open", f"{what}: {opened.words[-600:]}")
        else:
            for problem in opened.result["problems"]:
                tally.fault("check", f"{what}: {problem}")
            _compare(tally, what, trial / "project", before, after)
        shutil.rmtree(trial)
    return tally


def _compare(
    tally: Tally, what: str, project: Path, before: tuple[object, ...], after: tuple[object, ...]
) -> None:
    now = state_of(project)
    # Between the two of a merge and its undo stands a third, which is whole too.
    if now == before:
        tally.counts["not there"] += 1
    elif now == after:
        tally.counts["whole"] += 1
    elif "take apart" not in what:
        tally.fault("half an act", what)
    for kind, problems in faults_of(project, None).items():
        for problem in problems:
            tally.fault(kind, f"{what}: {problem}")


def run_all(count: int, seed: int) -> Iterator[Tally]:
    """Kills in the middle of each act; ``count`` of each."""
    with tempfile.TemporaryDirectory(prefix="samft-acts-") as folder:
        place = Path(folder)
        children.preload()
        if not shim.active():
            yield Tally("acts skipped: no C compiler")
            return
        template = place / "template"
        template.mkdir()
        children.must(lambda: prepare(template))
        for name in ACTS:
            yield kill_act(name, count, seed, place, template)
