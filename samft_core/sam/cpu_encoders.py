"""The CPU's encoders: OpenVINO's, and PyTorch's, which are slower, where OpenVINO is not installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from samft_core.sam.digests import ON_CPU
from samft_core.sam.encoder import ImageEncoder, TorchEncoder
from samft_core.sam.plane_encoder import OpenVinoPlaneEncoder, PlaneEncoder, TorchPlaneEncoder
from samft_core.sam.tiny_vit import load_tiny_vit
from samft_core.sam.types import Precision


def openvino_installed() -> bool:
    """Whether OpenVINO can be imported, without doing so."""
    return importlib.util.find_spec("openvino") is not None


def multiplies_bf16() -> bool:
    """Whether OpenVINO has a processor here that multiplies bfloat16 by itself, which is faster."""
    if not openvino_installed():
        return False
    from samft_core.sam.quiet_openvino import ov  # noqa: PLC0415 - may not be installed

    return "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def cpu_image_encoder(graph: Path, weights_digest: str, precision: Precision = "f32") -> ImageEncoder:
    """The embedded model's encoder, whose graph this is, on the CPU; without OpenVINO in single precision.

    Raises ModelError.
    """
    if not openvino_installed():
        return torch_image_encoder(graph, weights_digest, "cpu")
    from samft_core.sam.openvino_encoder import OpenVinoEncoder  # noqa: PLC0415 - may not be installed

    return OpenVinoEncoder(graph, weights_digest, precision=precision)


def torch_image_encoder(graph: Path, weights_digest: str, device: str) -> TorchEncoder:
    """The same on PyTorch; its embeddings have the name of OpenVINO's, whose numbers they are."""
    return TorchEncoder(load_tiny_vit(graph), weights_digest, device, runtime=ON_CPU)


def cpu_plane_encoder(folder: Path, precision: Precision = "f32") -> PlaneEncoder:
    """The second encoder, whose folder this is, on the CPU; without OpenVINO in single precision.

    Raises ModelError.
    """
    if openvino_installed():
        return OpenVinoPlaneEncoder(folder, precision)
    return TorchPlaneEncoder(folder, "cpu")
