"""Installing base packs once their parts were seen to fit and to answer as expected, and removing them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from samft_core.distribution import base_packs
from samft_core.distribution.base_packs import BASE_PACK, EXPECTED, PICTURE
from samft_core.distribution.container import open_container, unpacked
from samft_core.errors import ModelError, UsageError
from samft_core.files import atomic
from samft_core.imaging.geometry import Box
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import mask_iou
from samft_core.imaging.pixels import Rgb
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.base_model_uses import uses_of
from samft_core.sam import base_models
from samft_core.sam.base_card import BaseCard, encoder_weights
from samft_core.sam.devices import choose_device
from samft_core.sam.encoder import FEATURES_SHAPE
from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_pack
from samft_core.security import trust
from samft_core.security.accounts import account_name

MOST_PIXELS = 4_000_000
"""The largest picture that a pack is checked with."""

MOST_DIFFERENCE = 0.05
"""How far the embedding of the pack's picture may be from the expected one: root mean square of the
difference as a share of the embedding's own. Half floats and another processor make a thousandth; the wrong
order of channels, or another normalisation, a tenth and more."""

LEAST_IOU = 0.97
"""How well the mask must fit the expected one."""

# The code of what to do where a pack does not hold what it should.
_MADE_AGAIN = "remedy.make_base_pack_again"


@dataclass(frozen=True, slots=True)
class Parity:
    """How well a base model does on its pack's picture what is expected of it."""

    difference: float
    iou: float


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
        # Before the licence is shown: who has this pack already accepted it.
        known = _installed_already(pack)
        if known is not None:
            return known, None
        if not accept(pack):
            remedy = Message("remedy.accept_licence")
            raise UsageError(Message("base_pack.licence_refused"), path=path, remedy=remedy)
        place = base_models.folder() / pack.card.name
        with unpacked(container, place) as folder:
            files = {name: entry.sha256 for name, entry in container.files.items()}
            parity = check_files(folder, pack.card, pack.digest, encoder_weights(files))
            _note_installation(folder, pack, files)
            try:
                atomic.move_into_place(folder, place)
            except OSError as error:
                message = Message("base_pack.cannot_install", reason=error.strerror or error)
                remedy = Message("remedy.check_right_or_other")
                raise ModelError(message, path=place, remedy=remedy) from error
    return base_models.read_base(place), parity


def _installed_already(pack: base_packs.BasePack) -> base_models.InstalledBase | None:
    known = base_models.find(pack.card.name)
    if known is None or known.digest == pack.digest:
        return known
    message = Message("base_pack.another_installed", name=pack.card.name, digest=known.digest[:12])
    remedy = Message("remedy.remove_other_pack", name=pack.card.name)
    raise ModelError(message, path=known.folder, remedy=remedy)


def _note_installation(folder: Path, pack: base_packs.BasePack, files: dict[str, str]) -> None:
    noted = {
        "files": {name: {"sha256": digest} for name, digest in sorted(files.items())},
        "digest": pack.digest,
        "signature": pack.signer.standing.value,
        "key": pack.signer.key,
        "licence_accepted_by": account_name(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    atomic.write_json(folder / base_models.INSTALLED, noted)


def remove_base_pack(name: str, *, force: bool = False) -> Path:
    """Remove an installed base pack, broken or not; returns the folder that is gone.

    Raises ModelError where there is none of that name, or where a project uses it and ``force`` is not given.
    """
    place = next((place for place in base_models.base_folders() if place.name == name), None)
    if place is None:
        names = [place.name for place in base_models.base_folders()]
        remedy = (
            Message("remedy.installed_packs", names=names) if names else Message("remedy.no_installed_packs")
        )
        message = Message("base_pack.unknown", name=name)
        raise ModelError(message, path=base_models.folder(), remedy=remedy)
    uses = [] if force else uses_of(name)
    if uses:
        projects = [use.project for use in uses]
        certain = all(use.certain for use in uses)
        message = Message(
            "base_pack.used" if certain else "base_pack.used_perhaps", name=name, projects=projects
        )
        remedy = Message("remedy.other_base_first")
        raise ModelError(message, path=place, remedy=remedy)
    # Hidden first, so that what is half removed is no pack.
    hidden = place.with_name(f".removed-{place.name}-{os.getpid()}")
    try:
        place.rename(hidden)
        shutil.rmtree(hidden, ignore_errors=True)
    except OSError as error:
        message = Message("base_pack.cannot_remove", reason=error.strerror or error)
        raise ModelError(message, path=place, remedy=Message("remedy.close_everywhere")) from error
    return place


def check_files(folder: Path, card: BaseCard, digest: str, encoder_weights: str) -> Parity:
    """Load the base model in ``folder`` and ask it about the pack's picture.

    Raises ModelError where a part does not fit, or where the answer is not the expected one.
    """
    embedding, mask = _expected(folder / EXPECTED)
    picture = read_picture(folder / PICTURE)
    model = load_pack(folder, card, digest, choose_device("cpu"), encoder_weights=encoder_weights)
    given, answered = answer_of(model, picture, card)
    if answered.shape != mask.shape:
        message = Message("base_pack.mask_size")
        raise ModelError(message, path=folder / EXPECTED, remedy=Message(_MADE_AGAIN))
    parity = Parity(_difference(given, embedding), mask_iou(answered, mask))
    # Written so that NaN is refused, too: every comparison with it is false.
    if not parity.difference <= MOST_DIFFERENCE:
        message = Message("base_pack.embedding_off", difference=parity.difference, most=MOST_DIFFERENCE)
        raise ModelError(message, path=folder / EXPECTED, remedy=Message(_MADE_AGAIN))
    if parity.iou < LEAST_IOU:
        message = Message("base_pack.mask_off", iou=parity.iou, least=LEAST_IOU)
        raise ModelError(message, path=folder / EXPECTED, remedy=Message(_MADE_AGAIN))
    return parity


def answer_of(model: SamModel, picture: Rgb, card: BaseCard) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The embedding (C x side x side) and the mask (H x W) that the model gives for a pack's picture.

    Raises ModelError.
    """
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = card.check.box
    if not (0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height):
        message = Message("base_pack.box_outside", box=card.check.box, width=width, height=height)
        raise ModelError(message, remedy=Message(_MADE_AGAIN))
    embedding = model.encode(picture)
    if not np.isfinite(embedding.features).all():
        raise ModelError(Message("base_pack.no_numbers"), remedy=Message(_MADE_AGAIN))
    return embedding.features, model.decode(embedding, Prompts(box=Box(x0, y0, x1, y1))).best


def _difference(given: NDArray[np.float32], expected: NDArray[np.float32]) -> float:
    # In double precision: a million squares in half floats overflow.
    usual = float(np.sqrt(np.mean(np.square(expected, dtype=np.float64))))
    off = float(np.sqrt(np.mean(np.square(given - expected, dtype=np.float64))))
    return off / max(usual, 1e-12)


def read_picture(path: Path) -> Rgb:
    """A pack's picture, H x W x 3. Raises ImageError."""
    return read_image(path, max_pixels=MOST_PIXELS)


def _expected(path: Path) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The embedding 256 x 64 x 64 and the mask H x W that a pack expects. Raises ModelError."""
    try:
        found = load_file(path)
        embedding = found["embedding"]
        mask = found["mask"]
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        message = Message("base_pack.expected_unreadable")
        raise ModelError(message, path=path, remedy=Message(_MADE_AGAIN)) from error
    numbers = embedding.dtype in (np.float16, np.float32) and np.isfinite(embedding).all()
    if embedding.shape != FEATURES_SHAPE or not numbers or mask.dtype != np.uint8 or mask.ndim != 2:
        message = Message("base_pack.no_expected")
        raise ModelError(message, path=path, remedy=Message(_MADE_AGAIN))
    return embedding.astype(np.float32), mask > 0
