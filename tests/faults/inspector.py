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

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QListView, QWidget

from samft_core.project.project import Project
from tests.faults import kept_boxes
from tests.faults.desk import Desk, StuckError
from tests.faults.projects import SIDE
from tests.faults.witness import Truth, connect, events_after, fact, mirror_differences, read_truth
from tests.faults.writing import edit_once

LOOKING = frozenset(
    (
        "project.open",
        "image.next",
        "image.previous",
        "image.next_open",
        "image.useful",
        "image.search",
        "tool.select",
        "tool.box",
        "tool.pan",
        "brush.smaller",
        "brush.larger",
        "predict.show_base",
        "predict.show_tuned",
        "predict.several",
        "predict.look",
        "help.palette",
        "help.keys",
        "app.preferences",
        "app.inspector",
        "help.about",
        "help.tour",
    )
)
"""Actions that never change ground truth; so do all of ``view.*``."""

SKIPPED = frozenset(
    ("app.quit", "project.close", "help.log", "help.selftest", "model.train", "project.sample", "view.large")
)
"""Actions that leave the project, start long work, or are steps of their own."""

STEP_SECONDS = 10.0

ANSWER_SECONDS = 20.0
"""How long a step waits for the engine. An answer that comes later, while the next step begins, is on the
screen before that step's key and yet not among what was noted as shown."""

WEIGHTS = {
    "action": 30,
    "drag": 26,
    "look": 8,
    "click image": 6,
    "click class": 5,
    "type search": 4,
    "rename": 3,
    "new class": 2,
    "click anywhere": 8,
    "wheel": 2,
    "accept": 14,
    "undo": 5,
    "good": 3,
    "letters": 4,
    "colleague": 4,
    "restart": 0.4,
    "move project": 0.2,
    "drop and undo": 2,
    "second window": 0.25,
    "away": 0.8,
    "back": 1.2,
    "points": 3,
    "double click": 2,
}

NEVER = frozenset(("look", "type search", "wheel", "away", "back", "restart", "move project", "click image"))
"""Steps that only look, besides the actions in ``LOOKING``."""


HOMES = ("project", "Prüfung 2/project", "moved, as it was found", "a/b/瓶")
"""Where the project's folder is moved to, below the place of all."""


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
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    return [(rng.choices(kinds, weights)[0], rng.randrange(1 << 30)) for _ in range(count)]


class Inspector:
    """Walks through the window of one project in ``place``, which holds ``project`` and ``images``."""

    def __init__(self, place: Path) -> None:
        self.place, self.project = place, place / "project"
        self.images, self.hidden = place / "images", place / "images-away"
        self.desk = self._open_desk()
        self.colleague = Project.open(self.project, inspector="bob")
        self.connection = connect(self.project)
        self.truth = read_truth(self.project, self.connection)
        self.boxes = kept_boxes.stored(self.connection)
        self.problem: str | None = None
        self.name = ""
        self.only_looks = False
        self.changes = 0

    def _open_desk(self) -> Desk:
        desk = Desk(self.place)
        desk.open(self.project)
        return desk

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
        done.changes = self.changes
        return done

    def _step(self, number: int, kind: str, seed: int) -> Finding | None:
        self.name, self.only_looks = kind, kind in NEVER
        shown = self._shown()
        start, worked = time.monotonic(), time.process_time()
        rng = random.Random(seed)
        try:
            getattr(self, "_" + kind.replace(" ", "_"))(rng)
            self._rest()
        except StuckError as error:
            return Finding("hang", f"{self.name}: {error}", number)
        seconds = time.monotonic() - start
        # On a busy machine the clock says little, but what waits for a lock does not work either.
        if time.process_time() - worked > STEP_SECONDS or seconds > 9 * STEP_SECONDS:
            return Finding("hang", f"{self.name} took {seconds:.0f} s", number)
        problem = self._falsified(shown)
        if problem is not None:
            return Finding("falsified", f"{self.name}: {problem}", number)
        problem = self.problem or self._boxes_lost()
        if problem is not None:
            return Finding("lost", f"{self.name}: {problem}", number)
        bad = [r for r in self.desk.reports if getattr(r, "unexpected", False)]
        if bad:
            return Finding("traceback", f"{self.name}: {getattr(bad[0], 'detail', bad[0])}", number)
        self.desk.reports.clear()
        return None

    def _rest(self) -> None:
        """Let the engine answer and the picture come, so that the next step's changes are its own."""
        desk = self.desk
        desk.settle()
        if desk.dialogs():
            desk.dismiss()
        end = time.monotonic() + ANSWER_SECONDS
        while desk.hub.predictions.state.name == "ASKED" and time.monotonic() < end:
            QTest.qWait(2)
        desk.settle()

    # What must hold

    def _shown(self) -> set[tuple[str, str]]:
        """Class-free digests of what the inspector can see and so accept: image and mask."""
        hub = self.desk.hub
        found = {
            (str(a.image_id), fact("", "", a.mask.height, a.mask.width, a.mask.counts)[2])
            for a in hub.annotations.records()
        }
        for version in hub.predictions.versions:
            given = hub.predictions.answer(version)
            if given is not None:
                for proposal in given.proposals:
                    mask = proposal.rle()
                    digest = fact("", "", mask.height, mask.width, mask.counts)[2]
                    found.add((str(hub.predictions.image_id), digest))
        for image in hub.projects.index.order:
            for box in hub.boxes.boxes(image):
                for given in box.answers.values():
                    mask = given.proposal.rle()
                    found.add((str(image), fact("", "", mask.height, mask.width, mask.counts)[2]))
        return found

    def _falsified(self, shown: set[tuple[str, str]]) -> str | None:
        before, after = self.truth, read_truth(self.project, self.connection)
        self.truth = after
        (errors,) = self.connection.execute("SELECT count(*) FROM image WHERE error IS NOT NULL").fetchone()
        if errors:
            return f"{errors} images are stored as unreadable although their files are whole"
        events = events_after(self.connection, before.last_event)
        changed = changed_images(before, after)
        if not changed:
            return None
        self.changes += 1
        if self.only_looks:
            return f"ground truth of images {sorted(changed)} changed; events {events}"
        renamed = any(action.startswith("class.") for action, _subject, _detail in events)
        for image in changed:
            told = any(_concerns(subject, detail, image) for _action, subject, detail in events)
            if not told and not (renamed and _same_masks(before, after, image)):
                return f"ground truth of image {image} changed and no event says so; events {events}"
        if self.name not in ("colleague", "second window") and any(
            a == "image.accept" for a, _s, _d in events
        ):
            unseen = unseen_masks(before, after, shown)
            # Taking back or doing again brings what was seen before.
            if unseen and "undo" not in self.name and "redo" not in self.name:
                return f"annotations {unseen} were accepted with masks that the window did not show"
        return None

    def _boxes_lost(self) -> str | None:
        """Boxes that wait are dropped by a step that means it; looking is none."""
        before, self.boxes = self.boxes, kept_boxes.stored(self.connection)
        gone = before - self.boxes
        return f"waiting boxes {sorted(gone)} are gone" if gone and self.only_looks else None

    def _end(self, number: int) -> Finding | None:
        """Close everything: the files are what the database says."""
        try:
            self._bring_back()
            self.desk.close()
        except StuckError as error:
            return Finding("hang", f"closing: {error}", number)
        self.colleague.close()
        self.connection.close()
        differences = mirror_differences(self.project)
        if differences:
            return Finding("mirror", "; ".join(differences[:5]), number)
        with Project.open(self.project, inspector="ada") as project:
            problems = project.check().problems
        return Finding("check", "; ".join(map(str, problems[:5])), number) if problems else None

    # Steps

    def _action(self, rng: random.Random) -> None:
        usable = [
            (spec, action)
            for spec, action in self.desk.window.commands.all()
            if action.isEnabled()
            and spec.key
            and spec.id not in SKIPPED
            and not spec.id.startswith("project.")
        ]
        spec, action = rng.choice(usable)
        self._press(spec.id, action)

    def _look(self, rng: random.Random) -> None:
        usable = [
            (spec, action)
            for spec, action in self.desk.window.commands.all()
            if action.isEnabled()
            and (spec.id in LOOKING or spec.id.startswith("view."))
            and action.shortcuts()
            and spec.id not in SKIPPED
        ]
        spec, action = rng.choice(usable)
        self._press(spec.id, action)

    def _press(self, action_id: str, action: Any) -> None:
        self.name = f"{self.name} {action_id}"
        self.only_looks = action_id in LOOKING or action_id.startswith("view.")
        keys = action.shortcuts()
        if not keys:
            return
        combined = keys[0][0]
        self._pick_focus()
        self.desk.key(combined.key(), combined.keyboardModifiers())

    def _pick_focus(self) -> None:
        """A key is for the picture: an inspector looks there. Text fields are steps of their own."""
        focus = self.desk.application.focusWidget()
        if isinstance(focus, QLineEdit):
            self.desk.window.panels.canvas.setFocus()

    def _accept(self, rng: random.Random) -> None:
        self.desk.key(
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ShiftModifier if rng.random() < 0.3 else Qt.KeyboardModifier.NoModifier,
        )

    def _good(self, _rng: random.Random) -> None:
        self.desk.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    def _undo(self, rng: random.Random) -> None:
        key = Qt.Key.Key_Z if rng.random() < 0.7 else Qt.Key.Key_Y
        self.desk.key(key, Qt.KeyboardModifier.ControlModifier)

    def _drag(self, rng: random.Random) -> None:
        width, height = SIDE
        modifiers = (
            Qt.KeyboardModifier.ShiftModifier if rng.random() < 0.15 else Qt.KeyboardModifier.NoModifier
        )
        ends = [rng.uniform(-5, side + 5) for side in (width, height, width, height)]
        self.name += f" with {self.desk.window.panels.canvas.tool}"
        self.desk.drag(*ends, modifiers)

    def _points(self, rng: random.Random) -> None:
        canvas = self.desk.window.panels.canvas
        self.name += f" with {canvas.tool}"
        at = self.desk.at(rng.uniform(0, SIDE[0]), rng.uniform(0, SIDE[1]))
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)

    def _double_click(self, rng: random.Random) -> None:
        canvas = self.desk.window.panels.canvas
        self.name += f" with {canvas.tool}"
        at = self.desk.at(rng.uniform(0, SIDE[0]), rng.uniform(0, SIDE[1]))
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)

    def _wheel(self, rng: random.Random) -> None:
        from PySide6.QtCore import QPointF
        from PySide6.QtGui import QWheelEvent

        canvas = self.desk.window.panels.canvas
        place = QPointF(self.desk.at(rng.uniform(0, SIDE[0]), rng.uniform(0, SIDE[1])))
        turn = QPoint(0, rng.choice((-240, -120, 120, 240)))
        event = QWheelEvent(
            place,
            canvas.mapToGlobal(place),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        self.desk.application.sendEvent(canvas, event)

    def _letters(self, rng: random.Random) -> None:
        """Keys that were meant for something else, one after the other, wherever the focus is."""
        text = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz1234 ") for _ in range(rng.randint(1, 4)))
        self.name += f" {text!r}"
        for letter in text:
            self.desk.type(letter)

    def _fields(self) -> list[QLineEdit]:
        return [f for f in self.desk.window.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()]

    def _type_search(self, rng: random.Random) -> None:
        fields = [f for f in self._fields() if self.desk.window.panels.images.isAncestorOf(f)]
        if not fields:
            return
        found = rng.choice(fields)
        self.desk.click(found)
        self.desk.type(rng.choice(("g", "bottle 00", "gr1u", "zzz", "e1 2")))
        self.desk.key(Qt.Key.Key_Return)
        self.desk.click(found)
        found.selectAll()
        self.desk.key(Qt.Key.Key_Delete)
        if rng.random() < 0.7:
            self.desk.key(Qt.Key.Key_Escape)

    def _class_list(self) -> QListView | None:
        lists = [v for v in self.desk.window.panels.classes.findChildren(QListView) if v.isVisible()]
        return lists[0] if lists else None

    def _row(self, view: QListView, rng: random.Random) -> QPoint | None:
        rows = view.model().rowCount()
        if not rows:
            return None
        index = view.model().index(rng.randrange(rows), 0)
        view.scrollTo(index)
        return view.visualRect(index).center()

    def _click_class(self, rng: random.Random) -> None:
        view = self._class_list()
        place = None if view is None else self._row(view, rng)
        if view is not None and place is not None:
            self.desk.click(view.viewport(), place)

    def _rename(self, rng: random.Random) -> None:
        """Rename a class or give up: nothing is relabelled or accepted by it."""
        view = self._class_list()
        place = None if view is None else self._row(view, rng)
        if view is None or place is None:
            return
        before = self.truth
        self.desk.click(view.viewport(), place, double=True)
        self.desk.settle()
        editors = [e for e in view.findChildren(QLineEdit) if e.isVisible()]
        self.name += " in the editor" if editors else " without an editor"
        if editors:
            editors[0].selectAll()
            self.desk.type(rng.choice(("crack", "gr", "Kratzer 1", "u1", "chip two", "  ", "a/b")))
            self.desk.key(rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Enter)))
            self._rest()
            after = read_truth(self.project, self.connection)
            for image in changed_images(before, after):
                if not _same_masks(before, after, image):
                    self.only_looks = True  # the check will name it

    def _new_class(self, rng: random.Random) -> None:
        fields = [f for f in self.desk.window.panels.classes.findChildren(QLineEdit) if f.isVisible()]
        if not fields or len(self.desk.hub.projects.classes.records) > 12:
            return
        self.desk.click(fields[-1])
        self.desk.type(rng.choice(("scratch", "dent", "g1", "blase", "crack")))
        self.desk.key(rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))

    def _click_image(self, rng: random.Random) -> None:
        lists = [v for v in self.desk.window.panels.images.findChildren(QListView) if v.isVisible()]
        if not lists:
            return
        place = self._row(lists[0], rng)
        if place is not None:
            self.desk.click(lists[0].viewport(), place)
            self.desk.settle()
            if not self.hidden.exists():
                self.desk.wait_picture()

    def _click_anywhere(self, rng: random.Random) -> None:
        """A click on whatever is there; native dialogs are left at once."""
        window = self.desk.window
        place = QPoint(rng.randrange(window.width()), rng.randrange(window.height()))
        widget: QWidget = window.childAt(place) or window
        if widget.objectName() in SKIPPED or self._leaves(widget):
            return
        self.name += f" on {type(widget).__name__} {_words_of(widget)!r}"
        inner = widget.mapFrom(window, place) if widget is not window else place
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=inner)

    def _leaves(self, widget: QWidget) -> bool:
        """Whether a click would start a run or leave the project: those are steps of their own."""
        if not isinstance(widget, QAbstractButton):
            return False
        action = getattr(widget, "defaultAction", lambda: None)()
        return action is not None and action.objectName() in SKIPPED

    def _colleague(self, rng: random.Random) -> None:
        """Another inspector edits through another connection, as another PC's window would."""
        from samft_core.errors import SamftError

        image = rng.choice(self.colleague.images.all())
        try:
            edit_once(self.colleague, image.id, rng)
        except SamftError:
            return

    def _drop_and_undo(self, rng: random.Random) -> None:
        """Drop the box in hand, or all that wait here; one step back they are there as before."""
        hub = self.desk.hub
        before = kept_boxes.drawn(hub)
        self.desk.window.panels.canvas.setFocus()
        all_of_them = rng.random() < 0.3
        self.desk.key(
            Qt.Key.Key_Delete,
            Qt.KeyboardModifier.ShiftModifier if all_of_them else Qt.KeyboardModifier.NoModifier,
        )
        self._rest()
        if kept_boxes.missing(before, kept_boxes.drawn(hub)) is None:
            return  # there was none, or the key was for an object
        self.desk.window.panels.canvas.setFocus()
        self.desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self._rest()
        self.problem = kept_boxes.missing(before, kept_boxes.drawn(hub))

    def _restart(self, _rng: random.Random) -> None:
        waiting = self._leave()
        self.desk = self._open_desk()
        self.problem = kept_boxes.missing(waiting, kept_boxes.drawn(self.desk.hub))

    def _leave(self) -> Counter[kept_boxes.Box]:
        """Close the window; returns what waited in it."""
        self._bring_back()
        self.desk.dismiss()
        self._rest()
        waiting = kept_boxes.drawn(self.desk.hub)
        self.desk.close()
        differences = mirror_differences(self.project)
        if differences:
            raise StuckError(f"after closing, the ground-truth folder is not the database: {differences[:4]}")
        return waiting

    def _move_project(self, rng: random.Random) -> None:
        """Close it, move its folder without its images, and open it there: all images are found again."""
        waiting = self._leave()
        self.colleague.close()
        self.connection.close()
        home = self.place / rng.choice([home for home in HOMES if self.place / home != self.project])
        home.parent.mkdir(parents=True, exist_ok=True)
        self.project = self.project.rename(home)
        self.name += f" to {home.name}"
        self.desk = self._open_desk()
        self.colleague = Project.open(self.project, inspector="bob")
        self.connection = connect(self.project)
        lost = [path for path in self._visited(rng) if not path.is_file()]
        if lost:
            self.problem = f"after the project's folder moved, images are not found: {lost}"
        else:
            self.problem = kept_boxes.missing(waiting, kept_boxes.drawn(self.desk.hub))

    def _visited(self, rng: random.Random) -> list[Path]:
        """Where images are found that are visited; the others are not looked for before somebody does."""
        ids = [image.id for image in self.desk.hub.projects.images()]
        visited = rng.sample(ids, rng.randint(1, len(ids)))
        return [self.colleague.image_locations.follow(image_id).path for image_id in visited]

    def _second_window(self, rng: random.Random) -> None:
        self._bring_back()
        other = Desk(self.place, inspector="bob")
        try:
            other.open(self.project)
            first, self.desk = self.desk, other
            try:
                for _ in range(rng.randint(1, 6)):
                    kind = rng.choice(("drag", "accept", "undo", "click image", "action"))
                    getattr(self, "_" + kind.replace(" ", "_"))(random.Random(rng.random()))
                    self._rest()
            finally:
                self.desk = first
        finally:
            other.close()
        self.name, self.only_looks = "second window", False

    def _away(self, _rng: random.Random) -> None:
        """The drive with the images is gone, and the inspector goes on looking."""
        if not self.hidden.exists():
            self.images.rename(self.hidden)
        self.desk.window.panels.canvas.setFocus()
        for _ in range(2):
            self.desk.key(Qt.Key.Key_N)
            self.desk.settle()
            QTest.qWait(10)

    def _back(self, _rng: random.Random) -> None:
        self._bring_back()

    def _bring_back(self) -> None:
        if self.hidden.exists():
            self.hidden.rename(self.images)


def changed_images(before: Truth, after: Truth) -> set[int]:
    """Images whose ground truth is not what it was."""
    old, new = before.accepted(), after.accepted()
    changed = {old[a][0] for a in old if new.get(a) != old[a]} | {
        new[a][0] for a in new if old.get(a) != new[a]
    }
    return changed | (before.good ^ after.good)


def _same_masks(before: Truth, after: Truth, image: int) -> bool:
    """Whether only class names differ."""

    def plain(truth: Truth) -> set[tuple[int, str, str]]:
        return {(a, f[1], f[2]) for a, (i, f) in truth.accepted().items() if i == image}

    return plain(before) == plain(after) and (image in before.good) == (image in after.good)


def _concerns(subject: str, detail: str, image: int) -> bool:
    if subject == f"image:{image}" or subject.startswith(f"image:{image}/"):
        return True
    return subject == "project" and f"{image}" in detail


def unseen_masks(before: Truth, after: Truth, shown: set[tuple[str, str]]) -> list[int]:
    """Annotations accepted since with masks that were not on the screen."""
    old, new = before.accepted(), after.accepted()
    return [
        a
        for a, (image, found) in new.items()
        if (a not in old or old[a][1][2] != found[2]) and (str(image), found[2]) not in shown
    ]


def _words_of(widget: QWidget) -> str:
    """What a person would call it."""
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return widget.text()
    return widget.objectName()


def leave_native_dialogs() -> None:
    """File dialogs are left without a choice and nothing is shown outside: no person is there."""
    QFileDialog.getExistingDirectory = staticmethod(lambda *_a, **_k: "")  # type: ignore[assignment]
    QFileDialog.getOpenFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QFileDialog.getOpenFileNames = staticmethod(lambda *_a, **_k: ([], ""))  # type: ignore[assignment]
    QFileDialog.getSaveFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QDesktopServices.openUrl = staticmethod(lambda *_a: True)  # type: ignore[assignment]


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
