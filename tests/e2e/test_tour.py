"""The tour: offered on the start page, five steps done by hand or with Next, left with Esc."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.actions.ids import ActionId
from app.controllers import project as project_controller
from app.services.opening import Plan
from app.tour import controller as tour_controller
from app.tour.text import Step
from samft_core.imaging.geometry import Box
from samft_core.project.project import Project
from samft_core.project.records import ImageState


@pytest.fixture
def sample_project(samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample project in the test's own folder instead of the user's documents."""
    folder = samples.parent / "bottles-samft"

    def plan() -> Plan:
        return Plan(folder, create=not (folder / "project.db").is_file(), source=samples)

    for module in (project_controller, tour_controller):
        monkeypatch.setattr(module, "sample_plan", plan)
    return folder


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def placed(window, widget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_all_five_steps_done_by_hand(inspector, sample_project: Path) -> None:
    window, hub = inspector.window, inspector.hub
    tour, callout = window.tour, window.tour.callout
    click(window.panels.start_page.tour)
    inspector.wait(lambda: tour.step is Step.BOX, 30, "the first step")
    inspector.wait_picture()
    assert hub.projects.folder == sample_project and hub.annotations.records() == []
    assert callout.isVisible() and window.rect().contains(placed(window, callout))
    # The ring stands round the defect, and the note hides nothing of it.
    box = tour._defect
    inspector.wait(
        lambda: tour.ring.geometry().contains(
            inspector.window.panels.canvas.mapTo(
                window, inspector.at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            )
        )
    )
    assert not callout.geometry().intersects(tour.ring.geometry())

    inspector.drag_box(box)
    inspector.wait(lambda: tour.step is Step.COMPARE, 90, "the answer to the box")
    assert callout.accessibleName() and callout.accessibleDescription() in callout.text
    inspector.press(Qt.Key.Key_P)
    inspector.wait(lambda: "✓" in callout.text)
    click(callout.next)
    assert tour.step is Step.CORRECT

    inspector.wait(lambda: bool(hub.predictions.versions), 60, "the proposals")
    inspector.press(Qt.Key.Key_1)
    chooser = inspector.window.panels.class_chooser
    inspector.wait(chooser.isVisible, what="the question about the class")
    QTest.keyClick(chooser, Qt.Key.Key_1)
    window.activateWindow()  # a menu leaves no window active where there is no window manager
    inspector.wait(window.isActiveWindow, what="the active window")
    inspector.wait(lambda: len(hub.annotations.records()) == 1)
    inspector.drag(box.x0, box.y0, box.x0 + 20, box.y0 + 20)
    inspector.wait(lambda: tour.step is Step.ACCEPT, 20, "the stroke")
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(lambda: tour.step is Step.TRAIN, 20, "the accepted mask")
    assert inspector.state() is ImageState.ACCEPTED
    inspector.wait(window.panels.fine_tuning.start.isEnabled, 20, "enough masks")
    assert window.panels.fine_tuning.start.isVisible()
    click(window.panels.fine_tuning.start)
    inspector.wait(lambda: tour.step is Step.END, 20, "the end")
    assert hub.trainer.running
    click(callout.next)
    assert not tour.running and not callout.isVisible() and not tour.ring.isVisible()
    window.controllers.fine_tuning.cancel()
    inspector.wait(lambda: not hub.trainer.running, 60)

    # Never in the way again: the start page no longer offers it, the Help menu does.
    window.controllers.project.close()
    assert not window.panels.start_page.tour.isVisible()
    assert window.commands[ActionId.HELP_TOUR].isEnabled()


def test_by_keyboard_alone_and_left_without_a_trace(inspector, sample_project: Path) -> None:
    window, tour = inspector.window, inspector.window.tour
    window.commands[ActionId.HELP_TOUR].trigger()
    inspector.wait(lambda: tour.step is Step.BOX, 30, "the first step")
    inspector.wait_picture()
    project: Project = inspector.hub.projects.project
    before = len(project.annotations.ground_truth())
    assert QApplication.focusWidget() is tour.callout.next and not tour.callout.back.isVisible()
    for step in (Step.COMPARE, Step.CORRECT, Step.ACCEPT, Step.TRAIN):
        QTest.keyClick(tour.callout.next, Qt.Key.Key_Space)
        assert tour.step is step
    assert window.panels.fine_tuning.isVisible()
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    inspector.wait(lambda: tour.step is Step.ACCEPT and not window.panels.fine_tuning.isVisible())
    QTest.keyClick(tour.callout.next, Qt.Key.Key_Escape)
    assert not tour.running
    # What was taken away to be drawn again is back.
    assert len(project.annotations.ground_truth()) == before + 1


def test_esc_on_the_picture_lets_go_first_and_leaves_then(inspector, sample_project: Path) -> None:
    window, tour = inspector.window, inspector.window.tour
    window.commands[ActionId.HELP_TOUR].trigger()
    inspector.wait(lambda: tour.step is Step.BOX, 30, "the first step")
    inspector.wait_picture()
    image = inspector.hub.selection.image_id
    inspector.drag_box(tour._defect)
    inspector.wait(lambda: inspector.hub.predictions.prompts.box is not None)
    window.panels.canvas.setFocus()
    inspector.press(Qt.Key.Key_Escape)
    assert tour.running and inspector.hub.predictions.prompts.box is None
    inspector.press(Qt.Key.Key_Escape)
    assert not tour.running
    # A box alone takes no mask's place: the one that was taken away is ground truth again, the box is gone.
    assert inspector.state() is ImageState.ACCEPTED and inspector.hub.selection.image_id == image
    assert len(inspector.hub.annotations.records()) == 1 and inspector.hub.boxes.boxes(image) == []


def test_a_mask_taken_in_passing_is_accepted_with_its_class_and_a_second_box_is_told(
    inspector, sample_project: Path
) -> None:
    window, hub, tour = inspector.window, inspector.hub, inspector.window.tour
    window.commands[ActionId.HELP_TOUR].trigger()
    inspector.wait(lambda: tour.step is Step.BOX, 30, "the first step")
    inspector.wait_picture()
    box = tour._defect
    image = hub.selection.image_id
    inspector.drag_box(box)
    inspector.wait(lambda: tour.step is Step.COMPARE, 90, "the answer to the box")
    inspector.drag_box(Box(10, 10, 60, 60))  # one too many
    inspector.wait(lambda: hub.predictions.fresh(hub.predictions.chosen_version), 60, "its answer")
    click(tour.callout.next)
    click(tour.callout.next)
    assert tour.step is Step.ACCEPT
    window.panels.canvas.setFocus()
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(
        lambda: "still waiting: take or drop it first" in window.panels.undo_note.text, 20, "the refusal"
    )
    chooser = window.panels.class_chooser
    assert not chooser.isVisible()  # nothing is asked in vain
    assert tour.step is Step.ACCEPT and inspector.state() is not ImageState.ACCEPTED
    inspector.press(Qt.Key.Key_Delete)
    inspector.wait(lambda: len(hub.boxes.boxes(image)) == 1, 20, "one box")
    window.commands[ActionId.PREDICT_NEXT_BOX].trigger()
    inspector.wait(lambda: hub.predictions.fresh(hub.predictions.chosen_version), 60, "the first box")
    inspector.press(Qt.Key.Key_Return)
    inspector.wait(chooser.isVisible, what="the question about the class")
    QTest.keyClick(chooser, Qt.Key.Key_1)
    window.activateWindow()
    inspector.wait(window.isActiveWindow, what="the active window")
    inspector.wait(lambda: tour.step is Step.TRAIN, 20, "the accepted mask")
    assert inspector.state() is ImageState.ACCEPTED


def test_closing_in_the_middle_of_it_takes_nothing_from_the_ground_truth(
    inspector, sample_project: Path
) -> None:
    window, tour = inspector.window, inspector.window.tour
    window.commands[ActionId.HELP_TOUR].trigger()
    inspector.wait(lambda: tour.step is Step.BOX, 30, "the first step")
    inspector.wait_picture()
    taken = len(inspector.hub.projects.project.annotations.ground_truth())
    inspector.drag_box(tour._defect)
    inspector.wait(lambda: inspector.hub.predictions.prompts.box is not None)
    window.controllers.project.close()
    assert not tour.running
    with Project.open(sample_project) as project:
        assert len(project.annotations.ground_truth()) == taken + 1
