"""What a random inspector does: one gesture each, with real events on the real window."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QListWidget, QMenu, QWidget

from app.actions.ids import ActionId
from app.controllers.shown_masks import REACTION_S
from app.dialogs.confirmation import QuestionDialog
from samft_core.errors import SamftError
from tests.faults import kept_boxes
from tests.faults.desk import Desk
from tests.faults.projects import SIDE
from tests.faults.witness import Truth, changed_images, read_truth, same_masks
from tests.faults.workplace import Workplace
from tests.faults.writing import edit_once

LOOKING = frozenset(
    (
        ActionId.PROJECT_OPEN,
        ActionId.IMAGE_NEXT,
        ActionId.IMAGE_PREVIOUS,
        ActionId.IMAGE_NEXT_OPEN,
        ActionId.IMAGE_USEFUL,
        ActionId.IMAGE_SEARCH,
        ActionId.TOOL_SELECT,
        ActionId.TOOL_BOX,
        ActionId.TOOL_PAN,
        ActionId.BRUSH_SMALLER,
        ActionId.BRUSH_LARGER,
        ActionId.PREDICT_SHOW_BASE,
        ActionId.PREDICT_SHOW_TUNED,
        ActionId.PREDICT_SEVERAL,
        ActionId.PREDICT_LOOK,
        ActionId.HELP_PALETTE,
        ActionId.HELP_KEYS,
        ActionId.APP_PREFERENCES,
        ActionId.APP_INSPECTOR,
        ActionId.HELP_ABOUT,
        ActionId.HELP_TOUR,
    )
)
"""Actions that never change ground truth; so do all of ``view.*``."""

SKIPPED = frozenset(
    (
        ActionId.APP_QUIT,
        ActionId.PROJECT_CLOSE,
        ActionId.HELP_LOG,
        ActionId.HELP_SELFTEST,
        ActionId.MODEL_TRAIN,
        ActionId.PROJECT_SAMPLE,
        ActionId.VIEW_LARGE,
    )
)
"""Actions that leave the project, start long work, or are steps of their own."""

LOOK_MS = round(REACTION_S * 1000) + 50
"""How long somebody looks who looks before accepting."""

HOMES = ("project", "Prüfung 2/project", "moved, as it was found", "a/b/瓶")
"""Where the project's folder is moved to, below the place of all."""


class Gestures:
    """Does one gesture after another; what it found out about the last one stands in the attributes."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.name = ""
        """Of the last gesture, with what it was done to."""
        self.only_looks = False
        """Whether the last gesture may change no ground truth."""
        self.problem: str | None = None
        """What the last gesture itself found wrong."""

    def do(self, kind: str, rng: random.Random) -> None:
        """Do a gesture and let the window come to rest. Raises StuckError."""
        self.name = kind
        self.only_looks = KINDS[kind].only_looks
        self.problem = None
        KINDS[kind].do(self, rng)
        self.workplace.rest()

    @property
    def desk(self) -> Desk:
        """The window that is worked in."""
        return self.workplace.desk

    def _truth(self) -> Truth:
        return read_truth(self.workplace.project, self.workplace.connection)

    def action(self, rng: random.Random) -> None:
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

    def look(self, rng: random.Random) -> None:
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

    def accept(self, rng: random.Random) -> None:
        """Accept, mostly after a look at what is shown: in haste the window refuses."""
        with_shift = rng.random() < 0.3
        if rng.random() < 0.7:
            QTest.qWait(LOOK_MS)
        self.desk.key(
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ShiftModifier if with_shift else Qt.KeyboardModifier.NoModifier,
        )

    def good(self, _rng: random.Random) -> None:
        self.desk.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    def undo(self, rng: random.Random) -> None:
        key = Qt.Key.Key_Z if rng.random() < 0.7 else Qt.Key.Key_Y
        self.desk.key(key, Qt.KeyboardModifier.ControlModifier)

    def drag(self, rng: random.Random) -> None:
        width, height = SIDE
        modifiers = (
            Qt.KeyboardModifier.ShiftModifier if rng.random() < 0.15 else Qt.KeyboardModifier.NoModifier
        )
        ends = [rng.uniform(-5, side + 5) for side in (width, height, width, height)]
        self.name += f" with {self.desk.window.panels.canvas.tool}"
        self.desk.drag(*ends, modifiers)

    def points(self, rng: random.Random) -> None:
        canvas = self.desk.window.panels.canvas
        self.name += f" with {canvas.tool}"
        at = self.desk.at(rng.uniform(0, SIDE[0]), rng.uniform(0, SIDE[1]))
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)

    def double_click(self, rng: random.Random) -> None:
        canvas = self.desk.window.panels.canvas
        self.name += f" with {canvas.tool}"
        at = self.desk.at(rng.uniform(0, SIDE[0]), rng.uniform(0, SIDE[1]))
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)

    def wheel(self, rng: random.Random) -> None:
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

    def letters(self, rng: random.Random) -> None:
        """Keys that were meant for something else, one after the other, wherever the focus is."""
        text = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz1234 ") for _ in range(rng.randint(1, 4)))
        self.name += f" {text!r}"
        for letter in text:
            self.desk.type(letter)

    def _fields(self) -> list[QLineEdit]:
        return [f for f in self.desk.window.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()]

    def type_search(self, rng: random.Random) -> None:
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

    def click_class(self, rng: random.Random) -> None:
        view = self._class_list()
        place = None if view is None else self._row(view, rng)
        if view is not None and place is not None:
            self.desk.click(view.viewport(), place)

    def rename(self, rng: random.Random) -> None:
        """Rename a class or give up: nothing is relabelled or accepted by it."""
        view = self._class_list()
        place = None if view is None else self._row(view, rng)
        if view is None or place is None:
            return
        before = self._truth()
        self.desk.click(view.viewport(), place, double=True)
        self.desk.settle()
        editors = [e for e in view.findChildren(QLineEdit) if e.isVisible()]
        self.name += " in the editor" if editors else " without an editor"
        if editors:
            editors[0].selectAll()
            self.desk.type(rng.choice(("crack", "gr", "Kratzer 1", "u1", "chip two", "  ", "a/b")))
            self.desk.key(rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Enter)))
            self.workplace.rest()
            after = self._truth()
            if not all(same_masks(before, after, image) for image in changed_images(before, after)):
                self.only_looks = True  # the check will name it

    def several_objects(self, rng: random.Random) -> None:
        """Select several objects in their list, then merge, split, copy, lock or what else may be."""
        (view,) = self.desk.window.panels.objects.findChildren(QListWidget)
        if not view.count() or not view.isVisible():
            return
        for number in range(rng.choice((1, 2, 2, 3))):
            item = view.item(rng.randrange(view.count()))
            view.scrollToItem(item)
            keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            if rng.random() < 0.2:
                keys = Qt.KeyboardModifier.ShiftModifier
            place = view.visualItemRect(item).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)
            self.desk.settle()
            if not view.count():
                return
        if rng.random() < 0.8:
            QTest.qWait(LOOK_MS)
        usable = [
            (spec, action)
            for spec, action in self.desk.window.commands.all()
            if action.isEnabled() and spec.id.startswith(("object.", "mask."))
        ]
        if usable:
            spec, action = rng.choice(usable)
            self._press(spec.id, action)

    def class_menu(self, rng: random.Random) -> None:
        """Choose from the menu of a class: a colour, a place, merge, delete; and answer what is asked."""
        view = self._class_list()
        place = None if view is None else self._row(view, rng)
        if view is None or place is None:
            return
        view.customContextMenuRequested.emit(place)
        menu = self.desk.window.menus.menu
        entries = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        while entries:
            chosen = rng.choice(entries)
            below = chosen.menu()
            if not isinstance(below, QMenu):
                self.name += f" {chosen.text()!r}"
                chosen.trigger()
                break
            entries = [action for action in below.actions() if action.isEnabled()]
        menu.close()
        self.desk.settle()
        questions = [q for q in self.desk.window.findChildren(QuestionDialog) if q.isVisible()]
        if questions and rng.random() < 0.7:
            questions[0].yes.click()

    def new_class(self, rng: random.Random) -> None:
        fields = [f for f in self.desk.window.panels.classes.findChildren(QLineEdit) if f.isVisible()]
        if not fields or len(self.desk.hub.projects.classes.records) > 12:
            return
        self.desk.click(fields[-1])
        self.desk.type(rng.choice(("scratch", "dent", "g1", "blase", "crack")))
        self.desk.key(rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))

    def click_image(self, rng: random.Random) -> None:
        lists = [v for v in self.desk.window.panels.images.findChildren(QListView) if v.isVisible()]
        if not lists:
            return
        place = self._row(lists[0], rng)
        if place is not None:
            self.desk.click(lists[0].viewport(), place)
            self.desk.settle()
            if not self.workplace.hidden.exists():
                self.desk.wait_picture()

    def click_anywhere(self, rng: random.Random) -> None:
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

    def colleague(self, rng: random.Random) -> None:
        """Another inspector edits through another connection, as another PC's window would."""
        image = rng.choice(self.workplace.colleague.images.all())
        try:
            edit_once(self.workplace.colleague, image.id, rng)
        except SamftError:
            return

    def drop_and_undo(self, rng: random.Random) -> None:
        """Drop the current box, or all that wait here; one step back they are there as before."""
        hub = self.desk.hub
        before = kept_boxes.drawn(hub)
        self.desk.window.panels.canvas.setFocus()
        all_of_them = rng.random() < 0.3
        self.desk.key(
            Qt.Key.Key_Delete,
            Qt.KeyboardModifier.ShiftModifier if all_of_them else Qt.KeyboardModifier.NoModifier,
        )
        self.workplace.rest()
        if kept_boxes.missing(before, kept_boxes.drawn(hub)) is None:
            return  # there was none, or the key was for an object
        self.desk.window.panels.canvas.setFocus()
        self.desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.workplace.rest()
        self.problem = kept_boxes.missing(before, kept_boxes.drawn(hub))

    def restart(self, _rng: random.Random) -> None:
        """Close the window and open it again: what waited in it is there."""
        waiting = self.workplace.close_window()
        self.workplace.open_window()
        self.problem = kept_boxes.missing(waiting, kept_boxes.drawn(self.desk.hub))

    def move_project(self, rng: random.Random) -> None:
        """Move the project's folder without its images: all images are found again, and what waited."""
        workplace = self.workplace
        homes = [workplace.place / home for home in HOMES]
        home = rng.choice([home for home in homes if home != workplace.project])
        self.name += f" to {home.name}"
        waiting = workplace.move_project(home)
        lost = [path for path in self._visited(rng) if not path.is_file()]
        if lost:
            self.problem = f"after the project's folder moved, images are not found: {lost}"
        else:
            self.problem = kept_boxes.missing(waiting, kept_boxes.drawn(self.desk.hub))

    def _visited(self, rng: random.Random) -> list[Path]:
        """Where images are found that are visited; the others are not looked for before somebody does."""
        ids = [image.id for image in self.desk.hub.projects.images()]
        visited = rng.sample(ids, rng.randint(1, len(ids)))
        return [self.workplace.colleague.image_locations.follow(image_id).path for image_id in visited]

    def second_window(self, rng: random.Random) -> None:
        """Another inspector works in a window of the same project for a while."""
        workplace = self.workplace
        workplace.bring_images_back()
        other = Desk(workplace.place, inspector="bob")
        try:
            other.open(workplace.project)
            first = workplace.desk
            workplace.desk = other
            try:
                for _ in range(rng.randint(1, 6)):
                    kind = rng.choice(("drag", "accept", "undo", "click image", "action"))
                    KINDS[kind].do(self, random.Random(rng.random()))
                    workplace.rest()
            finally:
                workplace.desk = first
        finally:
            other.close()
        self.name = "second window"
        self.only_looks = False

    def away(self, _rng: random.Random) -> None:
        """The drive with the images is gone, and the inspector goes on looking."""
        self.workplace.take_images_away()
        self.desk.window.panels.canvas.setFocus()
        for _ in range(2):
            self.desk.key(Qt.Key.Key_N)
            self.desk.settle()
            QTest.qWait(10)

    def back(self, _rng: random.Random) -> None:
        """The drive with the images is there again."""
        self.workplace.bring_images_back()


@dataclass(frozen=True, slots=True)
class Kind:
    """How often a gesture is done, how, and whether it never changes ground truth."""

    weight: float
    do: Callable[[Gestures, random.Random], None]
    only_looks: bool = False


KINDS: dict[str, Kind] = {
    "action": Kind(30, Gestures.action),
    "drag": Kind(26, Gestures.drag),
    "look": Kind(8, Gestures.look, only_looks=True),
    "click image": Kind(6, Gestures.click_image, only_looks=True),
    "click class": Kind(5, Gestures.click_class),
    "type search": Kind(4, Gestures.type_search, only_looks=True),
    "rename": Kind(3, Gestures.rename),
    "new class": Kind(2, Gestures.new_class),
    "click anywhere": Kind(8, Gestures.click_anywhere),
    "wheel": Kind(2, Gestures.wheel, only_looks=True),
    "accept": Kind(14, Gestures.accept),
    "undo": Kind(5, Gestures.undo),
    "good": Kind(3, Gestures.good),
    "letters": Kind(4, Gestures.letters),
    "colleague": Kind(4, Gestures.colleague),
    "restart": Kind(0.4, Gestures.restart, only_looks=True),
    "move project": Kind(0.2, Gestures.move_project, only_looks=True),
    "drop and undo": Kind(2, Gestures.drop_and_undo),
    "second window": Kind(0.25, Gestures.second_window),
    "away": Kind(0.8, Gestures.away, only_looks=True),
    "back": Kind(1.2, Gestures.back, only_looks=True),
    "points": Kind(3, Gestures.points),
    "double click": Kind(2, Gestures.double_click),
    "several objects": Kind(6, Gestures.several_objects),
    "class menu": Kind(1.5, Gestures.class_menu),
}
"""What an inspector does. A seed chooses by the order of this table: append to it."""


def _words_of(widget: QWidget) -> str:
    """What a person would call it."""
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return widget.text()
    return widget.objectName()
