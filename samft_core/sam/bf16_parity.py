"""Whether the CPU's bfloat16 gives the masks of its single precision, on a drawn defect.

What bfloat16 is worth on real images is measured in docs/measurements.md. This comparison guards each PC: a
processor, library or emulator whose bfloat16 is broken gives no error but other masks.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.imaging.masks import mask_iou
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.resources import resource_path
from samft_core.sam.cpu_encoders import cpu_image_encoder
from samft_core.sam.digests import mobile_weights_digest
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.model import SamModel
from samft_core.sam.spec import EMBEDDED, ModelSpec
from samft_core.sam.types import Precision
from samft_core.sam.weights import load_shipped_parts, read_card

EMBEDDING_TOLERANCE = 0.03
"""Largest difference of an embedding, as a share of its length; where it works it is 0.009."""
MASK_TOLERANCE = 0.97
"""Least IoU of the masks."""


@dataclass(frozen=True, slots=True)
class Bf16Parity:
    """How far bfloat16 is from single precision."""

    embedding: float
    mask: float

    @property
    def problem(self) -> Message | None:
        """What is too far off, as half a sentence; None where nothing is. NaN is too far off as well."""
        limits = {"embedding": EMBEDDING_TOLERANCE, "mask": MASK_TOLERANCE}
        for part, value in asdict(self).items():
            limit = limits[part]
            # Written with what must hold: every comparison with NaN is false, and NaN has to be refused.
            near = value >= limit if part == "mask" else value <= limit
            if not near:
                return Message("device.bf16_parity", part=part, value=value, limit=limit)
        return None


def measure_bf16() -> Bf16Parity:
    """Ask the embedded model the same in both. Raises ModelError on damaged files."""
    rgb, _, box = drawn_defect()
    wanted = _image_encoder("f32").encode(rgb)
    found = _image_encoder("bf16").encode(rgb)
    model = _decoding_model()
    masks = [model.decode(embedding, Prompts(box=box)).best for embedding in (found, wanted)]
    return Bf16Parity(
        embedding=_apart(found.features, wanted.features),
        mask=mask_iou(*masks),
    )


def _image_encoder(precision: Precision) -> ImageEncoder:
    folder = resource_path("models", EMBEDDED)
    card = read_card(folder / "model.json")
    weights = mobile_weights_digest({name: entry["sha256"] for name, entry in card["files"].items()})
    return cpu_image_encoder(folder / "encoder.xml", weights, precision)


def _decoding_model() -> SamModel:
    prompt_encoder, mask_decoder = load_shipped_parts(resource_path("models", EMBEDDED), "cpu")
    return SamModel(ModelSpec(), None, prompt_encoder, mask_decoder, "", torch.device("cpu"))


def _apart(found: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(found - wanted) / np.linalg.norm(wanted))
