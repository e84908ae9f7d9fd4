"""Rows that stay on the device give the batches that are made anew for each step."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from samft_core.progress import CancelToken
from samft_core.training.fit import device_rows
from samft_core.training.fit.batches import ViewDataset, gather
from samft_core.training.fit.device_rows import DeviceRows
from samft_core.training.fit.replay import MixedDataset
from samft_core.training.recipe import recipe_named
from tests.samft_core.training.fit.rows import dataset_for

CPU = torch.device("cpu")
AUTO = recipe_named("auto").model_copy(update={"batch_rows": 3})


def equal(rows: DeviceRows, dataset: ViewDataset | MixedDataset, steps: int = 4) -> bool:
    for step in range(steps):
        wanted = dataset.draw(step, 7)
        found = rows.batch(step, 7)
        parts = zip(found, (wanted.features, wanted.boxes, wanted.targets, wanted.content), strict=True)
        if not all(np.array_equal(ours.numpy(), theirs) and ours.dtype == torch.float32
                   for ours, theirs in parts):  # fmt: skip
            return False
    return True


@pytest.mark.parametrize("resident", [True, False])
def test_batches_are_the_same_to_the_last_bit(resident: bool) -> None:
    dataset = dataset_for(AUTO, masks=4, views_each=2)
    rows = DeviceRows(dataset, CPU, resident=resident)
    rows.load()
    assert equal(rows, dataset)


def test_rows_of_several_banks_are_told_apart() -> None:
    # The same images and views in both, with other features behind them in a recipe without planes.
    masks = dataset_for(AUTO, masks=2)
    others = dataset_for(AUTO, masks=3)
    dataset = MixedDataset(masks, [(others, 0.5)], batch_rows=3)
    rows = DeviceRows(dataset, CPU, resident=True)
    rows.load()
    assert equal(rows, dataset)


def test_what_has_no_room_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = dataset_for(AUTO, masks=4)
    one_row = dataset.features((0, 0)).nbytes
    rows = DeviceRows(dataset, CPU, resident=True)
    rows._left = 2 * one_row + 2**20
    rows.load()
    assert len(rows._features) == 2
    assert equal(rows, dataset)
    rows.forget()
    assert not rows._features and equal(rows, dataset)


def test_a_resident_row_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = dataset_for(AUTO, masks=4)
    rows = DeviceRows(dataset, CPU, resident=True)
    rows.load()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a row was read from the host")

    monkeypatch.setattr(ViewDataset, "features", never)
    monkeypatch.setattr(device_rows, "gather", never)
    assert rows.batch(0, 0).features.shape == (3, 448, 64, 64)


def test_mirrored_rows_are_those_of_the_bank() -> None:
    views = AUTO.views.model_copy(update={"grid_turns": "all"})
    dataset = dataset_for(AUTO.model_copy(update={"views": views}), masks=3, views_each=2)
    rows = DeviceRows(dataset, CPU, resident=True)
    rows.load()
    assert equal(rows, dataset, steps=6)


def test_loading_stops_where_the_run_is_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    rows = DeviceRows(dataset_for(AUTO), CPU, resident=True)
    rows.load(cancel)
    assert not rows._features


def test_part_of_a_batch_shares_its_memory() -> None:
    dataset = dataset_for(AUTO, masks=3)
    whole = DeviceRows(dataset, CPU).batch(0, 0)
    part = whole.part(slice(1, 3))
    assert len(part.boxes) == 2 and part.features.data_ptr() == whole.features[1].data_ptr()
    assert gather(dataset.choose(0, 0)).features.shape == whole.features.shape
