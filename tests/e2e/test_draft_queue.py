"""Drafts on all new images, worked through with keys, the least sure first; what became of them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from samft_core.project.records import ImageState
from tests.e2e.desk import Desk, square

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def waiting(desk: Desk) -> int:
    return len(desk.window.controllers.draft_queue.waiting())


def test_drafts_are_taken_corrected_or_dropped_with_keys_and_counted(desk: Desk) -> None:
    desk.show_image(0)
    desk.hub.selection.select_class("dent")
    before = desk.truth()
    desk.tap(Key.Key_Y, CTRL | SHIFT)
    desk.wait(lambda: waiting(desk) == 2, 20, "the drafts")
    assert desk.truth() == before and desk.states()["001.png"] is ImageState.NEW
    assert desk.hub.selection.image_id == desk.hub.projects.index.order[0]  # nobody was taken away
    panel = desk.window.panels.draft_queue
    desk.wait(lambda: "2 proposed drafts wait" in panel.text.text(), 10, "the number")

    desk.tap(Key.Key_T, SHIFT)
    desk.wait_picture()
    assert desk.hub.selection.image_id == desk.hub.projects.index.order[1]
    desk.look()
    desk.tap(Key.Key_U)
    assert desk.truth_of(1) == [("dent", "draft", square(40, 40))]
    desk.wait(lambda: "Right as they came: 1 of 1" in panel.text.text(), 10, "the count")

    desk.tap(Key.Key_T, SHIFT)
    desk.wait_picture()
    assert desk.hub.selection.image_id == desk.hub.projects.index.order[2]
    desk.look()
    desk.tap(Key.Key_Delete)
    assert desk.truth_of(2) == [] and waiting(desk) == 0
    desk.wait(lambda: "1 of 2" in panel.text.text() and "dropped: 1" in panel.text.text(), 10, "the count")
    desk.tap(Key.Key_Z, CTRL)  # the dropped one waits again
    desk.wait(lambda: waiting(desk) == 1 and "dropped: 0" in panel.text.text(), 10, "the draft")

    # The taken one turns out too small: it counts as corrected then.
    desk.show_image(1)
    desk.window.panels.objects.object_chosen.emit(desk.project.annotations.of_image(2)[0].id)
    desk.tap(Key.Key_BracketRight, CTRL)
    desk.wait(lambda: "corrected: 1" in panel.text.text(), 10, "the correction")
    assert desk.truth()[:1] == before
