"""The name of an encoder's output: what the numbers of an embedding depend on. Free of torch."""

from __future__ import annotations

import hashlib
import json

from samft_core.models.preprocess import PREPROCESSING
from samft_core.resources import resource_path


def encoder_digest(weights_digest: str, runtime: str) -> str:
    """Names everything an embedding's numbers depend on: weights, runtime with precision, preprocessing."""
    return hashlib.sha256(f"{weights_digest}|{runtime}|{PREPROCESSING}".encode()).hexdigest()


def mobile_weights_digest(files: dict[str, str]) -> str:
    """The embedded encoder's weights, from the SHA-256 of each of its files."""
    return files["encoder.xml"] + files["encoder.bin"]


def mobile_encoder_digest() -> str:
    """The embedded model's encoder as it runs here, without loading it."""
    card = json.loads(resource_path("models", "mobile", "model.json").read_text("utf-8"))
    files = {name: str(entry["sha256"]) for name, entry in card["files"].items()}
    return encoder_digest(mobile_weights_digest(files), "openvino-cpu-f32")
