"""What a run learns from and is measured on: the accepted masks, frozen in a manifest. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samft_core.dataset.splits import with_lots_of_names
from samft_core.messages.message import Message
from samft_core.project.manifest import GoodImage, Manifest, Sample

if TYPE_CHECKING:
    from samft_core.project.project import Project


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An image whose ground truth does not count now, because of its file, and why."""

    image_id: int
    path: Path
    reason: Message

    @property
    def text(self) -> Message:
        """For people."""
        return Message("data.left_out", name=self.path.name, reason=self.reason)


def build_manifest(project: Project) -> Manifest:
    """All accepted masks and all good images whose files are as they were, by id. Without splits.

    Where the project requires review, only what was approved.
    """
    return gather(project)[0]


def gather(project: Project) -> tuple[Manifest, list[LeftOut]]:
    """The same, and which images are left out: their file is missing, cannot be reached or was changed."""
    images = {image.id: image for image in project.images.all()}
    truth = [annotation for annotation in project.annotations.ground_truth() if annotation.image_id in images]
    signed_off = project.reviews.good_images()
    wanted = {annotation.image_id for annotation in truth} | {image.id for image in signed_off}
    problems = project.image_files.problems(wanted)
    left_out = [LeftOut(i, images[i].path, error.message) for i, error in sorted(problems.items())]
    samples = [
        Sample(
            image_id=annotation.image_id,
            path=images[annotation.image_id].path,
            group=images[annotation.image_id].group,
            class_name=annotation.class_name,
            mask=annotation.mask,
            box=box,
            annotation_id=annotation.id,
            pixel_digest=images[annotation.image_id].pixel_digest,
        )
        for annotation in truth
        if annotation.image_id not in problems and (box := annotation.mask.box) is not None
    ]
    good = (GoodImage(i.id, i.path, i.pixel_digest) for i in signed_off if i.id not in problems)
    return Manifest(tuple(with_lots_of_names(samples)), tuple(good)), left_out
