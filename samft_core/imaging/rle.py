"""COCO's compressed run lengths in numpy.

A mask is read column by column as runs off, on, off, … (the first may be 0). From the fourth on, a run is
stored as its difference to the run two before. A number is stored five bits a character, lowest first, as
two's complement; the sixth bit says that more follow; 48 is added so that the text is printable. The texts
equal those of pycocotools (its ``rleToString``), whose own ``decode`` warns under numpy 2.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samft_core.messages.message import Message

Runs = NDArray[np.int64]
"""Run lengths in pixels: off, on, off, …"""

# With more than one run for this many pixels a mask is noise, and handled pixel by pixel.
_DENSE = 16

# Of one number: 45 bits, more than any mask has pixels.
_MAX_CHARACTERS = 9


def runs_of(mask: NDArray[Any]) -> Runs:
    """The runs of an H x W array of any dtype; nonzero is on."""
    array = np.asarray(mask)
    on = array if array.dtype == np.bool_ else array != 0
    height, width = on.shape
    changes = np.flatnonzero(on[1:] != on[:-1])
    if changes.size * _DENSE > on.size:
        flat = np.ravel(on, order="F")
        edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    else:
        # Nearly all neighbours are equal, so sorting the few that differ beats turning the whole mask.
        rows, columns = np.divmod(changes, width)
        # Runs go on from the foot of one column to the head of the next, so these two rows are
        # neighbours too.
        wraps = np.flatnonzero(on[0, 1:] != on[-1, :-1]) + 1
        edges = np.sort(np.concatenate([columns * height + rows + 1, wraps * height]))
    # The first run is always "off", with length 0 where the mask begins with the object.
    first = [0, 0] if on[0, 0] else [0]
    bounds = np.concatenate([first, edges, [on.size]]).astype(np.int64)
    return np.diff(bounds)


def runs_of_patch(patch: NDArray[np.bool_], *, x0: int, y0: int, height: int, width: int) -> Runs:
    """The runs of an H x W mask that is on only where ``patch`` (h x w, inside it) is.

    Equal to ``runs_of`` of the whole mask, without making it.
    """
    rows, columns = patch.shape
    # Column by column, with a row of background above and below, so that each run starts and ends inside.
    framed = np.zeros((columns, rows + 2), np.int8)
    framed[:, 1:-1] = patch.T
    steps = np.diff(framed, axis=1)
    column, row = np.nonzero(steps == 1)
    starts = (column + x0) * height + row + y0
    column, row = np.nonzero(steps == -1)
    ends = (column + x0) * height + row + y0
    # A run that ends with its column goes on where the next column starts with the object.
    apart = starts[1:] != ends[:-1]
    starts = starts[np.concatenate([[True], apart])] if starts.size else starts
    ends = ends[np.concatenate([apart, [True]])] if ends.size else ends
    bounds = np.empty(2 * starts.size + 1, np.int64)
    bounds[0:-1:2] = starts
    bounds[1::2] = ends
    bounds[-1] = height * width
    runs = np.diff(bounds, prepend=0)
    # COCO writes no empty run at the end; equal masks must have equal texts.
    return runs[:-1] if runs.size > 1 and runs[-1] == 0 else runs


def fill_runs(runs: Runs, height: int, width: int) -> NDArray[np.bool_]:
    """The H x W bool mask of runs that fill it exactly, C-contiguous."""
    filled = np.zeros((height, width), np.bool_)
    box = box_of_runs(runs, height)
    if box is not None:
        x0, y0, x1, y1 = box
        filled[y0:y1, x0:x1] = fill_box(runs, height, box)
    return filled


def fill_box(runs: Runs, height: int, box: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    """The pixels of a box ``(x0, y0, x1, y1)`` inside the mask, ends exclusive, height x width.

    Costs what is cut, not the whole.
    """
    x0, y0, x1, y1 = box
    if runs.size * _DENSE > height * (x1 - x0):
        return _fill_columns(runs, height, x0, x1)[y0:y1]
    flips = np.cumsum(runs)[:-1]
    cut = np.zeros((y1 - y0, x1 - x0), np.uint8)
    if not cut.size:
        return cut.view(np.bool_)
    # A pixel is on after an odd number of changes: those before its column's first row, then row by row.
    cut[0] = np.searchsorted(flips, np.arange(x0, x1) * height + y0) & 1
    columns, rows = np.divmod(flips, height)
    inside = (x0 <= columns) & (columns < x1) & (y0 <= rows) & (rows < y1)
    # ``at`` counts every change, also two at the same place; plain indexing would keep only one of
    # them.
    np.bitwise_xor.at(cut, (rows[inside] - y0, columns[inside] - x0), 1)
    for above, row in itertools.pairwise(cut):
        np.bitwise_xor(row, above, out=row)
    return cut.view(np.bool_)


def _fill_columns(runs: Runs, height: int, x0: int, x1: int) -> NDArray[np.bool_]:
    # Clipped, runs outside the columns have length 0 and so take no pixel.
    bounds = np.concatenate([[0], np.cumsum(runs)]).clip(x0 * height, x1 * height)
    values = np.zeros(runs.size, np.bool_)
    values[1::2] = True
    return np.ascontiguousarray(np.repeat(values, np.diff(bounds)).reshape((height, x1 - x0), order="F"))


def runs_to_text(runs: Runs) -> bytes:
    """Compress runs."""
    numbers = runs.copy()
    # From the fourth run on the difference to the run two before: neighbouring columns are alike.
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
        raise ValueError(Message("run_lengths.foreign_character"))
    more = (codes & 0x20) != 0
    if more[-1]:
        raise ValueError(Message("run_lengths.ends_early"))
    ends = np.flatnonzero(~more)
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts + 1
    if lengths.max() > _MAX_CHARACTERS:
        raise ValueError(Message("run_lengths.run_too_long"))
    places = np.arange(codes.size) - np.repeat(starts, lengths)
    numbers = np.add.reduceat((codes & 0x1F) << (5 * places), starts)
    # Two's complement: the highest of the last five bits is the sign, and is extended to 64 bits.
    negative = (codes[ends] & 0x10) != 0
    numbers = np.where(negative, numbers - (np.int64(1) << (5 * lengths)), numbers)
    # The differences are undone as sums, for runs off and runs on apart. The first two "on" and "off"
    # runs after run 0 stand for themselves, as ``runs_to_text`` begins with the fourth.
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    # A hostile text can hold any number; a negative run would move backwards over the mask.
    if numbers.min() < 0:
        raise ValueError(Message("run_lengths.run_negative"))
    return numbers


def box_of_runs(runs: Runs, height: int) -> tuple[int, int, int, int] | None:
    """``(x0, y0, x1, y1)`` of all on pixels, ends exclusive; None where there is none."""
    bounds = np.concatenate([[0], np.cumsum(runs)])
    starts = bounds[1:-1:2]
    ends = bounds[2::2]
    kept = ends > starts
    starts = starts[kept]
    lasts = ends[kept] - 1
    if starts.size == 0:
        return None
    first_columns = starts // height
    last_columns = lasts // height
    if np.any(
        last_columns > first_columns
    ):  # a run round a column's end holds its last row and the next one's first
        y0 = 0
        y1 = height
    else:
        y0 = int((starts % height).min())
        y1 = int((lasts % height).max()) + 1
    return int(first_columns[0]), y0, int(last_columns[-1]) + 1, y1
