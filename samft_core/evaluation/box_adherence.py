"""Boxes without a known answer: does a version still keep to what the box asks for? Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samft_core.evaluation.evaluate import BoxQuery, PredictFn
from samft_core.evaluation.records import BoxAdherence, ProbeKind
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask
from samft_core.project.manifest import GoodImage, Sample

BOX_GROWTH = 0.1
"""A mask may reach this share of the box's size past each side and still count as keeping to the box."""

PROBES_A_KIND = 5
"""Boxes of each kind; each costs the encodings of the version's views."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One box of one kind."""

    kind: ProbeKind
    query: BoxQuery


def make_probes(
    samples: Sequence[Sample], good: Sequence[GoodImage], *, each: int = PROBES_A_KIND, seed: int = 0
) -> list[Probe]:
    """Up to ``each`` boxes of each kind, as large as the defects in ``samples``.

    On good images; on other things in the images of defects; half a box away from a defect; on half of one.
    Good images are taken to have the size of the images with defects.
    """
    if not samples:
        return []
    # A stream of its own, so that probes do not move when something else draws one number more.
    rng = np.random.default_rng([seed, 77])
    chosen = [samples[int(i)] for i in rng.permutation(len(samples))]
    like = [chosen[i % len(chosen)] for i in range(each)]
    found = [
        Probe("good", _query(good[i % len(good)], sample, _anywhere(sample, rng)))
        for i, sample in enumerate(like if good else ())
    ]
    found += [Probe("beside", query) for query in _beside(chosen, samples, each, rng)]
    few = like[: min(each, len(chosen))]
    found += [Probe("shifted", _query(sample, sample, _shifted(sample))) for sample in few]
    found += [Probe("halved", _query(sample, sample, _halved(sample.box))) for sample in few]
    return found


def box_adherence(predict: PredictFn, probes: Sequence[Probe], *, version: str) -> BoxAdherence | None:
    """How far ``ask`` spills over boxes; None without probes."""
    if not probes:
        return None
    spills = [spill(predict(probe.query).mask, probe.query) for probe in probes]
    return BoxAdherence.of(version, spills, [probe.kind for probe in probes])


def spill(mask: Mask, query: BoxQuery) -> float:
    """The mask's area outside the slightly grown box, as a share of the box's area; at most 1.

    The box is scaled where the image turned out to be of another size than assumed.
    """
    height, width = mask.shape
    x = width / query.width
    y = height / query.height
    box = Box(query.box.x0 * x, query.box.y0 * y, query.box.x1 * x, query.box.y1 * y)
    dx = box.width * BOX_GROWTH
    dy = box.height * BOX_GROWTH
    grown = Box(box.x0 - dx, box.y0 - dy, box.x1 + dx, box.y1 + dy).clipped(width, height)
    x0, y0, x1, y1 = (round(v) for v in grown.as_tuple())
    outside = int(np.count_nonzero(mask)) - int(np.count_nonzero(mask[y0:y1, x0:x1]))
    return min(1.0, outside / max(box.area, 1.0))


def _query(image: Sample | GoodImage, like: Sample, box: Box) -> BoxQuery:
    width = like.mask.width
    height = like.mask.height
    return BoxQuery(image, box.clipped(width, height), width, height)


def _anywhere(like: Sample, rng: np.random.Generator) -> Box:
    x = rng.uniform(0, max(like.mask.width - like.box.width, 0.0))
    y = rng.uniform(0, max(like.mask.height - like.box.height, 0.0))
    return Box(x, y, x + like.box.width, y + like.box.height)


def _beside(
    chosen: Sequence[Sample], samples: Sequence[Sample], each: int, rng: np.random.Generator
) -> list[BoxQuery]:
    """Boxes that touch no known defect; fewer than ``each`` where space is short."""
    found: list[BoxQuery] = []
    # Free places are found by trying; an image full of defects has few, so there is an end to it.
    for attempt in range(each * 8):
        if len(found) == each:
            break
        like = chosen[attempt % len(chosen)]
        query = _query(like, like, _anywhere(like, rng))
        if all(query.box.iou(s.box) == 0 for s in samples if s.image_id == like.image_id):
            found.append(query)
    return found


def _shifted(sample: Sample) -> Box:
    """Half a box away, to the side where the image has the most room."""
    box = sample.box
    width = sample.mask.width
    height = sample.mask.height
    room = {
        (0.5, 0.0): width - box.x1,
        (-0.5, 0.0): box.x0,
        (0.0, 0.5): height - box.y1,
        (0.0, -0.5): box.y0,
    }
    right, down = max(room, key=lambda way: room[way])
    return box.moved(right * box.width, down * box.height)


def _halved(box: Box) -> Box:
    """The first half along the longer side."""
    x, y = box.centre
    return Box(box.x0, box.y0, x, box.y1) if box.width >= box.height else Box(box.x0, box.y0, box.x1, y)
