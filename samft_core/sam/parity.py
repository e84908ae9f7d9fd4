"""Whether a GPU gives the CPU's answers: encoders, mask decoder and a step's gradients, on a drawn defect.

A driver, a library or a card that is broken gives no error but other masks. So no GPU is used before it was
seen to agree with the CPU; ``devices.py`` keeps what came out for each PC.
"""

from __future__ import annotations

import copy
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.imaging.geometry import FULL_VIEW
from samft_core.imaging.masks import mask_iou
from samft_core.imaging.pixels import Rgb
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.resources import resource_path
from samft_core.sam.cpu_encoders import cpu_image_encoder, cpu_plane_encoder, torch_image_encoder
from samft_core.sam.digests import mobile_weights_digest
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import TorchPlaneEncoder
from samft_core.sam.planes import NAME as PLANES
from samft_core.sam.spec import EMBEDDED, ModelSpec
from samft_core.sam.types import Embedding, Planes
from samft_core.sam.weights import load_shipped_parts, read_card

Gpu = Literal["cuda", "intel"]
"""CUDA runs everything; Intel graphics run the image encoder, through OpenVINO."""

EMBEDDING_TOLERANCE = 1e-3
"""Largest difference of an embedding, whose values are about 0.1 with some up to 0.6."""
PLANES_TOLERANCE = 2e-3
"""Largest difference of the planes, in shares of the largest value of each layer."""
LOGITS_TOLERANCE = 0.05
"""Largest difference of the mask decoder's logits, whose values are about 10."""
MASK_TOLERANCE = 0.995
"""Least IoU of the masks."""
GRADIENT_TOLERANCE = 1e-2
"""Largest difference of a step's gradients, in shares of their length."""
HALF_MASK_TOLERANCE = 0.97
"""Least IoU of a mask decoded in bfloat16, as fine-tuning does, with that of the CPU in single precision."""


@dataclass(frozen=True, slots=True)
class Parity:
    """How far a GPU is from the CPU; None where it does not do that part. ``seconds`` is what asking took."""

    embedding: float
    planes: float | None
    logits: float | None
    mask: float
    half_mask: float | None
    gradient: float | None
    seconds: float

    @property
    def problem(self) -> Message | None:
        """What is too far off, as half a sentence; None where nothing is.

        A number that is none (NaN) is too far off as well.
        """
        least = {"mask": MASK_TOLERANCE, "half_mask": HALF_MASK_TOLERANCE}
        most = {
            "embedding": EMBEDDING_TOLERANCE,
            "planes": PLANES_TOLERANCE,
            "logits": LOGITS_TOLERANCE,
            "gradient": GRADIENT_TOLERANCE,
        }
        values = {name: value for name, value in asdict(self).items() if value is not None}
        for name, limit in most.items():
            # Written with "not": every comparison with NaN is false, and NaN has to be refused.
            if name in values and not values[name] <= limit:
                return Message("device.parity", part=name, value=values[name], limit=limit)
        for name, limit in least.items():
            if name in values and not values[name] >= limit:
                return Message("device.parity", part=name, value=values[name], limit=limit)
        return None


def measure_parity(gpu: Gpu | Literal["cpu"]) -> Parity:
    """Ask the embedded model the same on both. "cpu" compares PyTorch's encoders with the CPU's usual ones.

    Raises ModelError on damaged files, and RuntimeError where the GPU cannot do something.
    """
    started = time.perf_counter()
    folder = resource_path("models", EMBEDDED)
    rgb, _, box = drawn_defect()
    # On the CPU as this PC uses it every day, OpenVINO where that is installed: caches and versions
    # were made with it, so that is what a GPU has to agree with.
    expected = cpu_image_encoder(folder / "encoder.xml", _weights_digest(folder)).encode(rgb)
    other = _gpu_encoder(gpu, folder).encode(rgb)
    distance = _largest(other.features, expected.features)
    cpu = _decoder_model(folder, "cpu")
    wanted = cpu.logits(expected, Prompts(box=box))[0][0]
    if gpu == "intel":
        found = cpu.logits(other, Prompts(box=box))[0][0]
        took = time.perf_counter() - started
        return Parity(distance, None, None, mask_iou(found > 0, wanted > 0), None, None, took)
    device = gpu
    there = _decoder_model(folder, device)
    # Once with the CPU's embedding and once with the GPU's own: the first tells a decoder that is
    # wrong, the second what an inspector would see at the end.
    found = there.logits(expected, Prompts(box=box))[0][0]
    through = there.logits(other, Prompts(box=box))[0][0]
    # Older cards only emulate bfloat16, which is slower than single precision; training then does not
    # use it either.
    half = device == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False)
    seen, gradient = _step(there, expected, box.as_tuple(), half=half)
    _, wanted_gradient = _step(cpu, expected, box.as_tuple(), half=False)
    return Parity(
        embedding=distance,
        planes=_planes_apart(rgb, device),
        logits=_largest(found, wanted),
        mask=min(mask_iou(found > 0, wanted > 0), mask_iou(through > 0, wanted > 0)),
        half_mask=mask_iou(seen > 0, wanted > 0) if half else None,
        gradient=float(np.linalg.norm(gradient - wanted_gradient) / np.linalg.norm(wanted_gradient)),
        seconds=time.perf_counter() - started,
    )


def _gpu_encoder(gpu: Gpu | Literal["cpu"], folder: Path) -> ImageEncoder:
    graph = folder / "encoder.xml"
    if gpu == "intel":
        from samft_core.sam.openvino_encoder import OpenVinoEncoder  # noqa: PLC0415

        return OpenVinoEncoder(graph, _weights_digest(folder), plugin="GPU")
    return torch_image_encoder(graph, _weights_digest(folder), gpu)


def _weights_digest(folder: Path) -> str:
    card = read_card(folder / "model.json")
    return mobile_weights_digest({name: entry["sha256"] for name, entry in card["files"].items()})


def _decoder_model(folder: Path, device: str) -> SamModel:
    prompt_encoder, mask_decoder = load_shipped_parts(folder, device)
    return SamModel(ModelSpec(), None, prompt_encoder, mask_decoder, "", torch.device(device))


def _planes_apart(rgb: Rgb, device: str) -> float:
    folder = resource_path("models", PLANES)
    usual = cpu_plane_encoder(folder).encode(rgb, FULL_VIEW)
    found = TorchPlaneEncoder(folder, device).encode(rgb, FULL_VIEW)
    return max(_apart(found, usual, name) for name in usual.layers)


def _apart(found: Planes, usual: Planes, layer: str) -> float:
    wanted = usual.layers[layer].astype(np.float32)
    return _largest(found.layers[layer].astype(np.float32), wanted) / float(np.abs(wanted).max())


def _step(
    model: SamModel, embedding: Embedding, box: tuple[float, ...], *, half: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits of a step's forward pass, with ``half`` in bfloat16, and the gradients of one without.

    The gradients are those of the mask decoder's parameters, one after the other.
    """
    # A copy: the model's own decoder stays frozen.
    decoder = copy.deepcopy(model.mask_decoder).requires_grad_(True)
    features = torch.from_numpy(np.array(embedding.features, np.float32))[None].to(model.device)
    corners = embedding.frame.boxes_to_frame(np.array([box]))
    boxes = torch.from_numpy(np.asarray(corners, np.float32)).to(model.device)

    def forward() -> Tensor:
        logits, _ = decode_rows(decoder, model.prompt_encoder, features, boxes)
        return logits.float()

    with torch.no_grad(), torch.autocast(model.device.type, torch.bfloat16, enabled=half):
        seen = forward()[0, 0].cpu().numpy()
    logits = forward()
    # The target is the model's own mask: any loss will do that reaches all parameters, and this needs
    # no truth.
    functional.binary_cross_entropy_with_logits(logits, (logits.detach() > 0).float()).backward()  # type: ignore[no-untyped-call]
    gradients = [p.grad.flatten().cpu() for p in decoder.parameters() if p.grad is not None]
    return seen, torch.cat(gradients).numpy()


def _largest(found: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    return float(np.abs(found - wanted).max())
