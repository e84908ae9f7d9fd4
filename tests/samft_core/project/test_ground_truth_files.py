from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import CancelledError, ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.progress import CancelToken
from samft_core.project import ground_truth_files as module
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from samft_core.project.schema import MirrorPendingRow


def mask(at: int) -> RleMask:
    pixels = np.zeros((20, 30), np.bool_)
    pixels[at, 3:9] = True
    return RleMask.from_array(pixels)


def accept(project: Project, image_id: int, at: int, class_name: str = "crack") -> None:
    project.annotations.add(NewAnnotation(image_id, class_name=class_name, prompts=Prompts(), mask=mask(at)))
    project.annotations.accept_image(image_id)


def mirrored(project: Project) -> dict[str, int]:
    """Row of the mask in every mirror file."""
    found = {}
    for path in sorted(project.ground_truth_files.folder.rglob("*.png")):
        with Image.open(path) as image:
            found[path.relative_to(project.ground_truth_files.folder).as_posix()] = int(
                np.asarray(image).any(axis=1).argmax()
            )
    return found


@pytest.fixture
def namesakes(project: Project, tmp_path: Path) -> list[int]:
    """Three images of one name (to a file system without case) in three folders."""
    paths = [tmp_path / "a" / "000.png", tmp_path / "b" / "000.png", tmp_path / "c" / "000.PNG"]
    for path in paths:
        path.parent.mkdir()
        Image.fromarray(np.zeros((20, 30, 3), np.uint8)).save(path)
    return project.images.add(paths).added


def test_a_mirror_behind_keeps_nobody_waiting_and_is_complete_at_the_end(
    project: Project, namesakes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    go, written, write = threading.Event(), [], module.write_bytes

    def slowly(path: Path, data: bytes) -> None:
        assert go.wait(30)
        written.append(path.name)
        write(path, data)

    monkeypatch.setattr(module, "write_bytes", slowly)
    project.ground_truth_files.write_behind()
    accept(project, namesakes[0], 1)  # does not wait
    accept(project, namesakes[1], 2)
    project.annotations.reopen_image(namesakes[1])
    project.annotations.accept_image(namesakes[1])
    assert not mirrored(project)
    go.set()
    project.close()
    assert mirrored(project) == {"crack/000_mask.png": 1, "crack/000-2_mask.png": 2}
    assert len(written) <= 3  # not one for each of the four changes
    assert not [t for t in threading.enumerate() if t.name.startswith("samft-mirror")]


def test_a_mirror_that_fails_behind_is_told(
    project: Project, namesakes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _data: bytes) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(module, "write_bytes", refuse)
    project.ground_truth_files.write_behind()
    accept(project, namesakes[0], 1)
    project.close()
    assert "no" in (project.ground_truth_files.problem or "")


def test_images_of_one_name_never_share_a_file(project: Project, namesakes: list[int]) -> None:
    for at, image_id in enumerate(namesakes, start=1):
        accept(project, image_id, at)
    expected = {"crack/000_mask.png": 1, "crack/000-2_mask.png": 2, "crack/000-3_mask.png": 3}
    assert mirrored(project) == expected
    project.annotations.reopen_image(namesakes[0])
    assert mirrored(project) == {"crack/000-2_mask.png": 2, "crack/000-3_mask.png": 3}
    project.annotations.accept_image(namesakes[0])
    assert mirrored(project) == expected


def test_other_classes_leave_the_plain_name_free(project: Project, namesakes: list[int]) -> None:
    accept(project, namesakes[0], 1, "crack")
    accept(project, namesakes[1], 2, "chip")
    assert mirrored(project) == {"crack/000_mask.png": 1, "chip/000_mask.png": 2}


def test_rebuild_gives_the_same_files_and_removes_strays(project: Project, namesakes: list[int]) -> None:
    for at, image_id in enumerate(namesakes, start=1):
        accept(project, image_id, at)
    before = {p: p.read_bytes() for p in project.ground_truth_files.folder.rglob("*.png")}
    for path in before:
        path.write_bytes(b"damaged")
    (project.ground_truth_files.folder / "old class").mkdir()
    (project.ground_truth_files.folder / "old class" / "stray_mask.png").touch()
    (project.ground_truth_files.folder / "crack" / ".000_mask.png.x1.tmp").touch()
    (project.ground_truth_files.folder / "notes.txt").write_text("mine")
    assert project.ground_truth_files.rebuild() == 3
    assert {p: p.read_bytes() for p in project.ground_truth_files.folder.rglob("*.png")} == before
    assert (project.ground_truth_files.folder / "notes.txt").is_file()
    assert not (project.ground_truth_files.folder / "old class").exists()
    assert len(list((project.ground_truth_files.folder / "crack").iterdir())) == 3


def test_rebuild_can_be_cancelled(project: Project, images: list[int]) -> None:
    accept(project, images[0], 1)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        project.ground_truth_files.rebuild(cancel=token)


def test_a_mirror_that_cannot_be_written_loses_no_mask(
    project: Project, images: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(module, "write_bytes", full)
        accept(project, images[0], 1)
        assert "No space left" in str(project.ground_truth_files.problem)
        with pytest.raises(ProjectError, match="No space left"):
            project.ground_truth_files.rebuild()
    assert "masks are safe" in caplog.text
    assert len(project.annotations.ground_truth()) == 1
    assert "missing in the mirror" in project.check().problems[0]
    project.ground_truth_files.rebuild()
    assert project.ground_truth_files.problem is None
    assert mirrored(project) == {"crack/000_mask.png": 1}


CUT_BEFORE_THE_FOLDER = """
import os, sys
from samft_core.project.ground_truth_files import Mirror
from samft_core.project.project import Project
project = Project.open(sys.argv[1])
Mirror.sync = lambda self: os._exit(9)
image = project.images.all()[0]
{change}
"""


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (
            "project.annotations.accept_image(project.images.all()[1].id)",
            ["crack/000-2_mask.png", "crack/000_mask.png"],
        ),
        ("project.annotations.reopen_image(image.id)", []),
        (
            "project.annotations.delete(1, row_version=project.annotations.get(1).row_version)",
            [],
        ),
        ("project.classes.rename(1, 'chip')", ["chip/000_mask.png"]),
        ("project.removal.remove(image.id)", []),
        (
            "project.annotations.update(1, class_name='chip', "
            "row_version=project.annotations.get(1).row_version)",
            [],
        ),
    ],
)
def test_a_cut_between_database_and_folder_is_made_good_at_the_next_opening(
    project: Project, namesakes: list[int], change: str, left: list[str]
) -> None:
    accept(project, namesakes[0], 1)
    project.annotations.add(NewAnnotation(namesakes[1], class_name="crack", prompts=Prompts(), mask=mask(2)))
    project.close()
    code = CUT_BEFORE_THE_FOLDER.format(change=change)
    ended = subprocess.run([sys.executable, "-c", code, str(project.folder)], check=False)
    assert ended.returncode == 9
    assert sorted(mirrored(project)) == ["crack/000_mask.png"]
    with Project.open(project.folder) as again:
        assert sorted(mirrored(project)) == left
        assert again.check().ok
        assert again.ground_truth_files.behind() == 0


def test_what_the_folder_lacks_stays_noted_until_it_can_be_written(
    project: Project, images: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_bytes", full)
        accept(project, images[0], 1)
        project.close()
    with Project.open(project.folder) as again:
        assert sorted(mirrored(again)) == ["crack/000_mask.png"]


def test_a_note_from_somebody_elses_database_removes_no_other_file(project: Project) -> None:
    precious = project.folder / "precious_mask.png"
    precious.touch()
    with project._context.database.writing() as session:
        for file in ("../precious_mask.png", "crack/../../precious_mask.png", "/etc/x_mask.png", "a/b/c"):
            session.add(MirrorPendingRow(file=file))
    project.close()
    Project.open(project.folder).close()
    assert precious.exists()
    assert (project.folder / "project.db").exists()
