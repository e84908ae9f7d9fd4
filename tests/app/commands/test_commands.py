"""Commands against a fake editor: random edits, undo all, redo all."""

import random
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands import mask_commands
from app.commands.annotation_commands import AddAnnotation, ChangeClass, DeleteAnnotation, MarkGood, SetStates
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction, EditMask
from samft_core.errors import ConflictError, SamftError
from samft_core.imaging import masks
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation

SHAPE = (20, 30)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class FakeEditor:
    """Keeps records in a dict; ``refuse`` makes the next write fail."""

    def __init__(self):
        self.records: dict[int, AnnotationRecord] = {}
        self.good: dict[int, bool] = {1: False}
        self.refuse = False
        self._next = 1

    def _check(self):
        if self.refuse:
            raise ConflictError(Message.plain("Changed by somebody else"))

    @contextmanager
    def one_transaction(self):
        before = self.snapshot()
        try:
            yield
        except SamftError:
            self.records, self.good = before
            raise

    def read_mask(self, annotation_id):
        return self.records[annotation_id].mask.to_array()

    def state_of(self, annotation_id):
        return self.records[annotation_id].image_id, self.records[annotation_id].state

    def apply_delta(self, annotation_id, delta):
        self._check()
        mask = self.read_mask(annotation_id)
        inverse = masks.apply(mask, delta)
        self._set(annotation_id, mask=RleMask.from_array(mask))
        return inverse

    def _set(self, annotation_id, **changes):
        self.records[annotation_id] = replace(self.records[annotation_id], **changes)

    def set_prompts(self, annotation_id, prompts, started_from):
        self._check()
        record = self.records[annotation_id]
        self._set(annotation_id, prompts=prompts, started_from=started_from)
        return record.prompts, record.started_from

    def set_class(self, annotation_id, class_name):
        self._check()
        former = self.records[annotation_id].class_name
        self._set(annotation_id, class_name=class_name)
        return former

    def add(self, new):
        self._check()
        number, self._next = self._next, self._next + 1
        self.records[number] = AnnotationRecord(
            number, new.image_id, new.class_name, new.prompts, new.mask, AnnotationState.DRAFT,
            new.started_from,
            new.prediction_id, "me", NOW, NOW, 1,
        )  # fmt: skip
        return number

    def delete(self, annotation_id):
        self._check()
        return self.records.pop(annotation_id)

    def take_back(self, annotation_id):
        return self.delete(annotation_id)

    def signed(self, annotation_id):
        record = self.records[annotation_id]
        if record.state is not AnnotationState.ACCEPTED:
            return None
        return record.accepted_by, record.accepted_at, None

    def put_back_states(self, image_id, states, signed):
        self.set_states(image_id, states)

    def put_back_good(self, image_id):
        self.set_good(image_id, True)

    def restore(self, record):
        self._check()
        self.records[record.id] = record

    def set_states(self, image_id, states):
        self._check()
        former = {number: self.records[number].state for number in states}
        for number, state in states.items():
            self._set(number, state=state)
        return former

    def set_good(self, image_id, good):
        self._check()
        former, self.good[image_id] = self.good[image_id], good
        return former

    def snapshot(self):
        return dict(self.records), dict(self.good)


@pytest.fixture
def history(qapp):
    made = History(FakeEditor())
    yield made
    made.spool.close()


def new_annotation(rng=None):
    mask = np.zeros(SHAPE, bool)
    mask[3:9, 4:12] = True
    if rng is not None:
        mask ^= rng.random(SHAPE) < 0.1
    return NewAnnotation(1, "crack", Prompts(box=Box(4, 3, 12, 9)), RleMask.from_array(mask))


def random_delta(rng):
    y, x = int(rng.integers(0, SHAPE[0] - 1)), int(rng.integers(0, SHAPE[1] - 1))
    h, w = int(rng.integers(1, SHAPE[0] - y + 1)), int(rng.integers(1, SHAPE[1] - x + 1))
    return MaskDelta(x, y, rng.random((h, w)) < 0.5)


def random_edit(history, rng, choose):
    """One random change of a kind that makes sense now."""
    editor = history.editor
    ids = sorted(editor.records)
    kind = (
        choose.choice(["add", "paint", "class", "predict", "states", "good", "operate", "delete"])
        if ids
        else "add"
    )
    target = choose.choice(ids) if ids else 0
    if kind == "add":
        history.push(AddAnnotation(history, new_annotation(rng)))
    elif kind == "paint":
        history.push(EditMask(history, target, random_delta(rng)))
    elif kind == "class":
        history.push(ChangeClass(history, target, choose.choice(["crack", "chip"])))
    elif kind == "predict":
        mask, gesture = rng.random(SHAPE) < 0.3, choose.choice([None, 1])
        prompts = Prompts(box=Box(0, 0, float(rng.integers(1, 20)), 5))
        history.push(
            ApplyPrediction(history, target, prompts=prompts, mask=mask, started_from="v1", gesture=gesture)
        )
    elif kind == "states":
        history.push(SetStates(history, 1, {n: choose.choice(list(AnnotationState)) for n in ids}))
    elif kind == "good":
        history.push(MarkGood(history, 1, choose.choice([True, False])))
    elif kind == "operate":
        name = choose.choice(["grow", "shrink", "smooth", "fill_holes", "remove_islands"])
        getattr(mask_commands, name)(history, target)
    else:
        history.push(DeleteAnnotation(history, target))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 30), memory=st.sampled_from([1, 10**6]))
def test_undo_all_is_the_start_and_redo_all_the_end(qapp, seed, count, memory):
    history = History(FakeEditor(), memory_bytes=memory)
    rng, choose = np.random.default_rng(seed), random.Random(seed)
    history.editor.add(new_annotation(rng))
    start = history.editor.snapshot()
    for _ in range(count):
        random_edit(history, rng, choose)
        if choose.random() < 0.2:
            history.undo()
    end = history.editor.snapshot()
    at = history.index()
    history.setIndex(0)
    assert history.editor.snapshot() == start
    history.setIndex(at)
    assert history.editor.snapshot() == end
    history.spool.close()


def test_a_gesture_is_one_step(history):
    number = history.editor.add(new_annotation())
    before = history.editor.snapshot()
    for side in (5, 8, 11):
        mask = np.zeros(SHAPE, bool)
        mask[:side, :side] = True
        prompts = Prompts(box=Box(0, 0, side, side))
        history.push(
            ApplyPrediction(history, number, prompts=prompts, mask=mask, started_from="v1", gesture=7)
        )
    assert history.count() == 1
    assert history.editor.read_mask(number).sum() == 121
    history.undo()
    assert history.editor.snapshot() == before
    history.redo()
    assert history.editor.read_mask(number).sum() == 121
    assert history.editor.records[number].prompts.box == Box(0, 0, 11, 11)


def test_different_gestures_stay_apart(history):
    number = history.editor.add(new_annotation())
    for gesture in (1, 2, None, None):
        mask = np.random.default_rng(3).random(SHAPE) < 0.5
        history.push(
            ApplyPrediction(history, number, prompts=Prompts(), mask=mask, started_from=None, gesture=gesture)
        )
    assert history.count() == 4


def test_a_refused_command_leaves_the_stack_and_says_so(history, qtbot):
    number = history.editor.add(new_annotation())
    history.push(ChangeClass(history, number, "chip"))
    history.editor.refuse = True
    with qtbot.waitSignal(history.failed) as caught:
        history.push(EditMask(history, number, MaskDelta(0, 0, np.ones((2, 2), bool))))
    assert isinstance(caught.args[0], ConflictError)
    assert history.count() == 1 and history.index() == 1
    with qtbot.waitSignal(history.failed):
        history.undo()
    assert history.count() == 0
    assert history.editor.records[number].class_name == "chip"


def test_add_again_keeps_the_id_for_later_commands(history):
    command = AddAnnotation(history, new_annotation())
    history.push(command)
    number = command.annotation_id
    history.push(EditMask(history, number, MaskDelta(0, 0, np.ones((4, 4), bool))))
    end = history.editor.snapshot()
    history.undo()
    history.undo()
    assert not history.editor.records
    history.redo()
    history.redo()
    assert history.editor.snapshot() == end


def test_an_operation_that_changes_nothing_is_not_a_step(history):
    number = history.editor.add(new_annotation())
    assert not mask_commands.fill_holes(history, number)
    assert history.count() == 0
    assert mask_commands.grow(history, number)
    assert history.count() == 1 and history.undoText()


def test_accepting_and_taking_back_keeps_earlier_ground_truth(history):
    first, second = history.editor.add(new_annotation()), history.editor.add(new_annotation())
    history.editor.set_states(1, {first: AnnotationState.ACCEPTED})
    history.push(SetStates(history, 1, dict.fromkeys((first, second), AnnotationState.ACCEPTED)))
    history.undo()
    assert history.editor.records[first].state is AnnotationState.ACCEPTED
    assert history.editor.records[second].state is AnnotationState.DRAFT


def test_an_edit_of_ground_truth_taken_back_leaves_ground_truth(history, monkeypatch):
    number = history.editor.add(new_annotation())
    history.editor.set_states(1, {number: AnnotationState.ACCEPTED})
    before = history.editor.snapshot()

    def edit_makes_a_draft(annotation_id, **changes):
        changes.setdefault("state", AnnotationState.DRAFT)
        history.editor.records[annotation_id] = replace(history.editor.records[annotation_id], **changes)

    monkeypatch.setattr(history.editor, "_set", edit_makes_a_draft)
    history.push(EditMask(history, number, MaskDelta(0, 0, np.ones((4, 4), bool))))
    history.push(ChangeClass(history, number, "chip"))
    assert history.editor.state_of(number) == (1, AnnotationState.DRAFT)
    history.setIndex(0)
    assert history.editor.snapshot() == before


def test_clear_forgets_the_patches(history):
    number = history.editor.add(new_annotation())
    history.push(EditMask(history, number, random_delta(np.random.default_rng(1))))
    assert history.spool.size_bytes > 0
    history.clear()
    assert history.count() == 0 and history.spool.size_bytes == 0


def test_a_prediction_is_applied_whole_or_not_at_all(history, qtbot, monkeypatch):
    number = history.editor.add(new_annotation())
    before = history.editor.snapshot()

    def refuse(annotation_id, delta):
        raise ConflictError(Message.plain("Changed by somebody else"))

    monkeypatch.setattr(history.editor, "apply_delta", refuse)
    mask = np.ones(SHAPE, bool)
    with qtbot.waitSignal(history.failed):
        history.push(ApplyPrediction(history, number, prompts=Prompts(), mask=mask, started_from="v2"))
    assert history.editor.snapshot() == before and history.count() == 0
