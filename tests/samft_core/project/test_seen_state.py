"""A decision is about the masks that were shown: what a colleague changed meanwhile is looked at first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from samft_core.errors import ConflictError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation

pytestmark = pytest.mark.usefixtures("own_accounts")


def mask(size: int) -> RleMask:
    pixels = np.zeros((20, 30), np.bool_)
    pixels[2 : 2 + size, 2 : 2 + size] = True
    return RleMask.from_array(pixels)


def draw(project: Project, image_id: int, size: int = 4) -> int:
    return project.annotations.add(
        NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=mask(size))
    ).id


def shown(project: Project, image_id: int) -> dict[int, int]:
    return {a.id: a.row_version for a in project.annotations.of_image(image_id)}


def paint(project: Project, image_id: int, annotation_id: int) -> None:
    version = project.annotations.get(annotation_id).row_version
    project.annotations.update(annotation_id, row_version=version, mask=mask(9))


def erase(project: Project, image_id: int, annotation_id: int) -> None:
    version = project.annotations.get(annotation_id).row_version
    project.annotations.delete(annotation_id, row_version=version)


def relabel(project: Project, image_id: int, annotation_id: int) -> None:
    version = project.annotations.get(annotation_id).row_version
    project.annotations.update(annotation_id, row_version=version, class_name="scratch")


def add_one(project: Project, image_id: int, annotation_id: int) -> None:
    draw(project, image_id, 3)


CHANGES = [paint, erase, relabel, add_one]


@pytest.mark.parametrize("change", CHANGES)
def test_accept_refuses_what_was_not_seen(
    project: Project, images: list[int], change: Callable[[Project, int, int], None]
) -> None:
    image_id = images[0]
    first = draw(project, image_id)
    draw(project, image_id)
    seen = shown(project, image_id)
    change(project, image_id, first)
    states = dict.fromkeys(seen, AnnotationState.ACCEPTED)
    for decide in (
        lambda: project.annotations.set_states(image_id, states, seen=seen),
        lambda: project.annotations.accept_image(image_id, seen=seen),
    ):
        with pytest.raises(ConflictError, match="nothing was overwritten"):
            decide()
    assert {a.state for a in project.annotations.of_image(image_id)} == {AnnotationState.DRAFT}
    assert not list(project.ground_truth_files.folder.rglob("*.png"))
    assert (
        project.annotations.accept_image(image_id, seen=shown(project, image_id)).state is ImageState.ACCEPTED
    )


def test_good_refuses_masks_that_were_not_seen(project: Project, images: list[int]) -> None:
    annotation_id = draw(project, images[0])
    with pytest.raises(ConflictError):
        project.images.set_good(images[0], True, seen={})
    erase(project, images[0], annotation_id)
    assert project.images.set_good(images[0], True, seen={}).state is ImageState.GOOD


@pytest.mark.parametrize("verdict", ["approve", "return"])
@pytest.mark.parametrize("change", [relabel, add_one, erase])
def test_a_verdict_refuses_masks_that_were_not_seen(
    project: Project,
    images: list[int],
    change: Callable[[Project, int, int], None],
    verdict: str,
) -> None:
    image_id = images[0]
    first = draw(project, image_id)
    draw(project, image_id)
    seen = shown(project, image_id)
    change(project, image_id, first)
    version = project.annotations.accept_image(image_id).row_version
    project.inspector = "Ben"
    with pytest.raises(ConflictError):
        if verdict == "approve":
            project.reviews.approve(image_id, row_version=version, seen=seen)
        else:
            project.reviews.return_image(image_id, row_version=version, comment="No", seen=seen)
    assert (
        project.images.get(image_id).state is ImageState.ACCEPTED and project.reviews.of_image(image_id) == []
    )
    step = project.reviews.approve(image_id, row_version=version, seen=shown(project, image_id))
    assert step.image.state is ImageState.ACCEPTED


def test_an_object_takes_back_no_sign_off_that_was_not_seen(project: Project, images: list[int]) -> None:
    image_id = images[0]
    removed = project.annotations.get(draw(project, image_id))
    erase(project, image_id, removed.id)
    project.images.set_good(image_id, True)
    drawn = NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=mask(4))
    with pytest.raises(ConflictError, match="nothing was overwritten"):
        project.annotations.add(drawn, seen_good=False)
    with pytest.raises(ConflictError, match="nothing was overwritten"):
        project.annotations.restore(removed, seen_good=False)
    assert project.images.get(image_id).state is ImageState.GOOD and not project.annotations.of_image(
        image_id
    )
    project.annotations.add(drawn, seen_good=True)
    assert project.images.get(image_id).state is ImageState.DRAFT
