"""What a project knows of its images' files, and how projects of earlier programs come to know it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from samft_core.errors import CancelledError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.progress import CancelToken, Progress
from samft_core.project import image_file_records
from samft_core.project.project import Project


@pytest.fixture
def of_an_earlier_program(project: Project, image_folder: Path) -> Project:
    """Three images of which the project knows no files, as earlier programs left them."""
    project.images.add(sorted(image_folder.iterdir()))
    with closing(sqlite3.connect(project.folder / "project.db")) as connection, connection:
        connection.execute("UPDATE image SET file_size = NULL, file_modified_ns = NULL, file_digest = NULL")
    return project


def digests(project: Project) -> list[str | None]:
    with closing(sqlite3.connect(project.folder / "project.db")) as connection:
        return [row[0] for row in connection.execute("SELECT file_digest FROM image ORDER BY id")]


def test_files_of_an_earlier_program_are_noted_and_then_watched(
    of_an_earlier_program: Project, image_folder: Path
) -> None:
    project, second = of_an_earlier_program, image_folder / "001.png"
    versions = [image.row_version for image in project.images.all()]
    assert project.image_files.problems([2]) == {}
    assert [digest is None for digest in digests(project)] == [True, False, True]
    assert project.image_files.note_files() == 2 and project.image_files.note_files() == 0
    assert digests(project)[1] == hashlib.sha256(second.read_bytes()).hexdigest()
    assert [image.row_version for image in project.images.all()] == versions
    with Image.open(second) as image:
        size = image.size
    Image.new("RGB", size, (9, 9, 9)).save(second)
    assert list(project.image_files.problems([1, 2, 3])) == [2]


def test_a_file_that_is_missing_or_another_picture_is_not_noted(
    of_an_earlier_program: Project, image_folder: Path
) -> None:
    project = of_an_earlier_program
    project.image_files.record_digest(1, pixel_digest(read_image(image_folder / "000.png")))
    (image_folder / "001.png").unlink()
    for name in ("000.png", "002.png"):
        Image.new("RGB", (5, 5) if name == "002.png" else (160, 120), (9, 9, 9)).save(image_folder / name)
    assert set(project.image_files.problems([1, 2, 3])) == {1, 2, 3}
    assert project.image_files.note_files() == 0 and digests(project) == [None, None, None]


def test_noting_files_can_be_stopped_and_goes_on(
    of_an_earlier_program: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_file_records, "MARKS_AT_A_TIME", 1)
    cancel = CancelToken()

    def stop_after_one(step: Progress) -> None:
        if step.done:
            cancel.cancel()

    with pytest.raises(CancelledError):
        of_an_earlier_program.image_files.note_files(on_progress=stop_after_one, cancel=cancel)
    assert [digest is None for digest in digests(of_an_earlier_program)] == [False, True, True]
    assert of_an_earlier_program.image_files.note_files() == 2


def test_check_repair_notes_files(of_an_earlier_program: Project) -> None:
    report = of_an_earlier_program.check()
    assert report.ok and "3 images were added by an earlier program" in " ".join(report.notes)
    repaired = of_an_earlier_program.check(repair=True)
    assert "3 image files of an earlier program were noted" in " ".join(repaired.repaired)
    assert None not in digests(of_an_earlier_program)
    assert not any("earlier program" in note for note in of_an_earlier_program.check().notes)
