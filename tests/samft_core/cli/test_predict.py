"""``embed``, ``predict`` and ``evaluate`` with the real model on one small drawn image."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samft_core.cli.main import main
from samft_core.cli.predict import _Answers
from samft_core.errors import DONE_WITH_PROBLEMS
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation

ELLIPSE = (60, 50, 150, 110)
BOX = "60,50,151,111"


@pytest.fixture
def image(tmp_path: Path) -> Path:
    picture = Image.new("RGB", (220, 160), (40, 60, 40))
    ImageDraw.Draw(picture).ellipse(ELLIPSE, fill="white")
    path = tmp_path / "Flasche 1.png"
    picture.save(path)
    return path


@pytest.fixture
def truth() -> Any:
    mask = Image.new("L", (220, 160))
    ImageDraw.Draw(mask).ellipse(ELLIPSE, fill=255)
    return np.asarray(mask) > 0


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> Any:
    capsys.readouterr()
    left = main([*map(str, arguments), "--json", "--device", "cpu"])
    captured = capsys.readouterr()
    assert left == code, captured.err
    return json.loads(captured.out)


def overlap(path: str, truth: Any) -> float:
    mask = np.asarray(Image.open(path)) > 0
    return float((mask & truth).sum() / (mask | truth).sum())


def test_a_file_without_a_project(
    capsys: pytest.CaptureFixture[str], image: Path, truth: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    image.with_name("half.png").write_bytes(image.read_bytes()[:400])
    *three, broken = call(
        capsys, "predict", image.parent, "--box", BOX, "--out", out, "--proposals", code=DONE_WITH_PROBLEMS
    )
    assert Path(broken["image"]).name == "half.png" and "damaged" in broken["error"]
    assert [answer["version"] for answer in three] == ["base"] * 3
    assert len({answer["mask"] for answer in three}) == 3
    scores = [answer["score"] for answer in three]
    assert scores == sorted(scores, reverse=True)
    assert overlap(three[0]["mask"], truth) > 0.9
    # A second answer under the same name would replace a mask that may be somebody's own.
    before = Path(three[0]["mask"]).read_bytes()
    assert main(["predict", str(image), "--box=0,0,9,9", "--out", str(out)]) == 1
    assert "There is a mask of this name already" in capsys.readouterr().err
    assert Path(three[0]["mask"]).read_bytes() == before
    outside = main(["predict", str(image), "--box=5000,5000,6000,6000", "--out", str(tmp_path / "none")])
    assert outside == 2
    assert "outside an image of" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_project_is_embedded_asked_and_measured(
    capsys: pytest.CaptureFixture[str], image: Path, truth: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    with Project.create(folder) as project:
        damaged = image.with_name("half.png")
        damaged.write_bytes(image.read_bytes()[:400])
        image_id, damaged_id = project.images.add([image, damaged]).added
        prompts = Prompts(box=Box(60, 50, 151, 111))
        project.annotations.add(
            NewAnnotation(image_id, class_name="spot", prompts=prompts, mask=RleMask.from_array(truth))
        )
        project.annotations.accept_image(image_id)
    embedded = call(capsys, "embed", "-p", folder, code=DONE_WITH_PROBLEMS)
    assert embedded["encoded"] == 1
    assert [Path(image["path"]) for image in embedded["unreadable"]] == [damaged]
    with Project.open(folder) as project:
        assert project.images.get(damaged_id).error == embedded["unreadable"][0]["reason"]
    out = tmp_path / "out"
    (drawn,) = call(capsys, "predict", "-p", folder, "--out", out)
    assert overlap(drawn["mask"], truth) > 0.9
    assert main(["predict", "-p", str(folder), "--out", str(folder / "ground_truth" / "spot")]) == 4
    assert "belongs to the project itself" in capsys.readouterr().err
    measured = call(capsys, "evaluate", "-p", folder)
    assert (measured["version"], measured["masks"], measured["learnt_from"]) == ("base", 1, 0)
    assert measured["scores"]["tight"]["base"]["iou"] > 0.9 > measured["scores"]["tight"]["filled box"]["iou"]


def test_two_masks_never_share_a_name(tmp_path: Path) -> None:
    answers = _Answers(tmp_path)
    stems = ["a", "a", "a_2", "A", "b/c", "瓶" * 200, "瓶" * 200]
    paths = [answers._write(stem, np.ones((2, 2), bool)) for stem in stems]
    assert len({path.name.casefold() for path in paths}) == len(stems) == len(list(tmp_path.iterdir()))
