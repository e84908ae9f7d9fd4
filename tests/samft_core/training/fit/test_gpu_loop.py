"""The loop as it runs on a GPU, proved on the CPU: it waits for no number, and survives a full memory."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_model
from samft_core.training.fit import loop
from samft_core.training.fit.device_rows import DeviceRows
from samft_core.training.fit.fitted import Checkpoints
from samft_core.training.fit.loop import REPORT_STEPS, fit
from samft_core.training.fit.reports import Step
from samft_core.training.recipe import Recipe, recipe_named
from tests.samft_core.training.fit.rows import dataset_for

WAITING = ("item", "tolist", "cpu", "numpy", "__bool__", "__float__", "__int__", "nonzero")
"""Methods of a tensor that wait for a GPU, and copy to the host."""

SYNCHRONOUS = ("_local_scalar_dense", "nonzero", "masked_select", "is_nonzero", "unique", "equal")
"""Operations below Python that do."""


class Watch(TorchDispatchMode):
    """Counts what would wait for a GPU, in the places of the program where it happens."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = func.overloadpacket.__name__
        by_mask = name.startswith("index") and any(
            isinstance(index, Tensor) and index.dtype == torch.bool
            for indices in args
            if isinstance(indices, (list, tuple))
            for index in indices
        )
        if name in SYNCHRONOUS or by_mask:
            self.note(name)
        return func(*args, **(kwargs or {}))

    def note(self, name: str) -> None:
        frame = sys._getframe(2)
        places = []
        while frame is not None:
            places.append(Path(frame.f_code.co_filename).as_posix())
            frame = frame.f_back  # type: ignore[assignment]
        # Adam counts its steps in tensors that are on the CPU whatever the device.
        if not any("/torch/optim/" in place for place in places):
            self.found[f"{name} in {next(p for p in places if 'samft_core' in p or 'torch' in p)}"] += 1


@pytest.fixture(scope="module")
def model() -> SamModel:
    return load_model(device="cpu", encoder=False)


@pytest.fixture
def as_on_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop._Learning, "_on_gpu", property(lambda self: True))
    monkeypatch.setattr(loop, "DeviceRows", partial(DeviceRows, resident=True))
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)


def recipe(rows: int) -> Recipe:
    return recipe_named("auto").model_copy(update={"batch_rows": rows, "precision": "float32"})


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    watch = Watch()

    def noting(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(self: Tensor, *args: Any, **kwargs: Any) -> Any:
            watch.note(name)
            return method(self, *args, **kwargs)

        return call

    with monkeypatch.context() as patched, watch:
        for name in WAITING:
            patched.setattr(torch.Tensor, name, noting(name, getattr(torch.Tensor, name)))
        yield watch


@pytest.mark.usefixtures("as_on_a_gpu")
def test_steps_wait_for_no_number_of_the_gpu_but_when_losses_are_told(
    model: SamModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Counter[str]] = []
    watching: list[Watch] = []
    learn = loop._Learning._learn

    def learnt(self: Any, step: int) -> Any:
        # What the whole step before this one did, its optimiser and average too.
        seen.append(Counter(watching[0].found))
        return learn(self, step)

    monkeypatch.setattr(loop._Learning, "_learn", learnt)
    monkeypatch.setattr(loop, "REPORT_STEPS", 3)
    told: list[int] = []
    short = recipe(2)
    dataset = dataset_for(short)
    with watched(monkeypatch) as watch:
        watching.append(watch)
        fit(model, dataset, short, steps=5, on_step=lambda step: told.append(step.number))
    steps = [after - before for before, after in itertools.pairwise(seen)]
    # Steps 1, 2 and 4; the third one tells.
    assert [steps[0], steps[1], steps[3]] == [Counter(), Counter(), Counter()]
    assert [name.split()[0] for name in steps[2]] == ["tolist"]
    assert told == [1, 2, 3, 4, 5] and REPORT_STEPS > 3


@pytest.mark.usefixtures("as_on_a_gpu")
def test_the_gpus_loop_learns_what_the_cpus_does(
    model: SamModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    short = recipe(2)
    steps: list[Step] = []
    checkpoints = Checkpoints(tmp_path / "fit.safetensors", "same", every=2)
    gpus = fit(
        model, dataset_for(short), short, steps=3, seed=4, checkpoints=checkpoints, on_step=steps.append
    )
    monkeypatch.undo()
    wanted: list[Step] = []
    cpus = fit(model, dataset_for(short), short, steps=3, seed=4, on_step=wanted.append)
    assert all(torch.equal(gpus[name], value) for name, value in cpus.items())
    assert [(s.number, s.losses) for s in steps] == [(s.number, s.losses) for s in wanted]
    # Steps were too fast to save.
    assert not checkpoints.path.exists()


@pytest.mark.usefixtures("as_on_a_gpu")
def test_rows_that_do_not_fit_at_once_are_taken_in_parts_and_teach_the_same(
    model: SamModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = recipe(3).model_copy(update={"adapter_channels": 0, "ema": None})
    wanted = fit(model, dataset_for(short, masks=3), short, steps=1)
    sizes: list[int] = []
    losses = loop.mask_losses

    def small(logits: Tensor, *rest: Any, **more: Any) -> Any:
        sizes.append(len(logits))
        if len(logits) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return losses(logits, *rest, **more)

    monkeypatch.setattr(loop, "mask_losses", small)
    told: list[Step] = []
    found = fit(model, dataset_for(short, masks=3), short, steps=1, on_step=told.append)
    assert sizes == [3, 2, 1, 1, 1]
    before = model.mask_decoder.state_dict()
    for name, value in wanted.items():
        moved = (value - before[name]).abs().max()
        torch.testing.assert_close(found[name], value, rtol=0, atol=float(0.1 * moved + 1e-6))
    assert len(told) == 1 and told[0].losses.keys() == {"bce", "dice", "iou_head", "total"}


def test_a_gpu_too_small_for_one_row_leaves_the_fit_to_the_cpu(
    model: SamModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices: list[str] = []
    learning = loop._Learning

    def made(model: SamModel, *rest: Any, **more: Any) -> Any:
        devices.append(model.device.type)
        if model.device.type == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return learning(model, *rest, **more)

    monkeypatch.setattr(loop, "_Learning", made)
    monkeypatch.setattr(loop, "reproducible", lambda device: nullcontext())
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    short = recipe(1)
    full = replace(model, device=torch.device("cuda"))
    found = fit(full, dataset_for(short), short, steps=1)
    assert devices == ["cuda", "cpu"]
    wanted = fit(model, dataset_for(short), short, steps=1)
    assert all(torch.equal(found[name], value) for name, value in wanted.items())


def test_a_lost_gpu_is_not_taken_for_a_full_one(model: SamModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> Any:
        raise RuntimeError("CUDA error: unspecified launch failure")

    monkeypatch.setattr(loop, "_Learning", lost)
    monkeypatch.setattr(loop, "reproducible", lambda device: nullcontext())
    short = recipe(1)
    with pytest.raises(RuntimeError, match="launch failure"):
        fit(replace(model, device=torch.device("cuda")), dataset_for(short), short, steps=1)
