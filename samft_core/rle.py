"""COCO's compressed run lengths in numpy.

A mask is read column by column as runs off, on, off, … (the first may be 0). From the fourth on, a run is
stored as its difference to the run two before. A number is stored five bits a character, lowest first, as
two's complement; the sixth bit says that more follow; 48 is added so that the text is printable. The texts
equal those of pycocotools (its ``rleToString``), whose own ``decode`` warns under numpy 2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Runs = NDArray[np.int64]
"""Run lengths in pixels: off, on, off, …"""

_MAX_CHARACTERS = 9
"""Of one number: 45 bits, more than any mask has pixels."""


def runs_of(mask: NDArray[Any]) -> Runs:
    """The runs of an H x W array; nonzero is on."""
    flat = np.ravel(np.asarray(mask) != 0, order="F")
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    first = [0, 0] if flat.size and flat[0] else [0]
    bounds = np.concatenate([first, edges, [flat.size]]).astype(np.int64)
    return np.diff(bounds)


def fill_runs(runs: Runs, height: int, width: int) -> NDArray[np.bool_]:
    """The H x W bool mask of runs that fill it exactly, C-contiguous."""
    values = np.zeros(runs.size, np.bool_)
    values[1::2] = True
    return np.ascontiguousarray(np.repeat(values, runs).reshape((height, width), order="F"))


def fill_columns(runs: Runs, height: int, x0: int, x1: int) -> NDArray[np.bool_]:
    """Columns ``x0`` to ``x1`` (exclusive) of the mask alone, H x (x1 - x0); costs what is cut, not the
    whole."""
    bounds = np.concatenate([[0], np.cumsum(runs)]).clip(x0 * height, x1 * height)
    return fill_runs(np.diff(bounds), height, x1 - x0)


def runs_to_text(runs: Runs) -> bytes:
    """Compress runs."""
    numbers = runs.copy()
    numbers[3:] -= runs[1:-2]
    characters = np.zeros((numbers.size, _MAX_CHARACTERS), np.uint8)
    used = np.zeros((numbers.size, _MAX_CHARACTERS), np.bool_)
    going = np.ones(numbers.size, np.bool_)
    for place in range(_MAX_CHARACTERS):
        bits = numbers & 0x1F
        numbers >>= 5
        # The last character's highest bit must carry the sign.
        more = np.where(bits & 0x10, numbers != -1, numbers != 0)
        characters[:, place] = (bits | (more * 0x20)) + 48
        used[:, place] = going
        going &= more
        if not going.any():
            break
    return characters[used].tobytes()


def text_to_runs(text: bytes) -> Runs:
    """Read compressed runs. Raises ValueError on text that nothing compresses to."""
    codes = np.frombuffer(text, np.uint8).astype(np.int64) - 48
    if codes.size == 0 or codes.min() < 0 or codes.max() > 63:
        raise ValueError("the text is empty or holds a foreign character")
    more = (codes & 0x20) != 0
    if more[-1]:
        raise ValueError("the text ends inside a run")
    ends = np.flatnonzero(~more)
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts + 1
    if lengths.max() > _MAX_CHARACTERS:
        raise ValueError("a run is longer than any mask")
    places = np.arange(codes.size) - np.repeat(starts, lengths)
    numbers = np.add.reduceat((codes & 0x1F) << (5 * places), starts)
    negative = (codes[ends] & 0x10) != 0
    numbers = np.where(negative, numbers - (np.int64(1) << (5 * lengths)), numbers)
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    if numbers.min() < 0:
        raise ValueError("a run is negative")
    return numbers


def box_of_runs(runs: Runs, height: int) -> tuple[int, int, int, int] | None:
    """``(x0, y0, x1, y1)`` of all on pixels, ends exclusive; None where there is none."""
    bounds = np.concatenate([[0], np.cumsum(runs)])
    starts, ends = bounds[1:-1:2], bounds[2::2]
    kept = ends > starts
    starts, lasts = starts[kept], ends[kept] - 1
    if starts.size == 0:
        return None
    first_columns, last_columns = starts // height, lasts // height
    if np.any(
        last_columns > first_columns
    ):  # a run round a column's end holds its last row and the next one's first
        y0, y1 = 0, height
    else:
        y0, y1 = int((starts % height).min()), int((lasts % height).max()) + 1
    return int(first_columns[0]), y0, int(last_columns[-1]) + 1, y1
