"""Label Studio's run lengths of a brush: bits packed without gaps, of a picture of four channels.

The head holds how many bytes the picture has (32 bits), how wide a value is (5 bits, one less), and four
widths of a length (4 bits each, one less). Then come blocks: one bit says whether a value is repeated, two
which of the widths the length has, then the length (one less), and the value once or each value.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from samft_core.files.limits import MAX_PIXELS
from samft_core.formats.labelme_shapes import ShapeError
from samft_core.imaging.masks import Mask
from samft_core.messages.message import Message

_CHANNELS = 4
_WIDTHS = (3, 4, 8, 16)
_LONGEST = 1 << _WIDTHS[-1]


class _Bits:
    """Reads numbers of any width from bytes, the highest bit first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def read(self, width: int) -> int:
        end = self._place + width
        if end > len(self._data) * 8:
            raise ShapeError(Message("label_studio.no_runs"))
        first = self._place // 8
        last = (end + 7) // 8
        number = int.from_bytes(self._data[first:last], "big") >> (last * 8 - end)
        self._place = end
        return number & ((1 << width) - 1)


def brush_to_mask(runs: Any, *, height: int, width: int) -> Mask:
    """The H x W mask of a brush: where its fourth channel is not 0. Raises ShapeError."""
    if not isinstance(runs, list) or not all(type(value) is int and 0 <= value < 256 for value in runs):
        raise ShapeError(Message("label_studio.no_runs"))
    size = height * width * _CHANNELS
    bits = _Bits(bytes(runs))
    # Before anything is made of it: the head may claim any size.
    if height * width > MAX_PIXELS or bits.read(32) != size:
        raise ShapeError(Message("label_studio.no_runs"))
    value_width = bits.read(5) + 1
    widths = [bits.read(4) + 1 for _ in range(4)]
    alpha = np.zeros(height * width, np.bool_)
    place = 0
    while place < size:
        repeated = bits.read(1)
        length = bits.read(widths[bits.read(2)]) + 1
        if place + length > size:
            raise ShapeError(Message("label_studio.no_runs"))
        if repeated:
            if bits.read(value_width):
                # Of the bytes place to place + length, those of the fourth channel.
                alpha[place // _CHANNELS : (place + length) // _CHANNELS] = True
        else:
            for offset in range(place, place + length):
                if bits.read(value_width) and offset % _CHANNELS == _CHANNELS - 1:
                    alpha[offset // _CHANNELS] = True
        place += length
    return alpha.reshape(height, width)


def mask_to_brush(mask: Mask) -> list[int]:
    """The bytes of a brush that covers an H x W mask: all four channels are 255 inside and 0 outside."""
    flat = mask.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    bounds = np.concatenate([[0], edges, [flat.size]]).tolist()
    parts = [_bits(flat.size * _CHANNELS, 32), _bits(7, 5), *(_bits(width - 1, 4) for width in _WIDTHS)]
    for start, end in pairwise(bounds):
        value = _bits(255 if flat[start] else 0, 8)
        left = (end - start) * _CHANNELS
        while left:
            length = min(left, _LONGEST)
            parts.append(_block(length) + value)
            left -= length
    text = "".join(parts)
    text += "0" * (-len(text) % 8)
    return list(int(text, 2).to_bytes(len(text) // 8, "big"))


def _block(length: int) -> str:
    place = next(place for place, width in enumerate(_WIDTHS) if length <= 1 << width)
    return "1" + _bits(place, 2) + _bits(length - 1, _WIDTHS[place])


def _bits(number: int, width: int) -> str:
    return format(number, f"0{width}b")
