from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import CancelledError, ImageError, ProjectError
from samft_core.formats.detection import find_sources
from samft_core.formats.mask_files import read_mask
from samft_core.formats.mvtec import export, import_category
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.progress import CancelToken, Progress
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def test_detect(mvtec_folder: Path) -> None:
    assert [source.layout for source in find_sources(mvtec_folder)] == ["mvtec"]
    assert [source.layout for source in find_sources(mvtec_folder / "test")] == ["folder"]


def test_a_category_becomes_ground_truth(project: Project, mvtec_folder: Path) -> None:
    seen: list[Progress] = []
    report = import_category(project, mvtec_folder, on_progress=seen.append)
    assert (report.added, report.skipped, report.good, report.annotations, report.problems) == (
        5,
        0,
        1,
        4,
        [],
    )
    assert {progress.stage for progress in seen} == {"import", "masks"}
    states = project.images.counts()
    assert (states[ImageState.ACCEPTED], states[ImageState.GOOD]) == (4, 1)
    for annotation in project.annotations.ground_truth():
        image = project.images.get(annotation.image_id)
        source = mvtec_folder / "ground_truth" / annotation.class_name / f"{image.path.stem}_mask.png"
        assert image.path.parent.name == annotation.class_name
        assert np.array_equal(annotation.mask.to_array(), read_mask(source))
        assert annotation.prompts == Prompts(annotation.mask.box)
        assert annotation.state is AnnotationState.ACCEPTED
    assert project.check().ok


def test_holes_and_islands_are_kept_in_one_box(project: Project, mvtec_folder: Path) -> None:
    pixels = np.zeros((120, 160), np.uint8)
    pixels[20:60, 30:70] = 255
    pixels[30:35, 40:45] = 0
    pixels[110, 150] = 255
    Image.fromarray(pixels).save(mvtec_folder / "ground_truth" / "broken_small" / "000_mask.png")
    import_category(project, mvtec_folder)
    first = project.annotations.ground_truth()[0]
    assert np.array_equal(first.mask.to_array(), pixels == 255)
    assert first.prompts.box == Box(30, 20, 151, 111)


def test_importing_again_changes_nothing(project: Project, mvtec_folder: Path) -> None:
    import_category(project, mvtec_folder)
    first = project.annotations.ground_truth()[0]
    corrected = RleMask.from_array(np.eye(120, 160, dtype=np.bool_))
    project.annotations.update(first.id, row_version=1, mask=corrected, state=AnnotationState.ACCEPTED)
    before = project.annotations.ground_truth()
    report = import_category(project, mvtec_folder)
    assert (report.added, report.skipped, report.good, report.annotations) == (0, 5, 0, 0)
    assert project.annotations.ground_truth() == before


def test_new_files_are_added_by_importing_again(project: Project, mvtec_folder: Path) -> None:
    import_category(project, mvtec_folder)
    shutil.copy(mvtec_folder / "test/broken_small/000.png", mvtec_folder / "test/broken_small/007.png")
    masks = mvtec_folder / "ground_truth/broken_small"
    shutil.copy(masks / "000_mask.png", masks / "007_mask.png")
    report = import_category(project, mvtec_folder)
    assert (report.added, report.skipped, report.annotations) == (1, 5, 1)


def test_copies_can_be_imported_again_too(project: Project, mvtec_folder: Path) -> None:
    assert import_category(project, mvtec_folder, copy=True).annotations == 4
    report = import_category(project, mvtec_folder, copy=True)
    assert (report.added, report.skipped, report.annotations) == (0, 5, 0)
    assert all(image.path.is_relative_to(project.folder) for image in project.images.all())


def test_train_good_is_good(project: Project, mvtec_folder: Path) -> None:
    (mvtec_folder / "train").mkdir()
    shutil.copytree(mvtec_folder / "test" / "good", mvtec_folder / "train" / "good")
    assert import_category(project, mvtec_folder).good == 2


def test_what_cannot_be_used_is_reported_and_the_rest_goes_on(project: Project, mvtec_folder: Path) -> None:
    truth, images = mvtec_folder / "ground_truth", mvtec_folder / "test"
    Image.fromarray(np.full((7, 9), 255, np.uint8)).save(truth / "broken_small" / "000_mask.png")
    (truth / "broken_small" / "001_mask.png").unlink()
    Image.fromarray(np.zeros((120, 160), np.uint8)).save(truth / "contamination" / "000_mask.png")
    (truth / "contamination" / "099_mask.png").write_bytes(b"stray")
    (images / "good" / "broken.png").write_bytes(b"nothing")
    (images / "con").mkdir()
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(images / "con" / "0.png")
    report = import_category(project, mvtec_folder)
    assert (report.added, report.good, report.annotations) == (5, 1, 1)
    reasons = {problem.path.name: problem.reason for problem in report.problems}
    assert set(reasons) == {"000_mask.png", "001.png", "099_mask.png", "broken.png", "con"}
    texts = " | ".join(problem.reason for problem in report.problems)
    for words in (
        "9 x 7 pixels, its image 160 x 120",
        "mask is missing",
        "mask is empty",
        "no image for",
        "Windows",
    ):
        assert words in texts
    assert len([i for i in project.images.all() if i.state is ImageState.NEW]) == 3


def test_a_folder_that_is_no_category(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="no MVTec AD category"):
        read_category(tmp_path)


def test_a_cancelled_import_can_be_completed(project: Project, mvtec_folder: Path) -> None:
    token = CancelToken()
    with pytest.raises(CancelledError):
        import_category(
            project,
            mvtec_folder,
            on_progress=lambda p: token.cancel() if p.stage == "masks" else None,
            cancel=token,
        )
    assert project.annotations.ground_truth() == []
    report = import_category(project, mvtec_folder)
    assert (report.added, report.good, report.annotations) == (0, 1, 4)


def test_export_gives_the_category_back(project: Project, mvtec_folder: Path, tmp_path: Path) -> None:
    import_category(project, mvtec_folder)
    report = export(project, tmp_path / "out")
    assert (report.images, report.masks, report.problems) == (5, 4, [])
    for source in mvtec_folder.rglob("*.png"):
        written = tmp_path / "out" / source.relative_to(mvtec_folder)
        if source.name.endswith("_mask.png"):
            assert np.array_equal(np.asarray(Image.open(written)), np.asarray(Image.open(source)))
        else:
            assert written.read_bytes() == source.read_bytes()
    with pytest.raises(ProjectError, match="already holds"):
        export(project, tmp_path / "out")


def test_export_leaves_drafts_and_missing_images_out(
    project: Project, mvtec_folder: Path, tmp_path: Path
) -> None:
    import_category(project, mvtec_folder)
    truth = project.annotations.ground_truth()
    project.annotations.reopen_image(truth[0].image_id)
    project.images.get(truth[1].image_id).path.unlink()
    report = export(project, tmp_path / "out")
    assert (report.images, report.masks) == (3, 2)
    assert "missing" in report.problems[0].reason


def test_export_keeps_images_of_one_name_apart(project: Project, tmp_path: Path) -> None:
    for at, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        Image.fromarray(np.full((8, 9, 3), at, np.uint8)).save(tmp_path / folder / "000.png")
        (image_id,) = project.images.add([tmp_path / folder / "000.png"]).added
        for row in (at, at + 4):
            pixels = np.zeros((8, 9), np.bool_)
            pixels[row] = True
            project.annotations.add(
                NewAnnotation(
                    image_id, class_name="crack", prompts=Prompts(), mask=RleMask.from_array(pixels)
                )
            )
        project.annotations.accept_image(image_id)
    export(project, tmp_path / "out")
    for at, stem in enumerate(("000", "000-2")):
        assert read_mask(tmp_path / f"out/ground_truth/crack/{stem}_mask.png").any(axis=1).nonzero()[
            0
        ].tolist() == [
            at,
            at + 4,
        ]
        assert np.asarray(Image.open(tmp_path / f"out/test/crack/{stem}.png"))[0, 0, 0] == at


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(masks=st.lists(hnp.arrays(np.bool_, (7, 11)).filter(np.any), min_size=1, max_size=3))
def test_any_mask_survives_import_and_export(
    tmp_path_factory: pytest.TempPathFactory, masks: list[NDArray[np.bool_]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    for index, mask in enumerate(masks):
        for part, name in (("test", f"{index}.png"), ("ground_truth", f"{index}_mask.png")):
            (folder / "in" / part / "crack").mkdir(parents=True, exist_ok=True)
            pixels = np.where(mask, 255, 0).astype(np.uint8)
            Image.fromarray(pixels).save(folder / "in" / part / "crack" / name)
    with Project.create(folder / "project") as project:
        import_category(project, folder / "in")
        export(project, folder / "out")
    for index, mask in enumerate(masks):
        with Image.open(folder / "out" / "ground_truth" / "crack" / f"{index}_mask.png") as written:
            assert np.array_equal(np.asarray(written), np.where(mask, 255, 0))
