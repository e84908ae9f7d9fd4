"""Files of every age of labelme, and of the programs that followed it."""

from __future__ import annotations

import base64
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from samft_core.formats import import_folder, labelme_file
from samft_core.formats.import_folder import ImportOptions, import_source
from samft_core.formats.labelme import import_labelme
from samft_core.formats.labelme_shapes import ShapeError, patch_of
from samft_core.imaging.masks import RleMask
from samft_core.project.project import Project

SQUARE = [[60, 40], [110, 40], [110, 90], [60, 90]]
TURNED = [[85, 30], [120, 65], [85, 100], [50, 65]]
GOOD = {"label": "scratch", "points": SQUARE, "shape_type": "polygon"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def picture(path: Path, size: tuple[int, int] = (200, 150), seed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    Image.fromarray(rng.integers(90, 120, (size[1], size[0], 3), np.uint8)).save(path)
    return path


def put(path: Path, shapes: list[Any], encoding: str = "utf-8", **more: Any) -> None:
    head = {"version": "5.4.1", "flags": {}, "imagePath": f"{path.stem}.png", "imageData": None}
    head |= {"imageHeight": 150, "imageWidth": 200, "shapes": shapes} | more
    kept = {key: value for key, value in head.items() if value != "absent"}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps(kept, ensure_ascii=False).encode(encoding))


def areas(project: Project) -> list[tuple[str, int]]:
    return sorted((a.class_name, a.mask.area) for a in project.annotations.ground_truth())


ODD: dict[str, Any] = {
    "two corners": {"label": "chip", "points": [[1, 1], [9, 9]]},
    "no points": {"label": "chip", "points": []},
    "points is null": {"label": "chip", "points": None},
    "circle of one point": {"label": "chip", "points": [[5, 5]], "shape_type": "circle"},
    "rectangle of one point": {"label": "chip", "points": [[5, 5]], "shape_type": "rectangle"},
    "mask of null": {"label": "chip", "points": [[5, 5], [9, 9]], "shape_type": "mask", "mask": None},
    "mask of text": {"label": "chip", "points": [[5, 5], [9, 9]], "shape_type": "mask", "mask": "no"},
    "a line": {"label": "chip", "points": [[1, 1], [9, 9]], "shape_type": "linestrip"},
    "unknown kind": {"label": "chip", "points": SQUARE, "shape_type": "cuboid"},
    "kind is a list": {"label": "chip", "points": SQUARE, "shape_type": ["polygon"]},
    "truth values": {"label": "chip", "points": [[True, False], [True, True], [False, True]]},
    "no label": {"points": SQUARE},
    "label is null": {"label": None, "points": SQUARE},
    "half a character": {"label": "a\ud800", "points": SQUARE},
    "NUL": {"label": "a\0b", "points": SQUARE},
    "no object": "scratch",
    "a corner is text": {"label": "chip", "points": [[1, 1], [9, "x"], [9, 9]]},
    "a corner is not a number": {"label": "chip", "points": [[1, 1], [9, float("nan")], [9, 9]]},
    "a corner is infinite": {"label": "chip", "points": [[1, 1], [9, float("inf")], [9, 9]]},
    "a corner is far away": {"label": "chip", "points": [[1, 1], [9e300, 2], [9, 9]]},
    "a corner of many digits": {"label": "chip", "points": [[1, 1], [10**400, 2], [9, 9]]},
    "outside": {"label": "chip", "points": [[-50, -50], [-10, -50], [-10, -10]]},
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_shape_takes_nothing_along(project: Project, tmp_path: Path, odd: str) -> None:
    picture(tmp_path / "in" / "a.png")
    head = {"imagePath": "a.png", "imageHeight": 150, "imageWidth": 200}
    (tmp_path / "in" / "a.json").write_text(json.dumps(head | {"shapes": [ODD[odd], GOOD]}), "utf-8")
    report = import_labelme(project, tmp_path / "in")
    assert areas(project) == [("scratch", 2500)]
    [problem] = report.problems
    assert problem.path.name == "a.json" and problem.left_out and "left out" in problem.reason


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        ({"shape_type": "rectangle", "points": [[20, 20], [40, 20], [40, 35], [20, 35]]}, 300),
        ({"shape_type": "rectangle", "points": [[40, 35], [20, 20]]}, 300),
        (
            {"shape_type": "rotation", "points": [[85, 30], [120, 65], [85, 100], [50, 65]], "direction": 1},
            2450,
        ),
        ({"shape_type": "quadrilateral", "points": [[20, 20], [40, 20], [40, 35], [20, 35]]}, 300),
        ({"shape_type": "oriented_rectangle", "points": [[20, 20], [40, 20], [40, 35], [20, 35]]}, 300),
        ({"shape_type": None, "points": [[20, 20], [40, 20], [40, 35], [20, 35]]}, 300),
        ({"points": [[20, 20], [40, 20], [40, 35], [20, 35]], "group_id": [1]}, 300),
        ({"points": [[190, 140], [230, 140], [230, 170], [190, 170]]}, 100),
    ],
)
def test_kinds_of_shapes(project: Project, tmp_path: Path, shape: dict[str, Any], area: int) -> None:
    picture(tmp_path / "in" / "a.png")
    put(tmp_path / "in" / "a.json", [{"label": 1, **shape}])
    assert import_labelme(project, tmp_path / "in").problems == []
    [(name, found)] = areas(project)
    assert name == "1" and found == pytest.approx(area, abs=40 if "direction" in shape else 0)


def test_a_mask_shape_of_ones(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png")
    buffer = io.BytesIO()
    Image.fromarray(np.ones((11, 21), np.uint8)).save(buffer, "PNG")
    text = base64.b64encode(buffer.getvalue()).decode()
    shape = {"label": "a", "shape_type": "mask", "points": [[190, 10], [210, 20]], "mask": text}
    put(tmp_path / "in" / "a.json", [shape])
    assert import_labelme(project, tmp_path / "in").problems == []
    assert areas(project) == [("a", 110)]


@pytest.mark.parametrize("size", ["absent", None, 0, "x", [1]])
def test_the_size_is_taken_from_the_image(project: Project, tmp_path: Path, size: object) -> None:
    picture(tmp_path / "in" / "a.png")
    put(tmp_path / "in" / "a.json", [GOOD], imageHeight=size, imageWidth=size, version="3.4.1")
    assert import_labelme(project, tmp_path / "in").problems == []
    assert areas(project) == [("scratch", 2500)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF"])
def test_a_picture_inside_the_file_comes_in(project: Project, tmp_path: Path, kind: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (200, 150), (9, 9, 9)).save(buffer, kind)
    text = base64.b64encode(buffer.getvalue()).decode()
    put(tmp_path / "in" / "a.json", [GOOD], imageData=text)
    report = import_labelme(project, tmp_path / "in")
    assert (report.added, report.annotations, report.problems) == (1, 1, [])
    [image] = project.images.all()
    assert image.path.parent == project.folder / "images" and image.path.stem == "a"
    again = import_labelme(project, tmp_path / "in")
    assert (again.added, again.annotations, len(project.images.all())) == (0, 0, 1)


def test_nothing_is_started_by_a_picture_inside(project: Project, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(" + bytes(ran) + b") (w) file closefile\n"
    text = base64.b64encode(script).decode()
    put(tmp_path / "in" / "a.json", [GOOD], imageData=text)
    mask = {"label": "a", "shape_type": "mask", "points": [[1, 1], [9, 9]], "mask": text}
    picture(tmp_path / "in" / "b.png")
    put(tmp_path / "in" / "b.json", [mask, GOOD])
    report = import_labelme(project, tmp_path / "in")
    assert areas(project) == [("scratch", 2500)] and len(project.images.all()) == 1 and not ran.exists()
    assert "cannot be read" in report.problems[0].reason


@pytest.mark.parametrize(
    "named",
    [
        "C:\\\\data\\\\a.png",
        "D:/x/a.png",
        "\\\\\\\\server\\\\share\\\\a.png",
        "/nowhere/a.png",
        "",
        None,
        "../x/A.PNG",
    ],
)
def test_an_image_that_moved_is_found_beside_its_file(project: Project, tmp_path: Path, named: str) -> None:
    picture(tmp_path / "in" / "a.png")
    put(tmp_path / "in" / "a.json", [GOOD], imagePath=named)
    assert import_labelme(project, tmp_path / "in").annotations == 1


def test_an_image_folder_next_to_the_files(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "in" / "images" / "a.png")
    picture(tmp_path / "in" / "images" / "b.png", seed=1)
    put(tmp_path / "in" / "labels" / "a.json", [GOOD])
    [(source, report)] = import_source(project, tmp_path / "in")
    assert source.layout == "labelme"
    assert (report.added, report.annotations, report.problems) == (2, 1, [])


def test_isat_with_a_hole(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png")
    hole = [[70, 50], [80, 50], [80, 60], [70, 60]]
    data = {
        "info": {"description": "ISAT", "name": "a.png", "width": 200, "height": 150},
        "objects": [
            {"category": "chip", "group": 1, "segmentation": SQUARE, "layer": 1.0},
            {"category": "__background__", "group": 0, "segmentation": hole, "layer": 2.0},
        ],
    }
    (tmp_path / "in" / "a.json").write_text(json.dumps(data), "utf-8")
    [(_, report)] = import_source(project, tmp_path / "in")
    assert report.problems == [] and areas(project) == [("chip", 2400)]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"shapes": ' + '{"a":' * 90_000, "{", "[]", '"x"', ""])
def test_a_broken_file_takes_no_other_along(project: Project, tmp_path: Path, text: str) -> None:
    picture(tmp_path / "in" / "a.png")
    put(tmp_path / "in" / "a.json", [GOOD])
    (tmp_path / "in" / "b.json").write_text(text, "utf-8")
    report = import_labelme(project, tmp_path / "in")
    assert areas(project) == [("scratch", 2500)]
    assert [problem.path.name for problem in report.problems] == ["b.json"]


def test_the_lot_is_kept_also_for_images_that_are_known(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png")
    put(tmp_path / "in" / "a.json", [GOOD])
    list(import_source(project, tmp_path / "in"))
    assert [image.group for image in project.images.all()] == [""]
    list(import_source(project, tmp_path / "in", options=ImportOptions(group="L8")))
    assert [image.group for image in project.images.all()] == ["L8"]


def test_many_small_objects_take_no_whole_images(tmp_path: Path) -> None:
    shapes = [
        {"label": "chip", "points": [[x, y], [x + 9, y], [x + 9, y + 9], [x, y + 9]]}
        for x in range(0, 11_900, 100)
        for y in range(0, 8_900, 300)
    ]
    put(tmp_path / "a.json", shapes, imageHeight=9000, imageWidth=12_000)
    content = labelme_file.read(tmp_path / "a.json")
    size = {"height": 9000, "width": 12_000}
    tracemalloc.start()
    try:
        packed = [RleMask.from_patch(p, **size) for _, p in content.objects(**size, left_out=[])]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [mask.area for mask in packed] == [81] * len(shapes)
    # One whole mask of this image would be 108 MB.
    assert peak < 10_000_000


@settings(max_examples=200, deadline=None)
@given(
    shape=st.fixed_dictionaries(
        {
            "shape_type": st.sampled_from(
                ["polygon", "rectangle", "circle", "mask", "rotation", "line", None, 3, "?", {}]
            ),
            "points": st.one_of(
                st.none(),
                st.lists(st.lists(st.one_of(st.floats(), st.integers(), st.text(max_size=2)), max_size=3)),
            ),
            "mask": st.one_of(st.none(), st.text(max_size=20), st.integers()),
        }
    )
)
def test_any_shape_is_a_patch_inside_the_image_or_a_reason(shape: dict[str, Any]) -> None:
    try:
        found = patch_of(shape, height=30, width=40)
    except ShapeError as error:
        assert str(error)
        return
    rows, columns = found.patch.shape
    assert found.patch.any() and found.x0 >= 0 and found.x0 + columns <= 40
    assert found.y0 >= 0 and found.y0 + rows <= 30


def test_formats_that_are_not_read_are_named(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    picture(folder / "a.png")
    (folder / "coco.json").write_text('{"images": [], "annotations": [], "categories": []}', "utf-8")
    (folder / "a.xml").write_text("<annotation><size/></annotation>", "utf-8")
    (folder / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n", "utf-8")
    (folder / "notes.txt").write_text("seen on Monday\n", "utf-8")
    [(_, report)] = import_folder.import_source(project, folder)
    words = " ".join(problem.reason for problem in report.problems)
    assert all(name in words for name in ("Pascal VOC", "YOLO")) and len(report.problems) == 2


def test_a_kind_is_read_in_any_case(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "data" / "a.png")
    put(tmp_path / "data" / "a.json", [GOOD | {"shape_type": "Polygon"}])
    import_labelme(project, tmp_path / "data")
    assert areas(project) == [("scratch", 2500)]


def test_what_is_named_twice_is_told_and_not_guessed(project: Project, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for name in ("file", "shape"):
        picture(data / f"{name}.png", seed=len(name))
        put(data / f"{name}.json", [GOOD])
    text = (data / "file.json").read_text("utf-8")
    (data / "file.json").write_text(text[:-1] + ', "shapes": []}', "utf-8")
    text = (data / "shape.json").read_text("utf-8")
    twice = text.replace('"label": "scratch"', '"label": "chip", "label": "scratch"')
    (data / "shape.json").write_text(twice, "utf-8")
    report = import_labelme(project, data)
    assert areas(project) == []
    assert sorted(problem.reason.code for problem in report.problems) == [
        "import.left_out",
        "labelme.unreadable",
    ]


def test_a_number_of_thousands_of_digits_is_told_in_words(tmp_path: Path) -> None:
    put(tmp_path / "a.json", [GOOD])
    text = (tmp_path / "a.json").read_text("utf-8")
    (tmp_path / "a.json").write_text(text[:-1] + ', "x": ' + "9" * 5000 + "}", "utf-8")
    with pytest.raises(labelme_file.LabelmeError, match="thousands of digits"):
        labelme_file.read(tmp_path / "a.json")


def test_an_image_elsewhere_below_is_found_by_its_name(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "data" / "x" / "images" / "a.png")
    put(tmp_path / "data" / "x" / "labels" / "json" / "a.json", [GOOD])
    import_labelme(project, tmp_path / "data")
    assert areas(project) == [("scratch", 2500)]


def test_shapes_between_large_pictures_are_labelmes(tmp_path: Path) -> None:
    put(tmp_path / "a.json", [GOOD] * 2000, imageData="A" * 300_000)
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    order = ("version", "imageData", "shapes", "imagePath", "imageHeight", "imageWidth")
    (tmp_path / "a.json").write_text(json.dumps({key: data[key] for key in order}), "utf-8")
    assert labelme_file.looks_like_labelme(tmp_path / "a.json")
