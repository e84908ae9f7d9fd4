"""From samples of any kind to 8-bit pixels. The rules stand at the top of ``samft_core.imaging.image_io``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS_AT_A_TIME = 256
"""Rows that are scaled at a time: in double precision a large image as a whole would take gigabytes."""


def to_8_bit(samples: NDArray[Any]) -> NDArray[np.uint8]:
    """Scale samples of any depth to uint8 of the same shape, by the rules of ``imaging.image_io``."""
    if samples.dtype == np.uint8:
        return samples
    if np.issubdtype(samples.dtype, np.floating):
        return _by_rows(samples, _float_scale(samples))
    lowest = int(samples.min(initial=0))
    peak = int(samples.max(initial=0))
    if lowest < 0 or peak >= 2**32:
        return _by_rows(samples, lambda part: (part.astype(np.float64) - lowest) / (peak - lowest) * 255)
    # The ranges that cameras use: a sensor of 12 bits fills 0 to 4095 of the 16 bits it is stored in.
    full = next(2**bits - 1 for bits in (8, 10, 12, 14, 16, 32) if peak < 2**bits)
    # Whole numbers, rounded by adding half: the same on every processor, as digests of pixels must be.
    return _by_rows(samples, lambda part: (part.astype(np.int64) * 255 + full // 2) // full)


def _by_rows(samples: NDArray[Any], scale: Callable[[NDArray[Any]], NDArray[Any]]) -> NDArray[np.uint8]:
    made = np.empty(samples.shape, np.uint8)
    for start in range(0, len(samples), ROWS_AT_A_TIME):
        rows = slice(start, start + ROWS_AT_A_TIME)
        scaled = scale(samples[rows])
        made[rows] = np.round(scaled) if np.issubdtype(scaled.dtype, np.floating) else scaled
    return made


def _float_scale(samples: NDArray[Any]) -> Callable[[NDArray[Any]], NDArray[Any]]:
    # 0 is always in the range, so that black stays black where all values are larger.
    low = high = 0.0
    for start in range(0, len(samples), ROWS_AT_A_TIME):
        part = _finite(samples[start : start + ROWS_AT_A_TIME])
        low = min(low, float(part.min(initial=0.0)))
        high = max(high, float(part.max(initial=0.0)))
    # The usual range of floating point images; stretching it would hide that one of them is dark.
    if low >= 0.0 and high <= 1.0:
        low = 0.0
        high = 1.0
    # Halved first where the range is wider than a float holds.
    half = 0.5 if high / 2 - low / 2 > np.finfo(np.float64).max / 4 else 1.0
    span = high * half - low * half
    return lambda part: (_finite(part) * half - low * half) / span * 255


def _finite(samples: NDArray[Any]) -> NDArray[np.float64]:
    values = samples.astype(np.float64)
    # Asked first: replacing takes several times as long, and hardly any image holds what is replaced.
    if np.isfinite(samples).all():
        return values
    return np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)


def on_black(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    """``samples`` (H x W x C, any dtype) weighted with ``alpha`` (H x W).

    They stay as they are where no pixel has any alpha.

    Some programs write a fourth channel of zeros that means nothing; the picture would be black.
    """
    if not alpha.any():
        return samples
    full = 1.0 if np.issubdtype(alpha.dtype, np.floating) else float(np.iinfo(alpha.dtype).max)
    made = np.empty_like(samples)
    for start in range(0, len(samples), ROWS_AT_A_TIME):
        rows = slice(start, start + ROWS_AT_A_TIME)
        weighted = samples[rows] * (alpha[rows].astype(np.float64) / full)[:, :, None]
        made[rows] = weighted if np.issubdtype(samples.dtype, np.floating) else np.round(weighted)
    return made


def turned(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Apply an EXIF orientation (1 to 8) to H x W x 3 pixels."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels
