"""Named pipes where files are expected: whoever opens one waits until somebody writes, which nobody does."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from PIL import Image

from samft_core.cli.main import main
from samft_core.project.project import Project

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")

PATIENCE_S = 60


@pytest.fixture(autouse=True)
def _not_for_ever() -> Iterator[None]:
    def hangs(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waits for a pipe")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(PATIENCE_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    images = tmp_path / "images"
    images.mkdir()
    Image.new("RGB", (8, 6)).save(images / "a.png")
    with Project.create(tmp_path / "plant") as made:
        made.images.add([images / "a.png"])
        made.back_up()
    return tmp_path / "plant"


def pipe(path: Path) -> Path:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path


SHAPE = {"label": "crack", "points": [[1, 1], [6, 1], [6, 5]], "shape_type": "polygon"}


def test_pipes_among_images_masks_and_labelme_files_are_passed_over(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    for name in ("b.json", "images/b.png", "masks/a.png", "c.png", "c.tif", "readme.txt", "annotations.json"):
        pipe(folder / name)
    Image.new("RGB", (8, 6), (9, 9, 9)).save(folder / "d.png")
    document = {"shapes": [SHAPE], "imagePath": "d.png", "imageHeight": 6, "imageWidth": 8}
    (folder / "d.json").write_text(json.dumps(document), "utf-8")
    for layout in ("auto", "labelme", "folder", "masks"):
        main(["import", str(folder), "-p", str(project), "--format", layout])
    with Project.open(project) as opened:
        assert [image.name for image in opened.images.all()] == ["a.png", "d.png"]


@pytest.mark.parametrize("file", ["image", ".lease/x-1-y.json", "run.json"])
def test_a_project_with_pipes_in_it_is_opened_and_checked(project: Path, tmp_path: Path, file: str) -> None:
    if file == "image":
        pipe(tmp_path / "images" / "a.png")
    else:
        pipe(project / file)
    main(["check", "-p", str(project)])
    main(["export", str(tmp_path / "out"), "-p", str(project)])
    assert main(["status", "-p", str(project)]) in (0, 4)


def test_pipes_given_to_commands_are_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = str(pipe(tmp_path / "pipe.json"))
    where = ["-p", str(project)]
    for arguments in (
        ["policy", "check", given],
        ["train", "--recipe", given, *where],
        ["unpack", given, *where],
        ["unpack-project", given, str(tmp_path / "there")],
        ["keys", "trust", given],
        ["update", given],
        ["import", given, *where],
        ["restore", given, *where],
        ["new", str(tmp_path / "new"), "--model", "vit_b", "--checkpoint", given],
    ):
        assert main(arguments) != 0, arguments
        assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("SAMFT_POLICY", given)
    assert main(["status", *where]) == 8
