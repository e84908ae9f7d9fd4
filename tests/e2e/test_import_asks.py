"""Nothing from a file becomes ground truth unasked, and an import is taken back in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def category(mvtec_folder: Path) -> Path:
    """A category of which the project has no image yet: the fixture's own pictures are the desk's."""
    for file in mvtec_folder.rglob("*.png"):
        with Image.open(file) as image:
            turned = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        turned.save(file)
    return mvtec_folder


def drop(desk, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    # Qt delivers a drop only within a drag of the system's; the handler itself is what counts here.
    desk.window.dropEvent(event)


def asked(desk) -> QuestionDialog:
    def found() -> list[QuestionDialog]:
        return [d for d in desk.window.findChildren(QuestionDialog) if d.isVisible()]

    desk.wait(lambda: len(found()) == 1, what="the question")
    return found()[0]


def words(dialog: QuestionDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_dropped_category_tells_its_counts_and_waits_for_a_yes(desk, category: Path) -> None:
    before = desk.states()
    drop(desk, category)
    dialog = asked(desk)
    text = words(dialog)
    assert "5 new images" in text and "4 masks become accepted ground truth" in text
    assert "broken_small 2, contamination 2" in text and "1 image" in text
    assert desk.states() == before and desk.classes() == ["scratch", "dent"]
    desk.tap(Qt.Key.Key_Return)  # Enter means no
    desk.settle()
    assert desk.states() == before and not list(desk.project.cache_dir.glob("survey-*"))
    assert "Nothing was brought in" in desk.window.panels.status_bar.hint.text()


def test_what_came_in_goes_again_in_one_step(desk, category: Path) -> None:
    before, classes, truth = desk.states(), desk.classes(), desk.truth()
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    assert len(desk.project.annotations.ground_truth()) == 5 and desk.window.panels.undo_note.isVisible()
    desk.show_image(4)
    desk.click(desk.window.panels.undo_note.undo)
    desk.wait(lambda: len(desk.hub.projects) == 3, what="the way back")
    assert (desk.states(), desk.classes(), desk.truth()) == (before, classes, truth)
    assert [c.name for c in desk.hub.projects.classes.records] == classes
    assert "taken back" in desk.window.panels.undo_note.text
    desk.settle()
    assert not desk.window.commands[ActionId.PROJECT_UNDO_IMPORT].isEnabled()


def test_what_was_worked_on_since_stays_and_is_named(desk, category: Path) -> None:
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    desk.show_image(3)
    desk.tap(Qt.Key.Key_R, CTRL)  # back to draft: the inspector's own decision
    desk.window.commands[ActionId.PROJECT_UNDO_IMPORT].trigger()
    dialog = asked(desk)
    assert "4 images, 3 masks, 1 good" in words(dialog) and "worked on since" in words(dialog)
    desk.click(dialog.yes)
    desk.wait(lambda: len(desk.hub.projects) == 4, what="the way back")
    assert "worked on since" in desk.window.panels.undo_note.text
    assert desk.hub.projects.image(desk.hub.projects.index.order[3]).state is ImageState.DRAFT


def test_known_pixels_under_another_name_are_no_new_images(desk, category: Path, tmp_path: Path) -> None:
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    copy = Path(shutil.copytree(category, tmp_path / "elsewhere" / "bottle"))
    drop(desk, copy)
    # Nothing of it would become ground truth, so nothing is asked, and nothing comes in twice.
    desk.wait(
        lambda: "5 were there already" in desk.window.panels.status_bar.hint.text(), what="the import's end"
    )
    assert len(desk.project.images.all()) == 8 and len(desk.project.annotations.ground_truth()) == 5


def test_known_pixels_are_counted_as_known(desk, mvtec_folder: Path) -> None:
    drop(desk, mvtec_folder)  # two of its pictures are the desk's, one of them accepted there
    dialog = asked(desk)
    assert "4 new images" in words(dialog) and "in the project already" in words(dialog)
    assert "3 masks become" in words(dialog) and "stay" in words(dialog)
    desk.click(dialog.yes)
    desk.wait(lambda: len(desk.hub.projects) == 7, what="the images")
    assert len(desk.project.annotations.ground_truth()) == 4


def test_a_category_opened_anew_is_asked_about_too(desk, category: Path) -> None:
    desk.window.controllers.project.open_path(category)
    dialog = asked(desk)
    assert desk.hub.projects.folder == category.parent / "bottle-samft"
    assert desk.project.images.all() == []
    dialog.reject()
    desk.settle()
    assert desk.project.images.all() == [] and desk.classes() == []


def test_images_alone_come_in_unasked_and_go_in_one_step(desk, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    source = desk.hub.projects.image(desk.hub.projects.index.order[1]).path
    Image.open(source).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "flipped.png")
    drop(desk, folder)
    desk.wait(lambda: len(desk.hub.projects) == 4, what="the image")
    desk.click(desk.window.panels.undo_note.undo)
    desk.wait(lambda: len(desk.hub.projects) == 3, what="the way back")


@pytest.mark.parametrize("worked", [True, False])
def test_an_own_edit_during_the_way_back_is_kept(desk, category: Path, worked: bool) -> None:
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    image_id = desk.show_image(1)
    if worked:
        desk.draw(Box(30, 30, 60, 60))
        desk.tap(Qt.Key.Key_U)
    desk.window.commands[ActionId.PROJECT_UNDO_IMPORT].trigger()
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 3, what="the way back")
    assert len(desk.project.annotations.of_image(image_id)) == worked


def reopened(desk) -> None:
    folder = desk.project.folder
    desk.window.controllers.project.close()
    desk.open(folder, images=8)


def test_an_import_is_taken_back_after_a_restart_too(desk, category: Path) -> None:
    before, classes, truth = desk.states(), desk.classes(), desk.truth()
    undo = desk.window.commands[ActionId.PROJECT_UNDO_IMPORT]
    assert not undo.isEnabled()
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    reopened(desk)
    desk.wait(undo.isEnabled, what="the import that is known")
    undo.trigger()
    dialog = asked(desk)
    assert "5 images, 4 masks, 1 good" in words(dialog) and "ada" in words(dialog)
    desk.tap(Qt.Key.Key_Return)  # Enter means no
    assert len(desk.project.images.all()) == 8
    undo.trigger()
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 3, what="the way back")
    assert (desk.states(), desk.classes(), desk.truth()) == (before, classes, truth)
    desk.settle()
    assert not undo.isEnabled()


def test_an_import_of_which_all_was_worked_on_is_no_longer_offered(desk, category: Path) -> None:
    undo = desk.window.commands[ActionId.PROJECT_UNDO_IMPORT]
    drop(desk, category)
    desk.click(asked(desk).yes)
    desk.wait(lambda: len(desk.hub.projects) == 8, what="the images")
    for image in desk.project.images.all()[3:]:
        if image.state is ImageState.GOOD:
            desk.project.images.set_good(image.id, False)
        else:
            desk.project.annotations.reopen_image(image.id)
    truth = desk.truth()
    undo.trigger()
    desk.wait(lambda: "Nothing of the last import" in desk.window.panels.undo_note.text, what="the reason")
    assert desk.truth() == truth and len(desk.project.images.all()) == 8
    reopened(desk)
    desk.settle()
    desk.qtbot.wait(200)
    assert not undo.isEnabled()
