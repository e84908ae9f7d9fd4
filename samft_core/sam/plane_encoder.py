"""The second frozen encoder, on OpenVINO or PyTorch: the planes of a view. It is loaded at its first use."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import Rgb
from samft_core.messages.message import Message
from samft_core.sam.digests import plane_digest, plane_weights_digest
from samft_core.sam.efficientnet import EfficientNet, load_efficientnet
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.planes import FINEST, LAYERS, to_plane_input
from samft_core.sam.types import Planes, Precision
from samft_core.sam.weights import read_card

CARD = "model.json"
GRAPH = "encoder.xml"

# The finest layer before it is averaged.
_WHOLE = "s4_whole"

_log = logging.getLogger(__name__)


class PlaneEncoder(Protocol):
    """Turns one view of an image into its planes.

    ``digest`` names them in the cache; versions belong to ``weights_digest``.
    """

    digest: str
    weights_digest: str

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8)."""
        ...


class OpenVinoPlaneEncoder:
    """The graph that ``packaging/model/convert_efficientnet.py`` writes, on the CPU.

    Whoever never asks for planes pays nothing: files are checked and the graph is compiled at the first view.
    ``precision`` is the arithmetic's.
    """

    def __init__(self, folder: Path, precision: Precision = "f32") -> None:
        self._folder = folder
        self._precision = precision
        self._request: Any = None
        self.weights_digest = plane_weights_digest(folder)
        self.digest = plane_digest(self.weights_digest, precision)

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8). Raises ModelError."""
        if self._request is None:
            self._request = self._load()
        self._request.infer([to_plane_input(rgb, view)], share_inputs=True)
        names = {name: _WHOLE if name == FINEST else name for name in LAYERS}
        layers = {
            name: np.array(self._request.get_tensor(output).data[0], np.float16)
            for name, output in names.items()
        }
        return Planes(layers, self.digest)

    def _load(self) -> Any:
        read_card(self._folder / CARD)
        from samft_core.sam.quiet_openvino import ov  # noqa: PLC0415 - not where PyTorch makes the planes

        graph = self._folder / GRAPH
        options = {"INFERENCE_PRECISION_HINT": self._precision, "PERFORMANCE_HINT": "LATENCY"}
        try:
            core = ov.Core()
            model = core.read_model(graph)
            # The shipped graph averages its finest layer. It is tapped before that and not written anew, as
            # versions belong to the digest of the graph's file and go on reading what they learnt from.
            averaged = model.output(FINEST).get_node().input_value(0).get_node()
            whole = averaged.input_value(0)
            whole.get_tensor().set_names({_WHOLE})
            model.add_outputs([whole])
            return core.compile_model(model, "CPU", options).create_infer_request()
        except RuntimeError as error:
            problem = str(error).strip().splitlines()[0]
            message = Message("model.second_encoder_unloadable", reason=problem)
            raise ModelError(message, path=graph, remedy=Message("remedy.install_again")) from error


class TorchPlaneEncoder:
    """The same network as a PyTorch module, for GPUs and where there is no OpenVINO.

    Its planes have the same digest: in half precision they are the same but for a last digit here and there.
    """

    def __init__(self, folder: Path, device: str) -> None:
        self._folder = folder
        self._device = torch.device(device)
        self._module: EfficientNet | None = None
        self.weights_digest = plane_weights_digest(folder)
        self.digest = plane_digest(self.weights_digest)

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8). Raises ModelError.

        A GPU that fails leaves the rest to the CPU.
        """
        pixels = torch.from_numpy(to_plane_input(rgb, view))
        try:
            layers = self._layers(pixels)
        except RuntimeError as error:
            if self._device.type == "cpu" or gpu_failure(error) is None:
                raise
            _log.warning("The GPU cannot make planes any more, the CPU goes on: %s", first_line(error))
            self._device = torch.device("cpu")
            self._module = None
            layers = self._layers(pixels)
        return Planes(layers, self.digest)

    def _layers(self, pixels: torch.Tensor) -> dict[str, NDArray[np.float16]]:
        if self._module is None:
            read_card(self._folder / CARD)
            self._module = load_efficientnet(self._folder / GRAPH).to(self._device)
        with torch.inference_mode():
            found = self._module(pixels.to(self._device))
        return {name: found[name][0].half().cpu().numpy() for name in LAYERS}
