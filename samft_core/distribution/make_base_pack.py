"""Making base packs from an encoder, a checkpoint and a licence."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file

from samft_core.distribution.base_packs import BASE_PACK, EXPECTED, LICENCE, LIMITS, NOTICE, PICTURE
from samft_core.distribution.container_writing import Item, write_container
from samft_core.distribution.install_base_pack import Parity, answer_of, check_files, read_picture
from samft_core.errors import ModelError, UsageError
from samft_core.files import atomic
from samft_core.messages.message import Message
from samft_core.sam import base_card
from samft_core.sam.base_card import (
    CARD,
    GRAPH,
    GRAPH_WEIGHTS,
    MASK_DECODER,
    ONNX,
    PROMPT_ENCODER,
    WEIGHTS,
    BaseCard,
)
from samft_core.sam.devices import choose_device
from samft_core.sam.encoder import FEATURES_SHAPE
from samft_core.sam.registry import load_pack
from samft_core.sam.weights import State, read_checkpoint, read_tensors, sha256_of
from samft_core.security.minisign import SecretKey


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a pack is made of.

    ``encoder`` is an .onnx file, or the .xml file of a graph of OpenVINO with its .bin file beside it.
    ``checkpoint`` is a state dict that holds prompt encoder and mask decoder under Segment Anything's own
    names; without it both come from safetensors. ``expected`` is the embedding that the model's own program
    gives for ``picture``, as .npy.
    """

    encoder: Path
    licence: Path
    picture: Path
    checkpoint: Path | None = None
    prompt_encoder: Path | None = None
    mask_decoder: Path | None = None
    notice: Path | None = None
    expected: Path | None = None


def make_base_pack(
    target: Path, card: BaseCard, sources: Sources, *, key: SecretKey | None = None
) -> tuple[Path, Parity]:
    """Write a base pack to ``target`` (with the ending .samftbase), signed with ``key``; returns the file.

    It is checked as it will be when it is installed. The mask that it expects is this program's; so is the
    embedding, unless ``sources.expected`` brings the one of the model's own program, which the encoder must
    then meet. Raises ModelError, ImageError and UsageError.
    """
    with tempfile.TemporaryDirectory(prefix="samft-base-") as made:
        folder = Path(made)
        _gather(folder, sources)
        if sources.expected is not None:
            check = card.check.model_copy(update={"expected_from": "original"})
            card = card.model_copy(update={"check": check})
        atomic.write_text(folder / CARD, card.model_dump_json(indent=2))
        # Read back as the other PC will read it, so that a card that is refused there is refused here.
        base_card.card_of((folder / CARD).read_bytes(), path=folder / CARD)
        files = {path.name: sha256_of(path) for path in folder.iterdir()}
        digest = base_card.weights_digest(files, card)
        encoder_weights = base_card.encoder_weights(files)
        model = load_pack(folder, card, digest, choose_device("cpu"), encoder_weights=encoder_weights)
        given, mask = answer_of(model, read_picture(folder / PICTURE), card)
        embedding = given if sources.expected is None else _original(sources.expected)
        expected = {
            # Half floats are exact enough for the allowed 5 %, at half the size.
            "embedding": torch.from_numpy(embedding.astype(np.float16)),
            "mask": torch.from_numpy(mask.astype(np.uint8)),
        }
        save_file(expected, folder / EXPECTED)
        # Loaded again below from the files, as at its goal; two at a time would take twice the memory.
        del model
        parity = check_files(folder, card, digest, encoder_weights)
        paths = sorted(folder.iterdir())
        for path in paths:
            limit = LIMITS[path.name]
            if path.stat().st_size > limit:
                message = Message("base_pack.file_too_large", name=path.name, megabytes=limit / 1e6)
                raise ModelError(message, path=path, remedy=Message("remedy.choose_smaller"))
        items = [Item(path.name, path, compress=path.name not in WEIGHTS) for path in paths]
        return write_container(target, BASE_PACK, {"name": card.name}, items, key=key), parity


def _gather(folder: Path, sources: Sources) -> None:
    """Put everything but the card and the expected answer into ``folder``, under the names of a pack."""
    if sources.encoder.suffix.lower() == ".onnx":
        _copy(sources.encoder, folder / ONNX)
    else:
        _copy(sources.encoder, folder / GRAPH)
        _copy(sources.encoder.with_suffix(".bin"), folder / GRAPH_WEIGHTS)
    _copy(sources.licence, folder / LICENCE)
    if sources.notice is not None:
        _copy(sources.notice, folder / NOTICE)
    try:
        Image.fromarray(read_picture(sources.picture)).save(folder / PICTURE)
    except OSError as error:
        raise ModelError(Message("base_pack.picture_unwritable", reason=error), path=folder) from error
    for part, state in zip((PROMPT_ENCODER, MASK_DECODER), _parts(sources), strict=True):
        save_file({name: value.contiguous() for name, value in state.items()}, folder / part)


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        message = Message("file.unreadable", reason=error.strerror or error)
        raise ModelError(message, path=source, remedy=Message("remedy.choose_right_file")) from error


def _parts(sources: Sources) -> tuple[State, State]:
    """Prompt encoder and mask decoder. Raises ModelError and UsageError."""
    if sources.checkpoint is not None:
        remedy = Message("remedy.give_sam_checkpoint")
        state = read_checkpoint(sources.checkpoint, remedy=remedy, unwrap=True)
        prompt_encoder, mask_decoder = (_part(state, name) for name in ("prompt_encoder.", "mask_decoder."))
        if not prompt_encoder or not mask_decoder:
            message = Message("base_pack.no_sam_parts")
            raise ModelError(message, path=sources.checkpoint, remedy=remedy)
        return prompt_encoder, mask_decoder
    if sources.prompt_encoder is None or sources.mask_decoder is None:
        message = Message("base_pack.lacks_parts")
        remedy = Message("remedy.checkpoint_or_parts")
        raise UsageError(message, remedy=remedy)
    remedy = Message("remedy.give_part_weights")
    prompt_encoder = read_tensors(sources.prompt_encoder, remedy=remedy)
    return prompt_encoder, read_tensors(sources.mask_decoder, remedy=remedy)


def _part(state: State, prefix: str) -> State:
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}


def _original(path: Path) -> NDArray[np.float32]:
    """An embedding that another program wrote as .npy. Raises ModelError."""
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        message = Message("base_pack.embedding_unreadable", reason=error)
        raise ModelError(message, path=path, remedy=Message("remedy.write_with_numpy")) from error
    if not isinstance(found, np.ndarray) or found.size != np.prod(FEATURES_SHAPE):
        message = Message("base_pack.embedding_size")
        raise ModelError(message, path=path, remedy=Message("remedy.write_with_numpy"))
    return np.asarray(found, np.float32).reshape(FEATURES_SHAPE)
