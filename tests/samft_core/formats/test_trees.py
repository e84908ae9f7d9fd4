"""The trees of VisA, Real-IAD, MVTec LOCO, MVTec 3D-AD and BTAD as they are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.formats.detection import find_sources
from samft_core.formats.registry import BY_NAME
from samft_core.imaging.masks import Mask
from samft_core.project.project import Project
from samft_core.project.records import ImageState

from .exchange import HEIGHT, WIDTH, annotation, imported, picture


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def square(x: int) -> Mask:
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[3:9, x : x + 6] = True
    return mask


def save(path: Path, *values: tuple[int, int]) -> Path:
    """A mask with these values in squares at these columns."""
    pixels = np.zeros((HEIGHT, WIDTH), np.uint8)
    for value, x in values:
        pixels[square(x)] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def classes(project: Project) -> dict[str, list[tuple[str, int]]]:
    """Class and left edge of every mask, by the end of its image's path."""
    found: dict[str, list[tuple[str, int]]] = {}
    for image in project.images.all():
        masks = [(record.class_name, record.mask) for record in project.annotations.of_image(image.id)]
        if masks:
            name = "/".join(image.path.parts[-2:])
            found[name] = sorted((kind, int(mask.box.x0)) for kind, mask in masks if mask.box is not None)
    return found


def good(project: Project) -> int:
    return sum(image.state is ImageState.GOOD for image in project.images.all())


def visa(root: Path, table: str = "") -> Path:
    part = root / "VisA/pcb1"
    for place in range(2):
        picture(part / f"Data/Images/Normal/{place:03}.JPG", place)
    for place in range(3):
        picture(part / f"Data/Images/Anomaly/{place:03}.JPG", 10 + place)
    save(part / "Data/Masks/Anomaly/000.png", (1, 2))
    save(part / "Data/Masks/Anomaly/001.png", (2, 12))
    save(part / "Data/Masks/Anomaly/002.png", (1, 2), (2, 22))
    if table:
        (part / "image_anno.csv").write_text(table)
    return root / "VisA"


TABLE = """image,label,mask
pcb1/Data/Images/Normal/000.JPG,normal,
pcb1/Data/Images/Anomaly/000.JPG,bent,pcb1/Data/Masks/Anomaly/000.png
pcb1/Data/Images/Anomaly/001.JPG,melt,pcb1/Data/Masks/Anomaly/001.png
pcb1/Data/Images/Anomaly/002.JPG,"melt,bent",pcb1/Data/Masks/Anomaly/002.png
"""


def test_visa_tells_kinds_apart_by_images_with_one(project: Project, tmp_path: Path) -> None:
    report = imported(project, visa(tmp_path / "in", TABLE))
    assert classes(project) == {
        "Anomaly/000.JPG": [("bent", 2)],
        "Anomaly/001.JPG": [("melt", 12)],
        "Anomaly/002.JPG": [("bent", 2), ("melt", 22)],
    }
    assert good(project) == 2 and report.problems == []


def test_visa_says_where_kinds_cannot_be_told_apart(project: Project, tmp_path: Path) -> None:
    report = imported(project, visa(tmp_path / "in", TABLE.replace(",bent,", ",,").replace(",melt,", ",,")))
    assert classes(project)["Anomaly/002.JPG"] == [("melt + bent", 2)]
    assert {problem.reason.code for problem in report.problems} == {"visa.several"}


def test_visa_without_its_table_has_one_class(project: Project, tmp_path: Path) -> None:
    imported(project, visa(tmp_path / "in"))
    assert {kind for found in classes(project).values() for kind, _ in found} == {"Anomaly"}


def test_visa_comes_back_to_the_pixel(project: Project, tmp_path: Path) -> None:
    images = [picture(tmp_path / f"in/{place}.png", place) for place in range(3)]
    project.images.add(images)
    first, second, third = project.images.all()
    hole = square(20)
    hole[5, 22] = False
    # The second class never stands alone, so only the table of values names it.
    project.annotations.add_all(
        [
            annotation(first.id, "Riss, ä", square(2)),
            annotation(first.id, "chip", hole),
            annotation(second.id, "Riss, ä", square(30)),
        ]
    )
    project.images.sign_off_good([third.id])
    wanted = {(record.class_name, record.mask.counts) for record in project.annotations.ground_truth()}
    report = BY_NAME["visa"].writer.export(project, tmp_path / "out")
    assert report.masks == 3 and report.lowest_iou == 1 and report.problems == []
    with Project.create(tmp_path / "again") as again:
        imported(again, tmp_path / "out")
        assert {
            (record.class_name, record.mask.counts) for record in again.annotations.ground_truth()
        } == wanted
        assert good(again) == 1


def test_real_iad(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in/realiad_256/audiojack"
    picture(root / "OK/S0001/audiojack_0001_OK_C1_1.jpg", 1)
    picture(root / "NG/AK/S0002/audiojack_0002_NG_C1_1.jpg", 2)
    save(root / "NG/AK/S0002/audiojack_0002_NG_C1_1.png", (255, 4))
    picture(root / "NG/AK/S0002/audiojack_0002_NG_C2_1.jpg", 3)
    imported(project, tmp_path / "in")
    assert classes(project) == {"S0002/audiojack_0002_NG_C1_1.jpg": [("AK", 4)]}
    assert good(project) == 1
    states = sorted(image.state for image in project.images.all())
    assert states == sorted([ImageState.GOOD, ImageState.ACCEPTED, ImageState.NEW])


def test_mvtec_3d(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in/bagel"
    for place, kind in enumerate(("train/good", "validation/good", "test/good", "test/crack")):
        picture(root / kind / "rgb/000.png", place)
        (root / kind / "xyz").mkdir()
        Image.fromarray(np.zeros((HEIGHT, WIDTH), np.float32)).save(root / kind / "xyz/000.tiff")
    save(root / "test/good/gt/000.png")
    save(root / "test/crack/gt/000.png", (255, 7))
    report = imported(project, tmp_path / "in")
    assert classes(project) == {"rgb/000.png": [("crack", 7)]}
    assert good(project) == 3 and len(project.images.all()) == 4
    assert not [problem for problem in report.problems if problem.left_out]


def test_mvtec_loco(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in/splicing_connectors"
    for place, kind in enumerate(("train/good", "validation/good", "test/good", "test/logical_anomalies")):
        picture(root / kind / "000.png", place)
    save(root / "ground_truth/logical_anomalies/000/000.png", (254, 7))
    save(root / "ground_truth/logical_anomalies/000/001.png", (255, 20))
    imported(project, tmp_path / "in")
    wanted = [("logical_anomalies", 7), ("logical_anomalies", 20)]
    assert classes(project) == {"logical_anomalies/000.png": wanted}
    assert good(project) == 3


def test_btad(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in/01"
    picture(root / "train/ok/0000.bmp", 1)
    picture(root / "test/ok/0000.bmp", 2)
    picture(root / "test/ko/0001.bmp", 3)
    save(root / "ground_truth/ko/0001.png", (255, 7))
    imported(project, tmp_path / "in")
    assert classes(project) == {"ko/0001.bmp": [("ko", 7)]} and good(project) == 2


def test_each_is_recognised(tmp_path: Path) -> None:
    (source,) = find_sources(visa(tmp_path, TABLE))
    assert source.layout == "visa"
