"""From image to image: the next most useful one with its reason, and objects copied forward."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from app.actions.ids import ActionId
from samft_core.project.records import AnnotationState, ImageState

CTRL = Qt.KeyboardModifier.ControlModifier


def reopen(inspector, *places: int) -> list:
    """Make accepted images drafts again, by hand."""
    accepted = [i for i in inspector.hub.projects.images() if i.state is ImageState.ACCEPTED]
    images = [accepted[place] for place in places]
    for image in images:
        inspector.hub.selection.select_image(image.id)
        inspector.wait_picture()
        inspector.press(Qt.Key.Key_R, CTRL)
        inspector.wait(lambda: inspector.state() is ImageState.DRAFT)
    return images


def test_the_most_useful_image_is_the_one_the_model_is_least_sure_about(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    project = inspector.hub.projects.project
    sure, unsure = reopen(inspector, 0, 4)
    for image, score in ((sure, 0.95), (unsure, 0.4)):
        record = project.annotations.of_image(image.id)[0]
        project.predictions.save(
            image.id, version="base", prompts=record.prompts, mask=record.mask, score=score
        )
    inspector.window.controllers.project.open_path(project.folder)
    inspector.wait(lambda: inspector.hub.projects.is_open and inspector.hub.projects.project is not project)
    inspector.wait_picture()
    inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_M)
    assert inspector.hub.selection.image_id == unsure.id
    assert "0.40" in inspector.window.panels.status_bar.hint.text()
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.state() is ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_M)
    assert (
        inspector.hub.selection.image_id == sure.id
        and "0.95" in inspector.window.panels.status_bar.hint.text()
    )


def test_objects_are_copied_forward_as_drafts(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    hub, project = inspector.hub, inspector.hub.projects.project
    ids = hub.projects.index.order
    places = [i for i in range(len(ids) - 1) if hub.projects.image(ids[i]).state is ImageState.ACCEPTED]
    source, target = ids[places[0]], ids[places[0] + 1]
    hub.selection.select_image(target)
    inspector.wait_picture()
    for record in hub.annotations.records():
        inspector.window.panels.objects.object_chosen.emit(record.id)
        inspector.press(Qt.Key.Key_Delete)
    inspector.wait(lambda: inspector.state() is ImageState.NEW)
    hub.selection.select_image(source)
    inspector.wait_picture()
    originals = project.annotations.of_image(source)

    inspector.press(Qt.Key.Key_D, CTRL)
    assert hub.selection.image_id == target and inspector.state() is ImageState.DRAFT
    copies = project.annotations.of_image(target)
    for copy, original in zip(copies, originals, strict=True):  # the samples differ in size
        one, other = copy.mask.to_array(), original.mask.to_array()
        height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
        assert np.array_equal(one[:height, :width], other[:height, :width]) and one.any()
    assert [c.class_name for c in copies] == [o.class_name for o in originals]
    assert all(c.state is AnnotationState.DRAFT for c in copies)
    inspector.press(Qt.Key.Key_Z, CTRL)
    assert project.annotations.of_image(target) == []

    # A finished image is never written to.
    inspector.press(Qt.Key.Key_Y, CTRL)
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: inspector.state() is ImageState.ACCEPTED)
    hub.selection.select_image(source)
    inspector.wait_picture()
    inspector.press(Qt.Key.Key_D, CTRL)
    assert len(project.annotations.of_image(target)) == len(copies)


def test_the_last_box_is_asked_about_on_the_next_image(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    hub, carry = inspector.hub, inspector.window.commands[ActionId.PREDICT_CARRY]
    first = inspector.select(ImageState.ACCEPTED)
    assert not carry.isEnabled()
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(hub.projects.project.annotations.of_image(first.id)[0].mask.box)
    box = hub.predictions.prompts.box
    assert box is not None
    inspector.press(Qt.Key.Key_N)
    inspector.wait_picture()
    inspector.wait(carry.isEnabled)
    inspector.press(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert hub.predictions.prompts.box is not None and hub.predictions.prompts.box.iou(box) > 0.8
    inspector.wait(lambda: bool(hub.predictions.versions), 90, "the mask")
    assert hub.predictions.image_id == hub.selection.image_id != first.id
