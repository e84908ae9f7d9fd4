"""How PyTorch is set up for CUDA, before anything runs there. It touches no GPU itself."""

from __future__ import annotations

import os
import warnings

import torch


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


def free_bytes(device: torch.device) -> int:
    """What is free on the GPU, what PyTorch holds in reserve included."""
    free, _ = torch.cuda.mem_get_info(device)
    held = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return int(free) + max(0, int(held))
