from __future__ import annotations

import numpy as np
import pytest

from samft_core.errors import LockedError, ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


def test_classes_keep_their_colours(project: Project) -> None:
    for name in ("crack", "chip", "Verschmutzung groß"):
        project.classes.add(name)
    assert [(c.name, c.color) for c in project.classes.all()] == [
        ("crack", 0),
        ("chip", 1),
        ("Verschmutzung groß", 2),
    ]


def test_one_folder_is_one_class(project: Project) -> None:
    first = project.classes.add("Crack")
    assert project.classes.add(" crack ") == first
    assert len(project.classes.all()) == 1


def test_rename_moves_the_mirror(project: Project, images: list[int]) -> None:
    project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK))
    project.annotations.accept_image(images[0])
    renamed = project.classes.rename(1, "Crack")
    assert renamed.name == "Crack"
    assert [p.name for p in project.ground_truth_files.folder.iterdir()] == ["Crack"]
    assert (project.ground_truth_files.folder / "Crack" / "000_mask.png").is_file()
    assert project.annotations.ground_truth()[0].class_name == "Crack"


def test_rename_never_merges(project: Project) -> None:
    project.classes.add("crack")
    chip = project.classes.add("chip")
    with pytest.raises(ProjectError, match="a class 'crack' already"):
        project.classes.rename(chip.id, "CRACK")
    with pytest.raises(ProjectError, match="no class 9"):
        project.classes.rename(9, "x")


def marked(project: Project, image_id: int, name: str, *, accept: bool = False) -> AnnotationRecord:
    state = AnnotationState.ACCEPTED if accept else AnnotationState.DRAFT
    (record,) = project.annotations.add_all([NewAnnotation(image_id, name, Prompts(), MASK, state=state)])
    return record


def files(project: Project) -> list[str]:
    folder = project.ground_truth_files.folder
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.png"))


def test_classes_are_put_in_order_and_get_other_colours(project: Project) -> None:
    ids = [project.classes.add(name).id for name in ("a", "b", "c")]
    project.classes.move(ids[2], -1)
    assert [c.name for c in project.classes.all()] == ["a", "c", "b"]
    project.classes.move(ids[0], 99)
    assert [c.name for c in project.classes.all()] == ["c", "b", "a"]
    assert project.classes.add("d").name == [c.name for c in project.classes.all()][-1]
    assert project.classes.set_color(ids[0], 6).color == 6
    assert {c.name: c.color for c in project.classes.all()}["a"] == 6


def test_only_an_unused_class_is_deleted(project: Project, images: list[int]) -> None:
    used = project.classes.add("crack")
    marked(project, images[0], "crack")
    with pytest.raises(ProjectError, match="has objects"):
        project.classes.delete(used.id)
    project.classes.delete(project.classes.add("chip").id)
    assert [c.name for c in project.classes.all()] == ["crack"]


def test_a_merge_moves_every_object_and_is_signed_by_who_merges(project: Project, images: list[int]) -> None:
    draft = marked(project, images[0], "chip")
    accepted = marked(project, images[1], "chip", accept=True)
    kept = marked(project, images[1], "crack", accept=True)
    chip, crack = (next(c for c in project.classes.all() if c.name == name) for name in ("chip", "crack"))
    uses = project.classes.uses(chip.id)
    assert (uses.objects, uses.images, uses.accepted, uses.locked) == (2, 2, 1, 0)
    project.inspector = "Bob"
    done = project.class_merges.merge(chip.id, crack.id)
    assert [c.name for c in project.classes.all()] == ["crack"]
    after = {r.id: r for image in images for r in project.annotations.of_image(image)}
    assert {r.class_name for r in after.values()} == {"crack"}
    assert after[draft.id].state is AnnotationState.DRAFT and after[draft.id].mask == draft.mask
    assert (after[accepted.id].state, after[accepted.id].accepted_by) == (AnnotationState.ACCEPTED, "Bob")
    assert after[kept.id] == kept  # not touched
    assert files(project) == ["crack/001_mask.png"]
    project.inspector = "Ada"
    assert project.class_merges.take_apart(done) == 2
    back = {r.id: r for image in images for r in project.annotations.of_image(image)}
    assert {r.id: r.class_name for r in back.values()} == {
        draft.id: "chip",
        accepted.id: "chip",
        kept.id: "crack",
    }
    assert (back[accepted.id].accepted_by, back[accepted.id].accepted_at) == ("Ada", accepted.accepted_at)
    assert files(project) == ["chip/001_mask.png", "crack/001_mask.png"]
    assert {c.id: c.color for c in project.classes.all()} == {chip.id: chip.color, crack.id: crack.color}
    assert not project.check(pictures=False).problems


def test_what_was_changed_since_stays_where_it_is(project: Project, images: list[int]) -> None:
    first, second = (marked(project, image, "chip") for image in images[:2])
    crack = project.classes.add("crack")
    done = project.class_merges.merge(first.class_id, crack.id)
    now = project.annotations.get(second.id)
    other = RleMask.from_array(np.ones((20, 30), np.bool_))
    project.annotations.update(second.id, row_version=now.row_version, mask=other)
    assert project.class_merges.take_apart(done) == 1
    assert project.annotations.get(first.id).class_name == "chip"
    assert project.annotations.get(second.id).class_name == "crack"


def test_a_locked_object_keeps_its_class(project: Project, images: list[int]) -> None:
    record = marked(project, images[0], "chip")
    crack = project.classes.add("crack")
    project.annotations.set_locked(record.id, True, row_version=record.row_version)
    with pytest.raises(LockedError):
        project.class_merges.merge(record.class_id, crack.id)
    assert project.annotations.get(record.id).class_name == "chip"


@pytest.mark.parametrize("text", ["Los\udce4", "\ud800"])
def test_half_a_character_is_refused_in_words(project: Project, images: list[int], text: str) -> None:
    with pytest.raises(ProjectError, match="half a character"):
        project.images.set_group(images[:1], text)
    assert project.images.get(images[0]).group == ""
