"""The second frozen encoder on OpenVINO: the planes of a view. It is loaded when it is first asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.messages.message import Message
from samft_core.sam.digests import plane_digest, plane_weights_digest
from samft_core.sam.planes import FINEST, LAYERS, to_plane_input
from samft_core.sam.quiet_openvino import ov
from samft_core.sam.types import Planes
from samft_core.sam.weights import read_card

CARD = "model.json"

_WHOLE = "s4_whole"
"""The finest layer before it is averaged."""


class PlaneEncoder(Protocol):
    """Turns one view of an image into its planes.

    ``digest`` names them in the cache; versions belong to ``weights_digest``.
    """

    digest: str
    weights_digest: str

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8)."""
        ...


class OpenVinoPlaneEncoder:
    """The graph that ``packaging/model/convert_efficientnet.py`` writes, on the CPU.

    Whoever never asks for planes pays nothing: files are checked and the graph is compiled at the first view.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._request: Any = None
        self.weights_digest = plane_weights_digest(folder)
        self.digest = plane_digest(self.weights_digest)

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Planes:
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
        graph = self._folder / "encoder.xml"
        options = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
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
