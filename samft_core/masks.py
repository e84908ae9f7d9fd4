"""Masks: exact rasters with holes and islands always kept. Run-length coding is COCO's (pycocotools)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco

from samft_core.geometry import Box

Mask = NDArray[np.bool_]
"""H x W, True where the object is."""


@dataclass(frozen=True, slots=True)
class RleMask:
    """A mask as COCO's compressed run lengths; equal masks have equal ``counts``."""

    height: int
    width: int
    counts: bytes

    @classmethod
    def from_array(cls, mask: NDArray[Any]) -> RleMask:
        """Encode an H x W array; nonzero is object."""
        encoded = coco.encode(np.asfortranarray(np.asarray(mask) != 0, dtype=np.uint8))
        return cls(mask.shape[0], mask.shape[1], bytes(encoded["counts"]))

    def to_array(self) -> Mask:
        """Decode to an H x W bool array."""
        return np.ascontiguousarray(coco.decode(self._coco()).astype(bool))

    @property
    def area(self) -> int:
        """Number of object pixels."""
        return int(coco.area(self._coco()))

    @property
    def box(self) -> Box | None:
        """The box of all object pixels; None for an empty mask."""
        if self.area == 0:
            return None
        x, y, width, height = (float(v) for v in coco.toBbox(self._coco()))
        return Box(x, y, x + width, y + height)

    def to_json(self) -> dict[str, Any]:
        """COCO's ``{"size": [h, w], "counts": text}``."""
        return {"size": [self.height, self.width], "counts": self.counts.decode("ascii")}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RleMask:
        """Read what ``to_json`` wrote."""
        height, width = data["size"]
        return cls(int(height), int(width), str(data["counts"]).encode("ascii"))

    def _coco(self) -> dict[str, Any]:
        return {"size": [self.height, self.width], "counts": self.counts}


def mask_box(mask: NDArray[Any]) -> Box | None:
    """The box of **all** object pixels of an H x W array (every component); None for an empty mask."""
    rows, columns = np.any(mask, axis=1), np.any(mask, axis=0)
    if not rows.any():
        return None
    y0, y1 = int(rows.argmax()), len(rows) - int(rows[::-1].argmax())
    x0, x1 = int(columns.argmax()), len(columns) - int(columns[::-1].argmax())
    return Box(float(x0), float(y0), float(x1), float(y1))
