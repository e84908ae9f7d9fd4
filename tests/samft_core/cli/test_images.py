"""The ways back for images, as commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from samft_core.cli.main import main
from samft_core.project.project import Project
from samft_core.project.records import ImageState


class Shell:
    """Commands on one project."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *arguments: object, code: int = 0) -> Any:
        found = main([*map(str, arguments), "--project", str(self.folder), "--json"])
        captured = self._capsys.readouterr()
        assert found == code, captured.err
        return json.loads(captured.out)


@pytest.fixture
def shell(tmp_path: Path, image_folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Three images, the last one signed off as good."""
    with Project.create(tmp_path / "plant") as project:
        ids = project.images.add(sorted(image_folder.iterdir())).added
        project.images.set_good(ids[2], True)
    return Shell(tmp_path / "plant", capsys)


def test_relocate_a_folder_and_a_file(shell: Shell, image_folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "archive"
    image_folder.rename(moved)
    (moved / "deep").mkdir()
    (moved / "001.png").rename(moved / "deep" / "001.png")  # found by its name
    (moved / "002.png").rename(tmp_path / "other name.png")
    answer = shell("relocate", image_folder, moved, code=10)
    assert answer == {"found": [1, 2], "missing": [str(image_folder / "002.png")]}
    answer = shell("relocate", image_folder / "002.png", tmp_path / "other name.png")
    assert answer == {"found": [3], "missing": []}
    with Project.open(shell.folder) as project:
        assert project.image_locations.missing() == []
        assert project.images.get(3).state is ImageState.GOOD
    assert shell("relocate", image_folder, moved) == {"found": [], "missing": []}


def test_check_again(shell: Shell, image_folder: Path) -> None:
    path = image_folder / "000.png"
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    with Project.open(shell.folder) as project:
        project.image_files.mark_unreadable(1, "cut")
    (problem,) = shell("check-again", code=10)["problems"]
    assert problem["path"] == str(path)
    path.write_bytes(whole)
    assert shell("check-again") == {"readable": [1], "problems": []}


def test_a_new_picture_of_the_same_size(shell: Shell, image_folder: Path) -> None:
    path = image_folder / "002.png"
    with Image.open(path) as image:
        width, height = image.size
    Image.fromarray(np.full((height, width, 3), 7, np.uint8)).save(path)
    with Project.open(shell.folder) as project:
        assert list(project.image_files.problems([3])) == [3]
    assert shell("new-picture", path) == {"images": [3], "problems": []}
    with Project.open(shell.folder) as project:
        assert project.image_files.problems([3], thorough=True) == {}
    Image.new("RGB", (5, 5)).save(path)
    assert "5 x 5" in shell("new-picture", 3, code=3)["error"]["message"]


def test_lots(shell: Shell, image_folder: Path) -> None:
    answer = shell("set-lot", 1, image_folder / "001.png", "--lot", " L42 ")
    assert answer == {"images": [1, 2], "lot": "L42", "problems": []}
    with Project.open(shell.folder) as project:
        assert [image.group for image in project.images.all()] == ["L42", "L42", ""]
    assert "no image 'nine.png'" in shell("set-lot", "nine.png", "--lot", "x", code=2)["error"]["message"]


def test_an_image_is_removed_after_a_question(
    shell: Shell, image_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(text: str, **_options: object) -> bool:
        asked.append(text)
        raise SystemExit(1)

    monkeypatch.setattr("typer.confirm", refuse)
    assert main(["remove-image", "3", "--project", str(shell.folder)]) == 1
    assert "002.png with 0 masks" in asked[0]
    assert shell("remove-image", 3, "--yes") == {"images": [3], "annotations": 0, "problems": []}
    with Project.open(shell.folder) as project:
        assert project.images.count() == 2
        assert project.history.events(limit=1)[0].action == "image.remove"
    assert (image_folder / "002.png").is_file()
