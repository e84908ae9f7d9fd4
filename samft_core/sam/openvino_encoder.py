"""The frozen image encoder as an OpenVINO graph: the embedded model's, and those of base packs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np

from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import Rgb
from samft_core.messages.message import Message
from samft_core.sam.digests import encoder_digest, graph_runtime
from samft_core.sam.encoder import FEATURES_SHAPE, to_embedding
from samft_core.sam.preprocess import SAM_INPUT, EncoderInput, to_encoder_input
from samft_core.sam.quiet_openvino import ov
from samft_core.sam.types import Embedding, Precision


class OpenVinoEncoder:
    """A graph with one 1 x 3 x side x side input and one 1 x 256 x 64 x 64 output.

    ``plugin`` is OpenVINO's name of the device: the CPU, or "GPU" for Intel graphics, whose numbers in single
    precision have the CPU's name (``parity.py`` holds it to that). ``made_for`` says what the graph is given.
    ``precision`` is the arithmetic's, however the weights are stored; "bf16" is faster and changes masks.
    ``remedy`` is for a graph that cannot be loaded.
    """

    def __init__(
        self,
        graph: Path,
        weights_digest: str,
        *,
        made_for: EncoderInput = SAM_INPUT,
        precision: Precision = "f32",
        threads: int | None = None,
        plugin: Literal["CPU", "GPU"] = "CPU",
        remedy: Message | None = None,
    ) -> None:
        remedy = remedy or Message("remedy.install_again")
        options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
        if threads is not None:
            options["INFERENCE_NUM_THREADS"] = threads
        try:
            core = ov.Core()
            model = _checked(core.read_model(graph), made_for.side, graph, remedy)
            self._request = core.compile_model(model, plugin, options).create_infer_request()
        except RuntimeError as error:
            problem = str(error).strip().splitlines()[0]
            message = Message("model.encoder_unloadable", reason=problem)
            raise ModelError(message, path=graph, remedy=remedy) from error
        self._made_for = made_for
        self.digest = encoder_digest(weights_digest, graph_runtime(precision), made_for)
        self.precision = precision
        self.description = f"OpenVINO {ov.__version__.split('-')[0]} on {plugin}, {precision}"

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        pixels = to_encoder_input(rgb, view, self._made_for)
        features = self._request.infer([pixels], share_inputs=True)[0]
        return to_embedding(np.array(features), rgb, view, self.digest)


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
