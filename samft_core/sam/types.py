"""What goes into and comes out of a model. Free of torch, so the window may import it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Frame
from samft_core.imaging.masks import Mask

BASE_VERSION = "base"
"""The name by which the untouched base model is asked for wherever a version name is expected."""

Precision = Literal["f32", "bf16"]
"""What an encoder calculates in: single precision, or bfloat16."""

AnswerStage = Literal["first", "refined"]
"""Of an answer: asked once on the whole image, or through the version's own views and as often as it says."""


@dataclass(frozen=True, slots=True)
class Planes:
    """What a second frozen encoder says about one view, beside the embedding.

    ``layers`` are half floats by name, channels x side x side as ``planes.LAYERS`` tells; ``digest`` names
    the weights, runtime precision and preprocessing that made them.
    """

    layers: Mapping[str, NDArray[np.float16]]
    digest: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """The image encoder's output for one view of one image.

    ``features`` is float32, 256 x 64 x 64; ``frame`` maps image pixels to the encoder's square;
    ``encoder_digest`` names the weights, runtime precision and preprocessing that made it. ``planes`` are
    those of the same view, where a model version that looks at them is asked.
    """

    features: NDArray[np.float32]
    frame: Frame
    encoder_digest: str
    planes: Planes | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What one model version says about one object. Immutable; an inspector edits a copy.

    ``masks`` is K x H x W bool at the image's own resolution and ``scores`` K floats (predicted IoU, 0 to 1),
    best first; K is 1, or 3 for proposals. ``logits`` is K x 256 x 256 float32 (feed one back to refine),
    None where the answer was merged from several views.
    """

    masks: NDArray[np.bool_]
    scores: NDArray[np.float32]
    version: str
    logits: NDArray[np.float32] | None = None

    @property
    def best(self) -> Mask:
        """The mask with the highest score, H x W."""
        best: Mask = self.masks[int(np.argmax(self.scores))]
        return best
