"""How PyTorch is set up for CUDA, before anything runs there. It touches no GPU itself."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils import deterministic


def set_up_cuda() -> None:
    """Single precision that is single precision, and sums in the same order each time.

    By default convolutions on newer GPUs round to TF32, ten bits of mantissa, and cuBLAS adds up in whatever
    order comes. Embeddings made on the GPU have the same key in the cache as those of the CPU, so they must
    be the same numbers; and the same seed gives the same weights. To be called before the first use of CUDA.
    """
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    with warnings.catch_warnings():
        # PyTorch 2.9 and later want other names for these, which earlier ones do not know. The old names work
        # in all of them, and mixing both raises an error.
        warnings.simplefilter("ignore", UserWarning)
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True


@contextmanager
def reproducible(device: torch.device) -> Iterator[None]:
    """Within it, the same seed gives the same numbers on the same GPU, backwards too; nothing on a CPU.

    Attention is computed by products and a softmax: with a handful of tokens on one side it is small, and the
    fused kernels add up gradients in whatever order comes.
    """
    if device.type != "cuda":
        yield
        return
    before = torch.are_deterministic_algorithms_enabled()
    before_warned = torch.is_deterministic_algorithms_warn_only_enabled()
    filled = _filling(False)
    torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        with sdpa_kernel(SDPBackend.MATH), warnings.catch_warnings():
            # The running sum of ones, of which places are made, is exact in any order.
            warnings.filterwarnings("ignore", message=".*deterministic")
            yield
    finally:
        _filling(filled)
        torch.use_deterministic_algorithms(before, warn_only=before_warned)


def _filling(wanted: bool) -> bool:
    """Whether reproducible PyTorch fills all new memory first, which takes time; returns what was before."""
    switch: Any = deterministic
    before = bool(switch.fill_uninitialized_memory)
    switch.fill_uninitialized_memory = wanted
    return before


def free_bytes(device: torch.device) -> int:
    """What is free on the GPU, what PyTorch holds in reserve included."""
    free, _ = torch.cuda.mem_get_info(device)
    held = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return int(free) + max(0, int(held))
