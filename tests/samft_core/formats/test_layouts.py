"""Data sets of many layouts: which masks belong to which image, and that no mask is a photograph."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samft_core.cli.main import main
from samft_core.formats.detection import find_sources
from samft_core.formats.import_folder import import_source
from samft_core.formats.import_report import ImportReport
from samft_core.formats.labelme import export as export_labelme
from samft_core.formats.mask_names import image_stems
from samft_core.formats.mvtec import export, import_category
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.annotations import AnnotationRepository
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


def picture(path: Path, seed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(np.random.default_rng(seed).integers(90, 120, (60, 80, 3), np.uint8))
    image.save(path)
    return path


def mask(path: Path, x: int = 10) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("L", (80, 60))
    ImageDraw.Draw(image).rectangle((x, 10, x + 9, 19), fill=255)
    image.save(path)
    return path


def imported(project: Project, folder: Path) -> ImportReport:
    whole = ImportReport()
    for _, report in import_source(project, folder):
        whole.add(report)
    return whole


def mvtec(root: Path, name: str = "000_mask.png") -> None:
    picture(root / "test/crack/000.png")
    mask(root / "ground_truth/crack" / name)
    picture(root / "train/good/000.png", 1)


def btad(root: Path) -> None:
    picture(root / "test/ko/0000.bmp")
    mask(root / "ground_truth/ko/0000.png")
    picture(root / "test/ok/0001.bmp", 1)
    picture(root / "train/ok/0000.bmp", 2)


def visa(root: Path) -> None:
    picture(root / "Data/Images/Anomaly/000.JPG")
    mask(root / "Data/Masks/Anomaly/000.png")
    picture(root / "Data/Images/Normal/0000.JPG", 1)


def anomalib_folder(root: Path) -> None:
    picture(root / "good/000.png", 1)
    picture(root / "crack/000.png")
    mask(root / "mask/crack/000.png")


def pair(root: Path) -> None:
    picture(root / "images/000.png")
    mask(root / "masks/000.png")


def kolektor(root: Path) -> None:
    picture(root / "kos01/Part0.jpg")
    mask(root / "kos01/Part0_label.bmp")


def dagm(root: Path) -> None:
    picture(root / "Train/0576.PNG")
    mask(root / "Train/Label/0576_label.PNG")


def second_edition(root: Path) -> None:
    picture(root / "test_public/bad/000_regular.png")
    mask(root / "test_public/ground_truth/bad/000_regular_mask.png")
    picture(root / "test_public/good/001_regular.png", 1)
    picture(root / "validation/good/002_regular.png", 2)
    picture(root / "test_private/003_mixed.png", 3)


def loco(root: Path) -> None:
    picture(root / "test/logical_anomalies/000.png")
    mask(root / "ground_truth/logical_anomalies/000/000.png")
    mask(root / "ground_truth/logical_anomalies/000/001.png", 40)
    picture(root / "test/good/000.png", 1)


def capitals(root: Path) -> None:
    picture(root / "Test/Crack/000.png")
    mask(root / "Ground_Truth/Crack/000_MASK.PNG")


def side_by_side(root: Path) -> None:
    for number in range(2):
        picture(root / f"{number}.jpg", number)
        mask(root / f"{number}.png")


def two_folders(root: Path) -> None:
    picture(root / "A/0.jpg")
    mask(root / "B/0.png")


def real_iad(root: Path) -> None:
    picture(root / "bottle/OK/S0001/b_0001_OK_C1.jpg", 1)
    picture(root / "bottle/NG/HS/S0002/b_0002_NG_HS_C1.jpg")
    mask(root / "bottle/NG/HS/S0002/b_0002_NG_HS_C1.png")


def cells(root: Path) -> None:
    picture(root / "abc/images/abc.png")
    mask(root / "abc/masks/1.png")
    mask(root / "abc/masks/2.png", 40)


def cityscapes(root: Path) -> None:
    picture(root / "leftImg8bit/train/ulm/ulm_0_leftImg8bit.png")
    mask(root / "gtFine/train/ulm/ulm_0_gtFine_labelIds.png")


def image_and_mask(root: Path) -> None:
    picture(root / "001_image.png")
    mask(root / "001_mask.png")


def mask_in_front(root: Path) -> None:
    picture(root / "0.jpg")
    mask(root / "mask_0.png")


# Layout: the images, the good ones among them, and the masks with the classes they get.
LAYOUTS: list[tuple[Callable[[Path], None], int, int, list[str]]] = [
    (mvtec, 2, 1, ["crack"]),
    (btad, 3, 2, ["ko"]),
    (visa, 2, 1, ["Anomaly"]),
    (anomalib_folder, 2, 1, ["crack"]),
    (pair, 1, 0, ["defect"]),
    (kolektor, 1, 0, ["kos01"]),
    (dagm, 1, 0, ["defect"]),
    (second_edition, 4, 2, ["bad"]),
    (loco, 2, 1, ["logical_anomalies"] * 2),
    (capitals, 1, 0, ["Crack"]),
    (side_by_side, 2, 0, ["defect"] * 2),
    (two_folders, 1, 0, ["B"]),
    (real_iad, 2, 1, ["HS"]),
    (cells, 1, 0, ["defect"] * 2),
    (cityscapes, 1, 0, ["ulm"]),
    (image_and_mask, 1, 0, ["defect"]),
    (mask_in_front, 1, 0, ["defect"]),
]


@pytest.mark.parametrize(
    ("make", "images", "good", "classes"), LAYOUTS, ids=lambda v: getattr(v, "__name__", "")
)
def test_layouts(
    project: Project, tmp_path: Path, make: Callable[[Path], None], images: int, good: int, classes: list[str]
) -> None:
    make(tmp_path / "in")
    report = imported(project, tmp_path / "in")
    assert [problem.reason for problem in report.problems] == []
    assert (report.added, report.good) == (images, good)
    assert sorted(a.class_name for a in project.annotations.ground_truth()) == classes
    assert all(a.mask.area == 100 for a in project.annotations.ground_truth())


@pytest.mark.parametrize(
    "name",
    [
        "000.png",
        "000_mask.bmp",
        "000_mask.tif",
        "000_mask.PNG",
        "000_MASK.png",
        "000_gt.png",
        "000-label.png",
    ],
)
def test_names_of_masks(project: Project, tmp_path: Path, name: str) -> None:
    mvtec(tmp_path / "in", name)
    assert imported(project, tmp_path / "in").annotations == 1


def test_a_mask_with_an_images_whole_name_is_no_others(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in"
    for seed, stem in enumerate(("a", "a_gt")):
        picture(root / "test/crack" / f"{stem}.png", seed)
        mask(root / "ground_truth/crack" / f"{stem}.png", 10 + 30 * seed)
    picture(root / "train/good/0.png", 9)
    imported(project, root)
    names = {image.id: image.name for image in project.images.all()}
    boxes = {names[a.image_id]: a.mask.box for a in project.annotations.ground_truth()}
    assert {name: box.x0 for name, box in boxes.items() if box} == {"a.png": 10, "a_gt.png": 40}


def test_categories_are_found_below(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "in"
    for name in ("bottle", "deeper/still/cable"):
        mvtec(root / name)
    picture(root / "more.png", 7)
    assert [(s.layout, s.folder.name) for s in find_sources(root)] == [
        ("mvtec", "bottle"),
        ("mvtec", "cable"),
        ("folder", "in"),
    ]
    report = imported(project, root)
    assert (report.added, report.annotations, report.good) == (5, 2, 2)


def test_labels_of_bottles_are_photographs(project: Project, tmp_path: Path) -> None:
    picture(tmp_path / "in/front/1.png")
    picture(tmp_path / "in/labels/1.png", 1)
    picture(tmp_path / "in/front/2_label.png", 2)
    assert [source.layout for source in find_sources(tmp_path / "in")] == ["folder"]
    assert imported(project, tmp_path / "in").added == 3


def test_masks_without_images_are_named_and_never_images(project: Project, tmp_path: Path) -> None:
    mask(tmp_path / "in/masks/5.png")
    mask(tmp_path / "in/6_mask.png")
    picture(tmp_path / "in/1.png")
    report = imported(project, tmp_path / "in")
    assert report.added == 1
    assert [problem.reason for problem in report.problems] == ["there is no image for this mask"] * 2


def test_a_projects_own_ground_truth_is_no_data_set(tmp_path: Path) -> None:
    picture(tmp_path / "in/1.png")
    with Project.create(tmp_path / "in") as project:
        assert imported(project, tmp_path / "in").added == 1
        image = project.images.all()[0]
        whole = RleMask.from_array(np.ones((60, 80), bool))
        project.annotations.add(NewAnnotation(image.id, class_name="chip", prompts=Prompts(), mask=whole))
        project.annotations.accept_image(image.id)
        assert [source.layout for source in find_sources(tmp_path / "in")] == ["folder"]
        assert imported(project, tmp_path / "in").problems == []


def test_a_picture_under_two_classes_is_one_image_with_two_annotations(
    project: Project, tmp_path: Path
) -> None:
    picture(tmp_path / "1.png")
    (image_id,) = project.images.add([tmp_path / "1.png"]).added
    for place, name in enumerate(("chip", "crack")):
        pixels = np.zeros((60, 80), bool)
        pixels[10 * place : 10 * place + 5, :20] = True
        project.annotations.add(
            NewAnnotation(image_id, class_name=name, prompts=Prompts(), mask=RleMask.from_array(pixels))
        )
    project.annotations.accept_image(image_id)
    export(project, tmp_path / "out")
    with Project.create(tmp_path / "again") as again:
        report = import_category(again, tmp_path / "out")
        assert (report.added, report.annotations, report.problems) == (1, 2, [])
        assert {a.image_id for a in again.annotations.ground_truth()} == {1}
        meant = sorted((a.class_name, a.mask.counts) for a in project.annotations.ground_truth())
        assert sorted((a.class_name, a.mask.counts) for a in again.annotations.ground_truth()) == meant


def test_a_picture_that_is_good_and_has_a_defect_is_not_signed_off(project: Project, tmp_path: Path) -> None:
    mvtec(tmp_path / "in")
    shutil.copy(tmp_path / "in/test/crack/000.png", tmp_path / "in/train/good/copy.png")
    report = imported(project, tmp_path / "in")
    assert (report.added, report.good, report.annotations) == (2, 1, 1)
    assert "the same picture" in report.problems[0].reason


def test_damaged_images_are_named_and_get_no_ground_truth(project: Project, tmp_path: Path) -> None:
    mvtec(tmp_path / "in")
    for path in (picture(tmp_path / "in/train/good/1.png", 3), picture(tmp_path / "in/test/crack/1.png", 4)):
        path.write_bytes(path.read_bytes()[:3000])
    mask(tmp_path / "in/ground_truth/crack/1_mask.png")
    report = imported(project, tmp_path / "in")
    assert (report.added, report.good, report.annotations) == (2, 1, 1)
    assert sorted(problem.path.name for problem in report.problems) == ["1.png", "1.png"]
    assert project.images.counts()[ImageState.UNREADABLE] == 2
    assert all(
        image.pixel_digest for image in project.images.all() if image.state is not ImageState.UNREADABLE
    )


@pytest.mark.parametrize("orientation", [6, 8])
def test_a_mask_that_was_drawn_on_the_stored_pixels_is_turned(
    project: Project, tmp_path: Path, orientation: int
) -> None:
    mvtec(tmp_path / "in")
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "in/test/crack/000.jpg"
    with Image.open(tmp_path / "in/test/crack/000.png") as image:
        image.save(path, exif=exif)
    (tmp_path / "in/test/crack/000.png").unlink()
    report = imported(project, tmp_path / "in")
    [annotation] = project.annotations.ground_truth()
    assert (annotation.mask.width, annotation.mask.height) == (60, 80) and annotation.mask.area == 100
    assert annotation.mask.box is not None
    assert annotation.mask.box.x0 == (40 if orientation == 6 else 10)
    [note] = report.problems
    assert "EXIF" in note.reason and not note.left_out


def test_one_image_that_cannot_be_annotated_takes_no_batch_along(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mvtec(tmp_path / "in")
    picture(tmp_path / "in/test/crack/001.png", 5)
    mask(tmp_path / "in/ground_truth/crack/001_mask.png")
    add = AnnotationRepository.add_all

    def refuse(self: AnnotationRepository, items: list[object]) -> object:
        from samft_core.errors import ProjectError

        if any(getattr(item, "image_id", 0) == 2 for item in items):
            raise ProjectError(Message.plain("Somebody changed it meanwhile"))
        return add(self, items)  # type: ignore[arg-type]

    monkeypatch.setattr(AnnotationRepository, "add_all", refuse)
    report = imported(project, tmp_path / "in")
    assert report.annotations == 1
    assert [problem.reason for problem in report.problems] == ["Somebody changed it meanwhile"]


@pytest.mark.parametrize("layout", ["mvtec", "labelme"])
def test_an_export_holds_one_mask_at_a_time(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    for number in range(3):
        picture(tmp_path / f"{number}.png", number)
        (image_id,) = project.images.add([tmp_path / f"{number}.png"]).added
        whole = RleMask.from_array(np.ones((60, 80), bool))
        for name in ("chip", "crack"):
            project.annotations.add(NewAnnotation(image_id, class_name=name, prompts=Prompts(), mask=whole))
        project.annotations.accept_image(image_id)
    alive: list[weakref.ref[np.ndarray[Any, Any]]] = []
    decode = RleMask.to_array

    def counted(mask: RleMask) -> Any:
        array = decode(mask)
        alive.append(weakref.ref(array))
        # The caller's last one may still be bound to its name.
        assert sum(reference() is not None for reference in alive) <= 2
        return array

    monkeypatch.setattr(RleMask, "to_array", counted)
    exporter = export if layout == "mvtec" else export_labelme
    assert exporter(project, tmp_path / "out").masks == len(alive) == 6


MASK_STEMS = [
    ("000", ["mask_000", "000 (mask)", "000_m", "000mask", "000_annotation", "000_anno", "000_binary"]),
    ("000", ["000.jpg_mask", "000.jpg", "000_mask (1)", "000_labelIds", "000_defect_mask", "000_mask_"]),
    ("a.b.c", ["a.b.c_mask", "a.b.c", "a.b.c_gt_1"]),
]


@pytest.mark.parametrize("stem, stems", MASK_STEMS)
def test_every_name_a_mask_bears_leads_to_its_image(stem: str, stems: list[str]) -> None:
    assert [name for name in stems if stem not in image_stems(name)] == []
    assert image_stems("unmask") == ["unmask"]  # no word of its own
    assert image_stems("bottle_defect") == ["bottle_defect"]


def test_photographs_of_the_same_name_in_two_folders_are_no_masks(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "data"
    for folder in ("good", "scratch"):
        for number in range(2):
            picture(root / folder / f"{number}.png", number + len(folder))
    grey = Image.fromarray(np.random.default_rng(3).integers(0, 200, (60, 80), np.uint8))
    (root / "grey").mkdir()
    for number in range(2):
        grey.save(root / "grey" / f"{number}.png")  # black is among its values, and many others
    assert imported(project, root).added == 6
    assert not project.annotations.ground_truth()


UNREAD = {
    "a.json": ('[{"image_id": 1, "category_id": 1, "segmentation": {"counts": "x"}}]', "COCO"),
    "b.json": ('{"objects": [{"classTitle": "x", "geometryType": "bitmap"}]}', "Supervisely"),
    "d.json": ('{"imgHeight": 1, "imgWidth": 1, "objects": []}', "Cityscapes"),
    "e.json": ('{"info": {}, "categories": {}, "items": [{"annotations": []}]}', "Datumaro"),
    "h.csv": ("filename,region_shape_attributes\n", "VGG Image Annotator"),
    "i.csv": ("ImageId,EncodedPixels\n", "Kaggle"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_annotations_that_are_not_read_are_named(project: Project, tmp_path: Path, name: str) -> None:
    content, kind = UNREAD[name]
    picture(tmp_path / "data" / "image.png")
    (tmp_path / "data" / name).write_text(content, "utf-8")
    report = imported(project, tmp_path / "data")
    assert report.added == 1
    assert [problem.reason for problem in report.problems] == [Message("unread.files", count=1, kind=kind)]


def test_a_licence_beside_categories_is_no_problem(tmp_path: Path) -> None:
    mvtec(tmp_path / "bottle")
    (tmp_path / "license.txt").write_text("free")
    assert main(["new", str(tmp_path / "project")]) == 0
    assert main(["import", str(tmp_path), "-p", str(tmp_path / "project")]) == 0


def test_labelme_files_are_found_among_many_others(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number:03}.json").write_text("{}")
    picture(tmp_path / "z.png")
    (tmp_path / "z.json").write_text('{"shapes": [], "imagePath": "z.png", "imageData": null}')
    assert [source.layout for source in find_sources(tmp_path)] == ["labelme"]


def test_classes_named_as_other_folders_are_come_back_from_an_export(
    project: Project, tmp_path: Path
) -> None:
    """A folder of defects is never signed off as good, and never taken for one of masks."""
    names = ["normal", "mask", "OK", "ground_truth"]
    for number, name in enumerate(names):
        (image_id,) = project.images.add([picture(tmp_path / "in" / f"{number}.png", number)]).added
        whole = RleMask.from_array(np.pad(np.ones((10, 10), bool), ((10, 40), (10, 60))))
        project.annotations.add(
            NewAnnotation(
                image_id, class_name=name, prompts=Prompts(), mask=whole, state=AnnotationState.ACCEPTED
            )
        )
    export(project, tmp_path / "out")
    with Project.create(tmp_path / "again", inspector="Ada") as again:
        report = imported(again, tmp_path / "out")
        assert (report.added, report.good, report.problems) == (4, 0, [])
        assert sorted(a.class_name for a in again.annotations.ground_truth()) == sorted(names)
