from __future__ import annotations

from pathlib import Path

import pytest

from samft_core.errors import ImageError
from samft_core.formats.folder import import_files, import_folder
from samft_core.project.project import Project


def test_a_plain_folder(tmp_path: Path, image_folder: Path) -> None:
    (image_folder / "sub").mkdir()
    (image_folder / "000.png").rename(image_folder / "sub" / "000.png")
    (image_folder / "broken.jpg").write_bytes(b"nothing")
    with Project.create(tmp_path / "project") as project:
        shallow = import_folder(project, image_folder, recursive=False, group="lot 1")
        assert (shallow.added, len(shallow.problems)) == (2, 1)
        deep = import_folder(project, image_folder)
        assert (deep.added, deep.skipped, deep.problems) == (1, 3, [])
        assert {image.group for image in project.images.all()} == {"lot 1", ""}
        with pytest.raises(ImageError, match="no such folder"):
            import_folder(project, tmp_path / "none")


def test_a_project_inside_its_image_folder(image_folder: Path) -> None:
    with Project.create(image_folder) as project:
        assert import_folder(project, image_folder).added == 3


def test_one_file_comes_in_and_what_is_not_read_is_named(tmp_path: Path, image_folder: Path) -> None:
    (image_folder / "phone.heic").write_bytes(b"heic")
    with Project.create(tmp_path / "project") as project:
        report = import_folder(project, image_folder / "001.png", group="lot 2")
        assert (report.added, report.problems) == (1, [])
        rest = import_folder(project, image_folder)
        assert (rest.added, rest.skipped) == (2, 1)
        assert [problem.path.name for problem in rest.problems] == ["phone.heic"]
        files = import_files(project, [image_folder / "000.png", image_folder / "phone.heic"])
        assert (files.added, files.skipped) == (0, 1)
        assert [problem.path.name for problem in files.problems] == ["phone.heic"]
