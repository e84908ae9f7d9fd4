"""Every command in every state of an image: the ground truth changes only where the table says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from app.actions.effects import EFFECTS
from app.actions.ids import ActionId
from app.actions.specs import SPECS
from tests.e2e.desk import Desk
from tests.e2e.image_states import (
    STATES,
    Record,
    accepted,
    catch_up,
    close_what_opened,
    put_back,
    unreadable,
)

LEAVING = (ActionId.PROJECT_SAMPLE, ActionId.PROJECT_CLOSE, ActionId.APP_QUIT, ActionId.HELP_TOUR)
"""They end the project's stay in this window; what is open then is tried in ``test_waiting_boxes``."""
CHILDREN = (ActionId.MODEL_TRAIN, ActionId.HELP_SELFTEST, ActionId.MODEL_RESTART)
"""They start processes; that those change no ground truth is theirs to show."""

pytestmark = pytest.mark.usefixtures("own_accounts")


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
        before.held_to(Record(desk), EFFECTS[spec.id], spec.id)
        ran.append(spec.id)
        if spec.id.startswith("review.") and spec.checkable and spec.id != ActionId.REVIEW_MODE:
            action.trigger()
        put_back(desk, index, state)
        after = Record(desk)
        assert (after.truth, after.signed) == (start.truth, start.signed), f"{spec.id} cannot be taken back"
    assert len(ran) > 30 and not desk.reports
    expected = {
        ActionId.IMAGE_NEXT,
        ActionId.EDIT_CANCEL if state is not unreadable else ActionId.IMAGE_PREVIOUS,
    }
    assert expected <= set(ran)


def typed(desk: Desk, keys: QKeySequence) -> None:
    """Press one key as the system delivers it, to whatever has the keyboard."""
    stroke = keys[0]
    QTest.keyClick(desk.window.windowHandle(), stroke.key(), stroke.keyboardModifiers())
    catch_up(desk)


def test_no_key_reaches_anything_while_a_name_is_typed(desk: Desk, outside: list[str]) -> None:
    accepted(desk)
    panel = desk.window.panels.classes
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
