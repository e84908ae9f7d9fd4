"""Making base packs, and installing them once their parts were seen to fit and to answer as expected."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import SafetensorError
from safetensors.numpy import load_file
from safetensors.torch import save_file

from samft_core import base_models, base_packs
from samft_core.base_packs import (
    BASE_PACK,
    CARD,
    EXPECTED,
    GRAPH,
    GRAPH_WEIGHTS,
    LICENCE,
    LIMITS,
    MASK_DECODER,
    NOTICE,
    ONNX,
    PICTURE,
    PROMPT_ENCODER,
    WEIGHTS,
    BaseCard,
)
from samft_core.distribution.container import Item, open_container, unpacked, write_container
from samft_core.errors import ModelError, UsageError
from samft_core.files import atomic
from samft_core.imaging.geometry import Box
from samft_core.imaging.image_io import read_image
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.sam.devices import choose_device
from samft_core.sam.encoder import FEATURES_SHAPE
from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_pack
from samft_core.sam.weights import State, read_checkpoint, read_tensors, sha256_of
from samft_core.security import trust
from samft_core.security.inspector import current_inspector
from samft_core.security.minisign import SecretKey

MOST_PIXELS = 4_000_000
"""The largest picture that a pack is checked with."""

MOST_DIFFERENCE = 0.05
"""How far the embedding of the pack's picture may be from the expected one: root mean square of the
difference as a share of the embedding's own. Half floats and another processor make a thousandth; the wrong
order of channels, or another normalisation, a tenth and more."""

LEAST_IOU = 0.97
"""How well the mask must fit the expected one."""

_MADE_AGAIN = "Ask whoever made the pack to check how its encoder's input is described, and to make it again."


@dataclass(frozen=True, slots=True)
class Parity:
    """How well a base model does on its pack's picture what is expected of it."""

    difference: float
    iou: float


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


Accept = Callable[[base_packs.BasePack], bool]
"""Shows a pack's licence and returns whether it was accepted."""


def add_base_pack(
    path: Path, *, accept: Accept, accept_untrusted: bool = False
) -> tuple[base_models.InstalledBase, Parity | None]:
    """Install a base pack for this account, or where the policy says.

    Its weights must fit Segment Anything's parts name by name, and its encoder must answer on the pack's own
    picture as the pack says, which is tried before it counts as installed. The same pack again changes
    nothing; then there is no parity to tell. Raises ModelError, SignatureError, PolicyError and UsageError
    where the licence was not accepted.
    """
    base_models.require_allowed()
    with open_container(path, BASE_PACK) as container:
        pack = base_packs.look_at(container)
        trust.require(pack.signer, accepted=accept_untrusted, path=path)
        known = _installed_already(pack)
        if known is not None:
            return known, None
        if not accept(pack):
            remedy = "Read the licence and accept it, or do without this base pack."
            raise UsageError("The licence was not accepted; nothing was installed", path=path, remedy=remedy)
        place = base_models.folder() / pack.card.name
        with unpacked(container, place) as folder:
            files = {name: entry.sha256 for name, entry in container.files.items()}
            parity = check_files(folder, pack.card, pack.digest, base_packs.encoder_weights(files))
            _note_installation(folder, pack, files)
            try:
                atomic.move_into_place(folder, place)
            except OSError as error:
                message = f"The base pack cannot be installed: {error.strerror or error}"
                remedy = "Check the right to write there, and whether somebody else installed it meanwhile."
                raise ModelError(message, path=place, remedy=remedy) from error
    return base_models.read_base(place), parity


def _installed_already(pack: base_packs.BasePack) -> base_models.InstalledBase | None:
    known = base_models.find(pack.card.name)
    if known is None or known.digest == pack.digest:
        return known
    message = f"Another base pack is installed as {pack.card.name}, with other weights ({known.digest[:12]})"
    remedy = (
        f"Remove that one first (samft base-pack remove {pack.card.name}), or have this one named otherwise."
    )
    raise ModelError(message, path=known.folder, remedy=remedy)


def _note_installation(folder: Path, pack: base_packs.BasePack, files: dict[str, str]) -> None:
    noted = {
        "files": {name: {"sha256": digest} for name, digest in sorted(files.items())},
        "digest": pack.digest,
        "signature": pack.signer.standing.value,
        "key": pack.signer.key,
        "licence_accepted_by": current_inspector(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    atomic.write_json(folder / base_models.INSTALLED, noted)


def check_files(folder: Path, card: BaseCard, digest: str, encoder_weights: str) -> Parity:
    """Load the base model in ``folder`` and ask it about the pack's picture.

    Raises ModelError where a part does not fit, or where the answer is not the expected one.
    """
    embedding, mask = _expected(folder / EXPECTED)
    picture = _picture(folder / PICTURE)
    model = load_pack(folder, card, digest, choose_device("cpu"), encoder_weights=encoder_weights)
    given, answered = _answer(model, picture, card)
    if answered.shape != mask.shape:
        message = "The expected mask does not have the size of the base pack's picture"
        raise ModelError(message, path=folder / EXPECTED, remedy=_MADE_AGAIN)
    parity = Parity(_difference(given, embedding), _iou(answered, mask))
    if not parity.difference <= MOST_DIFFERENCE:
        message = (
            f"The encoder does not give the expected embedding of the pack's picture: it is off by "
            f"{parity.difference:.1%}, {MOST_DIFFERENCE:.0%} are allowed"
        )
        raise ModelError(message, path=folder / EXPECTED, remedy=_MADE_AGAIN)
    if parity.iou < LEAST_IOU:
        message = (
            f"The model does not give the expected mask on the pack's picture: IoU {parity.iou:.3f}, "
            f"{LEAST_IOU} is the least"
        )
        raise ModelError(message, path=folder / EXPECTED, remedy=_MADE_AGAIN)
    return parity


def _answer(
    model: SamModel, picture: NDArray[np.uint8], card: BaseCard
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = card.check.box
    if not (0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height):
        message = f"The box {card.check.box} does not lie in the pack's picture of {width} x {height} pixels"
        raise ModelError(message, remedy=_MADE_AGAIN)
    embedding = model.encode(picture)
    if not np.isfinite(embedding.features).all():
        raise ModelError("The encoder gives no numbers on the pack's picture", remedy=_MADE_AGAIN)
    return embedding.features, model.decode(embedding, Prompts(box=Box(x0, y0, x1, y1))).best


def _difference(given: NDArray[np.float32], expected: NDArray[np.float32]) -> float:
    usual = float(np.sqrt(np.mean(np.square(expected, dtype=np.float64))))
    off = float(np.sqrt(np.mean(np.square(given - expected, dtype=np.float64))))
    return off / max(usual, 1e-12)


def _iou(mask: NDArray[np.bool_], expected: NDArray[np.bool_]) -> float:
    union = int((mask | expected).sum())
    return 1.0 if union == 0 else int((mask & expected).sum()) / union


def _picture(path: Path) -> NDArray[np.uint8]:
    return read_image(path, max_pixels=MOST_PIXELS)


def _expected(path: Path) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The embedding 256 x 64 x 64 and the mask H x W that a pack expects. Raises ModelError."""
    try:
        found = load_file(path)
        embedding, mask = found["embedding"], found["mask"]
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        message = "The base pack's expected answer cannot be read"
        raise ModelError(message, path=path, remedy=_MADE_AGAIN) from error
    numbers = embedding.dtype in (np.float16, np.float32) and np.isfinite(embedding).all()
    if embedding.shape != FEATURES_SHAPE or not numbers or mask.dtype != np.uint8 or mask.ndim != 2:
        message = "The base pack's expected answer is no embedding of 256 x 64 x 64 numbers with a mask"
        raise ModelError(message, path=path, remedy=_MADE_AGAIN)
    return embedding.astype(np.float32), mask > 0


# Making a pack


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
        base_packs.card_of((folder / CARD).read_bytes(), path=folder / CARD)
        files = {path.name: sha256_of(path) for path in folder.iterdir()}
        digest, encoder_weights = base_packs.weights_digest(files, card), base_packs.encoder_weights(files)
        model = load_pack(folder, card, digest, choose_device("cpu"), encoder_weights=encoder_weights)
        given, mask = _answer(model, _picture(folder / PICTURE), card)
        embedding = given if sources.expected is None else _original(sources.expected)
        expected = {
            "embedding": torch.from_numpy(embedding.astype(np.float16)),
            "mask": torch.from_numpy(mask.astype(np.uint8)),
        }
        save_file(expected, folder / EXPECTED)
        del model
        parity = check_files(folder, card, digest, encoder_weights)
        paths = sorted(folder.iterdir())
        for path in paths:
            limit = LIMITS[path.name]
            if path.stat().st_size > limit:
                message = f"{path.name} is larger than a base pack may hold ({limit / 1e6:,.1f} MB)"
                raise ModelError(message, path=path, remedy="Choose a smaller one.")
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
        Image.fromarray(_picture(sources.picture)).save(folder / PICTURE)
    except OSError as error:
        raise ModelError(f"The picture cannot be written: {error}", path=folder) from error
    for part, state in zip((PROMPT_ENCODER, MASK_DECODER), _parts(sources), strict=True):
        save_file({name: value.contiguous() for name, value in state.items()}, folder / part)


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}"
        raise ModelError(message, path=source, remedy=Message("remedy.choose_right_file")) from error


def _parts(sources: Sources) -> tuple[State, State]:
    """Prompt encoder and mask decoder. Raises ModelError and UsageError."""
    if sources.checkpoint is not None:
        remedy = "Give a checkpoint of weights that names prompt_encoder and mask_decoder as SAM does."
        state = read_checkpoint(sources.checkpoint, remedy=remedy, unwrap=True)
        prompt_encoder, mask_decoder = (_part(state, name) for name in ("prompt_encoder.", "mask_decoder."))
        if not prompt_encoder or not mask_decoder:
            message = "The checkpoint holds no prompt encoder and mask decoder of Segment Anything"
            raise ModelError(message, path=sources.checkpoint, remedy=remedy)
        return prompt_encoder, mask_decoder
    if sources.prompt_encoder is None or sources.mask_decoder is None:
        message = "A base pack needs a prompt encoder and a mask decoder"
        remedy = "Give --checkpoint, or both --prompt-encoder and --mask-decoder."
        raise UsageError(message, remedy=remedy)
    remedy = "Give weights of Segment Anything's part as safetensors."
    prompt_encoder = read_tensors(sources.prompt_encoder, remedy=remedy)
    return prompt_encoder, read_tensors(sources.mask_decoder, remedy=remedy)


def _part(state: State, prefix: str) -> State:
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}


def _original(path: Path) -> NDArray[np.float32]:
    """An embedding that another program wrote as .npy. Raises ModelError."""
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        message = f"The expected embedding cannot be read: {error}"
        raise ModelError(message, path=path, remedy="Write it with numpy.save.") from error
    if not isinstance(found, np.ndarray) or found.size != np.prod(FEATURES_SHAPE):
        message = "The expected embedding does not have 256 x 64 x 64 numbers"
        raise ModelError(message, path=path, remedy="Write it with numpy.save.")
    return np.asarray(found, np.float32).reshape(FEATURES_SHAPE)
