"""Reads the weights of a shipped OpenVINO graph without OpenVINO: an XML file beside a file of constants.

PyTorch's own modules of the shipped encoders (``tiny_vit.py``, ``efficientnet.py``) take their weights from
here, so that the installer carries each weight once. Free of torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import ModelError
from samft_core.messages.message import Message

_FLOATS = {"f32": np.float32, "f16": np.float16}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a graph. ``weights`` are its floating-point constants as float32, by input port."""

    name: str
    kind: str
    weights: dict[int, NDArray[np.float32]]


def read_operations(graph: Path) -> list[Operation]:
    """The operations of a graph in the order of its file, which is one in which they can be computed.

    ``graph`` is the XML file; its constants lie beside it under the same name with ``.bin``. Whoever calls
    has checked both files against their digests. Raises ModelError.
    """
    try:
        root = ElementTree.parse(graph).getroot()
        data = graph.with_suffix(".bin").read_bytes()
        return _operations(root, data)
    except (OSError, ElementTree.ParseError, LookupError, ValueError, TypeError, AttributeError) as error:
        message = Message("model.encoder_unloadable", reason=str(error) or type(error).__name__)
        raise ModelError(message, path=graph, remedy=Message("remedy.install_again")) from error


def _operations(root: ElementTree.Element, data: bytes) -> list[Operation]:
    layers = {layer.attrib["id"]: layer for layer in root.iterfind("layers/layer")}
    constants = {
        number: _constant(layer, data) for number, layer in layers.items() if layer.attrib["type"] == "Const"
    }
    sources: dict[str, list[tuple[int, str]]] = {}
    for edge in root.iterfind("edges/edge"):
        sources.setdefault(edge.attrib["to-layer"], []).append(
            (int(edge.attrib["to-port"]), edge.attrib["from-layer"])
        )
    # Constants in half precision are widened by an operation of their own before they are used.
    for number, layer in layers.items():
        if layer.attrib["type"] == "Convert" and sources[number][0][1] in constants:
            constants[number] = constants[sources[number][0][1]]
    found = []
    for number, layer in layers.items():
        if number in constants:
            continue
        values = {port: constants.get(source) for port, source in sources.get(number, [])}
        weights = {port: value for port, value in values.items() if value is not None}
        found.append(Operation(layer.attrib["name"], layer.attrib["type"], weights))
    return found


def _constant(layer: ElementTree.Element, data: bytes) -> NDArray[np.float32] | None:
    """The constant's numbers; None where they are not floating point (shapes, axes)."""
    about = layer.find("data")
    if about is None or about.attrib["element_type"] not in _FLOATS:
        return None
    kind = np.dtype(_FLOATS[about.attrib["element_type"]])
    shape = tuple(int(side) for side in about.attrib["shape"].split(",") if side.strip())
    count = int(np.prod(shape, dtype=np.int64))
    values = np.frombuffer(data, kind, count=count, offset=int(about.attrib["offset"]))
    return values.reshape(shape).astype(np.float32)
