"""Places of good images, and the distance to them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from samft_core.imaging.geometry import Frame
from samft_core.sam.adapter import attach, cells_in, planes_in
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.good_cells import GoodCells, covering, good_cells
from samft_core.sam.good_distance import LEAST, MOST, SCALE, GoodDistance
from samft_core.sam.model import SamModel
from samft_core.sam.planes import CHANNELS, LAYERS, on_grid
from samft_core.sam.types import Planes
from samft_core.sam.weights import mix

SQUARE = Frame(100, 100)


def good_planes(seed: int, *, strange: bool = False) -> Planes:
    """Four kinds of place in stripes, a little different in each image; with a patch of a fifth kind."""
    kinds = np.random.default_rng(1).normal(0, 1, (5, CHANNELS))
    noise = np.random.default_rng(seed)
    layers, first = {}, 0
    for name, (channels, side, _) in LAYERS.items():
        kind = np.tile(np.arange(side) * 4 // side, (side, 1))
        if strange:
            kind[side // 4 : side // 2, side // 4 : side // 2] = 4
        values = kinds[kind, first : first + channels] + noise.normal(0, 0.1, (side, side, channels))
        layers[name] = values.transpose(2, 0, 1).astype(np.float16)
        first += channels
    return Planes(layers, "good")


@pytest.fixture(scope="module")
def good() -> GoodCells:
    return good_cells([[(good_planes(seed), SQUARE)] for seed in range(3)], most=32)


def test_few_places_cover_all_kinds() -> None:
    rng = np.random.default_rng(0)
    kinds = rng.normal(0, 1, (6, 20))
    places = np.concatenate([np.repeat(kinds[:1], 500, axis=0), kinds[1:]]) + rng.normal(0, 0.01, (505, 20))
    places = (places / np.linalg.norm(places, axis=1, keepdims=True)).astype(np.float32)
    chosen = covering(places, 6)
    assert sorted({max(0, int(place) - 499) for place in chosen}) == [0, 1, 2, 3, 4, 5]
    assert len(covering(places[:3], 6)) == 3


def test_a_strange_place_is_far_and_another_good_image_is_not(good: GoodCells) -> None:
    assert good.cells.shape == (32, CHANNELS)
    distance = GoodDistance(32)
    distance.settle(good)
    usual, strange = (
        distance(torch.from_numpy(on_grid(good_planes(9, strange=is_strange)))[None])[0, 0]
        for is_strange in (False, True)
    )
    assert usual.abs().median() < SCALE * 2
    inside = strange[18:30, 18:30]
    assert inside.min() > usual.max() and inside.max() <= SCALE * MOST and usual.min() >= SCALE * LEAST
    torch.testing.assert_close(strange[:, 40:], usual[:, 40:])


def test_padding_is_no_place_of_a_good_image() -> None:
    padded = good_planes(0)
    for layer in padded.layers.values():
        layer[:, layer.shape[1] // 2 :] = 500
    found = good_cells([[(padded, Frame(100, 50))], [(padded, Frame(100, 50))]], most=16)
    assert np.abs(found.mean).max() < 5


def test_the_adapter_keeps_the_places_with_its_weights(
    good: GoodCells, model: SamModel, tmp_path: Path
) -> None:
    decoder = model.new_decoder()
    adapter = attach(decoder, 6, planes=CHANNELS, cells=32, seed=1)
    assert adapter.good is not None and adapter.down.weight.shape[1] == 256 + CHANNELS + 1
    adapter.good.settle(good)
    with torch.no_grad():
        adapter.up.weight.normal_(0, 1, generator=torch.Generator().manual_seed(2))
    save_decoder(tmp_path, decoder, base_digest=model.base_digest, plane_weights=model.plane_weights)
    state = load_decoder(tmp_path, model)
    shapes = {name: value.shape for name, value in state.items()}
    assert cells_in(shapes) == 32 and planes_in(shapes) == CHANNELS
    row = torch.cat([torch.zeros(1, 256, 64, 64), torch.from_numpy(on_grid(good_planes(5)))[None]], dim=1)
    with torch.inference_mode():
        torch.testing.assert_close(model.new_decoder(state).adapter(row), adapter(row))
    mixed = model.new_decoder(mix(dict(model.mask_decoder.state_dict()), state, 0.5))
    torch.testing.assert_close(mixed.adapter.good.cells, adapter.good.cells)
