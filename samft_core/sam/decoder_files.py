"""A model version's mask decoder on disk: one safetensors file that knows which base model it belongs to."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from samft_core.errors import ModelError
from samft_core.files import atomic
from samft_core.messages.message import Message
from samft_core.sam.adapter import NAME, EmbeddingAdapter, cells_in, channels_in, planes_in, reads_planes
from samft_core.sam.model import SamModel
from samft_core.sam.skips import NAME as SKIP
from samft_core.sam.skips import FineSkip, skip_in
from samft_core.sam.upstream import MaskDecoder
from samft_core.sam.weights import State, read_tensors, sha256_of

DECODER_FILE = "decoder.safetensors"
_FORMAT = "samft-decoder-1"


def save_decoder(
    folder: Path,
    decoder: MaskDecoder,
    *,
    base_digest: str,
    plane_weights: str | None = None,
    half: bool = False,
) -> str:
    """Write the decoder's weights into ``folder``, single or ``half`` precision; returns the file's SHA-256.

    ``plane_weights`` names the second encoder whose planes the decoder reads.
    """
    kind = torch.float16 if half else torch.float32
    state = {name: value.detach().cpu().to(kind).contiguous() for name, value in decoder.state_dict().items()}
    path = folder / DECODER_FILE
    metadata = {"format": _FORMAT, "base_digest": base_digest}
    if reads_planes(decoder):
        metadata["plane_weights"] = plane_weights or ""
    atomic.write_bytes(path, save(state, metadata))
    return sha256_of(path)


def load_decoder(folder: Path, model: SamModel, *, digest: str | None = None) -> State:
    """Read the weights that ``save_decoder`` wrote; ``digest`` is the file's SHA-256 where the card has it.

    Raises ModelError where the file is missing or damaged, or was tuned from another base model than
    ``model``.
    """
    path = folder / DECODER_FILE
    if not path.is_file():
        raise ModelError(Message("version.weights_missing"), path=path, remedy=_other_version())
    if digest is not None and sha256_of(path) != digest:
        raise ModelError(Message("version.weights_damaged"), path=path, remedy=_other_version())
    metadata = _metadata(path)
    if metadata.get("format") != _FORMAT:
        raise ModelError(Message("version.no_version_file"), path=path, remedy=_other_version())
    if metadata.get("base_digest") != model.base_digest:
        remedy = Message("remedy.open_with_base")
        raise ModelError(Message("version.other_base"), path=path, remedy=remedy)
    state = read_tensors(path, remedy=_other_version())
    shapes = {name: value.shape for name, value in state.items()}
    wanted = {name: value.shape for name, value in model.mask_decoder.state_dict().items()}
    if channels := channels_in(shapes):
        parts = EmbeddingAdapter(channels, planes_in(shapes), cells_in(shapes)).state_dict()
        wanted |= {f"{NAME}.{name}": value.shape for name, value in parts.items()}
    if skip_in(shapes):
        wanted |= {f"{SKIP}.{name}": value.shape for name, value in FineSkip().state_dict().items()}
    if planes_in(shapes) and metadata.get("plane_weights") != model.plane_weights:
        remedy = Message("remedy.install_version_that_made_it")
        raise ModelError(Message("version.other_encoder"), path=path, remedy=remedy)
    if shapes != wanted:
        raise ModelError(Message("version.weights_do_not_fit"), path=path, remedy=_other_version())
    return state


def _metadata(path: Path) -> dict[str, str]:
    try:
        with safe_open(path, framework="pt") as file:
            return dict(file.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise ModelError(Message("version.weights_unreadable"), path=path, remedy=_other_version()) from error


def _other_version() -> Message:
    return Message("remedy.choose_other_version_or_tune")
