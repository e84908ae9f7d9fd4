"""Random edits through the real store and database; undo all gives the project back, bit for bit."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.commands import mask_commands
from app.commands.annotation_commands import AddAnnotation, ChangeClass, DeleteAnnotation, SetStates
from app.commands.box_commands import DropBoxes
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction, EditMask
from app.commands.object_commands import MergeObjects, SplitObject
from app.stores.annotations import AnnotationStore
from app.stores.project import ImageIndex, ProjectStore
from app.stores.waiting_boxes import WaitingBox, WaitingBoxStore
from samft_core.errors import BusyError, ConflictError
from samft_core.imaging import mask_ops
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.project import Project
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation

SHAPE = (20, 30)
Stored = list[tuple[object, ...]]


class Desk:
    """An inspector's stores over a project of two images."""

    def __init__(self, folder: Path, seed: int) -> None:
        paths = [folder / f"{number}.png" for number in range(2)]
        for path in paths:
            Image.fromarray(np.zeros((*SHAPE, 3), np.uint8)).save(path)
        self.project = Project.create(folder / "project", inspector="ada")
        self.images = self.project.images.add(paths).added
        self.projects = projects = ProjectStore()
        projects.adopt(self.project, ImageIndex.of(self.project.images.all()), [])
        self.store = AnnotationStore(projects)
        self.store.load(self.images[0])
        self.history = History(self.store)
        self.failures: list[object] = []
        self.history.failed.connect(self.failures.append)
        self._choose, self._rng = random.Random(seed), np.random.default_rng(seed)

    def edit(self) -> None:
        """One random change of an object of either image."""
        image_id = self._choose.choice(self.images)
        ids = [record.id for record in self.project.annotations.of_image(image_id)]
        kinds = [self._paint, self._class, self._predict, self._operate, self._delete, self._states]
        kinds += [self._split, self._merge]
        if not ids or self._choose.random() < 0.3:
            mask = RleMask.from_array(self._rng.random(SHAPE) < 0.4)
            prompts = Prompts(box=Box(1, 2, 9, 8))
            self.history.push(AddAnnotation(self.history, NewAnnotation(image_id, "crack", prompts, mask)))
        else:
            self._choose.choice(kinds)(self._choose.choice(ids))

    def _paint(self, target: int) -> None:
        y, x = int(self._rng.integers(0, 10)), int(self._rng.integers(0, 10))
        delta = MaskDelta(x, y, self._rng.random((8, 12)) < 0.5)
        self.history.push(EditMask(self.history, target, delta))

    def _class(self, target: int) -> None:
        self.history.push(ChangeClass(self.history, target, self._choose.choice(["crack", "chip"])))

    def _predict(self, target: int) -> None:
        mask, gesture = self._rng.random(SHAPE) < 0.3, self._choose.choice([None, 1])
        prompts = Prompts(box=Box(0, 0, float(self._rng.integers(1, 20)), 5))
        command = ApplyPrediction(
            self.history, target, prompts=prompts, mask=mask, started_from="v1", gesture=gesture
        )
        self.history.push(command)

    def _operate(self, target: int) -> None:
        name = self._choose.choice(["grow", "shrink", "smooth", "fill_holes", "remove_islands"])
        getattr(mask_commands, name)(self.history, target)

    def _split(self, target: int) -> None:
        record = self.project.annotations.get(target)
        pieces = mask_ops.components(record.mask.to_array())
        if len(pieces) > 1:
            others = [
                NewAnnotation(record.image_id, record.class_name, Prompts(), RleMask.from_array(piece))
                for piece in pieces[1:4]
            ]
            self.history.push(SplitObject(self.history, target, kept=pieces[0], others=others))

    def _merge(self, target: int) -> None:
        image_id = self.project.annotations.get(target).image_id
        others = [a.id for a in self.project.annotations.of_image(image_id) if a.id != target]
        if others:
            self.history.push(MergeObjects(self.history, target, others[:2]))

    def _delete(self, target: int) -> None:
        self.history.push(DeleteAnnotation(self.history, target))

    def _states(self, target: int) -> None:
        record = self.project.annotations.get(target)
        image_id, empty = record.image_id, record.mask is None or not record.mask.area
        # Nobody may accept an empty mask: the window does not offer it.
        states = [state for state in AnnotationState if not (empty and state is AnnotationState.ACCEPTED)]
        state = self._choose.choice(states)
        self.history.push(SetStates(self.history, image_id, {target: state}))

    def stored(self) -> Stored:
        """What the database holds, read by a second connection."""
        with Project.open(self.project.folder) as other:
            return [
                (a.id, a.image_id, a.class_name, a.prompts, a.mask, a.started_from, a.state)
                for image_id in self.images
                for a in other.annotations.of_image(image_id)
            ]

    def close(self) -> None:
        self.history.clear()
        self.history.spool.close()
        self.project.close()


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 10))
def test_undo_all_gives_the_project_back_and_redo_all_the_work(qapp: object, seed: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), seed)
        desk.edit()
        desk.history.clear()
        start = desk.stored()
        for _ in range(count):
            desk.edit()
        end, at = desk.stored(), desk.history.index()
        desk.history.setIndex(0)
        assert desk.stored() == start
        desk.history.setIndex(at)
        assert desk.stored() == end
        assert not desk.failures
        desk.close()


def test_a_busy_database_refuses_a_step_and_every_step_can_be_tried_again(qapp, tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1)
    image_id, history = desk.images[0], desk.history
    mask = RleMask.from_array(np.ones(SHAPE, bool))
    added = AddAnnotation(history, NewAnnotation(image_id, "crack", Prompts(), mask))
    history.push(added)
    history.push(EditMask(history, added.annotation_id, MaskDelta(3, 2, np.zeros((5, 6), bool))))
    history.push(SetStates(history, image_id, {added.annotation_id: AnnotationState.ACCEPTED}))
    history.push(EditMask(history, added.annotation_id, MaskDelta(9, 9, np.zeros((2, 2), bool))))
    history.push(DeleteAnnotation(history, added.annotation_id))
    other = sqlite3.connect(desk.project.folder / "project.db", isolation_level=None)
    states = [stored(desk)]
    for step in (history.undo, history.redo):
        for number in range(5):
            place, before = history.index(), stored(desk)
            other.execute("BEGIN IMMEDIATE")
            step()
            assert isinstance(desk.failures.pop(), BusyError)
            assert not desk.failures
            assert (history.index(), history.count()) == (place, 5)
            assert stored(desk) == before
            assert seen(desk) == before
            other.execute("ROLLBACK")
            step()
            assert not desk.failures
            assert abs(history.index() - place) == 1
            states.append(stored(desk))
            assert states[-1] != before, number
    assert states[:6] == states[:4:-1]
    other.execute("BEGIN IMMEDIATE")
    history.undo()
    desk.failures.clear()
    other.execute("ROLLBACK")
    history.undo()
    before = stored(desk)
    other.execute("BEGIN IMMEDIATE")
    history.push(EditMask(history, added.annotation_id, MaskDelta(0, 0, np.zeros((9, 9), bool))))
    other.execute("ROLLBACK")
    assert isinstance(desk.failures.pop(), BusyError)
    assert stored(desk) == before
    assert seen(desk) == before
    other.close()
    desk.close()


def stored(desk: Desk) -> Stored:
    """What the database holds of the first image."""
    return [content(record, record.mask) for record in desk.project.annotations.of_image(desk.images[0])]


def seen(desk: Desk) -> Stored:
    """What the window shows of it."""
    return [
        content(record, RleMask.from_array(desk.store.read_mask(record.id)))
        for record in desk.store.records()
    ]


def content(record: AnnotationRecord, mask: RleMask) -> tuple[object, ...]:
    return record.id, record.class_name, record.state, mask.to_array().tobytes(), record.accepted_by


class Between:
    """A writer that tries to come in between the two halves of an undo."""

    def __init__(self, desk: Desk, *, refuse: bool = False) -> None:
        self.came_in: list[bool] = []
        self.saw: list[Stored] = []
        self._desk = desk
        self._second = desk.project.annotations.set_states
        self._refuse = refuse

    def __call__(self, *values: object, **named: object) -> object:
        """In place of ``set_states``, which is the second half."""
        other = sqlite3.connect(self._desk.project.folder / "project.db", isolation_level=None, timeout=0)
        try:
            other.execute("BEGIN IMMEDIATE")
            self.came_in.append(True)
        except sqlite3.OperationalError:
            self.came_in.append(False)
        finally:
            other.close()
        self.saw.append(self._desk.stored())
        if self._refuse:
            raise ConflictError(Message("conflict.annotation"), path=self._desk.project.folder)
        return self._second(*values, **named)


def edited_ground_truth(desk: Desk) -> int:
    """An accepted object whose class was then changed, which made it a draft."""
    mask = RleMask.from_array(np.ones(SHAPE, bool))
    added = AddAnnotation(desk.history, NewAnnotation(desk.images[0], "crack", Prompts(), mask))
    desk.history.push(added)
    assert added.annotation_id is not None
    states = {added.annotation_id: AnnotationState.ACCEPTED}
    desk.history.push(SetStates(desk.history, desk.images[0], states))
    desk.history.push(ChangeClass(desk.history, added.annotation_id, "chip"))
    return added.annotation_id


def test_nobody_writes_between_the_two_halves_of_an_undo(qapp, tmp_path: Path, monkeypatch) -> None:
    desk = Desk(tmp_path, 1)
    edited_ground_truth(desk)
    before = desk.stored()
    between = Between(desk)
    monkeypatch.setattr(desk.project.annotations, "set_states", between)
    desk.history.undo()
    assert between.came_in == [False]
    assert between.saw == [before]  # the first half is not there before the second
    assert not desk.failures
    record = desk.project.annotations.of_image(desk.images[0])[0]
    assert (record.class_name, record.state) == ("crack", AnnotationState.ACCEPTED)
    assert [path.parent.name for path in (desk.project.folder / "ground_truth").rglob("*.png")] == ["crack"]
    desk.close()


def test_an_undo_refused_in_its_second_half_changed_nothing(qapp, tmp_path: Path, monkeypatch) -> None:
    desk = Desk(tmp_path, 1)
    edited_ground_truth(desk)
    events = desk.project.changes.last_event()
    before, shown, known = stored(desk), seen(desk), desk.store.seen(desk.images[0])
    with monkeypatch.context() as patch:
        patch.setattr(desk.project.annotations, "set_states", Between(desk, refuse=True))
        desk.history.undo()
    assert [type(error) for error in desk.failures] == [ConflictError]
    assert stored(desk) == before
    assert seen(desk) == shown
    assert desk.store.seen(desk.images[0]) == known
    assert desk.project.changes.last_event() == events
    assert desk.history.count() == 2  # it has left the stack
    desk.history.undo()  # and the one before it can be taken back, as nothing else was changed
    assert len(desk.failures) == 1
    desk.close()


def test_an_undo_waits_once_for_another_program(qapp, tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1)
    edited_ground_truth(desk)
    waits: list[object] = []
    desk.project.never_keep_waiting(lambda try_it: waits.append(try_it) is not None)
    place, before = desk.history.index(), stored(desk)
    other = sqlite3.connect(desk.project.folder / "project.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.history.undo()
    assert len(waits) == 1
    assert [type(error) for error in desk.failures] == [BusyError]
    assert desk.history.index() == place
    assert stored(desk) == before
    other.execute("ROLLBACK")
    desk.history.undo()
    assert len(desk.failures) == 1
    assert stored(desk) != before
    other.close()
    desk.close()


def test_a_step_of_several_objects_and_boxes_is_taken_back_whole_or_not(
    qapp, tmp_path: Path, monkeypatch
) -> None:
    desk = Desk(tmp_path, 1)
    boxes = WaitingBoxStore(desk.projects)
    image_id = desk.images[0]
    waiting = [WaitingBox(image_id, Prompts(box=Box(1, 2, 9, 8))) for _ in range(3)]
    boxes.put(waiting)
    desk.history.beginMacro("Take all boxes")
    for box in waiting:
        mask = RleMask.from_array(np.ones(SHAPE, bool))
        desk.history.push(AddAnnotation(desk.history, NewAnnotation(image_id, "crack", Prompts(), mask)))
        desk.history.push(DropBoxes(boxes, [box.id]))
    desk.history.endMacro()
    assert desk.history.count() == 1
    before = desk.stored()
    delete = desk.project.annotations.delete
    left = [2]

    def refuse_the_third(annotation_id: int, *, row_version: int) -> AnnotationRecord:
        if not left[0]:
            raise BusyError(Message("project.busy"), path=tmp_path)
        left[0] -= 1
        return delete(annotation_id, row_version=row_version)

    monkeypatch.setattr(desk.project.annotations, "delete", refuse_the_third)
    desk.history.undo()
    assert [type(error) for error in desk.failures] == [BusyError]
    assert desk.stored() == before
    assert boxes.boxes(image_id) == []
    assert desk.project.waiting_boxes.records() == []
    left[0] = 9
    desk.history.undo()
    assert len(desk.failures) == 1
    assert desk.stored() == []
    assert boxes.boxes(image_id) == waiting
    assert len(desk.project.waiting_boxes.records()) == 3
    desk.history.redo()
    assert [row[:1] for row in desk.stored()] == [row[:1] for row in before]
    assert boxes.boxes(image_id) == []
    assert desk.project.waiting_boxes.records() == []
    desk.close()
