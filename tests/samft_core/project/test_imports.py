"""An import is one step: it is taken back whole, and what was worked on since stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from samft_core.formats.mvtec import import_category
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import pixel_digest
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation, ReviewState


@pytest.fixture
def imported(project: Project, images: list[int], mvtec_folder: Path) -> str:
    with project.imports.running() as key:
        report = import_category(project, mvtec_folder)
    assert (report.added, report.annotations, report.good) == (5, 4, 1)
    return key


def mirrored(project: Project) -> list[Path]:
    return sorted(project.ground_truth_files.folder.rglob("*.png"))


def test_an_import_is_taken_back_whole(project: Project, images: list[int], imported: str) -> None:
    assert len(mirrored(project)) == 4
    undone = project.imports.undo(imported)
    assert (undone.images, undone.annotations, undone.good, undone.left) == (5, 4, 1, [])
    assert [image.id for image in project.images.all()] == images
    assert project.classes.all() == []
    assert project.annotations.ground_truth() == []
    assert mirrored(project) == []
    assert project.imports.undo(imported).images == 0  # once is enough


def test_what_was_changed_since_stays_and_is_named(
    project: Project, images: list[int], imported: str
) -> None:
    masked = [image for image in project.images.all() if image.state is ImageState.ACCEPTED]
    (good,) = (image for image in project.images.all() if image.state is ImageState.GOOD)
    (first,) = project.annotations.of_image(masked[0].id)
    project.annotations.update(first.id, row_version=first.row_version, state=AnnotationState.DRAFT)
    second = masked[1]
    project.annotations.add(NewAnnotation(second.id, class_name="more", prompts=Prompts(), mask=first.mask))
    ben = Project.open(project.folder, inspector="Ben")
    with ben:
        seen = ben.images.get(masked[2].id)
        ben.reviews.return_image(seen.id, row_version=seen.row_version, comment="rim")
    project.images.set_good(good.id, False)
    undone = project.imports.undo(imported)
    assert undone.images == 1 and undone.annotations == 1
    assert undone.left == [image.name for image in (*masked[:3], good)]
    left = {image.id for image in project.images.all()} - set(images)
    assert left == {image.id for image in (*masked[:3], good)}
    assert project.images.get(masked[2].id).review is ReviewState.RETURNED
    assert {c.name for c in project.classes.all()} == {"broken_small", "contamination", "more"}


def test_images_that_were_there_before_only_lose_what_came(project: Project, mvtec_folder: Path) -> None:
    known = project.images.add(sorted((mvtec_folder / "test").rglob("*.png"))).added
    with project.imports.running() as key:
        import_category(project, mvtec_folder)
    assert {image.state for image in project.images.all()} == {ImageState.ACCEPTED, ImageState.GOOD}
    undone = project.imports.undo(key)
    assert undone.images == 0 and undone.annotations == 4 and undone.good == 1
    assert {image.id for image in project.images.all()} == set(known)
    assert {image.state for image in project.images.all()} == {ImageState.NEW} and mirrored(project) == []


def test_only_the_importing_thread_writes_for_an_import(project: Project, images: list[int]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with project.imports.running() as key, ThreadPoolExecutor(1) as pool:
        pool.submit(project.images.set_good, images[0], True).result()
    assert project.imports.undo(key).good == 0
    assert project.images.get(images[0]).state is ImageState.GOOD


def test_a_class_that_is_used_elsewhere_stays(project: Project, images: list[int], imported: str) -> None:
    mask = RleMask.from_array(np.ones((20, 30), np.bool_))
    project.annotations.add_all([NewAnnotation(images[0], "broken_small", Prompts(), mask)])
    project.imports.undo(imported)
    assert [c.name for c in project.classes.all()] == ["broken_small"]


def test_pixels_that_are_there_already_do_not_come_in_twice(
    project: Project, images: list[int], imported: str, mvtec_folder: Path, tmp_path: Path
) -> None:
    before = [(image.id, image.state) for image in project.images.all()]
    with project.imports.running() as key:
        import_category(project, Path(shutil.copytree(mvtec_folder, tmp_path / "else" / "bottle")))
    assert project.images.count() == len(before) + 5
    doubles = project.imports.drop_doubles(key)
    assert (doubles.images, doubles.annotations, doubles.good, doubles.left) == (5, 4, 1, [])
    assert [(image.id, image.state) for image in project.images.all()] == before


def test_ground_truth_for_pixels_that_wait_is_not_dropped(
    project: Project, mvtec_folder: Path, tmp_path: Path
) -> None:
    copies = sorted(shutil.copytree(mvtec_folder / "test", tmp_path / "plain").rglob("*.png"))
    for image_id, path in zip(project.images.add(copies).added, copies, strict=True):
        project.image_files.record_digest(image_id, pixel_digest(read_image(path)))
    with project.imports.running() as key:
        import_category(project, mvtec_folder)
    assert project.imports.drop_doubles(key).images == 0
    assert len(project.annotations.ground_truth()) == 4


def test_the_last_import_is_known_after_a_restart(project: Project, images: list[int], imported: str) -> None:
    folder = project.folder
    project.close()
    with Project.open(folder, inspector="ada") as again:
        last = again.imports.last()
        assert last is not None and last.key == imported and last.can_be_taken_back
        undo = last.undo
        assert (undo.images, undo.annotations, undo.good, undo.left) == (5, 4, 1, [])
        assert len(again.images.all()) == len(images) + 5  # only looked at
        masked = next(image for image in again.images.all() if image.state is ImageState.ACCEPTED)
        again.annotations.reopen_image(masked.id)
        last = again.imports.last()
        assert last is not None and last.undo.left == [masked.name]
        assert (last.undo.images, last.undo.annotations, last.undo.good) == (4, 3, 1)
        undone = again.imports.undo(last.key)
        assert (undone.images, undone.annotations, undone.good) == (4, 3, 1)
        after = again.imports.last()
        assert after is not None and not after.can_be_taken_back and after.undo.left == [masked.name]


def test_without_an_import_there_is_none_to_take_back(project: Project, images: list[int]) -> None:
    assert project.imports.last() is None
