"""The program proposes boxes: from a first pass against good images, or carried from the image before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.stores.waiting_boxes import Source
from samft_core.project.records import AnnotationState, ImageRecord, ImageState

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def boxes_here(inspector) -> list:
    return inspector.hub.boxes.boxes(inspector.hub.selection.image_id)


def empty_image(inspector, place: int) -> tuple[ImageRecord, object]:
    """An image with a defect, its mask deleted by hand; the image and the mask's box."""
    image = inspector.select(ImageState.ACCEPTED, place)
    truth = inspector.hub.projects.project.annotations.of_image(image.id)[0]
    inspector.window.panels.objects.object_chosen.emit(truth.id)
    inspector.press(Qt.Key.Key_Delete)
    inspector.wait(lambda: inspector.state() is ImageState.NEW)
    return image, truth.mask.box


def test_a_first_pass_finds_the_defect_and_accepts_nothing(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    hub = inspector.hub
    _image, truth = empty_image(inspector, 0)
    inspector.press(Qt.Key.Key_Y)
    assert "4 good" in inspector.window.panels.status_bar.hint.text()
    inspector.wait(lambda: bool(boxes_here(inspector)), 300, "boxes")
    found = boxes_here(inspector)
    assert all(box.source is Source.FOUND for box in found)
    assert max(box.prompts.box.iou(truth) for box in found) > 0.3
    inspector.wait(lambda: all(box.answers for box in boxes_here(inspector)), 120, "their masks")
    assert hub.annotations.records() == [] and inspector.state() is ImageState.NEW

    # Asking again proposes nothing twice.
    inspector.press(Qt.Key.Key_Y)
    inspector.wait(lambda: "Nothing new" in inspector.window.panels.status_bar.hint.text(), 120)
    assert len(boxes_here(inspector)) == len(found)

    # Taken, it is a draft; accepting lets the proposals go that nobody took, and undo brings them back.
    inspector.press(Qt.Key.Key_U, SHIFT)
    inspector.wait(lambda: inspector.state() is ImageState.DRAFT)
    assert {r.state for r in hub.annotations.records()} == {AnnotationState.DRAFT}
    inspector.press(Qt.Key.Key_Z, CTRL)
    assert hub.annotations.records() == [] and len(boxes_here(inspector)) == len(found)
    inspector.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    inspector.wait(lambda: inspector.state() is ImageState.GOOD)
    assert boxes_here(inspector) == []
    inspector.press(Qt.Key.Key_Z, CTRL)
    assert inspector.state() is ImageState.NEW and len(boxes_here(inspector)) == len(found)


def test_without_good_images_the_boxes_of_the_image_before_are_proposed(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    hub = inspector.hub
    for image in [i for i in hub.projects.images() if i.state is ImageState.GOOD]:
        hub.projects.set_good(image.id, False)
    before = [i for i in hub.projects.images() if i.state is ImageState.ACCEPTED][1]
    image, _truth = empty_image(inspector, 2)
    assert hub.projects.index.places[image.id] == hub.projects.index.places[before.id] + 1
    inspector.press(Qt.Key.Key_Y)
    hint = inspector.window.panels.status_bar.hint.text()
    assert "Too few images" in hint and "1 box of the image before" in hint
    (box,) = boxes_here(inspector)
    carried = hub.projects.project.annotations.of_image(before.id)[0].mask.box
    assert box.source is Source.CARRIED
    assert box.prompts.box == carried.clipped(image.width, image.height)
    inspector.wait(lambda: all(b.answers for b in boxes_here(inspector)), 120, "its mask")

    # The same by its own key; nothing is proposed twice, and all of it can be dropped.
    inspector.press(Qt.Key.Key_Y, SHIFT)
    assert len(boxes_here(inspector)) == 1
    inspector.press(Qt.Key.Key_Delete, SHIFT)
    assert boxes_here(inspector) == []
    inspector.press(Qt.Key.Key_Y, SHIFT)
    assert len(boxes_here(inspector)) == 1
    assert hub.annotations.records() == []
