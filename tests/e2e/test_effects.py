"""Every command in every state of an image: the ground truth changes only where the table says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from app.actions.effects import EFFECTS, Effect
from app.actions.specs import SPECS, ActionSpec
from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState, ImageState, ReviewState
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import Desk

FIRST, SECOND = Box(20, 20, 50, 45), Box(90, 60, 130, 100)
LEFT = Qt.MouseButton.LeftButton
COUNTING = (Effect.TRUTH, Effect.SIGN_OFF)
LEAVING = ("project.sample", "project.close", "app.quit", "help.tour")
"""They end the project's stay in this window; what is in hand then is tried in ``test_waiting_boxes``."""
CHILDREN = ("model.train", "help.selftest", "model.restart")
"""They start processes; that those change no ground truth is theirs to show."""


class Record:
    """What the project holds, as its database has it."""

    def __init__(self, desk: Desk) -> None:
        project = desk.project
        annotations = [a for image in project.images() for a in project.annotations(image.id)]
        self.truth: list[Any] = [
            (a.id, a.image_id, a.class_name, a.mask, a.accepted_by, a.accepted_at)
            for a in annotations
            if a.state is AnnotationState.ACCEPTED
        ]
        decided = (ImageState.ACCEPTED, ImageState.GOOD)
        self.signed: list[Any] = [
            (image.id, image.state, image.accepted_by, image.accepted_at)
            for image in project.images()
            if image.state in decided
        ]
        self.reviews = [(image.id, image.review) for image in project.images()]
        self.drafts = [(a.id, a.class_name, a.mask) for a in annotations if a.state is AnnotationState.DRAFT]
        self.boxes = [(box.image_id, box.prompts, box.source) for box in project.waiting_boxes()]
        self.in_use = desk.hub.models.active

    def held_to(self, other: Record, spec: ActionSpec) -> None:
        """Fail where ``other``, which came after, differs in what the command may not change."""
        may = EFFECTS[spec.id]
        if not may & set(COUNTING):
            assert (other.truth, other.signed, other.reviews) == (self.truth, self.signed, self.reviews), (
                spec.id
            )
        if Effect.TRUTH not in may and Effect.SIGN_OFF in may:
            # What was accepted stays to the pixel; more may be accepted, or all of an image no longer.
            kept = {item[0]: item[2:4] for item in other.truth}
            for item in self.truth:
                assert kept.get(item[0], item[2:4]) == item[2:4], spec.id
        if Effect.DRAFT not in may and not may & set(COUNTING):
            assert (other.drafts, other.boxes) == (self.drafts, self.boxes), spec.id
        if Effect.VERSIONS not in may:
            assert other.in_use == self.in_use, spec.id


# The states of an image. Each makes it so, and makes it so again after a command was taken back.


def in_hand(desk: Desk) -> None:
    """A mask in hand, on an image with an accepted object."""
    desk.show_image(0)
    boxes = desk.hub.boxes.boxes(desk.hub.projects.order[0])
    if not boxes:
        desk.draw(FIRST)
    elif desk.hub.predictions.box_id is None:
        desk.window.boxes.pick(boxes[0].id)
    desk.wait(lambda: desk.hub.predictions.fresh(BASE_VERSION), what="the mask")


def waiting(desk: Desk) -> None:
    """Two boxes wait, nothing is in hand."""
    desk.show_image(0)
    if not desk.hub.boxes.boxes(desk.hub.projects.order[0]):
        for box in (FIRST, SECOND):
            desk.draw(box)
    desk.hub.predictions.clear()


def accepted(desk: Desk) -> None:
    """An accepted object is selected."""
    desk.show_image(0)
    desk.hub.selection.select_annotation(desk.project.annotations(desk.hub.projects.order[0])[0].id)


def approved(desk: Desk) -> None:
    """Ben approved what Ada accepted."""
    image = desk.project.image(desk.hub.projects.order[0])
    if image.review is not ReviewState.APPROVED:
        desk.project.inspector = "ben"
        desk.project.approve_image(image.id, row_version=image.row_version)
        desk.project.inspector = "ada"
        desk.hub.projects.refresh_image(image.id)
    accepted(desk)


def good(desk: Desk) -> None:
    """Signed off as free of defects."""
    desk.show_image(2)
    if desk.state() is not ImageState.GOOD:
        desk.hub.projects.set_good(desk.hub.projects.order[2], True)


def returned(desk: Desk) -> None:
    """Ben returned it: its object is a draft again."""
    image = desk.project.image(desk.hub.projects.order[0])
    if image.state is ImageState.ACCEPTED:
        desk.project.inspector = "ben"
        desk.project.return_image(image.id, row_version=image.row_version, comment="The edge")
        desk.project.inspector = "ada"
        desk.hub.reviews.read_again(image.id)
    desk.show_image(0)


def unreadable(desk: Desk) -> None:
    """Its file cannot be decoded."""
    image_id = desk.hub.projects.order[1]
    if desk.project.image(image_id).state is not ImageState.UNREADABLE:
        desk.project.mark_unreadable(image_id, "cut off")
        desk.hub.projects.refresh_image(image_id)
    desk.hub.selection.select_image(image_id)


pytestmark = pytest.mark.usefixtures("own_accounts")
STATES = (in_hand, waiting, accepted, approved, good, returned, unreadable)


@pytest.fixture
def outside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs of the system and other programs, which no test may open."""
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: asked.append("folder") or "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: asked.append("url") or True)
    monkeypatch.setattr(QMessageBox, "about", lambda *_: asked.append("about"))
    desk.window.others._clock.stop()
    return asked


def catch_up(desk: Desk) -> None:
    """Let events run until the commands know what is true."""
    QApplication.processEvents()
    while desk.window.conditions.waiting:
        QApplication.processEvents()


def close_what_opened(desk: Desk) -> None:
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = QApplication.activePopupWidget()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    catch_up(desk)


def put_back(desk: Desk, index: int, state: Callable[[Desk], None]) -> None:
    """Take back what a command did, and make the state again."""
    window, history = desk.window, desk.window.history
    close_what_opened(desk)
    window.canvas.cancel()
    desk.hub.reviews.set_on(False)
    history.setIndex(index)
    window.boxes.set_several(False)
    desk.hub.predictions.clear()
    desk.hub.selection.select_annotation(None)
    state(desk)
    window.handlers.choose_tool("pan")
    window.handlers.show_tab("view.annotate")
    window.canvas.setFocus()
    catch_up(desk)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_commands_change_what_the_table_says(
    desk: Desk, outside: list[str], state: Callable[[Desk], None]
) -> None:
    desk.hub.selection.select_class("dent")  # else taking a mask asks first
    put_back(desk, desk.window.history.index(), state)
    index, start = desk.window.history.index(), Record(desk)
    ran = []
    for spec in SPECS:
        action = desk.window.commands[spec.id]
        if spec.id in LEAVING or spec.id in CHILDREN or not action.isEnabled():
            continue
        before = Record(desk)
        action.trigger()
        catch_up(desk)
        close_what_opened(desk)
        before.held_to(Record(desk), spec)
        ran.append(spec.id)
        if spec.id.startswith("review.") and spec.checkable and spec.id != "review.mode":
            action.trigger()
        put_back(desk, index, state)
        after = Record(desk)
        assert (after.truth, after.signed) == (start.truth, start.signed), f"{spec.id} cannot be taken back"
    assert len(ran) > 30 and not desk.reports
    expected = {"image.next", "edit.cancel" if state is not unreadable else "image.previous"}
    assert expected <= set(ran)


def typed(desk: Desk, keys: QKeySequence) -> None:
    """Press one key as the system delivers it, to whatever has the keyboard."""
    stroke = keys[0]
    QTest.keyClick(desk.window.windowHandle(), stroke.key(), stroke.keyboardModifiers())
    catch_up(desk)


def test_no_key_reaches_anything_while_a_name_is_typed(desk: Desk, outside: list[str]) -> None:
    accepted(desk)
    panel = desk.window.classes
    start = Record(desk)
    keys = {
        sequence.toString(): sequence
        for spec in SPECS
        if spec.key and spec.id not in LEAVING
        for sequence in QKeySequence.listFromString(spec.key)
    }
    alone = [s for s in keys.values() if not s[0].keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier]
    assert len(alone) > 40
    for sequence in alone:
        item = panel.list.item(1)
        panel.list.editItem(item)
        catch_up(desk)
        assert desk.focus is not None and not desk.on_picture
        typed(desk, sequence)
        if desk.focus is not None and panel.list.isAncestorOf(desk.focus):
            typed(desk, QKeySequence(Qt.Key.Key_Escape))
        now = Record(desk)
        assert (now.truth, now.signed, now.reviews) == (start.truth, start.signed, start.reviews), sequence
        assert (now.drafts, now.boxes) == (start.drafts, start.boxes), sequence
        close_what_opened(desk)
        desk.hub.reviews.set_on(False)
        accepted(desk)


# What mouse and keys do on the picture: GESTURES.


def test_gestures_on_the_picture_that_change_nothing(desk: Desk, outside: list[str]) -> None:
    accepted(desk)
    canvas, before = desk.window.canvas, Record(desk)
    for tool in ("select", "pan", "box"):
        desk.window.handlers.choose_tool(tool)
        QTest.mouseClick(canvas, LEFT, pos=desk.at(50, 50))
        for button in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            QTest.mousePress(canvas, button, pos=desk.at(30, 30))
            QTest.mouseMove(canvas, desk.at(60, 60))
            QTest.mouseRelease(canvas, button, pos=desk.at(60, 60))
        for key in (Qt.Key.Key_X, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Escape):
            QTest.keyClick(canvas, key)
        catch_up(desk)
    after = Record(desk)
    assert (after.truth, after.signed, after.drafts, after.boxes) == (
        before.truth, before.signed, before.drafts, before.boxes
    )  # fmt: skip
