"""What is in use is what is taken, what a key is written on is what it does, and picks are remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.settings.settings import Settings
from samft_core.imaging.geometry import Box
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from tests.e2e.conftest import shown
from tests.e2e.desk import Desk, fake_engine

SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND = Box(20, 20, 50, 45), Box(90, 60, 130, 100)


@pytest.fixture
def tuned(desk: Desk) -> Desk:
    """The desk with v1 in use and v2 beside."""
    for _ in range(2):
        desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()
    desk.hub.models.activate("v1")
    desk.hub.engine.reload()
    return desk


def ask(desk: Desk, box: Box = FIRST, place: int = 1) -> None:
    desk.show_image(place)
    desk.draw(box)
    desk.wait(lambda: desk.hub.predictions.state.value == "answered", what="both answers")


def taken_from(desk: Desk) -> list[str | None]:
    return [record.started_from for record in desk.hub.annotations.records()]


def choices(row: object) -> list[QPushButton]:
    """The listed proposals, in their order."""
    return list(row._choices)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_U, Qt.Key.Key_B])
def test_the_version_in_use_is_taken_after_a_restart(
    tuned: Desk, station: Settings, qtbot: QtBot, key: Qt.Key
) -> None:
    folder = tuned.project.folder
    tuned.window.close()
    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as window:
        again = Desk(window, qtbot)
        again.open(folder, images=3)
        ask(again)
        assert window.panels.prediction.tuned.property("tone") == "picked"
        again.tap(key)
        assert taken_from(again) == ["v1"]


def test_a_pick_is_remembered_as_long_as_the_same_version_is_in_use(
    tuned: Desk, station: Settings, qtbot: QtBot
) -> None:
    ask(tuned)
    tuned.click(tuned.window.panels.prediction.base)
    folder = tuned.project.folder
    tuned.window.close()
    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as window:
        again = Desk(window, qtbot)
        again.open(folder, images=3)
        ask(again, SECOND)
        again.tap(Qt.Key.Key_U)
        assert taken_from(again) == [BASE_VERSION]
        again.hub.models.activate("v2")
        again.hub.engine.reload()
        ask(again, SECOND, place=2)
        again.tap(Qt.Key.Key_U)
        assert taken_from(again) == ["v2"]


def test_the_first_to_answer_is_not_taken_in_place_of_the_one_in_use(
    tuned: Desk, hold: Callable[..., None]
) -> None:
    tuned.show_image(1)
    hold("v1")
    tuned.draw(FIRST)
    assert tuned.hub.predictions.versions == [BASE_VERSION]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_U):
        tuned.tap(key)
        assert taken_from(tuned) == []
    tuned.tap(Qt.Key.Key_Escape)
    tuned.tap(Qt.Key.Key_U, SHIFT)
    assert taken_from(tuned) == []
    hold()
    (box,) = tuned.hub.boxes.boxes(tuned.hub.selection.image_id)
    tuned.wait(lambda: "v1" in tuned.hub.boxes.get(box.id).answers, what="the mask of v1")
    tuned.tap(Qt.Key.Key_U, SHIFT)
    assert taken_from(tuned) == ["v1"]


@pytest.mark.parametrize("place, key", list(enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3))))
def test_a_number_takes_the_proposal_it_is_written_on(desk: Desk, place: int, key: Qt.Key) -> None:
    shown_first = (place + 1) % 3
    ask(desk)
    desk.tap(Qt.Key.Key_P)
    predictions = desk.hub.predictions
    desk.wait(lambda: len(predictions.answer(BASE_VERSION).proposals) == 3, what="three masks")
    for _ in range(shown_first):
        desk.tap(Qt.Key.Key_P)
    listed = choices(desk.window.panels.prediction.base)
    assert [button.text().partition(":")[0] for button in listed] == ["1", "2", "3"]
    assert listed[shown_first].isChecked()
    wanted = predictions.answer(BASE_VERSION).proposals[place].rle()
    desk.tap(key)
    assert [record.mask for record in desk.hub.annotations.records()] == [wanted]


def test_keys_are_written_on_one_row_only(tuned: Desk) -> None:
    ask(tuned)
    panel = tuned.window.panels.prediction
    assert "(1)" in panel.base.use.toolTip() and "(2)" in panel.tuned.use.toolTip()
    tuned.tap(Qt.Key.Key_P)
    tuned.wait(lambda: len(tuned.hub.predictions.answer("v1").proposals) == 3, what="three masks")
    tuned.settle()
    assert [b.text()[:2] for b in choices(panel.tuned)] == ["1:", "2:", "3:"]
    assert not any(":" in b.text() for b in choices(panel.base))
    assert "1" not in panel.base.use.toolTip() and "2" not in panel.tuned.use.toolTip()
    tuned.click(choices(panel.base)[1])
    assert [b.text()[:2] for b in choices(panel.base)] == ["1:", "2:", "3:"]
    assert not any(":" in b.text() for b in choices(panel.tuned))
    wanted = tuned.hub.predictions.answer(BASE_VERSION).proposals[2].rle()
    tuned.tap(Qt.Key.Key_3)
    assert [r.mask for r in tuned.hub.annotations.records()] == [wanted]


def test_the_numbers_of_two_versions(tuned: Desk) -> None:
    ask(tuned)
    tuned.tap(Qt.Key.Key_1)
    tuned.tap(Qt.Key.Key_2)
    assert taken_from(tuned) == ["v1"]
    tuned.tap(Qt.Key.Key_1)
    assert taken_from(tuned) == [BASE_VERSION]


def test_no_number_is_written_on_a_waiting_box(desk: Desk) -> None:
    ask(desk)
    desk.draw(SECOND)
    desk.wait(lambda: all(b.answers for b in desk.hub.boxes.boxes(desk.hub.selection.image_id)))
    labels = [item.label for item in desk.window.panels.canvas.state.boxes if not item.active]
    assert labels == ["0.90"]


def test_a_remapped_key_is_the_one_that_is_shown(desk: Desk) -> None:
    desk.hub.settings.set_key(ActionId.PREDICT_USE_TUNED, "F11")
    ask(desk)
    desk.tap(Qt.Key.Key_P)
    desk.wait(lambda: len(desk.hub.predictions.answer(BASE_VERSION).proposals) == 3, what="three masks")
    desk.settle()
    assert [b.text().partition(":")[0] for b in choices(desk.window.panels.prediction.base)] == [
        "1",
        "F11",
        "3",
    ]
    wanted = desk.hub.predictions.answer(BASE_VERSION).proposals[1].rle()
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_F11)
    desk.settle()
    assert [record.mask for record in desk.hub.annotations.records()] == [wanted]
