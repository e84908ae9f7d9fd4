"""Nothing is decided over what is still open, and a decision is about the masks that were seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions.ids import ActionId
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation, ReviewState
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import Desk, square

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND = Box(20, 20, 50, 45), Box(90, 60, 130, 100)


pytestmark = pytest.mark.usefixtures("own_accounts")


@pytest.fixture(autouse=True)
def nobody_looks(desk: Desk) -> None:
    """The window is not told in time of what a colleague does: the refusal itself is tried here."""
    desk.window.controllers.external_changes._clock.stop()


def waiting(desk: Desk) -> int:
    return len(desk.hub.boxes.boxes(desk.hub.selection.image_id))


def test_good_with_a_current_mask_changes_nothing_and_says_what_to_do(desk: Desk) -> None:
    desk.show_image(2)
    desk.draw(FIRST)
    question = desk.hub.predictions.snapshot
    desk.tap(Qt.Key.Key_G, CTRL)
    assert desk.states()["002.png"] is ImageState.NEW
    assert desk.hub.predictions.snapshot == question and waiting(desk) == 1
    assert (
        "U takes it" in desk.window.panels.undo_note.text
        and "Del drops it" in desk.window.panels.undo_note.text
    )
    desk.tap(Qt.Key.Key_Delete)
    desk.tap(Qt.Key.Key_G, CTRL)
    assert desk.states()["002.png"] is ImageState.GOOD


def test_good_with_a_box_that_is_not_answered_yet(desk: Desk, hold: Callable[..., None]) -> None:
    desk.show_image(2)
    hold(BASE_VERSION)
    desk.tap(Qt.Key.Key_R)
    desk.drag_box(FIRST)
    for key, modifiers in ((Qt.Key.Key_G, CTRL), (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)):
        desk.tap(key, modifiers)
        assert desk.states()["002.png"] is ImageState.NEW and desk.truth_of(2) == []
        assert "still being asked" in desk.window.panels.status_bar.hint.text()
    hold()
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")


def test_good_with_a_box_put_down(desk: Desk) -> None:
    desk.show_image(2)
    desk.draw(FIRST)
    desk.tap(Qt.Key.Key_Escape)
    desk.tap(Qt.Key.Key_G, CTRL)
    assert desk.states()["002.png"] is ImageState.NEW and waiting(desk) == 1
    assert "still waiting" in desk.window.panels.status_bar.hint.text()


def test_accept_with_boxes_waiting_takes_nothing_and_accepts_nothing(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    desk.draw(SECOND)
    desk.tap(Qt.Key.Key_Return)
    assert desk.truth_of(1) == [] and waiting(desk) == 2
    assert "1 box is still waiting" in desk.window.panels.status_bar.hint.text().replace(
        "boxes are", "box is"
    )
    desk.tap(Qt.Key.Key_U, SHIFT)
    desk.tap(Qt.Key.Key_Return)
    assert desk.states()["001.png"] is ImageState.ACCEPTED


def test_return_takes_the_current_mask_and_accepts_it(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    shown = desk.hub.predictions.answer(BASE_VERSION).proposal.rle()
    desk.tap(Qt.Key.Key_Return)
    assert [(a.mask, a.state) for a in desk.hub.annotations.records()] == [(shown, AnnotationState.ACCEPTED)]


def test_return_before_the_mask_of_the_moved_box_is_there(desk: Desk, hold: Callable[..., None]) -> None:
    desk.show_image(1)
    desk.draw(FIRST)
    hold(BASE_VERSION)
    desk.drag(50, 45, 80, 70)
    desk.tap(Qt.Key.Key_Return)
    assert desk.truth_of(1) == []
    # U is kept in mind: the mask is taken when it is there, and it is the one of the box as it is now.
    desk.tap(Qt.Key.Key_U)
    assert desk.truth_of(1) == []
    hold()
    desk.wait(lambda: len(desk.hub.annotations.records()) == 1, what="the object")
    (record,) = desk.hub.annotations.records()
    assert record.mask.box.iou(record.prompts.box) > 0.9 and record.prompts.box.x1 > 70


def test_a_key_held_or_pressed_twice_decides_once(desk: Desk) -> None:
    desk.hub.settings.advance_after_accept = True
    draft = desk.project.annotations.add(
        NewAnnotation(
            desk.hub.projects.index.order[2], class_name="dent", prompts=Prompts(), mask=square(30, 30)
        )
    )
    desk.show_image(1)
    desk.draw(FIRST)
    for _ in range(2):
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Return)
    desk.settle()
    assert desk.states()["001.png"] is ImageState.ACCEPTED
    assert desk.project.annotations.get(draft.id).state is AnnotationState.DRAFT
    assert "next picture" in desk.window.panels.status_bar.hint.text()
    assert not desk.window.commands[ActionId.IMAGE_ACCEPT].autoRepeat()
    desk.qtbot.wait(300)
    desk.tap(Qt.Key.Key_Return)
    assert desk.project.annotations.get(draft.id).state is AnnotationState.ACCEPTED


def run(desk: Desk, action_id: str) -> None:
    """Run a command whose error report is looked at afterwards."""
    desk.settle()
    desk.window.commands[action_id].trigger()


def refused(desk: Desk) -> bool:
    """Whether the picture says that somebody else's change was in the way."""
    assert not desk.reports
    desk.settle()
    return "changed in another window meanwhile" in desk.window.panels.undo_note.text


def paint(desk: Desk, annotation_id: int) -> RleMask:
    """What a colleague does at another PC."""
    record = desk.project.annotations.get(annotation_id)
    changed = square(10, 10, 60)
    desk.project.annotations.update(annotation_id, row_version=record.row_version, mask=changed)
    return changed


def test_accept_refuses_a_mask_that_a_colleague_changed_and_shows_it(desk: Desk) -> None:
    image_id = desk.show_image(1)
    draft = desk.project.annotations.add(
        NewAnnotation(image_id, class_name="dent", prompts=Prompts(), mask=square(30, 30))
    )
    desk.show_image(2)
    desk.show_image(1)
    changed = paint(desk, draft.id)
    run(desk, ActionId.IMAGE_ACCEPT)
    assert refused(desk)
    assert desk.project.annotations.get(draft.id).state is AnnotationState.DRAFT
    assert desk.hub.annotations.record(draft.id).mask == changed  # what is true is shown
    desk.look()
    desk.tap(Qt.Key.Key_Return)
    assert desk.project.annotations.get(draft.id).state is AnnotationState.ACCEPTED


def test_accept_with_a_current_mask_takes_nothing_where_others_changed(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.draw(FIRST)
    desk.project.annotations.add(
        NewAnnotation(image_id, class_name="dent", prompts=Prompts(), mask=square(30, 30))
    )
    run(desk, ActionId.IMAGE_ACCEPT)
    assert refused(desk)
    assert [a.state for a in desk.project.annotations.of_image(image_id)] == [AnnotationState.DRAFT]
    assert len(desk.hub.annotations.records()) == 1 and waiting(desk) == 1


def test_good_refuses_an_image_on_which_a_colleague_marked_a_defect(desk: Desk) -> None:
    image_id = desk.show_image(2)
    new = desk.project.annotations.add(
        NewAnnotation(image_id, class_name="dent", prompts=Prompts(), mask=square(30, 30))
    )
    run(desk, ActionId.IMAGE_GOOD)
    assert refused(desk)
    assert desk.states()["002.png"] is ImageState.DRAFT
    assert [a.id for a in desk.hub.annotations.records()] == [new.id]


@pytest.mark.parametrize("command", [ActionId.PREDICT_USE, ActionId.TOOL_BRUSH, ActionId.IMAGE_ACCEPT])
def test_no_object_takes_back_a_sign_off_that_a_colleague_just_gave(desk: Desk, command: str) -> None:
    image_id = desk.show_image(2)
    desk.draw(FIRST)
    desk.project.images.set_good(image_id, True)
    run(desk, command)
    assert refused(desk)
    assert desk.states()["002.png"] is ImageState.GOOD and not desk.project.annotations.of_image(image_id)
    assert waiting(desk) == 1  # the box is still there


@pytest.mark.parametrize("gesture", ["delete", "relabel", "brush"])
def test_changes_of_a_mask_that_a_colleague_changed_are_refused(desk: Desk, gesture: str) -> None:
    image_id = desk.show_image(0)
    (record,) = desk.project.annotations.of_image(image_id)
    desk.window.panels.objects.object_chosen.emit(record.id)
    changed = paint(desk, record.id)
    if gesture == "delete":
        run(desk, ActionId.EDIT_DELETE)
    elif gesture == "relabel":
        desk.window.controllers.editing.set_class("dent")
    else:
        run(desk, ActionId.TOOL_BRUSH)
        desk.drag(100, 80, 120, 90)
    assert refused(desk)
    (now,) = desk.project.annotations.of_image(image_id)
    assert (now.mask, now.class_name) == (changed, "scratch")
    assert desk.hub.annotations.record(record.id).mask == changed


def test_undo_on_an_image_out_of_view_overwrites_no_colleague(desk: Desk) -> None:
    image_id = desk.show_image(0)
    (record,) = desk.project.annotations.of_image(image_id)
    desk.window.panels.objects.object_chosen.emit(record.id)
    run(desk, ActionId.TOOL_BRUSH)
    desk.drag(100, 80, 120, 90)
    desk.settle()
    desk.show_image(1)
    changed = paint(desk, record.id)
    run(desk, ActionId.EDIT_UNDO)
    assert refused(desk)
    assert desk.project.annotations.get(record.id).mask == changed


def review(desk: Desk) -> int:
    """Image 0, accepted by Ada, in Ben's review."""
    desk.hub.settings.inspector = "ben"
    desk.show_image(0)
    desk.tap(Qt.Key.Key_F7)
    return desk.hub.projects.index.order[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_F9])
def test_a_verdict_refuses_masks_that_were_not_seen(desk: Desk, key: Qt.Key) -> None:
    image_id = review(desk)
    (record,) = desk.project.annotations.of_image(image_id)
    paint(desk, record.id)
    desk.project.annotations.accept_image(image_id)
    desk.window.panels.review_bar.comment.setText("The edge")
    run(desk, ActionId.REVIEW_APPROVE if key == Qt.Key.Key_F8 else ActionId.REVIEW_RETURN)
    assert refused(desk)
    assert desk.project.images.get(image_id).review is ReviewState.WAITING


def test_approve_over_a_waiting_box(desk: Desk) -> None:
    desk.show_image(0)
    desk.draw(SECOND)
    desk.tap(Qt.Key.Key_Escape)
    image_id = review(desk)
    desk.tap(Qt.Key.Key_F8)
    assert desk.project.images.get(image_id).review is ReviewState.WAITING and waiting(desk) == 1
    assert "still waiting" in desk.window.panels.status_bar.hint.text()
    desk.tap(Qt.Key.Key_F7)
    desk.tap(Qt.Key.Key_Delete, SHIFT)
    desk.tap(Qt.Key.Key_F7)
    desk.tap(Qt.Key.Key_F8)
    assert desk.project.images.get(image_id).review is ReviewState.APPROVED


def chooser_shown(desk: Desk) -> bool:
    return desk.window.panels.class_chooser.isVisible()


@pytest.mark.parametrize("shift", [False, True])
def test_no_class_is_asked_for_where_accept_is_refused_anyway(desk: Desk, shift: bool) -> None:
    desk.show_image(1)
    desk.hub.selection.select_class("")
    desk.draw(FIRST)
    desk.draw(SECOND)
    desk.tap(Qt.Key.Key_Return, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    assert not chooser_shown(desk) and "still waiting" in desk.window.panels.undo_note.text
    desk.tap(Qt.Key.Key_Delete)
    desk.window.controllers.waiting_boxes.pick_next()
    desk.tap(Qt.Key.Key_Return, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    assert chooser_shown(desk)  # now it is the only thing that is missing
    desk.tap(Qt.Key.Key_2)
    desk.wait(lambda: desk.states()["001.png"] is ImageState.ACCEPTED, what="the acceptance")
    assert [entry[:2] for entry in desk.truth_of(1)] == [("dent", "accepted")]


def test_no_class_is_asked_for_where_a_colleague_changed_the_masks(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("")
    desk.draw(FIRST)
    desk.project.annotations.add(
        NewAnnotation(image_id, class_name="dent", prompts=Prompts(), mask=square(60, 60))
    )
    desk.tap(Qt.Key.Key_Return)
    assert not chooser_shown(desk) and desk.states()["001.png"] is ImageState.DRAFT


@pytest.mark.parametrize("key", [Qt.Key.Key_U, Qt.Key.Key_B, Qt.Key.Key_Return])
def test_no_class_is_asked_for_where_the_box_is_gone(desk: Desk, key: Qt.Key) -> None:
    desk.show_image(1)
    desk.hub.selection.select_class("")
    desk.draw(FIRST)
    (row,) = desk.project.waiting_boxes.records()
    desk.project.waiting_boxes.remove([row.id])
    desk.tap(key)
    assert not chooser_shown(desk) and desk.truth_of(1) == []
    assert "another window" in desk.window.panels.status_bar.hint.text()


def test_no_class_is_asked_for_before_anything_is_answered(desk: Desk, hold: Callable[..., None]) -> None:
    desk.show_image(1)
    desk.hub.selection.select_class("")
    hold(BASE_VERSION)
    desk.tap(Qt.Key.Key_R)
    desk.drag_box(FIRST)
    for key, modifiers in ((Qt.Key.Key_U, SHIFT), (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)):
        desk.tap(key, modifiers)
        assert not chooser_shown(desk) and desk.truth_of(1) == []
    hold()
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")
