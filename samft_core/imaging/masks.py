"""Masks: exact rasters with holes and islands always kept. Run-length coding is COCO's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import SamftError
from samft_core.files.limits import MAX_PIXELS
from samft_core.imaging import rle
from samft_core.imaging.geometry import Box
from samft_core.messages.message import Message

Mask = NDArray[np.bool_]
"""H x W, True where the object is."""


# Longer texts are rare, and their runs too large to keep many of them.
_KEPT_CHARACTERS = 16_384


class MaskError(SamftError):
    """Run lengths that describe no mask of their size."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Patch:
    """Part of a mask: ``patch`` (h x w bool) begins in column ``x0`` and row ``y0`` of the image."""

    x0: int
    y0: int
    patch: Mask

    def united(self, other: Patch) -> Patch:
        """The pixels of both, in the box of both."""
        if not other.patch.size:
            return self
        if not self.patch.size:
            return other
        x0 = min(self.x0, other.x0)
        y0 = min(self.y0, other.y0)
        x1 = max(part.x0 + part.patch.shape[1] for part in (self, other))
        y1 = max(part.y0 + part.patch.shape[0] for part in (self, other))
        whole = np.zeros((y1 - y0, x1 - x0), np.bool_)
        for part in (self, other):
            rows, columns = part.patch.shape
            top = part.y0 - y0
            left = part.x0 - x0
            whole[top : top + rows, left : left + columns] |= part.patch
        return Patch(x0, y0, whole)

    def without(self, other: Patch) -> Patch:
        """The pixels that ``other`` does not hold."""
        left = max(self.x0, other.x0)
        top = max(self.y0, other.y0)
        right = min(self.x0 + self.patch.shape[1], other.x0 + other.patch.shape[1])
        bottom = min(self.y0 + self.patch.shape[0], other.y0 + other.patch.shape[0])
        if right <= left or bottom <= top:
            return self
        kept = self.patch.copy()
        cut = other.patch[top - other.y0 : bottom - other.y0, left - other.x0 : right - other.x0]
        kept[top - self.y0 : bottom - self.y0, left - self.x0 : right - self.x0] &= ~cut
        return Patch(self.x0, self.y0, kept)


@dataclass(frozen=True, slots=True)
class RleMask:
    """A mask as COCO's compressed run lengths; equal masks have equal ``counts``."""

    height: int
    width: int
    counts: bytes

    @classmethod
    def from_array(cls, mask: NDArray[Any]) -> RleMask:
        """Encode an H x W array of any dtype; nonzero is object.

        Raises MaskError for another shape or an array without pixels.
        """
        if np.ndim(mask) != 2 or np.size(mask) == 0:
            raise MaskError(Message("mask.shape", shape=np.shape(mask)))
        array = np.asarray(mask)
        return cls(array.shape[0], array.shape[1], rle.runs_to_text(rle.runs_of(array)))

    @classmethod
    def from_patch(cls, patch: Patch, *, height: int, width: int) -> RleMask:
        """Encode a part of an H x W mask, the rest being background; costs what the part covers.

        Raises MaskError where the part does not lie inside.
        """
        rows, columns = patch.patch.shape
        inside = min(patch.x0, patch.y0) >= 0 and patch.x0 + columns <= width and patch.y0 + rows <= height
        if height < 1 or width < 1 or not inside:
            raise MaskError(Message("mask.part_outside", width=width, height=height))
        runs = rle.runs_of_patch(patch.patch, x0=patch.x0, y0=patch.y0, height=height, width=width)
        return cls(height, width, rle.runs_to_text(runs))

    def to_array(self) -> Mask:
        """Decode to an H x W bool array, the caller's own. Raises MaskError on damaged run lengths."""
        return rle.fill_runs(self._runs(), self.height, self.width)

    def cut(self, x0: int, y0: int, x1: int, y1: int) -> Mask:
        """Decode one rectangle inside the mask, ends exclusive; much cheaper than the whole where it is
        small."""
        return rle.fill_box(self._runs(), self.height, (x0, y0, x1, y1))

    def validate(self) -> None:
        """Raise MaskError unless the runs fill the mask exactly."""
        self._runs()

    @property
    def area(self) -> int:
        """Number of object pixels."""
        return int(self._runs()[1::2].sum())

    @property
    def box(self) -> Box | None:
        """The box of all object pixels; None for an empty mask."""
        corners = rle.box_of_runs(self._runs(), self.height)
        return None if corners is None else Box(*map(float, corners))

    def to_json(self) -> dict[str, Any]:
        """COCO's ``{"size": [h, w], "counts": text}``."""
        return {"size": [self.height, self.width], "counts": self.counts.decode("ascii")}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RleMask:
        """Read what ``to_json`` wrote. Raises MaskError on anything else."""
        try:
            height, width = data["size"]
            # ``type`` and not ``isinstance``: True is an int, and JSON from elsewhere may hold it.
            if type(height) is not int or type(width) is not int or min(height, width) < 0:
                raise ValueError(Message("mask.size_is", height=height, width=width))
            return cls(height, width, str(data["counts"]).encode("ascii"))
        except (KeyError, TypeError, ValueError) as error:
            raise MaskError(Message("mask.no_run_lengths", reason=error)) from error

    def _runs(self) -> rle.Runs:
        # A few letters can stand for any number of pixels, and whoever asks for them needs the memory.
        if self.height * self.width > MAX_PIXELS:
            raise MaskError(Message("mask.too_large", width=self.width, height=self.height))
        try:
            short = len(self.counts) <= _KEPT_CHARACTERS
            runs = _kept_runs(self.counts) if short else rle.text_to_runs(self.counts)
        except ValueError as error:
            raise MaskError(Message("mask.damaged", reason=error)) from error
        # Decoding writes pixels by position, so runs that are too long would write past the mask.
        if int(runs.sum()) != self.height * self.width:
            raise MaskError(Message("mask.runs_do_not_fill", width=self.width, height=self.height))
        return runs


@lru_cache(maxsize=128)
def _kept_runs(counts: bytes) -> rle.Runs:
    """Runs that are asked for again and again while an image is shown: box, area, pixels."""
    runs = rle.text_to_runs(counts)
    # Everybody who asks gets the same array; whoever wrote into it would change the mask of all others.
    runs.setflags(write=False)
    return runs


@dataclass(frozen=True, slots=True)
class MaskDelta:
    """New pixels for one rectangle of a mask: ``patch`` (h x w bool) goes to column ``x0``, row ``y0``.

    An edit and its undo are both deltas; only the touched rectangle is kept.
    """

    x0: int
    y0: int
    patch: Mask

    @property
    def box(self) -> Box:
        """The rectangle in image pixels."""
        height, width = self.patch.shape
        return Box(float(self.x0), float(self.y0), float(self.x0 + width), float(self.y0 + height))

    @property
    def empty(self) -> bool:
        """Whether the rectangle has no pixel, as between equal masks."""
        return self.patch.size == 0

    @classmethod
    def between(cls, before: Mask, after: Mask) -> MaskDelta:
        """The smallest delta that turns ``before`` into ``after`` (both H x W).

        It is empty where they are equal. Raises MaskError where their sizes differ.
        """
        if before.shape != after.shape:
            raise MaskError(Message("mask.sizes_differ", before=before.shape, after=after.shape))
        box = mask_box(before != after)
        if box is None:
            return cls(0, 0, np.zeros((0, 0), np.bool_))
        x0, y0, x1, y1 = map(int, box.as_tuple())
        # Its own pixels: ``after`` goes on being painted while this waits in the undo history.
        return cls(x0, y0, after[y0:y1, x0:x1].copy())


def apply(mask: Mask, delta: MaskDelta) -> MaskDelta:
    """Write ``delta`` into ``mask`` (H x W bool) in place; returns the delta that takes it back.

    Raises MaskError, with the mask untouched, where the rectangle is not inside the mask.
    """
    height, width = delta.patch.shape
    if delta.empty:
        return delta
    rows = slice(delta.y0, delta.y0 + height)
    columns = slice(delta.x0, delta.x0 + width)
    if min(delta.x0, delta.y0) < 0 or rows.stop > mask.shape[0] or columns.stop > mask.shape[1]:
        raise MaskError(
            Message("mask.edit_outside", box=delta.box.as_tuple(), width=mask.shape[1], height=mask.shape[0])
        )
    # Copied before it is overwritten: a view would show the new pixels, and undo would do nothing.
    inverse = MaskDelta(delta.x0, delta.y0, mask[rows, columns].copy())
    mask[rows, columns] = delta.patch
    return inverse


def mask_iou(one: Mask, other: Mask) -> float:
    """Intersection over union of two masks of one shape (Jaccard 1912), 0 to 1; two empty ones agree."""
    union = int(np.count_nonzero(one | other))
    return int(np.count_nonzero(one & other)) / union if union else 1.0


def components(mask: Mask) -> list[Mask]:
    """The separate parts of an H x W mask (pixels touching at a corner belong together), largest first."""
    import cv2  # noqa: PLC0415 - a quarter of a second at program start that reading masks does not need

    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    # From 1 on, because 0 is the background. Stable, so that equally large parts keep their reading
    # order.
    order = np.argsort(-stats[1:count, cv2.CC_STAT_AREA], kind="stable") + 1
    return [np.asarray(parts == part) for part in order]


def polygons(mask: Mask) -> list[list[tuple[float, float]]]:
    """Outlines of an H x W mask as ``(x, y)`` pixel centres, outer ones and holes.

    For export only, because it loses pixels.
    """
    import cv2  # noqa: PLC0415 - see components

    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return [[(float(x), float(y)) for x, y in outline.reshape(-1, 2)] for outline in outlines]


def mask_box(mask: NDArray[Any]) -> Box | None:
    """The box of **all** object pixels (nonzero) of an H x W array of any dtype; None for an empty mask.

    Every component counts.
    """
    rows = np.any(mask, axis=1)
    columns = np.any(mask, axis=0)
    if not rows.any():
        return None
    y0 = int(rows.argmax())
    y1 = len(rows) - int(rows[::-1].argmax())
    x0 = int(columns.argmax())
    x1 = len(columns) - int(columns[::-1].argmax())
    return Box(float(x0), float(y0), float(x1), float(y1))
