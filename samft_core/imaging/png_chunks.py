"""A PNG file without the texts and colour profiles in it, which may be larger than its picture.

Pillow and libpng refuse a whole file where a text or a profile unpacks to more than they allow, although no
pixel depends on it. So these chunks are passed over before either of them sees the file. Texts that may say
how the picture is turned stay, where they are small.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import BinaryIO

from samft_core.files.limits import PNG_CHUNKS
from samft_core.messages.message import Message

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"iCCP"))
_HINTS = frozenset((b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"tIME", b"sPLT"))
"""What says something about the picture and changes no pixel of it here. A reader that finds one of them cut
refuses the whole file, where viewers show it."""
_EXIF_STARTS = (b"II*\x00", b"MM\x00*")
_KEPT_KEYWORDS = (b"Raw profile type exif\x00", b"XML:com.adobe.xmp\x00")
# A text of more bytes is passed over, whatever its keyword.
_KEPT_BYTES = 65_536


class PngPixels(io.RawIOBase):
    """Reads as the PNG file ``stream`` with its texts, profiles and hints left out.

    ``stream`` stays the caller's.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        # (start in this file, start in the stream, bytes), in order, as far as it was walked through.
        self._parts: list[tuple[int, int, int]] = [(0, 0, len(SIGNATURE))]
        self._known = len(SIGNATURE)
        self._next_chunk = len(SIGNATURE)
        self._chunks = 0
        self._ended = False
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in the file without texts."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a position in the file without texts."""
        if whence == io.SEEK_END:
            while not self._ended:
                self._walk()
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._known}[whence]
        self._position = max(start + offset, 0)
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on; 0 at the end."""
        while self._position >= self._known and not self._ended:
            self._walk()
        # Backwards, because readers go forwards: the part wanted is nearly always the newest.
        for start, source, size in reversed(self._parts):
            if start <= self._position < start + size:
                inside = self._position - start
                self._stream.seek(source + inside)
                data = self._stream.read(min(len(buffer), size - inside))
                buffer[: len(data)] = data
                self._position += len(data)
                return len(data)
        return 0

    def _walk(self) -> None:
        """Look at one more chunk."""
        self._chunks += 1
        # Each empty chunk costs a read; a million of them kept a reader busy for a second
        # (docs/promises.md).
        if self._chunks > PNG_CHUNKS:
            raise ValueError(Message("image.too_many_parts", limit=PNG_CHUNKS))
        self._stream.seek(self._next_chunk)
        head = self._stream.read(8)
        if len(head) < 8:
            self._ended = True
            return
        length, kind = struct.unpack(">I4s", head)
        # Length, kind and checksum take four bytes each.
        size = length + 12
        if kind not in _HINTS and (kind not in (*_TEXTS, b"eXIf") or self._turns(kind, length)):
            self._parts.append((self._known, self._next_chunk, size))
            self._known += size
        self._next_chunk += size
        self._ended = kind == b"IEND"

    def _turns(self, kind: bytes, length: int) -> bool:
        """Whether a text, or what calls itself EXIF, may hold the orientation."""
        if kind == b"eXIf":
            return self._stream.read(4) in _EXIF_STARTS
        if kind == b"iCCP" or length > _KEPT_BYTES:
            return False
        text = self._stream.read(length)
        return text.startswith(_KEPT_KEYWORDS) and not (kind != b"tEXt" and _unpacks_to_more(text))


def _unpacks_to_more(text: bytes) -> bool:
    """Whether a text that may be packed is larger than it looks."""
    packed = text.partition(b"\0")[2].lstrip(b"\0\1")
    unpacking = zlib.decompressobj()
    try:
        # Unpacks at most so much: to find out the whole size would be the very work that must not be
        # done.
        return len(unpacking.decompress(packed, _KEPT_BYTES)) >= _KEPT_BYTES
    except zlib.error:  # not packed after all, or damaged, which the reader says
        return False


def png_pixels(stream: BinaryIO) -> io.BufferedReader:
    """``stream``, a PNG file, with its texts, colour profiles and hints left out."""
    return io.BufferedReader(PngPixels(stream), 65_536)
