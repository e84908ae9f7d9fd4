"""What the engine's loop needs from a model: the seam between scheduling and torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from samft_core.anomaly.first_pass import Pieces
from samft_core.imaging.geometry import View
from samft_core.imaging.prompts import Prompts
from samft_core.sam.types import AnswerStage, Prediction


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, in words for people."""

    device: str
    encoder: str
    base_model: str


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An embedding in the cache: whether it was there already, and the image's direction (256 floats).

    ``more`` are other views of the whole image that answers to boxes will need and no cache holds.
    """

    cached: bool
    vector: tuple[float, ...]
    more: tuple[View, ...] = ()


class Answers(Protocol):
    """Answers about the images of one project. Every method raises SamftError where it cannot."""

    def encode(self, image_id: int) -> EncodedImage:
        """Put the image's embedding into the cache."""
        ...

    def prepare(self, image_id: int, view: View, *, planes: bool = False) -> bool:
        """Put one view's embedding into the cache, with ``planes`` these too; whether it had to be
        encoded."""
        ...

    def refines(self, version: str, prompts: Prompts, image_id: int) -> bool:
        """Whether the version gives a second, better answer to these prompts."""
        ...

    def predict(
        self, image_id: int, prompts: Prompts, *, version: str, stage: AnswerStage, proposals: bool
    ) -> Prediction:
        """What the version says at this stage."""
        ...

    def propose(self, image_id: int, good: Sequence[int]) -> Pieces:
        """Look for places that differ from the good images, piece by piece."""
        ...

    def reload(self) -> None:
        """Forget loaded model versions."""
        ...
