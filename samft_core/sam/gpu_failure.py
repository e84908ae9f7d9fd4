"""Telling a GPU's failure from a mistake of the program. Free of torch, which raises what is looked at."""

from __future__ import annotations

from typing import Literal

GpuFailure = Literal["memory", "lost"]
"""Out of memory: the GPU goes on working. Lost: nothing on it can be reached any more in this process."""

_OUT_OF_MEMORY = ("out of memory", "CUBLAS_STATUS_ALLOC_FAILED")
_LOST = ("CUDA error", "CUDA driver", "CUBLAS_STATUS", "CUDNN_STATUS", "cuDNN error", "cuda runtime error")


def gpu_failure(error: BaseException) -> GpuFailure | None:
    """What kind of failure of a GPU this is; None where it is another error.

    By name and text: older versions of PyTorch have no types of their own for most of them.
    """
    if not isinstance(error, RuntimeError):
        return None
    names = {kind.__name__ for kind in type(error).__mro__}
    text = str(error)
    if "OutOfMemoryError" in names or any(part in text for part in _OUT_OF_MEMORY):
        return "memory"
    if "AcceleratorError" in names or any(part in text for part in _LOST):
        return "lost"
    return None


def first_line(error: BaseException) -> str:
    """The error's first line, for people; its type where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
