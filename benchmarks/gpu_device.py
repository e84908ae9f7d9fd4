"""Time and memory of the device that ``gpu_check.sh`` measures."""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable

import psutil
import torch
from gpu_rows import Rows

from samft_core.sam.cuda import set_up_cuda


def prepare(device: str) -> None:
    """Set PyTorch up as the program does; says at once where there is no GPU."""
    if device != "cuda":
        return
    set_up_cuda()
    if not torch.cuda.is_available():
        raise RuntimeError("PyTorch finds no CUDA device or no driver")
    torch.cuda.init()


def timed(work: Callable[[], object], repeats: int) -> float:
    """Seconds of one call, the median of ``repeats``; what is timed waits for the GPU by itself."""
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def reset_peak(device: str) -> None:
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()


def gpu_peak(asked: argparse.Namespace, rows: Rows) -> None:
    if asked.device == "cuda":
        rows.add("peak memory of the GPU", torch.cuda.max_memory_allocated() / 1e6, "MB")


def peak_process_mb() -> float:
    from samft_core.training.estimate.throughput import peak_memory

    return peak_memory() / 1e6


def held(device: str) -> tuple[float, float]:
    """Megabytes held on the GPU and in the process, once nothing is left to collect."""
    gc.collect()
    on_gpu = 0.0
    if device == "cuda":
        torch.cuda.synchronize()
        on_gpu = torch.cuda.memory_allocated() / 1e6
    return on_gpu, psutil.Process().memory_info().rss / 1e6
