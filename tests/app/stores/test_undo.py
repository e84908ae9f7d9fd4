"""Random edits through the real store and database: undo all is the start, redo all the end, bit for bit."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands import mask_commands
from app.commands.annotation_commands import AddAnnotation, ChangeClass, DeleteAnnotation, MarkGood, SetStates
from app.commands.box_commands import DropBoxes, PutBoxes
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction, EditMask
from app.stores.annotations import AnnotationStore
from app.stores.waiting_boxes import WaitingBox, WaitingBoxStore
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation

SHAPE = (120, 160)
KINDS = ("add", "paint", "class", "predict", "states", "operate", "delete", "put", "drop", "good")


class Desk:
    """One image with its objects and waiting boxes, and everything an inspector can do to them."""

    def __init__(self, project: Project, editor: AnnotationStore, image_id: int, seed: int) -> None:
        self.project, self.image_id = project, image_id
        self.boxes, self.history = WaitingBoxStore(), History(editor)
        self.rng, self.choose = np.random.default_rng(seed), random.Random(seed)

    def snapshot(self) -> tuple[object, ...]:
        """What must come back: all but who, when and the row's version."""
        found = self.project.annotations.of_image(self.image_id)
        objects = [(a.id, a.class_name, a.prompts, a.mask, a.state, a.started_from) for a in found]
        return objects, self.project.images.get(self.image_id).state, self.boxes.boxes(self.image_id)

    def prompts(self) -> Prompts:
        x, y = (float(v) for v in self.rng.integers(0, 60, 2))
        return Prompts(box=Box(x, y, x + 40, y + 30), points=(PointPrompt(x + 5, y + 5),))

    def mask(self) -> np.ndarray:
        return self.rng.random(SHAPE) < 0.2

    def edit(self) -> None:
        ids = [a.id for a in self.project.annotations.of_image(self.image_id)]
        kind = self.choose.choice(KINDS)
        history, target = self.history, self.choose.choice(ids) if ids else None
        if kind == "put":
            history.push(PutBoxes(self.boxes, [WaitingBox(self.image_id, self.prompts())]))
        elif kind == "drop":
            history.push(DropBoxes(self.boxes, [b.id for b in self.boxes.boxes(self.image_id)][:2]))
        elif kind == "good" and target is None:
            history.push(MarkGood(history, self.image_id, self.choose.choice([True, False])))
        elif kind == "add" or target is None:
            new = NewAnnotation(self.image_id, "crack", self.prompts(), RleMask.from_array(self.mask()))
            history.push(AddAnnotation(history, new))
        else:
            self.change(kind, target, ids)

    def change(self, kind: str, target: int, ids: list[int]) -> None:
        history = self.history
        if kind == "paint":
            history.push(EditMask(history, target, MaskDelta(3, 5, self.rng.random((40, 50)) < 0.5)))
        elif kind == "class":
            history.push(ChangeClass(history, target, self.choose.choice(["crack", "chip"])))
        elif kind == "predict":
            gesture = self.choose.choice([None, 1])
            history.push(
                ApplyPrediction(
                    history,
                    target,
                    prompts=self.prompts(),
                    mask=self.mask(),
                    started_from="v1",
                    gesture=gesture,
                )
            )
        elif kind == "states":
            history.push(
                SetStates(history, self.image_id, {n: self.choose.choice(list(AnnotationState)) for n in ids})
            )
        elif kind == "operate":
            name = self.choose.choice(["grow", "shrink", "smooth", "fill_holes", "remove_islands"])
            getattr(mask_commands, name)(history, target)
        else:
            history.push(DeleteAnnotation(history, target))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 20))
def test_undo_all_is_the_start_and_redo_all_the_end(
    project: Project, annotations: AnnotationStore, seed: int, count: int
) -> None:
    image_id = project.images.all()[0].id
    annotations.load(image_id)
    desk = Desk(project, annotations, image_id, seed)
    refused: list[object] = []
    desk.history.failed.connect(refused.append)
    start = desk.snapshot()
    for _ in range(count):
        desk.edit()
        if desk.choose.random() < 0.2:
            desk.history.undo()
    assert not refused
    end, at = desk.snapshot(), desk.history.index()
    desk.history.setIndex(0)
    assert not refused and desk.snapshot() == start
    desk.history.setIndex(at)
    assert not refused and desk.snapshot() == end
    desk.history.spool.close()
