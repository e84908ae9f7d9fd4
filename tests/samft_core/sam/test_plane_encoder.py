"""The second encoder that ships against the weights that it was made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from samft_core.errors import ModelError
from samft_core.resources import resource_path
from samft_core.sam.digests import shipped_plane_digest
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import OpenVinoPlaneEncoder
from samft_core.sam.planes import FINEST, LAYERS, NAME, on_grid

RECORDED = Path(__file__).with_name("reference_planes.safetensors")
STRIDE = 8


def picture() -> np.ndarray:
    """The made-up picture of ``packaging/model/reference_planes.py``."""
    rows, columns = np.mgrid[:300, :512]
    shades = [127 + 120 * np.sin((rows * (k + 1) + columns * 2) / 23.0) for k in range(3)]
    return np.stack(shades, axis=2).astype(np.uint8)


def test_the_graph_gives_the_recorded_activations_of_the_original_weights(model: SamModel) -> None:
    planes = model.require_plane_encoder().encode(picture())
    recorded = load_file(RECORDED)
    for name, shape in LAYERS.items():
        layer = planes.layers[name]
        assert layer.shape == shape and layer.dtype == np.float16
        # The finest layer was recorded as the shipped graph gives it, averaged.
        averaged = on_grid(planes, layers=[name]) if name == FINEST else layer.astype(np.float32)
        seen = averaged[:, ::STRIDE, ::STRIDE]
        # Half-precision weights and outputs: a hundredth of what the channels vary by.
        np.testing.assert_allclose(seen, recorded[name], atol=0.02 * recorded[name].std())


def test_the_digest_is_known_without_loading_the_encoder(model: SamModel) -> None:
    assert model.require_plane_encoder().digest == shipped_plane_digest()
    assert len(model.require_plane_encoder().weights_digest) == 128


def test_a_damaged_encoder_is_told_when_it_is_needed(tmp_path: Path) -> None:
    folder = tmp_path / NAME
    shutil.copytree(resource_path("models", NAME), folder)
    (folder / "encoder.bin").write_bytes(b"rubbish")
    encoder = OpenVinoPlaneEncoder(folder)
    with pytest.raises(ModelError, match="damaged"):
        encoder.encode(picture())
    (folder / "model.json").unlink()
    with pytest.raises(ModelError, match="description cannot be read"):
        OpenVinoPlaneEncoder(folder)
