"""Small projects to break: drawn bottles, masks in three classes, good images, drafts."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = (96, 72)
"""Width and height of the images."""

CLASSES = ("crack", "chip", "stain")


def draw(index: int, width: int = SIDE[0], height: int = SIDE[1]) -> np.ndarray:
    """A grey picture that differs for each index; uint8 H x W x 3."""
    rng = np.random.default_rng(index)
    rows, columns = np.mgrid[:height, :width]
    rgb = np.repeat(((rows + columns + 7 * index) % 120 + 60)[..., None], 3, axis=2).astype(np.uint8)
    rgb[rng.integers(0, 3, (height, width)) == 0] += 3
    return rgb


def make_images(folder: Path, count: int) -> list[Path]:
    """Write ``count`` images; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"bottle {index:03d}.png" for index in range(count)]
    for index, path in enumerate(paths):
        Image.fromarray(draw(index)).save(path)
    return paths


def disc(rng: random.Random, width: int = SIDE[0], height: int = SIDE[1]) -> np.ndarray:
    """A round mask somewhere; bool H x W."""
    rows, columns = np.mgrid[:height, :width] + 0.5
    x, y, radius = rng.uniform(12, width - 12), rng.uniform(12, height - 12), rng.uniform(3, 11)
    return np.asarray(np.hypot(columns - x, rows - y) <= radius)


def make_project(folder: Path, images: Path, *, count: int = 12, seed: int = 0) -> None:
    """A project with ``count`` images: half of them accepted, some good, some with drafts, some new."""
    from samft_core.imaging.masks import RleMask
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.project import Project
    from samft_core.project.records import AnnotationState, NewAnnotation

    rng = random.Random(seed)
    paths = make_images(images, count)
    with Project.create(folder, name="faults", inspector="ada") as project:
        project.images.add(paths)
        for place, image in enumerate(project.images.all()):
            kind = place % 4
            if kind == 3:
                continue
            if kind == 2:
                project.images.set_good(image.id, True)
                continue
            for _ in range(rng.randint(1, 2)):
                project.annotations.add(
                    NewAnnotation(
                        image.id,
                        class_name=rng.choice(CLASSES),
                        prompts=Prompts(),
                        mask=RleMask.from_array(disc(rng)),
                        state=AnnotationState.ACCEPTED if place % 8 != 5 else AnnotationState.DRAFT,
                    )
                )


def add_version(folder: Path, *, active: bool = False) -> str:
    """Add a model version of the right shape to the project; returns its name. Loads torch."""
    from samft_core.project.project import Project
    from samft_core.project.version_card import VersionCard
    from samft_core.sam.decoder_files import DECODER_FILE, save_decoder
    from samft_core.sam.registry import load_model

    with Project.open(folder, inspector="ada") as project:
        model = load_model(project.base_model, encoder=False)
        card = {"base_digest": model.base_digest, "base_model": "mobile", "who": "ada"}
        with tempfile.TemporaryDirectory() as made:
            card["decoder_sha256"] = save_decoder(
                Path(made), model.new_decoder(), base_digest=model.base_digest
            )
            record = project.versions.add(
                card=VersionCard.read(card),
                folder_builder=lambda folder: copy_file(Path(made, DECODER_FILE), folder),
            )
        if active:
            project.versions.activate(record.name)
        return record.name


def copy_file(file: Path, folder: Path) -> None:
    """The same file in ``folder``."""
    shutil.copy(file, folder)


def copy(source: Path, target: Path) -> Path:
    """Another project like ``source``."""
    return Path(shutil.copytree(source, target, symlinks=True))
