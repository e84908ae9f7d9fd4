from __future__ import annotations

import numpy as np
import pytest

from app.stores.annotations import AnnotationStore
from app.stores.project import ProjectStore
from samft_core.errors import ConflictError, ProjectError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation


def first_image(projects: ProjectStore) -> int:
    return next(projects.images()).id


def new(image_id: int, class_name: str = "broken_large") -> NewAnnotation:
    mask = np.zeros((120, 160), np.bool_)
    mask[20:40, 30:60] = True
    return NewAnnotation(image_id, class_name, Prompts(box=Box(30, 20, 60, 40)), RleMask.from_array(mask))


def delta(value: bool = True) -> MaskDelta:
    return MaskDelta(0, 0, np.full((5, 5), value, np.bool_))


def test_an_added_object_is_in_the_database_and_its_class_known(
    annotations: AnnotationStore, projects: ProjectStore
) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    annotation_id = annotations.add(new(image_id))
    assert [a.id for a in projects.project.annotations.of_image(image_id)] == [annotation_id]
    assert [c.name for c in projects.classes.records] == ["broken_large"]
    assert projects.image(image_id).state is ImageState.DRAFT


def test_a_delta_is_written_at_once_and_its_inverse_takes_it_back(
    annotations: AnnotationStore, projects: ProjectStore
) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    annotation_id = annotations.add(new(image_id))
    before = annotations.read_mask(annotation_id).copy()
    inverse = annotations.apply_delta(annotation_id, delta())
    assert projects.project.annotations.get(annotation_id).mask.to_array()[:5, :5].all()
    annotations.apply_delta(annotation_id, inverse)
    assert np.array_equal(projects.project.annotations.get(annotation_id).mask.to_array(), before)


def test_a_conflict_changes_nothing_and_shows_the_newest_state(
    annotations: AnnotationStore, projects: ProjectStore, project: Project
) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    annotation_id = annotations.add(new(image_id))
    mine = annotations.record(annotation_id)
    assert mine is not None
    with Project.open(project.folder, inspector="bob") as other:
        other.annotations.update(annotation_id, row_version=mine.row_version, class_name="contamination")
    with pytest.raises(ConflictError):
        annotations.apply_delta(annotation_id, delta())
    shown = annotations.record(annotation_id)
    assert shown is not None and shown.class_name == "contamination"
    assert not annotations.read_mask(annotation_id)[:5, :5].any()
    annotations.apply_delta(annotation_id, delta())  # the second try, on the newest state, works


def test_deleting_and_restoring_keeps_the_id(annotations: AnnotationStore, projects: ProjectStore) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    annotation_id = annotations.add(new(image_id))
    record = annotations.delete(annotation_id)
    assert annotations.records() == [] and projects.image(image_id).state is ImageState.NEW
    annotations.restore(record)
    assert [a.id for a in annotations.records()] == [annotation_id]


def test_states_are_set_and_former_ones_returned(
    annotations: AnnotationStore, projects: ProjectStore
) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    one, two = annotations.add(new(image_id)), annotations.add(new(image_id, "contamination"))
    former = annotations.set_states(image_id, dict.fromkeys((one, two), AnnotationState.ACCEPTED))
    assert former == dict.fromkeys((one, two), AnnotationState.DRAFT)
    assert projects.image(image_id).state is ImageState.ACCEPTED
    annotations.set_states(image_id, {one: AnnotationState.DRAFT})
    assert projects.image(image_id).state is ImageState.DRAFT
    states = {a.id: a.state for a in annotations.records()}
    assert states == {one: AnnotationState.DRAFT, two: AnnotationState.ACCEPTED}


def test_an_empty_mask_is_not_accepted(annotations: AnnotationStore, projects: ProjectStore) -> None:
    image_id = first_image(projects)
    annotations.load(image_id)
    annotation_id = annotations.add(new(image_id))
    annotations.apply_delta(annotation_id, MaskDelta(0, 0, np.zeros((120, 160), np.bool_)))
    with pytest.raises(ProjectError):
        annotations.set_states(image_id, {annotation_id: AnnotationState.ACCEPTED})
    assert projects.image(image_id).state is ImageState.DRAFT


def test_objects_of_another_image_can_be_changed_too(
    annotations: AnnotationStore, projects: ProjectStore
) -> None:
    first, second = (image.id for image in list(projects.images())[:2])
    annotations.load(first)
    annotation_id = annotations.add(new(first))
    annotations.load(second)
    annotations.apply_delta(annotation_id, delta())
    former = projects.project.annotations.get(annotation_id).class_id
    assert annotations.set_class(annotation_id, "contamination") == former
    assert projects.project.annotations.get(annotation_id).mask.to_array()[:5, :5].all()
    assert annotations.records() == []


def test_good_is_set_and_taken_back(annotations: AnnotationStore, projects: ProjectStore) -> None:
    image_id = first_image(projects)
    assert annotations.set_good(image_id, True) is False
    assert projects.image(image_id).state is ImageState.GOOD
    assert projects.index.counts[ImageState.GOOD] == 1
    assert annotations.set_good(image_id, False) is True
