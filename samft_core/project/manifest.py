"""The data of one run as plain frozen values: samples, good images, splits. Kept for good by digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from samft_core.errors import TrainingError
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import MaskError, RleMask
from samft_core.messages.message import Message

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One accepted mask on one image.

    ``group`` is the lot, or empty; ``box`` holds all pixels of the mask.
    """

    image_id: int
    path: Path
    group: str
    class_name: str
    mask: RleMask
    box: Box
    annotation_id: int
    pixel_digest: str | None = None
    copy_of: int | None = None
    """The image with a smaller id that shows the same picture in slightly other pixels."""


@dataclass(frozen=True, slots=True)
class GoodImage:
    """An image that was signed off as free of defects."""

    image_id: int
    path: Path
    pixel_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Image ids to learn from and image ids to be measured on; no image is in both."""

    train: tuple[int, ...]
    held_out: tuple[int, ...]

    def parts(self, samples: Iterable[Sample]) -> tuple[list[Sample], list[Sample]]:
        """The samples of both sides."""
        train = set(self.train)
        held_out = set(self.held_out)
        kept = list(samples)
        return [s for s in kept if s.image_id in train], [s for s in kept if s.image_id in held_out]


@dataclass(frozen=True)
class Manifest:
    """The data of one run, fixed: what was learnt from and what was held out, to the pixel."""

    samples: tuple[Sample, ...]
    good: tuple[GoodImage, ...] = ()
    splits: tuple[Split, ...] = field(default=())

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hex of ``to_json``."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()

    @property
    def image_ids(self) -> tuple[int, ...]:
        """The images with masks, in ascending order."""
        return tuple(sorted({sample.image_id for sample in self.samples}))

    def with_splits(self, splits: Iterable[Split]) -> Manifest:
        """The same data with these splits."""
        return Manifest(self.samples, self.good, tuple(splits))

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, so equal manifests are equal texts."""
        data = {
            "format": FORMAT,
            "samples": [_sample_json(sample) for sample in self.samples],
            "good": [[g.image_id, g.path.as_posix(), g.pixel_digest] for g in self.good],
            "splits": [{"train": list(s.train), "held_out": list(s.held_out)} for s in self.splits],
        }
        return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what ``to_json`` wrote. Raises TrainingError on anything else."""
        try:
            data = parse_json(text, source="json.the_manifest")
            if data["format"] != FORMAT:
                raise ValueError(Message("data.unknown_format", format=data["format"]))
            return cls(
                samples=tuple(_sample_from(s) for s in data["samples"]),
                good=tuple(GoodImage(i, Path(path), digest) for i, path, digest in data["good"]),
                splits=tuple(Split(tuple(s["train"]), tuple(s["held_out"])) for s in data["splits"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError, MaskError, JsonError) as error:
            raise TrainingError(Message("data.manifest_unreadable", reason=error)) from error


def _sample_json(sample: Sample) -> dict[str, Any]:
    return {
        "image": sample.image_id,
        "path": sample.path.as_posix(),
        "group": sample.group,
        "class": sample.class_name,
        "mask": sample.mask.to_json(),
        "annotation": sample.annotation_id,
        "pixels": sample.pixel_digest,
        # Left out where there is none, so that manifests of earlier programs keep their digest.
        **({} if sample.copy_of is None else {"copy_of": sample.copy_of}),
    }


def _sample_from(data: dict[str, Any]) -> Sample:
    mask = RleMask.from_json(data["mask"])
    box = mask.box
    # An empty mask has no box to ask with; it can only come from a damaged manifest.
    if box is None:
        raise ValueError(Message("data.empty_mask"))
    return Sample(
        image_id=int(data["image"]),
        path=Path(data["path"]),
        group=str(data["group"]),
        class_name=str(data["class"]),
        mask=mask,
        box=box,
        annotation_id=int(data["annotation"]),
        pixel_digest=data["pixels"],
        copy_of=data.get("copy_of"),
    )
