"""A version's held-out images before and after, as pictures for its result card. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from samft_core.dataset.image_reader import Images
from samft_core.errors import SamftError
from samft_core.evaluation.image_results import ResultSummary
from samft_core.evaluation.report.pictures import BASE, TRUTH, TUNED, Colour, outlined, window_round
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskError, RleMask
from samft_core.imaging.pixels import Rgb
from samft_core.messages.message import Message
from samft_core.project.manifest import Manifest, Sample
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from samft_core.training.plan import plan_of
from samft_core.training.run_folder import Answer, RunFolder, mixture_name

SIDE = 240
"""Longest side of a picture in pixels: sharp on a card that is as wide as a panel, at twice the scale."""

OUTLINE = 4
"""Width of an outline in pixels: it can still be seen where the picture is shown at a third of its size."""


@dataclass(frozen=True, slots=True)
class ImagePictures:
    """One image, cut to its masks, three times: ground truth, masks before, masks of the version.

    Each is uint8 H x W x 3 with outlines; all show the same part of the image.
    """

    image: int
    truth: Rgb
    before: Rgb
    after: Rgb


@dataclass(frozen=True, slots=True)
class _Triple:
    """One mask: the accepted one, and what was answered to the same box before and by the version."""

    sample: Sample
    before: Answer
    after: Answer


def result_pictures(
    project: Project, record: VersionRecord, paths: Mapping[int, Path], *, side: int = SIDE
) -> list[ImagePictures]:
    """Pictures of the images that a version's card shows, as far as they can be made.

    ``paths`` says where the project's images lie now, by id. An image that has left the project, or cannot be
    read, or whose pixels are no longer those that were annotated, is left out. Empty where nothing was kept
    to draw: for a version that came in a pack, and for cards of earlier programs.
    Raises ProjectError and TrainingError where the run's data or answers are damaged.
    """
    summary = ResultSummary.of(record.card.image_results)
    if summary is None or record.run_id is None or record.card.manifest_digest is None:
        return []
    wanted = [result for _, result in summary.pictured()]
    against = {result.against for result in wanted}
    triples = _triples(project, record, against, {result.image for result in wanted})
    images = Images()
    found = []
    for result in wanted:
        path = paths.get(result.image)
        if path is None or result.image not in triples:
            continue
        try:
            found.append(_drawn(triples[result.image], path, images, side))
        except (SamftError, OSError):
            continue  # told by what is missing: the card shows such an image's name alone
    return found


def _triples(
    project: Project, record: VersionRecord, against: set[str], wanted: set[int]
) -> dict[int, list[_Triple]]:
    """The masks of the images ``wanted`` by image; those that were not answered both times are left out."""
    run = project.runs.get(record.run_id or 0)
    manifest = project.runs.load_manifest(str(record.card.manifest_digest))
    folder = RunFolder(run.folder)
    samples = {s.annotation_id: s for s in manifest.samples if s.image_id in wanted}
    after = _fits_answers(folder, manifest, record.card)
    before = _noisy(folder, BASE_VERSION)
    for version in sorted(against - {BASE_VERSION}):
        # As the run compared: what this run asked the version counts before what its own run had measured.
        before |= _recorded(project, version) | _noisy(folder, version)
    found: dict[int, list[_Triple]] = {}
    for key, answer in after.items():
        sample = samples.get(answer.row.annotation_id)
        if sample is not None and key in before:
            found.setdefault(sample.image_id, []).append(_Triple(sample, before[key], answer))
    return found


def _noisy(folder: RunFolder, name: str) -> dict[str, Answer]:
    """The kept answers to noisy boxes by key; empty where none were kept. Raises TrainingError."""
    kept = folder.answers(name)
    return {} if kept is None else {answer.row.key: answer for answer in kept.answers if _is_noisy(answer)}


def _is_noisy(answer: Answer) -> bool:
    return answer.row.boxes == "noisy"


def _fits_answers(folder: RunFolder, manifest: Manifest, card: VersionCard) -> dict[str, Answer]:
    """What a run's fits answered about images that they held out, mixed as the version's weights are."""
    found: dict[str, Answer] = {}
    for fit in plan_of(manifest).fits:
        if fit.split.held_out:
            found |= _noisy(folder, mixture_name(fit.name, card.tuned_share))
    return found


def _recorded(project: Project, version: str) -> dict[str, Answer]:
    """What the run of an earlier ``version`` measured; empty where it came in a pack or has gone."""
    record = next((known for known in project.versions.all() if known.name == version), None)
    if record is None or record.run_id is None or record.card.manifest_digest is None:
        return {}
    run = project.runs.get(record.run_id)
    manifest = project.runs.load_manifest(record.card.manifest_digest)
    return _fits_answers(RunFolder(run.folder), manifest, record.card)


def _drawn(triples: Sequence[_Triple], path: Path, images: Images, side: int) -> ImagePictures:
    """The pictures of one image. Raises ImageError, TrainingError for other pixels, and MaskError."""
    first = triples[0].sample
    rgb = images.read(replace(first, path=path))
    height, width = rgb.shape[:2]
    truth = [triple.sample.mask for triple in triples]
    before = [triple.before.rle() for triple in triples]
    after = [triple.after.rle() for triple in triples]
    boxes = [triple.sample.box for triple in triples]
    x0, y0, x1, y1 = window_round(_round_all(boxes), height, width)
    crop = rgb[y0:y1, x0:x1]
    scale = side / max(crop.shape[:2])

    def picture(masks: Sequence[RleMask], colour: Colour) -> Rgb:
        united = np.zeros(crop.shape[:2], np.bool_)
        for mask in masks:
            _require_size(mask, path, width=width, height=height)
            united |= mask.cut(x0, y0, x1, y1)
        return outlined(crop, united, colour, scale, width=OUTLINE)

    return ImagePictures(first.image_id, picture(truth, TRUTH), picture(before, BASE), picture(after, TUNED))


def _require_size(mask: RleMask, path: Path, *, width: int, height: int) -> None:
    if (mask.width, mask.height) != (width, height):
        sizes = {"width": mask.width, "height": mask.height, "image_width": width, "image_height": height}
        raise MaskError(Message("mask.other_size", **sizes), path=path)


def _round_all(boxes: Sequence[Box]) -> Box:
    """The box that holds all of them."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
