from __future__ import annotations

import pytest
import torch

from samft_core.sam.gpu_failure import GpuFailure, first_line, gpu_failure


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB."), "memory"),
        (RuntimeError("CUDA error: out of memory"), "memory"),
        (
            RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED"),
            "memory",
        ),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), "lost"),
        (RuntimeError("CUDA error: device-side assert triggered"), "lost"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR"), "lost"),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), None),
        (ValueError("CUDA error"), None),
        (MemoryError(), None),
    ],
)
def test_failures_are_told_apart(error: Exception, kind: GpuFailure | None) -> None:
    assert gpu_failure(error) == kind


def test_pytorchs_own_type_of_a_lost_gpu_is_known() -> None:
    kind = getattr(torch, "AcceleratorError", None)
    if kind is None:
        pytest.skip("this PyTorch has no type for it")
    assert gpu_failure(kind("anything")) == "lost"


def test_the_first_line_is_for_people() -> None:
    assert first_line(RuntimeError("CUDA error: no kernel\nCompile with ...")) == "CUDA error: no kernel"
    assert first_line(RuntimeError()) == "RuntimeError"
