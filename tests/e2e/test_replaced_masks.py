"""A mask that is replaced while the finger is on its way to the key is looked at before it is decided on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.controllers import shown_masks
from samft_core.engine.protocol import Predicted, Proposal
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation, ReviewState
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import NOTHING, Desk, square

BOX = Box(20, 20, 50, 45)
BETTER = square(22, 22, 18)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this PC is, no time passes before ``look``."""
    monkeypatch.setattr(shown_masks, "REACTION_S", 1e6)


@pytest.fixture
def look(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The inspector looks at the picture for a while."""

    def looked() -> None:
        desk.settle()
        monkeypatch.setattr(shown_masks, "REACTION_S", 0.0)

    return looked


def answer_late(desk: Desk, mask: RleMask = BETTER, *, version: str = BASE_VERSION) -> None:
    """The engine's second, better answer to the open box comes in."""
    desk.hub.engine.predicted.emit(
        Predicted(
            id=desk.window.controllers.prompting.request_id,
            image_id=desk.hub.selection.image_id,
            version=version,
            stage="refined",
            proposals=[Proposal(mask=mask.to_json(), score=0.95)],
            seconds=0.0,
            final=True,
        )
    )


def key_at_once(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """A key that was on its way already: the window does nothing else before it."""
    QTest.keyClick(desk.window.panels.canvas, key, modifiers)


def told(desk: Desk) -> bool:
    note = desk.hub.notes.note
    return note is not None and "just changed" in note.text


def ask(desk: Desk, place: int = 1) -> int:
    image_id = desk.show_image(place)
    desk.draw(BOX)
    desk.wait(lambda: desk.hub.predictions.state.value == "answered", what="the answer")
    desk.settle()
    return image_id


def test_the_first_answer_is_accepted_at_once(desk: Desk) -> None:
    ask(desk)
    key_at_once(desk, Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["accepted"]


def test_a_later_answer_that_says_the_same_is_no_change(desk: Desk) -> None:
    ask(desk)
    same = desk.hub.predictions.answer(BASE_VERSION).proposal.rle()
    answer_late(desk, same)
    desk.settle()
    key_at_once(desk, Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["accepted"]


@pytest.mark.parametrize(
    ("key", "painted"),
    [(Qt.Key.Key_Return, False), (Qt.Key.Key_Return, True), (Qt.Key.Key_1, True), (Qt.Key.Key_B, False)],
)
def test_a_better_answer_is_taken_once_it_was_seen(
    desk: Desk, look: Callable[[], None], key: Qt.Key, painted: bool
) -> None:
    ask(desk)
    answer_late(desk)
    if painted:
        desk.settle()
    key_at_once(desk, key)
    assert desk.truth_of(1) == []
    assert told(desk)
    look()
    desk.tap(key)
    (_name, _state, mask) = desk.truth_of(1)[0]
    assert mask == BETTER


def test_a_mask_that_was_taken_and_replaced_by_a_better_one_is_not_accepted_unseen(
    desk: Desk, look: Callable[[], None]
) -> None:
    ask(desk)
    desk.tap(Qt.Key.Key_U)
    answer_late(desk)
    assert [(state, mask) for _name, state, mask in desk.truth_of(1)] == [("draft", BETTER)]
    key_at_once(desk, Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["draft"]
    assert told(desk)
    look()
    desk.tap(Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["accepted"]


def test_another_version_in_use_is_seen_before_its_mask_is_accepted(desk: Desk) -> None:
    for _ in range(2):
        desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()
    desk.hub.models.activate("v1")
    desk.hub.engine.reload()
    ask(desk)
    with Project.open(desk.project.folder, inspector="bob") as colleague:
        colleague.versions.activate("base")
    desk.window.controllers.external_changes.check_now()
    key_at_once(desk, Qt.Key.Key_Return)
    assert desk.truth_of(1) == []
    assert told(desk)


def colleague_changes(desk: Desk, place: int, mask: RleMask = BETTER) -> None:
    """Another window replaces the mask of an object, and this one reads that."""
    with Project.open(desk.project.folder, inspector="bob") as colleague:
        (record,) = colleague.annotations.of_image(desk.hub.projects.index.order[place])
        colleague.annotations.update(record.id, row_version=record.row_version, mask=mask)
        if record.state is AnnotationState.ACCEPTED:
            colleague.annotations.set_states(record.image_id, {record.id: AnnotationState.ACCEPTED})
    desk.window.controllers.external_changes.check_now()


def accept(desk: Desk) -> None:
    key_at_once(desk, Qt.Key.Key_Return)


def delete(desk: Desk) -> None:
    key_at_once(desk, Qt.Key.Key_Delete)


def relabel(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)


def reopen(desk: Desk) -> None:
    key_at_once(desk, Qt.Key.Key_R, CONTROL)


def grow(desk: Desk) -> None:
    key_at_once(desk, Qt.Key.Key_BracketRight, CONTROL)


@pytest.mark.parametrize("gesture", [accept, delete, relabel, grow])
def test_a_colleagues_mask_is_seen_before_a_gesture_changes_it(
    desk: Desk, look: Callable[[], None], gesture: Callable[[Desk], None]
) -> None:
    image_id = desk.show_image(1)
    desk.project.annotations.add(NewAnnotation(image_id, "scratch", Prompts(), square(30, 30)))
    desk.hub.annotations.load(image_id)
    desk.settle()
    desk.window.handlers.tools.pick_object(desk.hub.annotations.records()[0].id)
    desk.settle()
    colleague_changes(desk, 1)
    desk.settle()
    before = desk.truth_of(1)
    gesture(desk)
    assert desk.truth_of(1) == before
    assert told(desk)
    look()
    gesture(desk)
    desk.settle()
    assert desk.truth_of(1) != before


def test_a_colleagues_mask_is_seen_before_it_is_a_draft_again(desk: Desk) -> None:
    desk.show_image(0)
    colleague_changes(desk, 0)
    desk.settle()
    reopen(desk)
    assert [(state, mask) for _name, state, mask in desk.truth_of(0)] == [("accepted", BETTER)]
    assert told(desk)


def test_a_colleagues_mask_is_seen_before_it_is_approved(desk: Desk, look: Callable[[], None]) -> None:
    image_id = desk.show_image(0)
    desk.window.controllers.review.set_shared_accounts(True)  # both are the account that runs the tests
    colleague_changes(desk, 0)
    desk.tap(Qt.Key.Key_F7)
    assert desk.hub.selection.image_id == image_id
    colleague_changes(desk, 0, square(41, 41))
    desk.settle()
    key_at_once(desk, Qt.Key.Key_F8)
    assert told(desk)
    assert desk.project.images.get(image_id).review is ReviewState.WAITING
    look()
    key_at_once(desk, Qt.Key.Key_F8)
    assert desk.project.images.get(image_id).review is ReviewState.APPROVED


def test_a_picture_that_is_not_painted_yet_is_not_decided_on(desk: Desk) -> None:
    image_id = desk.show_image(1)
    desk.project.annotations.add(NewAnnotation(image_id, "scratch", Prompts(), square(30, 30)))
    desk.show_image(2)
    desk.settle()
    desk.hub.selection.select_image(image_id)
    desk.window.conditions.publish()
    key_at_once(desk, Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["draft"]
    desk.wait_picture()
    desk.tap(Qt.Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["accepted"]
