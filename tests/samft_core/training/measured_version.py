"""A version whose run kept its answers, without a run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.image_results import image_results
from samft_core.evaluation.records import Comparison, RowResult, table
from samft_core.imaging.masks import RleMask, mask_iou
from samft_core.project.manifest import Manifest, Sample, Split
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord, VersionRecord, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.decoder_files import DECODER_FILE
from samft_core.sam.types import BASE_VERSION
from samft_core.training.run_folder import Answer, RunFolder

SIZE = (160, 120)
SIDE = 24


def square(shift: int = 0) -> RleMask:
    """The true mask of each image, or one that is so many pixels beside it."""
    mask = np.zeros((SIZE[1], SIZE[0]), np.bool_)
    mask[40 : 40 + SIDE, 50 + shift : 50 + shift + SIDE] = True
    return RleMask.from_array(mask)


def answer(image: ImageRecord, shift: int) -> Answer:
    """The answer to the noisy box of an image's mask, so many pixels beside it."""
    iou = mask_iou(square().to_array(), square(shift).to_array())
    row = RowResult(
        key=f"{image.id}", image_id=image.id, annotation_id=image.id, class_name="scratch", boxes="noisy",
        iou=iou, dice=iou, boundary_iou=iou,
    )  # fmt: skip
    return Answer(row=row, box=(49, 39, 75, 65), mask=square(shift).to_json())


def measured_version(project: Project, shifts: Mapping[int, tuple[int, int]]) -> VersionRecord:
    """A version that was measured on images of ``SIZE``: by id how far masks were off before, and are now."""
    images = {image.id: image for image in project.images.all() if image.id in shifts}
    truth = square()
    assert truth.box is not None
    samples = [
        Sample(i.id, i.path, "", "scratch", truth, truth.box, i.id, i.pixel_digest) for i in images.values()
    ]
    manifest = Manifest(tuple(samples)).with_splits([Split((), tuple(images))])
    digest = project.runs.freeze_manifest(manifest)
    run = project.runs.start(recipe={}, seed=0, manifest_digest=digest)
    before = [answer(images[i], shift) for i, (shift, _) in shifts.items()]
    after = [answer(images[i], shift) for i, (_, shift) in shifts.items()]
    folder = RunFolder(run.folder)
    folder.keep_answers(BASE_VERSION, before)
    folder.keep_answers("fit", after)
    base = [answered.row for answered in before]
    ours = [answered.row for answered in after]
    comparison = Comparison(
        method="held out", held_out_images=len(images), train_images=9, box_noise=0.1,
        rows=table({"candidate": ours, "base": base}, {"candidate": "v1", "base": BASE_VERSION}),
        gate=assess_candidate(ours, {"base": base}),
    )  # fmt: skip
    names = {image.id: image.name for image in images.values()}
    with project.versions.new_version() as new:
        (new.folder / DECODER_FILE).write_bytes(b"no weights")
        card = VersionCard(
            version=new.name,
            manifest_digest=digest,
            comparison=comparison.to_json(),
            image_results=image_results(ours, {BASE_VERSION: base}, names),
        )
        new.add(card, run_id=run.id, state=VersionState.CANDIDATE)
    return project.versions.get(new.name)
