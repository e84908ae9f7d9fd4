"""Two windows on one project: what one changes, the other notices, shows and tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions.ids import ActionId
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import square

CTRL = Qt.KeyboardModifier.ControlModifier
SOON = 20


@pytest.fixture
def other(desk) -> Iterator[Project]:
    """The project as another window has it open."""
    with Project.open(desk.hub.projects.folder, inspector="Ben") as project:
        yield project


def mark(other: Project, image_id: int) -> int:
    return other.annotations.add(
        NewAnnotation(image_id, class_name="dent", prompts=Prompts(), mask=square(60, 60))
    ).id


def test_what_another_window_draws_appears_and_is_told(desk, other: Project) -> None:
    image_id = desk.show_image(1)
    annotation_id = mark(other, image_id)
    desk.wait(lambda: desk.hub.annotations.record(annotation_id) is not None, SOON, "the other's object")
    assert desk.state() is ImageState.DRAFT
    assert "001.png" in desk.window.panels.undo_note.text and "Ben" in desk.window.panels.undo_note.text


def test_the_list_follows_without_a_word(desk, other: Project) -> None:
    desk.show_image(1)
    third = desk.hub.projects.index.order[2]
    other.images.set_good(third, True)
    other.classes.rename(other.classes.all()[0].id, "groove")
    other.versions.add(card=VersionCard())
    other.versions.activate("v1")
    desk.wait(lambda: desk.hub.projects.image(third).state is ImageState.GOOD, SOON, "the sign-off")
    desk.wait(lambda: desk.hub.models.active == "v1", SOON, "the version")
    assert [c.name for c in desk.hub.projects.classes.records] == ["groove", "dent"]
    assert not desk.window.panels.undo_note.isVisible()
    other.versions.activate(BASE_VERSION)
    desk.wait(lambda: desk.hub.models.active == BASE_VERSION, SOON, "the base model")


def test_images_that_come_and_go_elsewhere_do_so_here(desk, other: Project, tmp_path) -> None:
    last = desk.show_image(2)
    other.removal.remove(last)
    desk.wait(lambda: last not in desk.hub.projects, SOON, "the end of the image")
    assert desk.hub.selection.image_id != last
    source = desk.hub.projects.image(desk.hub.projects.index.order[0]).path
    copy = tmp_path / "another.png"
    copy.write_bytes(source.read_bytes())
    other.images.add([copy])
    desk.wait(lambda: len(desk.hub.projects) == 3, SOON, "the new image")


@pytest.mark.parametrize("noticed", [True, False])
def test_a_refusal_is_about_what_is_shown(desk, other: Project, noticed: bool) -> None:
    image_id = desk.show_image(1)
    if not noticed:
        desk.window.controllers.external_changes._clock.stop()
    annotation_id = mark(other, image_id)
    if noticed:
        desk.wait(lambda: desk.hub.annotations.record(annotation_id) is not None, SOON, "the object")
    desk.tap(Qt.Key.Key_G, CTRL)
    # No dialog about annotations that nobody sees: they are seen now, and said where the eyes are.
    assert desk.reports == [] and desk.hub.annotations.record(annotation_id) is not None
    assert desk.states()["001.png"] is ImageState.DRAFT and desk.window.panels.undo_note.isVisible()
    assert not desk.window.commands[ActionId.IMAGE_GOOD].isEnabled()


def test_a_conflict_stores_nothing_shows_the_newer_mask_and_says_so(desk, other: Project) -> None:
    desk.window.controllers.external_changes._clock.stop()
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("dent")
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Qt.Key.Key_U)
    (record,) = desk.project.annotations.of_image(image_id)
    theirs = other.annotations.update(record.id, row_version=record.row_version, mask=square(80, 40))
    desk.tap(Qt.Key.Key_B)
    desk.drag(20, 20, 30, 30)
    desk.settle()
    assert desk.project.annotations.get(record.id) == theirs and desk.reports == []
    assert desk.hub.annotations.record(record.id).mask == theirs.mask
    assert "another window" in desk.window.panels.undo_note.text


def test_undo_never_changes_what_somebody_else_made_of_it(desk, other: Project) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("dent")
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Qt.Key.Key_U)
    desk.tap(Qt.Key.Key_B)
    desk.drag(20, 20, 30, 30)
    desk.settle()
    (record,) = desk.project.annotations.of_image(image_id)
    theirs = other.annotations.update(
        record.id, row_version=record.row_version, mask=square(80, 40), state=AnnotationState.ACCEPTED
    )
    desk.wait(lambda: desk.hub.annotations.record(record.id) == theirs, SOON, "the other's mask")
    desk.tap(Qt.Key.Key_Z, CTRL)
    assert desk.project.annotations.get(record.id) == theirs


def test_ones_own_steps_are_no_news(desk) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("dent")
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Qt.Key.Key_U)
    desk.qtbot.wait(1500)
    assert (
        not desk.window.panels.undo_note.isVisible() and desk.window.commands[ActionId.EDIT_UNDO].isEnabled()
    )
    desk.tap(Qt.Key.Key_Z, CTRL)
    assert desk.project.annotations.of_image(image_id) == []


def test_many_images_changed_at_once_are_all_shown(desk, other: Project) -> None:
    accepted = AnnotationState.ACCEPTED
    ids = desk.hub.projects.index.order[1:]
    other.annotations.add_all(
        [NewAnnotation(i, "dent", Prompts(), square(9, 9), state=accepted) for i in ids]
    )
    projects = desk.hub.projects
    desk.wait(lambda: projects.index.counts[ImageState.ACCEPTED] == 3, SOON, "all acceptances")


def test_a_class_renamed_elsewhere_is_not_made_a_second_time(desk, other: Project) -> None:
    desk.window.controllers.external_changes._clock.stop()  # not noticed yet: the name in view is the old one
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("dent")
    desk.draw(Box(30, 30, 60, 60))
    scratch, dent = other.classes.all()
    other.classes.rename(dent.id, "dimple")
    desk.tap(Qt.Key.Key_U)
    assert [a.class_name for a in desk.project.annotations.of_image(image_id)] == ["dimple"]
    other.classes.rename(scratch.id, "groove")
    desk.click(desk.window.panels.classes.list.viewport(), desk.class_row(0))
    desk.wait(
        lambda: desk.project.annotations.of_image(image_id)[0].class_name == "groove", SOON, "the class"
    )
    assert [c.name for c in desk.project.classes.all()] == ["groove", "dimple"]
    assert [c.name for c in desk.hub.projects.classes.records] == ["groove", "dimple"]


@pytest.mark.parametrize("gone", [False, True])
def test_a_class_chosen_that_is_another_by_now(desk, other: Project, gone: bool) -> None:
    image_id = desk.show_image(1)
    desk.hub.selection.select_class("")
    with other.imports.running() as key:
        third = other.classes.add("chip")
    desk.hub.projects.classes.reload()
    desk.draw(Box(30, 30, 60, 60))
    desk.tap(Qt.Key.Key_U)
    chooser = desk.window.panels.class_chooser
    desk.wait(chooser.isVisible, what="the question about the class")
    if gone:
        other.imports.undo(key)
    else:
        other.classes.rename(third.id, "nick")
    QTest.keyClick(chooser, Qt.Key.Key_3)
    if gone:
        desk.qtbot.waitUntil(lambda: bool(desk.reports))
        assert desk.reports.pop().message and desk.project.annotations.of_image(image_id) == []
        assert [c.name for c in desk.project.classes.all()] == ["scratch", "dent"]
        assert len(desk.hub.boxes.boxes(image_id)) == 1  # what was drawn waits on
    else:
        desk.wait(lambda: len(desk.project.annotations.of_image(image_id)) == 1, SOON, "the object")
        assert [a.class_name for a in desk.project.annotations.of_image(image_id)] == ["nick"]
        assert [c.name for c in desk.project.classes.all()] == ["scratch", "dent", "nick"]


def test_a_name_being_typed_outlasts_a_change_elsewhere(desk, other: Project) -> None:
    view = desk.window.panels.classes.list
    desk.click(view.viewport(), desk.class_row(0), double=True)
    desk.tap(Qt.Key.Key_A, CTRL)
    desk.type("groo")
    other.classes.add("chip")
    desk.wait(lambda: len(desk.hub.projects.classes.records) == 3, SOON, "the new class")
    desk.type("ve")
    desk.tap(Qt.Key.Key_Return)
    desk.settle()
    assert [c.name for c in desk.project.classes.all()] == ["groove", "dent", "chip"]
    assert [view.item(row).text() for row in range(view.count())] == ["groove", "dent", "chip"]
    desk.click(view.viewport(), desk.class_row(1), double=True)
    other.classes.add("nick")
    desk.wait(lambda: len(desk.hub.projects.classes.records) == 4, SOON, "another class")
    desk.tap(Qt.Key.Key_Escape)
    desk.settle()
    assert view.count() == 4
