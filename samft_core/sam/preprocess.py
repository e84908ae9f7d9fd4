"""From image pixels to the encoder's input, as Segment Anything's SamPredictor makes it. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.imaging.geometry import ENCODER_SIDE, FULL_VIEW, Frame, View

PREPROCESSING = "sam-1"
"""Names this preprocessing in the embedding's key; change it with any change of the numbers made here."""

STRETCHED_TO = (1.0, 99.0)
"""Percentiles of a view's grey values that become black and white."""

LEAST_CONTRAST = 60.0
"""A range of grey values below this is not stretched further: noise must not become a picture."""


@dataclass(frozen=True, slots=True)
class EncoderInput:
    """What an image encoder is given.

    ``side`` is that of its square in pixels. ``mean`` and ``deviation`` normalise red, green and blue, 0 to
    255, in this order whatever ``channels`` is, which is the order that the encoder reads them in.
    """

    side: int = ENCODER_SIDE
    mean: tuple[float, float, float] = (123.675, 116.28, 103.53)
    deviation: tuple[float, float, float] = (58.395, 57.12, 57.375)
    channels: Literal["rgb", "bgr"] = "rgb"

    @property
    def key(self) -> str:
        """Names this preprocessing in the embedding's key."""
        if self == SAM_INPUT:
            return PREPROCESSING
        numbers = "/".join(f"{number!r}" for number in (*self.mean, *self.deviation))
        return f"{PREPROCESSING}/{self.side}/{self.channels}/{numbers}"


SAM_INPUT = EncoderInput()
"""What Segment Anything's own encoders are given."""


def to_encoder_input(
    rgb: NDArray[np.uint8], view: View = FULL_VIEW, made_for: EncoderInput = SAM_INPUT
) -> NDArray[np.float32]:
    """The encoder's input for one view of ``rgb`` (H x W x 3 uint8): 1 x 3 x side x side float32.

    The view's longest side becomes the encoder's (Pillow's smooth bilinear filter, which torchvision uses), a
    stretched view's contrast is stretched, colours are normalised, and the rest is padded with zeros at the
    right and the bottom.
    """
    height, width = Frame(rgb.shape[1], rgb.shape[0], view, made_for.side).content_size
    picture = Image.fromarray(view.render(rgb)).resize((width, height), Image.Resampling.BILINEAR)
    seen = np.asarray(picture)
    mean = np.array(made_for.mean, np.float32)
    deviation = np.array(made_for.deviation, np.float32)
    pixels = ((stretch_contrast(seen) if view.stretched else seen.astype(np.float32)) - mean) / deviation
    if made_for.channels == "bgr":
        # Turned after the normalisation, whose numbers are given in red, green, blue.
        pixels = pixels[:, :, ::-1]
    padded = np.zeros((1, 3, made_for.side, made_for.side), np.float32)
    padded[0, :, :height, :width] = pixels.transpose(2, 0, 1)
    return padded


def stretch_contrast(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """H x W x 3 with its darkest and brightest values at 0 and 255, as float32; all channels alike.

    A defect in a dark place lives in a tenth of the grey values, and the encoder was learnt on pictures that
    use all of them.
    """
    black = float(np.percentile(pixels.min(axis=2), STRETCHED_TO[0]))
    # Percentiles, not the extremes: one glaring pixel would leave the rest as it was.
    white = max(float(np.percentile(pixels.max(axis=2), STRETCHED_TO[1])), black + LEAST_CONTRAST)
    stretched: NDArray[np.float32] = (pixels.astype(np.float32) - black) * (255 / (white - black))
    return stretched.clip(0, 255)
