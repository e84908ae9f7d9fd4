"""Projects with difficult masks, for round trips through every format that keeps them exactly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from samft_core.formats.import_folder import import_source
from samft_core.formats.import_report import ImportReport
from samft_core.formats.registry import BY_NAME, ExportOptions
from samft_core.imaging.masks import Mask, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation

HEIGHT = 30
WIDTH = 44

Truth = dict[str, set[tuple[str, bytes]]]
"""The accepted masks of each image, by the digest of its pixels."""


def picture(path: Path, seed: int, *, orientation: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(np.random.default_rng(seed).integers(90, 120, (HEIGHT, WIDTH, 3), np.uint8))
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    image.save(path, exif=exif)
    return path


def masks(height: int, width: int) -> list[tuple[str, Mask]]:
    """A hole, separate parts, a single pixel, the whole image, noise, and something at every border."""
    hole = np.zeros((height, width), np.bool_)
    hole[4:14, 4:20] = True
    hole[7:10, 8:12] = False
    parts = np.zeros((height, width), np.bool_)
    parts[20:24, 1:5] = parts[2:6, width - 6 : width - 2] = parts[height - 3 :, width - 9 :] = True
    pixel = np.zeros((height, width), np.bool_)
    pixel[height - 1, 0] = True
    noise = np.random.default_rng(5).random((height, width)) < 0.3
    frame = np.ones((height, width), np.bool_)
    frame[1:-1, 1:-1] = False
    return [
        ("crack", hole),
        ("crack", parts),
        ("Kratzer ä", pixel),
        ("気泡", noise),
        ("rim", frame),
        ("all", np.ones((height, width), np.bool_)),
    ]


@contextmanager
def difficult(root: Path, chosen: slice = slice(None)) -> Iterator[Project]:
    """Two images of one name, one that EXIF turns, one with a name that is not ASCII, one good, one new."""
    paths = [
        picture(root / "in/a/1.png", 1),
        picture(root / "in/b/1.png", 2),
        picture(root / "in/turned.jpg", 3, orientation=6),
        picture(root / "in/Flasche ü %20 瓶.png", 4),
    ]
    good = picture(root / "in/fine.png", 5)
    new = picture(root / "in/later.png", 6)
    with Project.create(root / "project", inspector="Ada") as project:
        project.images.add([*paths, good, new])
        for image in project.images.all():
            if image.path in paths:
                project.annotations.add_all(
                    [
                        annotation(image.id, name, mask)
                        for name, mask in masks(image.height, image.width)[chosen]
                    ]
                )
            elif image.path == good:
                project.images.sign_off_good([image.id])
        yield project


def annotation(image_id: int, name: str, mask: Mask) -> NewAnnotation:
    packed = RleMask.from_array(mask)
    return NewAnnotation(image_id, name, Prompts(box=packed.box), packed, state=AnnotationState.ACCEPTED)


def truth(project: Project) -> Truth:
    found: Truth = {}
    for image in project.images.all():
        if image.state is ImageState.NEW:
            continue
        with Image.open(image.path) as opened:
            key = str(hash(opened.tobytes()))
        found[key] = {
            (record.class_name, record.mask.counts) for record in project.annotations.of_image(image.id)
        }
    return found


def imported(project: Project, folder: Path, layout: str | None = None) -> ImportReport:
    whole = ImportReport()
    for _, report in import_source(project, folder, layout=layout):
        whole.add(report)
    return whole


def there_and_back(project: Project, root: Path, layout: str, options: ExportOptions | None = None) -> Truth:
    """What comes in again of what was written, recognised without being told the format."""
    chosen = options or ExportOptions()
    report = BY_NAME[layout].writer.export(project, root / "out", options=chosen)
    assert not [problem for problem in report.problems if problem.left_out]
    with Project.create(root / "again", inspector="Bob") as again:
        back = imported(again, root / "out")
        assert not [problem for problem in back.problems if problem.left_out], back.problems
        return truth(again)
