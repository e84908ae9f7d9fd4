"""The map from the score a decoder gives to the IoU that such scores turned out to have. Free of torch."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict, Field

LEAST_SLOPE = 0.05
"""A map never falls or goes flat: the better of two answers stays the better one."""


class Calibration(BaseModel):
    """``slope`` times the score plus ``offset``, kept between 0 and 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slope: float = Field(default=1.0, ge=LEAST_SLOPE)
    offset: float = 0.0

    def apply(self, scores: ArrayLike) -> NDArray[np.float64]:
        """What these N scores (0 to 1) are worth as an IoU."""
        return np.clip(self.slope * np.asarray(scores, np.float64) + self.offset, 0.0, 1.0)
