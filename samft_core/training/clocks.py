"""How long the parts of a run take: encoding, steps and answers, each counted by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import Rgb
from samft_core.sam.encoder import ImageEncoder, Viewed, batch_views, encode_views
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import PlaneEncoder
from samft_core.sam.types import Embedding, Planes
from samft_core.training.estimate.cost import PLANES_SHARE


class TimedEncoder:
    """An encoder that counts what it does and how long that takes."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self.digest = encoder.digest
        self.description = encoder.description
        self.precision = encoder.precision
        self.encoded = 0
        self.seconds = 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        embedding = self._encoder.encode(rgb, view)
        self.encoded += 1
        self.seconds += time.perf_counter() - started
        return embedding

    @property
    def batch_views(self) -> int:
        """How many views are worth handing over at once."""
        return batch_views(self._encoder)

    def encode_batch(self, items: Sequence[Viewed]) -> list[Embedding]:
        """Encode each item, in their order."""
        started = time.perf_counter()
        embeddings = encode_views(self._encoder, items)
        self.encoded += len(embeddings)
        self.seconds += time.perf_counter() - started
        return embeddings


class TimedPlaneEncoder:
    """The same for the second encoder."""

    def __init__(self, encoder: PlaneEncoder) -> None:
        self._encoder = encoder
        self.digest = encoder.digest
        self.weights_digest = encoder.weights_digest
        self.encoded = 0
        self.seconds = 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        planes = self._encoder.encode(rgb, view)
        self.encoded += 1
        self.seconds += time.perf_counter() - started
        return planes


class TimedEncoders:
    """A ``model`` whose encoders are timed, and what they took."""

    def __init__(self, model: SamModel) -> None:
        # Wrapped rather than timed where they are used: encoding happens in the middle of learning and
        # of answering, and must not be counted among these.
        self._encoder = TimedEncoder(model.require_encoder())
        planes = model.plane_encoder
        self._planes = None if planes is None else TimedPlaneEncoder(planes)
        self.model = replace(model, encoder=self._encoder, plane_encoder=self._planes)

    @property
    def seconds(self) -> float:
        """What both encoders took so far."""
        return self._encoder.seconds + (self._planes.seconds if self._planes else 0.0)

    @property
    def encoded(self) -> float:
        """How many encodings that was, those of the second encoder counted by their share of the work."""
        return self._encoder.encoded + PLANES_SHARE * (self._planes.encoded if self._planes else 0)


class StepClock:
    """Times optimiser steps. ``total`` are those of all fits, ``done`` those of finished fits.

    ``mean`` is the running mean of seconds per step: the speed of a shared PC changes while it works.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.counted = 0
        self.seconds = 0.0
        self.mean = 0.0

    def tick(self, took: float) -> None:
        """A step is done, which took so many seconds."""
        self.counted += 1
        self.seconds += took
        # About the last ten steps. The first one counts whole, or the estimate would start near zero.
        self.mean = 0.9 * self.mean + 0.1 * took if self.mean else took


class AnswerClock:
    """Times what answering takes; what is encoded in between has a clock of its own.

    ``encoding`` tells the seconds that encoders took so far, ``decoded`` the decodes.
    """

    def __init__(self, encoding: Callable[[], float], decoded: Callable[[], int]) -> None:
        self._encoding = encoding
        self._decoded = decoded
        self.seconds = 0.0
        self.decodes = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts while it is open."""
        started = time.monotonic()
        encoding = self._encoding()
        decodes = self._decoded()
        yield
        self.seconds += time.monotonic() - started - (self._encoding() - encoding)
        self.decodes += self._decoded() - decodes
