"""Several boxes one after the other, without waiting; taken together or one by one; undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState, ImageState
from samft_core.sam.types import BASE_VERSION

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def drag_beside(inspector, box: Box) -> None:
    """Draw a box with Shift held."""
    canvas = inspector.window.panels.canvas
    QTest.mousePress(canvas, LEFT, SHIFT, inspector.at(box.x0, box.y0))
    QTest.mouseMove(canvas, inspector.at(*box.centre))
    QTest.mouseMove(canvas, inspector.at(box.x1, box.y1))
    QTest.mouseRelease(canvas, LEFT, SHIFT, inspector.at(box.x1, box.y1))


def boxes_here(inspector) -> list:
    return inspector.hub.boxes.boxes(inspector.hub.selection.image_id)


@pytest.fixture
def hints(inspector, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every hint that the status bar showed: a fast engine leaves some for a moment only."""
    shown: list[str] = []
    hint = inspector.window.panels.status_bar.hint
    show = hint.setText

    def show_and_keep(text: str) -> None:
        shown.append(text)
        show(text)

    monkeypatch.setattr(hint, "setText", show_and_keep)
    return shown


@pytest.fixture
def three(inspector, hints: list[str], samples: Path):
    """An image with three boxes: the first drawn plainly, two more with Shift."""
    inspector.open(samples, images=24)
    image = inspector.select(ImageState.GOOD)
    inspector.press(Qt.Key.Key_R, CTRL)
    inspector.wait(lambda: inspector.state() is ImageState.NEW)
    inspector.press(Qt.Key.Key_R)
    w, h = image.width, image.height
    drawn = [
        Box(w * x, h * y, w * (x + 0.18), h * (y + 0.2)) for x, y in ((0.1, 0.1), (0.4, 0.4), (0.7, 0.65))
    ]
    inspector.drag_box(drawn[0])
    for box in drawn[1:]:
        drag_beside(inspector, box)
    assert all(b.prompts.box.iou(d) > 0.9 for b, d in zip(boxes_here(inspector), drawn, strict=True))
    assert len(inspector.window.panels.canvas.state.boxes) == 3
    return inspector


def answered(inspector) -> bool:
    return all(BASE_VERSION in box.answers for box in boxes_here(inspector))


def test_all_are_answered_and_taken_in_one_step(three, hints: list[str]) -> None:
    hub, window = three.hub, three.window
    three.wait(lambda: any("of 3 boxes answered" in hint for hint in hints), 20, "the count")
    three.wait(lambda: answered(three), 120, "three answers")
    assert "3" in window.panels.waiting_boxes.count.text()
    three.wait(lambda: "Shift+U" in window.panels.status_bar.hint.text())
    masks = [box.answers[BASE_VERSION].proposal.rle() for box in boxes_here(three)]
    three.press(Qt.Key.Key_U, SHIFT)
    records = hub.annotations.records()
    assert [r.mask for r in records] == masks and not boxes_here(three)
    assert {r.state for r in records} == {AnnotationState.DRAFT}
    assert [r.started_from for r in records] == [BASE_VERSION] * 3
    three.wait(lambda: not window.panels.waiting_boxes.isVisible())

    three.press(Qt.Key.Key_Z, CTRL)
    assert not hub.annotations.records() and len(boxes_here(three)) == 3
    three.press(Qt.Key.Key_Y, CTRL)
    assert [r.mask for r in hub.annotations.records()] == masks
    for left in (3, 2, 1, 0):  # taking, then one box after the other
        three.press(Qt.Key.Key_Z, CTRL)
        assert len(boxes_here(three)) == left


def test_one_is_taken_one_dropped_and_the_rest_forgotten_by_nobody(three) -> None:
    hub, canvas = three.hub, three.window.panels.canvas
    three.wait(lambda: answered(three), 120, "three answers")
    first, second, third = boxes_here(three)

    # The current box can be moved; what it says then is kept when it is put down.
    three.press(Qt.Key.Key_T)
    assert hub.predictions.box_id == first.id and hub.predictions.answer(BASE_VERSION) is not None
    box = first.prompts.box
    three.drag(box.x1, box.y1, box.x1 + 20, box.y1 + 15)
    three.wait(lambda: hub.predictions.state.value == "answered", 60)
    three.press(Qt.Key.Key_Escape)
    moved = hub.boxes.get(first.id)
    assert moved.prompts.box.x1 > box.x1 + 10 and hub.predictions.box_id is None

    # A click on an outline takes that one; U makes it an object; one undo gives the box back.
    edge = third.prompts.box
    QTest.mouseClick(canvas, LEFT, pos=three.at(edge.x0, edge.centre[1]))
    assert hub.predictions.box_id == third.id
    three.press(Qt.Key.Key_U)
    assert len(hub.annotations.records()) == 1 and canvas.tool == "box"
    assert [b.id for b in boxes_here(three)] == [first.id, second.id]
    three.press(Qt.Key.Key_Z, CTRL)
    assert not hub.annotations.records() and len(boxes_here(three)) == 3
    three.press(Qt.Key.Key_Y, CTRL)
    assert len(hub.annotations.records()) == 1

    # The next is dropped; accepting is refused while a drawn box waits.
    three.press(Qt.Key.Key_Escape)
    three.press(Qt.Key.Key_T)
    assert hub.predictions.box_id == first.id
    three.press(Qt.Key.Key_Delete)
    assert [b.id for b in boxes_here(three)] == [second.id]
    three.press(Qt.Key.Key_Return)
    assert three.state() is ImageState.DRAFT
    assert "still waiting" in three.window.panels.status_bar.hint.text()

    # Another image and back: it still waits.
    image_id = hub.selection.image_id
    three.press(Qt.Key.Key_N)
    three.wait_picture()
    assert not three.window.panels.canvas.state.boxes
    hub.selection.select_image(image_id)
    three.wait_picture()
    assert len(three.window.panels.canvas.state.boxes) == 1
    three.press(Qt.Key.Key_Delete, SHIFT)
    assert not boxes_here(three)
    three.press(Qt.Key.Key_Return)
    three.wait(lambda: three.state() is ImageState.ACCEPTED)


def test_the_mode_needs_no_shift(inspector, samples: Path) -> None:
    inspector.open(samples, images=24)
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_Q)
    inspector.press(Qt.Key.Key_R)
    w, h = image.width, image.height
    inspector.drag(w * 0.1, h * 0.1, w * 0.3, h * 0.3)
    inspector.drag(w * 0.6, h * 0.6, w * 0.8, h * 0.8)
    assert len(boxes_here(inspector)) == 2
    inspector.press(Qt.Key.Key_Q)
    inspector.drag(w * 0.1, h * 0.6, w * 0.3, h * 0.8)
    # Drawn plainly it is the current one; it waits too, as the others do, until it is taken or dropped.
    assert len(boxes_here(inspector)) == 3
    assert inspector.hub.predictions.box_id == boxes_here(inspector)[-1].id
    inspector.wait(lambda: inspector.hub.predictions.state.value == "answered", 120)
