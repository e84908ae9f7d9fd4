from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.dataset.build import build_manifest
from samft_core.errors import ConflictError, ProjectError
from samft_core.formats import mvtec
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import (
    AnnotationState,
    ImageRecord,
    ImageState,
    NewAnnotation,
    ReviewRules,
    ReviewState,
    Verdict,
)

pytestmark = pytest.mark.usefixtures("own_accounts")


def mask(size: int = 6) -> RleMask:
    pixels = np.zeros((20, 30), np.bool_)
    pixels[2 : 2 + size, 2 : 2 + size] = True
    return RleMask.from_array(pixels)


def accept(project: Project, image_id: int, who: str = "Ada", class_name: str = "crack") -> ImageRecord:
    project.inspector = who
    project.annotations.add(NewAnnotation(image_id, class_name=class_name, prompts=Prompts(), mask=mask()))
    return project.annotations.accept_image(image_id)


@pytest.fixture
def accepted(project: Project, images: list[int]) -> ImageRecord:
    """The first image, accepted by Ada; Ben is at work."""
    accept(project, images[0])
    project.inspector = "Ben"
    return project.images.get(images[0])


@pytest.fixture
def second(project: Project) -> Iterator[Project]:
    """Another station with the same project open."""
    with Project.open(project.folder, inspector="Cleo") as other:
        yield other


def approve(project: Project, image_id: int) -> ImageRecord:
    return project.reviews.approve(image_id, row_version=project.images.get(image_id).row_version).image


def test_what_was_accepted_waits_for_review_with_its_name(project: Project, accepted: ImageRecord) -> None:
    assert (accepted.review, accepted.accepted_by) == (ReviewState.WAITING, ("Ada",))
    (record,) = project.annotations.of_image(accepted.id)
    assert record.accepted_by == "Ada" and record.accepted_at == accepted.accepted_at is not None


def test_images_without_a_decision_are_not_on_the_way(project: Project, images: list[int]) -> None:
    project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=mask()))
    assert [image.review for image in project.images.all()] == [None, None, None]


def test_a_second_inspector_approves(project: Project, accepted: ImageRecord) -> None:
    image = project.reviews.approve(accepted.id, row_version=accepted.row_version).image
    assert (image.review, image.state) == (ReviewState.APPROVED, ImageState.ACCEPTED)
    assert image == project.images.get(image.id)
    (review,) = project.reviews.of_image(image.id)
    assert (review.verdict, review.who, review.comment) == (Verdict.APPROVED, "Ben", "")
    event = project.history.events(1, f"image:{image.id}")[0]
    assert (event.action, event.who) == ("review.approved", "Ben")


@pytest.mark.parametrize("name", ["Ada", " ada ", "ADA"])
def test_nobody_approves_what_they_accepted(project: Project, accepted: ImageRecord, name: str) -> None:
    project.inspector = name
    assert not project.reviews.may_approve(accepted)
    with pytest.raises(ProjectError, match="cannot approve it too") as caught:
        project.reviews.approve(accepted.id, row_version=accepted.row_version)
    assert "Another inspector" in str(caught.value.remedy)
    assert project.images.get(accepted.id) == accepted


def test_one_mask_of_ones_own_is_enough_to_need_another(project: Project, images: list[int]) -> None:
    accept(project, images[0], "Ada")
    image = accept(project, images[0], "Ben", "chip")
    assert image.accepted_by == ("Ada", "Ben")
    for name, may in (("Ada", False), ("Ben", False), ("Cleo", True)):
        project.inspector = name
        assert project.reviews.may_approve(image) is may


def test_four_eyes_can_be_left_out(project: Project, accepted: ImageRecord) -> None:
    project.reviews.set_rules(ReviewRules(required=False, four_eyes=False))
    project.inspector = "Ada"
    assert project.reviews.may_approve(accepted)
    assert approve(project, accepted.id).review is ReviewState.APPROVED


def test_a_returned_image_is_a_draft_with_a_reason(project: Project, accepted: ImageRecord) -> None:
    mirror = project.ground_truth_files.folder / "crack" / "000_mask.png"
    assert mirror.is_file()
    step = project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="  too small ")
    assert (step.image.state, step.image.review) == (ImageState.DRAFT, ReviewState.RETURNED)
    assert step.image.accepted_by == () and not mirror.exists()
    (record,) = project.annotations.of_image(accepted.id)
    assert (record.state, record.accepted_by, record.accepted_at) == (AnnotationState.DRAFT, None, None)
    assert project.reviews.of_image(accepted.id)[0].comment == "too small"
    assert project.history.events(1)[0].detail == {"comment": "too small"}


def test_the_reason_stays_until_the_image_is_accepted_anew(project: Project, accepted: ImageRecord) -> None:
    project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="too small")
    project.inspector = "Ada"
    (record,) = project.annotations.of_image(accepted.id)
    project.annotations.update(record.id, row_version=record.row_version, mask=mask(9))
    assert project.images.get(accepted.id).review is ReviewState.RETURNED
    assert project.annotations.accept_image(accepted.id).review is ReviewState.WAITING
    assert project.annotations.reopen_image(accepted.id).review is ReviewState.RETURNED


def test_a_returned_good_image_is_new_again(project: Project, images: list[int]) -> None:
    image = project.images.set_good(images[0], True)
    assert (image.review, image.accepted_by) == (ReviewState.WAITING, ("Ada",))
    project.inspector = "Ben"
    returned = project.reviews.return_image(
        image.id, row_version=image.row_version, comment="a scratch"
    ).image
    assert (returned.state, returned.review) == (ImageState.NEW, ReviewState.RETURNED)
    assert project.images.set_good(images[0], True).review is ReviewState.WAITING


@pytest.mark.parametrize("comment", ["", "  \n"])
def test_a_return_without_a_word_is_refused(project: Project, accepted: ImageRecord, comment: str) -> None:
    with pytest.raises(ProjectError, match="comment"):
        project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment=comment)
    assert project.images.get(accepted.id) == accepted


def test_only_what_was_decided_is_reviewed(
    project: Project, accepted: ImageRecord, images: list[int]
) -> None:
    fresh = project.images.get(images[1])
    with pytest.raises(ProjectError, match="nothing to review"):
        project.reviews.approve(fresh.id, row_version=fresh.row_version)
    with pytest.raises(ProjectError, match="nothing to review"):
        project.reviews.return_image(fresh.id, row_version=fresh.row_version, comment="no")
    approve(project, accepted.id)
    with pytest.raises(ProjectError, match="approved already"):
        approve(project, accepted.id)


def change_mask(project: Project, image_id: int) -> None:
    (record,) = project.annotations.of_image(image_id)
    project.annotations.update(
        record.id, row_version=record.row_version, mask=mask(3), state=AnnotationState.ACCEPTED
    )


def change_class(project: Project, image_id: int) -> None:
    (record,) = project.annotations.of_image(image_id)
    project.annotations.update(
        record.id, row_version=record.row_version, class_name="chip", state=AnnotationState.ACCEPTED
    )


def reopen(project: Project, image_id: int) -> None:
    project.annotations.reopen_image(image_id)
    project.annotations.accept_image(image_id)


def delete_and_undo(project: Project, image_id: int) -> None:
    (record,) = project.annotations.of_image(image_id)
    project.annotations.restore(project.annotations.delete(record.id, row_version=record.row_version))


def add_accepted(project: Project, image_id: int) -> None:
    project.annotations.add(
        NewAnnotation(
            image_id, class_name="chip", prompts=Prompts(), mask=mask(), state=AnnotationState.ACCEPTED
        )
    )


def change_file(project: Project, image_id: int) -> None:
    project.image_files.record_digest(image_id, "a" * 64)
    image = project.images.get(image_id)
    assert image.review is ReviewState.APPROVED  # read for the first time, not changed
    Image.new("RGB", (image.width, image.height), (1, 2, 3)).save(image.path)
    project.image_files.take_new_picture(image_id)


CHANGES = (change_mask, change_class, reopen, delete_and_undo, add_accepted, change_file)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_ground_truth_takes_the_approval_away(
    project: Project, accepted: ImageRecord, change
) -> None:
    approve(project, accepted.id)
    change(project, accepted.id)
    image = project.images.get(accepted.id)
    assert (image.state, image.review) == (ImageState.ACCEPTED, ReviewState.WAITING)


def test_a_sign_off_taken_back_and_given_again_waits(project: Project, images: list[int]) -> None:
    project.images.set_good(images[0], True)
    project.inspector = "Ben"
    assert approve(project, images[0]).review is ReviewState.APPROVED
    project.images.set_good(images[0], False)
    assert project.images.set_good(images[0], True).review is ReviewState.WAITING


def test_a_draft_beside_approved_masks_leaves_them_approved(project: Project, accepted: ImageRecord) -> None:
    project.reviews.set_rules(ReviewRules(required=True, four_eyes=True))
    approve(project, accepted.id)
    draft = project.annotations.add(
        NewAnnotation(accepted.id, class_name="chip", prompts=Prompts(), mask=mask())
    )
    assert project.images.get(accepted.id).review is None
    assert [a.class_name for a in project.annotations.ground_truth()] == ["crack"]
    project.annotations.delete(draft.id, row_version=draft.row_version)
    assert project.images.get(accepted.id).review is ReviewState.APPROVED


def test_two_inspectors_get_a_clear_conflict(
    project: Project, accepted: ImageRecord, second: Project
) -> None:
    second.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="too small")
    with pytest.raises(ConflictError, match="Somebody else changed this image"):
        project.reviews.approve(accepted.id, row_version=accepted.row_version)
    with pytest.raises(ConflictError):
        project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="too large")
    assert project.images.get(accepted.id).review is ReviewState.RETURNED
    assert [review.who for review in project.reviews.of_image(accepted.id)] == ["Cleo"]


def test_an_approval_beside_another_is_a_conflict(
    project: Project, accepted: ImageRecord, second: Project
) -> None:
    second.reviews.approve(accepted.id, row_version=accepted.row_version)
    with pytest.raises(ConflictError):
        project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="no")
    assert project.images.get(accepted.id).review is ReviewState.APPROVED


def test_a_mask_changed_while_it_is_looked_at_is_not_approved(
    project: Project, accepted: ImageRecord, second: Project
) -> None:
    change_mask(second, accepted.id)
    with pytest.raises(ConflictError):
        project.reviews.approve(accepted.id, row_version=accepted.row_version)


def test_reading_the_image_meanwhile_is_no_conflict(project: Project, accepted: ImageRecord) -> None:
    project.image_files.record_digest(accepted.id, "a" * 64)
    step = project.reviews.approve(accepted.id, row_version=accepted.row_version)
    assert step.image.review is ReviewState.APPROVED


def test_an_approval_is_taken_back(project: Project, accepted: ImageRecord) -> None:
    step = project.reviews.approve(accepted.id, row_version=accepted.row_version)
    assert project.reviews.take_back(step).review is ReviewState.WAITING
    assert [e.action for e in project.history.events(2)] == ["review.take_back", "review.approved"]


def test_a_return_is_taken_back_to_the_approval_before(project: Project, accepted: ImageRecord) -> None:
    approve(project, accepted.id)
    before, masks = project.images.get(accepted.id), project.annotations.of_image(accepted.id)
    step = project.reviews.return_image(before.id, row_version=before.row_version, comment="too small")
    after = project.reviews.take_back(step)
    assert (after.state, after.review) == (ImageState.ACCEPTED, ReviewState.APPROVED)
    assert (after.accepted_by, after.accepted_at) == (before.accepted_by, before.accepted_at)
    assert [a.mask for a in project.annotations.of_image(accepted.id)] == [a.mask for a in masks]
    assert (project.ground_truth_files.folder / "crack" / "000_mask.png").is_file()


def test_a_return_of_a_good_image_is_taken_back(project: Project, images: list[int]) -> None:
    image = project.images.set_good(images[0], True)
    step = project.reviews.return_image(image.id, row_version=image.row_version, comment="a scratch")
    after = project.reviews.take_back(step)
    assert (after.state, after.accepted_by, after.accepted_at) == (
        ImageState.GOOD,
        ("Ada",),
        image.accepted_at,
    )


def test_a_verdict_that_something_followed_is_not_taken_back(project: Project, accepted: ImageRecord) -> None:
    step = project.reviews.return_image(accepted.id, row_version=accepted.row_version, comment="too small")
    project.annotations.accept_image(accepted.id)
    with pytest.raises(ConflictError):
        project.reviews.take_back(step)
    assert project.images.get(accepted.id).review is ReviewState.WAITING


def test_only_approved_images_count_where_review_is_required(
    project: Project, images: list[int], tmp_path: Path
) -> None:
    for image_id in images[:2]:
        accept(project, image_id)
    project.images.set_good(images[2], True)
    assert len(project.annotations.ground_truth()) == 2 and len(project.reviews.good_images()) == 1
    project.reviews.set_rules(ReviewRules(required=True, four_eyes=True))
    assert project.history.events(1)[0].detail == {
        "required": True,
        "four_eyes": True,
        "shared_accounts": False,
    }
    assert project.annotations.ground_truth() == [] and project.reviews.good_images() == []
    project.inspector = "Ben"
    approve(project, images[0])
    assert [s.image_id for s in build_manifest(project).samples] == [images[0]]
    assert build_manifest(project).good == ()
    approve(project, images[2])
    assert [g.image_id for g in build_manifest(project).good] == [images[2]]
    report = mvtec.export(project, tmp_path / "out")
    assert (report.images, report.masks) == (2, 1)


def test_rules_are_off_and_four_eyes_at_first(project: Project) -> None:
    assert project.reviews.rules() == ReviewRules(required=False, four_eyes=True)
    project.reviews.set_rules(project.reviews.rules())
    assert all(event.action != "project.review" for event in project.history.events())
