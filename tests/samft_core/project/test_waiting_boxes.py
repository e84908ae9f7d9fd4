"""Waiting boxes outlive the window, are told in the trail, and go with their image."""

from __future__ import annotations

import json
import sqlite3

import pytest

from samft_core.errors import ProjectError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.project.project import Project
from samft_core.project.waiting_boxes import NewWaitingBox

PROMPTS = Prompts(Box(1.5, 2, 9, 8.25), (PointPrompt(3, 4), PointPrompt(5, 6, False)))
ANSWERS = {
    "base": {
        "stage": "first",
        "chosen": 0,
        "proposals": [{"mask": {"size": [2, 2], "counts": "04"}, "score": 0.5}],
    }
}


def test_a_box_comes_back_whole_after_the_project_was_closed(project: Project, images: list[int]) -> None:
    first, second = project.waiting_boxes.add(
        [NewWaitingBox(images[0], PROMPTS, "drawn", ANSWERS), NewWaitingBox(images[1], PROMPTS, "found")]
    )
    project.close()
    with Project.open(project.folder, inspector="Ben") as again:
        (box,) = again.waiting_boxes.records(images[0])
        assert (box.id, box.image_id, box.prompts, box.source) == (first, images[0], PROMPTS, "drawn")
        assert box.answers == ANSWERS and box.inspector == "Ada" and box.created_at == box.updated_at
        assert [b.id for b in again.waiting_boxes.records()] == [first, second]
        # None of it is an annotation: the image is as new as before.
        assert again.annotations.of_image(images[0]) == []


def test_changed_and_taken_away(project: Project, images: list[int]) -> None:
    (box_id,) = project.waiting_boxes.add([NewWaitingBox(images[0], PROMPTS, "found")])
    moved = Prompts(Box(0, 0, 5, 5))
    assert project.waiting_boxes.update(box_id, prompts=moved, source="drawn", answers=ANSWERS)
    (box,) = project.waiting_boxes.records(images[0])
    assert (box.prompts, box.source, box.answers) == (moved, "drawn", ANSWERS)
    assert project.waiting_boxes.remove([box_id, 999]) == [box_id]
    assert project.waiting_boxes.records() == [] and project.waiting_boxes.remove([box_id]) == []
    assert not project.waiting_boxes.update(box_id, prompts=moved, source="drawn", answers={})
    events = [(e.action, e.who) for e in project.history.events(subject=f"image:{images[0]}")]
    assert events == [("box.remove", "Ada"), ("box.update", "Ada"), ("box.add", "Ada")]


def test_an_answer_alone_is_no_step_of_anybody(project: Project, images: list[int]) -> None:
    (box_id,) = project.waiting_boxes.add([NewWaitingBox(images[0], PROMPTS, "drawn")])
    before = len(project.history.events())
    project.waiting_boxes.update(box_id, prompts=PROMPTS, source="drawn", answers=ANSWERS)
    assert len(project.history.events()) == before


def test_all_or_none(project: Project, images: list[int]) -> None:
    boxes = [NewWaitingBox(images[0], PROMPTS, "drawn"), NewWaitingBox(999, PROMPTS, "drawn")]
    with pytest.raises(ProjectError, match="no image 999"):
        project.waiting_boxes.add(boxes)
    assert project.waiting_boxes.records() == []


def test_they_go_with_their_image(project: Project, images: list[int]) -> None:
    project.waiting_boxes.add([NewWaitingBox(images[0], PROMPTS, "drawn")])
    project.removal.remove(images[0])
    assert project.waiting_boxes.records() == []


def test_a_row_that_cannot_be_read_is_named(project: Project, images: list[int]) -> None:
    (box_id,) = project.waiting_boxes.add([NewWaitingBox(images[0], PROMPTS, "drawn")])
    project.close()
    with sqlite3.connect(project.folder / "project.db") as connection:
        connection.execute("UPDATE waiting_box SET prompts = ?", [json.dumps({"box": ["a", 1, 2, 3]})])
    connection.close()
    with (
        Project.open(project.folder) as again,
        pytest.raises(ProjectError, match=f"row {box_id} of the table waiting_box"),
    ):
        again.waiting_boxes.records()
