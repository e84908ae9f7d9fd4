"""The frozen image encoder: OpenVINO for the embedded model on CPU, PyTorch for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from samft_core.errors import ModelError
from samft_core.geometry import ENCODER_SIDE, FULL_VIEW, Frame, View
from samft_core.models.digests import encoder_digest
from samft_core.models.preprocess import to_encoder_input
from samft_core.models.quiet_openvino import ov
from samft_core.models.types import Embedding

FEATURES_SHAPE = (256, 64, 64)
Precision = Literal["f32", "bf16"]


class ImageEncoder(Protocol):
    """Turns one view of an image into its embedding. ``description`` is for people."""

    digest: str
    description: str

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        ...


class OpenVinoEncoder:
    """A graph with one 1 x 3 x 1024 x 1024 input and one 1 x 256 x 64 x 64 output, on the CPU.

    ``precision`` is the arithmetic's, however the weights are stored; "bf16" is faster and changes masks.
    """

    def __init__(
        self, graph: Path, weights_digest: str, *, precision: Precision = "f32", threads: int | None = None
    ) -> None:
        options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
        if threads is not None:
            options["INFERENCE_NUM_THREADS"] = threads
        try:
            compiled = ov.Core().compile_model(graph, "CPU", options)
        except RuntimeError as error:
            problem = str(error).strip().splitlines()[0]
            raise ModelError(
                f"The image encoder cannot be loaded: {problem}", path=graph, remedy="Install SAMFT again."
            ) from error
        self._request = compiled.create_infer_request()
        self.digest = encoder_digest(weights_digest, f"openvino-cpu-{precision}")
        self.description = f"OpenVINO {ov.__version__.split('-')[0]} on CPU, {precision}"

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        features = self._request.infer([to_encoder_input(rgb, view)], share_inputs=True)[0]
        return _embedding(np.array(features), rgb, view, self.digest)


class TorchEncoder:
    """Segment Anything's own image encoder module, in single precision."""

    def __init__(self, module: torch.nn.Module, weights_digest: str, device: str) -> None:
        self._module = module.to(device).eval().requires_grad_(False)
        self._device = device
        self.digest = encoder_digest(weights_digest, f"torch-{device}-f32")
        self.description = f"PyTorch {torch.__version__} on {device}, f32"

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        with torch.inference_mode():
            features = self._module(torch.from_numpy(to_encoder_input(rgb, view)).to(self._device))
        return _embedding(features.cpu().numpy(), rgb, view, self.digest)


def _embedding(features: NDArray[np.float32], rgb: NDArray[np.uint8], view: View, digest: str) -> Embedding:
    frame = Frame(rgb.shape[1], rgb.shape[0], view, ENCODER_SIDE)
    return Embedding(features.reshape(FEATURES_SHAPE), frame, digest)
