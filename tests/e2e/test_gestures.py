"""Every gesture with the mouse in every state of an image: what it changes is in the table, bit for bit.

Each is made with the buttons, modifiers and keys that a clumsy hand makes of it, and taken back again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from app.actions.effects import GESTURES
from app.services.task_center import TaskState
from app.stores.prediction import RequestState
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationState
from tests.e2e.desk import Desk
from tests.e2e.image_states import (
    FIRST,
    LEFT,
    STATES,
    Record,
    accepted,
    catch_up,
    close_what_opened,
    put_back,
)

THINNED = 3
"""Of so many gestures one is made in each state but one; all of them with ``SAMFT_ALL_GESTURES=1``."""
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
MODIFIERS = (NONE, SHIFT, CTRL, ALT, CTRL | SHIFT)
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
TABLE = {gesture.name: gesture.changes for gesture in GESTURES}
ELSEWHERE = {
    "Rename a class",
    "Menu of a class: colour, place",
    "Menu of a class: merge into another",
    "Menu of a class: delete one without objects",
    "Click the eye of an object in the list",
    "Press or drag in the navigator",
    "Close the window, with anything open or waiting",
}
"""Tried in ``test_classes``, ``test_class_menu``, ``test_hidden_objects``, ``test_navigator`` and
``test_waiting_boxes``."""

WALL = "Wall: "
"""So begin the gestures on the wall of images, which has no canvas; tried in its own tests."""

BY_SELECTION = (
    "Stroke, lasso or polygon",
    "Click with a point tool",
    "Click a class or Alt with a number",
)
OBJECT, EMPTY, ELSEWHERE_EMPTY = (50, 50), (100, 10), (125, 35)
ADDING = ("brush", "lasso_add", "polygon_add")
DRAWING = (*ADDING, "eraser", "lasso_subtract", "polygon_subtract")
STILL = ("select", "pan")
Row = Callable[[Desk], str]

pytestmark = pytest.mark.usefixtures("own_accounts")


@dataclass(frozen=True)
class Try:
    """One gesture: the tool it is made with, what is done, and the row of the table that it is."""

    name: str
    tool: str
    act: Callable[[Desk], object]
    row: Row


def always(name: str) -> Row:
    return lambda _desk: name


def selected(desk: Desk) -> bool:
    return desk.hub.selection.annotation_id is not None


def by_selection(name: str) -> Row:
    return lambda desk: f"{name}, {'an object' if selected(desk) else 'nothing'} selected"


def stroke(desk: Desk) -> str:
    return by_selection(BY_SELECTION[0])(desk)


def point(desk: Desk) -> str:
    return by_selection(BY_SELECTION[1])(desk)


def handle(desk: Desk) -> str:
    if selected(desk):
        return "Drag a handle of the selected object's box"
    return "Drag a handle of the current box"


def arrow(desk: Desk) -> str:
    if selected(desk):
        return "Arrow key, an object with a box selected"
    return "Arrow key, the current box"


def wheel_alt(desk: Desk) -> str:
    return "Wheel with Alt, " + ("an object selected" if selected(desk) else "an open box or point")


def press(desk: Desk, at: tuple[float, float], button=LEFT, keys=NONE) -> None:
    QTest.mousePress(desk.window.panels.canvas, button, keys, desk.at(*at))


def move(desk: Desk, at: tuple[float, float]) -> None:
    QTest.mouseMove(desk.window.panels.canvas, desk.at(*at))


def release(desk: Desk, at: tuple[float, float], button=LEFT, keys=NONE) -> None:
    QTest.mouseRelease(desk.window.panels.canvas, button, keys, desk.at(*at))


def click(at: tuple[float, float], button=LEFT, keys=NONE, *, double: bool = False):
    def act(desk: Desk) -> None:
        press(desk, at, button, keys)
        release(desk, at, button, keys)
        if double:
            QTest.mouseDClick(desk.window.panels.canvas, button, keys, desk.at(*at))

    return act


def drag(*places: tuple[float, float], button=LEFT, keys=NONE):
    def act(desk: Desk) -> None:
        press(desk, places[0], button, keys)
        for place in places[1:]:
            move(desk, place)
        release(desk, places[-1], button, keys)

    return act


def corners(*places: tuple[float, float], end: str):
    """Click corner after corner; the end is a double click, a key or a click on the first corner."""

    def act(desk: Desk) -> None:
        for place in places:
            click(place)(desk)
        if end == "double":
            QTest.mouseDClick(desk.window.panels.canvas, LEFT, NONE, desk.at(*places[-1]))
        elif end == "first":
            click(places[0])(desk)
        else:
            key(Qt.Key.Key_Return if end == "return" else Qt.Key.Key_Escape)(desk)

    return act


def key(*presses: Qt.Key, keys=NONE):
    def act(desk: Desk) -> None:
        desk.window.panels.canvas.setFocus()
        for pressed in presses:
            QTest.keyClick(desk.window.windowHandle(), pressed, keys)
            catch_up(desk)

    return act


def wheel(turn: int, keys=NONE):
    def act(desk: Desk) -> None:
        canvas, at = desk.window.panels.canvas, QPointF(desk.at(*EMPTY))
        turned = QPoint(turn, 0) if keys & ALT else QPoint(0, turn)
        place = QPointF(canvas.mapToGlobal(at.toPoint()))
        no_phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, place, QPoint(), turned, Qt.MouseButton.NoButton, keys, no_phase, False)
        QApplication.sendEvent(canvas, event)

    return act


def in_the_middle(*meanwhile: Callable[[Desk], object]):
    """A drag in which something else happens, and which goes on afterwards."""

    def act(desk: Desk) -> None:
        press(desk, EMPTY)
        move(desk, ELSEWHERE_EMPTY)
        for gesture in meanwhile:
            gesture(desk)
        move(desk, EMPTY)
        release(desk, ELSEWHERE_EMPTY)

    return act


def drop(*names: str, text: str = ""):
    """Drop files of the project's folder, or words."""

    def act(desk: Desk) -> None:
        data = QMimeData()
        folder = desk.hub.projects.image(desk.hub.projects.index.order[0]).path.parent
        data.setText(text) if text else data.setUrls([QUrl.fromLocalFile(str(folder / n)) for n in names])
        place, copy = QPointF(200, 200), Qt.DropAction.CopyAction
        desk.window.dropEvent(QDropEvent(place, copy, data, LEFT, NONE))
        # What is no image is refused with a message, so the desk's own wait would end here.
        desk.qtbot.waitUntil(lambda: not desk.hub.projects.importing and not busy_tasks(desk), timeout=20_000)
        close_what_opened(desk)
        desk.reports.clear()

    return act


def busy_tasks(desk: Desk) -> bool:
    return any(task.state is TaskState.RUNNING for task in desk.hub.tasks.tasks())


def in_list(row: int, button=LEFT, keys=NONE, *, double: bool = False):
    def act(desk: Desk) -> None:
        view = desk.window.panels.images.view
        at = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), button, keys, at)
        if double:
            QTest.mouseDClick(view.viewport(), button, keys, at)

    return act


def in_object_list(keys=NONE):
    """Click each row of the list of objects, with a key held from the second on."""

    def act(desk: Desk) -> None:
        (view,) = desk.window.panels.objects.findChildren(QListWidget)
        for row in range(view.count()):
            at = view.visualItemRect(view.item(row)).center()
            QTest.mouseClick(view.viewport(), LEFT, keys if row else NONE, at)

    return act


def on_class(row: int, *, double: bool = False):
    def act(desk: Desk) -> None:
        view = desk.window.panels.classes.list
        QTest.mouseClick(view.viewport(), LEFT, NONE, desk.class_row(row))
        if double:
            QTest.mouseDClick(view.viewport(), LEFT, NONE, desk.class_row(row))
        desk.qtbot.wait(QApplication.doubleClickInterval() + 30 if selected(desk) and not double else 1)

    return act


def box_handle(at: tuple[float, float]):
    """Drag a corner of the box that is current or selected."""

    def act(desk: Desk) -> None:
        active = desk.window.panels.canvas.state.scene().active_box
        if active is not None:
            corner = (active.box.x1, active.box.y1)
            drag(corner, (corner[0] + 5, corner[1] + 4), (corner[0] + at[0], corner[1] + at[1]))(desk)

    return act


def gestures() -> Iterator[Try]:
    """All of them; ``name`` says which one failed."""
    looking = always("Wheel, pan, space, zoom, hold X or Z")
    yield from _boxes()
    yield from _points()
    yield from _strokes()
    for tool in STILL:
        yield Try("click an object", tool, click(OBJECT), always("Click an object"))
        yield Try("double-click an object", tool, click(OBJECT, double=True), always("Click an object"))
        yield Try("drag", tool, drag(EMPTY, ELSEWHERE_EMPTY), looking)
    for tool in (*STILL, "box", "point_add", *DRAWING):
        yield Try("middle drag", tool, drag(EMPTY, OBJECT, button=MIDDLE), looking)
        yield Try("wheel", tool, wheel(120), looking)
        yield Try("wheel and back", tool, wheel(-120, CTRL), looking)
        yield Try("wheel with shift", tool, wheel(120, SHIFT), looking)
    for tool in (*STILL, "box", *DRAWING):
        row = stroke if tool in DRAWING else looking  # the right button does the opposite of a drawing tool
        yield Try("right drag", tool, drag(EMPTY, OBJECT, button=RIGHT), row)
        menu = always("Right click: the menu of an object, image, class or version")
        yield Try("right click", tool, click(OBJECT, RIGHT), menu if tool in ("select", "box") else row)
        yield Try("space, X, Z", tool, key(Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Z), looking)
    yield Try("wheel with alt", "select", wheel(120, ALT), wheel_alt)
    yield Try("wheel with alt back", "box", wheel(-120, ALT), wheel_alt)
    for arrow_key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
        yield Try("arrow", "box", key(arrow_key), arrow)
        yield Try("arrow with shift", "select", key(arrow_key, keys=SHIFT), arrow)
    yield from _beside_the_picture()


def _boxes() -> Iterator[Try]:
    for keys in MODIFIERS:
        row = "Drag with the box tool and Shift" if keys & SHIFT else "Drag with the box tool"
        yield Try(f"box {keys}", "box", drag(EMPTY, ELSEWHERE_EMPTY, keys=keys), always(row))
    plain = always("Drag with the box tool")
    yield Try("box over all", "box", drag((-5, -5), (170, 130)), plain)
    yield Try("box without area", "box", drag(EMPTY, (100, 25)), plain)
    yield Try("box, given up", "box", in_the_middle(key(Qt.Key.Key_Escape)), plain)
    yield Try("box, right button meanwhile", "box", in_the_middle(click(OBJECT, RIGHT)), plain)
    yield Try("box, wheel meanwhile", "box", in_the_middle(wheel(120)), plain)
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_1, Qt.Key.Key_B)
    yield Try("box, keys meanwhile", "box", in_the_middle(key(*keys)), plain)
    good = key(Qt.Key.Key_G, Qt.Key.Key_R, Qt.Key.Key_Z, keys=CTRL)
    yield Try("box, decisions meanwhile", "box", in_the_middle(good), plain)
    yield Try("handle", "box", box_handle((12, 9)), handle)
    yield Try("handle with the select tool", "select", box_handle((-8, -6)), handle)
    for tool in ("box", "select"):
        edge = click((FIRST.x0, 33))
        yield Try(f"a waiting box, {tool}", tool, edge, always("Click a waiting box"))
    yield Try("click an object with the box tool", "box", click(OBJECT), always("Click an object"))
    yield Try("click nothing", "box", click(EMPTY), always("Click an object"))


def _points() -> Iterator[Try]:
    for tool in ("point_add", "point_remove"):
        for button in (LEFT, RIGHT):
            yield Try(f"point {button}", tool, click((110, 20), button), point)
        yield Try("point, double", tool, click((110, 20), double=True), point)
        yield Try("point outside", tool, click((-3, -3)), point)
        for keys in MODIFIERS[1:]:
            yield Try(f"point {keys}", tool, click((110, 20), keys=keys), point)


def _strokes() -> Iterator[Try]:
    for tool in ("brush", "eraser", "lasso_add", "lasso_subtract"):
        path = drag((45, 45), (52, 48), (55, 58), (42, 58))
        yield Try("stroke", tool, path, stroke)
        yield Try("click", tool, click(OBJECT), stroke)
        yield Try("double click", tool, click(OBJECT, double=True), stroke)
        yield Try("stroke out of the image", tool, drag(OBJECT, (-9, 50), (50, -9)), stroke)
        yield Try("stroke, given up", tool, in_the_middle(key(Qt.Key.Key_Escape)), stroke)
        decisions = key(Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_N)
        yield Try("stroke, keys meanwhile", tool, in_the_middle(decisions), stroke)
        for keys in (SHIFT, CTRL):
            yield Try(f"stroke {keys}", tool, drag((45, 45), (52, 48), (55, 58), keys=keys), stroke)
    for tool in ("polygon_add", "polygon_subtract"):
        for end in ("double", "first", "return", "esc"):
            yield Try(f"polygon, {end}", tool, corners((44, 44), (58, 44), (51, 58), end=end), stroke)
        yield Try("two corners", tool, corners((44, 44), (58, 44), end="return"), stroke)


def _beside_the_picture() -> Iterator[Try]:
    listed = always("Click an image in the list")
    yield Try("an image", "select", in_list(1), listed)
    yield Try("an image, twice", "brush", in_list(2, double=True), listed)
    for keys in (SHIFT, CTRL):
        yield Try(f"an image, {keys}", "select", in_list(1, keys=keys), listed)
    yield Try("the list and its keys", "select", in_list_with_keys, listed)
    objects = always("Click objects in their list, also several")
    for keys in (NONE, CTRL, SHIFT):
        yield Try(f"objects, {keys}", "select", in_object_list(keys), objects)
    of_class = by_selection(BY_SELECTION[2])
    yield Try("the other class", "select", on_class(1), of_class)
    yield Try("its own class", "select", on_class(0), of_class)
    yield Try("a class by its number", "select", key(Qt.Key.Key_2, keys=ALT), of_class)
    yield Try("a class that is not there", "select", key(Qt.Key.Key_9, keys=ALT), of_class)
    dropped = always("Drop files or folders on the window")
    yield Try("a text file", "select", drop("notes.txt"), dropped)
    yield Try("a known image", "box", drop("000.png"), dropped)
    yield Try("nothing", "box", drop(), dropped)
    yield Try("words", "box", drop(text="https://example.org/x.png"), dropped)


def in_list_with_keys(desk: Desk) -> None:
    """Walk through the list with the arrow keys, and back."""
    in_list(0)(desk)
    view = desk.window.panels.images.view
    view.setFocus()
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space):
        QTest.keyClick(view, pressed)
        catch_up(desk)


def reviewing(desk: Desk) -> None:
    """Ben looks at what Ada accepted: nothing but his verdict may change anything."""
    desk.show_image(0)
    desk.hub.reviews.set_on(True)


def editing(desk: Desk) -> None:
    """An accepted object is selected; its class's name is just being typed over."""
    accepted(desk)


def with_object_box(desk: Desk) -> None:
    """Give the accepted object the box that it was made of."""
    image_id = desk.hub.projects.index.order[0]
    (record,) = desk.project.annotations.of_image(image_id)
    box = Prompts(box=Box(40, 40, 60, 60))
    desk.project.annotations.update(record.id, row_version=record.row_version, prompts=box)
    if desk.project.annotations.of_image(image_id)[0].state is not AnnotationState.ACCEPTED:
        desk.project.annotations.accept_image(image_id)
    desk.hub.projects.refresh_image(image_id)
    desk.hub.annotations.load(image_id)


def settle(desk: Desk) -> None:
    """Wait for the answers to what was asked."""
    catch_up(desk)
    desk.wait(lambda: desk.hub.predictions.state is not RequestState.ASKED, what="an answer")
    catch_up(desk)


def walk(desk: Desk, state: Callable[[Desk], None], tries: Iterable[Try]) -> set[str]:
    """Make every gesture in one state and take it back; returns the rows of the table that were tried."""
    index, rows = desk.window.history.index(), set()
    put_back(desk, index, state)
    start = Record(desk)
    for attempt in tries:
        desk.window.handlers.tools.choose_tool(attempt.tool)
        if state is editing:
            desk.window.panels.classes.list.editItem(desk.window.panels.classes.list.item(0))
        settle(desk)
        row, before = attempt.row(desk), Record(desk)
        attempt.act(desk)
        settle(desk)
        close_what_opened(desk)
        name = f"{attempt.name}, {attempt.tool}: {row}"
        before.held_to(Record(desk), TABLE[row] if state is not reviewing else frozenset(), name)
        rows.add(row)
        desk.reports.clear()
        put_back(desk, index, state)
        after = Record(desk)
        assert (after.truth, after.signed) == (start.truth, start.signed), f"{name} cannot be taken back"
    return rows


@pytest.fixture
def ready(desk: Desk, outside: list[str], image_folder: Path) -> Desk:
    """A desk whose accepted object has a box, with a class marked and a text file beside the images."""
    (image_folder / "notes.txt").write_text("no image", "utf-8")
    with_object_box(desk)
    desk.hub.selection.select_class("scratch")
    return desk


@pytest.mark.parametrize("state", (*STATES, editing, reviewing), ids=lambda state: state.__name__)
def test_gestures_change_what_the_table_says(ready: Desk, state: Callable[[Desk], None]) -> None:
    tries = list(gestures())
    if state is not accepted and "SAMFT_ALL_GESTURES" not in os.environ:
        tries = tries[len(state.__name__) % THINNED :: THINNED] + tries[-4:]
    rows = walk(ready, state, tries)
    assert len(rows) > 5
    shutil.rmtree(ready.project.cache_dir, ignore_errors=True)


def test_every_row_of_the_table_is_tried() -> None:
    """By name: which of them a gesture is depends on what is selected."""
    source = Path(__file__).read_text("utf-8")
    elsewhere = ELSEWHERE | {name for name in TABLE if name.startswith(WALL)}
    whole = {name for name in TABLE if name not in elsewhere and f'"{name}"' not in source}
    parts = {f"{name}, {what} selected" for name in BY_SELECTION for what in ("an object", "nothing")}
    assert whole <= parts | {"Wheel with Alt, an object selected", "Wheel with Alt, an open box or point"}
