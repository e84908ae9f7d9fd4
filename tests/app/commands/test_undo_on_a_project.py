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
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction, EditMask
from app.commands.object_commands import MergeObjects, SplitObject
from app.stores.annotations import AnnotationStore
from app.stores.project import ImageIndex, ProjectStore
from samft_core.errors import BusyError
from samft_core.imaging import mask_ops
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts
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
        projects = ProjectStore()
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
