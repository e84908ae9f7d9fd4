"""What changes ground truth or the model says so on the picture, and *Undo* there takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState, ImageState
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_accepting_is_said_and_taken_back_on_the_picture(desk) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("dent")
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Qt.Key.Key_Return)
    note = desk.window.panels.undo_note
    assert note.isVisible() and "1 mask" in note.text and "dent" in note.text
    assert desk.states()["001.png"] is ImageState.ACCEPTED
    # Elsewhere in the meantime: Undo still means this acceptance, and shows its image again.
    desk.show_image(2)
    desk.click(note.undo)
    assert desk.states()["001.png"] is ImageState.DRAFT
    assert desk.hub.selection.image_id == image_id and note.text.startswith("Undone")
    assert note.choice.isVisible() and not note.undo.isVisible()
    assert [a.state for a in desk.project.annotations.of_image(image_id)] == [AnnotationState.DRAFT]


def test_signing_off_and_reopening_are_said_too(desk) -> None:
    desk.show_image(2)
    desk.window.commands[ActionId.IMAGE_GOOD].trigger()
    desk.settle()
    assert "good" in desk.window.panels.undo_note.text and desk.states()["002.png"] is ImageState.GOOD
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.states()["002.png"] is ImageState.NEW
    desk.show_image(0)
    desk.tap(Qt.Key.Key_R, CTRL)
    assert desk.states()["000.png"] is ImageState.DRAFT
    assert "no longer ground truth" in desk.window.panels.undo_note.text
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.states()["000.png"] is ImageState.ACCEPTED


def test_the_note_goes_with_the_next_step_and_never_undoes_another(desk) -> None:
    desk.show_image(2)
    desk.window.commands[ActionId.IMAGE_GOOD].trigger()
    desk.settle()
    desk.show_image(1)
    assert desk.window.panels.undo_note.isVisible()
    desk.draw(Box(30, 30, 60, 60))
    assert not desk.window.panels.undo_note.isVisible()


def test_a_press_on_the_note_draws_nothing_and_leaves_the_keyboard_on_the_picture(desk) -> None:
    desk.show_image(2)
    desk.window.commands[ActionId.IMAGE_GOOD].trigger()
    desk.settle()
    note = desk.window.panels.undo_note
    desk.click(note, note.rect().topLeft())
    assert desk.on_picture and not desk.hub.predictions.snapshot
    desk.click(note.away)
    assert not note.isVisible() and desk.on_picture
    assert desk.states()["002.png"] is ImageState.GOOD


def two_versions(desk) -> None:
    for _ in range(2):
        desk.project.versions.add(card=VersionCard())
    desk.hub.models.reload()


def test_activating_is_said_and_goes_back_to_what_was_in_use(desk) -> None:
    two_versions(desk)
    for name, before in (("v1", BASE_VERSION), ("v2", "v1")):
        desk.window.panels.versions.activate_wanted.emit(name)
        assert desk.hub.models.active == name and f"now: Tuned {name}" in desk.window.panels.undo_note.text
        desk.click(desk.window.panels.undo_note.undo)
        assert desk.hub.models.active == before
        desk.window.panels.versions.activate_wanted.emit(name)
    desk.window.panels.versions.activate_wanted.emit(BASE_VERSION)
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.hub.models.active == "v2"


def asked(desk) -> QuestionDialog:
    desk.wait(lambda: any(d.isVisible() for d in desk.window.findChildren(QuestionDialog)), what="a question")
    return next(d for d in desk.window.findChildren(QuestionDialog) if d.isVisible())


def test_rolling_back_asks_first_and_can_be_taken_back(desk) -> None:
    two_versions(desk)
    desk.hub.models.activate("v1")
    desk.hub.models.activate("v2")
    desk.tap(Qt.Key.Key_R, CTRL | SHIFT)
    assert "v1" in asked(desk).windowTitle()
    desk.tap(Qt.Key.Key_Return)  # Enter means no
    assert desk.hub.models.active == "v2"
    desk.tap(Qt.Key.Key_R, CTRL | SHIFT)
    desk.click(asked(desk).yes)
    assert desk.hub.models.active == "v1"
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.hub.models.active == "v2"


def test_a_note_goes_when_another_language_is_chosen(desk) -> None:
    desk.hub.notes.show("The image is accepted.")
    assert desk.window.panels.undo_note.text
    desk.hub.settings.language = "de"
    desk.settle()
    assert desk.window.panels.undo_note.text == ""
