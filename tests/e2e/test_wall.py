"""The wall with mouse and keys: choosing among all images, and acting on many of them in one step."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit

from app.dialogs.confirmation import QuestionDialog
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState, ReviewState
from tests.e2e.desk import NOTHING, Desk
from tests.e2e.test_objects import AnnotationState, add, square

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.usefixtures("own_accounts")


@pytest.fixture
def wall(desk: Desk) -> Desk:
    """The wall of three images: an accepted scratch, a draft dent, and one that is new."""
    add(desk, 1, ("dent", square(60, 60, 30), AnnotationState.DRAFT))
    desk.tap(Key.Key_F12)
    counted(desk, 2)
    return desk


def counted(desk: Desk, objects: int) -> None:
    desk.wait(lambda: len(desk.hub.wall.overview.objects) == objects, 15, "the counts")


def click_image(desk: Desk, row: int, keys: Qt.KeyboardModifier = NOTHING) -> QPoint:
    view = desk.window.panels.wall.view
    place = view.visualRect(desk.window.panels.wall.model.index(row)).center()
    QTest.mouseClick(view.viewport(), LEFT, keys, place)
    desk.settle()
    return place


def names(desk: Desk) -> list[str]:
    return [desk.hub.projects.image(image_id).name for image_id in desk.hub.wall.ids]


def yes(desk: Desk) -> list[str]:
    """Say yes to the question, and tell what it said."""
    (dialog,) = [d for d in desk.window.findChildren(QuestionDialog) if d.isVisible()]
    words = [label.text() for label in dialog.findChildren(object) if hasattr(label, "wordWrap")]
    desk.click(dialog.yes)
    return words


def answer(desk: Desk, text: str) -> str:
    """Type or choose an answer, and tell what was asked."""
    (dialog,) = [d for d in desk.window.findChildren(QInputDialog) if d.isVisible()]
    asked = dialog.labelText()
    choices = dialog.findChildren(QComboBox)
    if choices:
        choices[0].setCurrentText(text)
        QTest.keyClick(choices[0], Key.Key_Return)
    else:
        (field,) = dialog.findChildren(QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
    desk.settle()
    return asked


def test_a_key_opens_the_wall_and_nothing_on_the_picture_can_be_changed_there(wall: Desk) -> None:
    before = wall.truth()
    assert wall.window.panels.wall.isVisible() and not wall.window.panels.canvas.isVisible()
    for key, keys in ((Key.Key_Delete, NOTHING), (Key.Key_G, CTRL), (Key.Key_R, CTRL), (Key.Key_Z, CTRL)):
        wall.tap(key, keys)
    assert wall.truth() == before and wall.states()["000.png"] is ImageState.ACCEPTED
    click_image(wall, 2)
    wall.tap(Key.Key_Return)
    wall.wait_picture()
    assert wall.window.panels.canvas.isVisible()
    assert wall.hub.selection.image_id == wall.hub.projects.index.order[2]
    wall.tap(Key.Key_F12)
    wall.tap(Key.Key_Escape)
    assert wall.window.panels.canvas.isVisible() and wall.truth() == before


def test_thumbnails_show_the_masks_in_the_colours_of_their_classes(wall: Desk) -> None:
    first = wall.hub.projects.image(wall.hub.projects.index.order[0])
    thumbnails = wall.hub.wall_thumbnails
    wall.wait(lambda: thumbnails.get(first.id, first) is not None, what="the thumbnail")
    picture = thumbnails.get(first.id, first).toImage()
    from app.canvas.palette import class_color

    edge = picture.pixelColor(40 * picture.width() // 160, 50 * picture.height() // 120).getRgb()[:3]
    record = wall.hub.projects.classes.records[0]
    assert np.abs(np.subtract(edge, class_color(record.color))).max() < 60  # the JPEG's own colours
    kept = list((wall.project.cache_dir / "wall").glob("*.jpg"))
    assert kept


def test_filters_and_orders(wall: Desk) -> None:
    filters = wall.window.panels.wall.filters
    assert names(wall) == ["000.png", "001.png", "002.png"]
    filters.classes.setCurrentText("dent")
    assert names(wall) == ["001.png"]
    filters.classes.setCurrentIndex(0)
    filters.states.setCurrentIndex(filters._states.index(ImageState.ACCEPTED))
    assert names(wall) == ["000.png"]
    filters.states.setCurrentIndex(0)
    filters.area.setValue(500)
    assert names(wall) == ["001.png"]
    filters.clear()
    filters.inspectors.setCurrentText("ada")
    filters.days.setCurrentIndex(1)
    assert names(wall) == ["000.png", "001.png"]
    filters.clear()
    filters.order.setCurrentIndex(2)
    assert names(wall)[0] == "001.png"
    filters.doubles.setChecked(True)
    assert names(wall) == []


def test_likeness_needs_a_prepared_image_and_sorts_by_it(wall: Desk) -> None:
    order = wall.hub.projects.index.order
    like = wall.window.panels.wall.like
    click_image(wall, 1)
    wall.hub.uncertainties._vectors.clear()
    said: list[str] = []
    wall.window.controllers.wall.message.connect(said.append)
    wall.click(like)
    assert wall.hub.wall.like is None and "prepare all images" in said[0]
    for image_id, vector in zip(order, ((0.0, 1.0), (1.0, 0.0), (0.8, 0.6)), strict=True):
        wall.hub.uncertainties.see(image_id, vector)
    wall.click(like)
    assert names(wall) == ["001.png", "002.png", "000.png"]
    wall.click(wall.window.panels.wall.usual)
    assert names(wall) == ["000.png", "001.png", "002.png"]


def test_images_are_approved_and_returned_together_after_a_question_and_undone_in_one_step(
    wall: Desk,
) -> None:
    wall.project.inspector = "Ben"  # accepted by ada
    wall.hub.projects.project.reviews.set_rules(
        type(wall.hub.reviews.rules)(required=False, four_eyes=True, shared_accounts=True)
    )
    wall.hub.reviews.read_rules()
    first = wall.hub.projects.index.order[0]
    before = wall.truth()
    click_image(wall, 0)
    click_image(wall, 2, SHIFT)
    assert len(wall.window.panels.wall.view.chosen()) == 3
    wall.click(wall.window.panels.wall.approve)
    said = yes(wall)
    assert any("1 image is approved" in text for text in said) and any("2 of the" in text for text in said)
    assert wall.project.images.get(first).review is ReviewState.APPROVED and wall.truth() == before
    wall.tap(Key.Key_Z, CTRL)
    assert wall.project.images.get(first).review is ReviewState.WAITING
    click_image(wall, 0)
    wall.click(wall.window.panels.wall.send_back)
    assert "1 mask becomes a draft" in answer(wall, "the edge is missing")
    assert wall.project.images.get(first).review is ReviewState.RETURNED
    assert wall.truth_of(0)[0][1] == "draft"
    wall.tap(Key.Key_Z, CTRL)
    assert wall.truth() == before and wall.project.images.get(first).accepted_by == ("ada",)


def test_a_class_is_changed_on_many_images_in_one_step(wall: Desk) -> None:
    before = wall.truth()
    wall.tap(Key.Key_A, CTRL)
    wall.click(wall.window.panels.wall.reclass)
    asked = answer(wall, "dent")
    assert "2 objects" in asked and "1 of them is ground truth" in asked
    assert [(name, state) for _id, name, state, _mask in wall.truth()] == [("dent", "draft")] * 2
    wall.tap(Key.Key_Z, CTRL)
    assert wall.truth() == before
    wall.tap(Key.Key_Y, CTRL)
    assert {name for _id, name, _state, _mask in wall.truth()} == {"dent"}
    wall.tap(Key.Key_Z, CTRL)
    assert wall.truth() == before


def test_images_go_to_a_lot_and_out_of_the_project_and_come_back(wall: Desk) -> None:
    before = wall.truth()
    click_image(wall, 0)
    click_image(wall, 1, CTRL)
    wall.click(wall.window.panels.wall.lot)
    answer(wall, "monday")
    assert [image.group for image in wall.project.images.all()] == ["monday", "monday", ""]
    wall.tap(Key.Key_Z, CTRL)
    assert [image.group for image in wall.project.images.all()] == [""] * 3
    click_image(wall, 0)
    click_image(wall, 1, CTRL)
    wall.click(wall.window.panels.wall.remove)
    assert any("2 masks go with them" in text for text in yes(wall))
    assert [image.name for image in wall.project.images.all()] == ["002.png"]
    wall.tap(Key.Key_Z, CTRL)
    assert wall.truth() == before and len(wall.hub.projects) == 3
    counted(wall, 2)


def test_a_refused_image_leaves_all_as_they_were(wall: Desk) -> None:
    """Another station takes one of the two images out of review while the question is open."""
    wall.window.controllers.external_changes._clock.stop()
    second = wall.hub.projects.index.order[1]
    wall.project.annotations.accept_image(second)
    wall.hub.projects.refresh_image(second)
    wall.tap(Key.Key_A, CTRL)
    wall.click(wall.window.panels.wall.send_back)
    wall.project.annotations.reopen_image(second)
    before = wall.truth()
    answer(wall, "again")
    assert wall.truth() == before
    wall.reports.clear()


def test_counts_are_shown_and_exported_without_formulas(wall: Desk, tmp_path: Path) -> None:
    counts = wall.window.panels.wall.counts
    assert dict(counts.classes.values) == {"scratch": 1, "dent": 1}
    assert sum(number for _day, number in counts.days.values) == 2
    assert dict(counts.inspectors.values) == {"ada": 2}
    wall.project.classes.rename(wall.project.classes.all()[0].id, "=cmd()")
    wall.hub.projects.classes.reload()
    wall.wait(lambda: any(o.class_name == "=cmd()" for o in wall.hub.wall.overview.objects), what="the name")
    wall.window.controllers.wall.write_csv(tmp_path / "counts.csv")
    with (tmp_path / "counts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["day", "inspector", "class", "accepted", "draft"]
    assert {tuple(row[1:]) for row in rows[1:]} == {("ada", "'=cmd()", "1", "0"), ("ada", "dent", "0", "1")}


def test_a_box_that_was_answered_waits_while_the_wall_is_open(desk: Desk) -> None:
    desk.show_image(1)
    desk.draw(Box(20, 20, 60, 60))
    desk.wait(lambda: desk.hub.predictions.state.value == "answered")
    before = desk.project.waiting_boxes.records()
    truth = desk.truth()
    assert len(before) == 1
    desk.tap(Key.Key_F12)
    assert desk.window.controllers.wall.shown
    desk.tap(Key.Key_Escape)
    assert not desk.window.controllers.wall.shown
    assert desk.project.waiting_boxes.records() == before and desk.truth() == truth
    assert desk.window.panels.waiting_boxes.isVisible()
