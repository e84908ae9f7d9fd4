"""Reading weights: only safetensors and pickle-free checkpoints, checked name by name."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from samft_core.errors import ModelError
from samft_core.files.limits import CARD_BYTES, CHECKPOINT_BYTES
from samft_core.files.regular_files import open_regular, require_regular
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.sam.adapter import LAST_LAYER
from samft_core.sam.empty_modules import empty_modules
from samft_core.sam.skips import LAST_LAYER as LAST_OF_SKIP
from samft_core.sam.upstream import MaskDecoder, PromptEncoder, TwoWayTransformer

State = dict[str, Tensor]


def mix(base: State, tuned: State, share: float) -> State:
    """``share`` of the tuned weights and the rest of the base model's (Wortsman et al. 2022, WiSE-FT).

    The base model has neither adapter nor skip; those scaled to ``share`` of what they add stand in between.
    """
    mixed = {name: value + share * (tuned[name].float() - value) for name, value in base.items()}
    added = {name: tuned[name].float() for name in tuned.keys() - base.keys()}
    # Both add what their last layer gives, and that layer is linear: scaling it scales all that they
    # add.
    last = (LAST_LAYER, LAST_OF_SKIP)
    scaled = {name: value * (share if name.startswith(last) else 1) for name, value in added.items()}
    return mixed | scaled


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_card(path: Path, *, remedy: Message | None = None) -> dict[str, Any]:
    """A model's ``model.json`` after checking every file it lists; raises ModelError naming the file."""
    remedy = remedy or Message("remedy.install_again")
    try:
        card: dict[str, Any] = read_json(path, limit=CARD_BYTES)
        expected = {str(name): str(entry["sha256"]) for name, entry in card["files"].items()}
    except (OSError, JsonError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(Message("model.card_unreadable"), path=path, remedy=remedy) from error
    for name, digest in expected.items():
        file = path.parent / name
        if not file.is_file():
            raise ModelError(Message("model.file_missing"), path=file, remedy=remedy)
        if sha256_of(file) != digest:
            raise ModelError(Message("model.file_damaged"), path=file, remedy=remedy)
    return card


def read_tensors(path: Path, *, remedy: Message) -> State:
    """All tensors of a safetensors file in single precision; raises ModelError."""
    try:
        require_regular(path)
        # Before it is read: a file from elsewhere may be larger than memory.
        if path.stat().st_size > CHECKPOINT_BYTES:
            raise ModelError(_too_large(), path=path, remedy=remedy)
        return {name: value.float() for name, value in load_file(path).items()}
    except (OSError, SafetensorError) as error:
        raise ModelError(Message("weights.unreadable"), path=path, remedy=remedy) from error


def read_checkpoint(path: Path, *, remedy: Message, unwrap: bool = False) -> State:
    """A .pth state dict, read without running any code in it; raises ModelError.

    ``unwrap`` takes weights that a training program saved inside another dictionary, too.
    """
    if not path.is_file():
        raise ModelError(Message("checkpoint.missing"), path=path, remedy=remedy)
    _require_plain(path, remedy)
    try:
        # ``weights_only`` unpickles tensors and plain containers and nothing else. Files in the format
        # before PyTorch 1.6 are no zip archives and cannot be mapped.
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, UnpicklingError) as error:
        raise ModelError(Message("weights.no_checkpoint"), path=path, remedy=remedy) from error
    wrapper = _wrapper_of(state)
    if wrapper is not None and unwrap:
        state = state[wrapper]
    elif wrapper is not None:
        message = Message("checkpoint.wrapped", name=wrapper)
        raise ModelError(message, path=path, remedy=remedy)
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise ModelError(Message("weights.something_else"), path=path, remedy=remedy)
    return {str(name): value.float() for name, value in state.items()}


def _too_large() -> Message:
    return Message("weights.too_large", gigabytes=CHECKPOINT_BYTES / 1e9)


def _require_plain(path: Path, remedy: Message) -> None:
    """Refuse a checkpoint that is larger than any, or that would become so: tensors are never compressed."""
    try:
        size = path.stat().st_size
        # The sizes that the archive names, summed: a small file of zeros could fill the memory when it
        # is unpacked.
        if size <= CHECKPOINT_BYTES and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                size = sum(info.file_size for info in archive.infolist())
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise ModelError(Message("weights.no_checkpoint"), path=path, remedy=remedy) from error
    if size > CHECKPOINT_BYTES:
        raise ModelError(_too_large(), path=path, remedy=remedy)


def _wrapper_of(state: object) -> str | None:
    """The name under which a file holds weights that it should hold itself."""
    if not isinstance(state, dict):
        return None
    for name, value in state.items():
        inner = isinstance(value, dict) and value and all(isinstance(v, Tensor) for v in value.values())
        if inner and isinstance(name, str):
            return name
    return None


def load_strictly(module: nn.Module, state: State, *, path: Path | None, remedy: Message) -> None:
    """Make ``state`` the module's weights; every name and shape must fit. Raises ModelError."""
    wanted = {name: value.shape for name, value in module.state_dict().items()}
    missing = wanted.keys() - state.keys()
    foreign = state.keys() - wanted.keys()
    misshapen = [name for name in wanted.keys() & state.keys() if wanted[name] != state[name].shape]
    if missing or foreign or misshapen:
        # One name is enough to recognise the wrong file, and some checkpoints would give hundreds.
        first = sorted([*missing, *foreign, *misshapen])[0]
        raise ModelError(Message("weights.other_model", first=first), path=path, remedy=remedy)
    # Assigned and not copied: large modules stand on the meta device, without memory of their own.
    module.load_state_dict(state, assign=True)


def load_shipped_parts(
    folder: Path, device: str, *, remedy: Message | None = None
) -> tuple[PromptEncoder, MaskDecoder]:
    """Prompt encoder and mask decoder from a folder of their two files, frozen. Raises ModelError."""
    remedy = remedy or Message("remedy.install_again")
    prompt_encoder = empty_prompt_encoder()
    mask_decoder = empty_mask_decoder()
    for part, name in ((prompt_encoder, "prompt_encoder"), (mask_decoder, "mask_decoder")):
        path = folder / f"{name}.safetensors"
        load_strictly(part, read_tensors(path, remedy=remedy), path=path, remedy=remedy)
        part.to(device).eval().requires_grad_(False)
    return prompt_encoder, mask_decoder


def empty_prompt_encoder() -> PromptEncoder:
    """Segment Anything's prompt encoder without weights."""
    with empty_modules():
        return PromptEncoder(
            embed_dim=256, image_embedding_size=(64, 64), input_image_size=(1024, 1024), mask_in_chans=16
        )


def empty_mask_decoder() -> MaskDecoder:
    """Segment Anything's mask decoder without weights."""
    with empty_modules():
        return MaskDecoder(
            num_multimask_outputs=3,
            transformer=TwoWayTransformer(depth=2, embedding_dim=256, mlp_dim=2048, num_heads=8),
            transformer_dim=256,
            iou_head_depth=3,
            iou_head_hidden_dim=256,
        )
