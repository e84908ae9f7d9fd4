"""TIFF files that Pillow refuses or reads as something else: signed, floating point, planar, white is zero.

Only the description of the file is worked on here. What is compressed is unpacked by libtiff, which is asked
for the bytes of each row as if they were grey pixels, so that no decoder interprets them.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from samft_core.messages.message import Message

_WIDTH = 256
_HEIGHT = 257
_BITS = 258
_COMPRESSION = 259
_PHOTOMETRIC = 262
_OFFSETS = 273
_ORIENTATION = 274
_SAMPLES = 277
_ROWS = 278
_COUNTS = 279
_PLANAR = 284
_PREDICTOR = 317
_TILE_WIDTH = 322
_TILE_HEIGHT = 323
_TILE_OFFSETS = 324
_TILE_COUNTS = 325
_EXTRA = 338
_FORMAT = 339

WHITE_IS_ZERO = 0
BLACK_IS_ZERO = 1
RGB = 2
"""How values become colours (tag 262)."""

ASSOCIATED = 1
TRANSPARENCY = 2
"""What an extra channel is (tag 338): transparency, with which the colours are weighted already or not."""

# Compressions of any bytes: none, LZW, deflate, PackBits, deflate (old), LZMA, Zstandard.
_PACKED = frozenset((1, 5, 8, 32773, 32946, 34925, 50000))
OWN_PROCESS_BYTES = 200_000_000
"""Images whose samples take more are decoded in a process of their own."""

_KINDS = {1: "u", 2: "i", 3: "f"}
_TYPES = frozenset(("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8"))


@dataclass(frozen=True, slots=True)
class TiffHeader:
    """What the first page's directory says: ``samples`` per pixel of NumPy type ``dtype``, and their places.

    ``block`` is the height and width of a strip or a tile.
    """

    width: int
    height: int
    samples: int
    dtype: np.dtype[Any]
    photometric: int
    compression: int
    predictor: int
    planar: bool
    orientation: int
    extra: tuple[int, ...]
    tiled: bool
    block: tuple[int, int]
    offsets: tuple[int, ...]
    counts: tuple[int, ...]

    @property
    def bytes(self) -> int:
        """What all samples take in memory, or one block where that is larger than the image."""
        pixels = max(self.width * self.height, self.block[0] * self.block[1])
        return pixels * self.samples * self.dtype.itemsize

    @property
    def costly(self) -> bool:
        """Whether it should be decoded where memory and time have limits."""
        return self.compression in (34925, 50000) or self.bytes > OWN_PROCESS_BYTES

    @property
    def plain(self) -> bool:
        """Whether Pillow reads it right by itself."""
        # Predictor 1 is none and 2 the difference from the neighbour, which libtiff undoes for 8 bits
        # by itself.
        if self.dtype != np.uint8 or self.predictor not in (1, 2):
            return False
        if self.photometric == RGB:
            # With associated alpha the colours are weighted already; Pillow would weight them once
            # more.
            return not self.planar and self.samples in (3, 4) and ASSOCIATED not in self.extra
        return self.samples == 1 or (
            self.samples == 2 and self.photometric == BLACK_IS_ZERO and not self.planar
        )


def read_header(stream: BinaryIO) -> TiffHeader | None:
    """The first page's directory; None where this module cannot read its pixels.

    Raises what Pillow raises on a damaged one.
    """
    stream.seek(0)
    head = stream.read(16)
    # The byte order twice, each as classic TIFF and as BigTIFF, whose offsets have eight bytes.
    if head[:4] not in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return None
    big = head[:4] in (b"II+\0", b"MM\0+")
    directory = TiffImagePlugin.ImageFileDirectory_v2(head if big else head[:8])
    stream.seek(directory.next)
    directory.load(stream)
    return _header(directory, order="<" if head[:2] == b"II" else ">")


def _header(tags: Any, *, order: str) -> TiffHeader | None:
    width = int(tags[_WIDTH])
    height = int(tags[_HEIGHT])
    samples = int(tags.get(_SAMPLES, 1))
    bits = _all(tags.get(_BITS, 1))
    formats = _all(tags.get(_FORMAT, 1))
    compression = int(tags.get(_COMPRESSION, 1))
    photometric = int(tags.get(_PHOTOMETRIC, BLACK_IS_ZERO))
    name = f"{_KINDS.get(formats[0], '?')}{bits[0] // 8}"
    # NumPy has one type for all channels, and none of 4 or 12 bits: what is packed tighter is left to
    # Pillow.
    known = len(set(bits)) == len(set(formats)) == 1 and bits[0] % 8 == 0 and name in _TYPES
    colours = 3 if photometric == RGB else 1
    if not known or compression not in _PACKED or photometric not in (0, 1, 2) or samples < colours:
        return None
    tiled = _TILE_OFFSETS in tags
    # Many programs write 2**32 - 1 for "one strip holds all".
    rows = min(int(tags.get(_ROWS, height)), height)
    block = (int(tags[_TILE_HEIGHT]), int(tags[_TILE_WIDTH])) if tiled else (rows, width)
    if min(width, height, *block) < 1:
        return None
    return TiffHeader(
        width=width,
        height=height,
        samples=samples,
        dtype=np.dtype(order + name),
        photometric=photometric,
        compression=compression,
        predictor=int(tags.get(_PREDICTOR, 1)),
        planar=samples > 1 and int(tags.get(_PLANAR, 1)) == 2,
        orientation=int(tags.get(_ORIENTATION, 1)),
        extra=_all(tags.get(_EXTRA, ())),
        tiled=tiled,
        block=block,
        offsets=_all(tags[_TILE_OFFSETS if tiled else _OFFSETS]),
        counts=_all(tags[_TILE_COUNTS if tiled else _COUNTS]),
    )


def _all(value: Any) -> tuple[int, ...]:
    return tuple(int(number) for number in value) if isinstance(value, (tuple, list)) else (int(value),)


def read_samples(stream: BinaryIO, header: TiffHeader) -> NDArray[Any]:
    """All samples of the first page as H x W x ``header.samples``, of any dtype that a TIFF has.

    Raises OSError where the file is cut.
    """
    # Planar files store each channel as an image of its own: one sample a pixel, and as many sets of
    # blocks.
    deep, wide = (1, header.samples) if header.planar else (header.samples, 1)
    rows, columns = header.block
    down = -(-header.height // rows)
    across = -(-header.width // columns)
    # Checked before the memory is taken, and before a missing offset would be an IndexError without
    # words.
    if min(len(header.offsets), len(header.counts)) < down * across * wide:
        raise OSError(Message("tiff.few_strips"))
    made = np.empty((header.height, header.width, header.samples), header.dtype.newbyteorder("="))
    for number in range(down * across * wide):
        plane, place = divmod(number, down * across)
        top = place // across * rows
        left = place % across * columns
        # The last strip is only as high as what is left; tiles are always whole, with padding that is
        # cut off below.
        height = rows if header.tiled else min(rows, header.height - top)
        block = _block(stream, header, number, (height, columns, deep))
        block = block[: header.height - top, : header.width - left]
        part = made[top : top + block.shape[0], left : left + block.shape[1]]
        if header.planar:
            part[:, :, plane] = block[:, :, 0]
        else:
            part[:] = block
    return made


def _block(stream: BinaryIO, header: TiffHeader, number: int, shape: tuple[int, int, int]) -> NDArray[Any]:
    """One strip or tile, ``shape`` = rows x columns x samples."""
    rows, columns, deep = shape
    width = columns * deep * header.dtype.itemsize
    stream.seek(header.offsets[number])
    data = stream.read(header.counts[number])
    if len(data) < header.counts[number]:
        raise OSError(Message("image.truncated"))
    raw = data if header.compression == 1 else _unpacked(data, header.compression, (rows, width))
    if len(raw) < rows * width:
        raise OSError(Message("image.truncated"))
    table = np.frombuffer(raw, np.uint8, rows * width).reshape(rows, width)
    if header.predictor == 3:
        return _undo_float_predictor(table, header.dtype, deep).reshape(shape)
    values = table.view(header.dtype).reshape(shape)
    if header.predictor == 2:
        whole = np.dtype(f"u{header.dtype.itemsize}")
        # Summed as unsigned numbers of the same width, because the predictor counts on overflow: it
        # wraps round.
        sums = np.cumsum(values.astype(header.dtype.newbyteorder("=")).view(whole), axis=1, dtype=whole)
        return sums.view(header.dtype.newbyteorder("="))
    return values


def _unpacked(data: bytes, compression: int, size: tuple[int, int]) -> bytes:
    """The bytes of a compressed strip of ``size`` = rows x bytes in a row.

    They go through a file in memory that holds nothing else.
    """
    rows, width = size
    tags = (
        (_WIDTH, 4, width),
        (_HEIGHT, 4, rows),
        (_BITS, 3, 8),
        (_COMPRESSION, 3, compression),
        (_PHOTOMETRIC, 3, BLACK_IS_ZERO),
        (_OFFSETS, 4, 8),
        (_SAMPLES, 3, 1),
        (_ROWS, 4, rows),
        (_COUNTS, 4, len(data)),
    )
    # TIFF wants its directory at an even offset.
    padding = b"\0" * (len(data) % 2)
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)
    made = struct.pack("<2sHI", b"II", 42, 8 + len(data) + len(padding)) + data + padding + directory
    with Image.open(io.BytesIO(made), formats=("TIFF",)) as image:
        return image.tobytes()


def _undo_float_predictor(table: NDArray[np.uint8], dtype: np.dtype[Any], deep: int) -> NDArray[Any]:
    """Adobe's predictor 3: the bytes of a row by significance, each as the difference from the one before."""
    rows, width = table.shape
    # Adobe's Technical Note 3: the differences are between bytes ``deep`` apart, and wrap at 256.
    sums = np.cumsum(table.reshape(rows, -1, deep), axis=1, dtype=np.uint8).reshape(rows, width)
    size = dtype.itemsize
    bytes_first = sums.reshape(rows, size, width // size).transpose(0, 2, 1)
    # The most significant byte came first, whatever the file's byte order, so the numbers are
    # big-endian.
    return np.ascontiguousarray(bytes_first).view(dtype.newbyteorder(">"))[:, :, 0]
