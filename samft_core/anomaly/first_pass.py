"""The first pass over an image inside the engine.

It is done in pieces, so that a box drawn meanwhile is answered at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Sequence

from cachetools import LRUCache

from samft_core.anomaly.proposals import (
    MOST_GOOD,
    Cells,
    Distances,
    ProposedBox,
    Reference,
    cells_of,
    distances,
    learn,
    propose,
    scale_of,
    scaled,
)
from samft_core.errors import ImageError
from samft_core.sam.types import Embedding

_log = logging.getLogger(__name__)

Pieces = Generator[None, None, list[ProposedBox]]
"""Work that pauses between its pieces and returns boxes."""


class FirstPass:
    """Remembers the good images it has learned from.

    ``embedding`` gives an image's embedding, encoding it where needed, with planes where there are any;
    ``digest`` names an image's pixels.
    """

    def __init__(self, embedding: Callable[[int], Embedding], digest: Callable[[int], str]) -> None:
        self._embedding = embedding
        self._digest = digest
        # The good images and the one that is looked at.
        self._cells: LRUCache[str, Cells] = LRUCache(MOST_GOOD + 1)
        self._references: LRUCache[tuple[str, ...], Reference] = LRUCache(2)

    def run(self, image_id: int, good: Sequence[int]) -> Pieces:
        """Propose boxes on an image; its own sign-off does not count.

        Raises ImageError, and UsageError where too few good images can be read.
        """
        reference = yield from self.reference(image_id, good)
        cells = self.cells(image_id)
        yield
        return propose(cells, reference)

    def reference(self, image_id: int, good: Sequence[int]) -> Generator[None, None, Reference]:
        """What good images look like, learnt from the first of ``good`` that can be read.

        The work pauses between its pieces. Raises UsageError where there are too few.
        """
        readable: dict[str, int] = {}
        for other in dict.fromkeys(good):
            try:
                if other != image_id and len(readable) < MOST_GOOD:
                    readable[self._digest(other)] = other
            except ImageError as error:
                _log.warning("A good image cannot be compared with: %s", error)
        # By the digests of their pixels: the same good images make the same reference, whatever their
        # order.
        key = tuple(sorted(readable))
        reference = self._references.get(key)
        if reference is None:
            reference = yield from self._learn([readable[digest] for digest in key])
            self._references[key] = reference
        return reference

    def cells(self, image_id: int) -> Cells:
        """The image's cells, as they are compared. Raises ImageError."""
        digest = self._digest(image_id)
        cells = self._cells.get(digest)
        if cells is None:
            cells = cells_of(self._embedding(image_id))
            self._cells[digest] = cells
        return cells

    def _learn(self, image_ids: Sequence[int]) -> Generator[None, None, Reference]:
        good: list[Cells] = []
        for image_id in image_ids:
            good.append(self.cells(image_id))
            yield
        scale = scale_of(good)
        good = [scaled(cells, scale) for cells in good]
        banks = [cells.bank for cells in good]
        usual = list[Distances]()
        for place, cells in enumerate(good):
            # Against all others but itself, in which each cell would find itself at distance 0.
            usual.append(distances(cells, [*banks[:place], *banks[place + 1 :]]))
            yield
        return learn(good, usual, scale)
