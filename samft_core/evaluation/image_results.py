"""A version image by image: where it got better or worse, told in one sentence. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samft_core.evaluation.records import RowResult
from samft_core.messages.message import Message
from samft_core.project.version_card import ImageResult
from samft_core.sam.types import BASE_VERSION

BETTER = 0.005
"""An image is better where its masks gained more mean IoU than this; nobody sees less."""

WORSE = -0.02
"""An image got worse where its masks lost more than this."""

POOR = 0.5
"""Below this IoU a mask is not the defect, whatever it was before."""

LOOKED_AT = 3
"""So many images are named to look at."""


def image_results(
    candidate: Sequence[RowResult],
    references: Mapping[str, Sequence[RowResult]],
    names: Mapping[int, str],
) -> tuple[ImageResult, ...]:
    """Mean IoU with noisy boxes of each held-out image, before and after, in the order of image ids.

    ``references`` holds rows by version; a later version counts before an earlier one where it answered
    the same box, so the one in use goes last. ``names`` are the images' file names by id.
    """
    before: dict[str, tuple[str, float]] = {}
    for version, rows in references.items():
        before |= {row.key: (version, row.iou) for row in rows if row.boxes == "noisy"}
    by_image: dict[int, list[RowResult]] = {}
    for row in candidate:
        if row.boxes == "noisy" and row.key in before:
            by_image.setdefault(row.image_id, []).append(row)
    return tuple(
        _image_result(names.get(image_id, ""), rows, before) for image_id, rows in sorted(by_image.items())
    )


def _image_result(
    name: str, rows: Sequence[RowResult], before: Mapping[str, tuple[str, float]]
) -> ImageResult:
    known = [before[row.key] for row in rows]
    return ImageResult(
        image=rows[0].image_id,
        name=name,
        classes=tuple(sorted({row.class_name for row in rows})),
        masks=len(rows),
        # One version for the image: where the one in use answered only some masks, it is still the measure.
        against=next((version for version, _ in known if version != BASE_VERSION), BASE_VERSION),
        before=sum(iou for _, iou in known) / len(known),
        after=sum(row.iou for row in rows) / len(rows),
    )


@dataclass(frozen=True, slots=True)
class ResultSummary:
    """What an inspector reads first about a version.

    ``worse`` and ``poor`` images are in the order of how bad they are; ``look`` names a few of them.
    """

    images: tuple[ImageResult, ...]
    better: tuple[ImageResult, ...]
    worse: tuple[ImageResult, ...]
    look: tuple[ImageResult, ...]

    @classmethod
    def of(cls, images: Sequence[ImageResult]) -> ResultSummary | None:
        """The summary of a card's images; None where there are none, as on cards of earlier programs."""
        if not images:
            return None
        better = tuple(sorted((i for i in images if i.gain > BETTER), key=lambda i: -i.gain))
        worse = tuple(sorted((i for i in images if i.gain < WORSE), key=lambda i: i.gain))
        poor = sorted((i for i in images if i.after < POOR and i not in worse), key=lambda i: i.after)
        return cls(tuple(images), better, worse, (*worse, *poor)[:LOOKED_AT])

    @property
    def best(self) -> ImageResult | None:
        """The image that gained most; None where none did."""
        return self.better[0] if self.better else None

    @property
    def worst(self) -> ImageResult:
        """The image with the worst masks now."""
        return min(self.images, key=lambda image: image.after)

    @property
    def sentence(self) -> Message:
        """ "Better on 9 of 10 images. Look at these 3."."""
        first = self._better()
        if not self.look:
            return first
        return Message("result.sentences", first=first, second=Message("result.look", count=len(self.look)))

    def _better(self) -> Message:
        images = len(self.images)
        if not self.better:
            return Message("result.better_on_none", images=images)
        if len(self.better) == images:
            return Message("result.better_on_all", images=images)
        return Message("result.better_on", better=len(self.better), images=images)

    def pictured(self) -> list[tuple[str, ImageResult]]:
        """The images to show before and after: the best, the worst, and those that got worse; each once.

        The word is "best", "worst" or "worse".
        """
        chosen: dict[int, tuple[str, ImageResult]] = {}
        if self.best is not None:
            chosen[self.best.image] = ("best", self.best)
        for image in self.worse[:LOOKED_AT]:
            chosen.setdefault(image.image, ("worse", image))
        chosen.setdefault(self.worst.image, ("worst", self.worst))
        return list(chosen.values())
