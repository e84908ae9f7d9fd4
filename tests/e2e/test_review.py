"""Two inspectors: one accepts, the other returns with a comment, the first corrects, the second approves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit

from app.actions.ids import ActionId
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, ReviewState

pytestmark = pytest.mark.usefixtures("own_accounts", "no_model")

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def switch(inspector, name: str) -> None:
    """Another inspector takes the station: one click on the name below, one on their own."""
    button = inspector.window.panels.inspector_button
    QTest.mouseClick(button, LEFT)
    menu = button.menu_of_names
    inspector.wait(menu.isVisible, what="the names")
    known = [action for action in menu.actions() if action.text() == name]
    chosen = known[0] if known else menu.actions()[-1]
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(chosen).center())
    if not known:
        dialogs = inspector.window.findChildren(QInputDialog)
        assert len(dialogs) == 1
        inspector.wait(dialogs[0].isVisible, what="the question for a name")
        (field,) = dialogs[0].findChildren(QLineEdit)
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.hub.projects.project.inspector == name, what=name)
    assert button.text() == name
    inspector.window.activateWindow()  # a window manager would do so when the dialog is gone
    inspector.wait(inspector.window.isActiveWindow, what="the window")


def review(inspector) -> ReviewState | None:
    return inspector.hub.projects.image(inspector.hub.selection.image_id).review


def shown_bar(inspector) -> str:
    bar = inspector.window.panels.review_bar
    inspector.qtbot.wait(30)
    assert bar.isVisible()
    return f"{bar._title.text()}\n{bar._explanation.text()}"


def history(inspector) -> list[str]:
    inspector.qtbot.wait(30)
    return [text.split("\n")[0] for text in inspector.window.panels.history.texts()]


@pytest.fixture
def accepted(inspector, samples: Path):
    """The first image with a defect, which Ada has drawn and accepted by hand; the others are approved."""
    inspector.open(samples, images=24)
    project = inspector.hub.projects.project
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_R, CTRL)
    inspector.wait(lambda: inspector.state() is ImageState.DRAFT, what="the draft")
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.state() is ImageState.ACCEPTED, what="the acceptance")
    assert project.images.get(image.id).accepted_by == ("ada",)
    return image


def test_from_acceptance_over_a_return_to_approval(inspector, accepted) -> None:
    hub, window = inspector.hub, inspector.window
    project, image_id = hub.projects.project, accepted.id
    (record,) = project.annotations.of_image(image_id)

    # Ben takes over and reviews: masks cannot be changed now, and Ada's name is shown.
    switch(inspector, "Ben")
    inspector.press(Qt.Key.Key_F7)
    assert hub.reviews.on and hub.selection.image_id == image_id
    assert "Accepted by ada" in shown_bar(inspector) and "24 waiting" in shown_bar(inspector)
    for action in (
        ActionId.TOOL_BOX,
        ActionId.TOOL_BRUSH,
        ActionId.IMAGE_REOPEN,
        ActionId.IMAGE_GOOD,
        ActionId.EDIT_DELETE,
        ActionId.EDIT_UNDO,
    ):
        assert not window.commands[action].isEnabled(), action
    inspector.drag(20, 20, 90, 80)
    inspector.press(Qt.Key.Key_R, CTRL)
    assert project.annotations.of_image(image_id) == [record] and not hub.predictions.prompts.box

    # A return needs a comment; the next image comes by itself.
    inspector.press(Qt.Key.Key_F9)
    assert window.panels.review_bar.comment.hasFocus() and "Say what" in shown_bar(inspector)
    assert review(inspector) is ReviewState.WAITING
    QTest.keyClicks(window.panels.review_bar.comment, "Too small, the rim is missing")
    QTest.mouseClick(window.panels.review_bar.back, LEFT)
    inspector.wait(lambda: project.images.get(image_id).review is ReviewState.RETURNED, what="the return")
    assert hub.selection.image_id != image_id and review(inspector) is ReviewState.WAITING
    assert window.panels.review_bar.comment.text() == ""

    # Ada comes back, finds the image by its filter, and is told what is wrong.
    inspector.press(Qt.Key.Key_F7)
    assert not hub.reviews.on
    switch(inspector, "ada")
    window.panels.images.show_state(ReviewState.RETURNED)
    assert window.panels.images.model.ids() == [image_id]
    hub.selection.select_image(image_id)
    inspector.wait_picture()
    assert "Sent back by Ben" in shown_bar(inspector)
    assert "Too small, the rim is missing" in shown_bar(inspector)
    window.panels.objects.object_chosen.emit(record.id)
    inspector.press(Qt.Key.Key_B)
    inspector.drag(20, 20, 60, 40)
    inspector.wait(lambda: project.annotations.get(record.id).mask != record.mask, what="the stroke")
    assert project.annotations.get(record.id).state is AnnotationState.DRAFT
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.state() is ImageState.ACCEPTED, what="the second acceptance")
    assert review(inspector) is ReviewState.WAITING
    inspector.wait(lambda: not window.panels.review_bar.isVisible(), what="the end of the notice")

    # Ada cannot approve her own; Ben can, with one key.
    inspector.press(Qt.Key.Key_F7)
    hub.selection.select_image(image_id)
    inspector.wait_picture()
    assert "another inspector approves it" in shown_bar(inspector)
    assert not window.commands[ActionId.REVIEW_APPROVE].isEnabled()
    switch(inspector, "Ben")
    hub.selection.select_image(image_id)
    inspector.wait(window.commands[ActionId.REVIEW_APPROVE].isEnabled, what="Ben's turn")
    inspector.press(Qt.Key.Key_F8)
    assert project.images.get(image_id).review is ReviewState.APPROVED

    # Undo takes the approval back, redo gives it again; everything is told.
    inspector.press(Qt.Key.Key_Z, CTRL)
    assert project.images.get(image_id).review is ReviewState.WAITING
    inspector.press(Qt.Key.Key_Y, CTRL)
    assert project.images.get(image_id).review is ReviewState.APPROVED
    inspector.press(Qt.Key.Key_F6)
    hub.selection.select_image(image_id)
    area = project.annotations.get(record.id).mask.area
    assert history(inspector)[:9] == [
        "Ben approved the image",
        "Ben took the verdict back",
        "Ben approved the image",
        "ada accepted the masks as ground truth (1)",
        f"ada changed the mask of {record.class_name} from {record.mask.area:,} to {area:,} px",
        "Ben returned the image: Too small, the rim is missing",
        "ada accepted the masks as ground truth (1)",
        "ada made the masks drafts again (1)",
        f"ada added a mask as ground truth: {record.class_name}",
    ]


def test_two_stations_get_a_clear_conflict(inspector, accepted, qtbot) -> None:
    hub, window = inspector.hub, inspector.window
    switch(inspector, "Ben")
    inspector.press(Qt.Key.Key_F7)
    assert hub.selection.image_id == accepted.id
    inspector.wait(window.commands[ActionId.REVIEW_APPROVE].isEnabled)
    # The verdict comes before the window has noticed the other one.
    window.controllers.external_changes._clock.stop()
    with Project.open(hub.projects.folder, inspector="Cleo") as station:
        seen = station.images.get(accepted.id)
        station.reviews.return_image(accepted.id, row_version=seen.row_version, comment="no")
    QTest.mouseClick(window.panels.review_bar.approve, LEFT)
    assert (
        "changed in another window meanwhile. Nothing of yours was stored over it"
        in window.panels.undo_note.text
    )
    assert inspector.reports == []  # said on the picture, where it happened
    assert review(inspector) is ReviewState.RETURNED  # the newest state is shown
    assert "Sent back by Cleo" in shown_bar(inspector) and hub.selection.image_id == accepted.id
    assert not window.commands[ActionId.REVIEW_APPROVE].isEnabled()


def test_only_approved_masks_count_where_the_project_says_so(inspector, accepted) -> None:
    window, project = inspector.window, inspector.hub.projects.project
    before = len(project.annotations.ground_truth())
    window.commands[ActionId.REVIEW_REQUIRED].trigger()
    assert window.commands[ActionId.REVIEW_REQUIRED].isChecked() and project.annotations.ground_truth() == []
    switch(inspector, "Ben")
    inspector.press(Qt.Key.Key_F7)
    inspector.wait(window.commands[ActionId.REVIEW_APPROVE].isEnabled)
    inspector.press(Qt.Key.Key_F8)
    assert {a.image_id for a in project.annotations.ground_truth()} == {accepted.id}
    window.commands[ActionId.REVIEW_REQUIRED].trigger()
    assert len(project.annotations.ground_truth()) == before
