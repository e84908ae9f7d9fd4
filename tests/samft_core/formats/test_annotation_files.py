"""CVAT, YOLO, Pascal VOC and Label Studio as their own tools write them, and hostile files of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import SamftError
from samft_core.formats.registry import BY_NAME
from samft_core.formats.voc import palette
from samft_core.formats.yolo import names_in_yaml
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import ImageState

from .exchange import HEIGHT, WIDTH, imported, picture


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def cvat(folder: Path, inside: str, *, head: str = "", name: str = "1.png") -> Path:
    picture(folder / "images/1.png", 1)
    (folder / "annotations.xml").write_text(
        f'<?xml version="1.0" encoding="utf-8"?>{head}<annotations><version>1.1</version>'
        f'<image id="0" name="{name}" width="{WIDTH}" height="{HEIGHT}">{inside}</image></annotations>'
    )
    return folder


def found(project: Project) -> dict[str, list[tuple[int, ...]]]:
    """The boxes of all masks by class."""
    (image,) = project.images.all()
    boxes: dict[str, list[tuple[int, ...]]] = {}
    for record in project.annotations.of_image(image.id):
        assert record.mask.box is not None
        boxes.setdefault(record.class_name, []).append(tuple(map(int, record.mask.box.as_tuple())))
    return boxes


def waiting(project: Project) -> list[tuple[str, Prompts]]:
    return [(box.class_name, box.prompts) for box in project.waiting_boxes.records()]


def test_cvat_masks_polygons_boxes_and_groups(project: Project, tmp_path: Path) -> None:
    cvat(
        tmp_path / "in",
        '<mask label="crack" source="manual" occluded="0" rle="1, 2, 1"'
        ' left="5" top="6" width="2" height="2"/>'
        '<polygon label="chip" points="2.00,2.00;6.00,2.00;6.00,8.00;2.00,8.00" z_order="1"/>'
        '<polygon label="chip" points="20,2;26,2;26,8;20,8" group_id="4"/>'
        '<polygon label="chip" points="30,2;36,2;36,8;30,8" group_id="4"/>'
        '<box label="dent" xtl="10.0" ytl="11.0" xbr="20.0" ybr="21.0"/>'
        '<tag label="night shift" source="manual"/>',
    )
    report = imported(project, tmp_path / "in")
    assert found(project) == {"crack": [(5, 6, 7, 8)], "chip": [(2, 2, 6, 8), (20, 2, 36, 8)]}
    ((name, prompts),) = waiting(project)
    assert name == "dent" and prompts.box is not None and prompts.box.as_tuple() == (10, 11, 20, 21)
    assert [problem.reason.code for problem in report.problems] == ["cvat.tag"]


@pytest.mark.parametrize(
    "bad",
    [
        '<mask label="crack" rle="1" left="5" top="6" width="2" height="2"/>',
        '<mask label="crack" rle="-4, 8" left="5" top="6" width="2" height="2"/>',
        '<mask label="crack" rle="0, 4" left="x" top="6" width="2" height="2"/>',
        '<mask label="crack" rle="0, 9000000000000000000" left="0" top="0" width="3000000000"'
        ' height="3000000000"/>',
        '<mask label="crack" rle="0, 4" left="500" top="6" width="2" height="2"/>',
        '<polygon label="crack" points="1,1;nan,2;3,3"/>',
        '<polygon label="crack" points="1,1;2"/>',
        '<polygon label="" points="2,2;6,2;6,8;2,8"/>',
        '<polygon label="a/b" points="2,2;6,2;6,8;2,8"/>',
        '<box label="crack" xtl="1" ytl="1" xbr="inf" ybr="9"/>',
        '<box label="crack"/>',
        '<polyline label="crack" points="1,1;9,9"/>',
        '<sphere label="crack"/>',
    ],
)
def test_a_bad_shape_of_cvat_costs_no_other(project: Project, tmp_path: Path, bad: str) -> None:
    cvat(tmp_path / "in", bad + '<polygon label="chip" points="2,2;6,2;6,8;2,8"/>')
    report = imported(project, tmp_path / "in")
    assert found(project) == {"chip": [(2, 2, 6, 8)]} and waiting(project) == []
    assert len([problem for problem in report.problems if problem.left_out]) == 1


LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'])
def test_no_entity_is_expanded(project: Project, tmp_path: Path, head: str) -> None:
    cvat(tmp_path / "in", '<tag label="good"/>', head=head, name="1.png")
    with pytest.raises(SamftError, match="document type"):
        imported(project, tmp_path / "in", "cvat")
    (tmp_path / "voc").mkdir()
    picture(tmp_path / "voc/1.png", 1)
    (tmp_path / "voc/1.xml").write_text(head + "<annotation><filename>1.png</filename></annotation>")
    report = imported(project, tmp_path / "voc", "voc")
    assert "xml" in str(report.problems[0].reason.to_json())


def test_deep_xml_and_videos_are_refused(project: Project, tmp_path: Path) -> None:
    cvat(tmp_path / "in", "<a>" * 5000 + "</a>" * 5000)
    with pytest.raises(SamftError, match="nested"):
        imported(project, tmp_path / "in")
    (tmp_path / "in/annotations.xml").write_text("<annotations><track id='0' label='a'/></annotations>")
    with pytest.raises(SamftError, match="video"):
        imported(project, tmp_path / "in")


def test_yolo_outlines_and_boxes(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for part in ("train", "val"):
        picture(folder / part / "images/1.png", 1 if part == "train" else 2)
        (folder / part / "labels").mkdir()
    (folder / "data.yaml").write_text("train: x\nnames:\n  0: crack\n  1: 'chip # 2'\nnc: 2\n")
    (folder / "train/labels/1.txt").write_text(
        f"0 {10 / WIDTH} {10 / HEIGHT} {20 / WIDTH} {10 / HEIGHT} {20 / WIDTH} {20 / HEIGHT}"
        f" {10 / WIDTH} {20 / HEIGHT}\n1 0.5 0.5 0.5 0.5\n1 0.25 0.5 0.5 0.5 0.9\n"
        "1 0.5\nx y\n0 nan 0 1 1 0 1\n"
    )
    (folder / "val/labels/1.txt").write_text("")
    report = imported(project, folder)
    first = next(image for image in project.images.all() if "train" in str(image.path))
    other = next(image for image in project.images.all() if "val" in str(image.path))
    (one,) = project.annotations.of_image(first.id)
    assert one.class_name == "crack" and one.mask.box is not None
    assert one.mask.box.as_tuple() == (10, 10, 20, 20) and one.mask.area == 100
    assert [name for name, _ in waiting(project)] == ["chip # 2", "chip # 2"]
    assert other.state is ImageState.NEW, "an empty file is nobody's sign-off"
    assert sum(problem.left_out for problem in report.problems) == 2


@pytest.mark.parametrize(
    "text",
    [
        "names: [a, 'b']",
        "names:\n- a\n- b\n",
        'names:\n  - a\n  - "b"\nnc: 2',
        "names: {0: a, 1: b}",
        "names: [a,\n  b]",
    ],
)
def test_every_way_of_naming_yolos_classes(text: str) -> None:
    assert names_in_yaml("path: .\n" + text) == {0: "a", 1: "b"}


def test_voc_boxes_masks_and_the_void_border(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    picture(folder / "JPEGImages/1.png", 1)
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[4:12, 4:12] = 255
    values[5:11, 5:11] = 1
    (folder / "SegmentationObject").mkdir(parents=True)
    indexed = Image.fromarray(values)
    indexed.putpalette(palette().tobytes())
    indexed.save(folder / "SegmentationObject/1.png")
    (folder / "Annotations").mkdir()
    bounds = "<bndbox><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></bndbox>"
    (folder / "Annotations/1.xml").write_text(
        "<annotation><filename>C:\\x\\1.png</filename>"
        f"<size><width>{WIDTH}</width><height>{HEIGHT}</height><depth>3</depth></size>"
        f"<object><name>crack</name>{bounds.format(6, 6, 11, 11)}</object>"
        f"<object><name>dent</name>{bounds.format(21, 11, 30, 20)}</object>"
        f"<object><name>dent</name>{bounds.format('a', 11, 30, 20)}</object></annotation>"
    )
    report = imported(project, folder)
    assert found(project) == {"crack": [(5, 5, 11, 11)]}
    ((name, prompts),) = waiting(project)
    assert name == "dent" and prompts.box is not None and prompts.box.as_tuple() == (20, 10, 30, 20)
    assert {problem.reason.code for problem in report.problems} == {"voc.void", "import.left_out"}


def test_label_studio_as_its_export_writes_it(project: Project, tmp_path: Path) -> None:
    from samft_core.formats.brush_runs import mask_to_brush

    folder = tmp_path / "in"
    picture(folder / "images/1.png", 1)
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[3:6, 4:9] = True
    size = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": 0}
    shapes = [
        {"value": {"format": "rle", "rle": mask_to_brush(mask), "brushlabels": ["crack"]}, **size},
        {"value": {"points": [[0, 0], [50, 0], [50, 50], [0, 50]], "polygonlabels": ["chip"]}, **size},
        {"value": {"x": 50, "y": 50, "width": 25, "height": 20, "rotation": 0, "rectanglelabels": ["dent"]}},
        {"value": {"format": "rle", "rle": [1, 2, 3], "brushlabels": ["crack"]}, **size},
        {"value": {"points": "x", "width": None, "polygonlabels": ["chip"]}},
        {"value": 5},
    ]
    data = {"image": "/data/upload/1/0123abcd-1.png"}
    tasks = [
        {"id": 1, "data": data, "annotations": [{"was_cancelled": True, "result": []}, {"result": shapes}]}
    ]
    (folder / "export.json").write_text(json.dumps(tasks))
    report = imported(project, folder)
    assert found(project) == {"crack": [(4, 3, 9, 6)], "chip": [(0, 0, WIDTH // 2, HEIGHT // 2)]}
    ((name, prompts),) = waiting(project)
    assert name == "dent" and prompts.box is not None and prompts.box.as_tuple() == (22, 15, 33, 21)
    assert sum(problem.left_out for problem in report.problems) == 3


@pytest.mark.parametrize("layout", ["cvat", "label-studio", "voc", "yolo", "coco"])
def test_a_folder_of_another_kind_is_refused(project: Project, tmp_path: Path, layout: str) -> None:
    picture(tmp_path / "in/1.png", 1)
    with pytest.raises(SamftError):
        imported(project, tmp_path / "in", layout)
    assert BY_NAME[layout].writes
