from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation

pytestmark = pytest.mark.usefixtures("own_accounts")


def mask(size: int) -> RleMask:
    pixels = np.zeros((20, 30), np.bool_)
    pixels[2 : 2 + size, 2 : 2 + size] = True
    return RleMask.from_array(pixels)


def told(project: Project, image_id: int) -> list[str]:
    return [entry.message for entry in project.history.of_image(image_id)]


def test_the_whole_way_of_an_image_newest_first(project: Project, images: list[int]) -> None:
    image_id = images[1]
    record = project.annotations.add(
        NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=mask(4))
    )
    image = project.annotations.accept_image(image_id)
    project.inspector = "Ben"
    project.reviews.return_image(image_id, row_version=image.row_version, comment="too small")
    project.inspector = "Ada"
    record = project.annotations.get(record.id)
    project.annotations.update(record.id, row_version=record.row_version, mask=mask(6))
    image = project.annotations.accept_image(image_id)
    project.inspector = "Ben"
    project.reviews.approve(image_id, row_version=image.row_version)
    assert told(project, image_id) == [
        "Ben approved the image",
        "Ada accepted the masks as ground truth (1)",
        "Ada changed the mask of crack from 16 to 36 px",
        "Ben returned the image: too small",
        "Ada accepted the masks as ground truth (1)",
        "Ada marked an object: crack",
        "Ada added the image",
    ]
    assert told(project, images[0]) == ["Ada added the image"]
    moments = [entry.at for entry in project.history.of_image(image_id)]
    assert moments == sorted(moments, reverse=True) and moments[0].tzinfo is not None


def test_strokes_in_a_row_are_one_entry(project: Project, images: list[int]) -> None:
    record = project.annotations.add(
        NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=mask(2))
    )
    for size in (3, 4, 5):
        record = project.annotations.update(record.id, row_version=record.row_version, mask=mask(size))
    assert told(project, images[0])[0] == "Ada changed the mask of crack from 4 to 25 px (3 times)"
    project.inspector = "Ben"
    project.annotations.update(record.id, row_version=record.row_version, mask=mask(6))
    assert told(project, images[0])[:2] == [
        "Ben changed the mask of crack from 25 to 36 px",
        "Ada changed the mask of crack from 4 to 25 px (3 times)",
    ]


def test_a_prompt_and_its_answer_are_one_entry(project: Project, images: list[int]) -> None:
    record = project.annotations.add(
        NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=mask(2))
    )
    record = project.annotations.update(record.id, row_version=1, prompts=Prompts(), started_from="base")
    project.annotations.update(record.id, row_version=2, mask=mask(3))
    assert told(project, images[0])[0] == "Ada changed the mask of crack from 4 to 9 px"


def test_an_undo_is_told_as_what_it_did(project: Project, images: list[int]) -> None:
    record = project.annotations.add(
        NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=mask(2))
    )
    project.annotations.restore(project.annotations.delete(record.id, row_version=1))
    image = project.annotations.accept_image(images[0])
    record = project.annotations.get(record.id)
    project.annotations.update(record.id, row_version=record.row_version, state=AnnotationState.DRAFT)
    image = project.annotations.accept_image(images[0])
    project.inspector = "Ben"
    project.reviews.take_back(project.reviews.approve(images[0], row_version=image.row_version))
    assert told(project, images[0])[:-1] == [
        "Ben took the verdict back",
        "Ben approved the image",
        "Ada accepted the masks as ground truth (1)",
        "Ada made one mask a draft again: crack",
        "Ada accepted the masks as ground truth (1)",
        "Ada brought an object back: crack",
        "Ada deleted an object: crack",
        "Ada marked an object: crack",
    ]


def test_what_was_done_to_many_images_at_once_is_told_too(project: Project, images: list[int]) -> None:
    project.images.set_group(images[:2], "L42")
    project.images.sign_off_good(images[1:])
    assert told(project, images[0])[0] == "Ada put the image into the lot L42"
    assert told(project, images[1])[:2] == [
        "Ada signed the image off as good",
        "Ada put the image into the lot L42",
    ]
    record = project.annotations.add(
        NewAnnotation(images[1], class_name="crack", prompts=Prompts(), mask=mask(2))
    )
    project.annotations.update(record.id, row_version=1, class_name="chip")
    assert told(project, images[1])[:3] == [
        "Ada changed the class from crack to chip",
        "Ada marked a defect, so the image is no longer good",
        "Ada marked an object: crack",
    ]


def test_files_that_moved_changed_or_broke(project: Project, images: list[int], tmp_path: Path) -> None:
    moved = tmp_path / "moved.png"
    project.images.get(images[0]).path.rename(moved)
    project.image_locations.relocate(images[0], moved)
    project.image_files.record_digest(images[0], "a" * 64)
    project.image_files.record_digest(images[0], "b" * 64)
    project.image_files.mark_unreadable(images[0], "torn")
    project.image_files.mark_unreadable(images[0], None)
    assert told(project, images[0])[:-1] == [
        "The image could be read again",
        "The image could not be read: torn",
        "The image file was changed outside SAMFT",
        f"Ada said where the file is now: {moved}",
    ]


def test_ids_with_the_same_start_are_told_apart(project: Project, tmp_path: Path, pictures) -> None:
    import shutil

    many = [shutil.copy(pictures[0], tmp_path / f"{index}.png") for index in range(12)]
    ids = project.images.add(map(Path, many)).added
    project.images.set_good(ids[11], True)  # image:12 beside image:1
    assert told(project, 1) == ["Ada added the image"] and len(told(project, 12)) == 2
