"""A box waits until it is taken or dropped: beside the next, on another image, after a restart, by undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import make_application, make_window
from app.settings.settings import Settings
from app.stores.waiting_boxes import WaitingBox
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION
from tests.e2e.conftest import shown
from tests.e2e.desk import Desk, fake_engine

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
FIRST, SECOND = Box(20, 20, 50, 45), Box(90, 60, 130, 100)


def here(desk: Desk) -> list[WaitingBox]:
    return desk.hub.boxes.boxes(desk.hub.selection.image_id)


def answered(desk: Desk) -> bool:
    return all(BASE_VERSION in box.answers for box in here(desk))


def undo(desk: Desk) -> None:
    desk.tap(Qt.Key.Key_Z, CTRL)


def redo(desk: Desk) -> None:
    desk.tap(Qt.Key.Key_Y, CTRL)


def test_a_second_box_leaves_the_first_and_its_mask_waiting(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    first = desk.hub.predictions.snapshot
    desk.draw(SECOND)
    assert [round(box.prompts.box.x0) for box in here(desk)] == [20, 90]
    assert here(desk)[0].answers == first.answers
    assert desk.window.panels.waiting_boxes.isVisible()
    # One step back, the first is the current one again as it was; one more, nothing was ever drawn.
    undo(desk)
    assert desk.hub.predictions.snapshot == first and len(here(desk)) == 1
    undo(desk)
    assert here(desk) == [] and desk.hub.predictions.snapshot is None
    redo(desk)
    redo(desk)
    assert len(here(desk)) == 2
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")
    # Taken one after the other, each mask is its own box's.
    desk.tap(Qt.Key.Key_U)
    desk.tap(Qt.Key.Key_T)
    desk.tap(Qt.Key.Key_U)
    masks = [record.mask.box for record in desk.hub.annotations.records()]
    assert [(round(m.x0), round(m.y0)) for m in masks] == [(90, 60), (20, 20)] and here(desk) == []


def test_a_box_left_behind_before_its_answer_is_answered_later(desk: Desk, hold: Callable[..., None]) -> None:
    image_id = desk.show_image(1)
    hold(BASE_VERSION)
    desk.tap(Qt.Key.Key_R)
    desk.drag_box(FIRST)
    desk.show_image(2)
    assert here(desk) == [] and not desk.window.panels.canvas.state.boxes
    hold()
    desk.wait(lambda: all(b.answers for b in desk.hub.boxes.boxes(image_id)), what="its mask")
    desk.show_image(1)
    assert len(desk.window.panels.canvas.state.boxes) == 1
    (box,) = here(desk)
    assert box.answers[BASE_VERSION].proposal.rle().box.iou(FIRST) > 0.9


def test_esc_puts_a_box_down_and_loses_nothing(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    question = desk.hub.predictions.snapshot
    desk.tap(Qt.Key.Key_Escape)
    desk.tap(Qt.Key.Key_Escape)
    assert desk.hub.predictions.snapshot is None and len(here(desk)) == 1
    undo(desk)
    assert desk.hub.predictions.snapshot == question
    redo(desk)
    assert desk.hub.predictions.snapshot is None and len(here(desk)) == 1


@pytest.mark.parametrize("key, modifiers", [(Qt.Key.Key_Delete, None), (Qt.Key.Key_Delete, SHIFT)])
def test_dropping_can_be_taken_back(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier | None) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    question = desk.hub.predictions.snapshot
    desk.tap(key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert here(desk) == [] and desk.project.waiting_boxes.records() == []
    undo(desk)
    assert desk.hub.predictions.snapshot == question and len(desk.project.waiting_boxes.records()) == 1


def test_the_current_box_is_there_after_a_restart(
    desk: Desk, station: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    image_id = desk.show_image(1)
    desk.draw(FIRST)
    desk.draw(SECOND)
    desk.tap(Qt.Key.Key_A)  # a point changes the current box
    QTest.mouseClick(desk.window.panels.canvas, LEFT, pos=desk.at(110, 80))
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")
    kept = [(b.prompts, dict(b.answers)) for b in here(desk)]
    assert len(kept[1][0].points) == 1
    folder = desk.project.folder
    desk.window.close()
    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as window:
        again = Desk(window, qtbot)
        again.open(folder, images=3)
        assert again.hub.selection.image_id == image_id  # the first image that needs work
        assert [(b.prompts, dict(b.answers)) for b in here(again)] == kept
        assert window.panels.waiting_boxes.isVisible() and len(window.panels.canvas.state.boxes) == 2
        again.tap(Qt.Key.Key_U, SHIFT)
        assert len(again.hub.annotations.records()) == 2 and again.project.waiting_boxes.records() == []
        window.history.undo()
        assert len(again.project.waiting_boxes.records()) == 2 and again.hub.annotations.records() == []


def test_points_alone_wait_too(desk: Desk) -> None:
    desk.show_image(1)
    desk.tap(Qt.Key.Key_A)
    QTest.mouseClick(desk.window.panels.canvas, LEFT, pos=desk.at(70, 50))
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")
    (box,) = here(desk)
    assert box.prompts.box is None and len(box.prompts.points) == 1
    QTest.mouseClick(desk.window.panels.canvas, LEFT, pos=desk.at(70, 50))  # a click on a point takes it away
    desk.settle()
    assert here(desk) == [] and desk.hub.predictions.snapshot is None
    undo(desk)
    assert len(here(desk)) == 1 and len(desk.hub.predictions.prompts.points) == 1


def test_a_box_moved_and_put_down_at_once_never_keeps_the_mask_of_its_former_place(
    desk: Desk, hold: Callable[..., None]
) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    hold(BASE_VERSION)
    desk.drag(50, 45, 80, 70)
    desk.tap(Qt.Key.Key_Escape)
    (box,) = here(desk)
    assert box.prompts.box.x1 > 70 and not box.answers
    desk.tap(Qt.Key.Key_U, SHIFT)
    assert desk.hub.annotations.records() == []
    hold()
    desk.wait(lambda: answered(desk))
    (box,) = here(desk)
    assert box.answers[BASE_VERSION].proposal.rle().box.iou(box.prompts.box) > 0.9


def test_taken_at_another_window_meanwhile(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    (row,) = desk.project.waiting_boxes.records()
    desk.project.waiting_boxes.remove([row.id])
    desk.tap(Qt.Key.Key_U)
    assert desk.hub.annotations.records() == [] and here(desk) == []
    assert "another window" in desk.window.panels.status_bar.hint.text()


def test_undo_of_a_taking_on_another_image_goes_there(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.draw(FIRST)
    desk.tap(Qt.Key.Key_U)
    desk.show_image(2)
    undo(desk)
    assert desk.hub.selection.image_id == image_id
    assert desk.hub.annotations.records() == [] and len(here(desk)) == 1
    redo(desk)
    assert len(desk.hub.annotations.records()) == 1 and here(desk) == []


def test_a_colleagues_boxes_come_and_go_with_the_next_look(desk: Desk) -> None:
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.waiting_boxes import NewWaitingBox

    image_id = desk.show_image(1)
    desk.show_image(2)
    (row,) = desk.project.waiting_boxes.add([NewWaitingBox(image_id, Prompts(box=FIRST), "drawn")])
    desk.show_image(1)
    assert len(here(desk)) == 1
    desk.wait(lambda: answered(desk), what="its mask")
    desk.show_image(2)
    desk.project.waiting_boxes.remove([row])
    desk.show_image(1)
    assert here(desk) == [] and desk.states()["001.png"] is ImageState.NEW
