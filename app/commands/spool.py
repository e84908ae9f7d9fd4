"""Where undo keeps mask patches: packed, in memory up to a bound, beyond it in a temporary file."""

from __future__ import annotations

import tempfile
import zlib
from dataclasses import dataclass

import numpy as np

from samft_core.imaging.masks import MaskDelta

MEMORY_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Ticket:
    """Finds one stored patch again."""

    offset: int
    length: int
    x0: int
    y0: int
    shape: tuple[int, int]


class PatchSpool:
    """Keeps any number of patches without growing in memory past ``memory_bytes``.

    This is what makes undo practically unlimited: a typical stroke packs into some hundred bytes, so the file
    is hardly ever needed, and where it is, old patches cost disk and no memory. The file has no name and goes
    with us.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=memory_bytes)  # noqa: SIM115 - closed by close()
        self._end = 0

    def put(self, delta: MaskDelta) -> Ticket:
        """Store a patch."""
        packed = zlib.compress(np.packbits(delta.patch).tobytes(), 1)
        self._file.seek(self._end)
        self._file.write(packed)
        ticket = Ticket(
            self._end, len(packed), delta.x0, delta.y0, (delta.patch.shape[0], delta.patch.shape[1])
        )
        self._end += len(packed)
        return ticket

    def get(self, ticket: Ticket) -> MaskDelta:
        """Read a patch back, equal to the stored one bit for bit."""
        self._file.seek(ticket.offset)
        bits = np.frombuffer(zlib.decompress(self._file.read(ticket.length)), np.uint8)
        height, width = ticket.shape
        patch = np.unpackbits(bits, count=height * width).reshape(height, width).astype(np.bool_)
        return MaskDelta(ticket.x0, ticket.y0, patch)

    @property
    def size_bytes(self) -> int:
        """Packed bytes kept so far, in memory and file together."""
        return self._end

    def clear(self) -> None:
        """Forget every patch; tickets given out before are void."""
        self._file.seek(0)
        self._file.truncate()
        self._end = 0

    def close(self) -> None:
        """Give memory and file back."""
        self._file.close()
