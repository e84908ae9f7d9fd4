from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError, ProjectError
from samft_core.formats import mvtec
from samft_core.formats.labelme import export, import_labelme
from samft_core.formats.registry import ExportOptions
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def add(project: Project, path: Path, *masks: NDArray[np.bool_]) -> None:
    height, width = masks[0].shape
    Image.fromarray(np.arange(height * width * 3, dtype=np.uint8).reshape(height, width, 3)).save(path)
    (image_id,) = project.images.add([path]).added
    for mask in masks:
        project.annotations.add(
            NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=RleMask.from_array(mask))
        )
    project.annotations.accept_image(image_id)


def loaded(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_export_and_import_give_the_ground_truth_back(
    project: Project, mvtec_folder: Path, tmp_path: Path
) -> None:
    mvtec.import_category(project, mvtec_folder)
    report = export(project, tmp_path / "out")
    assert (report.images, report.masks, report.problems, report.lowest_iou) == (5, 4, [], 1.0)
    with Project.create(tmp_path / "again") as again:
        back = import_labelme(again, tmp_path / "out")
        assert (back.added, back.good, back.annotations, back.problems) == (5, 1, 4, [])
        meant = sorted((a.class_name, a.mask.counts) for a in project.annotations.ground_truth())
        assert sorted((a.class_name, a.mask.counts) for a in again.annotations.ground_truth()) == meant
        repeated = import_labelme(again, tmp_path / "out")
        assert (repeated.added, repeated.skipped, repeated.annotations) == (0, 5, 0)


def test_a_file_says_what_labelme_reads(project: Project, tmp_path: Path) -> None:
    plain, parted, holed = (np.zeros((8, 9), np.bool_) for _ in range(3))
    plain[1:3, 2:5] = True
    parted[0, 0] = parted[7, 8] = True
    holed[2:7, 3:8] = True
    holed[4, 5] = False
    add(project, tmp_path / "a.png", plain, parted, holed)
    export(project, tmp_path / "out")
    data = loaded(tmp_path / "out" / "a.json")
    assert {key: data[key] for key in ("imagePath", "imageData", "imageHeight", "imageWidth", "flags")} == {
        "imagePath": "a.png",
        "imageData": None,
        "imageHeight": 8,
        "imageWidth": 9,
        "flags": {},
    }
    assert (tmp_path / "out" / "a.png").read_bytes() == (tmp_path / "a.png").read_bytes()
    kinds = [(shape["shape_type"], shape["group_id"], shape["label"]) for shape in data["shapes"]]
    assert kinds == [
        ("polygon", None, "crack"),
        ("polygon", 2, "crack"),
        ("polygon", 2, "crack"),
        ("mask", None, "crack"),
    ]
    assert sorted(data["shapes"][0]["points"]) == [[2, 1], [2, 3], [5, 1], [5, 3]]
    assert data["shapes"][3]["points"] == [[3, 2], [7, 6]]
    patch = Image.open(io.BytesIO(base64.b64decode(data["shapes"][3]["mask"])))
    assert np.array_equal(np.asarray(patch) != 0, holed[2:7, 3:8])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(masks=st.lists(hnp.arrays(np.bool_, (7, 11)).filter(np.any), min_size=1, max_size=3))
def test_any_mask_survives_export_and_import(
    tmp_path_factory: pytest.TempPathFactory, masks: list[NDArray[np.bool_]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with Project.create(folder / "project") as project, Project.create(folder / "again") as again:
        add(project, folder / "a.png", *masks)
        export(project, folder / "out")
        import_labelme(again, folder / "out")
        expected = [RleMask.from_array(mask) for mask in masks]
        assert [a.mask for a in again.annotations.ground_truth()] == expected


def test_a_tolerance_leaves_corners_out_and_tells_the_overlap(project: Project, tmp_path: Path) -> None:
    rows, columns = np.mgrid[:60, :60]
    add(project, tmp_path / "a.png", (rows - 30) ** 2 + (columns - 30) ** 2 < 25**2)
    assert export(project, tmp_path / "exact").lowest_iou == 1.0
    report = export(project, tmp_path / "fewer", options=ExportOptions(tolerance=1.5))
    assert 0.9 < report.lowest_iou < 1
    exact, fewer = (loaded(tmp_path / name / "a.json")["shapes"][0] for name in ("exact", "fewer"))
    assert len(fewer["points"]) < len(exact["points"]) / 3


def test_what_labelme_draws_comes_in(project: Project, tmp_path: Path) -> None:
    shapes: list[dict[str, Any]] = [
        {"label": "a", "shape_type": "rectangle", "points": [[5, 6], [2.2, 1]], "group_id": 1},
        {
            "label": "a",
            "shape_type": "polygon",
            "points": [[10, 0], [12, 0], [12, 2], [10, 2]],
            "group_id": 1,
        },
        {"label": "b", "shape_type": "circle", "points": [[10, 10], [10, 14]]},
        {"label": "b", "shape_type": "point", "points": [[1, 1]]},
        {"label": "con", "shape_type": "rectangle", "points": [[1, 1], [4, 4]]},
    ]
    Image.new("RGB", (20, 18)).save(tmp_path / "ä.png")
    head = {"version": "5.0.1", "flags": {}, "imageData": None, "imageHeight": 18, "imageWidth": 20}
    (tmp_path / "1.json").write_text(json.dumps({**head, "shapes": shapes, "imagePath": "ä.png"}), "utf-8")
    report = import_labelme(project, tmp_path)
    first, second = project.annotations.ground_truth()
    expected = np.zeros((18, 20), np.bool_)
    expected[1:6, 2:5] = expected[0:2, 10:12] = True
    assert np.array_equal(first.mask.to_array(), expected)
    assert second.mask.area == pytest.approx(np.pi * 16, abs=4)
    reasons = " | ".join(problem.reason for problem in report.problems)
    assert "'point' has no area" in reasons
    assert "Windows" in reasons


def test_what_cannot_be_used_is_reported_and_the_rest_goes_on(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(ImageError, match="no labelme files"):
        import_labelme(project, folder)
    for name, size in (("good", (9, 8)), ("other", (5, 5))):
        Image.new("RGB", size, (7, len(name), 0)).save(folder / f"{name}.png")
        shape = {"label": "a", "shape_type": "rectangle", "points": [[1, 1], [3, 3]]}
        data = {"shapes": [shape], "imagePath": f"..\\in\\{name}.png", "imageHeight": 8, "imageWidth": 9}
        (folder / f"{name}.json").write_text(json.dumps(data), "utf-8")
    damaged = [
        "{",
        "[]",
        '{"shapes": []}',
        '{"shapes": [{"label": "a", "points": [[1, 2]]}],'
        ' "imagePath": "a", "imageHeight": 1, "imageWidth": 1}',
        '{"shapes": [{"label": "a", "shape_type": "mask", "mask": "no", "points": [[1, 2], [3, 4]]}],'
        ' "imagePath": "a", "imageHeight": 1, "imageWidth": 1}',
    ]
    for index, text in enumerate(damaged):
        (folder / f"{index}.json").write_text(text, "utf-8")
    report = import_labelme(project, folder)
    assert (report.added, report.annotations) == (2, 1)
    names = [problem.path.name for problem in report.problems]
    assert sorted(names) == ["0.json", "1.json", "2.json", "3.json", "4.json", "other.json"]


def test_an_occupied_folder_is_left_alone(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("mine", "utf-8")
    with pytest.raises(ProjectError, match="not empty"):
        export(project, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]
