from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ConflictError, LockedError, ProjectError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationRecord, AnnotationState, ImageState, NewAnnotation

PROMPTS = Prompts(Box(1.5, 2, 9, 8.25), (PointPrompt(3, 4), PointPrompt(5, 6, False)))


def square(size: int = 6, at: int = 2) -> RleMask:
    mask = np.zeros((20, 30), np.bool_)
    mask[at : at + size, at : at + size] = True
    mask[at + 1, at + 1] = False
    return RleMask.from_array(mask)


def add(
    project: Project, image_id: int, class_name: str = "crack", mask: RleMask | None = None
) -> AnnotationRecord:
    return project.annotations.add(
        NewAnnotation(image_id, class_name=class_name, prompts=PROMPTS, mask=mask or square())
    )


def stored(project: Project, class_name: str, name: str = "000") -> NDArray[np.uint8]:
    with Image.open(project.ground_truth_files.folder / class_name / f"{name}_mask.png") as image:
        assert image.mode == "L"
        return np.asarray(image)


def test_an_annotation_comes_back_whole(project: Project, images: list[int]) -> None:
    said = project.predictions.save(images[0], version="v3", prompts=PROMPTS, mask=square(), score=0.87)
    record = project.annotations.add(
        NewAnnotation(
            images[0],
            class_name="crack",
            prompts=PROMPTS,
            mask=square(),
            started_from="v3",
            prediction_id=said.id,
        )
    )
    assert project.annotations.get(record.id) == record
    assert project.annotations.of_image(images[0]) == [record]
    assert (record.prompts, record.mask, record.state) == (PROMPTS, square(), AnnotationState.DRAFT)
    assert (record.started_from, record.prediction_id, record.inspector) == ("v3", said.id, "Ada")
    assert record.created_at.tzinfo is not None
    assert project.predictions.of_image(images[0]) == [said]


def test_only_what_is_named_changes(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.inspector = "Bob"
    changed = project.annotations.update(record.id, row_version=1, started_from=None, mask=square(8))
    assert (changed.mask, changed.class_name, changed.prompts) == (square(8), "crack", PROMPTS)
    assert (changed.row_version, changed.inspector, changed.created_at) == (2, "Bob", record.created_at)


def test_an_old_row_version_is_a_conflict(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    newer = project.annotations.update(record.id, row_version=1, mask=square(8))
    with pytest.raises(ConflictError, match="nothing was overwritten"):
        project.annotations.update(record.id, row_version=1, mask=square(3))
    with pytest.raises(ConflictError):
        project.annotations.delete(record.id, row_version=1)
    assert project.annotations.get(record.id) == newer


def test_a_deleted_annotation_is_a_conflict_too(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.delete(record.id, row_version=1)
    with pytest.raises(ConflictError):
        project.annotations.update(record.id, row_version=1, mask=square(3))
    with pytest.raises(ProjectError, match="no annotation"):
        project.annotations.get(record.id)


def test_delete_and_restore_under_the_same_id(project: Project, images: list[int]) -> None:
    first, second = add(project, images[0]), add(project, images[0])
    removed = project.annotations.delete(second.id, row_version=1)
    assert removed == second
    third = add(project, images[0])
    assert third.id not in (first.id, second.id)
    restored = project.annotations.restore(removed)
    assert (restored.id, restored.mask, restored.created_at) == (second.id, second.mask, second.created_at)
    assert restored.row_version > removed.row_version
    with pytest.raises(ConflictError):
        project.annotations.restore(removed)
    project.annotations.update(restored.id, row_version=restored.row_version, mask=square(4))


def test_restored_ground_truth_is_in_the_mirror_again(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.accept_image(images[0])
    removed = project.annotations.delete(record.id, row_version=2)
    assert not (project.ground_truth_files.folder / "crack").exists()
    assert project.annotations.restore(removed).state is AnnotationState.ACCEPTED
    assert np.array_equal(stored(project, "crack") == 255, square().to_array())


def test_restoring_withdraws_good(project: Project, images: list[int]) -> None:
    removed = project.annotations.delete(add(project, images[0]).id, row_version=1)
    project.images.set_good(images[0], True)
    project.annotations.restore(removed)
    project.annotations.delete(removed.id, row_version=2)
    assert project.images.get(images[0]).state is ImageState.NEW


def test_accept_writes_the_mirror_and_reopen_empties_it(project: Project, images: list[int]) -> None:
    add(project, images[0])
    assert project.annotations.accept_image(images[0]).state is ImageState.ACCEPTED
    pixels = stored(project, "crack")
    assert np.array_equal(pixels, np.where(square().to_array(), 255, 0))
    assert [a.state for a in project.annotations.ground_truth()] == [AnnotationState.ACCEPTED]
    project.annotations.reopen_image(images[0])
    assert project.annotations.ground_truth() == []
    assert list(project.ground_truth_files.folder.rglob("*.png")) == []


def test_annotations_of_one_class_are_united_in_the_mirror_only(project: Project, images: list[int]) -> None:
    masks = [square(5, 2), square(5, 10)]
    for mask in masks:
        add(project, images[0], mask=mask)
    add(project, images[0], "chip", square(3, 15))
    project.annotations.accept_image(images[0])
    assert [a.mask for a in project.annotations.of_image(images[0])][:2] == masks
    assert np.array_equal(stored(project, "crack") == 255, masks[0].to_array() | masks[1].to_array())
    assert np.array_equal(stored(project, "chip") == 255, square(3, 15).to_array())


def test_editing_ground_truth_takes_it_back(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.accept_image(images[0])
    changed = project.annotations.update(record.id, row_version=2, mask=square(3))
    assert changed.state is AnnotationState.DRAFT
    assert list(project.ground_truth_files.folder.rglob("*.png")) == []
    kept = project.annotations.update(
        record.id, row_version=3, mask=square(4), state=AnnotationState.ACCEPTED, class_name="chip"
    )
    assert kept.state is AnnotationState.ACCEPTED
    assert np.array_equal(stored(project, "chip") == 255, square(4).to_array())


def test_a_new_prompt_alone_leaves_ground_truth(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.accept_image(images[0])
    changed = project.annotations.update(record.id, row_version=2, prompts=Prompts(), started_from="v1")
    assert changed.state is AnnotationState.ACCEPTED


def test_class_change_moves_the_mirror_file(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.accept_image(images[0])
    project.annotations.update(record.id, row_version=2, class_name="chip", state=AnnotationState.ACCEPTED)
    assert [
        p.relative_to(project.ground_truth_files.folder).as_posix()
        for p in project.ground_truth_files.folder.rglob("*.png")
    ] == ["chip/000_mask.png"]


def test_an_empty_mask_is_a_draft_but_never_ground_truth(project: Project, images: list[int]) -> None:
    record = add(project, images[0], mask=RleMask.from_array(np.zeros((20, 30))))
    with pytest.raises(ProjectError, match="empty mask"):
        project.annotations.accept_image(images[0])
    with pytest.raises(ProjectError, match="empty mask"):
        project.annotations.update(record.id, row_version=1, state=AnnotationState.ACCEPTED)
    assert project.annotations.get(record.id) == record


def test_a_mask_of_another_size_is_refused(project: Project, images: list[int]) -> None:
    wrong = RleMask.from_array(np.ones((30, 20)))
    with pytest.raises(ProjectError, match="20 x 30 pixels, the image 30 x 20"):
        add(project, images[0], mask=wrong)
    record = add(project, images[0])
    with pytest.raises(ProjectError, match="own size"):
        project.annotations.update(record.id, row_version=1, mask=wrong)


def test_nothing_to_accept(project: Project, images: list[int]) -> None:
    with pytest.raises(ProjectError, match="no annotation"):
        project.annotations.accept_image(images[0])
    with pytest.raises(ProjectError, match="no image 99"):
        add(project, 99)


def test_many_at_once_or_none(project: Project, images: list[int]) -> None:
    good = [NewAnnotation(i, "crack", PROMPTS, square(), state=AnnotationState.ACCEPTED) for i in images]
    assert len(project.annotations.add_all(good)) == 3
    bad = NewAnnotation(images[0], "crack", PROMPTS, RleMask.from_array(np.ones((2, 2))))
    with pytest.raises(ProjectError):
        project.annotations.add_all([good[0], bad])
    assert len(project.annotations.ground_truth()) == 3
    assert len(list(project.ground_truth_files.folder.rglob("*_mask.png"))) == 3


def test_states_of_one_image_are_set_together_or_not_at_all(project: Project, images: list[int]) -> None:
    nothing = RleMask.from_array(np.zeros((20, 30), np.bool_))
    one, two, empty = (add(project, images[0], mask=mask) for mask in (square(), square(at=9), nothing))
    accepted, draft = AnnotationState.ACCEPTED, AnnotationState.DRAFT
    with pytest.raises(ProjectError, match="empty"):
        project.annotations.set_states(images[0], {one.id: accepted, empty.id: accepted})
    assert {a.state for a in project.annotations.of_image(images[0])} == {draft}
    project.annotations.set_states(images[0], {one.id: accepted, two.id: accepted, 999: accepted})
    project.annotations.set_states(images[0], {one.id: draft, two.id: accepted})
    assert [a.state for a in project.annotations.of_image(images[0])] == [draft, accepted, draft]
    events = [(e.action, e.detail["annotations"]) for e in project.history.events(limit=2)]
    assert events == [("image.reopen", [one.id]), ("image.accept", [one.id, two.id])]


def test_a_locked_object_keeps_mask_class_and_place(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    locked = project.annotations.set_locked(record.id, True, row_version=record.row_version)
    assert locked.locked and project.annotations.get(record.id) == locked
    for change in ({"mask": square(3)}, {"class_name": "chip"}, {"prompts": Prompts()}):
        with pytest.raises(LockedError, match="locked"):
            project.annotations.update(record.id, row_version=locked.row_version, **change)
    with pytest.raises(LockedError):
        project.annotations.delete(record.id, row_version=locked.row_version)
    assert project.annotations.get(record.id) == locked
    project.annotations.accept_image(images[0])  # that its mask is right is another matter
    accepted = project.annotations.get(record.id)
    assert accepted.state is AnnotationState.ACCEPTED and accepted.mask == record.mask
    free = project.annotations.set_locked(record.id, False, row_version=accepted.row_version)
    assert free.state is AnnotationState.ACCEPTED  # neither way it is another mask
    gone = project.annotations.delete(record.id, row_version=free.row_version)
    assert not project.annotations.of_image(images[0]) and not gone.locked
    kinds = [entry.kind for entry in project.history.of_image(images[0])]
    assert kinds[:4] == ["deleted", "unlocked", "accepted", "locked"]


def test_a_lock_is_somebody_elses_change_too(project: Project, images: list[int]) -> None:
    record = add(project, images[0])
    project.annotations.set_locked(record.id, True, row_version=record.row_version)
    with pytest.raises(ConflictError):
        project.annotations.set_locked(record.id, True, row_version=record.row_version)
