from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import PolicyError, ProjectError
from samft_core.formats.measures_csv import COLUMNS, write_measures
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation
from samft_core.security import it_policy


@pytest.fixture
def project(tmp_path: Path):
    picture = tmp_path / "a.png"
    Image.fromarray(np.zeros((40, 60, 3), np.uint8)).save(picture)
    mask = np.zeros((40, 60), np.bool_)
    mask[10:20, 5:35] = True
    with Project.create(tmp_path / "project", inspector="Ada") as opened:
        (image,) = opened.images.add([picture]).added
        rle = RleMask.from_array(mask)
        states = (AnnotationState.ACCEPTED, AnnotationState.DRAFT)
        for name, state in zip(("-crack", "chip"), states, strict=True):
            opened.annotations.add_all([NewAnnotation(image, name, Prompts(), rle, state=state)])
        yield opened


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_accepted_object_is_a_line(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    assert write_measures(project, table) == 1
    (row,) = read(table)
    assert tuple(row) == COLUMNS
    assert (row["area_px"], row["width_px"], row["x_px"], row["y_px"]) == ("300", "10", "20", "15")
    assert float(row["length_px"]) == pytest.approx((30**2 + 10**2) ** 0.5)
    assert row["length_mm"] == "" and row["accepted_by"] == "Ada"
    assert row["class"] == "'-crack"  # no spreadsheet calculates it


def test_drafts_and_millimetres_on_request(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    project.scale.set(0.1)
    assert write_measures(project, table, drafts=True) == 2
    rows = read(table)
    assert [row["state"] for row in rows] == ["accepted", "draft"]
    assert [row["area_mm2"] for row in rows] == ["3", "3"] and rows[1]["accepted_at"] == ""
    assert rows[0]["width_mm"] == "1" and rows[0]["area_px"] == "300"


@pytest.mark.parametrize("size", [0.0, -1.0, float("nan"), float("inf"), 1001.0])
def test_no_impossible_scale(project: Project, size: float) -> None:
    project.scale.set(0.5)
    with pytest.raises(ProjectError, match="that large"):
        project.scale.set(size)
    assert project.scale.mm_per_pixel() == 0.5
    project.scale.set(None)
    assert project.scale.mm_per_pixel() is None
    (gone, said) = [event.detail for event in project.history.events(10) if event.action == "project.scale"]
    assert (said, gone) == ({"before": None, "after": 0.5}, {"before": 0.5, "after": None})


def test_whoever_may_not_export_writes_no_table(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(role: str, who: str) -> None:
        raise PolicyError(Message("run.cancelled"))

    monkeypatch.setattr(it_policy, "require", refuse)
    with pytest.raises(PolicyError):
        write_measures(project, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_that_is_not_there_is_named(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be written"):
        write_measures(project, tmp_path / "none" / "out.csv")
