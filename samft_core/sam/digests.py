"""The name of an encoder's output: what the numbers of an embedding depend on. Free of torch."""

from __future__ import annotations

import hashlib
from pathlib import Path

from samft_core.errors import ModelError
from samft_core.files.limits import CARD_BYTES
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.resources import resource_path
from samft_core.sam import planes
from samft_core.sam.preprocess import SAM_INPUT, EncoderInput
from samft_core.sam.types import Precision

ON_CPU = "openvino-cpu-f32"
"""The runtime of graphs, with its precision, where nothing else is said."""


def graph_runtime(precision: Precision) -> str:
    """The runtime of graphs on the CPU in this arithmetic."""
    return f"openvino-cpu-{precision}"


def encoder_digest(weights_digest: str, runtime: str, made_for: EncoderInput = SAM_INPUT) -> str:
    """Names everything an embedding's numbers depend on: weights, runtime with precision, preprocessing."""
    return hashlib.sha256(f"{weights_digest}|{runtime}|{made_for.key}".encode()).hexdigest()


def mobile_weights_digest(files: dict[str, str]) -> str:
    """The embedded encoder's weights, from the SHA-256 of each of its files."""
    return files["encoder.xml"] + files["encoder.bin"]


def mobile_encoder_digest(precision: Precision = "f32") -> str:
    """The embedded model's encoder in this arithmetic, without loading it. Raises ModelError."""
    digests = _file_digests(resource_path("models", "mobile", "model.json"))
    return encoder_digest(mobile_weights_digest(digests), graph_runtime(precision))


def plane_weights_digest(folder: Path) -> str:
    """The second encoder's weights, from its card. Raises ModelError."""
    return mobile_weights_digest(_file_digests(folder / "model.json"))


def _file_digests(card: Path) -> dict[str, str]:
    """The SHA-256 of both files of an encoder, as a card lists them. Raises ModelError."""
    try:
        files = read_json(card, limit=CARD_BYTES)["files"]
        return {name: str(files[name]["sha256"]) for name in ("encoder.xml", "encoder.bin")}
    except (OSError, JsonError, KeyError, TypeError) as error:
        remedy = Message("remedy.install_again")
        raise ModelError(Message("model.card_unreadable"), path=card, remedy=remedy) from error


def plane_digest(weights_digest: str, precision: Precision = "f32") -> str:
    """Names everything that planes depend on: weights, runtime with precision, preprocessing."""
    parts = f"{weights_digest}|{graph_runtime(precision)}|{planes.PREPROCESSING}"
    return hashlib.sha256(parts.encode()).hexdigest()


def shipped_plane_digest() -> str:
    """Names the planes of the second encoder that ships, without loading it."""
    return plane_digest(plane_weights_digest(resource_path("models", planes.NAME)))
