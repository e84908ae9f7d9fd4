"""The CPU's encoders: OpenVINO's, and PyTorch's, which are slower, where OpenVINO is not installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from samft_core.sam.digests import ON_CPU
from samft_core.sam.encoder import ImageEncoder, TorchEncoder
from samft_core.sam.plane_encoder import OpenVinoPlaneEncoder, PlaneEncoder, TorchPlaneEncoder
from samft_core.sam.tiny_vit import load_tiny_vit


def openvino_installed() -> bool:
    """Whether OpenVINO can be imported, without doing so."""
    return importlib.util.find_spec("openvino") is not None


def cpu_image_encoder(graph: Path, weights_digest: str) -> ImageEncoder:
    """The embedded model's encoder, whose graph this is, on the CPU. Raises ModelError."""
    if not openvino_installed():
        return torch_image_encoder(graph, weights_digest, "cpu")
    from samft_core.sam.openvino_encoder import OpenVinoEncoder  # noqa: PLC0415 - may not be installed

    return OpenVinoEncoder(graph, weights_digest)


def torch_image_encoder(graph: Path, weights_digest: str, device: str) -> TorchEncoder:
    """The same on PyTorch; its embeddings have the name of OpenVINO's, whose numbers they are."""
    return TorchEncoder(load_tiny_vit(graph), weights_digest, device, runtime=ON_CPU)


def cpu_plane_encoder(folder: Path) -> PlaneEncoder:
    """The second encoder, whose folder this is, on the CPU. Raises ModelError."""
    return OpenVinoPlaneEncoder(folder) if openvino_installed() else TorchPlaneEncoder(folder, "cpu")
