"""Small projects and encoders for whole runs that take seconds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import pixel_digest
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation
from samft_core.sam.types import Embedding
from samft_core.training.assess.extent import AssessmentExtent
from samft_core.training.run import fine_tune

FEW_QUESTIONS = AssessmentExtent(probes_per_kind=1, pictures=1, clicks=3)
"""Every part of an assessment at work, in seconds."""
fine_tune_shortly = partial(fine_tune, extent=FEW_QUESTIONS)


class FakeEncoder:
    """Embeds the picture's own pixels, so that the real decoder sees something that depends on the image."""

    digest = "fake"
    description = "fake encoder"
    precision = "f32"

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        frame = Frame(rgb.shape[1], rgb.shape[0], view)
        small = np.asarray(Image.fromarray(view.render(rgb)).resize((64, 64)), np.float32) / 255 - 0.5
        return Embedding(np.tile(small.transpose(2, 0, 1), (86, 1, 1))[:256] * 0.1, frame, self.digest)


class CountingEncoder(FakeEncoder):
    """Notes what it was asked for, by the digest of the pixels."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, View]] = []

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        self.seen.append((pixel_digest(rgb), view))
        return super().encode(rgb, view)


def make_project(folder: Path, images: int, *, scattered: bool = False) -> Project:
    """A project of so many images with one mask each, of two parts that lie apart where ``scattered``."""
    rng = np.random.default_rng(0)
    project = Project.create(folder / "project", inspector="Ada")
    for number in range(images):
        rgb = rng.integers(0, 60, (48, 64, 3), np.uint8)
        mask = np.zeros((48, 64), bool)
        mask[10 + number : 26 + number, 12:36] = True
        if scattered:
            mask[36:44, 50:60] = True
        rgb[mask] += 120
        path = folder / f"{number:02d}.png"
        Image.fromarray(rgb).save(path)
        [image_id] = project.images.add([path]).added
        rle = RleMask.from_array(mask)
        project.annotations.add(
            NewAnnotation(
                image_id,
                class_name="chip",
                prompts=Prompts(box=rle.box),
                mask=rle,
                state=AnnotationState.ACCEPTED,
            )
        )
    return project
