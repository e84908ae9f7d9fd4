from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samft_core.errors import ModelError
from samft_core.imaging.geometry import View
from samft_core.resources import resource_path
from samft_core.sam.efficientnet import load_efficientnet
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import TorchPlaneEncoder
from samft_core.sam.planes import LAYERS, NAME

FOLDER = resource_path("models", NAME)


def test_pytorchs_planes_are_those_of_the_shipped_graph(model: SamModel, pictures: Any) -> None:
    rgb, _ = pictures[1]
    view = View(stretched=True)
    usual = model.require_plane_encoder().encode(rgb, view)
    encoder = TorchPlaneEncoder(FOLDER, "cpu")
    found = encoder.encode(rgb, view)
    assert encoder.digest == model.require_plane_encoder().digest == found.digest
    assert encoder.weights_digest == model.plane_weights
    for name, shape in LAYERS.items():
        assert found.layers[name].shape == shape and found.layers[name].dtype == np.float16
        wanted = usual.layers[name].astype(np.float32)
        apart = np.abs(found.layers[name].astype(np.float32) - wanted)
        # One in the last digit of half precision here and there, where both round a little apart.
        assert (apart > 0).mean() < 0.05
        assert apart.max() <= 1e-3 * np.abs(wanted).max()


def test_the_graph_of_another_network_is_refused() -> None:
    graph = resource_path("models", "mobile", "encoder.xml")
    with pytest.raises(ModelError) as caught:
        load_efficientnet(graph)
    assert caught.value.path == Path(graph)
