"""A random inspector: real events on the real window, and after each step a look at the ground truth.

What was accepted must be there bit for bit, or the history must say that this step changed it; and a step
that only looks must change nothing at all.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.services.hub import Hub
from samft_core.imaging.masks import RleMask
from samft_core.project.project import Project
from tests.faults import kept_boxes
from tests.faults.desk import StuckError
from tests.faults.gestures import KINDS, Gestures
from tests.faults.witness import (
    changed_images,
    events_after,
    fact,
    mirror_differences,
    read_truth,
    same_masks,
    unseen_masks,
)
from tests.faults.workplace import Workplace, leave_native_dialogs

STEP_SECONDS = 10.0


@dataclass(slots=True)
class Finding:
    """What went wrong at which step."""

    kind: str
    words: str
    step: int


@dataclass(slots=True)
class Inspection:
    """Counts of a walk, and what ended it."""

    steps: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    finding: Finding | None = None
    slowest: float = 0.0
    changes: int = 0
    """Steps that changed ground truth."""


Step = tuple[str, int]
"""A kind of step and the seed of what is random in it."""


def random_steps(seed: int, count: int) -> list[Step]:
    """A walk."""
    rng = random.Random(seed)
    kinds = list(KINDS)
    weights = [kind.weight for kind in KINDS.values()]
    return [(rng.choices(kinds, weights)[0], rng.randrange(1 << 30)) for _ in range(count)]


class Inspector:
    """Walks through the window of one project in ``place``, which holds ``project`` and ``images``."""

    def __init__(self, place: Path) -> None:
        self._workplace = Workplace(place)
        self._gestures = Gestures(self._workplace)
        self._truth = read_truth(self._workplace.project, self._workplace.connection)
        self._boxes = kept_boxes.stored(self._workplace.connection)
        self._changes = 0

    def walk(self, steps: list[Step]) -> Inspection:
        """Do all steps, or stop at the first finding."""
        done = Inspection()
        for number, (kind, seed) in enumerate(steps):
            start = time.monotonic()
            finding = self._step(number, kind, seed)
            done.slowest = max(done.slowest, time.monotonic() - start)
            done.steps += 1
            done.kinds[kind] += 1
            if finding is not None:
                done.finding = finding
                return done
        done.finding = self._end(len(steps))
        done.changes = self._changes
        return done

    def _step(self, number: int, kind: str, seed: int) -> Finding | None:
        gestures = self._gestures
        shown = shown_masks(self._workplace.desk.hub)
        start = time.monotonic()
        worked = time.process_time()
        try:
            gestures.do(kind, random.Random(seed))
        except StuckError as error:
            return Finding("hang", f"{gestures.name}: {error}", number)
        seconds = time.monotonic() - start
        # On a busy machine the clock says little, but what waits for a lock does not work either.
        if time.process_time() - worked > STEP_SECONDS or seconds > 9 * STEP_SECONDS:
            return Finding("hang", f"{gestures.name} took {seconds:.0f} s", number)
        problem = self._falsified(shown)
        if problem is not None:
            return Finding("falsified", f"{gestures.name}: {problem}", number)
        problem = gestures.problem or self._boxes_lost()
        if problem is not None:
            return Finding("lost", f"{gestures.name}: {problem}", number)
        bad = [r for r in self._workplace.desk.reports if getattr(r, "unexpected", False)]
        if bad:
            return Finding("traceback", f"{gestures.name}: {getattr(bad[0], 'detail', bad[0])}", number)
        self._workplace.desk.reports.clear()
        return None

    # What must hold

    def _falsified(self, shown: set[tuple[str, str]]) -> str | None:
        """What of the ground truth is not as it should be after a gesture, in words."""
        gestures = self._gestures
        connection = self._workplace.connection
        before = self._truth
        after = read_truth(self._workplace.project, connection)
        self._truth = after
        (errors,) = connection.execute("SELECT count(*) FROM image WHERE error IS NOT NULL").fetchone()
        if errors:
            return f"{errors} images are stored as unreadable although their files are whole"
        events = events_after(connection, before.last_event)
        changed = changed_images(before, after)
        if not changed:
            return None
        self._changes += 1
        if gestures.only_looks:
            return f"ground truth of images {sorted(changed)} changed; events {events}"
        renamed = any(action.startswith("class.") for action, _subject, _detail in events)
        for image in changed:
            told = any(_concerns(subject, detail, image) for _action, subject, detail in events)
            if not told and not (renamed and same_masks(before, after, image)):
                return f"ground truth of image {image} changed and no event says so; events {events}"
        if gestures.name not in ("colleague", "second window") and any(
            a == "image.accept" for a, _s, _d in events
        ):
            unseen = unseen_masks(before, after, shown)
            # Taking back or doing again brings what was seen before.
            if unseen and "undo" not in gestures.name and "redo" not in gestures.name:
                return f"annotations {unseen} were accepted with masks that the window did not show"
        return None

    def _boxes_lost(self) -> str | None:
        """Boxes that wait are dropped by a step that means it; looking is none."""
        before = self._boxes
        self._boxes = kept_boxes.stored(self._workplace.connection)
        gone = before - self._boxes
        return f"waiting boxes {sorted(gone)} are gone" if gone and self._gestures.only_looks else None

    def _end(self, number: int) -> Finding | None:
        """Close everything: the files are what the database says."""
        try:
            self._workplace.close()
        except StuckError as error:
            return Finding("hang", f"closing: {error}", number)
        differences = mirror_differences(self._workplace.project)
        if differences:
            return Finding("mirror", "; ".join(differences[:5]), number)
        with Project.open(self._workplace.project, inspector="ada") as project:
            problems = project.check().problems
        return Finding("check", "; ".join(map(str, problems[:5])), number) if problems else None


def shown_masks(hub: Hub) -> set[tuple[str, str]]:
    """Class-free digests of what the inspector can see and so accept: image and mask."""
    found = {(str(record.image_id), _digest(record.mask)) for record in hub.annotations.records()}
    for version in hub.predictions.versions:
        answer = hub.predictions.answer(version)
        if answer is not None:
            image = str(hub.predictions.image_id)
            found |= {(image, _digest(proposal.rle())) for proposal in answer.proposals}
    for image_id in hub.projects.index.order:
        for box in hub.boxes.boxes(image_id):
            found |= {(str(image_id), _digest(answer.proposal.rle())) for answer in box.answers.values()}
    return found


def _digest(mask: RleMask) -> str:
    return fact("", "", mask.height, mask.width, mask.counts)[2]


def _concerns(subject: str, detail: str, image: int) -> bool:
    if subject == f"image:{image}" or subject.startswith(f"image:{image}/"):
        return True
    return subject == "project" and f"{image}" in detail


def walk(place: Path, steps: list[Step]) -> dict[str, Any]:
    """Walk in the project at ``place``, which is used up; plain data about how it went."""
    leave_native_dialogs()
    inspection = Inspector(place).walk(steps)
    finding = inspection.finding
    return {
        "steps": inspection.steps,
        "kinds": dict(inspection.kinds),
        "slowest": inspection.slowest,
        "changes": inspection.changes,
        "finding": None if finding is None else [finding.kind, finding.words, finding.step],
    }
