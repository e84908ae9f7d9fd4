"""What a project holds, bit for bit, and the states of an image that gestures and commands are tried in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.actions.effects import Effect, Effects
from app.actions.ids import ActionId
from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState, ImageState, ReviewState
from samft_core.sam.types import BASE_VERSION
from tests.e2e.desk import Desk

FIRST, SECOND = Box(20, 20, 50, 45), Box(90, 60, 130, 100)
LEFT = Qt.MouseButton.LeftButton
COUNTING = (Effect.TRUTH, Effect.SIGN_OFF)


class Record:
    """What the project holds, as its database has it."""

    def __init__(self, desk: Desk) -> None:
        project = desk.project
        annotations = [a for image in project.images.all() for a in project.annotations.of_image(image.id)]
        self.truth: list[Any] = [
            (a.id, a.image_id, a.class_name, a.mask, a.accepted_by, a.accepted_at)
            for a in annotations
            if a.state is AnnotationState.ACCEPTED
        ]
        decided = (ImageState.ACCEPTED, ImageState.GOOD)
        self.signed: list[Any] = [
            (image.id, image.state, image.accepted_by, image.accepted_at)
            for image in project.images.all()
            if image.state in decided
        ]
        self.reviews = [(image.id, image.review) for image in project.images.all()]
        self.drafts = [(a.id, a.class_name, a.mask) for a in annotations if a.state is AnnotationState.DRAFT]
        self.boxes = [(box.image_id, box.prompts, box.source) for box in project.waiting_boxes.records()]
        self.in_use = desk.hub.models.active

    def held_to(self, other: Record, may: Effects, name: str) -> None:
        """Fail where ``other``, which came after ``name``, differs in what that may not change."""
        if not may & set(COUNTING):
            assert (other.truth, other.signed, other.reviews) == (self.truth, self.signed, self.reviews), name
        # Nothing is changed and stays accepted: that would be signed by somebody who has not seen it.
        before = {item[0]: item for item in self.truth}
        for item in other.truth:
            assert before.get(item[0], item) == item, name
        if Effect.TRUTH not in may and Effect.SIGN_OFF in may:
            # What was accepted stays to the pixel; more may be accepted, or all of an image no longer.
            kept = {item[0]: item[2:4] for item in other.truth}
            for item in self.truth:
                assert kept.get(item[0], item[2:4]) == item[2:4], name
        if Effect.DRAFT not in may and not may & set(COUNTING):
            assert (other.drafts, other.boxes) == (self.drafts, self.boxes), name
        if Effect.VERSIONS not in may:
            assert other.in_use == self.in_use, name


# The states of an image. Each makes it so, and makes it so again after a command was taken back.


def current_mask(desk: Desk) -> None:
    """A current mask, on an image with an accepted object."""
    desk.show_image(0)
    boxes = desk.hub.boxes.boxes(desk.hub.projects.index.order[0])
    if not boxes:
        desk.draw(FIRST)
    elif desk.hub.predictions.box_id is None:
        desk.window.controllers.waiting_boxes.pick(boxes[0].id)
    desk.wait(lambda: desk.hub.predictions.fresh(BASE_VERSION), what="the mask")


def waiting(desk: Desk) -> None:
    """Two boxes wait, none is the current one."""
    desk.show_image(0)
    if not desk.hub.boxes.boxes(desk.hub.projects.index.order[0]):
        for box in (FIRST, SECOND):
            desk.draw(box)
    desk.hub.predictions.clear()


def accepted(desk: Desk) -> None:
    """An accepted object is selected."""
    desk.show_image(0)
    desk.hub.selection.select_annotation(
        desk.project.annotations.of_image(desk.hub.projects.index.order[0])[0].id
    )


def approved(desk: Desk) -> None:
    """Ben approved what Ada accepted."""
    image = desk.project.images.get(desk.hub.projects.index.order[0])
    if image.review is not ReviewState.APPROVED:
        desk.project.inspector = "ben"
        desk.project.reviews.approve(image.id, row_version=image.row_version)
        desk.project.inspector = "ada"
        desk.hub.projects.refresh_image(image.id)
    accepted(desk)


def good(desk: Desk) -> None:
    """Signed off as free of defects."""
    desk.show_image(2)
    if desk.state() is not ImageState.GOOD:
        desk.hub.projects.set_good(desk.hub.projects.index.order[2], True)


def returned(desk: Desk) -> None:
    """Ben returned it: its object is a draft again."""
    image = desk.project.images.get(desk.hub.projects.index.order[0])
    if image.state is ImageState.ACCEPTED:
        desk.project.inspector = "ben"
        desk.project.reviews.return_image(image.id, row_version=image.row_version, comment="The edge")
        desk.project.inspector = "ada"
        desk.hub.reviews.read_again(image.id)
    desk.show_image(0)


def unreadable(desk: Desk) -> None:
    """Its file cannot be decoded."""
    image_id = desk.hub.projects.index.order[1]
    if desk.project.images.get(image_id).state is not ImageState.UNREADABLE:
        desk.project.image_files.mark_unreadable(image_id, "cut off")
        desk.hub.projects.refresh_image(image_id)
    desk.hub.selection.select_image(image_id)


STATES = (current_mask, waiting, accepted, approved, good, returned, unreadable)


def catch_up(desk: Desk) -> None:
    """Let events run until the commands know what is true."""
    QApplication.processEvents()
    while desk.window.conditions.waiting:
        QApplication.processEvents()


def close_what_opened(desk: Desk) -> None:
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = QApplication.activePopupWidget()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    if desk.window.panels.wall.isVisible():
        desk.window.panels.wall.close_wanted.emit()
    catch_up(desk)


def put_back(desk: Desk, index: int, state: Callable[[Desk], None]) -> None:
    """Take back what a command did, and make the state again."""
    window, history = desk.window, desk.window.history
    close_what_opened(desk)
    window.panels.canvas.cancel()
    desk.hub.reviews.set_on(False)
    history.setIndex(index)
    window.controllers.waiting_boxes.set_several(False)
    desk.hub.predictions.clear()
    desk.hub.selection.select_annotation(None)
    state(desk)
    window.handlers.tools.choose_tool("pan")
    window.handlers.views.show_tab(ActionId.VIEW_ANNOTATE)
    window.panels.canvas.setFocus()
    catch_up(desk)
