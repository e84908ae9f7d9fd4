"""``next`` with the real encoder on drawn images."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from samft_core.cli.main import main
from samft_core.errors import DONE_WITH_PROBLEMS
from samft_core.formats.mvtec import import_category
from samft_core.project.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One image with a mask, one that looks the same, one that looks like nothing known, and a broken one."""
    category = tmp_path / "bottle"
    for folder in ("test/scratch", "ground_truth/scratch", "test/good"):
        (category / folder).mkdir(parents=True)
    plain = np.full((64, 96, 3), 60, np.uint8)
    plain[20:40, 30:60] = 200
    mask = np.zeros((64, 96), np.uint8)
    mask[20:40, 30:60] = 255
    Image.fromarray(plain).save(category / "test/scratch/000.png")
    Image.fromarray(mask).save(category / "ground_truth/scratch/000_mask.png")
    more = tmp_path / "more"
    more.mkdir()
    alike = plain.copy()
    alike[0, 0] = 61
    Image.fromarray(alike).save(more / "alike.png")
    stripes = np.zeros((64, 96, 3), np.uint8)
    stripes[:, ::4] = (250, 30, 200)
    Image.fromarray(stripes).save(more / "other.png")
    folder = tmp_path / "project"
    with Project.create(folder) as made:
        import_category(made, category)
        made.images.add([more / "alike.png", more / "other.png"])
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> Any:
    capsys.readouterr()
    assert main([*map(str, arguments), "--device", "cpu", "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_the_image_unlike_all_known_ones_comes_first(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    found = run(capsys, "next", "-p", project)
    assert [Path(image["image"]).name for image in found["next"]] == ["other.png", "alike.png"]
    assert found["next"][0]["score"] is None and found["unreadable"] == []
    assert len(run(capsys, "next", "-p", project, "--count", "1")["next"]) == 1


def test_a_file_that_vanished_is_named_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    (project.parent / "more" / "other.png").unlink()
    found = run(capsys, "next", "-p", project, code=DONE_WITH_PROBLEMS)
    assert [Path(image["image"]).name for image in found["next"]] == ["alike.png"]
    assert found["unreadable"][0]["path"].endswith("other.png")
