"""COCO in and out: exact, with the ids it came with, and whatever is odd about one entry costs no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pycocotools import mask as coco_mask

from samft_core.cli.main import main
from samft_core.formats import coco
from samft_core.formats.registry import ExportOptions
from samft_core.imaging.masks import RleMask
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState

from .exchange import HEIGHT, WIDTH, difficult, imported, masks, picture, there_and_back, truth

SQUARE = [[2.0, 3.0, 12.0, 3.0, 12.0, 9.0, 2.0, 9.0]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def document(folder: Path, *annotations: dict[str, Any], **more: Any) -> Path:
    picture(folder / "images/1.png", 1)
    data = {
        "images": [{"id": 7, "file_name": "1.png", "height": HEIGHT, "width": WIDTH}],
        "categories": [{"id": 3, "name": "crack"}],
        "annotations": [{"image_id": 7, "category_id": 3, **annotation} for annotation in annotations],
        **more,
    }
    path = folder / "annotations/instances.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_every_mask_comes_back_to_the_pixel(tmp_path: Path) -> None:
    with difficult(tmp_path) as project:
        assert there_and_back(project, tmp_path, "coco") == truth(project)


def test_polygons_come_back_to_the_pixel_too(tmp_path: Path) -> None:
    with difficult(tmp_path) as project:
        options = ExportOptions(polygons=True)
        assert there_and_back(project, tmp_path, "coco", options) == truth(project)
    data = json.loads((tmp_path / "out" / coco.FILE).read_text("utf-8"))
    kinds = {type(annotation["segmentation"]) for annotation in data["annotations"]}
    assert kinds == {list, dict}, "what has a hole goes as run lengths, the rest as polygons"


# Its decoder asks numpy 2 in a way that numpy warns about.
@pytest.mark.filterwarnings("ignore:__array__ implementation")
@settings(max_examples=60, deadline=None)
@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_pycocotools_reads_what_is_written_and_writes_what_is_read(mask: Any) -> None:
    ours = RleMask.from_array(mask)
    assert np.array_equal(coco_mask.decode(ours.to_json()), mask)
    theirs = coco_mask.encode(np.asfortranarray(mask.astype(np.uint8)))
    read = coco._run_lengths({"size": list(mask.shape), "counts": theirs["counts"].decode()})
    assert np.array_equal(read.to_array(), mask)
    runs = np.diff(np.flatnonzero(np.diff(np.r_[2, mask.ravel(order="F"), 2])))
    counts = ([0] if mask[0, 0] else []) + runs.tolist()
    assert coco._run_lengths({"size": list(mask.shape), "counts": counts}) == ours


def test_pycocotools_takes_the_whole_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pycocotools.coco import COCO

    with difficult(tmp_path) as project:
        coco.export(project, tmp_path / "out")
        wanted = {m.mask.counts for i in project.images.all() for m in project.annotations.of_image(i.id)}
    read = COCO(str(tmp_path / "out" / coco.FILE))
    found = [read.annToRLE(annotation) for annotation in read.loadAnns(read.getAnnIds(iscrowd=0))]
    assert {
        encoded["counts"].encode() if isinstance(encoded["counts"], str) else encoded["counts"]
        for encoded in found
    } == wanted
    for annotation in read.dataset["annotations"]:
        assert annotation["area"] == coco_mask.area(read.annToRLE(annotation))
        assert annotation["bbox"] == coco_mask.toBbox(read.annToRLE(annotation)).tolist()


def test_ids_survive_a_round_trip(project: Project, tmp_path: Path) -> None:
    document(tmp_path / "in", {"segmentation": SQUARE})
    picture(tmp_path / "in/images/other.png", 2)
    imported(project, tmp_path / "in")
    other = next(image for image in project.images.all() if image.name == "other.png")
    project.images.sign_off_good([other.id])
    project.classes.add("new one")
    coco.export(project, tmp_path / "out")
    data = json.loads((tmp_path / "out" / coco.FILE).read_text("utf-8"))
    assert {image["file_name"]: image["id"] for image in data["images"]} == {"1.png": 7, "other.png": 1}
    assert {category["name"]: category["id"] for category in data["categories"]} == {"crack": 3, "new one": 1}


def test_boxes_wait_and_results_come_in_as_drafts(project: Project, tmp_path: Path) -> None:
    document(tmp_path, {"bbox": [2, 3, 10, 6]}, {"segmentation": SQUARE})
    results = [{"image_id": 7, "category_id": 3, "segmentation": SQUARE, "score": 0.4}]
    (tmp_path / "results.json").write_text(json.dumps(results))
    report = imported(project, tmp_path)
    assert (report.annotations, report.drafts, report.boxes) == (1, 1, 1)
    (image,) = project.images.all()
    states = sorted(record.state for record in project.annotations.of_image(image.id))
    assert states == [AnnotationState.ACCEPTED, AnnotationState.DRAFT]
    (box,) = project.waiting_boxes.records()
    assert box.class_name == "crack" and box.source == "imported"
    assert box.prompts.box is not None and box.prompts.box.as_tuple() == (2, 3, 12, 9)
    assert imported(project, tmp_path).boxes == 0, "a second import brings nothing twice"


def test_an_import_is_taken_back_as_one_step(project: Project, tmp_path: Path) -> None:
    document(tmp_path / "in", {"bbox": [2, 3, 10, 6]})
    known = picture(tmp_path / "in/images/1.png", 1)
    project.images.add([known])
    with project.imports.running() as key:
        imported(project, tmp_path / "in")
    assert len(project.waiting_boxes.records()) == 1
    last = project.imports.last()
    assert last is not None and last.can_be_taken_back
    assert project.imports.undo(key).boxes == 1
    assert project.waiting_boxes.records() == [] and len(project.images.all()) == 1


def test_an_image_that_is_there_gets_the_masks(project: Project, tmp_path: Path) -> None:
    there = picture(tmp_path / "elsewhere/one.png", 1)
    project.images.add([there])
    document(tmp_path / "in", {"segmentation": SQUARE})
    with project.imports.running() as key:
        imported(project, tmp_path / "in")
    project.imports.drop_doubles(key)
    (image,) = project.images.all()
    assert image.path == there and image.state is ImageState.ACCEPTED


BAD = [
    {"segmentation": [[1, 2, 3]]},
    {"segmentation": [[1, 1, 5, 1]]},
    {"segmentation": {"size": [HEIGHT, WIDTH], "counts": "!!"}},
    {"segmentation": {"size": [HEIGHT, WIDTH], "counts": [5, 5]}},
    {"segmentation": {"size": [2**31, 2**31], "counts": [2**62]}},
    {"segmentation": {"size": [HEIGHT + 1, WIDTH], "counts": [0, (HEIGHT + 1) * WIDTH]}},
    {"segmentation": {"size": [HEIGHT, WIDTH], "counts": [HEIGHT * WIDTH]}},
    {"segmentation": {"size": [HEIGHT, WIDTH], "counts": [True, -1]}},
    {"segmentation": [[float("nan"), 1, 5, 1, 5, 5]]},
    {"segmentation": [[1e300, 1, 5, 1, 5, 5]]},
    {"segmentation": "polygon"},
    {"bbox": [1, 2, 3]},
    {"bbox": [float("inf"), 1, 5, 5]},
    {"bbox": [500, 500, 5, 5]},
    {"category_id": 99, "segmentation": SQUARE},
    {"category_id": [], "segmentation": SQUARE},
    {},
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_annotation_costs_no_other(project: Project, tmp_path: Path, bad: dict[str, Any]) -> None:
    document(tmp_path, {"segmentation": SQUARE}, bad)
    report = imported(project, tmp_path)
    assert (report.annotations, report.boxes) == (1, 0)
    assert len([problem for problem in report.problems if problem.left_out]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"images": 5, "annotations": []}',
        '{"images": [], "annotations": ' + "[" * 200_000,
    ],
    ids=["empty", "cut", "list", "object", "number", "deep"],
)
def test_a_file_that_is_none_of_coco_is_refused(project: Project, tmp_path: Path, text: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_text(text)
    picture(tmp_path / "in/1.png", 1)
    assert main(["import", str(tmp_path / "in"), "--format", "coco", "--project", str(project.folder)]) == 3


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "/etc/secret.png", "C:\\secret.png", "http://127.0.0.1:9/secret.png", "..", ""],
)
def test_no_file_outside_the_folder_is_reached(project: Project, tmp_path: Path, name: str) -> None:
    picture(tmp_path / "secret.png", 9)
    path = document(tmp_path / "in", {"segmentation": SQUARE})
    data = json.loads(path.read_text())
    data["images"][0]["file_name"] = name
    path.write_text(json.dumps(data))
    report = imported(project, tmp_path / "in", "coco")
    assert [image.name for image in project.images.all()] == ["1.png"] and report.annotations == 0
    assert any(problem.left_out for problem in report.problems)


def test_masks_never_go_to_an_image_of_the_same_name(project: Project, tmp_path: Path) -> None:
    path = document(tmp_path, {"segmentation": SQUARE})
    (tmp_path / "images/1.png").unlink()
    picture(tmp_path / "images/b/1.png", 3)
    data = json.loads(path.read_text())
    data["images"] = [
        {"id": 7, "file_name": "a/1.png", "height": HEIGHT, "width": WIDTH},
        {"id": 8, "file_name": "b/1.png", "height": HEIGHT, "width": WIDTH},
    ]
    path.write_text(json.dumps(data))
    report = imported(project, tmp_path)
    assert report.annotations == 0 and len(report.problems) == 1


def test_a_mask_of_the_stored_picture_is_turned_with_it(project: Project, tmp_path: Path) -> None:
    from PIL import Image, ImageOps

    path = document(tmp_path, {})
    picture(tmp_path / "images/1.png", 1, orientation=6)
    _, mask = masks(HEIGHT, WIDTH)[0]
    data = json.loads(path.read_text())
    data["annotations"] = [
        {"image_id": 7, "category_id": 3, "segmentation": RleMask.from_array(mask).to_json()},
        {"image_id": 7, "category_id": 3, "bbox": [4, 4, 16, 10]},
    ]
    path.write_text(json.dumps(data))
    imported(project, tmp_path)
    (image,) = project.images.all()
    (one,) = project.annotations.of_image(image.id)
    stored = Image.fromarray(mask)
    stored.getexif()[0x0112] = 6
    assert np.array_equal(one.mask.to_array(), np.asarray(ImageOps.exif_transpose(stored)))
    (box,) = project.waiting_boxes.records()
    assert box.prompts.box == one.mask.box


def test_the_command_line_writes_and_reads(project: Project, tmp_path: Path) -> None:
    document(tmp_path / "in", {"segmentation": SQUARE}, {"segmentation": [[1, 1]]})
    where = ["--project", str(project.folder)]
    assert main(["import", str(tmp_path / "in"), "--format", "coco", *where]) == 10
    assert main(["export", str(tmp_path / "out"), "--format", "coco", *where]) == 0
    assert (tmp_path / "out" / coco.FILE).is_file() and (tmp_path / "out/images/1.png").is_file()
