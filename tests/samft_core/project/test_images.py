from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import event, insert

from samft_core.errors import CancelledError, ImageError, ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.progress import CancelToken, Progress
from samft_core.project import images as module
from samft_core.project.image_state import image_state
from samft_core.project.project import Project
from samft_core.project.records import ImageState, NewAnnotation
from samft_core.project.row_digests import sealed
from samft_core.project.schema import ImageRow

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


def annotate(project: Project, image_id: int) -> None:
    project.annotations.add(NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=MASK))


def test_added_images(project: Project, pictures: list[Path]) -> None:
    seen: list[Progress] = []
    report = project.images.add(pictures, group="lot 1", on_progress=seen.append)
    assert report.added == [1, 2, 3]
    records = project.images.all()
    assert [record.path for record in records] == pictures
    first = records[0]
    assert (first.name, first.width, first.height, first.group) == ("000.png", 30, 20, "lot 1")
    assert (first.state, first.error, first.pixel_digest) == (ImageState.NEW, None, None)
    assert project.images.get(1) == first
    assert project.images.count() == 3
    assert (seen[-1].done, seen[-1].total) == (3, 3)


def test_adding_again_skips(project: Project, pictures: list[Path], images: list[int]) -> None:
    report = project.images.add([*pictures, pictures[0].parent / "." / "000.png"])
    assert report.added == []
    assert len(report.skipped) == 4
    assert report.sources[pictures[1]] == images[1]


def test_one_file_twice_in_a_call(project: Project, pictures: list[Path]) -> None:
    report = project.images.add([pictures[0], pictures[0]])
    assert (len(report.added), len(report.skipped)) == (1, 1)


def test_unreadable_images_are_listed_with_their_reason(project: Project, pictures: list[Path]) -> None:
    broken = pictures[0].with_name("broken.png")
    broken.write_bytes(b"nothing")
    report = project.images.add([pictures[0], broken, broken.with_name("gone.png"), pictures[1]])
    assert len(report.added) == 2
    assert [image.path.name for image in report.unreadable] == ["broken.png", "gone.png"]
    record = project.images.get(report.unreadable[0].image_id)
    assert record.state is ImageState.UNREADABLE
    assert record.error == report.unreadable[0].reason
    with pytest.raises(ProjectError, match="cannot be annotated"):
        annotate(project, record.id)


def test_copies_are_the_projects_own(project: Project, pictures: list[Path], tmp_path: Path) -> None:
    report = project.images.add(pictures, copy=True)
    record = project.images.get(report.added[0])
    assert record.path == project.folder / "images" / "000.png"
    assert record.path.read_bytes() == pictures[0].read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    Image.fromarray(np.ones((20, 30, 3), np.uint8)).save(other / "000.png")
    second = project.images.get(project.images.add([other / "000.png"], copy=True).added[0])
    assert (second.path.name, second.name) == ("000-2.png", "000.png")
    again = project.images.add([*pictures, other / "000.png"], copy=True)
    assert again.added == []
    assert len(again.skipped) == 4
    assert len(list((project.folder / "images").iterdir())) == 4


def test_images_inside_the_project_move_with_it(
    project: Project, pictures: list[Path], tmp_path: Path
) -> None:
    project.images.add(pictures[:1], copy=True)
    project.close()
    moved = project.folder.rename(tmp_path / "moved")
    with Project.open(moved) as again:
        assert again.images.get(1).path == moved / "images" / "000.png"
        assert again.image_locations.missing() == []


def test_what_samft_wrote_is_never_an_image(project: Project, images: list[int]) -> None:
    annotate(project, images[0])
    project.annotations.accept_image(images[0])
    report = project.images.add(sorted(project.folder.rglob("*.png")))
    assert (report.added, len(report.skipped)) == ([], 1)


def test_cancel_keeps_whole_batches(
    project: Project, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    token = CancelToken()
    with pytest.raises(CancelledError):
        project.images.add(pictures, on_progress=lambda p: token.cancel() if p.done else None, cancel=token)
    assert project.images.count() == 2


@pytest.mark.parametrize(
    ("error", "good", "drafts", "accepted"), list(product([None, "broken"], [False, True], [0, 1], [0, 2]))
)
def test_state_follows_one_rule(error: str | None, good: bool, drafts: int, accepted: int) -> None:
    state = image_state(error=error, good=good, drafts=drafts, accepted=accepted)
    if drafts:
        assert state is ImageState.DRAFT
    elif accepted:
        assert state is ImageState.ACCEPTED
    elif good:
        assert state is ImageState.GOOD
    else:
        assert state is (ImageState.UNREADABLE if error else ImageState.NEW)


def test_states_on_the_way(project: Project, images: list[int]) -> None:
    image_id = images[0]
    states = [project.images.set_good(image_id, True).state]
    annotate(project, image_id)
    states.append(project.images.get(image_id).state)
    states.append(project.annotations.accept_image(image_id).state)
    annotate(project, image_id)
    states.append(project.images.get(image_id).state)
    states.append(project.annotations.accept_image(image_id).state)
    states.append(project.annotations.reopen_image(image_id).state)
    for annotation in project.annotations.of_image(image_id):
        project.annotations.delete(annotation.id, row_version=annotation.row_version)
    states.append(project.images.get(image_id).state)
    assert [state.value for state in states] == [
        "good",
        "draft",
        "accepted",
        "draft",
        "accepted",
        "draft",
        "new",
    ]
    assert project.images.counts()[ImageState.NEW] == 3


def test_an_annotated_image_cannot_be_good(project: Project, images: list[int]) -> None:
    annotate(project, images[0])
    with pytest.raises(ProjectError, match="cannot be good"):
        project.images.set_good(images[0], True)
    with pytest.raises(ProjectError, match="draft, not new"):
        project.images.sign_off_good([images[1], images[0]])
    assert project.images.get(images[1]).state is ImageState.NEW
    project.images.sign_off_good(images[1:])
    assert project.images.counts()[ImageState.GOOD] == 2


def test_row_version_counts_every_change(project: Project, images: list[int]) -> None:
    versions = [project.images.get(images[0]).row_version]
    annotate(project, images[0])
    versions.append(project.images.get(images[0]).row_version)
    versions.append(project.annotations.accept_image(images[0]).row_version)
    assert versions == sorted(set(versions))


def test_digest_is_noted_and_a_changed_file_shows(project: Project, images: list[int]) -> None:
    project.image_files.record_digest(images[0], "a" * 64)
    project.image_files.record_digest(images[0], "a" * 64)
    project.image_files.record_digest(images[0], "b" * 64)
    assert project.images.get(images[0]).pixel_digest == "b" * 64
    actions = [event.action for event in project.history.events(subject=f"image:{images[0]}")]
    assert actions == ["image.file_changed", "image.decoded"]


def test_an_image_that_turns_out_damaged(project: Project, images: list[int]) -> None:
    assert project.image_files.mark_unreadable(images[0], "truncated").state is ImageState.UNREADABLE
    with pytest.raises(ProjectError, match="cannot be good"):
        project.images.set_good(images[0], True)
    assert project.image_files.mark_unreadable(images[0], None).state is ImageState.NEW


def test_removed_image(project: Project, images: list[int], pictures: list[Path]) -> None:
    annotate(project, images[0])
    project.annotations.accept_image(images[0])
    project.removal.remove(images[0])
    assert [image.id for image in project.images.all()] == images[1:]
    assert project.annotations.ground_truth() == []
    assert list(project.ground_truth_files.folder.rglob("*.png")) == []
    assert pictures[0].is_file()
    assert RleMask.from_json(project.history.events(limit=1)[0].detail["annotations"][0]["mask"]) == MASK
    with pytest.raises(ProjectError, match="no image 1"):
        project.images.get(images[0])
    assert project.images.add([pictures[0]]).added == [4]


def test_moved_files_are_found_by_name(project: Project, images: list[int], pictures: list[Path]) -> None:
    annotate(project, images[0])
    new = pictures[0].parent.parent / "new place"
    pictures[0].parent.rename(new)
    Image.fromarray(np.zeros((5, 5, 3), np.uint8)).save(new / "002.png")  # another picture of that name
    assert len(project.image_locations.missing()) == 3
    report = project.image_locations.find_below(new)
    assert (report.found, report.missing) == (images[:2], images[2:])
    assert project.images.get(images[0]).path == new / "000.png"
    assert len(project.annotations.of_image(images[0])) == 1


def test_relocation_refuses_another_picture(project: Project, images: list[int], tmp_path: Path) -> None:
    Image.fromarray(np.zeros((5, 5, 3), np.uint8)).save(tmp_path / "small.png")
    with pytest.raises(ProjectError, match="another image"):
        project.image_locations.relocate(images[0], tmp_path / "small.png")
    with pytest.raises(ImageError, match="missing"):
        project.image_locations.relocate(images[0], tmp_path / "none.png")


def test_lots(project: Project, images: list[int]) -> None:
    project.images.set_group(images[:2], "lot 7")
    assert [image.group for image in project.images.all()] == ["lot 7", "lot 7", ""]


@pytest.fixture
def statements(project: Project) -> Iterator[list[str]]:
    """What the database is asked, statement by statement."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(project._context.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(project._context.database.engine, "before_cursor_execute", note)


def test_fifty_thousand_images_take_no_more_questions_than_one(
    project: Project, statements: list[str]
) -> None:
    rows = [
        {
            "location": f"/data/line 3/week {index // 1000}/{index:06d}.png",
            "name": f"{index:06d}.png",
            "group_name": "",
            "width": 30,
            "height": 20,
            "good": False,
            "added_at": datetime.now(UTC),
            "row_version": 1,
        }
        for index in range(50_000)
    ]
    with project._context.database.writing() as session:
        session.execute(insert(ImageRow), [sealed(ImageRow, row) for row in rows])
    for image_id in range(1, 50_000, 500):
        annotate(project, image_id)
    statements.clear()
    images = project.images.all()
    listing = list(statements)
    assert (len(images), images[-1].name, images[500].annotation_count) == (50_000, "049999.png", 1)
    statements.clear()
    project.images.get(25_001)
    assert len(listing) == len(statements) <= 2
    with project._context.database.reading() as session:
        about_annotations = [line for line in listing if "annotation" in line]
        assert about_annotations
        for statement in about_annotations:
            explain = f"EXPLAIN QUERY PLAN {statement}"
            plan = session.connection().exec_driver_sql(explain, (None,) * statement.count("?")).all()
            read = [str(step[-1]) for step in plan if " annotation" in str(step[-1])]
            # Annotations come from their index alone: no mask is read to count it.
            assert read and all("COVERING INDEX" in step for step in read), plan


def test_when_each_image_was_last_worked_on(project: Project, images: list[int]) -> None:
    before = project.images.last_changes()
    assert set(before) == set(images)
    annotate(project, images[1])
    project.images.set_good(images[2], True)
    after = project.images.last_changes()
    assert after[images[0]] == before[images[0]]
    assert before[images[1]] < after[images[1]] <= after[images[2]]
