"""PyTorch's encoder: batches, a GPU without enough memory, and a GPU that is lost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.sam import encoder as module
from samft_core.sam.encoder import BatchEncoder, FallbackEncoder, TorchEncoder
from samft_core.sam.types import Embedding

MIRRORED = View(None, True)


class Tiny(nn.Module):
    """Stands in for an encoder: the picture's mean colour everywhere. ``most`` rows fit into its memory."""

    def __init__(self, most: int = 99) -> None:
        super().__init__()
        self.most = most
        self.batches: list[int] = []

    def forward(self, x: Tensor) -> Tensor:
        self.batches.append(len(x))
        if len(x) > self.most:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return x.mean(dim=(1, 2, 3)).view(-1, 1, 1, 1).expand(-1, 256, 64, 64)


def images(count: int) -> list[tuple[NDArray[np.uint8], View]]:
    shades = [np.full((30, 40 + number, 3), 20 * number, np.uint8) for number in range(count)]
    return [(shade, MIRRORED if number % 2 else FULL_VIEW) for number, shade in enumerate(shades)]


def same(found: Sequence[Embedding], wanted: Sequence[Embedding]) -> bool:
    return all(
        (a.features == b.features).all() and a.frame == b.frame for a, b in zip(found, wanted, strict=True)
    )


def fitting(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(TorchEncoder, "_fitting", lambda self: count)


def test_a_batch_is_what_its_views_are_one_by_one() -> None:
    encoder = TorchEncoder(Tiny(), "weights", "cpu")
    items = images(5)
    assert same(encoder.encode_batch(items), [encoder.encode(*item) for item in items])
    assert isinstance(encoder, BatchEncoder) and encoder.batch_views == 1
    assert encoder.encode_batch([]) == []


def test_a_batch_too_large_for_the_memory_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    emptied: list[bool] = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: emptied.append(True))
    tiny = Tiny(most=1)
    found = TorchEncoder(tiny, "weights", "cpu")._features(np.zeros((5, 3, 8, 8), np.float32))
    assert found.shape == (5, 256, 64, 64)
    assert tiny.batches == [5, 2, 1, 1, 3, 1, 2, 1, 1] and emptied
    with pytest.raises(torch.OutOfMemoryError):
        TorchEncoder(Tiny(most=0), "weights", "cpu").encode(*images(1)[0])


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("CUDA error: unspecified launch failure"),
        RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
    ],
)
def test_a_gpu_that_fails_gives_way_to_the_cpu_for_good(error: RuntimeError) -> None:
    class Lost(Tiny):
        def forward(self, x: Tensor) -> Tensor:
            self.batches.append(len(x))
            raise error

    lost = Lost()
    made: list[TorchEncoder] = []

    def cpu() -> TorchEncoder:
        made.append(TorchEncoder(Tiny(), "weights", "cpu"))
        return made[-1]

    encoder = FallbackEncoder(TorchEncoder(lost, "weights", "cpu"), cpu)
    items = images(2)
    wanted = [cpu().encode(*item) for item in items]
    made.clear()
    assert same(encoder.encode_batch(items), wanted)
    assert same([encoder.encode(*items[0])], wanted[:1])
    assert len(made) == 1 and len(lost.batches) == 1
    assert encoder.batch_views == 1 and encoder.description == made[0].description


def test_a_mistake_of_the_program_is_not_hidden_behind_the_cpu() -> None:
    class Wrong(Tiny):
        def forward(self, x: Tensor) -> Tensor:
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)")

    def never() -> TorchEncoder:
        raise AssertionError("the CPU was asked")

    with pytest.raises(RuntimeError, match="mat1"):
        FallbackEncoder(TorchEncoder(Wrong(), "weights", "cpu"), never).encode(*images(1)[0])


def test_single_precision_has_one_name_and_bfloat16_another() -> None:
    plain = TorchEncoder(Tiny(), "weights", "cpu")
    half = TorchEncoder(Tiny(), "weights", "cpu", precision="bf16")
    assert plain.digest != half.digest and "bf16" in half.description
    assert half.encode(*images(1)[0]).features.dtype == np.float32


def test_what_fits_follows_from_the_free_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 0}
    monkeypatch.setattr(module, "free_bytes", lambda device: free["bytes"])
    encoder = TorchEncoder(Tiny(), "weights", "cpu")
    found = []
    for gigabytes in (0, 4, 12, 140):
        free["bytes"] = gigabytes * 10**9
        found.append(encoder._fitting())
    assert found == [1, 3, 10, module.MOST_VIEWS]
