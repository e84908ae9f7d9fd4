"""Waiting boxes: kept by image, in order, with their answers through undo and redo."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QUndoStack

from app.commands.box_commands import DropBoxes, PutBoxes
from app.stores.waiting_boxes import Source, WaitingBox, WaitingBoxStore
from samft_core.engine.protocol import Predicted, Proposal
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts

MASK = {"size": [2, 2], "counts": [1, 3]}


def waiting(image_id: int = 1, x: float = 0, source: Source = Source.DRAWN) -> WaitingBox:
    return WaitingBox(image_id, Prompts(box=Box(x, 0, x + 5, 5)), source)


def says(version: str, score: float) -> Predicted:
    proposal = Proposal(mask=MASK, score=score)
    return Predicted(
        id=1, image_id=1, version=version, stage="first", proposals=[proposal], seconds=0, final=True
    )


def test_boxes_are_kept_by_image_in_the_order_they_came(qapp: object) -> None:
    store = WaitingBoxStore()
    boxes = [waiting(1), waiting(2), waiting(1, 9)]
    store.put(boxes)
    assert store.boxes(1) == [boxes[0], boxes[2]] and store.boxes(2) == [boxes[1]] and store.boxes(3) == []
    assert store.all_open() == boxes
    store.take(boxes[0].id, says("base", 0.7))
    assert store.all_open() == boxes[1:]
    store.fail(boxes[1].id, "The file is gone")
    assert store.get(boxes[1].id).problem == "The file is gone" and store.all_open() == boxes[2:]


def test_the_preferred_version_speaks_where_it_has_answered(qapp: object) -> None:
    store, box = WaitingBoxStore(), waiting()
    store.put([box])
    assert store.get(box.id).answer("v1") is None
    store.take(box.id, says("base", 0.7))
    assert store.get(box.id).answer("v1").version == "base"
    store.take(box.id, says("v1", 0.6))
    assert store.get(box.id).answer("v1").proposal.score == pytest.approx(0.6)


def test_an_answer_to_a_box_that_was_dropped_changes_nothing(qapp: object) -> None:
    store, box = WaitingBoxStore(), waiting()
    store.put([box])
    store.remove([box.id])
    store.take(box.id, says("base", 0.7))
    assert store.boxes(1) == [] and store.remove([box.id]) == []


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 25))
def test_undo_all_is_the_start_and_redo_all_the_end(qapp: object, seed: int, count: int) -> None:
    store, stack, choose = WaitingBoxStore(), QUndoStack(), random.Random(seed)
    store.put([waiting(1), waiting(2)])
    start = [store.boxes(1), store.boxes(2)]
    for step in range(count):
        held = [box.id for box in store.boxes(1) + store.boxes(2)]
        if held and choose.random() < 0.4:
            stack.push(DropBoxes(store, choose.sample(held, choose.randint(1, len(held)))))
        else:
            put = [waiting(choose.choice([1, 2]), step + i) for i in range(choose.randint(1, 3))]
            stack.push(PutBoxes(store, put))
        if choose.random() < 0.2:
            stack.undo()
    end, at = [store.boxes(1), store.boxes(2)], stack.index()
    stack.setIndex(0)
    assert [store.boxes(1), store.boxes(2)] == start
    stack.setIndex(at)
    assert [store.boxes(1), store.boxes(2)] == end
