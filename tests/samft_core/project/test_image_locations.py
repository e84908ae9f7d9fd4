"""Images that are away, moved, changed or unreadable, and the ways back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.dataset.build import gather
from samft_core.distribution.project_packs import unpack_project_pack, write_project_pack
from samft_core.errors import ImageError, ProjectError
from samft_core.formats import labelme, mvtec
from samft_core.formats.folder import import_folder
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.layout import Layout
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation

HEIGHT, WIDTH = 20, 30
MASK = RleMask.from_array(np.pad(np.ones((6, 8), bool), ((4, 10), (5, 17))))


def accept(project: Project, image_id: int) -> None:
    project.annotations.add(
        NewAnnotation(
            image_id, class_name="scratch", prompts=Prompts(), mask=MASK, state=AnnotationState.ACCEPTED
        )
    )


def repaint(path: Path, seed: int = 5) -> None:
    """Put another picture of the same size in the file's place."""
    pixels = np.random.default_rng(seed).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    Image.fromarray(pixels).save(path)


@pytest.fixture
def truth(project: Project, images: list[int]) -> list[int]:
    """One accepted, one good, one new image."""
    accept(project, images[0])
    project.images.set_good(images[1], True)
    return images


def states(project: Project) -> list[str]:
    return [image.state.value for image in project.images.all()]


# What passes is never noted over somebody's work


def test_nothing_is_noted_over_what_somebody_worked_on(project: Project, truth: list[int]) -> None:
    before = states(project)
    for image_id in truth[:2]:
        project.image_files.mark_unreadable(image_id, "image file is truncated")
    assert states(project) == before == ["accepted", "good", "new"]
    assert (
        project.image_files.mark_unreadable(truth[2], "image file is truncated").state
        is ImageState.UNREADABLE
    )


def test_what_an_earlier_program_noted_over_them_no_longer_counts(project: Project, truth: list[int]) -> None:
    with sqlite3.connect(project.folder / "project.db") as connection:
        connection.execute("UPDATE image SET error = 'The image file is missing'")
    connection.close()
    assert states(project) == ["accepted", "good", "unreadable"]
    report = project.image_locations.check_again()
    assert (report.readable, report.problems) == (truth, {})
    assert [image.error for image in project.images.all()] == [None] * 3


def test_an_image_is_looked_at_again_and_gets_the_size_that_it_has(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "half.png"
    path.write_bytes(b"")
    (unreadable,) = project.images.add([path]).unreadable
    image_id = unreadable.image_id
    assert image_id is not None
    with pytest.raises(ImageError, match="empty"):
        project.image_files.look_again(image_id)
    repaint(path)
    record = project.image_files.look_again(image_id)
    assert (record.state, record.width, record.height) == (ImageState.NEW, WIDTH, HEIGHT)
    path.write_bytes(path.read_bytes()[:-40])
    assert list(project.image_locations.check_again([image_id]).problems) == [image_id]
    assert project.images.get(image_id).state is ImageState.UNREADABLE
    repaint(path)
    report = project.images.add([path])
    assert (report.readable, report.skipped) == ([image_id], [path])
    assert project.images.get(image_id).state is ImageState.NEW


def test_what_is_away_is_no_observation(project: Project, images: list[int], pictures: list[Path]) -> None:
    pictures[0].rename(pictures[0].with_suffix(".away"))
    report = project.image_locations.check_again([images[0]])
    assert "missing" in report.problems[images[0]].message
    assert project.images.get(images[0]).state is ImageState.NEW


# Places


@pytest.mark.parametrize(
    ("image", "location"),
    [
        ("/data/plant/images/a.png", "images/a.png"),
        ("/data/bottle/a.png", "../bottle/a.png"),
        ("/data/a.png", "../a.png"),
        ("/media/a.png", "/media/a.png"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_places_near_the_project_are_relative(image: str, location: str) -> None:
    layout = Layout.of("/data/plant")
    assert layout.location(Path(image)) == location
    assert layout.path(location) == Path(image)


def test_a_place_is_not_looked_for_from_where_a_link_leads(tmp_path: Path, pictures: list[Path]) -> None:
    real = tmp_path / "elsewhere" / "deep" / "project"
    Project.create(real).close()
    link = tmp_path / "linked"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    with Project.open(link) as project:
        project.images.add(pictures)
        assert [image.path for image in project.images.all()] == pictures
        assert project.image_locations.missing() == []
    with Project.open(real) as project:
        assert project.image_locations.missing() == []


def test_a_project_moved_with_its_images_just_works(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    (before / "bottle").mkdir(parents=True)
    repaint(before / "bottle" / "a.png")
    with Project.create(before / "plant") as project:
        project.images.add([before / "bottle" / "a.png"])
        accept(project, 1)
    before.rename(after)
    with Project.open(after / "plant") as project:
        assert project.image_locations.missing() == []
        assert project.images.get(1).path == after / "bottle" / "a.png"
        assert import_folder(project, after / "bottle").skipped == 1
        assert project.images.count() == 1


def test_absolute_places_of_earlier_programs_are_read_and_move_along(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    (before / "bottle").mkdir(parents=True)
    repaint(before / "bottle" / "a.png")
    with Project.create(before / "plant") as project:
        project.images.add([before / "bottle" / "a.png"])
    with sqlite3.connect(before / "plant" / "project.db") as connection:
        connection.execute("UPDATE image SET location = ?", (str(before / "bottle" / "a.png"),))
    connection.close()
    with Project.open(before / "plant") as project:
        assert project.image_locations.missing() == []
        report = project.images.add([before / "bottle" / "a.png"])
        assert (report.added, report.sources) == ([], {before / "bottle" / "a.png": 1})
    before.rename(after)
    with Project.open(after / "plant") as project:
        assert project.image_locations.missing() == []
        assert project.images.get(1).path == after / "bottle" / "a.png"


def test_a_project_that_moves_alone_keeps_its_images(project: Project, images: list[int]) -> None:
    places = [image.path for image in project.images.all()]
    project.close()
    moved = project.folder.parent / "deep" / "er"
    moved.mkdir(parents=True)
    shutil.move(project.folder, moved)
    with Project.open(moved / project.folder.name) as again:
        assert again.image_files.problems([images[0]]) == {}  # found when it is looked at
        assert again.images.get(images[0]).path == places[0] != again.images.get(images[1]).path
        assert again.image_locations.follow(images[1]).path == places[1]
        assert again.image_locations.missing() == []
        assert [image.path for image in again.images.all()] == places


def test_an_image_found_after_one_move_is_found_after_the_next(
    project: Project, truth: list[int], tmp_path: Path
) -> None:
    """Only those that are visited are looked for, so that each may be known from another of the places."""
    folder = project.folder
    project.close()
    for place in (tmp_path / "first" / "place", tmp_path / "second"):
        place.mkdir(parents=True)
        shutil.move(folder, place)
        folder = place / folder.name
        with Project.open(folder) as again:
            assert again.image_locations.follow(truth[0]).path.is_file()
    with Project.open(folder) as again:
        assert not again.image_locations.missing()


def test_importing_from_another_place_finds_the_same_images(
    project: Project, truth: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    repaint(pictures[0], 1)
    repaint(pictures[1], 2)
    repaint(pictures[2], 3)
    for image_id in truth:
        project.image_files.take_new_picture(image_id)
    other = tmp_path / "other place"
    other.mkdir()
    pictures[0].rename(other / "renamed.png")  # the same bytes under another name
    with Image.open(pictures[1]) as image:  # the same pixels in other bytes
        image.save(other / "saved again.bmp")
    pictures[1].unlink()
    repaint(other / "fresh.png", 4)
    report = import_folder(project, other)
    assert (report.added, report.skipped) == (1, 2)
    assert project.images.get(truth[0]).path == other / "renamed.png"
    assert project.images.get(truth[1]).path == other / "saved again.bmp"
    assert states(project) == ["accepted", "good", "new", "new"]


def test_old_images_without_digests_are_found_by_name_and_size(
    project: Project, images: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    with sqlite3.connect(project.folder / "project.db") as connection:
        connection.execute("UPDATE image SET file_digest = NULL, file_size = NULL, pixel_digest = NULL")
    connection.close()
    moved = tmp_path / "moved"
    pictures[0].parent.rename(moved)
    assert import_folder(project, moved).skipped == 3
    assert [image.path.parent for image in project.images.all()] == [moved] * 3


def test_a_folder_is_relocated_image_by_image(
    project: Project, images: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    old = pictures[0].parent
    new = tmp_path / "new" / "place"
    new.parent.mkdir()
    old.rename(new)
    (new / "002.png").unlink()
    report = project.image_locations.relocate_folder(old, new)
    assert (report.found, report.missing) == (images[:2], images[2:])
    assert project.image_locations.relocate_folder(old, new).found == []


def test_of_two_files_of_a_name_the_one_that_was_added_is_taken(
    project: Project, truth: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    new = tmp_path / "new"
    (new / "b").mkdir(parents=True)
    pictures[0].rename(new / "b" / "000.png")
    repaint(new / "000.png")
    assert project.image_locations.find_below(new).found == truth[:1]
    assert project.images.get(truth[0]).path == new / "b" / "000.png"


def test_relocation_refuses_another_picture_of_the_same_size(
    project: Project, truth: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    pictures[0].unlink()
    repaint(tmp_path / "000.png")
    with pytest.raises(ProjectError, match="another image of the same size"):
        project.image_locations.relocate(truth[0], tmp_path / "000.png")
    assert project.image_locations.find_below(tmp_path).missing == truth[:1]


# Changed files


def test_changed_files_are_named_and_left_out_of_everything(
    project: Project, truth: list[int], pictures: list[Path], tmp_path: Path
) -> None:
    accept(project, truth[2])
    repaint(pictures[0])
    assert list(project.image_files.problems(truth)) == truth[:1]
    manifest, left_out = gather(project)
    assert manifest.image_ids == (truth[2],)
    assert [(image.image_id, image.path.name) for image in left_out] == [(truth[0], "000.png")]
    assert "another picture" in left_out[0].text
    for module in (mvtec, labelme):
        report = module.export(project, tmp_path / module.__name__)
        assert (report.images, report.masks) == (2, 1)
        assert [problem.path for problem in report.problems] == [pictures[0]]
        assert "another picture" in report.problems[0].reason
    assert any("another picture" in problem for problem in project.check().problems)
    packed = write_project_pack(project, tmp_path / "all.samftproject")
    assert packed.images == 2
    assert packed.notes == [f"Changed or damaged since it was added: {pictures[0]}"]
    assert unpack_project_pack(packed.file, tmp_path / "unpacked", accept_untrusted=True).images >= 2


def test_a_change_that_keeps_size_and_time_is_found_where_files_are_read(
    project: Project, truth: list[int], pictures: list[Path]
) -> None:
    status = pictures[0].stat()
    data = bytearray(pictures[0].read_bytes())
    data[-20] ^= 1
    pictures[0].write_bytes(data)
    os.utime(pictures[0], ns=(status.st_atime_ns, status.st_mtime_ns))
    assert project.image_files.problems(truth) == {}
    assert list(project.image_files.problems(truth, thorough=True)) == truth[:1]


def test_a_file_that_was_only_copied_or_saved_again_is_the_same(
    project: Project, truth: list[int], pictures: list[Path]
) -> None:
    os.utime(pictures[0], (1, 1))
    assert project.image_files.problems(truth, thorough=True) == {}
    project.image_files.take_new_picture(truth[1])  # notes the pixels
    with Image.open(pictures[1]) as image:
        image.load()
        image.save(pictures[1], compress_level=0)
    assert project.image_files.problems(truth, thorough=True) == {}


def test_the_engine_cannot_take_a_changed_file_for_the_annotated_one(
    project: Project, truth: list[int], pictures: list[Path]
) -> None:
    repaint(pictures[0])
    with pytest.raises(ImageError, match="another picture"):
        project.image_files.record_digest(truth[0], "a" * 64)
    project.image_files.record_digest(truth[1], "b" * 64)
    with pytest.raises(ImageError, match="another picture"):
        project.image_files.record_digest(truth[1], "c" * 64)
    project.image_files.record_digest(truth[2], "d" * 64)
    project.image_files.record_digest(truth[2], "e" * 64)  # nobody drew anything on it
    assert project.images.get(truth[2]).pixel_digest == "e" * 64


def test_this_is_the_new_picture(project: Project, truth: list[int], pictures: list[Path]) -> None:
    repaint(pictures[0])
    assert project.image_files.take_new_picture(truth[0]).state is ImageState.ACCEPTED
    assert project.image_files.problems(truth, thorough=True) == {}
    event = project.history.events(limit=1)[0]
    assert (event.action, event.subject) == ("image.new_picture", f"image:{truth[0]}")
    Image.new("RGB", (WIDTH + 1, HEIGHT)).save(pictures[0])
    with pytest.raises(ImageError, match="31 x 20 pixels, the masks 30 x 20"):
        project.image_files.take_new_picture(truth[0])


# Removing and putting back


@pytest.mark.usefixtures("own_accounts")
def test_a_removed_image_comes_back_with_everything(project: Project, truth: list[int]) -> None:
    project.predictions.save(truth[0], version="base", prompts=Prompts(), mask=MASK, score=0.5)
    project.inspector = "Ben"
    project.reviews.approve(truth[0], row_version=project.images.get(truth[0]).row_version)
    before = (
        project.images.get(truth[0]),
        project.annotations.of_image(truth[0]),
        project.reviews.of_image(truth[0]),
    )
    mirrored = sorted(project.ground_truth_files.folder.rglob("*.png"))
    removed = project.removal.remove(truth[0])
    assert (removed.name, removed.annotations) == ("000.png", 1)
    assert list(project.ground_truth_files.folder.rglob("*.png")) == []
    project.removal.restore(removed)
    assert (
        project.images.get(truth[0]),
        project.annotations.of_image(truth[0]),
        project.reviews.of_image(truth[0]),
    ) == before
    assert sorted(project.ground_truth_files.folder.rglob("*.png")) == mirrored
    assert project.check().ok
    assert project.history.of_image(truth[0])[0].kind == "put_back"


def test_a_removed_image_that_was_added_again_is_not_doubled(
    project: Project, truth: list[int], pictures: list[Path]
) -> None:
    removed = project.removal.remove(truth[0])
    project.images.add([pictures[0]])
    with pytest.raises(ProjectError, match="added again"):
        project.removal.restore(removed)


@pytest.mark.skipif(os.name == "nt", reason="names of any bytes")
def test_no_project_in_a_folder_whose_name_nobody_can_write(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/fl\xe4che"))
    with pytest.raises(ProjectError, match="another encoding"):
        Project.create(folder)
    assert not folder.exists()
