"""The frozen image encoder: OpenVINO for the embedded model on CPU, PyTorch for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from samft_core.errors import ModelError
from samft_core.imaging.geometry import ENCODER_SIDE, FULL_VIEW, Frame, View
from samft_core.messages.message import Message
from samft_core.sam.digests import encoder_digest
from samft_core.sam.preprocess import SAM_INPUT, EncoderInput, to_encoder_input
from samft_core.sam.quiet_openvino import ov
from samft_core.sam.types import Embedding

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
    """A graph with one 1 x 3 x side x side input and one 1 x 256 x 64 x 64 output, on the CPU.

    ``made_for`` says what the graph is given. ``precision`` is the arithmetic's, however the weights are
    stored; "bf16" is faster and changes masks. ``remedy`` is for a graph that cannot be loaded.
    """

    def __init__(
        self,
        graph: Path,
        weights_digest: str,
        *,
        made_for: EncoderInput = SAM_INPUT,
        precision: Precision = "f32",
        threads: int | None = None,
        remedy: Message | None = None,
    ) -> None:
        remedy = remedy or Message("remedy.install_again")
        options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
        if threads is not None:
            options["INFERENCE_NUM_THREADS"] = threads
        try:
            core = ov.Core()
            model = _checked(core.read_model(graph), made_for.side, graph, remedy)
            self._request = core.compile_model(model, "CPU", options).create_infer_request()
        except RuntimeError as error:
            problem = str(error).strip().splitlines()[0]
            message = Message("model.encoder_unloadable", reason=problem)
            raise ModelError(message, path=graph, remedy=remedy) from error
        self._made_for = made_for
        self.digest = encoder_digest(weights_digest, f"openvino-cpu-{precision}", made_for)
        self.description = f"OpenVINO {ov.__version__.split('-')[0]} on CPU, {precision}"

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        pixels = to_encoder_input(rgb, view, self._made_for)
        features = self._request.infer([pixels], share_inputs=True)[0]
        return _embedding(np.array(features), rgb, view, self.digest)


def _checked(model: Any, side: int, graph: Path, remedy: Message) -> Any:
    """The graph for one image a time. Raises ModelError where it takes or gives something else."""
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        message = Message("encoder.ports", inputs=len(model.inputs), outputs=len(model.outputs))
        raise ModelError(message, path=graph, remedy=remedy)
    wanted = (1, 3, side, side)
    given = model.input(0)
    if not given.partial_shape.compatible(ov.PartialShape(list(wanted))):
        message = Message("encoder.input_shape", height=side, width=side, shape=given.partial_shape)
        raise ModelError(message, path=graph, remedy=remedy)
    if given.partial_shape.is_dynamic:
        model.reshape(list(wanted))
    found = model.output(0)
    if found.partial_shape.is_dynamic or tuple(found.shape) != (1, *FEATURES_SHAPE):
        message = Message("encoder.output_shape", shape=found.partial_shape)
        raise ModelError(message, path=graph, remedy=remedy)
    for code, port in (("encoder.takes", given), ("encoder.gives", found)):
        if port.element_type != ov.Type.f32:
            message = Message(code, type=port.element_type.get_type_name())
            raise ModelError(message, path=graph, remedy=remedy)
    return model


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
