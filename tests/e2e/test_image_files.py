"""A share that is away, files that moved, changed or came right, and images that leave the project."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from samft_core.project.records import ImageState

NEXT, PREVIOUS = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


def repaint(path: Path) -> None:
    """Put another picture of the same size in the file's place."""
    with Image.open(path) as image:
        width, height = image.size
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width, 3), np.uint8)).save(path)


def wait_problem(desk, words: str) -> None:
    desk.wait(
        lambda: (
            desk.window.panels.image_problem.isVisible()
            and words in desk.window.panels.image_problem.text.text()
        ),
        what=words,
    )


def wait_no_problem(desk) -> None:
    desk.wait(desk.window.panels.image_problem.isHidden, what="no problem")
    desk.wait_picture()


def leaf_through(desk) -> None:
    for key in (NEXT, NEXT, NEXT, PREVIOUS, PREVIOUS, PREVIOUS):
        desk.tap(key)
        desk.qtbot.wait(200)  # long enough for the neighbour to be fetched in advance


def test_a_share_that_is_away_for_a_moment_leaves_nothing_behind(desk, image_folder: Path) -> None:
    desk.show_image(2)
    desk.window.commands[ActionId.IMAGE_GOOD].trigger()
    before = desk.states()
    assert before["000.png"] is ImageState.ACCEPTED and before["002.png"] is ImageState.GOOD
    counts = dict(desk.hub.projects.index.counts)
    desk.hub.loader.clear()
    away = image_folder.with_name("away")
    image_folder.rename(away)
    leaf_through(desk)
    wait_problem(desk, "missing")
    assert desk.states() == before and dict(desk.hub.projects.index.counts) == counts
    assert not desk.window.commands[ActionId.IMAGE_GOOD].isEnabled()  # nobody signs off what they cannot see
    away.rename(image_folder)
    desk.click(desk.window.panels.image_problem.buttons[ActionId.IMAGE_TRY_AGAIN])
    wait_no_problem(desk)
    leaf_through(desk)
    wait_no_problem(desk)
    assert desk.states() == before and dict(desk.hub.projects.index.counts) == counts


def test_opened_while_the_share_is_away(desk, image_folder: Path) -> None:
    before = desk.states()
    folder = desk.project.folder
    desk.window.controllers.project.close()
    away = image_folder.with_name("away")
    image_folder.rename(away)
    desk.window.controllers.project.open_path(folder)
    desk.wait(lambda: len(desk.hub.projects) == 3)
    wait_problem(desk, "missing")
    leaf_through(desk)
    assert desk.states() == before
    away.rename(image_folder)
    desk.tap(NEXT)  # a visit looks again by itself
    wait_no_problem(desk)
    assert desk.states() == before


def test_moved_images_are_located(desk, image_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.states()
    desk.hub.loader.clear()
    moved = image_folder.parent / "archive" / "2026"
    moved.parent.mkdir()
    image_folder.rename(moved)
    desk.tap(NEXT)
    wait_problem(desk, "missing")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved.parent))
    desk.click(desk.window.panels.image_problem.buttons[ActionId.PROJECT_LOCATE])
    wait_no_problem(desk)
    assert [image.path.parent for image in desk.hub.projects.images()] == [moved] * 3
    assert desk.states() == before


def test_a_file_that_was_half_copied_comes_right(desk, image_folder: Path) -> None:
    path = image_folder / "001.png"
    whole = path.read_bytes()
    desk.show_image(0)
    desk.hub.loader.clear()
    path.write_bytes(whole[: len(whole) // 2])
    desk.tap(NEXT)
    wait_problem(desk, "damaged")
    desk.wait(lambda: desk.states()["001.png"] is ImageState.UNREADABLE)
    path.write_bytes(whole)
    desk.window.commands[ActionId.PROJECT_CHECK_AGAIN].trigger()
    desk.wait(lambda: desk.states()["001.png"] is ImageState.NEW)
    wait_no_problem(desk)


def test_what_was_unreadable_is_looked_at_again_on_opening(desk, image_folder: Path) -> None:
    path = image_folder / "001.png"
    whole = path.read_bytes()
    desk.show_image(0)
    desk.hub.loader.clear()
    path.write_bytes(whole[: len(whole) // 2])
    desk.tap(NEXT)
    desk.wait(lambda: desk.states()["001.png"] is ImageState.UNREADABLE)
    folder = desk.project.folder
    desk.window.controllers.project.close()
    path.write_bytes(whole)
    desk.window.controllers.project.open_path(folder)
    desk.wait(lambda: len(desk.hub.projects) == 3)
    desk.wait(lambda: desk.states()["001.png"] is ImageState.NEW)


def test_a_changed_file_is_not_shown_under_the_masks_of_another(desk, image_folder: Path) -> None:
    desk.show_image(1)
    desk.hub.loader.clear()
    repaint(image_folder / "000.png")
    desk.tap(PREVIOUS)
    wait_problem(desk, "another picture")
    assert desk.window.panels.canvas.image_id is None
    assert desk.states()["000.png"] is ImageState.ACCEPTED
    assert not desk.window.commands[ActionId.TOOL_BOX].isEnabled()
    desk.click(desk.window.panels.image_problem.buttons[ActionId.IMAGE_NEW_PICTURE])
    wait_no_problem(desk)
    assert desk.states()["000.png"] is ImageState.ACCEPTED
    assert desk.project.image_files.problems(desk.hub.projects.index.order, thorough=True) == {}
    assert any(
        entry.kind == "new_picture" for entry in desk.project.history.of_image(desk.hub.selection.image_id)
    )


def choose_from_list(desk, action_id: str) -> None:
    """A right click on the selected row, then the entry of the menu."""
    view = desk.window.panels.images.view
    row = desk.window.panels.images.model.row_of(desk.hub.selection.image_id)
    place = view.visualRect(desk.window.panels.images.model.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=QPoint(place.x(), place.y()))
    view.customContextMenuRequested.emit(place)  # the system's part of a right click
    menu = desk.window.menus.menu
    action = desk.window.commands[action_id]
    assert menu.isVisible() and action in menu.actions() and action.isEnabled()
    menu.close()
    action.trigger()
    desk.settle()


def test_a_removed_image_is_asked_about_and_comes_back(desk, image_folder: Path) -> None:
    image_id = desk.show_image(0)
    annotations = desk.project.annotations.of_image(image_id)
    choose_from_list(desk, ActionId.IMAGE_REMOVE)
    question = desk.window.findChild(QuestionDialog)
    assert any("1 mask" in text.text() for text in question.findChildren(type(question._text(""))))
    question.reject()
    assert len(desk.hub.projects) == 3
    choose_from_list(desk, ActionId.IMAGE_REMOVE)
    desk.click(desk.window.findChildren(QuestionDialog)[-1].yes)
    assert "000.png" not in desk.states() and desk.hub.selection.image_id != image_id
    assert (image_folder / "000.png").is_file()
    assert "000.png was removed" in desk.window.panels.undo_note.text
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.hub.selection.image_id == image_id
    assert desk.states()["000.png"] is ImageState.ACCEPTED
    assert desk.project.annotations.of_image(image_id) == annotations


def test_an_image_is_put_into_a_lot(desk) -> None:
    image_id = desk.show_image(2)
    choose_from_list(desk, ActionId.IMAGE_SET_LOT)
    dialog = desk.window.findChild(QInputDialog, "lot")
    dialog.setTextValue(" L42 ")
    dialog.accept()
    assert desk.hub.projects.image(image_id).group == "L42"
    assert desk.hub.selection.image_id == image_id


def test_the_base_model_is_changed_once_its_checkpoint_was_looked_at(
    desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.pth"
    page.write_text("<html>404</html>")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(page), ""))
    desk.window.commands[ActionId.MODEL_BASE].trigger()
    desk.wait(lambda: desk.window.findChild(QInputDialog, "base") is not None, what="the base models")
    dialog = desk.window.findChild(QInputDialog, "base")
    dialog.setTextValue("vit_b")
    dialog.accept()
    desk.qtbot.waitUntil(lambda: bool(desk.reports), timeout=120_000)
    assert "web page" in desk.reports.pop().message  # type: ignore[attr-defined]
    assert desk.project.base_model.name == "mobile"
