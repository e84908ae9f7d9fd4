"""The frozen image encoder on PyTorch, and what every encoder is to whoever uses one."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, runtime_checkable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from samft_core.imaging.geometry import ENCODER_SIDE, FULL_VIEW, Frame, View
from samft_core.imaging.pixels import Rgb
from samft_core.sam.cuda import free_bytes
from samft_core.sam.digests import encoder_digest
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.preprocess import SAM_INPUT, EncoderInput, to_encoder_input
from samft_core.sam.types import Embedding, Precision

FEATURES_SHAPE = (256, 64, 64)
Viewed = tuple[Rgb, View]
"""An image, H x W x 3 uint8, and one view of it."""

BYTES_PER_VIEW = 600_000_000
"""What one view more in a batch takes at most on the GPU, in single precision."""

MOST_VIEWS = 16
"""Views in a batch: with more of them a GPU gets no faster."""

MOST_THREADS = 8
"""Threads that make the input of a batch."""

_log = logging.getLogger(__name__)


class ImageEncoder(Protocol):
    """Turns one view of an image into its embedding. ``description`` is for people."""

    digest: str
    description: str
    precision: Precision

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        ...


@runtime_checkable
class BatchEncoder(Protocol):
    """An encoder that is faster with several views at a time. ``batch_views`` is how many it likes to get."""

    @property
    def batch_views(self) -> int:
        """How many views are worth handing over at once."""
        ...

    def encode_batch(self, items: Sequence[Viewed]) -> list[Embedding]:
        """Encode each item, in their order."""
        ...


class TorchEncoder:
    """An image encoder that is a PyTorch module: N x 3 x side x side to N x 256 x 64 x 64.

    ``runtime`` is the part of the digest that names the arithmetic in single precision. It is the same for
    CPU and GPU: their numbers differ by less than a hundredth of what half precision, in which embeddings are
    kept, rounds away (``parity.py`` holds each GPU to it). "bf16" has a name of its own.
    """

    def __init__(
        self,
        module: torch.nn.Module,
        weights_digest: str,
        device: str,
        *,
        made_for: EncoderInput = SAM_INPUT,
        runtime: str = "torch-cpu-f32",
        precision: Precision = "f32",
    ) -> None:
        self._module = module.to(device).eval().requires_grad_(False)
        self._device = torch.device(device)
        self._made_for = made_for
        self.precision = precision
        self.digest = encoder_digest(
            weights_digest, runtime if precision == "f32" else f"torch-{precision}", made_for
        )
        where = torch.cuda.get_device_name(self._device) if self._device.type == "cuda" else device
        self.description = f"PyTorch {torch.__version__} on {where}, {precision}"

    @property
    def batch_views(self) -> int:
        """Twice as many as fit into the GPU's free memory at a time; 1 on the CPU, which gains nothing."""
        # Twice: while one half is on the GPU, the threads make the other.
        return 2 * self._fitting() if self._device.type == "cuda" else 1

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        pixels = to_encoder_input(rgb, view, self._made_for)
        return to_embedding(self._features(pixels)[0], rgb, view, self.digest)

    def encode_batch(self, items: Sequence[Viewed]) -> list[Embedding]:
        """Encode each item, in their order; the next ones are made ready while the GPU works.

        Raises torch's RuntimeError where the GPU has no memory for a single one, or is lost.
        """
        found: list[Embedding] = []
        size = self._fitting() if self._device.type == "cuda" else 1
        threads = max(1, min(MOST_THREADS, os.cpu_count() or 1, len(items)))
        with ThreadPoolExecutor(threads, thread_name_prefix="encoder") as pool:
            ready = pool.map(lambda item: to_encoder_input(item[0], item[1], self._made_for), items)
            for first in range(0, len(items), size):
                chunk = items[first : first + size]
                pixels = np.concatenate([next(ready) for _ in chunk])
                features = self._features(pixels)
                found += [
                    to_embedding(part, rgb, view, self.digest)
                    for part, (rgb, view) in zip(features, chunk, strict=True)
                ]
        return found

    def _fitting(self) -> int:
        return max(1, min(MOST_VIEWS, free_bytes(self._device) // 2 // BYTES_PER_VIEW))

    def _features(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """N x 256 x 64 x 64; a batch too large for the GPU's memory is halved. Raises RuntimeError."""
        try:
            return self._run(torch.from_numpy(pixels))
        except RuntimeError as error:
            if gpu_failure(error) != "memory" or len(pixels) == 1:
                raise
        # Outside the handler, which would keep the failed batch's tensors alive.
        torch.cuda.empty_cache()
        half = len(pixels) // 2
        return np.concatenate([self._features(pixels[:half]), self._features(pixels[half:])])

    def _run(self, pixels: Tensor) -> NDArray[np.float32]:
        with (
            torch.inference_mode(),
            torch.autocast(self._device.type, torch.bfloat16, enabled=self.precision == "bf16"),
        ):
            features = self._module(pixels.to(self._device))
        found: NDArray[np.float32] = features.float().cpu().numpy()
        return found


class FallbackEncoder:
    """An encoder on the GPU that gives way to one on the CPU, for good, once the GPU fails.

    Both name their embeddings alike, so nothing that was encoded is lost. ``cpu`` makes the other one.
    """

    def __init__(self, gpu: TorchEncoder, cpu: Callable[[], ImageEncoder]) -> None:
        self._gpu = gpu
        self._make = cpu
        self._cpu: ImageEncoder | None = None
        self.digest = gpu.digest
        self.description = gpu.description
        self.precision: Precision = gpu.precision

    @property
    def batch_views(self) -> int:
        """How many views are worth handing over at once."""
        return self._gpu.batch_views if self._cpu is None else 1

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        return self.encode_batch([(rgb, view)])[0]

    def encode_batch(self, items: Sequence[Viewed]) -> list[Embedding]:
        """Encode each item, in their order."""
        if self._cpu is None:
            try:
                if len(items) == 1:
                    return [self._gpu.encode(*items[0])]
                return self._gpu.encode_batch(items)
            except RuntimeError as error:
                if gpu_failure(error) is None:
                    raise
                _log.warning("The GPU cannot encode any more, the CPU goes on: %s", first_line(error))
            self._cpu = self._make()
            assert self._cpu.digest == self.digest  # else the cache would mix what it must keep apart
            self.description = self._cpu.description
        cpu = self._cpu
        return [cpu.encode(rgb, view) for rgb, view in items]


def batch_views(encoder: ImageEncoder) -> int:
    """How many views are worth handing over to this encoder at once; 1 where it takes one at a time."""
    return encoder.batch_views if isinstance(encoder, BatchEncoder) else 1


def encode_views(encoder: ImageEncoder, items: Sequence[Viewed]) -> list[Embedding]:
    """Encode each item, in their order, at once where the encoder can."""
    if isinstance(encoder, BatchEncoder):
        return encoder.encode_batch(items)
    return [encoder.encode(rgb, view) for rgb, view in items]


def to_embedding(features: NDArray[np.float32], rgb: Rgb, view: View, digest: str) -> Embedding:
    """An encoder's output for one view (256 x 64 x 64, leading ones allowed) as its embedding."""
    frame = Frame(rgb.shape[1], rgb.shape[0], view, ENCODER_SIDE)
    return Embedding(features.reshape(FEATURES_SHAPE), frame, digest)
