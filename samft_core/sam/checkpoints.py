"""Telling what a checkpoint file is before a project depends on it: the right weights, or what else."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from samft_core.errors import ModelError
from samft_core.files.regular_files import open_regular
from samft_core.messages.message import Message
from samft_core.sam.spec import ModelSpec
from samft_core.sam.upstream import sam_model_registry
from samft_core.sam.weights import read_checkpoint

_POSITIONS = "image_encoder.pos_embed"
# The length of an encoder's features tells which of Segment Anything's models it is of.
_WIDTHS = {768: "vit_b", 1024: "vit_l", 1280: "vit_h"}

# What training programs put before every name: DataParallel, wrappers of their own, torch.compile.
_PREFIXES = ("module.", "sam.", "model.", "_orig_mod.")

# How weights of other models begin, with the code of the message that says whose they are.
_OTHERS = (
    ("image_encoder.trunk.", "checkpoint.of_sam2"),
    ("image_encoder.layers.", "checkpoint.of_mobilesam"),
    ("mask_decoder.hf_token.", "checkpoint.of_hq"),
    ("vision_encoder.", "checkpoint.of_transformers"),
)


def verify_checkpoint(spec: ModelSpec) -> None:
    """See that the checkpoint of ``spec`` holds all weights of its model and no others.

    Nothing in the file is run, and no weight is kept in memory. Raises ModelError saying what the file is.
    """
    if spec.name == "mobile":
        return
    remedy = Message("remedy.choose_meta_file", model=spec.name)
    if spec.checkpoint is None:
        raise ModelError(Message("model.needs_checkpoint", model=spec.name), remedy=remedy)
    path = spec.checkpoint
    refuse_foreign(path, remedy=remedy)
    state = read_checkpoint(path, remedy=remedy)
    with torch.device("meta"):
        wanted = sam_model_registry[spec.name]()
    what = _difference(wanted, state, spec.name)
    if what is not None:
        raise ModelError(what, path=path, remedy=remedy)


def refuse_foreign(path: Path, *, remedy: Message) -> None:
    """Say what a file is that cannot be a checkpoint. Raises ModelError."""
    try:
        size = path.stat().st_size
        with open_regular(path) as stream:
            head = stream.read(1024)
    except OSError as error:
        message = Message("checkpoint.unreadable", reason=error.strerror or error)
        raise ModelError(message, path=path, remedy=remedy) from error
    start = head.lstrip().lower()
    what = None
    if size == 0:
        what = Message("checkpoint.empty")
    elif start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        what = Message("checkpoint.web_page")
    elif start.startswith(b"version https://git-lfs"):
        what = Message("checkpoint.git_lfs")
    elif head.startswith(b"PK\x03\x04") and not zipfile.is_zipfile(path):
        what = Message("checkpoint.cut", megabytes=size / 1e6)
    if what is not None:
        raise ModelError(what, path=path, remedy=remedy)


def _difference(wanted: nn.Module, state: dict[str, Tensor], name: str) -> Message | None:
    """How the weights differ from those of the model; None where all names and shapes fit."""
    shapes: dict[str, Any] = {key: value.shape for key, value in wanted.state_dict().items()}
    found = {key: value.shape for key, value in state.items()}
    if shapes == found:
        return None
    for prefix in _PREFIXES:
        if found and all(key.startswith(prefix) for key in found):
            return Message("checkpoint.prefixed", prefix=prefix)
    positions = found.get(_POSITIONS)
    other = _WIDTHS.get(positions[-1]) if positions is not None and len(positions) == 4 else None
    if other is not None and other != name:
        return Message("checkpoint.weights_of", found=other, wanted=name)
    for prefix, code in _OTHERS:
        if any(key.startswith(prefix) for key in found):
            return Message("checkpoint.holds", found=Message(code), wanted=name)
    missing = sorted(shapes.keys() - found.keys())
    if missing and len(missing) < len(shapes):
        return Message(
            "checkpoint.lacks", count=len(missing), total=len(shapes), model=name, first=missing[0]
        )
    foreign = sorted(found.keys() - shapes.keys()) or sorted(k for k in found if found[k] != shapes.get(k))
    first = f" ({foreign[0]})" if foreign else ""
    return Message("checkpoint.other_model", model=name, but=first)
